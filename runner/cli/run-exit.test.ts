// SPDX-License-Identifier: GPL-2.0-or-later
import { expect, test } from 'vitest';
import { type CaseEnd, type Counts, type RunProblem, type Summary, Tally } from '../journal/index.ts';
import type { Cause, Outcome, Verdict } from '../verdict/index.ts';
import { runExitCode } from './run-exit.ts';

const end = (verdict: Verdict, outcome: Outcome, cause: Cause = 'none') =>
  ({ verdict, id: 'a/b', result: { outcome, cause } }) as CaseEnd;
const good = end('expected', 'pass');
const bad = end('unexpected', 'fail', 'assert');

interface Given {
  finished?: CaseEnd[];
  notRun?: string[];
  severity?: RunProblem['severity'];
}

/** A summary with only what an exit code is made of. */
function summary({ finished = [good], notRun = [], severity }: Given): Summary {
  const counts = structuredClone(new Tally().counts) as Counts;
  for (const each of finished) counts.verdicts[each.verdict]++;
  counts.done = finished.length;
  return {
    start: null,
    end: null,
    counts,
    running: [],
    finished,
    attempts: finished,
    problems: severity === undefined ? [] : [{ severity } as RunProblem],
    notRun,
    withVerdict: (verdict) => finished.filter((each) => each.verdict === verdict),
  };
}

test.each<[string, Given, number]>([
  ['all pass', {}, 0],
  ['a failure', { finished: [good, bad] }, 1],
  ['a hang', { finished: [end('unexpected', 'timeout', 'hang')] }, 1],
  ['a failure beside a boot that failed', { finished: [bad, end('unexpected', 'missing', 'panic')] }, 1],
  ['a broken case', { finished: [end('unexpected', 'broken', 'protocol')] }, 125],
  ['no boot', { finished: [end('unexpected', 'missing', 'panic')] }, 125],
  ['flaky', { finished: [end('flaky', 'pass')] }, 125],
  ['fixed', { finished: [end('fixed', 'pass')] }, 0],
  ['only skips', { finished: [end('expected', 'skip')] }, 125],
  ['a skip among passes', { finished: [end('expected', 'skip'), good] }, 0],
  ['nothing at all', { finished: [] }, 125],
  ['a case without a result', { notRun: ['a/c'] }, 125],
  ['the host failed', { severity: 'error' }, 125],
])('bisect, %s', (_name, given, code) => {
  expect(runExitCode(summary(given), { bisect: true })).toBe(code);
});

test('a signal ends the bisection: git stops at 128 and more, and tries no other commit', () => {
  for (const [interrupted, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    expect(runExitCode(summary({ finished: [bad] }), { bisect: true, interrupted })).toBe(code);
  }
});

test('flaky is told, and fails a run only when that is asked for', () => {
  const flaky = summary({ finished: [good, end('flaky', 'pass')] });
  expect(runExitCode(flaky, {})).toBe(0);
  expect(runExitCode(flaky, { strict: true })).toBe(0);
  expect(runExitCode(flaky, { failOnFlaky: true })).toBe(1);
  expect(runExitCode(summary({}), { failOnFlaky: true })).toBe(0);
});

test('without bisect a signal has its own code, and skips are fine', () => {
  expect(runExitCode(summary({}), { interrupted: 'SIGINT' })).toBe(130);
  expect(runExitCode(summary({}), { interrupted: 'SIGTERM' })).toBe(143);
  expect(runExitCode(summary({ finished: [end('expected', 'skip')] }), {})).toBe(0);
});
