// SPDX-License-Identifier: GPL-2.0-or-later

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { judgeKunit } from './kunit.ts';
import { type KunitSuite, parseKunitList, readKunit } from './kunit-ktap.ts';
import type { BootEnd, RawBoot } from './types.ts';

const SUITE: KunitSuite = { name: 'toy', tests: ['adds', 'divides', 'ranges', 'ends'] };

const HEAD = `Linux version 6.12.0-toy
KTAP version 1
1..1
    KTAP version 1
    # Subtest: toy
    # module: toy_test
    1..4
    ok 1 adds
    ok 2 divides # SKIP no FPU
`;
const PARAMS = `        KTAP version 1
        # Subtest: ranges
        ok 1 none
        ok 2 one
`;
const TAIL = `    # ranges: pass:2 fail:0 skip:0 total:2
    ok 3 ranges
    ok 4 ends
# toy: pass:3 fail:0 skip:1 total:4
# Totals: pass:4 fail:0 skip:1 total:5
ok 1 toy
reboot: Power down
`;
const WHOLE = HEAD + PARAMS + TAIL;
const FAILED = `    # ends: EXPECTATION FAILED at lib/toy_test.c:29
    Expected 1 + 1 == 3, but
        1 + 1 == 2 (0x2)
    not ok 4 ends
`;

const END: BootEnd = {
  reason: 'exit',
  wallMs: 5,
  userMs: 1,
  systemMs: 1,
  maxRssKb: 9000,
  truncated: [],
};
const boot = (kernel: string, end: Partial<BootEnd> = {}): RawBoot => ({
  token: '',
  id: 'kunit/toy',
  kernel,
  frames: '',
  result: '',
  output: '',
  end: { ...END, ...end },
});
const judged = (kernel: string, end: Partial<BootEnd> = {}, suites = [SUITE]) =>
  judgeKunit(boot(kernel, end), suites);

describe('a whole boot', () => {
  test('passes, parameters are points of their own', () => {
    const result = judged(WHOLE);
    expect(result).toMatchObject({ outcome: 'pass', cause: 'none', reason: '', plan: 5, failed: [] });
    expect(result.points.map(({ name }) => name)).toEqual([
      'toy / adds',
      'toy / divides',
      'toy / ranges / none',
      'toy / ranges / one',
      'toy / ends',
    ]);
  });

  test('a failed test is a failed point, with what was expected', () => {
    const result = judged(WHOLE.replace('    ok 4 ends\n', FAILED).replace('\nok 1 toy', '\nnot ok 1 toy'));
    expect(result).toMatchObject({ outcome: 'fail', cause: 'assert', failed: [5] });
    expect(result.reason).toContain('toy / ends');
    expect(result.points[4]?.diag).toEqual([
      'ends: EXPECTATION FAILED at lib/toy_test.c:29',
      'Expected 1 + 1 == 3, but',
      '1 + 1 == 2 (0x2)',
    ]);
  });

  test('all skipped is a skip', () => {
    const result = judged(
      'KTAP version 1\n1..1\n    KTAP version 1\n    # Subtest: toy\n    1..1\n    ok 1 adds # SKIP needs an MMU\nok 1 toy # SKIP\n',
      {},
      [{ name: 'toy', tests: ['adds'] }],
    );
    expect(result).toMatchObject({ outcome: 'skip', reason: 'needs an MMU' });
  });

  test('printk prefixes and other messages between the lines do not matter', () => {
    const noisy = WHOLE.split('\n')
      .map((line) => `[    0.012345] ${line}`)
      .join('\n')
      .replace('[    0.012345]     ok 4', '[    0.012345] random: crng init done\n[    0.012346]     ok 4');
    expect(judged(noisy)).toMatchObject({ outcome: 'pass', plan: 5 });
  });

  test('a complaint of the kernel is a failure although all tests passed', () => {
    const warning = `------------[ cut here ]------------
WARNING: CPU: 0 PID: 12 at lib/toy_test.c:12 toy_ends+0x10/0x20
---[ end trace 0000000000000000 ]---
`;
    expect(judged(WHOLE.replace('    ok 4', `${warning}    ok 4`))).toMatchObject({
      outcome: 'fail',
      cause: 'warning',
      failed: [],
    });
  });
});

describe('what is missing is never a pass', () => {
  test('a panic in the middle: what ran has its result, the rest is an error', () => {
    const result = judged(`${HEAD + PARAMS}Kernel panic - not syncing: Kernel mode fault at addr 0x0\n`, {
      reason: 'signal',
      signal: 6,
    });
    expect(result).toMatchObject({ outcome: 'crash', cause: 'panic' });
    expect(result.reason).toContain('no result of toy.ranges');
    expect(result.points.map(({ ok, directive }) => [ok, directive?.kind])).toEqual(
      [
        [true, undefined],
        [true, 'skip'],
        [true, undefined],
        [true, undefined],
        [false, 'error'],
        [false, 'error'],
      ].slice(0, result.points.length),
    );
    expect(result.failed.length).toBe(2);
  });

  test('a death without a word', () => {
    const result = judged(HEAD, { reason: 'signal', signal: 11 });
    expect(result).toMatchObject({ outcome: 'crash', cause: 'panic' });
    expect(result.reason).toMatch(/SIGSEGV.*no result of toy\.ranges/);
  });

  test('killed from outside is no crash of the kernel', () => {
    expect(judged(HEAD, { reason: 'signal', signal: 9 })).toMatchObject({
      outcome: 'broken',
      cause: 'host',
    });
  });

  test('a test that hangs', () => {
    const result = judged(HEAD, { reason: 'timeout', signal: 9, wallMs: 2000 });
    expect(result).toMatchObject({ outcome: 'timeout', cause: 'hang' });
    expect(result.reason).toMatch(/timed out after 2\.0 s.*no result of toy\.ranges/);
  });

  test('a quiet end half way through, exit code 0', () => {
    const result = judged(HEAD);
    expect(result).toMatchObject({ outcome: 'broken', cause: 'protocol' });
    expect(result.reason).toContain('2 tests without a result: toy.ranges, toy.ends');
    expect(result.failed.length).toBe(2);
  });

  test('a test left out in the middle, with a proud summary', () => {
    const result = judged(WHOLE.replace('    ok 2 divides # SKIP no FPU\n', ''));
    expect(result).toMatchObject({ outcome: 'broken', cause: 'protocol' });
    expect(result.reason).toContain('1 test without a result: toy.divides');
  });

  test('the last line of the suite', () => {
    const result = judged(WHOLE.replace('ok 1 toy\n', ''));
    expect(result).toMatchObject({ outcome: 'fail', cause: 'assert' });
    expect(result.points.at(-1)).toMatchObject({ ok: false, name: 'toy', directive: { kind: 'error' } });
  });

  test('a suite that could not be set up', () => {
    const console = 'KTAP version 1\n1..1\n    # failed to initialize (-12)\nnot ok 1 toy\n';
    expect(judged(console)).toMatchObject({ outcome: 'broken', cause: 'protocol' });
    expect(judged(console).reason).toContain('4 tests without a result');
  });

  test('another suite than the one that was asked for', () => {
    const result = judged(WHOLE.replaceAll('toy', 'toys'));
    expect(result).toMatchObject({ outcome: 'broken', cause: 'protocol' });
    expect(result.reason).toContain('toys was not asked for');
  });

  test('no suite at all; no KTAP at all; nothing', () => {
    expect(judged('KTAP version 1\n1..0\nreboot: Power down\n')).toMatchObject({ outcome: 'broken' });
    expect(judged('Linux version 6.12.0\nreboot: Power down\n')).toMatchObject({
      outcome: 'missing',
      cause: 'protocol',
    });
    expect(judged('')).toMatchObject({ outcome: 'missing' });
    expect(judged('Kernel panic - not syncing: no memory\n', { reason: 'signal', signal: 6 })).toMatchObject({
      outcome: 'missing',
      cause: 'panic',
    });
  });

  test('a console that was cut, a wrong exit code, a host that failed', () => {
    expect(judged(WHOLE, { truncated: ['kernel'] })).toMatchObject({ outcome: 'broken', cause: 'protocol' });
    expect(judged(WHOLE, { code: 1 })).toMatchObject({ outcome: 'broken', cause: 'exit' });
    expect(judged('', { reason: 'start-failed', error: 'no memory' })).toMatchObject({
      outcome: 'missing',
      cause: 'host',
    });
  });

  test('a result that came twice, one beyond the list, one of another test, another plan', () => {
    const cases = [
      WHOLE.replace('    ok 1 adds\n', '    ok 1 adds\n    ok 1 adds\n'),
      WHOLE.replace('    ok 4 ends\n', '    ok 4 ends\n    ok 5 more\n'),
      WHOLE.replace('ok 1 adds', 'ok 1 subtracts'),
      WHOLE.replace('    1..4', '    1..3'),
    ];
    for (const console of cases)
      expect(judged(console)).toMatchObject({ outcome: 'broken', cause: 'protocol' });
  });

  test('a result line cut in two by another message has no result', () => {
    expect(judged(WHOLE.replace('    ok 4 ends', '    ok 4 crng init done\nends'))).toMatchObject({
      outcome: 'broken',
    });
  });
});

test('two suites of one name in one boot', () => {
  const block = WHOLE.slice(WHOLE.indexOf('    KTAP version 1\n    #'), WHOLE.indexOf('reboot'));
  const console = `KTAP version 1\n1..2\n${block}${block.replace('\nok 1 toy', '\nok 2 toy')}`;
  expect(judged(console, {}, [SUITE, SUITE])).toMatchObject({ outcome: 'pass', plan: 10 });
  expect(judged(`KTAP version 1\n1..2\n${block}`, {}, [SUITE, SUITE])).toMatchObject({ outcome: 'broken' });
});

test('the stream made whole is written by nobody but us', () => {
  const { ktap, missing, running, begun } = readKunit(HEAD, [SUITE]);
  expect({ missing, running, begun }).toEqual({
    missing: ['toy.ranges', 'toy.ends'],
    running: 'toy.ranges',
    begun: true,
  });
  expect(ktap).toBe(`KTAP version 1
1..1
    KTAP version 1
    # Subtest: toy
    1..4
    # module: toy_test
    ok 1 adds
    ok 2 divides # SKIP no FPU
    not ok 3 ranges # ERROR no result
    not ok 4 ends # ERROR no result
not ok 1 toy # ERROR the suite did not end
`);
});

describe('the list', () => {
  test('names suites and their tests', () => {
    const console =
      'Linux version 6.12.0\nKTAP version 1\ntoy\ntoy.adds\ntoy.divides\nnet tests\nnet tests.a.b\nreboot: Power down\n';
    expect(parseKunitList(console)).toEqual([
      { name: 'toy', tests: ['adds', 'divides'] },
      { name: 'net tests', tests: ['a.b'] },
    ]);
  });

  test('a kernel without KUnit lists nothing', () => {
    expect(parseKunitList('Linux version 6.12.0\ntoy\ntoy.adds\n')).toEqual([]);
  });
});

/** Consoles of a real kernel (6.12, from the first line after the boot's own). */
describe('recorded boots', () => {
  const log = (name: string) => readFileSync(new URL(`kunit-logs/${name}.log`, import.meta.url), 'utf8');
  const tests = (name: string): string[] =>
    [...log(name).matchAll(/^ {4}(?:not )?ok \d+ (\S+)/gm)].map(([, test = '']) => test);
  const judgedLog = (name: string, console = log(name), end: Partial<BootEnd> = {}) =>
    judged(console, end, [{ name, tests: tests(name) }]);

  test('example: parameters, skips, chatter', () => {
    const result = judgedLog('example');
    expect(result).toMatchObject({ outcome: 'pass', plan: 12, failed: [] });
    expect(result.points.filter(({ directive }) => directive?.kind === 'skip').length).toBe(4);
    expect(result.points[7]?.name).toBe('example / example_params_test / example value 3');
  });

  test('fortify: failed expectations and a warning, two faults', () => {
    const result = judgedLog('fortify');
    expect(result).toMatchObject({ outcome: 'fail', cause: 'assert', plan: 26, failed: [5, 7] });
    expect(result.faults.map(({ cause }) => cause)).toEqual(['assert', 'warning']);
    expect(result.points[4]?.diag?.join('\n')).toContain(
      'Expected p != ((void *)0) to be true, but is false',
    );
  });

  test('usercopy: skipped for want of an MMU', () => {
    expect(judgedLog('usercopy')).toMatchObject({ outcome: 'skip', failed: [] });
    expect(judgedLog('usercopy').reason).toContain('non-MMU');
  });

  test('damon: one test of sixteen', () => {
    expect(judgedLog('damon')).toMatchObject({ outcome: 'fail', plan: 16, failed: [8] });
  });

  test('cut anywhere before the end, it is never a pass', () => {
    const lines = log('example').split('\n');
    const end = lines.indexOf('ok 1 example');
    for (let kept = 0; kept <= end; kept++) {
      const { outcome } = judgedLog('example', `${lines.slice(0, kept).join('\n')}\n`);
      expect(['fail', 'broken', 'missing'], `${kept} lines`).toContain(outcome);
    }
  });

  test('any one result line lost, it is never a pass', () => {
    const lines = log('example').split('\n');
    for (const [index, line] of lines.entries()) {
      if (!/^(?: {4})?ok \d/.test(line)) continue;
      const { outcome } = judgedLog('example', lines.filter((_, at) => at !== index).join('\n'));
      expect(['fail', 'broken'], line).toContain(outcome);
    }
  });
});
