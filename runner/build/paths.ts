// SPDX-License-Identifier: GPL-2.0-or-later
/** Where things are: the package itself, the cache, the runs. Nothing here writes. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export type CacheKind = 'kernel' | 'rootfs' | 'cases' | 'starter' | 'src';

let root: string | undefined;

/** The folder of the package.json named ltp-nommu, from runner/ as well as from dist/runner/. */
export function packageRoot(): string {
  root ??= findPackageRoot(dirname(fileURLToPath(import.meta.url)));
  return root;
}

function findPackageRoot(start: string): string {
  for (let dir = start; ; dir = dirname(dir)) {
    const file = join(dir, 'package.json');
    if (existsSync(file) && packageName(file) === 'ltp-nommu') return dir;
    if (dirname(dir) === dir) throw new Error(`no package.json of ltp-nommu above ${start}`);
  }
}

function packageName(file: string): string | undefined {
  return (JSON.parse(readFileSync(file, 'utf8')) as { name?: string }).name;
}

/** Version of the package, from its package.json. */
export function packageVersion(): string {
  const parsed = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { version: string };
  return parsed.version;
}

/** `LTP_NOMMU_CACHE`, else `XDG_CACHE_HOME/ltp-nommu`, else `~/.cache/ltp-nommu`. */
export function cacheRoot(env: NodeJS.ProcessEnv = process.env): string {
  if (env.LTP_NOMMU_CACHE) return resolve(env.LTP_NOMMU_CACHE);
  return join(env.XDG_CACHE_HOME ? resolve(env.XDG_CACHE_HOME) : join(homedir(), '.cache'), 'ltp-nommu');
}

/** The folder of one kind of cache entry, or of one entry. */
export function cacheDir(kind: CacheKind, key?: string): string {
  return key === undefined ? join(cacheRoot(), kind) : join(cacheRoot(), kind, key);
}

/** The folder that holds the run directories: `XDG_STATE_HOME/ltp-nommu/runs`, else `~/.local/state/ltp-nommu/runs`. */
export function runsDir(env: NodeJS.ProcessEnv = process.env): string {
  return join(
    env.XDG_STATE_HOME ? resolve(env.XDG_STATE_HOME) : join(homedir(), '.local', 'state'),
    'ltp-nommu',
    'runs',
  );
}

/** A new run's directory, `<yyyymmdd-hhmmss>-<label>-<4 hex>` in local time. Not created. */
export function newRunDir(label: string, now: Date = new Date()): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`;
  const time = `${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`;
  const safe = label.replace(/[^A-Za-z0-9_.+-]+/g, '-').slice(0, 40) || 'run';
  return join(runsDir(), `${day}-${time}-${safe}-${randomBytes(2).toString('hex')}`);
}
