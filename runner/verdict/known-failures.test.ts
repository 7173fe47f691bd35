// SPDX-License-Identifier: GPL-2.0-or-later

import { describe, expect, it } from 'vitest';
import { auditEntries, entryApplies, isExpired, KnownFailures, matchKnown } from './known-failures.ts';
import type { CaseResult, Fault, KnownFailure, Point } from './types.ts';

const entry = (more: Partial<KnownFailure> = {}): KnownFailure => ({
  case: 's/c',
  reason: 'why',
  file: 'k.yaml',
  line: 1,
  ...more,
});

const FAULTS = {
  assert: { outcome: 'fail', cause: 'assert', reason: 'points failed' },
  warning: { outcome: 'fail', cause: 'warning', reason: 'WARNING: at a.c:1' },
  panic: { outcome: 'crash', cause: 'panic', reason: 'Kernel panic' },
  hang: { outcome: 'timeout', cause: 'hang', reason: 'timed out' },
} as const satisfies Record<string, Fault>;

/** A case with five points; `p` passed, `f` failed, `s` skipped. */
function result(points: string, ...faults: Fault[]): CaseResult {
  const list = [...points].map((state, index): Point => {
    const point = { number: index + 1, ok: state !== 'f', name: `p${index + 1}` };
    return state === 's' ? { ...point, directive: { kind: 'skip', reason: '' } } : point;
  });
  const failed = list.filter((point) => !point.ok).map((point) => point.number);
  const all: Fault[] = failed.length > 0 ? [...faults, FAULTS.assert] : faults;
  return {
    outcome: all[0]?.outcome ?? (/^s+$/.test(points) ? 'skip' : 'pass'),
    cause: all[0]?.cause ?? 'none',
    reason: all[0]?.reason ?? '',
    faults: all,
    points: list,
    failed,
    plan: list.length,
    kernelEvents: [],
    excerpt: [],
  };
}

const TABLE: readonly [string, CaseResult, Partial<KnownFailure>[], string, string[]?][] = [
  ['pass, nothing known', result('ppp'), [], 'expected'],
  ['skip, nothing known', result('sss'), [], 'expected'],
  ['fail, nothing known', result('pfp'), [], 'unexpected'],
  ['fail, entry without conditions', result('pfp'), [{}], 'expected'],
  ['exactly the points', result('pff'), [{ points: [2, 3] }], 'expected'],
  ['one point more', result('fff'), [{ points: [2, 3] }], 'unexpected'],
  ['one point less', result('pfp'), [{ points: [2, 3] }], 'fixed', ['known-stale']],
  ['another point instead', result('fpp'), [{ points: [2] }], 'unexpected', ['known-stale']],
  ['listed points pass', result('ppp'), [{ points: [2, 3] }], 'fixed', ['known-stale']],
  ['a listed point was skipped', result('pfs'), [{ points: [2, 3] }], 'expected', []],
  ['the case was skipped', result('sss'), [{ points: [2, 3] }], 'expected', []],
  ['a point that does not exist', result('pfp'), [{ points: [2, 9] }], 'expected', ['known-unknown-point']],
  ['two entries share the points', result('pff'), [{ points: [2] }, { points: [3] }], 'expected'],
  ['an entry without points beside one with', result('fff'), [{ points: [2] }, {}], 'expected'],
  ['pass although known', result('ppp'), [{}], 'fixed', ['known-stale']],
  ['pass although a hang is known', result('ppp'), [{ outcome: 'timeout' }], 'fixed', ['known-stale']],
  ['a short entry hides no panic', result('pp', FAULTS.panic), [{}], 'unexpected', []],
  ['a short entry hides no hang', result('p', FAULTS.hang), [{}], 'unexpected'],
  ['a short entry hides no kernel warning', result('pfp', FAULTS.warning), [{}], 'unexpected'],
  ['points hide no kernel warning', result('pfp', FAULTS.warning), [{ points: [2] }], 'unexpected'],
  [
    'an entry for each fault',
    result('pfp', FAULTS.warning),
    [{ points: [2] }, { cause: 'warning' }],
    'expected',
  ],
  ['outcome fail covers both', result('pfp', FAULTS.warning), [{ outcome: 'fail' }], 'expected'],
  ['a known panic', result('pp', FAULTS.panic), [{ outcome: 'crash', cause: 'panic' }], 'expected'],
  [
    'a known panic, but it hangs',
    result('pp', FAULTS.hang),
    [{ outcome: 'crash', cause: 'panic' }],
    'unexpected',
    [],
  ],
  ['the cause must be right', result('pp', FAULTS.panic), [{ cause: 'oops' }], 'unexpected'],
  [
    'the warning is gone, the points still fail',
    result('pfp'),
    [{ points: [2] }, { cause: 'warning' }],
    'fixed',
    ['known-stale'],
  ],
];

describe('matchKnown', () => {
  it.each(TABLE)('%s', (_name, outcome, entries, verdict, stale) => {
    const match = matchKnown(
      outcome,
      entries.map((each) => entry(each)),
    );
    expect(match.verdict).toBe(verdict);
    if (stale) expect(match.stale.map(({ kind }) => kind)).toEqual(stale);
  });

  it('gives the reason of the entry that hit', () => {
    expect(matchKnown(result('pf'), [entry({ reason: 'kernel defect' })])).toMatchObject({
      reason: 'kernel defect',
      hits: [{ reason: 'kernel defect' }],
    });
  });

  it('names the points that no entry names', () => {
    expect(matchKnown(result('fff'), [entry({ points: [2] })]).reason).toBe(
      'not covered by the known failure: points 1, 3 failed, and no known failure names them',
    );
  });

  it('says that the known failure is another one', () => {
    expect(matchKnown(result('p', FAULTS.hang), [entry()]).reason).toBe(
      'the known failure for this case is a different one',
    );
  });
});

describe('conditions', () => {
  const here = { machine: 'uml', variant: 'uml', kernel: '6.12.117-gabc' };
  it.each([
    [undefined, true],
    [{ machine: 'uml' }, true],
    [{ machine: 'qemu-riscv64' }, false],
    [{ variant: 'kasan' }, false],
    [{ kernel: '>=6.12 <6.14' }, true],
    [{ kernel: '<6.12' }, false],
    [{ machine: 'uml', kernel: '>=6.13' }, false],
  ])('%j: %s', (when, applies) => {
    expect(entryApplies(entry(when ? { when } : {}), here)).toBe(applies);
  });

  it('leaves out entries whose conditions do not hold', () => {
    const known = new KnownFailures([entry({ when: { machine: 'other' } })], here);
    expect(known.match('s/c', result('f')).verdict).toBe('unexpected');
    expect(known.match('s/c', result('p')).verdict).toBe('expected');
  });

  it('matches exact ids only', () => {
    const known = new KnownFailures([entry({ case: 's/ftest01' })], here);
    expect(known.match('s/lftest01', result('f')).verdict).toBe('unexpected');
    expect(known.match('s/ftest01', result('f')).verdict).toBe('expected');
  });
});

describe('expiry and audit', () => {
  it('holds through the day itself', () => {
    expect(isExpired(entry({ expires: '2026-11-25' }), '2026-11-25')).toBe(false);
    expect(isExpired(entry({ expires: '2026-11-25' }), '2026-11-26')).toBe(true);
    expect(isExpired(entry(), '2999-01-01')).toBe(false);
  });

  it('reports entries that have expired or name nothing', () => {
    const entries = [entry({ expires: '2026-01-01' }), entry({ case: 's/d', line: 9 })];
    const problems = auditEntries(
      entries,
      '2026-11-25',
      (id) => id === 's/c',
      () => ['s/c'],
    );
    expect(problems.map(({ kind, line }) => [kind, line])).toEqual([
      ['known-expired', 1],
      ['known-unknown-case', 9],
    ]);
    expect(problems[1]?.text).toBe('known failure names no case: s/d; nearest: s/c');
  });
});
