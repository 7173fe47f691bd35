// SPDX-License-Identifier: GPL-2.0-or-later
/** From a run's events to what a page holds. Pure: logs and earlier runs are handed in. */
import type { CaseEnd, KnownRef, RunEnd, Summary } from '../../runner/journal/index.ts';
import { earlierAttempts, inOrder, suiteOf } from '../case-facts.ts';
import { causeGroups } from '../causes.ts';
import { caseName, why } from '../format.ts';
import { LOG_LIMIT, logText } from './log-text.ts';
import {
  type CaseDetail,
  type CaseRow,
  type Group,
  LETTERS,
  type Piece,
  type Report,
  STATES,
  type State,
} from './model.ts';
import { type PastRun, stateOf } from './past.ts';
import { visibleDeep } from './visible.ts';

/** Neighbours are alike and compress well together; a piece must still be read in no time. */
export const PIECE_SIZE = 50;

/** Points of a case that passed and are listed. */
const PASSED_POINTS = 200;

export interface ShapeInput {
  readonly summary: Summary;
  readonly end: RunEnd;
  /** Bytes of a log by its path in the run's directory; undefined: not there. */
  readonly readLog: (path: string) => Uint8Array | undefined;
  /** Oldest first. */
  readonly past: readonly PastRun[];
}

export interface Shaped {
  readonly report: Report;
  readonly pieces: readonly Piece[];
}

export function shape(input: ShapeInput): Shaped {
  const { summary, end } = input;
  const { start } = summary;
  if (start === null) throw new Error('a report needs a run that has begun');
  const ends = inOrder(summary);
  const past = commonRuns(input.past, start.selection.cases);
  const began = Date.parse(start.time);
  const cases = [
    ...ends.map((each) => rowOf(each, past, began)),
    ...summary.notRun.map((id, index) => notRunRow(id, index, past)),
  ];
  const { v: _v, type: _type, time, runId, resumed: _resumed, ...facts } = start;
  const report: Report = {
    run: {
      tool: facts.tool,
      argv: facts.argv,
      selection: { ...facts.selection, cases: [] },
      options: facts.options,
      host: facts.host,
      machine: facts.machine,
      kernel: facts.kernel,
      rootfs: facts.rootfs,
      id: runId,
      started: time,
      ended: end.time,
      durationMs: end.durationMs,
      exitCode: end.exitCode,
      interrupted: end.interrupted,
    },
    counts: end.counts,
    states: countStates(cases),
    cases,
    groups: unexpectedGroups(ends),
    known: knownGroups(ends),
    problems: summary.problems.map(({ kind, severity, text, file, line, id }) => ({
      kind,
      severity,
      text,
      ...(file === undefined ? {} : { file }),
      ...(line === undefined ? {} : { line }),
      ...(id === undefined ? {} : { id }),
    })),
    past: past.map(({ id, started, release, variant, cases: states }) => ({
      id,
      started,
      release,
      variant,
      states: countPast(states, cases),
    })),
    pieceSize: PIECE_SIZE,
  };
  const earlier = earlierAttempts(summary);
  const details = cases.map((_row, index) => {
    const each = ends[index];
    return each === undefined ? null : detailOf(each, input, past, earlier(each));
  });
  const pieces: Piece[] = [];
  for (let at = 0; at < details.length; at += PIECE_SIZE) pieces.push(details.slice(at, at + PIECE_SIZE));
  // Logs are clean already, and long: only the rest is gone through again.
  return { report: visibleDeep(report), pieces };
}

/** Only runs that say something about these cases. */
function commonRuns(past: readonly PastRun[], ids: readonly string[]): PastRun[] {
  return past.filter(({ cases }) => ids.some((id) => cases.has(id)));
}

const pastState = (run: PastRun, id: string): State | undefined => {
  const found = run.cases.get(id);
  return found && stateOf(found.verdict, found.outcome);
};

function pastOf(id: string, past: readonly PastRun[]): string {
  return past
    .map((run) => {
      const state = pastState(run, id);
      return state === undefined ? '.' : LETTERS[state];
    })
    .join('');
}

const isBad = (state: State): boolean => state === 'unexpected' || state === 'notrun';

/** Against the last run that had the case. */
export function changeOf(state: State, id: string, past: readonly PastRun[]): CaseRow['change'] {
  if (past.length === 0) return undefined;
  const before = past.map((run) => pastState(run, id)).findLast((each) => each !== undefined);
  if (before === undefined) return 'new';
  if (before === state) return undefined;
  if (isBad(state) !== isBad(before)) return isBad(state) ? 'worse' : 'better';
  return 'other';
}

function rowOf(end: CaseEnd, past: readonly PastRun[], began: number): CaseRow {
  const { id, result, verdict, boot } = end;
  const state = stateOf(verdict, result.outcome);
  const failed = result.failed.length;
  const skipped = result.points.filter((point) => point.directive?.kind === 'skip').length;
  const change = changeOf(state, id, past);
  const booted = boot.reason !== 'start-failed' && (boot.wallMs > 0 || end.durationMs > 0);
  return {
    key: caseName(end),
    id,
    state,
    outcome: result.outcome,
    cause: result.cause,
    why: why(end),
    ...(end.title === undefined ? {} : { title: end.title }),
    area: areaOf(end),
    ...(end.origin === undefined ? {} : { origin: end.origin.kind }),
    ms: round(end.durationMs),
    at: booted ? Date.parse(end.started) - began : null,
    slot: end.slot,
    points: [result.points.length - failed - skipped, failed, skipped],
    events: [...new Set(result.kernelEvents.filter(({ allowed }) => !allowed).map(({ kind }) => kind))],
    past: pastOf(id, past),
    ...(change === undefined ? {} : { change }),
  };
}

function notRunRow(id: string, index: number, past: readonly PastRun[]): CaseRow {
  const change = changeOf('notrun', id, past);
  return {
    key: `${id}#${index + 1}`,
    id,
    state: 'notrun',
    outcome: 'notrun',
    cause: 'none',
    why: 'selected, but without a result',
    area: suiteOf(id),
    ms: 0,
    at: null,
    slot: 0,
    points: [0, 0, 0],
    events: [],
    past: pastOf(id, past),
    ...(change === undefined ? {} : { change }),
  };
}

/** `mmap` for testcases/syscalls/mmap/mmap01.c. */
function areaOf(end: CaseEnd): string {
  const folders = (end.source ?? '').split('/').slice(0, -1);
  const last = folders.at(-1);
  const tag = end.id.slice(end.id.indexOf('/') + 1);
  // A folder of its own for one case says nothing.
  return last === undefined || last === tag ? (folders.at(-2) ?? suiteOf(end.id)) : last;
}

/** Digits that no clock of a host is good for only make the page longer. */
const round = (ms: number): number => Math.round(ms * 10) / 10;

function countStates(cases: readonly CaseRow[]): Record<State, number> {
  const counts = Object.fromEntries(STATES.map((state) => [state, 0])) as Record<State, number>;
  for (const { state } of cases) counts[state]++;
  return counts;
}

function countPast(past: PastRun['cases'], cases: readonly CaseRow[]): Partial<Record<State, number>> {
  const counts: Partial<Record<State, number>> = {};
  for (const id of new Set(cases.map((row) => row.id))) {
    const found = past.get(id);
    if (found === undefined) continue;
    const state = stateOf(found.verdict, found.outcome);
    counts[state] = (counts[state] ?? 0) + 1;
  }
  return counts;
}

function unexpectedGroups(ends: readonly CaseEnd[]): Group[] {
  const index = new Map(ends.map((end, at) => [end, at]));
  return causeGroups(ends.filter((end) => end.verdict === 'unexpected')).map((group) => ({
    kind: group.kind,
    reason: group.reason,
    members: group.ends.map((end) => index.get(end) ?? 0),
  }));
}

/** Known failures by the entry's reason: one defect may hold many cases. */
function knownGroups(ends: readonly CaseEnd[]): Group[] {
  const groups = new Map<string, { entry: KnownRef; kind: string; members: number[] }>();
  for (const [at, end] of ends.entries()) {
    if (stateOf(end.verdict, end.result.outcome) !== 'known') continue;
    const [entry] = end.known;
    if (entry === undefined) continue;
    const found = groups.get(entry.reason);
    if (found) found.members.push(at);
    else groups.set(entry.reason, { entry, kind: `${entry.file}:${entry.line}`, members: [at] });
  }
  return [...groups.values()]
    .sort((a, b) => b.members.length - a.members.length)
    .map(({ entry, kind, members }) => ({
      kind,
      reason: entry.reason,
      ...(entry.link === undefined ? {} : { link: entry.link }),
      members,
    }));
}

/** All that failed or was skipped, and of those that passed no more than somebody reads. */
function fewPoints({ points, failed }: CaseEnd['result']): Pick<CaseDetail, 'points' | 'morePoints'> {
  let room = PASSED_POINTS;
  const kept = points.filter(
    (point) => !point.ok || point.directive !== undefined || failed.includes(point.number) || room-- > 0,
  );
  const more = points.length - kept.length;
  return { points: kept, ...(more > 0 ? { morePoints: more } : {}) };
}

function detailOf(
  end: CaseEnd,
  { readLog }: ShapeInput,
  past: readonly PastRun[],
  earlier: readonly CaseEnd[],
): CaseDetail {
  const { result } = end;
  const limit = end.verdict === 'expected' && result.outcome === 'pass' ? LOG_LIMIT.good : LOG_LIMIT.bad;
  const clean = visibleDeep({
    ...fewPoints(result),
    failed: result.failed,
    plan: result.plan,
    kernelEvents: result.kernelEvents,
    faults: result.faults,
    ...(result.guest && { guest: result.guest }),
    ...(result.exit && { exit: result.exit }),
    ...(result.leftovers && { leftovers: result.leftovers }),
    ...(result.memory && { memory: result.memory }),
    ...(result.taint && { taint: result.taint }),
    reason: result.reason,
    verdictReason: end.verdictReason,
    known: end.known,
    boot: end.boot,
    timeoutMs: end.timeoutMs,
    rerun: end.rerun,
    ...(end.source !== undefined && { source: end.source }),
    ...(end.origin !== undefined && { origin: end.origin }),
    ...(end.nommu !== undefined && { nommu: end.nommu }),
    earlier: earlier.map((each) => ({
      attempt: each.attempt,
      outcome: each.result.outcome,
      cause: each.result.cause,
      reason: each.result.reason,
    })),
    pastMs: past.map((run) => {
      const found = run.cases.get(end.id);
      return found === undefined ? null : Math.round(found.durationMs);
    }),
  });
  const logs: Record<string, unknown> = {};
  for (const channel of ['result', 'kernel', 'output'] as const) {
    // The kernel's words with places in its source, where there are any: line by line the same.
    const path = (channel === 'kernel' ? end.logs.decoded : undefined) ?? end.logs[channel];
    const text = path === undefined ? undefined : logText(readLog(path), path, limit);
    if (text !== undefined) logs[channel] = text;
  }
  return { ...clean, logs };
}
