// SPDX-License-Identifier: GPL-2.0-or-later

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readYaml } from '../catalog/index.ts';
import { type Problem, UserError } from '../errors.ts';
import type { Cause, KnownFailure, KnownWhen, Outcome } from '../verdict/index.ts';
import { knownFileSchema } from './schema.ts';

/** Where the lists lie, relative to the package. */
export const KNOWN_DIR = 'runtest/known-failures';

export type ParsedKnown = { ok: true; entries: KnownFailure[] } | { ok: false; problems: readonly Problem[] };

const defined = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T;

/** The entries of one list, or all that is wrong with it. `file` is what messages and reports call it. */
export function parseKnown(text: string, file: string): ParsedKnown {
  const read = readYaml(text, file, knownFileSchema, 'KNOWN');
  if (!read.ok) return { ok: false, problems: read.problems };
  const entries = (read.value ?? []).map((entry, index): KnownFailure => {
    const { when, outcome, cause, ...rest } = entry;
    const place = read.place([index]);
    return defined({
      ...rest,
      outcome: outcome as Outcome,
      cause: cause as Cause,
      ...(when ? { when: defined(when) as KnownWhen } : {}),
      file,
      line: place.line,
      column: place.column,
    }) as KnownFailure;
  });
  const problems = duplicates(entries);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, entries };
}

const claim = (entry: KnownFailure): string =>
  JSON.stringify([entry.case, [...(entry.points ?? [])].sort(), entry.outcome, entry.cause, entry.when]);

/** The same failure listed twice: one of the two reasons would never be read. */
function duplicates(entries: readonly KnownFailure[]): Problem[] {
  const seen = new Map<string, KnownFailure>();
  const problems: Problem[] = [];
  for (const entry of entries) {
    const earlier = seen.get(claim(entry));
    if (earlier) {
      const { file, line, column } = entry;
      const message = `the same known failure of ${entry.case} is already at ${earlier.file}:${earlier.line}`;
      problems.push({ code: 'KNOWN_TWICE', message, file, line, column, hint: 'keep one of the two' });
    } else seen.set(claim(entry), entry);
  }
  return problems;
}

export interface KnownLists {
  entries: KnownFailure[];
  /** The lists read, as messages call them. */
  files: string[];
}

/**
 * Reads lists: the given files, or all of `runtest/known-failures/*.yaml`.
 *
 * @throws UserError with every mistake in all of them
 */
export async function loadKnown(root: string, files?: readonly string[]): Promise<KnownLists> {
  const names = files ?? (await listFiles(root));
  const entries: KnownFailure[] = [];
  const problems: Problem[] = [];
  for (const name of names) {
    const text = await readList(files ? name : join(root, name), name);
    const parsed = parseKnown(text, name);
    if (parsed.ok) entries.push(...parsed.entries);
    else problems.push(...parsed.problems);
  }
  if (problems.length === 0) problems.push(...duplicates(entries));
  if (problems.length > 0) throw UserError.of(problems);
  return { entries, files: [...names] };
}

async function listFiles(root: string): Promise<string[]> {
  try {
    const names = await readdir(join(root, KNOWN_DIR));
    return names
      .filter((name) => name.endsWith('.yaml'))
      .sort()
      .map((name) => `${KNOWN_DIR}/${name}`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

async function readList(path: string, name: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new UserError('KNOWN_READ', `cannot read the known failures: ${(error as Error).message}`, {
      file: name,
      cause: error,
    });
  }
}
