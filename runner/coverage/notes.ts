// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * The folder `coverage/` of a run whose kernel counts: `counts`, to which all its guests append, and `notes/`, what is
 * needed to understand them, so that the folder can be read on another machine.
 */
import { cp, mkdir, open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import fastGlob from 'fast-glob';

export const COVERAGE_DIR = 'coverage';
const COUNTS = 'counts';
const NOTES = 'notes';

export const countsFile = (runDir: string): string => join(runDir, COVERAGE_DIR, COUNTS);
export const notesDir = (runDir: string): string => join(runDir, COVERAGE_DIR, NOTES);

/** Makes the folder; a run that is resumed goes on with the one that is there. Returns the file for the guests. */
export async function prepareCounts(notes: string, runDir: string): Promise<string> {
  await mkdir(join(runDir, COVERAGE_DIR), { recursive: true });
  await cp(notes, notesDir(runDir), { recursive: true });
  const counts = countsFile(runDir);
  await (await open(counts, 'a')).close();
  return counts;
}

export async function hasCounts(runDir: string): Promise<boolean> {
  return stat(countsFile(runDir)).then(
    (info) => info.isFile(),
    () => false,
  );
}

/** One instrumented object: `mm/nommu`. */
export interface ObjectNotes {
  readonly stem: string;
  readonly note: Buffer;
  readonly source: string;
}

export async function readNotes(dir: string): Promise<{ objects: ObjectNotes[]; compiler: string }> {
  const paths = await fastGlob('**/*.gcno', { cwd: dir });
  const objects = await Promise.all(
    paths.sort().map(async (path): Promise<ObjectNotes> => {
      const stem = path.replace(/\.gcno$/, '');
      const [note, source] = await Promise.all([
        readFile(join(dir, path)),
        readFile(join(dir, `${stem}.c`), 'utf8'),
      ]);
      return { stem, note, source };
    }),
  );
  const compiler = await readFile(join(dir, 'compiler'), 'utf8').catch(() => '');
  return { objects, compiler: compiler.trim() };
}
