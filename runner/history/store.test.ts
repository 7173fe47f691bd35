// SPDX-License-Identifier: GPL-2.0-or-later
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { GOLDEN, goldenEvents } from '../../tests/fixtures/golden.ts';
import { runsDir } from '../build/index.ts';
import {
  type CaseEnd,
  type JournalEvent,
  JournalWriter,
  type RunEnd,
  type RunStart,
} from '../journal/index.ts';
import {
  findRun,
  histories,
  history,
  listRuns,
  newestRun,
  noteRun,
  pruneRuns,
  runEntry,
  runsBefore,
} from './index.ts';

const golden = goldenEvents();
const start = golden[0] as RunStart;
const end = golden.at(-1) as RunEnd;

let dir: string;
const before = process.env.XDG_STATE_HOME;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ltp-nommu-history-'));
  process.env.XDG_STATE_HOME = join(dir, 'state');
});
afterEach(() => {
  if (before === undefined) delete process.env.XDG_STATE_HOME;
  else process.env.XDG_STATE_HOME = before;
  rmSync(dir, { recursive: true, force: true });
});

/** A run's journal on the disk; in the index too unless that is to be missing. */
async function put(
  id: string,
  day: number,
  options: { at?: string; noted?: boolean; events?: JournalEvent[] } = {},
) {
  const at = options.at ?? join(runsDir(), id);
  const time = `2026-11-${String(day).padStart(2, '0')}T10:00:00.000Z`;
  const first = { ...start, runId: id, time };
  const writer = JournalWriter.open(join(at, 'journal.jsonl'), 'create');
  writer.write([first, ...(options.events ?? golden.slice(1))]);
  writer.close();
  if (options.noted !== false) await noteRun(runEntry(at, first, end));
  return at;
}

const listed = async () => (await listRuns()).map(({ id }) => id);

describe('the list', () => {
  test('is empty at first, then has the runs in their order, with what came out', async () => {
    expect(await listed()).toEqual([]);
    expect(newestRun()).toBeUndefined();
    await put('one', 1);
    const other = await put('two', 2, { at: join(dir, 'elsewhere') });
    expect(await listRuns()).toMatchObject([
      {
        id: 'one',
        suites: ['syscalls', 'nommu'],
        kernel: start.kernel.release,
        end: { exitCode: end.exitCode },
      },
      { id: 'two', dir: other },
    ]);
    expect(newestRun()).toBe(other);
  });

  test('finds run directories that the index does not know, and forgets what is gone', async () => {
    await put('noted', 5);
    await put('stray', 2, { noted: false });
    const gone = await put('gone', 3);
    rmSync(gone, { recursive: true });
    mkdirSync(join(runsDir(), 'no-run'));
    expect(await listed()).toEqual(['stray', 'noted']);
  });

  test('does without lines that are damaged or of another version', async () => {
    await put('one', 1);
    appendFileSync(join(runsDir(), 'index.jsonl'), '{"id":"new","form":7}\n{"id": "ha');
    expect(await listed()).toEqual(['one']);
  });

  test('a run under way has no end', async () => {
    const at = await put('one', 1, { noted: false });
    await noteRun(runEntry(at, start, null, process.pid));
    expect((await listRuns())[0]).not.toHaveProperty('end');
    await noteRun(runEntry(at, start, end));
    expect(await listRuns()).toMatchObject([{ end: { exitCode: end.exitCode } }]);
  });
});

describe('prune', () => {
  test('removes the oldest, and nothing that is not ours', async () => {
    const outside = await put('outside', 1, { at: join(dir, 'outside') });
    for (const day of [2, 3, 4, 5]) await put(`run${day}`, day);
    mkdirSync(join(runsDir(), 'notes'));
    writeFileSync(join(runsDir(), 'notes/my.txt'), 'mine');
    symlinkSync(outside, join(runsDir(), 'link'));
    expect((await pruneRuns({ keep: 2, dryRun: true })).map(({ id }) => id)).toEqual(['run2', 'run3']);
    expect(await listed()).toHaveLength(5);
    expect((await pruneRuns({ keep: 2 })).map(({ id }) => id)).toEqual(['run2', 'run3']);
    expect(await listed()).toEqual(['outside', 'run4', 'run5']);
    expect(existsSync(join(runsDir(), 'run2'))).toBe(false);
    expect(existsSync(join(runsDir(), 'notes/my.txt'))).toBe(true);
    expect(existsSync(join(outside, 'journal.jsonl'))).toBe(true);
    expect(existsSync(join(runsDir(), 'link'))).toBe(true);
    expect(await pruneRuns({ keep: 2 })).toEqual([]);
  });

  test('leaves a run alone that is under way, not one whose runner is dead', async () => {
    const [alive, dead] = [await put('alive', 1, { noted: false }), await put('dead', 2, { noted: false })];
    await noteRun(runEntry(alive, start, null, process.pid));
    await noteRun(runEntry(dead, start, null, 2 ** 22 + 1)); // above the largest pid that Linux gives
    await put('new', 3);
    expect((await pruneRuns({ keep: 1 })).map(({ dir }) => dir)).toEqual([dead]);
  });
});

describe('names of runs', () => {
  const idOf = async (name: string) => (await findRun(name)).summary.start?.runId;

  test('last, last~N, the beginning of an id, paths', async () => {
    await put('20261101-a', 1);
    await put('20261102-b', 2);
    const path = await put('20261102-c', 3, { at: join(dir, 'x') });
    expect(await idOf('last')).toBe('20261102-c');
    expect(await idOf('last~2')).toBe('20261101-a');
    expect(await idOf('20261101')).toBe('20261101-a');
    expect(await idOf('20261102-b')).toBe('20261102-b');
    expect(await idOf(path)).toBe('20261102-c');
    expect(await idOf(join(path, 'journal.jsonl'))).toBe('20261102-c');
    expect(await idOf(GOLDEN)).toBe(start.runId);
  });

  test('what is wrong is told with what would be right', async () => {
    await expect(findRun('last')).rejects.toMatchObject({ code: 'RUN_UNKNOWN', exitCode: 2 });
    await put('20261102-b', 2);
    await put('20261102-c', 3);
    await expect(findRun('last~7')).rejects.toThrow('only 2 runs');
    await expect(findRun('2027')).rejects.toMatchObject({ code: 'RUN_UNKNOWN' });
    await expect(findRun('20261102')).rejects.toMatchObject({
      code: 'RUN_AMBIGUOUS',
      hint: '20261102-b, 20261102-c',
    });
    await expect(findRun(dir)).rejects.toMatchObject({ code: 'RUN_UNKNOWN' });
  });
});

test('the past of a case: newest first, of repetitions the worst, damaged runs left out', async () => {
  const one = golden.find((event): event is CaseEnd => event.type === 'case-end' && event.final) as CaseEnd;
  const good: CaseEnd = { ...one, verdict: 'expected' };
  const bad: CaseEnd = { ...one, repeat: 2, verdict: 'unexpected', durationMs: 77 };
  await put('a', 1, { events: [good] });
  await put('b', 2, { events: [bad, good] });
  writeFileSync(join(await put('c', 3), 'journal.jsonl'), 'no json\n');
  await put('d', 4, { events: [good] });
  expect((await history(one.id)).map(({ runId, verdict }) => [runId, verdict])).toEqual([
    ['d', 'expected'],
    ['b', 'unexpected'],
    ['a', 'expected'],
  ]);
  expect(await history('no/such')).toEqual([]);
  expect((await runsBefore('c')).map(({ id }) => id)).toEqual(['b', 'a']);
  expect((await histories(await runsBefore('c', 1))).get(one.id)).toMatchObject([{ durationMs: 77 }]);
});
