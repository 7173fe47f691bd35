// SPDX-License-Identifier: GPL-2.0-or-later
/** What a run is to do: options of a resumed run, the selection, the shard, the order. Nothing is built or booted here. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Reporter } from '../../reports/index.ts';
import { packageRoot } from '../build/index.ts';
import {
  type Case,
  KUNIT,
  loadCatalog,
  loadForeign,
  readCaseList,
  type Selection,
} from '../catalog/index.ts';
import { UserError } from '../errors.ts';
import { lastFailed, remaining, type Shard } from '../journal/index.ts';
import { type KnownLists, loadKnown } from '../known/index.ts';
import { parseShard, type ShardPart, shardOf, shuffled } from '../schedule/index.ts';
import { isForeign } from './run-foreign.ts';
import { mergeResumed, parseRunArgv, type RunOptions } from './run-options.ts';
import {
  durations,
  lastDurations,
  lastRun,
  type PreviousRun,
  readDurations,
  readRun,
} from './run-previous.ts';
import { type CaseJob, caseJobs } from './run-session.ts';

const idOf = (one: Case): string => one.id;

export interface Plan {
  readonly options: RunOptions;
  /** The folder with runtest/ and testcases/. */
  readonly root: string;
  /** All cases of the run; a resumed one has results of some already. */
  readonly cases: readonly Case[];
  /** What to say when there is no case. */
  readonly nothing: string;
  readonly repeat: number;
  readonly known: KnownLists;
  /** Ids of all cases of all suites. */
  readonly allIds: readonly string[];
  readonly resumed: PreviousRun | undefined;
  readonly shard: Shard | undefined;
  /** `--durations`: how long cases take, ms by id. */
  readonly durations: ReadonlyMap<string, number> | undefined;
  /** The line that runs one case again, where it is not `run`'s. */
  readonly rerun?: ((id: string) => string) | undefined;
  /** Reporters besides those of the options. */
  readonly reporters?: readonly Reporter[] | undefined;
}

export async function makePlan(given: RunOptions): Promise<Plan> {
  const resumed = given.resume === undefined ? undefined : await readRun(given.resume);
  const start = resumed?.summary.start ?? undefined;
  if (start?.merged !== undefined) {
    throw new UserError('RESUME_MERGED', `--resume: the run in ${resumed?.dir} was merged from shards`, {
      hint: 'resume the shard that is not complete, and merge again',
    });
  }
  if (start?.argv[0] === KUNIT) {
    throw new UserError('RESUME_KUNIT', `--resume: the run in ${resumed?.dir} is one of KUnit suites`, {
      hint: "these are not gone on with: start them again with 'ltp-nommu kunit'",
    });
  }
  const options = start === undefined ? given : mergeResumed(given, parseRunArgv(start.argv));
  const foreign = isForeign(options);
  const folder = options.root ?? options.testcases;
  const root = folder === undefined ? packageRoot() : resolve(folder);
  if (!foreign && !existsSync(join(root, 'runtest'))) {
    throw new UserError('ROOT_INVALID', `there is no folder runtest/ in ${root}`);
  }
  const listed = options.casesFrom === undefined ? undefined : await readCaseList(options.casesFrom);
  const selection: Selection =
    start === undefined
      ? { names: options.names, listed, cases: options.case, exclude: options.exclude }
      : { names: start.selection.cases };
  const times = options.durations === undefined ? undefined : await readDurations(options.durations);
  const nothingSelected = start?.selection.cases.length === 0;
  const [catalog, known] = await Promise.all([
    foreign
      ? loadForeign({ ...options, programs: options.program, selection })
      : loadCatalog({ root, selection }),
    // Our lists say nothing of foreign cases.
    options.known === false || (options.known === undefined && foreign)
      ? { entries: [], files: [] }
      : loadKnown(root, options.known),
  ]);
  if (catalog.problems.length > 0) throw UserError.of(catalog.problems);
  const failed = options.lastFailed ? await failedInLastRun() : undefined;
  // No names would mean all: a shard without cases, resumed, has none.
  const all = nothingSelected ? [] : catalog.cases;
  const selected = failed === undefined ? all : all.filter((one) => failed.has(one.id));
  const part = options.shard === undefined ? undefined : parseShard(options.shard, process.env);
  const mine = part === undefined ? undefined : new Set(shardOf(selected.map(idOf), part, times));
  return {
    options,
    root,
    cases: mine === undefined ? selected : selected.filter((one) => mine.has(one.id)),
    shard: part === undefined ? start?.selection.shard : shardFacts(part, selected, root, times),
    durations: times,
    nothing: 'nothing to run: no selected case failed in the last run',
    repeat: start?.options.repeat ?? options.repeat ?? 1,
    known,
    allIds: catalog.suites.flatMap((suite) => suite.entries.map((entry) => entry.id)),
    resumed,
  };
}

async function failedInLastRun(): Promise<ReadonlySet<string>> {
  const dir = lastRun();
  if (dir === undefined) throw new UserError('NO_LAST_RUN', '--last-failed: there is no earlier run');
  return new Set(lastFailed((await readRun(dir)).summary));
}

/** gdb has one terminal, and its user one head. */
export function requireOneCase({ cases, repeat }: Plan): void {
  if (cases.length === 1 && repeat === 1) return;
  const what = cases.length === 1 ? `${repeat} repetitions` : `${cases.length} cases`;
  throw new UserError('GDB_ONE_CASE', `--gdb debugs one boot of one case, not ${what}`, {
    hint: `for example 'ltp-nommu run ${cases[0]?.id ?? 'fcntl07'} --gdb'`,
  });
}

/** The suites of the run, for its directory's name. */
export function runLabel(plan: Plan): string {
  return [...new Set(plan.cases.map((one) => one.suite))].join('+');
}

export async function pendingJobs(
  plan: Plan,
  { seed, extraMemoryMb }: { readonly seed: number | undefined; readonly extraMemoryMb: number },
): Promise<CaseJob[]> {
  const { resumed, cases, repeat, options } = plan;
  const known =
    plan.durations ?? (resumed === undefined ? await lastDurations() : durations(resumed.summary.attempts));
  const all = caseJobs(cases, { repeat, guestMemoryMb: options.mem, extraMemoryMb, durations: known });
  const jobs = seed === undefined ? all : shuffled(all, seed);
  if (resumed === undefined) return jobs;
  const open = new Map(remaining(resumed.summary).map((each) => [`${each.repeat} ${each.id}`, each.attempt]));
  return jobs.flatMap((job) => {
    const attempt = open.get(`${job.repeat} ${job.case.id}`);
    return attempt === undefined ? [] : [{ ...job, attempt }];
  });
}

/** What merge compares: shards of different cases, of different sources or split by different times fit nowhere. */
function shardFacts(
  part: ShardPart,
  all: readonly Case[],
  root: string,
  times: ReadonlyMap<string, number> | undefined,
): Shard {
  const known = times === undefined ? undefined : [...times].sort(([a], [b]) => (a < b ? -1 : 1));
  const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);
  return {
    ...part,
    all: all.map(idOf),
    sources: sourcesHash(all, root),
    ...(known === undefined ? {} : { durations: hash(JSON.stringify(known)) }),
  };
}

/** Over all that makes a case what it is, besides kernel and root file system. */
function sourcesHash(all: readonly Case[], root: string): string {
  const lib = join(root, 'testcases/lib');
  const library = existsSync(lib)
    ? readdirSync(lib, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
    : [];
  const files = new Set([...all.flatMap((one) => [one.program, one.scenarioFile]), ...library]);
  const hash = createHash('sha256').update(JSON.stringify(all.map((one) => [one.id, one.command])));
  for (const file of [...files].filter(existsSync).sort())
    hash.update(`\0${relative(root, file)}\0`).update(readFileSync(file));
  return hash.digest('hex').slice(0, 32);
}
