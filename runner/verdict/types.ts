// SPDX-License-Identifier: GPL-2.0-or-later

/**
 * The words of a verdict. Pure data: everything here survives `JSON.stringify` and back unchanged.
 *
 * *Outcome* says what happened to a case, *cause* why; *verdict* is the outcome held against the known failures.
 */

/** What happened. `missing`: the guest never began the case, so nothing is known about it. */
export type Outcome = 'pass' | 'fail' | 'skip' | 'broken' | 'crash' | 'timeout' | 'missing';

export const OUTCOMES = [
  'pass',
  'fail',
  'skip',
  'broken',
  'crash',
  'timeout',
  'missing',
] as const satisfies readonly Outcome[];

/** Why it happened; `none` for a pass and a skip. */
export type Cause =
  | 'none'
  | 'assert'
  | 'signal'
  | 'panic'
  | 'oops'
  | 'bug'
  | 'warning'
  | 'kasan'
  | 'hang'
  | 'bailout'
  | 'protocol'
  | 'exit'
  | 'leftover'
  | 'taint'
  | 'host';

export const CAUSES = [
  'none',
  'assert',
  'signal',
  'panic',
  'oops',
  'bug',
  'warning',
  'kasan',
  'hang',
  'bailout',
  'protocol',
  'exit',
  'leftover',
  'taint',
  'host',
] as const satisfies readonly Cause[];

/** An outcome held against the known failures; `flaky`: failed, then passed on a retry. */
export type Verdict = 'expected' | 'unexpected' | 'fixed' | 'flaky';

export const VERDICTS = ['expected', 'unexpected', 'fixed', 'flaky'] as const satisfies readonly Verdict[];

export type DirectiveKind = 'skip' | 'todo' | 'timeout' | 'error' | 'xfail';

export interface Directive {
  kind: DirectiveKind;
  /** Text after the directive's word; empty if there is none. */
  reason: string;
}

/** One TAP test point. In nested KTAP a point is a leaf: `name` is then `outer / inner`, `number` counts the leaves. */
export interface Point {
  number: number;
  /** As written: `ok` or `not ok`, before the directive is looked at. */
  ok: boolean;
  name: string;
  directive?: Directive;
  /** `#` lines before the point (since the last one) and YAML lines after it, without their `# `; capped. */
  diag?: string[];
}

/** The guest's channels, by the names used in file names and messages. */
export type Channel = 'kernel' | 'frames' | 'result' | 'output';

export const CHANNELS = ['kernel', 'frames', 'result', 'output'] as const satisfies readonly Channel[];

export type EndReason = 'exit' | 'signal' | 'timeout' | 'start-failed' | 'interrupted';

/** How the guest's host process ended. Times in ms, memory in kB. */
/** `cold`: the kernel booted for this case; `fork`: it is a copy of one that had booted, before any case ran in it. */
export const BOOT_MODES = ['cold', 'fork'] as const;
export type BootMode = (typeof BOOT_MODES)[number];

export interface BootEnd {
  reason: EndReason;
  /** Absent when it could not be started. */
  boot?: BootMode;
  code?: number;
  signal?: number;
  wallMs: number;
  userMs: number;
  systemMs: number;
  maxRssKb: number;
  /** Channels that met their size cap: later bytes were dropped. */
  truncated: readonly Channel[];
  /** Why the guest could not be started (`start-failed`). */
  error?: string;
}

/** All that one boot delivered; channels as text, decoded leniently (bad UTF-8 is U+FFFD). */
export interface RawBoot {
  token: string;
  id: string;
  /** The scenario's `points:`. */
  expectedPoints?: number;
  kernel: string;
  frames: string;
  result: string;
  output: string;
  end: BootEnd;
}

export const KERNEL_EVENT_KINDS = [
  'panic',
  'oops',
  'bug',
  'kasan',
  'ubsan',
  'warning',
  'lockdep',
  'rcu-stall',
  'soft-lockup',
  'hung-task',
  'netdev',
  'oom',
  'init-fault',
] as const;

export type KernelEventKind = (typeof KERNEL_EVENT_KINDS)[number];

/** Where an event lies: before init's begin marker on the console, between begin and end, or after end. */
export type KernelEventPhase = 'boot' | 'case' | 'shutdown';

/** Something the kernel reported about itself. */
export interface KernelEvent {
  kind: KernelEventKind;
  /** One line, without the printk prefix, addresses kept. */
  headline: string;
  /** 0-based index of its first line in the console text. */
  line: number;
  /** Its lines, without printk prefixes, capped. */
  excerpt: string[];
  phase: KernelEventPhase;
  /** How often it came; repetitions of the same headline are one event. */
  count: number;
  /** True if the scenario's `expect.kernel_events` allows it; such an event is no fault. */
  allowed: boolean;
  /** Where in the kernel's source, `mm/nommu.c:464 add_nommu_region`; absent without line tables. */
  place?: string;
}

/**
 * How a program that is not ours tells its results: `auto` finds out; `tap` and `ktap` have one reader; `ltp`: LTP's own
 * lines; `exit`: the exit code alone, 0 pass, 4 skip, else a failure.
 */
export type ResultFormat = 'auto' | 'tap' | 'ktap' | 'ltp' | 'exit';

export const RESULT_FORMATS = [
  'auto',
  'tap',
  'ktap',
  'ltp',
  'exit',
] as const satisfies readonly ResultFormat[];

/** What the scenario lets happen. All absent: exit 0, no new taint, no kernel events, nothing left over. */
export interface Expectations {
  exit?: number;
  points?: number;
  /** True: new taint flags are no fault. */
  taint?: boolean;
  /** Kinds of kernel events, or causes (`hang`) where no kind has that name. */
  kernelEvents?: readonly (KernelEventKind | Cause)[];
  /** True: processes and mounts left by the case are no fault. */
  leftovers?: boolean;
  /** A foreign program: its results may be on the output channel. Absent: TAP on the result channel. */
  format?: ResultFormat;
}

/** One row of the worst-of table that applies to this boot. */
export interface Fault {
  outcome: Outcome;
  cause: Cause;
  /** One line. */
  reason: string;
}

export interface GuestInfo {
  release: string;
  version: string;
  mmu: boolean;
}

/** How the case's own process ended, as guest init saw it. */
export interface CaseExit {
  code?: number;
  signal?: number;
  core: boolean;
}

export interface Leftovers {
  procs: number;
  mounts: number;
  /** System V and POSIX IPC objects; told, never a fault. */
  ipc: number;
  /** `proc 12 sleep`, `mount /mnt`. */
  names: string[];
}

export interface CaseResult {
  outcome: Outcome;
  cause: Cause;
  /** One line; empty for a pass. */
  reason: string;
  /** Independent faults, worst first; the first gives outcome, cause and reason. Empty for pass and skip. */
  faults: Fault[];
  points: Point[];
  /** Numbers of the points that count as failed, directives considered. */
  failed: number[];
  /** Points announced (leaves, if nested); null when no plan came. */
  plan: number | null;
  kernelEvents: KernelEvent[];
  guest?: GuestInfo;
  exit?: CaseExit;
  leftovers?: Leftovers;
  /** Free memory in the guest, kB. */
  memory?: { freeBeforeKb: number; freeAfterKb: number };
  taint?: { before: number; after: number };
  /** A few telling lines (at most 12) from whichever channel tells most. */
  excerpt: string[];
}

/** Conditions of a known-failure entry; all that are given must hold. */
export interface KnownWhen {
  machine?: string;
  variant?: string;
  /** Comparisons joined by blanks, all must hold: `>=6.12 <6.14`. */
  kernel?: string;
}

/** A known failure as written in `runtest/known-failures/*.yaml`. */
export interface KnownFailure {
  /** Exact case id, `suite/tag`. */
  case: string;
  /** Exactly these points fail. */
  points?: readonly number[];
  outcome?: Outcome;
  cause?: Cause;
  reason: string;
  link?: string;
  when?: KnownWhen;
  /** `yyyy-mm-dd`; the entry is reported from the day after on. */
  expires?: string;
  /** Where it is written. */
  file: string;
  line: number;
  column?: number;
}
