// SPDX-License-Identifier: GPL-2.0-or-later
import { expect, test } from 'vitest';
import { budgetMb, memoryBudgetMb, parseCgroup, parseMemAvailable } from './memory.ts';

test('MemAvailable', () => {
  expect(parseMemAvailable('MemTotal:       100 kB\nMemAvailable:   20480 kB\nX: 1 kB\n')).toBe(20);
  expect(parseMemAvailable('MemTotal: 100 kB\n')).toBeUndefined();
});

test.each([
  ['max\n', '123\n', undefined],
  ['9223372036854771712\n', '123\n', undefined],
  ['104857600\n', '52428800\n', 50],
  ['1000\n', '5000\n', 0],
])('a control group with %j of which %j is used', (limit, used, expected) => {
  expect(parseCgroup(limit, used)).toBe(expected);
});

test('the smallest counts, less a reserve', () => {
  expect(budgetMb([10_000, undefined, 1000])).toBe(1000 - 192);
  expect(budgetMb([10_000])).toBe(9000);
  expect(budgetMb([100])).toBe(0);
  expect(budgetMb([])).toBe(1024 - 192);
});

test('this machine has some', () => {
  expect(memoryBudgetMb()).toBeGreaterThan(0);
});
