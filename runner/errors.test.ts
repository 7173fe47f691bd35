// SPDX-License-Identifier: GPL-2.0-or-later
import { afterEach, expect, test, vi } from 'vitest';
import { EXIT, exitCodeOf, formatError, formatProblem, HostError, UserError } from './errors.ts';

afterEach(() => vi.unstubAllEnvs());

test('a problem with a place reads file:line:column, relative below the working directory', () => {
  const problem = { code: 'X', message: 'bad', file: '/w/runtest/a', line: 3, column: 7, hint: 'good' };
  expect(formatProblem(problem, '/w')).toBe('runtest/a:3:7: error: bad\n  hint: good');
  expect(formatProblem(problem, '/elsewhere')).toBe('/w/runtest/a:3:7: error: bad\n  hint: good');
  expect(formatProblem({ code: 'X', message: 'bad' }, '/w')).toBe('ltp-nommu: bad');
  expect(formatProblem({ code: 'X', message: 'bad', file: '/w/f' }, '/w')).toBe('f: error: bad');
});

test('a user error carries all problems and exits 2', () => {
  const error = UserError.of([
    { code: 'A', message: 'one', file: '/w/f', line: 1, column: 2 },
    { code: 'B', message: 'two', file: '/w/f', line: 2, column: 1 },
  ]);
  expect(error.code).toBe('A');
  expect(formatError(error, '/w')).toBe('f:1:2: error: one\nf:2:1: error: two');
  expect(exitCodeOf(error)).toBe(EXIT.usage);
  expect(() => UserError.of([])).toThrow(RangeError);
});

test('a host error shows excerpt, log and each line of the hint, and exits 3', () => {
  const error = new HostError('H', 'it failed', {
    excerpt: ['a', 'b'],
    log: '/c/log',
    hint: 'this\nor that',
  });
  expect(formatError(error, '/w').split('\n')).toEqual([
    'ltp-nommu: it failed',
    '  | a',
    '  | b',
    '  log: /c/log',
    '  hint: this',
    '  hint: or that',
  ]);
  expect(exitCodeOf(error)).toBe(EXIT.host);
  expect(new HostError('H', 'm', 'short').hint).toBe('short');
});

test('anything else is told as a defect of ours: one place, no bare stack, and no verdict', () => {
  vi.stubEnv('LTP_NOMMU_DEBUG', '');
  const text = formatError(new TypeError('x is not a function'));
  expect(text).toMatch(/^ltp-nommu: internal error: TypeError: x is not a function\n/);
  expect(text.match(/^\s+at /gm)?.length).toBe(1);
  expect(text).toContain('LTP_NOMMU_DEBUG=1');
  expect(exitCodeOf(new TypeError('x'))).toBe(EXIT.host);
  expect(formatError('thrown text')).toContain('internal error: thrown text');
  vi.stubEnv('LTP_NOMMU_DEBUG', '1');
  expect(formatError(new TypeError('x')).match(/^\s+at /gm)?.length).toBeGreaterThan(1);
});

test('what the system refuses is told as such, with the path, and exits 3', () => {
  vi.stubEnv('LTP_NOMMU_DEBUG', '');
  const error = Object.assign(new Error('EACCES: …'), { code: 'EACCES', syscall: 'mkdir', path: '/x/y' });
  expect(formatError(error)).toMatch(
    /^ltp-nommu: mkdir \/x\/y: permission denied\n {2}hint: LTP_NOMMU_CACHE/,
  );
  expect(exitCodeOf(error)).toBe(EXIT.host);
  expect(formatError(Object.assign(new Error('x'), { code: 'ENOENT' }))).toMatch(/internal error/);
});
