// SPDX-License-Identifier: GPL-2.0-or-later
/** Tests that need nothing but Node: no guest, no compiler, no packages of the host. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['reports/**/*.test.ts', 'runner/{catalog,journal,known,schedule,verdict}/**/*.test.ts'],
    testTimeout: 20_000,
  },
});
