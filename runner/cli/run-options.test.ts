// SPDX-License-Identifier: GPL-2.0-or-later
import { describe, expect, test } from 'vitest';
import { checkOptions, mergeResumed, parseRunArgv, type RunOptions, rerunLine } from './run-options.ts';

const parse = (...argv: string[]) => parseRunArgv(['run', ...argv]);

describe('parsing', () => {
  test('nothing given: nothing set', () => {
    const set = Object.entries(parse()).filter(
      ([key, value]) => value !== undefined && key !== '_' && key !== '$0',
    );
    expect(set).toEqual([['names', []]]);
  });

  test('names and options in any order', () => {
    expect(
      parse('a', '--case', 'x*', 'b', '-j', '3', '--case', 'y', '--no-known', '--last-failed'),
    ).toMatchObject({
      names: ['a', 'b'],
      case: ['x*', 'y'],
      jobs: 3,
      lastFailed: true,
    });
  });

  test('given twice: the last one counts', () => {
    expect(parse('--mem', '64', '--mem', '96', '--out', 'a', '--out', 'b')).toMatchObject({
      mem: 96,
      out: 'b',
    });
  });

  test('--known and --no-known', () => {
    expect(parse('--known', 'one.yaml', '--known', 'two.yaml').known).toEqual(['one.yaml', 'two.yaml']);
    expect(parse('--no-known').known).toBe(false);
    expect(parse().known).toBeUndefined();
  });
});

describe('checkOptions', () => {
  test.each<[RunOptions, string]>([
    [{ jobs: 0 }, '--jobs'],
    [{ jobs: 1.5 }, '--jobs'],
    [{ jobs: Number.NaN }, '--jobs'],
    [{ repeat: -1 }, '--repeat'],
    [{ mem: 4 }, '--mem'],
    [{ mem: 100_000 }, '--mem'],
    [{ timeoutScale: 0 }, '--timeout-scale'],
    [{ timeoutScale: Number.NaN }, '--timeout-scale'],
    [{ out: '' }, '--out'],
    [{ retries: -1 }, '--retries'],
    [{ retries: 1.5 }, '--retries'],
    [{ maxFailures: 0 }, '--max-failures'],
    [{ seed: -1 }, '--seed'],
    [{ keep: 0 }, '--keep'],
    [{ resume: 'dir', shard: '1/2' }, 'leave out shard'],
    [{ resume: 'dir', seed: 7 }, 'leave out seed'],
    [{ resume: 'dir', casesFrom: 'list' }, 'leave out casesFrom'],
    [{ resume: 'dir', names: ['a'] }, 'leave out names'],
    [{ resume: 'dir', lastFailed: true }, 'leave out lastFailed'],
  ])('%j is refused', (options, message) => {
    expect(() => checkOptions(options)).toThrow(message);
  });

  test.each<[RunOptions]>([
    [{}],
    [{ jobs: 4, repeat: 3, mem: 64, timeoutScale: 0.5 }],
    [{ retries: 0, maxFailures: 1, seed: 0, keep: 1 }],
    [{ resume: 'dir', names: [], jobs: 2 }],
  ])('%j is fine', (options) => {
    expect(() => checkOptions(options)).not.toThrow();
  });
});

test('a resumed run keeps what decides results, and takes what is given anew', () => {
  const before = parse('syscalls', '--kernel', '/k', '--mem', '96', '--strict', '--quiet', '--out', 'x');
  expect(mergeResumed({ resume: 'x', mem: 128 }, before)).toEqual({
    resume: 'x',
    mem: 128,
    kernel: '/k',
    strict: true,
  });
});

test('the line that runs a case again', () => {
  expect(rerunLine({}, 'syscalls/a')).toBe('npx ltp-nommu run syscalls/a');
  expect(rerunLine({ kernel: '/my kernel', mem: 96, known: false, timeoutScale: 2 }, 's/a')).toBe(
    "npx ltp-nommu run s/a --kernel '/my kernel' --mem 96 --timeout-scale 2 --no-known",
  );
  expect(rerunLine({ known: ["it's.yaml"] }, 's/a')).toBe("npx ltp-nommu run s/a --known 'it'\\''s.yaml'");
});

test('kernel arguments stay a list, given once or more', () => {
  expect(parseRunArgv(['run', '--kernel-args', 'nofsgsbase']).kernelArgs).toEqual(['nofsgsbase']);
  expect(parseRunArgv(['run', '--kernel-args', 'a b', '--kernel-args', 'c']).kernelArgs).toEqual([
    'a b',
    'c',
  ]);
});
