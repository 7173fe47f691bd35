// SPDX-License-Identifier: GPL-2.0-or-later
import { expect, test } from 'vitest';
import { FailureFinder, makeArgs } from './make.ts';

const find = (text: string) => {
  const finder = new FailureFinder();
  for (const line of text.split('\n')) finder.take(line);
  return finder.excerpt;
};

test('the first compiler error comes with its source line, not with what other compilers say', () => {
  expect(
    find(`  CC      mm/a.o
mm/b.c: In function 'f':
mm/b.c:7:3: warning: unused variable 'x'
    7 |   int x;
mm/b.c:9:5: error: 'y' undeclared
    9 |     y = 1;
      |     ^
  CC      mm/c.o
mm/d.c:1:1: error: another
    1 | z
make[2]: *** [scripts/Makefile.build:229: mm/b.o] Error 1`),
  ).toEqual(["mm/b.c:9:5: error: 'y' undeclared", '    9 |     y = 1;', '      |     ^', '    1 | z']);
});

test.each([
  'a.h:3:10: fatal error: x.h: No such file or directory',
  "/usr/bin/ld: arch/um/x.o: in function `f': undefined reference to `g'",
  'arch/um/kernel/entry.S:12: Error: no such instruction',
])('%s', (line) => {
  expect(find(`  CC x\n${line}\nmake: *** x`)).toEqual([line]);
});

test('no error: nothing', () => {
  expect(find('  CC a.o\nmake: *** [Makefile:1: all] Error 2')).toEqual([]);
});

test('line tables in every kernel, unless its configuration has more than that', () => {
  const run = { tree: '/t', jobs: 2, log: '/l', fullDebug: false };
  expect(makeArgs(run)).toContain('KCFLAGS=-ffile-prefix-map=/t=. -g1');
  expect(makeArgs({ ...run, fullDebug: true })).toContain('KCFLAGS=-ffile-prefix-map=/t=.');
});
