// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * What a page holds: made by shape.ts on the host, read by app/ in the browser. Plain data; durations are milliseconds,
 * times ISO 8601 in UTC. No string of it has control characters in it (visible.ts).
 */
import type { CaseEnd, Counts, KnownRef, Origin, RunProblem, RunStart } from '../../runner/journal/index.ts';

/** What a reader wants to tell apart, worst first: the order of the page. */
export const STATES = ['unexpected', 'notrun', 'flaky', 'fixed', 'known', 'skip', 'ok'] as const;
export type State = (typeof STATES)[number];

/** One letter for each state, for histories; `.` stands for a run without the case. */
export const LETTERS: Readonly<Record<State, string>> = {
  unexpected: 'u',
  notrun: 'n',
  flaky: 'y',
  fixed: 'x',
  known: 'k',
  skip: 's',
  ok: 'o',
};

export const stateOfLetter = (letter: string): State | undefined =>
  STATES.find((state) => LETTERS[state] === letter);

/** A run before this one, as far as the page tells of it. */
export interface PastRunInfo {
  readonly id: string;
  readonly started: string;
  readonly release: string;
  readonly variant: string;
  /** States of those of its cases that this run has too. */
  readonly states: Readonly<Partial<Record<State, number>>>;
}

export interface CaseRow {
  /** `syscalls/fcntl07`, with `@2` in the second repetition: unique, and what links name. */
  readonly key: string;
  readonly id: string;
  readonly state: State;
  readonly outcome: CaseEnd['result']['outcome'] | 'notrun';
  readonly cause: CaseEnd['result']['cause'];
  /** Why, in a line: of a known failure the reason of its entry. */
  readonly why: string;
  readonly title?: string;
  /** The folder of its source: `mmap`, `fcntl`. */
  readonly area: string;
  readonly origin?: Origin['kind'];
  readonly ms: number;
  /** Begin of the boot after that of the run; null: not booted. */
  readonly at: number | null;
  readonly slot: number;
  /** Points that passed, failed, were skipped. */
  readonly points: readonly [number, number, number];
  /** Kinds of kernel events. */
  readonly events: readonly string[];
  /** A letter for each run of `past`, oldest first. */
  readonly past: string;
  /** Other state than in the last run that had the case; `new`: no run had it. Absent without earlier runs. */
  readonly change?: 'worse' | 'better' | 'other' | 'new';
}

/** Results that have one cause; members are indices into `cases`. */
export interface Group {
  readonly kind: string;
  readonly reason: string;
  readonly link?: string;
  readonly members: readonly number[];
}

export interface RunInfo
  extends Pick<
    RunStart,
    'tool' | 'argv' | 'selection' | 'options' | 'host' | 'machine' | 'kernel' | 'rootfs'
  > {
  readonly id: string;
  readonly started: string;
  readonly ended: string;
  readonly durationMs: number;
  readonly exitCode: number;
  readonly interrupted: string | null;
}

export interface Report {
  readonly run: RunInfo;
  readonly counts: Counts;
  readonly states: Readonly<Record<State, number>>;
  /** In the order of the selection; those that did not run at its end. */
  readonly cases: readonly CaseRow[];
  /** Unexpected results by cause, known failures by entry. */
  readonly groups: readonly Group[];
  readonly known: readonly Group[];
  readonly problems: readonly Pick<RunProblem, 'kind' | 'severity' | 'text' | 'file' | 'line' | 'id'>[];
  /** Oldest first. */
  readonly past: readonly PastRunInfo[];
  /** Cases in a piece of details: case n is in piece n / pieceSize. */
  readonly pieceSize: number;
}

/** A log, or its begin and its end with the number of lines between them that were left out. */
export interface LogText {
  readonly head: string;
  readonly omitted?: number;
  readonly tail?: string;
  /** Where the whole is, relative to the run's directory. */
  readonly path: string;
}

export interface Attempt {
  readonly attempt: number;
  readonly outcome: string;
  readonly cause: string;
  readonly reason: string;
}

/** The rest of a case, read when somebody looks at it. */
export interface CaseDetail
  extends Pick<
    CaseEnd['result'],
    | 'points'
    | 'failed'
    | 'plan'
    | 'kernelEvents'
    | 'faults'
    | 'guest'
    | 'exit'
    | 'leftovers'
    | 'memory'
    | 'taint'
  > {
  /** Points that passed and are left out: there are too many to be read. */
  readonly morePoints?: number;
  readonly reason: string;
  readonly verdictReason: string;
  readonly known: readonly KnownRef[];
  readonly boot: CaseEnd['boot'];
  readonly timeoutMs: number;
  readonly rerun: string;
  readonly source?: string;
  readonly origin?: Origin;
  readonly nommu?: string;
  readonly earlier: readonly Attempt[];
  readonly logs: { readonly result?: LogText; readonly kernel?: LogText; readonly output?: LogText };
  /** How long the case took in each run of `past`; null: it was not there. */
  readonly pastMs: readonly (number | null)[];
}

/** Details of a piece; null for a case that did not run. */
export type Piece = readonly (CaseDetail | null)[];
