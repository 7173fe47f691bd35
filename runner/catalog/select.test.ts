// SPDX-License-Identifier: GPL-2.0-or-later
import { describe, expect, test } from 'vitest';
import { parseRuntest } from './runtest.ts';
import { selectEntries } from './select.ts';
import type { Selection } from './types.ts';

const suites = [
  parseRuntest('fcntl07 fcntl07\nftest01 ftest01\npipeA pipeio -a\n', 'smoke', 'smoke').suite,
  parseRuntest(
    'fcntl07 fcntl07\nfcntl14 fcntl14\nftest01 ftest01\nlftest01 lftest01\npipeA pipeio -b\n',
    'syscalls',
    'syscalls',
  ).suite,
];
const home = (suite: string) => suite === 'syscalls';
const select = (selection: Selection) => selectEntries(suites, selection, home);
const ids = (selection: Selection) => {
  const { entries, problems } = select(selection);
  expect(problems).toEqual([]);
  return entries.map((entry) => entry.id);
};

describe('names', () => {
  test('none: all', () => expect(ids({})).toHaveLength(8));
  test('a suite', () =>
    expect(ids({ names: ['smoke'] })).toEqual(['smoke/fcntl07', 'smoke/ftest01', 'smoke/pipeA']));
  test('a case by its id', () => expect(ids({ names: ['smoke/fcntl07'] })).toEqual(['smoke/fcntl07']));
  test('a case by its tag comes once, from the suite that is at home in testcases', () =>
    expect(ids({ names: ['fcntl07'] })).toEqual(['syscalls/fcntl07']));
  test('a tag that means different commands gives each of them', () =>
    expect(ids({ names: ['pipeA'] })).toEqual(['smoke/pipeA', 'syscalls/pipeA']));
  test('are exact: ftest01 is not lftest01', () =>
    expect(ids({ names: ['ftest01'] })).toEqual(['syscalls/ftest01']));
  test('the order is that of the files, and nothing comes twice', () =>
    expect(ids({ names: ['lftest01', 'syscalls/fcntl14', 'fcntl14'] })).toEqual([
      'syscalls/fcntl14',
      'syscalls/lftest01',
    ]));
});

describe('globs', () => {
  test('over tags', () =>
    expect(ids({ names: ['fcntl*'] })).toEqual(['syscalls/fcntl07', 'syscalls/fcntl14']));
  test('over suites', () => expect(ids({ names: ['smok?'] })).toHaveLength(3));
  test('over ids', () =>
    expect(ids({ names: ['*/fcntl*'] })).toEqual(['smoke/fcntl07', 'syscalls/fcntl07', 'syscalls/fcntl14']));
  test('with a class', () =>
    expect(ids({ names: ['syscalls/[fl]*test0[0-9]'] })).toEqual(['syscalls/ftest01', 'syscalls/lftest01']));
  test('a star does not cross the slash', () =>
    expect(select({ names: ['sys*14'] }).problems).toHaveLength(1));
  test('braces and ! are plain characters', () => {
    expect(select({ names: ['!fcntl*'] }).entries).toEqual([]);
    expect(select({ names: ['{fcntl07,fcntl1?}'] }).entries).toEqual([]);
  });
});

describe('--case and --exclude', () => {
  test('narrow a suite', () =>
    expect(ids({ names: ['syscalls'], cases: ['f*'], exclude: ['fcntl14'] })).toEqual([
      'syscalls/fcntl07',
      'syscalls/ftest01',
    ]));
  test('exclude is exact without a glob', () =>
    expect(ids({ names: ['syscalls'], exclude: ['ftest01'] })).toContain('syscalls/lftest01'));
  test('exclude by id touches one suite only', () =>
    expect(ids({ cases: ['fcntl07'], exclude: ['smoke/*'] })).toEqual(['syscalls/fcntl07']));
});

describe('what matches nothing is told', () => {
  test.each([
    [{ names: ['fcnt07'] }, "no suite or case is called 'fcnt07'", 'did you mean fcntl07?'],
    [{ names: ['syscall'] }, "no suite or case is called 'syscall'", 'did you mean syscalls?'],
    [
      { names: ['syscalls/fcntl71'] },
      "no suite or case is called 'syscalls/fcntl71'",
      /syscalls\/fcntl(07|14)/,
    ],
    [{ names: ['quux'] }, "no suite or case is called 'quux'", 'suites: smoke, syscalls'],
    [{ names: ['zz*'] }, "'zz*' matches no suite and no case", undefined],
    [{ cases: ['zz*'] }, "--case 'zz*' matches no case", undefined],
    [{ exclude: ['fcntl17'] }, "--exclude 'fcntl17' matches no case", /fcntl/],
    [{ names: ['smoke'], cases: ['lftest01'] }, 'no case is selected', /ltp-nommu list/],
  ])('%j', (selection, message, hint) => {
    const { problems } = select(selection);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toBe(message);
    if (hint === undefined) expect(problems[0]?.hint).toBeUndefined();
    else expect(problems[0]?.hint).toMatch(hint);
  });
});
