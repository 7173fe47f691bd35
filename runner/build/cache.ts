// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * The content-addressed cache. An entry is a folder named by the hash of all that went into it. It is built under a
 * temporary name and renamed when it is complete: a folder with an entry's name is whole, always.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isFree, type LockOptions, withLock } from './lock.ts';
import { type CacheKind, cacheDir } from './paths.ts';

export interface EntryRequest extends LockOptions {
  readonly kind: CacheKind;
  readonly key: string;
  /** Fills the new, empty folder `dir`. If it throws, `dir` is removed and nothing is published. */
  readonly build: (dir: string) => Promise<void>;
}

export interface Entry {
  readonly dir: string;
  /** False when it was there already. */
  readonly built: boolean;
}

/** The entry of that key; builds it if need be. Safe when several processes ask for the same one. */
export async function cacheEntry(request: EntryRequest): Promise<Entry> {
  const dir = cacheDir(request.kind, request.key);
  if (await exists(dir)) return { dir, built: await touch(dir) };
  return withLock(
    `${dir}.lock`,
    async () => {
      if (await exists(dir)) return { dir, built: await touch(dir) };
      await removeLeftovers(request.kind, request.key);
      const temporary = `${dir}.tmp-${process.pid}`;
      await mkdir(temporary, { recursive: true });
      try {
        await request.build(temporary);
        await writeFile(join(temporary, USED_AT), '');
        await publish(temporary, dir);
      } catch (error) {
        await rm(temporary, { recursive: true, force: true });
        throw error;
      }
      return { dir, built: true };
    },
    request,
  );
}

/** Should two have built the same (a lock on another machine, taken for dead), the first one's is as good. */
async function publish(temporary: string, dir: string): Promise<void> {
  try {
    await rename(temporary, dir);
  } catch (error) {
    if (!(await exists(dir))) throw error;
    await rm(temporary, { recursive: true, force: true });
  }
}

/** The folder of an entry that exists, without building anything. */
export async function findEntry(kind: CacheKind, key: string): Promise<string | undefined> {
  const dir = cacheDir(kind, key);
  return (await exists(dir)) ? dir : undefined;
}

/** Key of an entry: hash over names and values, in the order of the names, so that the caller's order does not count. */
export function cacheKey(inputs: Readonly<Record<string, string>>): string {
  const hash = createHash('sha256');
  for (const [name, value] of Object.entries(inputs).sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${name.length}:${name}=${Buffer.byteLength(value)}:`).update(value);
  }
  return hash.digest('hex').slice(0, 32);
}

/** SHA-256 (hex) of a file's content. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** SHA-256 (hex) over all files below `dir`: relative names, the executable bit, contents. `skip` gets relative paths. */
export async function hashTree(dir: string, skip: (path: string) => boolean = () => false): Promise<string> {
  const hash = createHash('sha256');
  for (const path of await listFiles(dir, skip)) {
    const file = join(dir, path);
    const [content, info] = await Promise.all([readFile(file), stat(file)]);
    hash.update(`${path}\0${info.mode & 0o100 ? 'x' : '-'}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** Relative paths of all files below `dir`, sorted bytewise; [] when there is no such folder. Symbolic links count as files. */
export async function listFiles(
  dir: string,
  skip: (path: string) => boolean = () => false,
): Promise<string[]> {
  const found: string[] = [];
  const walk = async (prefix: string): Promise<void> => {
    for (const entry of await readdir(join(dir, prefix), { withFileTypes: true })) {
      const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
      if (skip(path)) continue;
      if (entry.isDirectory()) await walk(path);
      else found.push(path);
    }
  };
  if (await exists(dir)) await walk('');
  return found.sort((a, b) => (a < b ? -1 : 1));
}

export async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}

/** An empty file whose mtime says when the entry was last used. */
const USED_AT = 'usedAt';

/** Always false, so that it reads as "not built". A read-only cache is no reason to fail. */
async function touch(dir: string): Promise<false> {
  const now = new Date();
  await utimes(join(dir, USED_AT), now, now).catch(() => {});
  return false;
}

/** Removes what builders left that died: of this entry, whose lock is ours now, and of all others that nobody holds. */
async function removeLeftovers(kind: CacheKind, key: string): Promise<void> {
  const parent = cacheDir(kind);
  for (const name of await readdir(parent)) {
    const owner = /^(.+)\.tmp-/.exec(name)?.[1];
    if (owner === undefined) continue;
    if (owner === key || (await isFree(join(parent, `${owner}.lock`)))) {
      await rm(join(parent, name), { recursive: true, force: true });
    }
  }
}
