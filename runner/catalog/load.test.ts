// SPDX-License-Identifier: GPL-2.0-or-later
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadCatalog } from './load.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ltp-nommu-catalog-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const scenario = (title: string) =>
  `title: ${title}\nltp: {path: a/b.c, tree: 891fee45c}\nchild: none\npoints: 1\n`;

function files(contents: Record<string, string>): void {
  for (const [path, text] of Object.entries(contents)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

const GOOD = {
  'runtest/smoke': 'read02 read02\n',
  'runtest/syscalls':
    '#DESCRIPTION: System calls\nread02 read02\nmsg_a msgstress -n 1\nmsg_b msgstress -n 2\n',
  'runtest/known-failures/base.yaml': '[]\n',
  'runtest/README.md': 'no suite\n',
  'testcases/syscalls/read/read02.c': '',
  'testcases/syscalls/read/read02.yaml': scenario('read'),
  'testcases/syscalls/msg/msgstress.c': '',
  'testcases/syscalls/msg/msgstress.yaml': scenario('both'),
  'testcases/syscalls/msg/msg_b.yaml': scenario('b alone'),
  'testcases/lib/tst/tst_res.c': '',
};

test('cases get program and scenario; a scenario named after the tag comes before the one of the program', async () => {
  files(GOOD);
  const catalog = await loadCatalog({ root, check: true });
  expect(catalog.problems).toEqual([]);
  expect(catalog.suites.map((suite) => [suite.name, suite.description])).toEqual([
    ['smoke', ''],
    ['syscalls', 'System calls'],
  ]);
  expect(
    catalog.cases.map(({ id, program, scenario: { title } }) => [id, program.slice(root.length + 1), title]),
  ).toEqual([
    ['smoke/read02', 'testcases/syscalls/read/read02.c', 'read'],
    ['syscalls/read02', 'testcases/syscalls/read/read02.c', 'read'],
    ['syscalls/msg_a', 'testcases/syscalls/msg/msgstress.c', 'both'],
    ['syscalls/msg_b', 'testcases/syscalls/msg/msgstress.c', 'b alone'],
  ]);
});

test('of a shell line’s commands the one with a source is the program', async () => {
  files({ ...GOOD, 'runtest/smoke': 'r F=`mktemp`; read02 $F\n' });
  const { cases, problems } = await loadCatalog({ root, selection: { names: ['smoke'] } });
  expect(problems).toEqual([]);
  expect(cases).toMatchObject([{ programName: 'read02', command: ['sh', '-c', 'F=`mktemp`; read02 $F'] }]);
});

test('only the scenarios of selected cases are read', async () => {
  files({ ...GOOD, 'testcases/syscalls/msg/msgstress.yaml': 'broken: [\n' });
  const one = await loadCatalog({ root, selection: { names: ['read02'] } });
  expect(one.problems).toEqual([]);
  expect(one.cases.map((each) => each.id)).toEqual(['syscalls/read02']);
  const all = await loadCatalog({ root });
  expect(all.problems.map((problem) => problem.code)).toContain('SCENARIO_SYNTAX');
});

test('a broken scenario that several cases share is told once', async () => {
  files({ ...GOOD, 'testcases/syscalls/read/read02.yaml': 'title: x\n' });
  const { problems } = await loadCatalog({ root, selection: { names: ['read02', 'smoke'] } });
  expect(new Set(problems.map((problem) => JSON.stringify(problem))).size).toBe(problems.length);
  expect(problems.every((problem) => problem.file?.endsWith('read02.yaml'))).toBe(true);
});

describe('what does not fit together', () => {
  const problemsWith = async (more: Record<string, string>) => {
    files({ ...GOOD, ...more });
    return (await loadCatalog({ root, check: true })).problems.map(({ code, file, line, hint }) => ({
      code,
      file: file?.slice(root.length + 1),
      line,
      hint,
    }));
  };

  test('a runtest line without a source', async () => {
    expect(await problemsWith({ 'runtest/smoke': '# x\nread02 raed02\n' })).toEqual([
      { code: 'CASE_NO_SOURCE', file: 'runtest/smoke', line: 2, hint: 'did you mean read02?' },
    ]);
  });

  test('a runtest line without a scenario', async () => {
    expect(
      await problemsWith({ 'runtest/smoke': 'recv01 recv01\n', 'testcases/syscalls/recv/recv01.c': '' }),
    ).toMatchObject([{ code: 'CASE_NO_SCENARIO', file: 'runtest/smoke', line: 1 }]);
  });

  test('a scenario without a runtest line', async () => {
    expect(
      await problemsWith({
        'testcases/syscalls/recv/recv01.c': '',
        'testcases/syscalls/recv/recv01.yaml': scenario('x'),
      }),
    ).toEqual([
      {
        code: 'SCENARIO_UNUSED',
        file: 'testcases/syscalls/recv/recv01.yaml',
        line: 1,
        hint: "add 'recv01 recv01' to a file in runtest/",
      },
    ]);
  });

  test('a program that exists twice, unless one is of the suite’s own area', async () => {
    const twice = { 'testcases/nommu/read/read02.c': '', 'testcases/nommu/read/read02.yaml': scenario('y') };
    const problems = await problemsWith(twice);
    expect(problems.map((problem) => [problem.code, problem.file])).toEqual([
      ['CASE_AMBIGUOUS', 'runtest/smoke'],
    ]);
  });

  test('runtest mistakes come along', async () => {
    expect(await problemsWith({ 'runtest/smoke': 'read02 read02\nread02 read02\n' })).toMatchObject([
      { code: 'RUNTEST_DUPLICATE', file: 'runtest/smoke', line: 2 },
    ]);
  });
});

test('a folder without runtest files gives an empty selection, not a crash', async () => {
  expect((await loadCatalog({ root })).problems).toMatchObject([{ code: 'SELECTION_EMPTY' }]);
});
