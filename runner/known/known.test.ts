// SPDX-License-Identifier: GPL-2.0-or-later

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageRoot } from '../build/index.ts';
import { UserError } from '../errors.ts';
import { checkKnown, loadKnown, parseKnown } from './index.ts';

const FULL = `# a comment
- case: syscalls/shmat01
  points: [2, 3]
  outcome: fail
  cause: assert
  reason: shmat gives ENODEV
  link: https://example.org/1
  when: { machine: uml, kernel: '>=6.12 <6.14' }
  expires: 2027-06-30

- case: syscalls/pause03
  outcome: timeout
  reason: >
    never
    wakes
`;

describe('parseKnown', () => {
  it('reads entries with their lines', () => {
    expect(parseKnown(FULL, 'k.yaml')).toEqual({
      ok: true,
      entries: [
        {
          case: 'syscalls/shmat01',
          points: [2, 3],
          outcome: 'fail',
          cause: 'assert',
          reason: 'shmat gives ENODEV',
          link: 'https://example.org/1',
          when: { machine: 'uml', kernel: '>=6.12 <6.14' },
          expires: '2027-06-30',
          file: 'k.yaml',
          line: 2,
          column: 3,
        },
        {
          case: 'syscalls/pause03',
          outcome: 'timeout',
          reason: 'never wakes',
          file: 'k.yaml',
          line: 11,
          column: 3,
        },
      ],
    });
  });

  it.each(['', '# only a comment\n', '[]\n'])('takes %j for an empty list', (text) => {
    expect(parseKnown(text, 'k.yaml')).toEqual({ ok: true, entries: [] });
  });

  const base = '- case: a/b\n  reason: r\n';
  it.each([
    ['a: b', 1, 1, 'must be a list'],
    ['- case: a/b', 1, 3, "'0.reason' is missing"],
    ['- case: a/*\n  reason: r', 1, 9, 'exact case'],
    ['- case: b\n  reason: r', 1, 9, 'exact case'],
    [`${base}  outcome: fial`, 3, 12, 'expected one of fail'],
    [`${base}  outcome: pass`, 3, 12, 'expected one of fail'],
    [`${base}  cause: none`, 3, 10, 'expected one of assert'],
    [`${base}  points: []`, 3, 11, '0.points'],
    [`${base}  points: [0]`, 3, 12, '0.points.0'],
    [`${base}  points: [1, 1]`, 3, 11, 'named twice'],
    [`${base}  points: [1]\n  cause: panic`, 4, 10, 'points belong to cause assert'],
    [`${base}  points: [1]\n  outcome: crash`, 4, 12, 'points belong to outcome fail'],
    [`${base}  expires: 2026-02-31`, 3, 12, 'must be a date'],
    [`${base}  expires: soon`, 3, 12, 'must be a date'],
    [`${base}  link: not a link`, 3, 9, '0.link'],
    [`${base}  when: { kernel: 6.x }`, 3, 19, 'no comparison'],
    [`${base}  when: { kernal: '>=6.12' }`, 3, 11, "unknown key 'kernal'"],
    [`${base}  raeson: r`, 3, 3, "unknown key 'raeson'"],
    [`${base}\treason: x`, 3, 2, 'YAML'],
    [`${base}${base}`, 3, 3, 'already at k.yaml:1'],
  ])('says where %j is wrong', (text, line, column, message) => {
    const parsed = parseKnown(`${text}\n`, 'k.yaml');
    if (parsed.ok) throw new Error('accepted');
    expect(parsed.problems[0]?.message).toContain(message);
    expect(parsed.problems[0]).toMatchObject({ file: 'k.yaml', line });
    expect(parsed.problems[0]?.column).toBe(column);
  });

  it('lets two entries name the same case for different points, causes or kernels', () => {
    const text = [
      '- {case: a/b, points: [1], reason: r}',
      '- {case: a/b, points: [2], reason: r}',
      '- {case: a/b, cause: warning, reason: r}',
      "- {case: a/b, points: [1], reason: r, when: {kernel: '<6.12'}}",
    ].join('\n');
    expect(parseKnown(text, 'k.yaml')).toMatchObject({ ok: true });
  });
});

describe('loadKnown', () => {
  let root = '';
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'known-'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('reads all lists of the package, in order', async () => {
    write('runtest/known-failures/b.yaml', '- {case: s/b, reason: r}');
    write('runtest/known-failures/a.yaml', '- {case: s/a, reason: r}');
    write('runtest/known-failures/README.md', 'not a list');
    const { entries, files } = await loadKnown(root);
    expect(entries.map((entry) => entry.case)).toEqual(['s/a', 's/b']);
    expect(files).toEqual(['runtest/known-failures/a.yaml', 'runtest/known-failures/b.yaml']);
  });

  it('finds no lists where there is no folder', async () => {
    expect(await loadKnown(root)).toEqual({ entries: [], files: [] });
  });

  it('tells all mistakes of all lists at once', async () => {
    write('runtest/known-failures/a.yaml', '- {case: s/a}\n- {case: s, reason: r}');
    write('runtest/known-failures/b.yaml', 'x: [');
    const error = await loadKnown(root).catch((each: unknown) => each);
    expect(error).toBeInstanceOf(UserError);
    const problems = [error as UserError, ...(error as UserError).more];
    expect(problems.map(({ file, line }) => `${file}:${line}`)).toEqual([
      'runtest/known-failures/a.yaml:1',
      'runtest/known-failures/a.yaml:2',
      'runtest/known-failures/b.yaml:1',
    ]);
  });

  it('finds the same entry in two lists', async () => {
    write('runtest/known-failures/a.yaml', '- {case: s/a, reason: r}');
    write('runtest/known-failures/b.yaml', '- {case: s/a, reason: r}');
    await expect(loadKnown(root)).rejects.toMatchObject({ code: 'KNOWN_TWICE' });
  });

  it('reads lists by path and says when one is not there', async () => {
    write('mine.yaml', '- {case: s/a, reason: r}');
    expect((await loadKnown(root, [join(root, 'mine.yaml')])).entries.length).toBe(1);
    await expect(loadKnown(root, [join(root, 'none.yaml')])).rejects.toMatchObject({ code: 'KNOWN_READ' });
  });

  it('reads the lists of this package', async () => {
    expect((await loadKnown(packageRoot())).files).toContain('runtest/known-failures/uml.yaml');
  });
});

describe('checkKnown', () => {
  const entry = (id: string, more = {}) => ({ case: id, reason: 'r', file: 'k.yaml', line: 1, ...more });
  const world = { today: '2026-11-25', ids: ['s/munmap01', 'mm/mmap02'], points: () => 2 };

  it('finds nothing wrong where nothing is', () => {
    expect(checkKnown([entry('s/munmap01', { points: [2], expires: '2026-11-25' })], world)).toEqual([]);
  });

  it('suggests the nearest case, and the same tag in another suite first', () => {
    expect(checkKnown([entry('s/mumap01')], world)[0]?.text).toContain('nearest: s/munmap01');
    expect(checkKnown([entry('s/mmap02')], world)[0]?.text).toContain('nearest: mm/mmap02');
    expect(checkKnown([entry('s/zzzzzz')], world)[0]?.text).not.toContain('nearest');
  });

  it('holds KUnit suites against what there is only where a kernel has told', () => {
    expect(checkKnown([entry('kunit/damon')], world)).toEqual([]);
    const expired = checkKnown([entry('kunit/damon', { expires: '2026-11-24' })], world);
    expect(expired.map(({ kind }) => kind)).toEqual(['known-expired']);
    const told = checkKnown([entry('kunit/damno')], { ...world, ids: ['kunit/damon'] });
    expect(told[0]).toMatchObject({ kind: 'known-unknown-case' });
  });

  it('finds points that the case does not have, and expired entries', () => {
    const problems = checkKnown([entry('s/munmap01', { points: [1, 3], expires: '2026-11-24' })], world);
    expect(problems.map(({ kind }) => kind)).toEqual(['known-expired', 'known-unknown-point']);
  });
});
