// SPDX-License-Identifier: GPL-2.0-or-later
/** What a finished tree has to say about its objects that count: gcc's notes and the sources that they speak of. */
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import fastGlob from 'fast-glob';
import { exists } from '../cache.ts';

/** The folder of a kernel's cache entry. */
export const NOTES_DIR = 'coverage';

/**
 * Keeps `mm/nommu.gcno` and `mm/nommu.c` under their paths in the tree, and which compiler wrote the notes: only gcov of
 * the same version reads them.
 */
export async function storeNotes(tree: string, dir: string, compiler: string): Promise<void> {
  const notes = await fastGlob('**/*.gcno', { cwd: tree });
  for (const note of notes.sort()) {
    const source = note.replace(/\.gcno$/, '.c');
    if (!(await exists(join(tree, source)))) continue;
    await mkdir(dirname(join(dir, note)), { recursive: true });
    await copyFile(join(tree, note), join(dir, note));
    await copyFile(join(tree, source), join(dir, source));
  }
  await mkdir(dir, { recursive: true });
  await writeFile(join(dir, 'compiler'), `${compiler}\n`);
}
