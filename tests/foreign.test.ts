// SPDX-License-Identifier: GPL-2.0-or-later
/** Programs that are not ours: compiled by `cc`, run ready or from a folder of tests, judged by what they print. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BUILD_TIMEOUT_MS, buildCli, Place } from './fixtures/run/harness.ts';

const place = new Place();
const TEST_TIMEOUT_MS = 120_000;

function write(name: string, text: string): void {
  mkdirSync(dirname(place.path(name)), { recursive: true });
  writeFileSync(place.path(name), text);
}

const verdicts = (out: string): Record<string, string> =>
  Object.fromEntries(place.ends(out).map(({ id, result }) => [id, `${result.outcome} ${result.cause}`]));

const LTP_TEST = `#include "tst_test.h"
#include "mine.h"
static void run(void) { tst_res(MINE, "works"); }
static struct tst_test test = { .test_all = run };
`;

/** Prints its first argument, in which \`@\` is a newline, and exits with the second. */
const PRINTER = `#include <stdio.h>
#include <stdlib.h>
int main(int argc, char **argv)
{
	for (const char *at = argc > 1 ? argv[1] : ""; *at; at++)
		putchar(*at == '@' ? '\\n' : *at);
	return argc > 2 ? atoi(argv[2]) : 0;
}
`;

const NEW = (passed: number): string =>
  `a.c:1: TPASS: x@@Summary:@passed   ${passed}@failed   0@broken   0@skipped  0@warnings 0@`;

beforeAll(async () => {
  await buildCli();
  expect(await place.cli(['setup', '--no-with-deps'])).toMatchObject({ code: 0 });
  write('tests/kernel/print.c', PRINTER);
  write('tests/kernel/mine01.c', LTP_TEST);
  write('tests/include/mine.h', '#define MINE TPASS\n');
  write(
    'tests/runtest/mine',
    [
      'mine01 mine01',
      `new print '${NEW(1)}'`,
      `lie print '${NEW(2)}'`,
      "old print 't 1 TPASS : a@t 2 TFAIL : b@' 1",
      "tap print 'TAP version 13@1..1@ok 1 - a@'",
      "ktap print 'KTAP version 1@1..1@  KTAP version 1@  1..1@  not ok 1 in@not ok 1 out@' 1",
      "silent print ''",
      "prose print 'all is well@'",
      '',
    ].join('\n'),
  );
}, BUILD_TIMEOUT_MS);
afterAll(() => place.remove());

test('cc compiles an LTP test, and run takes the program', { timeout: TEST_TIMEOUT_MS }, async () => {
  const words = ['-o', 'failing', '--', '-include', 'errno.h', '-DX=1'];
  const [built, changed] = await Promise.all([
    place.cli(['cc', 'tests/kernel/mine01.c']),
    place.cli(['cc', 'tests/kernel/mine01.c', ...words]),
  ]);
  expect(built).toMatchObject({ code: 0, stdout: 'mine01\n' });
  expect(changed).toMatchObject({ code: 0, stdout: 'failing\n' });
  const ran = await place.cli(['run', '--program', './mine01 -i 2', '--out', 'ready']);
  expect([ran.code, ran.stderr]).toEqual([0, '']);
  expect(verdicts('ready')).toEqual({ 'program/mine01': 'pass none' });
  expect(place.ends('ready')[0]?.result.points.map(({ name }) => name)).toEqual([
    'mine01.c:3: works',
    'mine01.c:3: works',
  ]);
});

test('cc links the helper sources that a test includes the headers of', {
  timeout: TEST_TIMEOUT_MS,
}, async () => {
  write('kernel/two/helper.h', 'int helped(void);\n');
  write(
    'kernel/two/helper.c',
    '#define TST_NO_DEFAULT_MAIN\n#include "tst_test.h"\n#include "helper.h"\nint helped(void) { return 7; }\n',
  );
  write('kernel/two/program.h', '#define EXPECTED 7\n');
  write('kernel/two/program.c', 'int main(void) { return 0; }\n');
  write('kernel/utils/common.h', '#define COMMON "both"\n');
  write(
    'kernel/two/two01.c',
    `#include <sched.h>
#include "tst_test.h"
#include "helper.h"
#include "program.h"
#include "common.h"
static void run(void)
{
	SAFE_UNSHARE(CLONE_FS);
	TST_EXP_VAL(helped(), EXPECTED, COMMON);
}
static struct tst_test test = { .test_all = run };
`,
  );
  const built = await place.cli(['cc', 'kernel/two/two01.c']);
  expect(built).toMatchObject({ code: 0, stdout: 'two01\n', stderr: '' });
  await place.cli(['run', '--program', './two01', '--out', 'two']);
  expect(verdicts('two')).toEqual({ 'program/two01': 'pass none' });
});

test('a folder of tests: every format, and nothing that lies passes', {
  timeout: TEST_TIMEOUT_MS,
}, async () => {
  const ran = await place.cli(['run', '--testcases', 'tests', '--out', 'folder']);
  expect(ran.code).toBe(1);
  expect(verdicts('folder')).toEqual({
    'mine/mine01': 'pass none',
    'mine/new': 'pass none',
    'mine/lie': 'broken protocol',
    'mine/old': 'fail assert',
    'mine/tap': 'pass none',
    'mine/ktap': 'fail assert',
    'mine/silent': 'broken protocol',
    'mine/prose': 'broken protocol',
  });
  const list = await place.cli(['list', 'mine', '--testcases', 'tests']);
  expect(list.stdout).toContain('8 cases');
});

test('exit codes alone', { timeout: TEST_TIMEOUT_MS }, async () => {
  expect(await place.cli(['cc', 'tests/kernel/print.c'])).toMatchObject({ code: 0 });
  const programs = ["./print '' 0", "./print '' 4", "./print '' 1"].flatMap((text) => ['--program', text]);
  await place.cli(['run', ...programs, '--format', 'exit', '--out', 'codes']);
  expect(verdicts('codes')).toEqual({
    'program/print': 'pass none',
    'program/print-2': 'skip none',
    'program/print-3': 'fail assert',
  });
});

test('what cannot run is told before a boot', { timeout: TEST_TIMEOUT_MS }, async () => {
  write('forks.c', '#include <unistd.h>\nint main(void)\n{\n\treturn fork();\n}\n');
  write('bad.c', 'int main(void) { return x; }\n');
  const [dynamic, forks, allowed, bad, alone] = await Promise.all([
    place.cli(['run', '--program', process.execPath]),
    place.cli(['cc', 'forks.c']),
    place.cli(['cc', 'forks.c', '--allow-fork', '-o', 'allowed']),
    place.cli(['cc', 'bad.c']),
    place.cli(['run', '--timeout', '3', '--list']),
  ]);
  expect(dynamic).toMatchObject({ code: 2, stdout: '' });
  expect(dynamic.stderr).toMatch(/no static PIE: .*dynamic loader[\s\S]*ltp-nommu cc/);
  expect(forks.code).toBe(2);
  expect(forks.stderr).toContain('forks.c:4:9: error: object forks.o wants fork');
  expect(existsSync(place.path('forks'))).toBe(false);
  expect(allowed).toMatchObject({ code: 0 });
  expect(bad.code).toBe(2);
  expect(bad.stderr).toMatch(/^bad\.c:1:25: error: 'x' undeclared/m);
  expect(alone).toMatchObject({ code: 2 });
});
