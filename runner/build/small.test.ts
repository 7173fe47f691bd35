// SPDX-License-Identifier: GPL-2.0-or-later
/** Tests of the small files: paths, memo, exec. */
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { HostError } from '../errors.ts';
import { cleanEnv, runTool, runToolOrFail } from './exec.ts';
import { rememberFact } from './memo.ts';
import { cacheDir, cacheRoot, newRunDir, packageRoot, packageVersion, runsDir } from './paths.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ltp-nommu-small-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(dir, { recursive: true });
});

describe('paths', () => {
  test('the package is found by its name', () => {
    expect(existsSync(join(packageRoot(), 'runner', 'build', 'paths.ts'))).toBe(true);
    expect(packageVersion()).toMatch(/^\d+\.\d+\.\d+/);
  });

  test('the cache: own variable, XDG, home', () => {
    expect(cacheRoot({ LTP_NOMMU_CACHE: '/a/b', XDG_CACHE_HOME: '/x' })).toBe('/a/b');
    expect(cacheRoot({ XDG_CACHE_HOME: '/x' })).toBe('/x/ltp-nommu');
    expect(cacheRoot({})).toMatch(/\/\.cache\/ltp-nommu$/);
    vi.stubEnv('LTP_NOMMU_CACHE', '/c');
    expect(cacheDir('kernel')).toBe('/c/kernel');
    expect(cacheDir('kernel', 'k')).toBe('/c/kernel/k');
  });

  test('run directories have date, label and a random end', () => {
    vi.stubEnv('XDG_STATE_HOME', '/s');
    expect(runsDir()).toBe('/s/ltp-nommu/runs');
    const name = newRunDir('sys calls/*', new Date(2026, 0, 5, 7, 8, 9));
    expect(name).toMatch(/^\/s\/ltp-nommu\/runs\/20260105-070809-sys-calls--[0-9a-f]{4}$/);
    expect(newRunDir('', new Date())).toMatch(/-run-[0-9a-f]{4}$/);
  });
});

test('a fact about a file is computed again only when the file changes', async () => {
  vi.stubEnv('LTP_NOMMU_CACHE', join(dir, 'cache'));
  const file = join(dir, 'big');
  writeFileSync(file, 'one');
  let computed = 0;
  const fact = () =>
    rememberFact('length', file, async (path) => `${readFileSync(path).length}-${++computed}`);
  expect(await fact()).toBe('3-1');
  expect(await fact()).toBe('3-1');
  utimesSync(file, 5, 5);
  expect(await fact()).toBe('3-2');
  expect(await rememberFact('other', file, async () => 'x')).toBe('x');
  expect(await fact()).toBe('3-2');
});

describe('exec', () => {
  test('lines of both streams reach listener, log and result', async () => {
    const log = join(dir, 'log');
    const seen: string[] = [];
    const args = ['-c', 'echo a; echo b >&2; printf c; exit 3'];
    const result = await runTool('sh', args, { log, onLine: (line) => seen.push(line) });
    expect(result).toMatchObject({ code: 3, signal: null });
    expect([...result.lines].sort()).toEqual(['a', 'b', 'c']);
    expect(seen).toEqual(result.lines);
    const logged = readFileSync(log, 'utf8').trimEnd().split('\n');
    expect(logged[0]).toBe(`$ sh ${args.join(' ')}`);
    expect(logged.slice(1).sort()).toEqual(['a', 'b', 'c']);
  });

  test('the environment is clean', async () => {
    vi.stubEnv('CFLAGS', '-O9');
    vi.stubEnv('ARCH', 'mips');
    vi.stubEnv('LC_ALL', 'de_DE.UTF-8');
    const { lines } = await runTool('env', [], { env: cleanEnv({ MINE: '1' }) });
    expect(lines).toContain('MINE=1');
    expect(lines).toContain('LC_ALL=C');
    expect(lines.some((line) => /^(CFLAGS|ARCH)=/.test(line))).toBe(false);
  });

  test('failure tells the last lines and the log', async () => {
    const log = join(dir, 'log');
    const run = runToolOrFail('CODE', 'the thing', 'sh', ['-c', 'seq 20; exit 7'], { log });
    await expect(run).rejects.toMatchObject({
      code: 'CODE',
      message: 'the thing failed (sh: exit 7)',
      excerpt: ['9', '10', '11', '12', '13', '14', '15', '16', '17', '18', '19', '20'],
      log,
    });
  });

  test('a tool that is not there, and one that takes too long', async () => {
    await expect(runTool('ltp-nommu-no-such-tool', [])).rejects.toBeInstanceOf(HostError);
    const result = await runTool('sleep', ['30'], { timeoutMs: 50 });
    expect(result).toMatchObject({ code: null, signal: 'SIGKILL' });
  });
});
