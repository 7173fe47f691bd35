// SPDX-License-Identifier: GPL-2.0-or-later
/** What earlier runs say to a new one: which was the last, and how long its cases took. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { z } from 'zod';
import { UserError } from '../errors.ts';
import { newestRun, noteRun, readRun, runEntry } from '../history/index.ts';
import type { CaseEnd, RunEnd, RunStart } from '../journal/index.ts';

export { type PreviousRun, readRun } from '../history/index.ts';

/** The last run's directory, if it is still there. */
export const lastRun = newestRun;

export const rememberStart = (dir: string, start: RunStart): Promise<void> =>
  noteRun(runEntry(dir, start, null, process.pid));

export const rememberEnd = (dir: string, start: RunStart, end: RunEnd): Promise<void> =>
  noteRun(runEntry(dir, start, end));

/** The longest boot of each case, ms. A case that was skipped without a boot says nothing. */
export function durations(attempts: readonly Pick<CaseEnd, 'id' | 'durationMs'>[]): Map<string, number> {
  const longest = new Map<string, number>();
  for (const { id, durationMs } of attempts) {
    if (durationMs > 0) longest.set(id, Math.max(durationMs, longest.get(id) ?? 0));
  }
  return longest;
}

/** How long cases took in the last run, ms by id; empty when that cannot be told. */
export async function lastDurations(): Promise<Map<string, number>> {
  const dir = lastRun();
  if (dir === undefined) return new Map();
  try {
    return durations((await readRun(dir)).summary.attempts);
  } catch {
    return new Map(); // of an older format, or damaged: the order is only worse then
  }
}

const resultsSchema = z.object({ cases: z.array(z.object({ id: z.string(), durationMs: z.number() })) });
const mapSchema = z.record(z.string(), z.number().min(0));

/** `--durations`: a run's directory or journal, its results.json, or an object of milliseconds by id. Throws UserError. */
export async function readDurations(path: string): Promise<Map<string, number>> {
  if (!path.endsWith('.json')) return durations((await readRun(path)).summary.attempts);
  const wrong = (why: string, cause?: unknown): UserError =>
    new UserError('DURATIONS', `--durations: ${basename(path)} ${why}`, {
      file: path,
      hint: 'a run directory, journal.jsonl, results.json, or {"suite/case": milliseconds}',
      cause,
    });
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw wrong(`cannot be read: ${(error as Error).message}`, error);
  }
  const results = resultsSchema.safeParse(value);
  if (results.success) return durations(results.data.cases);
  const map = mapSchema.safeParse(value);
  if (map.success) return new Map(Object.entries(map.data));
  throw wrong('holds no durations');
}
