// SPDX-License-Identifier: GPL-2.0-or-later
import { describe, expect, test } from 'vitest';
import type { CaseRow } from './model.ts';
import { matches, parseQuery } from './query.ts';
import { parseRoute, routeHash } from './route.ts';

const row = (more: Partial<CaseRow>): CaseRow => ({
  key: more.id ?? 'syscalls/x',
  id: 'syscalls/x',
  state: 'ok',
  outcome: 'pass',
  cause: 'none',
  why: '',
  area: 'x',
  ms: 10,
  at: 0,
  slot: 0,
  points: [1, 0, 0],
  events: [],
  past: '',
  ...more,
});

const ROWS: readonly CaseRow[] = [
  row({ id: 'syscalls/mmap01', area: 'mmap', title: 'Maps a file', origin: 'ltp' }),
  row({
    id: 'nommu/mmap-read-01',
    area: 'mmap',
    state: 'unexpected',
    outcome: 'crash',
    cause: 'panic',
    why: 'Kernel panic - not syncing: nommu.c:513 "x"',
    events: ['oops', 'panic'],
    change: 'worse',
    origin: 'nommu',
    ms: 1500,
  }),
  row({
    id: 'syscalls/kill02',
    area: 'kill',
    state: 'known',
    outcome: 'fail',
    cause: 'assert',
    why: 'shmat is ENODEV',
  }),
  row({ id: 'syscalls/munmap01', area: 'munmap', state: 'skip', outcome: 'skip', ms: 500 }),
];

const found = (text: string): string[] => {
  const query = parseQuery(text);
  return ROWS.filter((each) => matches(query, each)).map(({ id }) => id.slice(id.indexOf('/') + 1));
};
const [MAP, READ, KILL, MUNMAP] = ['mmap01', 'mmap-read-01', 'kill02', 'munmap01'];

test.each<[string, (string | undefined)[]]>([
  ['', [MAP, READ, KILL, MUNMAP]],
  ['   ', [MAP, READ, KILL, MUNMAP]],
  ['map', [MAP, READ, MUNMAP]],
  ['MAPS', [MAP]],
  ['map syscalls', [MAP, MUNMAP]],
  ['!map', [KILL]],
  ['map !nommu', [MAP, MUNMAP]],
  ['"not syncing"', [READ]],
  ['!"not syncing" map', [MAP, MUNMAP]],
  ['"\\"x\\""', [READ]],
  ['"not syn', [READ]],
  ['nommu.c:513', [READ]],
  ['!nommu.c:513', [MAP, KILL, MUNMAP]],
  ['s:unexpected', [READ]],
  ['s:crash', [READ]],
  ['S:Crash', [READ]],
  ['status:known,skip', [KILL, MUNMAP]],
  ['!s:ok,skip', [READ, KILL]],
  ['s:un', []],
  ['s:un*', [READ]],
  ['s:', [MAP, READ, KILL, MUNMAP]],
  ['cause:oops', [READ]],
  ['cause:assert', [KILL]],
  ['event:any', [READ]],
  ['event:none', [MAP, KILL, MUNMAP]],
  ['area:mmap', [MAP, READ]],
  ['area:"mmap"', [MAP, READ]],
  ['suite:nommu', [READ]],
  ['id:mmap01', [MAP]],
  ['id:syscalls/m*', [MAP, MUNMAP]],
  ['origin:ltp', [MAP]],
  ['change:any', [READ]],
  ['change:worse', [READ]],
  ['ms:>500', [READ]],
  ['ms:>=500', [READ, MUNMAP]],
  ['time:<0.5s', [MAP, KILL]],
  ['ms:10', [MAP, KILL]],
  ['!ms:10', [READ, MUNMAP]],
  ['s:unexpected cause:oops area:mmap syncing', [READ]],
  ['!', [MAP, READ, KILL, MUNMAP]],
  ['constructor:x', []],
])('%s', (text, ids) => {
  expect(found(text)).toEqual(ids);
});

test('a time that is none is told', () => {
  expect(parseQuery('ms:soon').problem).toMatch(/ms: wants a time/);
  expect(found('ms:soon')).toEqual([]);
  expect(parseQuery('ms:>1s').problem).toBeUndefined();
});

describe('addresses', () => {
  test.each([
    { q: '' },
    { q: 's:unexpected "two words" !x & y=#?' },
    { case: 'syscalls/fcntl07', q: '' },
    { case: 'syscalls/a b+c%@2', q: 'a+b' },
  ])('%j comes back', (route) => {
    expect(parseRoute(routeHash(route))).toEqual(route);
  });

  test('are short and can be typed', () => {
    expect(routeHash({ case: 'syscalls/fcntl07@2', q: '' })).toBe('#?case=syscalls/fcntl07@2');
    expect(routeHash({ q: 's:known,skip !map' })).toBe('#?q=s:known,skip+!map');
    expect(parseRoute('')).toEqual({ q: '' });
    expect(parseRoute('#?case=&q=x')).toEqual({ q: 'x' });
  });
});
