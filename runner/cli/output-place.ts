// SPDX-License-Identifier: GPL-2.0-or-later
/** Whether there will be a place for what a command writes: asked before anything is built or booted for minutes. */
import { accessSync, constants, existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '../errors.ts';
import { JOURNAL_FILE } from '../journal/index.ts';

/**
 * Makes a folder and those above it. Node's own `recursive` never comes back where mkdir() says ENOENT although the
 * folder above exists, as in /proc. Throws what the system says.
 */
export function makeFolder(path: string): void {
  const missing: string[] = [];
  for (let dir = resolve(path); !existsSync(dir) && dirname(dir) !== dir; dir = dirname(dir))
    missing.push(dir);
  for (const dir of missing.reverse()) {
    try {
      mkdirSync(dir);
    } catch (error) {
      // Somebody else, another run for instance, was faster.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  if (!statSync(path).isDirectory()) throw new Error(`${path} is no directory`);
  accessSync(path, constants.W_OK);
}

/** The directory that `--out` names, made and without a run in it. Throws UserError; `goOn`: runs can be resumed. */
export function prepareOut(out: string, goOn: boolean): string {
  const dir = resolve(out);
  if (existsSync(join(dir, JOURNAL_FILE))) {
    throw new UserError('OUT_TAKEN', `--out: there is a run in ${out} already`, {
      hint: `choose another directory${goOn ? `, or go on with it: --resume ${out}` : ''}`,
    });
  }
  try {
    makeFolder(dir);
  } catch (error) {
    throw new UserError('OUT_PLACE', `--out: cannot write to ${out}: ${(error as Error).message}`, {
      hint: 'name a directory, which may be new, in a place that can be written to',
    });
  }
  return dir;
}

/** Finds out by trying: a mode says nothing to root, and nothing about a file system. Throws what the system says. */
export function tryFile(path: string): void {
  makeFolder(dirname(path));
  const info = statSync(path, { throwIfNoEntry: false });
  // A pipe or a device; its reader would take an attempt for the report.
  if (info !== undefined && !info.isFile()) return;
  const attempt = `${path}.${process.pid}.tmp`;
  writeFileSync(attempt, '', { flag: 'wx' });
  rmSync(attempt);
}
