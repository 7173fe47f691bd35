// SPDX-License-Identifier: GPL-2.0-or-later
/** That the library speaks LTP's test API: its header names, its old API, and what its tests expect of helpers. */
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensurePrograms, testLibraryDir } from '../runner/build/programs.ts';
import { type MuslToolchain, muslToolchain } from '../runner/build/toolchain.ts';

const INCLUDE = join(testLibraryDir(), 'include');
const FIXTURES = join(import.meta.dirname, 'fixtures', 'library');
const NAMES = ['names', 'foreign', 'oldapi'];

let tools: MuslToolchain;
let dir: string;
let programs: ReadonlyMap<string, { readonly path: string }>;

beforeAll(async () => {
  tools = await muslToolchain();
  dir = mkdtempSync(join(tmpdir(), 'ltp-nommu-ltp-'));
  programs = await ensurePrograms(NAMES.map((name) => ({ id: name, program: join(FIXTURES, `${name}.c`) })));
}, 120_000);

afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** What the compiler says of these sources, with the warnings that cases get; unused helpers are a header's right. */
async function complaints(files: readonly string[]): Promise<string[]> {
  const [command = 'gcc', ...first] = tools.cc;
  const warnings = ['-Wall', '-Wextra', '-Wno-unused-function', '-Werror'];
  const args = [...first, ...tools.cflags, ...warnings, '-I', INCLUDE, '-fsyntax-only', '-x', 'c'];
  const { stderr } = await promisify(execFile)(command, [...args, ...files], { env: tools.env }).catch(
    (error: { stderr: string }) => error,
  );
  return stderr.split('\n').filter((line) => / error: /.test(line));
}

const headers = (folder: string): string[] =>
  readdirSync(join(INCLUDE, folder))
    .filter((name) => name.endsWith('.h'))
    .map((name) => join(folder, name));

const ALL = ['', 'lapi', 'old'].flatMap(headers);

describe('headers', () => {
  test('there are as many as LTP has names that its system call tests include', () => {
    expect(headers('lapi').length).toBeGreaterThan(120);
    for (const name of ['config.h', 'test.h', 'tst_fd.h', 'tse_newipc.h', 'libswap.h', 'time64_variants.h']) {
      expect(ALL).toContain(name);
    }
  });

  // Without _GNU_SOURCE before it, as in many a test: the stricter way.
  test('each stands alone', { timeout: 60_000 }, async () => {
    const paths = ALL.map((name) => join(INCLUDE, name));
    const half = Math.ceil(paths.length / 2);
    const found = await Promise.all([complaints(paths.slice(0, half)), complaints(paths.slice(half))]);
    expect(found.flat()).toEqual([]);
  });

  test.each([
    ['in order', (names: string[]) => names],
    ['backwards', (names: string[]) => names.reverse()],
  ])('all stand together, %s', async (_what, order) => {
    const includes = order(ALL.filter((name) => !/^(old\/|(test|usctest|safe_\w+)\.h)/.test(name)));
    const source = join(dir, 'all.c');
    writeFileSync(
      source,
      [
        '#define _GNU_SOURCE',
        ...includes.map((name) => `#include "${name}"`),
        'static void run(void) {}',
        'static struct tst_test test = {.test_all = run};',
        '',
      ].join('\n'),
    );
    expect(await complaints([source])).toEqual([]);
  });
});

/** Runs a fixture as a person would: its TAP on standard output. */
function run(name: string, args: readonly string[] = []) {
  const { path } = programs.get(name) as { path: string };
  const env = { PATH: '/usr/bin:/bin', TMPDIR: dir };
  const { status, stdout } = spawnSync(path, args, { cwd: dir, env, encoding: 'utf8' });
  return { status, lines: stdout.split('\n').slice(1, -1) };
}

describe('programs', () => {
  test('the names have the values and sizes of the kernel', () => {
    const { status, lines } = run('names');
    expect(lines.filter((line) => !line.startsWith('ok '))).toEqual([
      '1..19',
      '# passed 19, failed 0, skipped 0, warnings 0',
    ]);
    expect(status).toBe(0);
  });

  test('descriptors of each kind, times, values of files: all as LTP documents them, and a wrong value fails', () => {
    const { status, lines } = run('foreign');
    expect(lines.filter((line) => line.startsWith('not ok'))).toEqual([
      expect.stringContaining('number is 18446744073709551615, expected 3'),
    ]);
    expect(lines.filter((line) => line.startsWith('ok ')).length).toBeGreaterThanOrEqual(33);
    expect(status).toBe(1);
  });

  test('a program of the old API runs in a directory of its own, as often as told, and cleans up', () => {
    const { status, lines } = run('oldapi', ['-i', '2']);
    expect(lines.map((line) => line.replace(/\.c:\d+/, '.c'))).toEqual([
      'ok 1 - oldapi.c: position 3',
      'ok 2 - oldapi.c: closed',
      'ok 3 - oldapi.c: position 3',
      'ok 4 - oldapi.c: closed',
      '# oldapi.c: TINFO: cleanup',
      '1..4',
      '# passed 4, failed 0, skipped 0, warnings 0',
    ]);
    expect(status).toBe(0);
    expect(readdirSync(dir).filter((name) => name.startsWith('oldapi'))).toEqual([]);
  });

  test('its SAFE_*() with a cleanup function ends it with the place of the call', () => {
    const { status, lines } = run('oldapi', ['-f', 'nothing']);
    expect(lines[0]).toMatch(/^Bail out! oldapi\.c:\d+: open\(path, .*\) failed: ENOENT \(2\)$/);
    expect(status).toBe(2);
  });
});
