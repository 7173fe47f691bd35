// SPDX-License-Identifier: GPL-2.0-or-later
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Packages without the sources of their source maps are nothing to warn of.
  logLevel: 'error',
  test: {
    include: ['runner/**/*.test.ts', 'reports/**/*.test.ts', 'tests/**/*.test.ts'],
    globalSetup: ['tests/global-setup.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // What the tests start must not take itself for a step of the job that runs them.
    env: { GITHUB_ACTIONS: '', GITHUB_STEP_SUMMARY: '' },
    // It imports JSON as bundlers do, not as Node does.
    server: { deps: { inline: ['@actions/workflow-parser'] } },
  },
});
