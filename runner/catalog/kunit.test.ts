// SPDX-License-Identifier: GPL-2.0-or-later
import { expect, test } from 'vitest';
import type { KunitSuite } from '../verdict/index.ts';
import { kunitCases, kunitFilter } from './kunit.ts';

const SUITES: KunitSuite[] = [
  { name: 'list_sort', tests: ['list_sort_test'] },
  { name: 'list-kunit-test', tests: ['add', 'del'] },
  { name: 'Handshake API tests', tests: ['accept'] },
  { name: 'damon', tests: ['a'] },
  { name: 'damon', tests: ['b', 'c'] },
];
const ids = (...globs: string[]) => kunitCases(SUITES, { globs, timeout: 60 }).map((one) => one.id);

test('each name is a case, in the order of the kernel', () => {
  expect(ids()).toEqual([
    'kunit/list_sort',
    'kunit/list-kunit-test',
    'kunit/Handshake_API_tests',
    'kunit/damon',
  ]);
  const [, list, , damon] = kunitCases(SUITES, { globs: [], timeout: 60 });
  expect(list).toMatchObject({
    programName: 'list-kunit-test',
    command: ['kunit.filter_glob=list-kunit-test'],
  });
  expect(list?.scenario).toMatchObject({ timeout: 60, points: 2 });
  expect(damon?.kunit).toEqual(SUITES.slice(3));
});

test('names, globs and ids select', () => {
  expect(ids('list*')).toEqual(['kunit/list_sort', 'kunit/list-kunit-test']);
  expect(ids('damon', 'kunit/list_sort')).toEqual(['kunit/list_sort', 'kunit/damon']);
  expect(ids('Handshake API tests')).toEqual(ids('Handshake_API_tests'));
});

test('a name that means nothing is an error, with the nearest', () => {
  expect(() => ids('lst_sort')).toThrow(
    expect.objectContaining({ code: 'KUNIT_UNKNOWN', hint: 'did you mean list_sort?' }),
  );
  expect(() => ids('zz*')).toThrow(/matches no KUnit suite/);
});

test('what the command line or the glob would take apart is a question mark in the filter', () => {
  expect(kunitFilter('Handshake API tests')).toBe('Handshake?API?tests');
  expect(kunitFilter('a.b[1]*')).toBe('a?b?1??');
});

test('names that differ in odd characters only do not share a folder', () => {
  const odd = [
    { name: 'a b', tests: ['x'] },
    { name: 'a/b', tests: ['x'] },
  ];
  expect(kunitCases(odd, { globs: [], timeout: 1 }).map((one) => one.tag)).toEqual(['a_b', 'a_b-2']);
});
