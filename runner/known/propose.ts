// SPDX-License-Identifier: GPL-2.0-or-later
/** What a run says about lists: which entries would explain a failure, and which explain nothing any more. Pure. */
import type { CaseEnd } from '../journal/index.ts';
import {
  type CaseResult,
  entryApplies,
  type KnownEnvironment,
  type KnownFailure,
  matchKnown,
} from '../verdict/index.ts';
import type { NewEntry } from './edit.ts';

/** What an entry claims, without its reason. */
export type Claim = Pick<NewEntry, 'points' | 'outcome' | 'cause'>;

/**
 * The claims that, beside `entries`, explain all faults of a result: failed points by their numbers, any other fault by
 * outcome and cause. Empty when nothing is left to explain.
 */
export function claimsFor(result: CaseResult, entries: readonly KnownFailure[]): Claim[] {
  return result.faults.flatMap((fault): Claim[] => {
    if (matchKnown({ ...result, faults: [fault] }, entries).verdict !== 'unexpected') return [];
    if (fault.cause !== 'assert' || result.failed.length === 0)
      return [{ outcome: fault.outcome, cause: fault.cause }];
    const named = new Set(entries.flatMap((entry) => entry.points ?? []));
    return [{ points: result.failed.filter((point) => !named.has(point)) }];
  });
}

/** An entry that a run shows to be stale. */
export interface StaleEntry {
  readonly entry: KnownFailure;
  /** Points that still fail; undefined: nothing of the entry does, it can go. */
  readonly remaining: readonly number[] | undefined;
}

type Ended = Pick<CaseEnd, 'id' | 'verdict' | 'result'>;

/**
 * Entries whose failure did not come, in any repetition. A case that was skipped or cut short says nothing, and neither
 * does a flaky one.
 */
export function staleEntries(
  entries: readonly KnownFailure[],
  ends: readonly Ended[],
  environment: KnownEnvironment,
): StaleEntry[] {
  return entries.flatMap((entry): StaleEntry[] => {
    const mine = ends.filter((end) => end.id === entry.case);
    if (mine.length === 0 || !entryApplies(entry, environment)) return [];
    if (mine.some((end) => end.verdict === 'flaky')) return [];
    if (!mine.every((end) => isStale(entry, end.result))) return [];
    if (entry.points === undefined) return [{ entry, remaining: undefined }];
    const remaining = entry.points.filter((point) => !mine.every((end) => passed(point, end.result)));
    if (remaining.length === entry.points.length) return [];
    return [{ entry, remaining: remaining.length === 0 ? undefined : remaining }];
  });
}

const isStale = (entry: KnownFailure, result: CaseResult): boolean =>
  matchKnown(result, [entry]).stale.some(({ kind }) => kind === 'known-stale');

const passed = (number: number, { points, failed }: CaseResult): boolean =>
  points.some((point) => point.number === number && point.directive?.kind !== 'skip') &&
  !failed.includes(number);
