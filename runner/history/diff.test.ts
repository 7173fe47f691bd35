// SPDX-License-Identifier: GPL-2.0-or-later
import { describe, expect, test } from 'vitest';
import { type CaseEnd, type Summary, Tally } from '../journal/index.ts';
import type { Cause, Outcome, Verdict } from '../verdict/index.ts';
import { diffRuns, type RunDiff } from './index.ts';

interface Given {
  verdict?: Verdict;
  outcome?: Outcome;
  cause?: Cause;
  failed?: number[];
  ms?: number;
  repeat?: number;
}

const pass: Given = { verdict: 'expected', outcome: 'pass', cause: 'none' };
const fail: Given = { verdict: 'unexpected', outcome: 'fail', cause: 'assert', failed: [1] };
const panic: Given = { verdict: 'unexpected', outcome: 'crash', cause: 'panic' };
const known: Given = { ...fail, verdict: 'expected' };
const flaky: Given = { ...pass, verdict: 'flaky' };
const fixed: Given = { ...pass, verdict: 'fixed' };
const skip: Given = { ...pass, outcome: 'skip' };
const broken: Given = { ...fail, outcome: 'broken', cause: 'protocol', failed: [] };

function end(id: string, given: Given): CaseEnd {
  const { verdict = 'expected', outcome = 'pass', cause = 'none', failed = [], ms = 20, repeat = 1 } = given;
  return {
    id,
    repeat,
    verdict,
    durationMs: ms,
    result: { outcome, cause, failed, reason: `why ${outcome}` },
  } as unknown as CaseEnd;
}

/** A run with these results; null: selected, but not run. */
function run(results: Record<string, Given | Given[] | null>): Summary {
  const finished = Object.entries(results).flatMap(([id, given]) =>
    given === null ? [] : [given].flat().map((each, index) => end(id, { repeat: index + 1, ...each })),
  );
  const notRun = Object.keys(results).filter((id) => results[id] === null);
  return { ...new Tally(), finished, notRun, start: null } as unknown as Summary;
}

const ids = (diff: RunDiff) => ({
  regressions: diff.regressions.map(({ id }) => id),
  fixes: diff.fixes.map(({ id }) => id),
  changed: diff.changed.map(({ id }) => id),
});

describe('one case', () => {
  test.each<[string, Given | null, Given | null, 'regressions' | 'fixes' | 'changed' | 'same']>([
    ['pass to fail', pass, fail, 'regressions'],
    ['pass to panic', pass, panic, 'regressions'],
    ['a known failure that fails otherwise', known, panic, 'regressions'],
    ['a skip that fails', skip, fail, 'regressions'],
    ['flaky, now failing', flaky, fail, 'regressions'],
    ['pass, now without a result', pass, null, 'regressions'],
    ['fail, now without a result', fail, null, 'regressions'],
    ['a failure that became a crash', fail, panic, 'regressions'],
    ['one more failed point', fail, { ...fail, failed: [1, 2] }, 'regressions'],
    ['another failed point', fail, { ...fail, failed: [2] }, 'regressions'],
    ['fail to pass', fail, pass, 'fixes'],
    ['known, now fixed', known, fixed, 'fixes'],
    ['no result, now a pass', null, pass, 'fixes'],
    ['one failed point less', { ...fail, failed: [1, 2] }, fail, 'changed'],
    ['a crash that became a failure', { ...panic, failed: [1] }, fail, 'changed'],
    ['fail, now listed', fail, known, 'changed'],
    ['pass, now listed', pass, known, 'changed'],
    ['pass, now skipped', pass, skip, 'changed'],
    ['pass, now flaky', pass, flaky, 'changed'],
    ['fail, now flaky', fail, flaky, 'changed'],
    ['broken to skip', broken, skip, 'changed'],
    ['pass', pass, pass, 'same'],
    ['fail', fail, fail, 'same'],
    ['known', known, { ...known, failed: [2] }, 'same'],
    ['no result', null, null, 'same'],
  ])('%s', (_name, before, after, kind) => {
    const diff = diffRuns(run({ 's/a': before }), run({ 's/a': after }));
    const expected = { regressions: [], fixes: [], changed: [], [kind]: ['s/a'] };
    if (kind === 'same') expect(diff.same).toBe(1);
    expect({ ...ids(diff), ...(kind === 'same' ? { same: ['s/a'] } : {}) }).toEqual(expected);
  });
});

test('what only one of the runs has is new or gone, never a regression', () => {
  const diff = diffRuns(run({ 's/a': pass, 's/old': fail }), run({ 's/a': pass, 's/new': fail }));
  expect(ids(diff)).toEqual({ regressions: [], fixes: [], changed: [] });
  expect(diff.added.map(({ id }) => id)).toEqual(['s/new']);
  expect(diff.gone.map(({ id }) => id)).toEqual(['s/old']);
});

test('of repetitions the worst counts', () => {
  expect(ids(diffRuns(run({ 's/a': [pass, pass] }), run({ 's/a': [pass, fail, pass] }))).regressions).toEqual(
    ['s/a'],
  );
  expect(diffRuns(run({ 's/a': [fail, pass] }), run({ 's/a': [pass, fail] })).same).toBe(1);
});

test('the text of a change says from what to what, which points, and why', () => {
  const diff = diffRuns(
    run({ 's/a': pass, 's/b': fail }),
    run({ 's/a': panic, 's/b': { ...fail, failed: [1, 4, 5] } }),
  );
  expect(diff.regressions.map(({ what }) => what)).toEqual([
    'pass -> crash/panic: why crash',
    'fail -> fail, points 4, 5 too: why fail',
  ]);
});

describe('slower', () => {
  const timed = (...times: number[]) =>
    run(Object.fromEntries(times.map((ms, index) => [`s/${index}`, { ...pass, ms }])));
  const slower = (a: Summary, b: Summary, slowerFactor?: number) =>
    diffRuns(a, b, slowerFactor === undefined ? {} : { slowerFactor }).slower.map(({ id }) => id);

  test('twice as long and 100 ms more', () => {
    expect(slower(timed(20, 200, 1000), timed(100, 420, 1900))).toEqual(['s/1']);
    expect(slower(timed(1000), timed(1900), 1.5)).toEqual(['s/0']);
  });

  test('a machine that is slower altogether makes no case slower', () => {
    const before = Array.from({ length: 12 }, (_, index) => 200 + index);
    const after = before.map((ms, index) => (index === 5 ? ms * 9 : ms * 3));
    expect(slower(timed(...before), timed(...after))).toEqual(['s/5']);
  });

  test('the quickest of the repetitions counts, and only cases that pass', () => {
    const a = run({ 's/a': [{ ...pass, ms: 100 }], 's/b': { ...pass, ms: 100 } });
    const b = run({
      's/a': [
        { ...pass, ms: 900 },
        { ...pass, ms: 110 },
      ],
      's/b': { ...fail, ms: 900 },
    });
    expect(slower(a, b)).toEqual([]);
  });
});
