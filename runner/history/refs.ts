// SPDX-License-Identifier: GPL-2.0-or-later
/** How people name runs, and reading them. */
import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { runsDir } from '../build/index.ts';
import { UserError } from '../errors.ts';
import { JOURNAL_FILE, type JournalEvent, readJournal, type Summary, summarise } from '../journal/index.ts';
import { listRuns } from './store.ts';

export interface PreviousRun {
  readonly dir: string;
  readonly events: readonly JournalEvent[];
  readonly summary: Summary;
}

/** Reads the run in `given` (its directory or its journal). Throws UserError. */
export async function readRun(given: string): Promise<PreviousRun> {
  const path = resolve(given);
  const isFile = statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
  const dir = isFile ? dirname(path) : path;
  const journal = isFile ? path : join(path, JOURNAL_FILE);
  if (!existsSync(journal)) {
    throw new UserError('RUN_UNKNOWN', `there is no run in ${given}: it has no ${JOURNAL_FILE}`, {
      hint: `runs are in ${runsDir()}`,
    });
  }
  const { events } = await readJournal(journal);
  const summary = summarise(events);
  if (summary.start === null) throw new UserError('RUN_EMPTY', `the run in ${given} ended before it began`);
  return { dir, events, summary };
}

/**
 * The run that is meant by `last`, `last~2` (two before the last), a path of a run directory or a journal, or the
 * beginning of a run's id that fits no other. Throws UserError.
 */
export async function findRun(name: string): Promise<PreviousRun> {
  const back = /^last(?:~(\d+))?$/.exec(name);
  if (back === null && (name.includes('/') || existsSync(name))) return readRun(name);
  const runs = await listRuns();
  if (back !== null) {
    const run = runs.at(-1 - Number(back[1] ?? 0));
    if (run !== undefined) return readRun(run.dir);
    const count = runs.length === 1 ? 'is only 1 run' : `are only ${runs.length} runs`;
    throw new UserError('RUN_UNKNOWN', `${name}: there ${runs.length === 0 ? 'is no run yet' : count}`, {
      hint: "'ltp-nommu runs' lists them",
    });
  }
  const exact = runs.filter(({ id }) => id === name);
  const found = exact.length > 0 ? exact : runs.filter(({ id }) => id.startsWith(name));
  const [first, ...others] = found;
  if (first === undefined) {
    throw new UserError('RUN_UNKNOWN', `no run's id begins with '${name}'`, {
      hint: "say last, last~1, a path or the beginning of an id; 'ltp-nommu runs' lists them",
    });
  }
  if (others.length > 0) {
    throw new UserError('RUN_AMBIGUOUS', `'${name}' begins the ids of ${found.length} runs`, {
      hint: found.map(({ id }) => id).join(', '),
    });
  }
  return readRun(first.dir);
}
