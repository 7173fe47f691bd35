// SPDX-License-Identifier: GPL-2.0-or-later
import { describe, expect, it } from 'vitest';
import { figureTable, parseGuestFigures, spread } from './figures.ts';

describe('spread', () => {
  it.each([
    [[3], { min: 3, median: 3, max: 3 }],
    [[9, 1, 5], { min: 1, median: 5, max: 9 }],
    [[4, 1, 2, 100], { min: 1, median: 3, max: 100 }],
  ])('of %j', (samples, expected) => {
    expect(spread(samples)).toEqual(expected);
  });

  it('of nothing is an error', () => {
    expect(() => spread([])).toThrow(RangeError);
  });
});

describe('parseGuestFigures', () => {
  it('reads names and nanoseconds', () => {
    expect([...parseGuestFigures('getppid 1900.5\r\nexec 24000\n')]).toEqual([
      ['getppid', 1900.5],
      ['exec', 24000],
    ]);
  });

  it.each(['getppid\n', 'getppid -3\n', 'a b c\n', 'getppid 1e3\n'])('refuses %j', (text) => {
    expect(() => parseGuestFigures(text)).toThrow(SyntaxError);
  });
});

describe('figureTable', () => {
  const figure = {
    name: 'getppid',
    unit: 'µs',
    goal: 2.5,
    samples: { nommu: [2, 3, 2.2], mmu: [50] },
  } as const;

  it('says whether a goal is met', () => {
    expect(figureTable([figure], ['nommu', 'mmu'])).toBe(
      '         nommu                mmu                     goal\n' +
        'getppid  2.20 µs (2.00–3.00)  50.00 µs (50.00–50.00)  ≤ 2.5 µs met\n',
    );
    expect(figureTable([{ ...figure, goal: 1 }], ['nommu'])).toContain('≤ 1 µs MISSED');
  });

  it('leaves out what was not measured', () => {
    expect(figureTable([figure], ['other'])).toContain('getppid  -');
  });
});
