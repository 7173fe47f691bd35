// SPDX-License-Identifier: GPL-2.0-or-later
import { describe, expect, test } from 'vitest';
import { goldenEvents } from '../../tests/fixtures/golden.ts';
import { UserError } from '../errors.ts';
import {
  type CaseEnd,
  type JournalEvent,
  journalEventSchema,
  mergeShards,
  type RunEnd,
  type RunProblem,
  type RunStart,
  type ShardJournal,
  summarise,
} from './index.ts';

const golden = goldenEvents();
const start = golden[0] as RunStart;
const end = golden.at(-1) as RunEnd;
const all = start.selection.cases;

interface Given {
  total?: number;
  cases?: string[];
  change?: (start: RunStart) => RunStart;
  more?: JournalEvent[];
  last?: RunEnd | null;
  cut?: boolean;
}

/** The shard of the golden run with every `total`-th case. */
function shard(index: number, given: Given = {}): ShardJournal {
  const { total = 3, change = (one) => one, more = [], last = end, cut = false } = given;
  const cases = given.cases ?? all.filter((_, at) => at % total === index - 1);
  const first = change({
    ...start,
    runId: `shard-${index}`,
    selection: { ...start.selection, cases, shard: { index, total, all, sources: 'hash' } },
  });
  const mine = golden.filter(
    (event) => (event.type === 'case-start' || event.type === 'case-end') && cases.includes(event.id),
  );
  return {
    path: `s${index}.jsonl`,
    events: [first, ...mine, ...more, ...(last === null ? [] : [last])],
    cut,
  };
}

const errorsOf = (...journals: ShardJournal[]): UserError => {
  try {
    mergeShards(journals);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('no error');
};

describe('shards of one run', () => {
  test('give the events of the whole run, whatever order they come in', () => {
    const merged = mergeShards([shard(3), shard(1), shard(2)]);
    expect(merged.problems).toEqual([]);
    expect(merged.start.selection).toEqual(start.selection);
    const whole = summarise(golden);
    const again = summarise([merged.start, ...merged.events]);
    const results = (ends: readonly CaseEnd[]) =>
      ends.map(({ slot: _slot, ...rest }) => rest).sort((a, b) => (a.id < b.id ? -1 : 1));
    expect(results(again.finished)).toEqual(results(whole.finished));
    expect(again.attempts).toHaveLength(whole.attempts.length);
    expect(again.counts).toEqual(whole.counts);
    const times = merged.events.map((event) => event.time);
    expect(times).toEqual([...times].sort());
    for (const event of [merged.start, ...merged.events]) journalEventSchema.parse(event);
  });

  test('keep lanes of their own', () => {
    const merged = mergeShards([shard(1), shard(2), shard(3)]);
    expect(merged.start.options.jobs).toBe(6);
    expect(merged.start.merged?.map((part) => [part.shard, part.runId, part.firstSlot])).toEqual([
      [1, 'shard-1', 0],
      [2, 'shard-2', 2],
      [3, 'shard-3', 4],
    ]);
    const second = merged.events.find((event) => event.type === 'case-end' && event.id === all[1]);
    expect(second).toMatchObject({ slot: expect.toSatisfy((slot: number) => slot === 2 || slot === 3) });
  });

  test('say what is wrong with the lists once', () => {
    const stale: RunProblem = {
      v: 1,
      time: start.time,
      type: 'run-problem',
      kind: 'known-expired',
      severity: 'warning',
      text: 'expired',
    };
    const merged = mergeShards([1, 2, 3].map((index) => shard(index, { more: [stale] })));
    expect(merged.events.filter((event) => event.type === 'run-problem')).toEqual([stale]);
  });
});

describe('what is not whole is told as an error, and its cases are not run', () => {
  const texts = (journals: ShardJournal[]) => {
    const { start: first, events, problems } = mergeShards(journals);
    expect(problems.every((problem) => problem.severity === 'error')).toBe(true);
    return { texts: problems.map(({ text }) => text), notRun: summarise([first, ...events]).notRun.length };
  };

  test('a missing shard', () => {
    expect(texts([shard(1), shard(3)])).toEqual({ texts: ['shard 2/3 is missing'], notRun: 5 });
  });

  test('a journal that breaks off, in a line or between two', () => {
    for (const broken of [shard(2, { last: null }), shard(2, { cut: true })]) {
      expect(texts([shard(1), broken, shard(3)]).texts).toEqual([expect.stringMatching(/2\/3 breaks off/)]);
    }
  });

  test('an interrupted shard', () => {
    const stopped = shard(2, { last: { ...end, interrupted: 'SIGTERM' } });
    expect(texts([shard(1), stopped, shard(3)]).texts).toEqual(['shard 2/3 was interrupted by SIGTERM']);
  });

  test('a case that no shard has', () => {
    const short = shard(2, { cases: all.filter((_, at) => at % 3 === 1).slice(1) });
    expect(texts([shard(1), short, shard(3)])).toMatchObject({
      texts: [expect.stringContaining(all[1] ?? '')],
      notRun: 1,
    });
  });
});

describe('what is not one run is refused', () => {
  test('a run that is no shard, and a journal without a run', () => {
    expect(errorsOf({ path: 'whole.jsonl', events: golden, cut: false })).toMatchObject({
      code: 'MERGE_NO_SHARD',
      file: 'whole.jsonl',
    });
    expect(errorsOf({ path: 'x', events: [], cut: true }).code).toBe('MERGE_EMPTY');
    expect(errorsOf().code).toBe('MERGE_NOTHING');
  });

  test('a shard twice, and a case in two shards', () => {
    expect(errorsOf(shard(1), shard(2), { ...shard(2), path: 'again' }, shard(3))).toMatchObject({
      code: 'MERGE_TWICE',
      file: 'again',
      message: expect.stringContaining('s2.jsonl'),
    });
    expect(errorsOf(shard(1), shard(2, { cases: [all[0] ?? ''] })).code).toBe('MERGE_OVERLAP');
  });

  test.each<[string, (one: RunStart) => RunStart]>([
    ['version of ltp-nommu', (one) => ({ ...one, tool: { ...one.tool, version: '9' } })],
    ['kernel', (one) => ({ ...one, kernel: { ...one.kernel, key: 'other' } })],
    ['kernel release', (one) => ({ ...one, kernel: { ...one.kernel, release: '6.13' } })],
    ['kernel configuration', (one) => ({ ...one, kernel: { ...one.kernel, configHash: 'x' } })],
    ['machine', (one) => ({ ...one, machine: 'uml-kasan' })],
    ['known failures', (one) => ({ ...one, known: { files: [], entries: 0 } })],
    ['--retries', (one) => ({ ...one, options: { ...one.options, retries: 7 } })],
  ])('another %s', (what, change) => {
    const error = errorsOf(shard(1), shard(2, { change }), shard(3));
    expect(error).toMatchObject({ code: 'MERGE_DIFFERENT', file: 's2.jsonl', more: [] });
    expect(error.message).toContain(`not the same ${what} as in shard 1/3`);
  });

  test('another number of shards, other cases, other sources', () => {
    const other = shard(2, { total: 4 });
    expect(errorsOf(shard(1), other).message).toContain('number of shards');
    const patched = (more: object) =>
      shard(2, {
        change: (one) => {
          const { shard: facts } = one.selection;
          return { ...one, selection: { ...one.selection, shard: { ...facts, ...more } } } as RunStart;
        },
      });
    expect(errorsOf(shard(1), patched({ all: [...all].reverse() })).message).toContain('selected cases');
    expect(errorsOf(shard(1), patched({ sources: 'x' })).message).toContain('sources of the cases');
    expect(errorsOf(shard(1), patched({ durations: 'x' })).message).toContain('--durations');
  });

  test('the same binary built in two places is the same kernel', () => {
    const built = (key: string) => (one: RunStart) => ({
      ...one,
      kernel: { ...one.kernel, key, sha256: 'same' },
    });
    const merged = mergeShards([1, 2, 3].map((index) => shard(index, { change: built(`key${index}`) })));
    expect(merged.problems).toEqual([]);
  });
});
