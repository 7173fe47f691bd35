// SPDX-License-Identifier: GPL-2.0-or-later
/** How one run differs from an earlier one, case by case. Pure. */
import type { CaseEnd, Summary } from '../journal/index.ts';
import type { Outcome } from '../verdict/index.ts';

/** What a case came to; of several repetitions the worst. `not run`: selected, but without a result. */
export interface CaseState {
  readonly verdict: CaseEnd['verdict'] | 'not run';
  readonly outcome: Outcome | 'not run';
  readonly cause: CaseEnd['result']['cause'];
  readonly reason: string;
  readonly failed: readonly number[];
  /** The quickest boot, ms; undefined without one that passed. */
  readonly ms: number | undefined;
}

export interface CaseChange {
  readonly id: string;
  readonly before: CaseState;
  readonly after: CaseState;
  /** In a few words. */
  readonly what: string;
}

export interface SlowerCase {
  readonly id: string;
  readonly beforeMs: number;
  readonly afterMs: number;
}

export interface RunDiff {
  /** As expected before, unexpected or without a result now; or failing before, and worse now. */
  readonly regressions: readonly CaseChange[];
  /** Failed before, unexpectedly or known to; passes now. */
  readonly fixes: readonly CaseChange[];
  /** Anything else that is not the same: other failure, newly skipped, known now, flaky. */
  readonly changed: readonly CaseChange[];
  readonly added: readonly { readonly id: string; readonly state: CaseState }[];
  readonly gone: readonly { readonly id: string; readonly state: CaseState }[];
  readonly slower: readonly SlowerCase[];
  /** Cases that came to the same in both. */
  readonly same: number;
}

export interface DiffOptions {
  /** A case is slower when it takes this many times as long, after the machines' own difference is taken out; 2. */
  readonly slowerFactor?: number;
  /** … and at least this much longer, ms; 100. */
  readonly slowerMs?: number;
}

export const SLOWER_FACTOR = 2;
export const SLOWER_MS = 100;
/** With fewer common cases the median of their ratios says nothing about the machines. */
const ENOUGH_FOR_MEDIAN = 8;

/** How bad an outcome is. A skip is no failure, but has shown nothing. */
const RANK: Readonly<Record<CaseState['outcome'], number>> = {
  pass: 0,
  skip: 1,
  fail: 2,
  broken: 3,
  timeout: 4,
  crash: 5,
  missing: 6,
  'not run': 6,
};

const NOT_RUN: CaseState = {
  verdict: 'not run',
  outcome: 'not run',
  cause: 'none',
  reason: 'no result',
  failed: [],
  ms: undefined,
};

const isBad = ({ verdict }: CaseState): boolean => verdict === 'unexpected' || verdict === 'not run';

function stateOf(end: CaseEnd): CaseState {
  const { outcome, cause, reason, failed } = end.result;
  const ms = outcome === 'pass' && end.durationMs > 0 ? end.durationMs : undefined;
  return { verdict: end.verdict, outcome, cause, reason, failed, ms };
}

function worse(a: CaseState, b: CaseState): CaseState {
  const rank = (state: CaseState): number =>
    (isBad(state) ? 100 : state.verdict === 'flaky' ? 50 : 0) + RANK[state.outcome];
  const quicker = a.ms === undefined || b.ms === undefined ? (a.ms ?? b.ms) : Math.min(a.ms, b.ms);
  return { ...(rank(b) > rank(a) ? b : a), ms: quicker };
}

/** The cases of a run by id, in the order of its selection. */
function statesOf(summary: Summary): Map<string, CaseState> {
  const states = new Map<string, CaseState>();
  const put = (id: string, state: CaseState): void => {
    const other = states.get(id);
    states.set(id, other === undefined ? state : worse(other, state));
  };
  const order = new Map((summary.start?.selection.cases ?? []).map((id, index) => [id, index]));
  for (const id of summary.notRun) put(id, NOT_RUN);
  for (const end of summary.finished) put(end.id, stateOf(end));
  const at = (id: string): number => order.get(id) ?? order.size;
  return new Map([...states].sort(([a], [b]) => at(a) - at(b)));
}

/** `pass`, `fail/assert`, `known fail`, `flaky`. */
export function stateText({ verdict, outcome, cause }: CaseState): string {
  if (verdict === 'flaky') return 'flaky';
  const what = cause === 'none' || cause === 'assert' ? outcome : `${outcome}/${cause}`;
  return verdict === 'expected' && RANK[outcome] >= RANK.fail ? `known ${what}` : what;
}

type Kind = 'regression' | 'fix' | 'changed' | 'same';

/** Which points fail now and did not. */
const newlyFailed = (before: CaseState, after: CaseState): number[] =>
  after.failed.filter((point) => !before.failed.includes(point));

function compare(before: CaseState, after: CaseState): Kind {
  // Which points fail is looked at where that is unexpected; known failures have been held against their lists.
  const points =
    isBad(before) && isBad(after) ? [newlyFailed(before, after), newlyFailed(after, before)] : [];
  const sameState = stateText(before) === stateText(after) && isBad(before) === isBad(after);
  if (sameState && points.every((each) => each.length === 0)) return 'same';
  if (isBad(after)) {
    if (!isBad(before)) return 'regression';
    const isWorse = RANK[after.outcome] > RANK[before.outcome] || newlyFailed(before, after).length > 0;
    return isWorse ? 'regression' : 'changed';
  }
  const failedBefore = RANK[before.outcome] >= RANK.fail;
  return failedBefore && after.outcome === 'pass' && after.verdict !== 'flaky' ? 'fix' : 'changed';
}

function describe(before: CaseState, after: CaseState): string {
  const points = isBad(before) && isBad(after) ? newlyFailed(before, after) : [];
  const more = points.length === 0 ? '' : `, point${points.length === 1 ? '' : 's'} ${points.join(', ')} too`;
  const reason = isBad(after) && after.reason !== '' ? `: ${after.reason}` : '';
  return `${stateText(before)} -> ${stateText(after)}${more}${reason}`;
}

/** How `after` differs from `before`. */
export function diffRuns(before: Summary, after: Summary, options: DiffOptions = {}): RunDiff {
  const [old, now] = [statesOf(before), statesOf(after)];
  const byKind: Record<Kind, CaseChange[]> = { regression: [], fix: [], changed: [], same: [] };
  for (const [id, state] of now) {
    const earlier = old.get(id);
    if (earlier === undefined) continue;
    byKind[compare(earlier, state)].push({
      id,
      before: earlier,
      after: state,
      what: describe(earlier, state),
    });
  }
  const missingIn = (
    from: ReadonlyMap<string, CaseState>,
    other: ReadonlyMap<string, CaseState>,
  ): { id: string; state: CaseState }[] =>
    [...from].filter(([id]) => !other.has(id)).map(([id, state]) => ({ id, state }));
  return {
    regressions: byKind.regression,
    fixes: byKind.fix,
    changed: byKind.changed,
    added: missingIn(now, old),
    gone: missingIn(old, now),
    slower: slowerCases(old, now, options),
    same: byKind.same.length,
  };
}

/**
 * Cases that pass in both and take much longer now. A boot takes some 10 ms and the scheduler of a busy host adds tens
 * more, hence a least difference; another machine, or load, makes all cases slower alike, hence the median.
 */
function slowerCases(
  old: ReadonlyMap<string, CaseState>,
  now: ReadonlyMap<string, CaseState>,
  { slowerFactor = SLOWER_FACTOR, slowerMs = SLOWER_MS }: DiffOptions,
): SlowerCase[] {
  const both = [...now].flatMap(([id, { ms: afterMs }]) => {
    const beforeMs = old.get(id)?.ms;
    return beforeMs === undefined || afterMs === undefined ? [] : [{ id, beforeMs, afterMs }];
  });
  const ratios = both.map(({ beforeMs, afterMs }) => afterMs / beforeMs).sort((a, b) => a - b);
  const median = ratios[Math.floor(ratios.length / 2)] ?? 1;
  // A machine that has become quicker makes no case slower.
  const machine = ratios.length < ENOUGH_FOR_MEDIAN ? 1 : Math.max(1, median);
  return both
    .filter(({ beforeMs, afterMs }) => {
      const expected = beforeMs * machine;
      return afterMs >= expected * slowerFactor && afterMs - expected >= slowerMs;
    })
    .sort((a, b) => b.afterMs / b.beforeMs - a.afterMs / a.beforeMs);
}
