// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * Which runs there are: `index.jsonl` in the folder of the runs has a line for the start and one for the end of each,
 * wherever `--out` put it. The index only saves reading journals: a run directory that it does not know is found anyway.
 */
import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { appendFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { runsDir, withLock } from '../build/index.ts';
import {
  countsSchema,
  JOURNAL_FILE,
  type RunEnd,
  type RunStart,
  readJournal,
  summarise,
} from '../journal/index.ts';

const entrySchema = z.object({
  id: z.string(),
  /** Absolute path of the run's directory. */
  dir: z.string(),
  /** ISO 8601. */
  started: z.string(),
  suites: z.array(z.string()),
  cases: z.number(),
  kernel: z.string(),
  machine: z.string(),
  shard: z.string().optional(),
  /** Of the runner; the run is under way as long as it has no end and this process lives. */
  pid: z.number().optional(),
  /** Absent: under way, or its runner was killed. */
  end: z
    .object({
      durationMs: z.number(),
      exitCode: z.number(),
      interrupted: z.string().nullable(),
      counts: countsSchema,
    })
    .optional(),
});

/** One run as the index knows it. */
export type RunEntry = z.infer<typeof entrySchema>;

const indexFile = (): string => join(runsDir(), 'index.jsonl');
const locked = <T>(work: () => Promise<T>): Promise<T> => withLock(`${indexFile()}.lock`, work);

/** Puts a run into the index: at its start, and again with its end. */
export async function noteRun(entry: RunEntry): Promise<void> {
  await mkdir(runsDir(), { recursive: true });
  await locked(() => appendFile(indexFile(), `${JSON.stringify(entry)}\n`));
}

export function runEntry(dir: string, start: RunStart, end: RunEnd | null, pid?: number): RunEntry {
  const { runId: id, time: started, selection, kernel, machine } = start;
  const { shard, cases } = selection;
  return {
    id,
    dir,
    started,
    suites: [...new Set(cases.map((each) => each.slice(0, each.indexOf('/'))))],
    cases: cases.length,
    kernel: kernel.release,
    machine,
    ...(shard === undefined ? {} : { shard: `${shard.index}/${shard.total}` }),
    ...(pid === undefined ? {} : { pid }),
    ...(end === null
      ? {}
      : {
          end: {
            durationMs: end.durationMs,
            exitCode: end.exitCode,
            interrupted: end.interrupted,
            counts: end.counts,
          },
        }),
  };
}

/** The index's entries, the latest word on each, in the order of their first. */
function indexed(): RunEntry[] {
  const byDir = new Map<string, RunEntry>();
  for (const line of readText(indexFile()).split('\n')) {
    const entry = parseEntry(line);
    if (entry !== undefined) byDir.set(entry.dir, entry);
  }
  return [...byDir.values()];
}

/** Those whose journal is still there. */
const readIndex = (): RunEntry[] => indexed().filter((entry) => existsSync(join(entry.dir, JOURNAL_FILE)));

/** A line that a full disk cut in half or that another version wrote says nothing. */
function parseEntry(line: string): RunEntry | undefined {
  try {
    return entrySchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

/** All runs that are still there, in the order they were begun or merged. */
export async function listRuns(): Promise<RunEntry[]> {
  const entries = readIndex();
  const known = new Set(entries.map((entry) => entry.dir));
  const strays = ownFolders().filter((dir) => !known.has(dir));
  const found = await Promise.all(strays.map(entryFromJournal));
  const unknown = found.filter((entry) => entry !== undefined);
  return [...unknown.sort((a, b) => (a.started < b.started ? -1 : 1)), ...entries];
}

/** The newest run's directory; undefined when there is none, or when it is not there any more. */
export function newestRun(): string | undefined {
  const last = indexed().at(-1);
  return last !== undefined && existsSync(join(last.dir, JOURNAL_FILE)) ? last.dir : undefined;
}

/** Directories of runs directly in the folder of the runs: only these are ours to remove. */
function ownFolders(): string[] {
  try {
    return readdirSync(runsDir())
      .map((name) => join(runsDir(), name))
      .filter(isOwn);
  } catch {
    return [];
  }
}

function isOwn(dir: string): boolean {
  return (
    dirname(dir) === runsDir() &&
    lstatSync(dir, { throwIfNoEntry: false })?.isDirectory() === true &&
    existsSync(join(dir, JOURNAL_FILE))
  );
}

async function entryFromJournal(dir: string): Promise<RunEntry | undefined> {
  try {
    const { events } = await readJournal(join(dir, JOURNAL_FILE));
    const { start, end } = summarise(events);
    return start === null ? undefined : runEntry(dir, start, end);
  } catch {
    return undefined; // of another version, or damaged: then it is left alone
  }
}

function isUnderWay(entry: RunEntry): boolean {
  if (entry.end !== undefined || entry.pid === undefined) return false;
  try {
    process.kill(entry.pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Removes all but the newest `keep` runs of those in the folder of the runs; what `--out` put elsewhere is not ours and
 * neither counts nor goes. A run that is under way stays.
 *
 * @returns what was removed, or with `dryRun` would be
 */
export async function pruneRuns(options: { keep: number; dryRun?: boolean }): Promise<RunEntry[]> {
  const own = (await listRuns()).filter((entry) => isOwn(entry.dir));
  const old = own.slice(0, Math.max(0, own.length - options.keep)).filter((entry) => !isUnderWay(entry));
  if (options.dryRun || old.length === 0) return old;
  for (const { dir } of old) await rm(dir, { recursive: true, force: true });
  await locked(async () => {
    const temporary = `${indexFile()}.${process.pid}`;
    await writeFile(
      temporary,
      readIndex()
        .map((entry) => `${JSON.stringify(entry)}\n`)
        .join(''),
    );
    await rename(temporary, indexFile());
  });
  return old;
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
