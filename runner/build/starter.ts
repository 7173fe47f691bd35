// SPDX-License-Identifier: GPL-2.0-or-later
/** The starter: a small C program for the host, compiled once per source and compiler. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { HostError } from '../errors.ts';
import { cacheEntry, cacheKey, hashTree, listFiles } from './cache.ts';
import { packageRoot } from './paths.ts';

const run = promisify(execFile);

export interface StarterBuild {
  readonly path: string;
  readonly key: string;
  /** False when it was in the cache already. */
  readonly built: boolean;
}

/** No -Werror here: a compiler of tomorrow may warn of more. The tests compile with it. */
export const STARTER_CFLAGS: readonly string[] = ['-std=gnu11', '-O2', '-Wall', '-Wextra'];

export const starterSourceDir = (): string => join(packageRoot(), 'runner', 'emulator', 'starter');

const isNoSource = (path: string): boolean => !/\.[ch]$/.test(path);

/** The starter's path; compiles it if need be. Throws HostError STARTER_BUILD. */
export async function ensureStarter(options: { readonly cc?: string } = {}): Promise<StarterBuild> {
  const cc = options.cc ?? 'gcc';
  const dir = starterSourceDir();
  const [source, compiler] = await Promise.all([hashTree(dir, isNoSource), compilerVersion(cc)]);
  const key = cacheKey({ source, compiler, flags: STARTER_CFLAGS.join(' ') });
  const entry = await cacheEntry({
    kind: 'starter',
    key,
    build: async (target) => {
      const files = (await listFiles(dir, isNoSource)).filter((file) => file.endsWith('.c'));
      await compile(cc, [...STARTER_CFLAGS, ...files, '-o', join(target, 'starter')], dir);
      await readFile(join(target, 'starter'));
    },
  });
  return { path: join(entry.dir, 'starter'), key, built: entry.built };
}

async function compilerVersion(cc: string): Promise<string> {
  try {
    return (await run(cc, ['--version'])).stdout;
  } catch (error) {
    throw new HostError(
      'STARTER_BUILD',
      `${cc} does not run: ${(error as Error).message}`,
      'install gcc and libc6-dev',
    );
  }
}

async function compile(cc: string, args: readonly string[], cwd: string): Promise<void> {
  try {
    await run(cc, args, { cwd });
  } catch (error) {
    const { stderr = '' } = error as { stderr?: string };
    const excerpt = stderr
      .split('\n')
      .filter((line) => /error|undefined reference/.test(line))
      .slice(0, 5);
    throw new HostError('STARTER_BUILD', 'the starter does not compile', {
      excerpt,
      hint: 'install gcc and libc6-dev',
    });
  }
}
