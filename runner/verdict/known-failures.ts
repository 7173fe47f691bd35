// SPDX-License-Identifier: GPL-2.0-or-later

import { inKernelRange } from './kernel-version.ts';
import type { CaseResult, Fault, KnownFailure, Verdict } from './types.ts';

/** What a run is, as far as `when:` asks for it. */
export interface KnownEnvironment {
  machine: string;
  variant: string;
  /** As `uname -r` says. */
  kernel: string;
}

/** A case's result held against the known failures. */
export interface KnownMatch {
  verdict: Exclude<Verdict, 'flaky'>;
  /** One line; empty when no known failure had a say. */
  reason: string;
  /** Entries that explain what failed. */
  hits: KnownFailure[];
  /** Entries whose failure did not come, though the case ran: they are stale. */
  stale: { entry: KnownFailure; what: string; kind: 'known-stale' | 'known-unknown-point' }[];
}

/** True if all conditions of the entry hold. */
export function entryApplies(entry: KnownFailure, environment: KnownEnvironment): boolean {
  const { machine, variant, kernel } = entry.when ?? {};
  return (
    (machine === undefined || machine === environment.machine) &&
    (variant === undefined || variant === environment.variant) &&
    (kernel === undefined || inKernelRange(environment.kernel, kernel))
  );
}

/** True from the day after the entry's date on; both as `yyyy-mm-dd`. */
export function isExpired(entry: KnownFailure, today: string): boolean {
  return entry.expires !== undefined && entry.expires < today.slice(0, 10);
}

/**
 * An entry without outcome and cause means failed points, nothing else: so a short entry can never hide a panic, a hang
 * or a kernel warning.
 */
function covers(entry: KnownFailure, fault: Fault): boolean {
  if (entry.outcome === undefined && entry.cause === undefined) return fault.cause === 'assert';
  return (
    (entry.outcome === undefined || entry.outcome === fault.outcome) &&
    (entry.cause === undefined || entry.cause === fault.cause) &&
    (entry.points === undefined || fault.cause === 'assert')
  );
}

const list = (numbers: readonly number[]): string => numbers.join(', ');
const points = (numbers: readonly number[]): string =>
  `point${numbers.length === 1 ? '' : 's'} ${list(numbers)}`;

/** Points of a result by what became of them. */
interface PointState {
  failed: readonly number[];
  passed: (point: number) => boolean;
  exists: (point: number) => boolean;
}

function pointState(result: CaseResult): PointState {
  const byNumber = new Map(result.points.map((point) => [point.number, point]));
  return {
    failed: result.failed,
    exists: (point) => byNumber.has(point),
    passed: (point) => {
      const found = byNumber.get(point);
      return found !== undefined && found.directive?.kind !== 'skip' && !result.failed.includes(point);
    },
  };
}

/**
 * Every fault of the result must be explained by an entry; a fault of points by entries that together name exactly the
 * failed points (or by one that names none). What is left unexplained is unexpected and beats everything else.
 *
 * @param entries those of this case whose conditions hold (see `entriesFor`)
 */
export function matchKnown(result: CaseResult, entries: readonly KnownFailure[]): KnownMatch {
  const hits = new Set<KnownFailure>();
  const unexplained: string[] = [];
  const state = pointState(result);
  for (const fault of result.faults) {
    const covering = entries.filter((entry) => covers(entry, fault));
    if (covering.length === 0) {
      unexplained.push(fault.reason);
      continue;
    }
    if (fault.cause === 'assert') {
      const loose = covering.some((entry) => entry.points === undefined);
      const named = new Set(covering.flatMap((entry) => entry.points ?? []));
      const beyond = loose ? [] : state.failed.filter((point) => !named.has(point));
      if (beyond.length > 0)
        unexplained.push(
          `${points(beyond)} failed, and no known failure names ${beyond.length === 1 ? 'it' : 'them'}`,
        );
      for (const entry of covering) {
        if (!entry.points || entry.points.some((point) => state.failed.includes(point))) hits.add(entry);
      }
    } else for (const entry of covering) hits.add(entry);
  }
  const stale = findStale(result, entries, hits, state);
  const known = [...hits];
  if (unexplained.length > 0) {
    const partly = known.length > 0 ? `not covered by the known failure: ${unexplained[0]}` : '';
    const near =
      entries.length > 0 && known.length === 0 ? 'the known failure for this case is a different one' : '';
    return { verdict: 'unexpected', reason: partly || near, hits: known, stale };
  }
  if (stale.some(({ kind }) => kind === 'known-stale')) {
    return { verdict: 'fixed', reason: stale.map(({ what }) => what).join('; '), hits: known, stale };
  }
  return {
    verdict: isGood(result) || known.length > 0 ? 'expected' : 'unexpected',
    reason: known[0]?.reason ?? '',
    hits: known,
    stale,
  };
}

const isGood = (result: CaseResult): boolean => result.outcome === 'pass' || result.outcome === 'skip';

/**
 * Entries that no longer fail. Only a result that shows the opposite counts: a skipped case or point says nothing, and
 * neither does a case that was cut short by a crash, a hang or a bail-out.
 */
function findStale(
  result: CaseResult,
  entries: readonly KnownFailure[],
  hits: ReadonlySet<KnownFailure>,
  state: PointState,
): KnownMatch['stale'] {
  const stale: KnownMatch['stale'] = [];
  const complete = result.outcome === 'pass' || result.outcome === 'fail';
  if (!complete) return stale;
  for (const entry of entries) {
    if (entry.points === undefined || (entry.cause ?? 'assert') !== 'assert') {
      if (!hits.has(entry))
        stale.push({ entry, what: `no longer fails: ${entry.reason}`, kind: 'known-stale' });
      continue;
    }
    const passed = entry.points.filter(state.passed);
    const absent = entry.points.filter((point) => !state.exists(point));
    if (passed.length > 0) {
      stale.push({
        entry,
        what: `${points(passed)} no longer fail${passed.length === 1 ? 's' : ''}: ${entry.reason}`,
        kind: 'known-stale',
      });
    }
    if (absent.length > 0) {
      stale.push({ entry, what: `the case has no ${points(absent)}`, kind: 'known-unknown-point' });
    }
  }
  return stale;
}

/** Finds the entries of a case; built once a run. */
export class KnownFailures {
  readonly entries: readonly KnownFailure[];
  readonly #byCase = new Map<string, KnownFailure[]>();

  constructor(entries: readonly KnownFailure[], environment: KnownEnvironment) {
    this.entries = entries;
    for (const entry of entries) {
      if (!entryApplies(entry, environment)) continue;
      const mine = this.#byCase.get(entry.case);
      if (mine) mine.push(entry);
      else this.#byCase.set(entry.case, [entry]);
    }
  }

  /** Entries of this case whose conditions hold. An expired entry still explains; it is reported besides. */
  entriesFor(id: string): readonly KnownFailure[] {
    return this.#byCase.get(id) ?? [];
  }

  match(id: string, result: CaseResult): KnownMatch {
    return matchKnown(result, this.entriesFor(id));
  }
}

/** Something about a list that a run or `known check` reports. */
export interface KnownProblem {
  kind: 'known-stale' | 'known-expired' | 'known-unknown-case' | 'known-unknown-point';
  text: string;
  file: string;
  line: number;
  column?: number;
  id: string;
}

const placeOf = ({ file, line, column }: KnownFailure) =>
  column === undefined ? { file, line } : { file, line, column };

/** A stale entry as a problem of the run. */
export function staleProblem(stale: KnownMatch['stale'][number]): KnownProblem {
  const { entry, what, kind } = stale;
  return {
    kind,
    text: `known failure of ${entry.case}: ${what}`,
    file: entry.file,
    line: entry.line,
    id: entry.case,
  };
}

/**
 * What can be said of the entries without running anything: expired ones, and ones that name no case there is.
 *
 * @param suggest nearest existing ids of a wrong one, best first
 */
export function auditEntries(
  entries: readonly KnownFailure[],
  today: string,
  exists: (id: string) => boolean,
  suggest: (id: string) => readonly string[] = () => [],
): KnownProblem[] {
  const problems: KnownProblem[] = [];
  for (const entry of entries) {
    const at = { ...placeOf(entry), id: entry.case };
    if (!exists(entry.case)) {
      const near = suggest(entry.case);
      const hint = near.length > 0 ? `; nearest: ${near.join(', ')}` : '';
      problems.push({
        kind: 'known-unknown-case',
        text: `known failure names no case: ${entry.case}${hint}`,
        ...at,
      });
    }
    if (isExpired(entry, today)) {
      problems.push({
        kind: 'known-expired',
        text: `known failure of ${entry.case} expired on ${entry.expires}: ${entry.reason}`,
        ...at,
      });
    }
  }
  return problems;
}
