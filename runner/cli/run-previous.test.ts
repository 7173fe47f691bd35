// SPDX-License-Identifier: GPL-2.0-or-later
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { durations, lastDurations, lastRun, readRun, rememberRun } from './run-previous.ts';

let dir: string;
const before = process.env.XDG_STATE_HOME;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ltp-nommu-previous-'));
  process.env.XDG_STATE_HOME = join(dir, 'state');
});
afterEach(() => {
  if (before === undefined) delete process.env.XDG_STATE_HOME;
  else process.env.XDG_STATE_HOME = before;
  rmSync(dir, { recursive: true, force: true });
});

test('the last run is found wherever it is, as long as it is', () => {
  expect(lastRun()).toBeUndefined();
  const run = join(dir, 'my run');
  mkdirSync(run);
  writeFileSync(join(run, 'journal.jsonl'), '');
  rememberRun(run);
  expect(lastRun()).toBe(run);
  rememberRun(join(dir, 'other'));
  expect(lastRun()).toBeUndefined();
});

test('a directory without a run, and a run that never began', async () => {
  await expect(readRun(dir)).rejects.toMatchObject({ code: 'RUN_UNKNOWN', exitCode: 2 });
  writeFileSync(join(dir, 'journal.jsonl'), '');
  await expect(readRun(dir)).rejects.toMatchObject({ code: 'RUN_EMPTY' });
  await expect(readRun(join(dir, 'journal.jsonl'))).rejects.toMatchObject({ code: 'RUN_EMPTY' });
});

test('a damaged last run costs only the order', async () => {
  writeFileSync(join(dir, 'journal.jsonl'), 'no json\n');
  rememberRun(dir);
  expect(await lastDurations()).toEqual(new Map());
});

test('the longest boot of each case', () => {
  const attempts = [
    { id: 'a', durationMs: 5 },
    { id: 'b', durationMs: 0 },
    { id: 'a', durationMs: 9 },
    { id: 'a', durationMs: 7 },
  ];
  expect(durations(attempts)).toEqual(new Map([['a', 9]]));
});
