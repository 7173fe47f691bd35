// SPDX-License-Identifier: GPL-2.0-or-later
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { pastRuns } from './report-history.ts';

const folder = mkdtempSync(join(tmpdir(), 'ltp-nommu-history-'));
afterAll(() => rmSync(folder, { recursive: true }));

const day = (number: number, time = '12:00'): string =>
  `2026-11-${String(number).padStart(2, '0')}T${time}:00.000Z`;

function put(name: string, content: object | string): void {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(
    join(folder, name, 'results.json'),
    typeof content === 'string' ? content : JSON.stringify(content),
  );
}

const results = (id: string, date: number, cases: object[] = []): object => ({
  format: 'ltp-nommu-results',
  run: { id, started: day(date), ended: day(date, '12:10'), kernel: { release: '6.12', variant: 'base' } },
  cases,
});

const one = (verdict: string, outcome: string): object => ({ id: 'a/b', verdict, outcome, durationMs: 7 });

test('runs beside this one that had ended when it began, oldest first', () => {
  put('now', results('now', 20));
  put('y', results('second', 10, [one('expected', 'pass'), one('unexpected', 'fail'), one('flaky', 'pass')]));
  put('z', results('first', 9));
  put('later', results('later', 21));
  put('meanwhile', {
    ...results('meanwhile', 20),
    run: { id: 'm', started: day(20, '11:59'), ended: day(20, '12:01') },
  });
  put('broken', '{"format": "ltp-nommu-res');
  put('null', 'null');
  put('other', { results: [] });
  mkdirSync(join(folder, 'empty'));
  writeFileSync(join(folder, 'file'), 'no folder');
  const past = pastRuns({ time: day(20), runId: 'now' }, join(folder, 'now'));
  expect(past.map(({ id }) => id)).toEqual(['first', 'second']);
  expect(past[1]).toMatchObject({ started: day(10), release: '6.12', variant: 'base' });
  expect(past[1]?.cases.get('a/b')).toEqual({ verdict: 'unexpected', outcome: 'fail', durationMs: 7 });
});

test('the newest twelve', () => {
  for (let number = 0; number < 16; number++) put(`many${number}`, results(`many${number}`, 1, []));
  expect(pastRuns({ time: day(20), runId: 'now' }, join(folder, 'now'))).toHaveLength(12);
});

test('a folder that is not there has none', () => {
  expect(pastRuns({ time: day(20), runId: 'x' }, join(folder, 'nosuch', 'x'))).toEqual([]);
});
