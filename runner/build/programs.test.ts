// SPDX-License-Identifier: GPL-2.0-or-later
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { HostError, UserError } from '../errors.ts';
import { compileError, ensurePrograms, sourceFiles } from './programs.ts';
import type { BuildProgress } from './progress.ts';

const kept = { PATH: process.env.PATH, LTP_NOMMU_CACHE: process.env.LTP_NOMMU_CACHE };
let root: string;
let compilers: string;

/** A compiler that writes down each call, a cache of its own, and a library of one function. */
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'ltp-nommu-programs-'));
  compilers = join(root, 'compilers');
  mkdirSync(join(root, 'bin'));
  writeFileSync(
    join(root, 'bin', 'gcc'),
    `#!/bin/sh\necho "$@" >> ${compilers}\nPATH=\${PATH#*:} exec gcc "$@"\n`,
  );
  chmodSync(join(root, 'bin', 'gcc'), 0o755);
  process.env.PATH = `${join(root, 'bin')}:${kept.PATH}`;
  process.env.LTP_NOMMU_CACHE = join(root, 'cache');
});

afterAll(() => {
  for (const [name, value] of Object.entries(kept)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  rmSync(root, { recursive: true, force: true });
});

let world = 0;
let dir: string;
let library: string;

beforeEach(() => {
  dir = join(root, `world${world++}`);
  library = join(dir, 'lib');
  write('lib/include/tiny.h', 'int tiny(void);\n');
  write('lib/tiny.c', `#include "tiny.h"\nint tiny(void) { return ${world}; }\n`);
  write(
    'area/one/first.c',
    '#include "tiny.h"\n#include "../common.h"\nint main(void) { return tiny() + N; }\n',
  );
  write('area/one/second.c', '#include "tiny.h"\nint main(void) { return tiny(); }\n');
  write('area/common.h', '#define N 1\n');
});

function write(path: string, text: string): string {
  const file = join(dir, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
  return file;
}

const at = (path: string): string => join(dir, path);
const request = (name: string, id = `suite/${name}`) => ({ id, program: at(`area/one/${name}.c`) });
const build = (...names: string[]) =>
  ensurePrograms(
    names.map((name) => request(name)),
    { library },
  );

/** Names of the sources that a compiler was given since the last question. */
function compiled(): string[] {
  const lines = existsSync(compilers) ? readFileSync(compilers, 'utf8').split('\n') : [];
  rmSync(compilers, { force: true });
  return lines
    .filter((line) => line.includes(' -o '))
    .map((line) => /(\w+\.c)\b/.exec(line)?.[1] ?? '')
    .filter((name) => name !== 'try.c')
    .sort();
}

async function failure<E>(kind: new (...args: never[]) => E, ...names: string[]): Promise<E> {
  const error: unknown = await build(...names).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(kind);
  return error as E;
}

describe('ensurePrograms', () => {
  test('compiles once what is new, and nothing the second time', async () => {
    compiled();
    const first = await build('first', 'second');
    expect(compiled()).toEqual(['first.c', 'second.c', 'tiny.c']);
    expect([...first].map(([id, { built }]) => [id, built])).toEqual([
      ['suite/first', true],
      ['suite/second', true],
    ]);
    const again = await build('first', 'second');
    expect(compiled()).toEqual([]);
    expect([...again.values()].map(({ path, built }) => [existsSync(path), built])).toEqual([
      [true, false],
      [true, false],
    ]);
    expect(again.get('suite/first')?.path).toBe(first.get('suite/first')?.path);
  });

  test('follows the includes of a source, wherever they lie', async () => {
    await build('first', 'second');
    compiled();
    write('area/common.h', '#include "deeper/more.h"\n#define N 2\n');
    write('area/deeper/more.h', '#define MORE 1\n');
    await build('first', 'second');
    expect(compiled()).toEqual(['first.c']);
    write('area/deeper/more.h', '#define MORE 2\n');
    await build('first', 'second');
    expect(compiled()).toEqual(['first.c']);
  });

  test('compiles all anew for another library', async () => {
    await build('first', 'second');
    compiled();
    write('lib/include/tiny.h', 'int tiny(void);\n/* changed */\n');
    await build('first', 'second');
    expect(compiled()).toEqual(['first.c', 'second.c', 'tiny.c']);
    write('lib/README.md', 'no source');
    await build('first', 'second');
    expect(compiled()).toEqual([]);
  });

  test('builds a source that several cases run once, and tells its progress', async () => {
    compiled();
    const seen: BuildProgress[] = [];
    const programs = await ensurePrograms([request('second', 'a/x'), request('second', 'a/y')], {
      library,
      progress: (progress) => seen.push(progress),
    });
    expect(compiled()).toEqual(['second.c', 'tiny.c']);
    expect(programs.get('a/x')).toEqual(programs.get('a/y'));
    expect(seen).toEqual([{ what: 'cases', phase: 'compile', percent: 100 }]);
  });

  test('tells all sources that do not compile, each at its first error, with its log', async () => {
    write('area/one/first.c', '\nint main(void)\n{\n\treturn absent;\n}\n');
    write('area/one/second.c', 'int main(void) { int unused; return 0; }\n');
    const error = await failure(UserError, 'second', 'first');
    expect([error, ...error.more].map(({ file, line, column }) => [file, line, column])).toEqual([
      [at('area/one/first.c'), 4, 16],
      [at('area/one/second.c'), 1, 22],
    ]);
    expect(error.message).toMatch(/absent/);
    const log = error.hint?.replace('full log: ', '') ?? '';
    expect(readFileSync(log, 'utf8')).toMatch(/absent/);
    // Nothing half done is kept.
    write('area/one/first.c', 'int main(void) { return 0; }\n');
    expect((await build('first')).get('suite/first')?.built).toBe(true);
    expect(existsSync(log)).toBe(false);
  });

  test('tells what does not link', async () => {
    write('area/one/first.c', 'int nowhere(void);\nint main(void) { return nowhere(); }\n');
    const error = await failure(UserError, 'first');
    expect(error).toMatchObject({ code: 'CASE_COMPILE', file: at('area/one/first.c') });
    expect(error.message).toMatch(/^does not link: undefined reference to [`']nowhere'/);
  });

  test('refuses a program that could fork', async () => {
    write('area/one/first.c', '#include <unistd.h>\nint main(void) { return fork(); }\n');
    const error = await failure(UserError, 'first');
    expect(error).toMatchObject({ code: 'CASE_PROGRAM', file: at('area/one/first.c') });
    expect(error.message).toMatch(/^contains .*fork/);
  });

  test('a library that does not compile is not the fault of a case', async () => {
    write('lib/tiny.c', 'int tiny(void) { return }\n');
    const error = await failure(HostError, 'first');
    expect(error.code).toBe('CASES_LIBRARY');
    expect(error.excerpt.join('\n')).toMatch(/tiny\.c:1:\d+: error/);
    expect(existsSync(error.log ?? '')).toBe(true);
  });

  test('a source that is not there', async () => {
    expect(await failure(UserError, 'third')).toMatchObject({
      code: 'CASE_SOURCE',
      file: at('area/one/third.c'),
    });
  });

  test('the program does not hold the path of this machine', async () => {
    write('area/one/first.c', '#include <stdio.h>\nint main(void) { return puts(__FILE__); }\n');
    const path = (await build('first')).get('suite/first')?.path ?? '';
    expect(readFileSync(path).includes(dir)).toBe(false);
  });
});

describe('sourceFiles', () => {
  test('is in a stable order, takes circles, and leaves out what is not beside the source', async () => {
    const a = write(
      'x/a.c',
      '#include "b.h"\n  #  include "c/d.h"\n#include "tst_test.h"\n#include <stdio.h>\n',
    );
    write('x/b.h', '#include "a.c"\n');
    write('x/c/d.h', '#include "../b.h"\n');
    expect((await sourceFiles(a)).map(({ path }) => path)).toEqual([at('x/a.c'), at('x/b.h'), at('x/c/d.h')]);
  });
});

describe('compileError', () => {
  test.each([
    ['/s/x.c:3:7: error: no such thing', { file: '/s/x.c', line: 3, column: 7, message: 'no such thing' }],
    ['/h/y.h:9: fatal error: bad', { file: '/h/y.h', line: 9, column: undefined, message: 'bad' }],
    ['collect2: error: ld returned 1 exit status', { file: '/s/x.c', line: undefined }],
  ])('%s', (line, wanted) => {
    expect(compileError('/s/x.c', ['/s/x.c: In function main:', line], '/log')).toMatchObject(wanted);
  });

  test('no line at all', () => {
    expect(compileError('/s/x.c', [], '/log').message).toBe('does not link: no message');
  });
});
