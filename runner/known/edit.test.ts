// SPDX-License-Identifier: GPL-2.0-or-later
import { describe, expect, test } from 'vitest';
import type { CaseResult, Fault, KnownEnvironment, Outcome, Verdict } from '../verdict/index.ts';
import { claimsFor, entryText, parseKnown, staleEntries, withEdits, withEntry } from './index.ts';

const LIST = `# SPDX-License-Identifier: GPL-2.0-or-later
#
# What is known.
- case: s/a
  points: [1, 2]   # both
  reason: 'a colon: here'
# about b
# for long
- case: s/b
  cause: panic
  reason: >-
    two
    lines

- case: s/c
  points:
    - 3
    - 4
  reason: r
  when: { machine: uml }
# the end
`;

const casesOf = (text: string) => {
  const parsed = parseKnown(text, 'k.yaml');
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  return parsed.entries.map((entry) => [entry.case, entry.points]);
};

describe('withEntry', () => {
  const entry = { case: 's/new', points: [2, 3], reason: "it's # so: why", expires: '2027-06-30' };

  test('adds at the end and leaves all else as it is', () => {
    const text = withEntry(LIST, entry);
    expect(text.startsWith(LIST)).toBe(true);
    expect(text.slice(LIST.length)).toBe(entryText(entry));
    expect(entryText(entry)).toMatch(
      /^- case: s\/new\n {2}points: \[2, 3\]\n {2}reason: .*\n {2}expires: 2027-06-30\n$/,
    );
    expect(casesOf(text).at(-1)).toEqual(['s/new', [2, 3]]);
  });

  test.each([
    ['an empty file', ''],
    ['only comments', '# a\n# b\n'],
    ['no newline at the end', '# a\n- case: s/a\n  reason: r'],
    ['an empty list', '# keep me\n[]\n'],
    ['a list in brackets', '# keep me\n[{ case: s/a, reason: r }]\n'],
    ['an indented list', '# keep me\n  - case: s/a\n    reason: r\n'],
  ])('takes %s', (_name, text) => {
    const more = withEntry(text, entry);
    expect(casesOf(more)).toEqual([...casesOf(text), ['s/new', [2, 3]]]);
    for (const comment of text.match(/^#.*$/gm) ?? []) expect(more).toContain(comment);
  });
});

describe('withEdits', () => {
  test('takes an entry out with the comments right above it, and nothing else', () => {
    expect(withEdits(LIST, [{ index: 1 }])).toBe(LIST.replace(/# about b[\s\S]*lines\n/, ''));
    expect(withEdits(LIST, [{ index: 2 }])).toBe(LIST.replace(/- case: s\/c[\s\S]*uml \}\n/, ''));
  });

  test('the head of the file stays when the first entry goes, and when all go', () => {
    const text = withEdits(LIST, [{ index: 0 }]);
    expect(text).toBe(LIST.replace(/- case: s\/a[\s\S]*here'\n/, ''));
    const none = withEdits(LIST, [{ index: 0 }, { index: 1 }, { index: 2 }]);
    expect(casesOf(none)).toEqual([]);
    expect(none).toContain('# What is known.');
    expect(none).toContain('# the end');
  });

  test('narrows points in either way of writing', () => {
    expect(withEdits(LIST, [{ index: 0, points: [2] }])).toBe(LIST.replace('[1, 2]', '[2]'));
    expect(casesOf(withEdits(LIST, [{ index: 2, points: [4] }, { index: 0 }]))).toEqual([
      ['s/b', undefined],
      ['s/c', [4]],
    ]);
  });

  test('a list in brackets loses no other entry and no comment', () => {
    const text = '# keep me\n[{ case: s/a, reason: r }, { case: s/b, points: [1, 2], reason: q }]\n';
    const edited = withEdits(text, [{ index: 0 }, { index: 1, points: [2] }]);
    expect(casesOf(edited)).toEqual([['s/b', [2]]]);
    expect(edited).toContain('# keep me');
  });
});

function result(outcome: Outcome, faults: Partial<Fault>[], failed: number[] = []): CaseResult {
  return {
    outcome,
    cause: faults[0]?.cause ?? 'none',
    reason: '',
    faults: faults.map((fault) => ({ outcome, cause: 'assert', reason: 'why', ...fault })),
    points: [1, 2, 3, 4].map((number) => ({ number, ok: !failed.includes(number), name: 'n' })),
    failed,
    plan: 4,
    kernelEvents: [],
    excerpt: [],
  };
}

const entries = casesOfEntries(LIST);
function casesOfEntries(text: string) {
  const parsed = parseKnown(text, 'k.yaml');
  return parsed.ok ? parsed.entries : [];
}

describe('claimsFor', () => {
  const failed = result('fail', [{ cause: 'assert' }], [1, 2, 4]);

  test('failed points by number; other faults by outcome and cause', () => {
    expect(claimsFor(failed, [])).toEqual([{ points: [1, 2, 4] }]);
    const both = result('crash', [{ cause: 'panic' }, { outcome: 'fail', cause: 'assert' }], [3]);
    expect(claimsFor(both, [])).toEqual([{ outcome: 'crash', cause: 'panic' }, { points: [3] }]);
  });

  test('only what no entry explains yet', () => {
    expect(claimsFor(failed, entries.slice(0, 1))).toEqual([{ points: [4] }]);
    expect(claimsFor(result('fail', [{}], [1, 2]), entries.slice(0, 1))).toEqual([]);
    expect(claimsFor(result('pass', []), [])).toEqual([]);
  });
});

describe('staleEntries', () => {
  const uml: KnownEnvironment = { machine: 'uml', variant: 'base', kernel: '6.12.1' };
  const end = (id: string, given: CaseResult, verdict: Verdict = 'fixed') => ({ id, verdict, result: given });
  const told = (ends: ReturnType<typeof end>[], environment = uml) =>
    staleEntries(entries, ends, environment).map(({ entry, remaining }) => [entry.case, remaining]);
  const pass = result('pass', []);

  test('what passed can go; points that still fail stay', () => {
    expect(told([end('s/a', pass), end('s/b', pass)])).toEqual([
      ['s/a', undefined],
      ['s/b', undefined],
    ]);
    expect(told([end('s/a', result('fail', [{}], [2]))])).toEqual([['s/a', [2]]]);
    expect(told([end('s/a', result('fail', [{}], [1, 2]), 'expected')])).toEqual([]);
  });

  test('what was cut short, skipped, flaky, not run or is for another machine says nothing', () => {
    expect(told([end('s/b', result('crash', [{ cause: 'oops' }]))])).toEqual([]);
    expect(told([end('s/b', result('skip', []))])).toEqual([]);
    expect(told([end('s/a', pass, 'flaky')])).toEqual([]);
    expect(told([end('s/other', pass)])).toEqual([]);
    expect(told([end('s/c', pass)], { ...uml, machine: 'uml-kasan' })).toEqual([]);
  });

  test('of repetitions all must pass', () => {
    const still = result('fail', [{}], [2]);
    expect(told([end('s/a', pass), end('s/a', still)])).toEqual([['s/a', [2]]]);
    expect(told([end('s/a', pass), end('s/a', result('fail', [{}], [1, 2]))])).toEqual([]);
  });
});
