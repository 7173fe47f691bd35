// SPDX-License-Identifier: GPL-2.0-or-later
/** Earlier runs for the HTML report: those beside a run in the same folder, from their results.json. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { PastCase, PastRun } from '../../reports/index.ts';
import type { RunStart } from '../journal/index.ts';

/** So many runs are told of. */
const MOST = 12;
/** Not more than this many are opened to find them. */
const MOST_READ = 60;

/** What is read of a results.json; all of it is checked, for anything may lie beside a run. */
interface Results {
  readonly format?: unknown;
  readonly run?: {
    readonly id?: unknown;
    readonly started?: unknown;
    readonly ended?: unknown;
    readonly kernel?: { readonly release?: unknown; readonly variant?: unknown };
  };
  readonly cases?: readonly ({ readonly id?: unknown } & Partial<PastCase>)[];
}

/**
 * Runs that had ended before this one began, oldest first: a page that is made of a journal later tells of the same
 * ones as the page made at the end of the run.
 */
export function pastRuns(start: Pick<RunStart, 'time' | 'runId'>, runDir: string): PastRun[] {
  const own = resolve(runDir);
  const files = siblings(dirname(own))
    .filter((dir) => basename(dir) !== basename(own))
    .map((dir) => join(dir, 'results.json'))
    .map((path) => ({ path, written: writtenAt(path) }))
    .filter((file): file is { path: string; written: number } => file.written !== undefined)
    .sort((a, b) => b.written - a.written || (a.path < b.path ? 1 : -1));
  const found: PastRun[] = [];
  for (const { path } of files.slice(0, MOST_READ)) {
    const run = readPast(path, start.time);
    if (run !== undefined && run.id !== start.runId) found.push(run);
  }
  found.sort((a, b) => (a.started < b.started ? -1 : 1));
  return found.slice(-MOST);
}

/** Undefined for what is not there, or is no file of ours to read. */
function writtenAt(path: string): number | undefined {
  try {
    return statSync(path).mtimeMs;
  } catch {
    return undefined;
  }
}

function siblings(parent: string): string[] {
  try {
    return readdirSync(parent).map((name) => join(parent, name));
  } catch {
    return [];
  }
}

/** Undefined for what is no run, is damaged, or had not ended yet. */
function readPast(path: string, before: string): PastRun | undefined {
  let results: Results | null;
  try {
    results = JSON.parse(readFileSync(path, 'utf8')) as Results | null;
  } catch {
    return undefined;
  }
  const { run, cases } = results ?? {};
  if (results?.format !== 'ltp-nommu-results' || run === undefined || !Array.isArray(cases)) return undefined;
  const { id, started, ended } = run;
  if (typeof id !== 'string' || typeof started !== 'string' || typeof ended !== 'string') return undefined;
  if (ended >= before) return undefined;
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  return {
    id,
    started,
    release: text(run.kernel?.release),
    variant: text(run.kernel?.variant),
    cases: worstOf(cases as NonNullable<Results['cases']>),
  };
}

const WORST_FIRST = ['unexpected', 'flaky', 'fixed', 'expected'];

function worstOf(cases: NonNullable<Results['cases']>): Map<string, PastCase> {
  const worst = new Map<string, PastCase>();
  for (const { id, verdict, outcome, durationMs } of cases) {
    if (typeof id !== 'string' || verdict === undefined || outcome === undefined) continue;
    if (!WORST_FIRST.includes(verdict) || typeof durationMs !== 'number') continue;
    const other = worst.get(id);
    if (other && WORST_FIRST.indexOf(other.verdict) <= WORST_FIRST.indexOf(verdict)) continue;
    worst.set(id, { verdict, outcome, durationMs });
  }
  return worst;
}
