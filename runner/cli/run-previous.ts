// SPDX-License-Identifier: GPL-2.0-or-later
/** What earlier runs say: which one was the last, and how long its cases took. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { runsDir } from '../build/index.ts';
import { UserError } from '../errors.ts';
import {
  type CaseEnd,
  JOURNAL_FILE,
  type JournalEvent,
  readJournal,
  type Summary,
  summarise,
} from '../journal/index.ts';

/** Names the last run's directory, which `--out` may have put anywhere. */
const pointer = (): string => join(runsDir(), 'last');

export function rememberRun(dir: string): void {
  mkdirSync(dirname(pointer()), { recursive: true });
  const temporary = `${pointer()}.${process.pid}`;
  writeFileSync(temporary, `${dir}\n`);
  renameSync(temporary, pointer());
}

/** The last run's directory, if it is still there. */
export function lastRun(): string | undefined {
  try {
    const dir = readFileSync(pointer(), 'utf8').trim();
    return existsSync(join(dir, JOURNAL_FILE)) ? dir : undefined;
  } catch {
    return undefined;
  }
}

export interface PreviousRun {
  readonly dir: string;
  readonly events: readonly JournalEvent[];
  readonly summary: Summary;
}

/** Reads the run in `given` (its directory or its journal). Throws UserError. */
export async function readRun(given: string): Promise<PreviousRun> {
  const path = resolve(given);
  const dir = path.endsWith(`/${JOURNAL_FILE}`) ? dirname(path) : path;
  if (!existsSync(join(dir, JOURNAL_FILE))) {
    throw new UserError('RUN_UNKNOWN', `there is no run in ${given}: it has no ${JOURNAL_FILE}`, {
      hint: `runs are in ${runsDir()}`,
    });
  }
  const { events } = await readJournal(join(dir, JOURNAL_FILE));
  const summary = summarise(events);
  if (summary.start === null) throw new UserError('RUN_EMPTY', `the run in ${given} ended before it began`);
  return { dir, events, summary };
}

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
