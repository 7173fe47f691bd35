// SPDX-License-Identifier: GPL-2.0-or-later
import { expect, test } from 'vitest';
import { didYouMean, editDistance, nearest } from './nearest.ts';

test.each([
  ['', '', 0],
  ['abc', '', 3],
  ['', 'ab', 2],
  ['kitten', 'sitting', 3],
  ['fcntl07', 'fcntl70', 1],
  ['ab', 'ba', 1],
  ['abc', 'abc', 0],
])('editDistance(%s, %s) is %i', (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance);
  expect(editDistance(b, a)).toBe(distance);
});

test('nearest names come first, far ones not at all', () => {
  const known = ['fcntl07', 'fcntl08', 'fcntl14', 'socketpair01', 'recv01'];
  expect(nearest('fcnt07', known)).toEqual(['fcntl07', 'fcntl08']);
  expect(nearest('FCNTL07', known)[0]).toBe('fcntl07');
  expect(nearest('zzz', known)).toEqual([]);
  expect(nearest('fcntl07', known)).not.toContain('fcntl07');
});

test('didYouMean joins its names', () => {
  expect(didYouMean('pointz', ['points', 'title'])).toBe('did you mean points?');
  expect(didYouMean('ab01', ['ab02', 'ab03', 'ab04', 'ab05'])).toBe('did you mean ab02, ab03 or ab04?');
  expect(didYouMean('qqq', ['points'])).toBeUndefined();
});
