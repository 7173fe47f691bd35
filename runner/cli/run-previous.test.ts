// SPDX-License-Identifier: GPL-2.0-or-later
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RunStart } from '../journal/index.ts';
import { durations, lastDurations, lastRun, readDurations, readRun, rememberStart } from './run-previous.ts';

const golden = new URL('../../reports/golden/run.jsonl', import.meta.url).pathname;
const start = JSON.parse(readFileSync(golden, 'utf8').split('\n')[0] ?? '') as RunStart;

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

test('the last run is found wherever it is, as long as it is', async () => {
  expect(lastRun()).toBeUndefined();
  const run = join(dir, 'my run');
  mkdirSync(run);
  writeFileSync(join(run, 'journal.jsonl'), '');
  await rememberStart(run, start);
  expect(lastRun()).toBe(run);
  await rememberStart(join(dir, 'other'), start);
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
  await rememberStart(dir, start);
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

test('--durations takes a journal, its results and a plain object, and nothing else', async () => {
  const fromJournal = await readDurations(golden);
  expect(fromJournal.get('syscalls/fcntl07')).toBeGreaterThan(0);
  const write = (text: string): string => {
    writeFileSync(join(dir, 'times.json'), text);
    return join(dir, 'times.json');
  };
  const cases = [{ id: 's/a', durationMs: 7, more: 1 }];
  expect(await readDurations(write(JSON.stringify({ cases })))).toEqual(new Map([['s/a', 7]]));
  expect(await readDurations(write('{"s/a": 5, "s/b": 0}'))).toEqual(
    new Map([
      ['s/a', 5],
      ['s/b', 0],
    ]),
  );
  for (const text of ['{"s/a": "long"}', '[1]', 'no json']) {
    await expect(readDurations(write(text))).rejects.toMatchObject({ code: 'DURATIONS', exitCode: 2 });
  }
  await expect(readDurations(join(dir, 'none.json'))).rejects.toMatchObject({ code: 'DURATIONS' });
});
