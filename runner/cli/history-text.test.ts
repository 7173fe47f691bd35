// SPDX-License-Identifier: GPL-2.0-or-later
/** What runs and diff print, from made-up runs. */
import { expect, test } from 'vitest';
import type { RunDiff, RunEntry } from '../history/index.ts';
import { type RunStart, Tally } from '../journal/index.ts';
import { diffText } from './diff.ts';
import { pruneText, runsText, runVerdict } from './runs.ts';

const none = new Tally().counts;
const counts = { ...none, outcomes: { ...none.outcomes, pass: 9, skip: 1 }, known: 2 };
const entry: RunEntry = {
  id: 'id',
  dir: '/runs/id',
  started: '2026-11-25T10:00:00.000Z',
  suites: ['a', 'b', 'c', 'd'],
  cases: 12,
  kernel: '6.12.1',
  machine: 'uml-kasan',
  shard: '1/3',
  end: { durationMs: 61_000, exitCode: 0, interrupted: null, counts },
};

test('runs: newest first, by the names that other commands take, with the path', () => {
  const { end: _end, shard: _shard, ...open } = entry;
  const text = runsText([entry, { ...open, pid: 1, suites: [], dir: '/x' }]);
  const [head, first, path, second, other] = text.split('\n');
  expect(head).toMatch(/^RUN +STARTED +SUITES +CASES +KERNEL +TIME +RESULTS +VERDICT$/);
  expect(first).toMatch(
    /^last +2026-11-25 \d\d:\d\d +a b c … 1\/3 +12 +6\.12\.1 uml-kasan +1m01s +9 pass, 1 skip, 2 known +all as expected$/,
  );
  expect(path).toBe('    /runs/id');
  expect(second).toMatch(/^last~1 .* - +12 .* - +- +under way or killed$/);
  expect(other).toBe('    /x');
  expect(runsText([])).toBe('no runs yet\n');
});

test('the verdict of a run', () => {
  const ended = (more: Partial<NonNullable<RunEntry['end']>>, verdicts: object = {}, notRun = 0) =>
    runVerdict({
      ...entry,
      end: {
        durationMs: 1,
        exitCode: 1,
        interrupted: null,
        counts: { ...counts, notRun, verdicts: { ...counts.verdicts, ...verdicts } },
        ...more,
      },
    });
  expect(ended({}, { unexpected: 2, flaky: 1, fixed: 3 }, 4)).toBe(
    '2 unexpected, 1 flaky, 3 fixed, 4 not run (1)',
  );
  expect(ended({ exitCode: 0 }, { flaky: 1 })).toBe('1 flaky');
  expect(ended({ exitCode: 3 })).toBe('the host failed (3)');
  expect(ended({ exitCode: 130, interrupted: 'SIGINT' })).toBe('interrupted (130)');
});

test('prune tells what went, or would', () => {
  expect(pruneText([entry], false)).toBe('removed /runs/id\n1 run removed\n');
  expect(pruneText([], true)).toBe('0 runs would go\n');
});

test('diff: only sections with something in them', () => {
  const state = {
    verdict: 'expected',
    outcome: 'pass',
    cause: 'none',
    reason: '',
    failed: [],
    ms: 1,
  } as const;
  const empty: RunDiff = {
    regressions: [],
    fixes: [],
    changed: [],
    added: [],
    gone: [],
    slower: [],
    same: 4,
  };
  const run = (runId: string, key: string) =>
    Object.assign(new Tally(), {
      start: {
        runId,
        machine: 'uml',
        kernel: { release: '6.12.1', key, sha256: 'f'.repeat(64) },
      } as RunStart,
    });
  const text = diffText(run('one', 'abcdef0123456789'), run('two', ''), {
    ...empty,
    regressions: [{ id: 's/longer', before: state, after: state, what: 'pass -> fail' }],
    slower: [{ id: 's/a', beforeMs: 20.4, afterMs: 400 }],
  });
  expect(text).toBe(
    [
      'before one  6.12.1 (uml, kernel abcdef012345)',
      'after  two  6.12.1 (uml, kernel ffffffffffff)',
      '',
      'regressions (1)',
      '  s/longer  pass -> fail',
      '',
      'slower (1)',
      '  s/a  20 ms -> 400 ms',
      '',
      '1 regression, 1 slower, 4 the same',
      '',
    ].join('\n'),
  );
  expect(diffText(run('one', 'k'), run('two', 'k'), empty)).toMatch(/\n\n4 the same\n$/);
});
