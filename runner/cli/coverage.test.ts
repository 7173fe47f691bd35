// SPDX-License-Identifier: GPL-2.0-or-later
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type CoverageOptions, command } from './coverage.ts';

let dir: string;
const handler = (options: CoverageOptions) => command.handler({ ...options, _: [], $0: '' });

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ltp-nommu-coverage-'));
  for (const run of ['a', 'b']) {
    mkdirSync(join(dir, run, 'coverage/notes'), { recursive: true });
    writeFileSync(join(dir, run, 'coverage/counts'), '');
  }
});
afterEach(() => rmSync(dir, { recursive: true }));

test('runs and suites do not go together', async () => {
  await expect(handler({ names: [join(dir, 'a'), 'nommu'] })).rejects.toMatchObject({
    code: 'COVERAGE_NAMES',
    message: expect.stringContaining('nommu'),
  });
});

test('several runs need a place for what comes of them', async () => {
  await expect(handler({ names: [join(dir, 'a'), join(dir, 'b')] })).rejects.toMatchObject({
    code: 'OPTION_VALUE',
    message: expect.stringContaining('--out'),
  });
});

test.each([-1, 101, Number.NaN])('--fail-under %d', async (failUnder) => {
  await expect(handler({ names: [join(dir, 'a')], failUnder })).rejects.toMatchObject({
    code: 'OPTION_VALUE',
    exitCode: 2,
  });
});
