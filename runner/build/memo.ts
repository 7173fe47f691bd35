// SPDX-License-Identifier: GPL-2.0-or-later
/** Facts about big files (a tarball's hash, a compiler's version), remembered as long as size and mtime stay the same. */
import { createHash } from 'node:crypto';
import { mkdir, readFile, realpath, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheRoot } from './paths.ts';

interface Remembered {
  readonly path: string;
  readonly size: number;
  readonly mtimeMs: number;
  readonly value: string;
}

/** `compute(path)`, or what it gave for this very file before. `topic` tells facts about the same file apart. */
export async function rememberFact(
  topic: string,
  file: string,
  compute: (path: string) => Promise<string>,
): Promise<string> {
  const path = await realpath(file);
  const { size, mtimeMs } = await stat(path);
  const name = createHash('sha256').update(`${topic}\0${path}`).digest('hex').slice(0, 24);
  const memo = join(cacheRoot(), 'facts', `${name}.json`);
  try {
    const known = JSON.parse(await readFile(memo, 'utf8')) as Remembered;
    if (known.path === path && known.size === size && known.mtimeMs === mtimeMs) return known.value;
  } catch {
    // not known yet, or a torn file of an older version: compute it
  }
  const value = await compute(path);
  await mkdir(join(cacheRoot(), 'facts'), { recursive: true });
  const temporary = `${memo}.tmp-${process.pid}`;
  await writeFile(temporary, JSON.stringify({ path, size, mtimeMs, value } satisfies Remembered));
  await rename(temporary, memo);
  return value;
}
