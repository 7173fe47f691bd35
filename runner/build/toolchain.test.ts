// SPDX-License-Identifier: GPL-2.0-or-later
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  CASE_STACK_BYTES,
  checkProgram,
  type MuslToolchain,
  makeToolchain,
  prefixMap,
  stackFlag,
} from './toolchain.ts';

let dir: string;
let tools: MuslToolchain;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'ltp-nommu-toolchain-'));
  tools = await makeToolchain(join(dir, 'cache'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function build(name: string, source: string, ...extra: string[]): string {
  const file = join(dir, `${name}.c`);
  const output = join(dir, name);
  writeFileSync(file, source);
  const [command = '', ...first] = tools.cc;
  const args = [
    ...first,
    ...tools.cflags,
    prefixMap(dir, 'src'),
    file,
    ...tools.ldflags,
    ...extra,
    '-o',
    output,
  ];
  execFileSync(command, args, { env: tools.env, stdio: 'pipe' });
  return output;
}

describe('the musl toolchain', () => {
  test('makes programs that a guest can run, and the host too', async () => {
    const program = build(
      'hello',
      '#include <stdio.h>\nint main(void) { printf("%s", __FILE__); return 3; }\n',
    );
    const facts = await checkProgram(program, { stackBytes: CASE_STACK_BYTES });
    expect(facts).toMatchObject({
      type: 'pie',
      interpreter: null,
      neededLibraries: 0,
      textRelocations: false,
    });
    expect(facts.buildId).toBeNull();
    expect(() => execFileSync(program, { encoding: 'utf8' })).toThrow(
      expect.objectContaining({ status: 3, stdout: 'src/hello.c' }),
    );
  });

  test('has musl and the kernel headers and nothing of the host C library', () => {
    build(
      'headers',
      '#include <linux/fcntl.h>\n#include <asm/unistd.h>\n#include <sys/types.h>\n#ifdef __GLIBC__\n#error glibc\n#endif\nint main(void) { return __NR_getpid == 0; }\n',
    );
    expect(() => build('glibc', '#include <gnu/libc-version.h>\nint main(void) { return 0; }\n')).toThrow(
      /libc-version/,
    );
  });

  test('keeps threads, floating point and constructors working', () => {
    const source = [
      '#include <math.h>',
      '#include <pthread.h>',
      '#include <stdio.h>',
      'static __thread int local = 5;',
      'static int made;',
      '__attribute__((constructor)) static void make(void) { made = 1; }',
      'static void *body(void *x) { local++; return x; }',
      'int main(void) { pthread_t t; void *r; pthread_create(&t, 0, body, &t); pthread_join(t, &r);',
      'printf("%d %d %.3f", made, local, sqrt(2.0 * local / 5)); return r != &t; }',
    ].join('\n');
    expect(execFileSync(build('threads', source, '-lm'), { encoding: 'utf8' })).toBe('1 5 1.414');
  });

  test('a later stack flag wins', async () => {
    await checkProgram(build('stack', 'int main(void) { return 0; }\n', stackFlag(128 * 1024)), {
      stackBytes: 131072,
    });
  });

  test('stripping keeps the stack', async () => {
    await checkProgram(build('stripped', 'int main(void) { return 0; }\n', '-s'), {
      stackBytes: CASE_STACK_BYTES,
    });
  });

  test('a program with fork is refused, whoever calls it', async () => {
    const program = build('fork', '#include <unistd.h>\nint main(void) { return fork(); }\n');
    await expect(checkProgram(program)).rejects.toMatchObject({
      code: 'TOOLCHAIN_NOT_STATIC_PIE',
      message: expect.stringContaining('contains fork'),
    });
    const hidden = build('daemon', '#include <unistd.h>\nint main(void) { return daemon(0, 0); }\n');
    await expect(checkProgram(hidden)).rejects.toMatchObject({ message: expect.stringContaining('daemon') });
  });

  test.each(['vfork() == 0 ? (_exit(0), 0) : 0', 'system("exit 0")', 'pclose(popen("exit 0", "r"))'])(
    '%s has no fork in it',
    async (call) => {
      await checkProgram(
        build(
          'vfork',
          `#include <stdio.h>\n#include <stdlib.h>\n#include <unistd.h>\nint main(void) { return ${call}; }\n`,
        ),
      );
    },
  );

  test('the same source gives the same bytes in another place', async () => {
    const source =
      '#include <assert.h>\n#include <stdio.h>\nint main(int argc, char **argv) { assert(argc); puts(argv[0]); return 0; }\n';
    const here = readFileSync(build('same', source, '-g'));
    const other = mkdtempSync(join(tmpdir(), 'ltp-nommu-toolchain-other-place-'));
    try {
      const again = await makeToolchain(join(other, 'cache'));
      expect(again.key).toBe(tools.key);
      writeFileSync(join(other, 'same.c'), source);
      const [command = '', ...first] = again.cc;
      const args = [
        ...first,
        ...again.cflags,
        prefixMap(other, 'src'),
        join(other, 'same.c'),
        ...again.ldflags,
        '-g',
      ];
      execFileSync(command, [...args, '-o', join(other, 'same')], { env: again.env });
      expect(Buffer.compare(here, readFileSync(join(other, 'same')))).toBe(0);
    } finally {
      rmSync(other, { recursive: true });
    }
  });

  test('the user environment does not get in', () => {
    for (const name of ['CPATH', 'C_INCLUDE_PATH', 'LIBRARY_PATH', 'GCC_EXEC_PREFIX'])
      expect(tools.env).not.toHaveProperty(name);
  });
});
