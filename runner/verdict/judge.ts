// SPDX-License-Identifier: GPL-2.0-or-later

import { buildExcerpt } from './excerpt.ts';
import { EXIT_KSFT_SKIP, readForeign, readsOutput } from './foreign.ts';
import { earlySetupError, type Frames, missingFrames, parseFrames } from './frames.ts';
import { findKernelEvents } from './kernel-events.ts';
import { CAUSE_OF_EVENT } from './kernel-patterns.ts';
import { FAULT_SIGNALS, signalName } from './signals.ts';
import { readTap, type TapReading } from './tap.ts';
import { beforeDump, describeTask, findTaskDump, type TaskDump } from './task-dump.ts';
import { oneLine, plural } from './text.ts';
import type {
  CaseResult,
  Cause,
  Expectations,
  Fault,
  KernelEvent,
  KernelEventKind,
  Outcome,
  RawBoot,
} from './types.ts';

/** Everything the rules look at, read once. */
export interface Evidence {
  raw: RawBoot;
  expect: Expectations;
  frames: Frames;
  tap: TapReading;
  /** Kernel events that the scenario does not allow. */
  events: KernelEvent[];
  dump: TaskDump | null;
}

/** Kinds after which the kernel's word is worth nothing, worst first. The others are complaints. */
const FATAL_KINDS: readonly KernelEventKind[] = ['panic', 'oops', 'kasan', 'bug', 'init-fault'];
const COMPLAINT_CAUSES: readonly Cause[] = ['hang', 'warning'];

/** LTP's exit code for "not for this kernel"; right when every point was skipped. */
const EXIT_TCONF = 32;

const PHASE_TEXT = { boot: ' (while booting)', case: '', shutdown: ' (after the case)' } as const;

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** A rule gives the faults of its row; an empty list: the row does not apply. */
type Rule = (evidence: Evidence) => Fault[];

const one = (outcome: Outcome, cause: Cause, reason: string): Fault[] => [{ outcome, cause, reason }];
/** A boot that never began its case says nothing about it, whatever the cause. */
const orMissing = (evidence: Evidence, outcome: Outcome): Outcome =>
  evidence.frames.begun ? outcome : 'missing';

function describeEvent(event: KernelEvent): string {
  const times = event.count > 1 ? ` (${event.count} times)` : '';
  return `${event.headline}${times}${PHASE_TEXT[event.phase]}`;
}

// --- rows that leave nothing to add: the first that applies is the verdict -------------------------------------------

const hostFailed: Rule = ({ raw: { end } }) => {
  if (end.reason === 'start-failed') {
    return one('missing', 'host', `the guest could not be started: ${end.error ?? 'no reason given'}`);
  }
  return end.reason === 'interrupted' ? one('missing', 'host', 'the run was interrupted') : [];
};

const hasMmu: Rule = ({ frames }) =>
  frames.guest?.mmu
    ? one('broken', 'host', `the guest kernel ${frames.guest.release} has an MMU: it proves nothing here`)
    : [];

const kernelDied: Rule = (evidence) => {
  const { events } = evidence;
  const kind = FATAL_KINDS.find((fatal) => events.some((event) => event.kind === fatal));
  const worst = events.find((event) => event.kind === kind);
  if (!worst) return [];
  const first = events.find((event) => FATAL_KINDS.includes(event.kind)) as KernelEvent;
  const before = first === worst ? '' : `; first: ${describeEvent(first)}`;
  return one(orMissing(evidence, 'crash'), CAUSE_OF_EVENT[worst.kind], `${describeEvent(worst)}${before}`);
};

const hung: Rule = (evidence) => {
  const { raw, frames, dump, events } = evidence;
  if (raw.end.reason !== 'timeout') return [];
  const parts = [`timed out after ${seconds(raw.end.wallMs)}`];
  if (frames.ended) parts.push('the case had ended, the guest did not power off');
  else if (frames.exit) parts.push('the case had ended, guest init did not finish');
  else if (!frames.begun) parts.push('the guest had not begun the case');
  if (!dump) parts.push('the kernel does not answer (no task dump)');
  else if (dump.tasks.length > 0)
    parts.push(`the kernel is alive, ${dump.tasks.slice(0, 3).map(describeTask).join(', ')}`);
  else if (frames.exit || !dump.listed) parts.push('the kernel is alive');
  else parts.push("the kernel is alive, the case's processes are gone");
  const stuck = events.find((event) => CAUSE_OF_EVENT[event.kind] === 'hang');
  if (stuck) parts.push(describeEvent(stuck));
  return one(orMissing(evidence, 'timeout'), 'hang', parts.join('; '));
};

/** The guest's host process died of a signal that nobody here sent. A panic without words ends in SIGABRT. */
const guestDied: Rule = (evidence) => {
  const { raw, frames } = evidence;
  if (raw.end.reason !== 'signal' || frames.ended) return [];
  const signal = raw.end.signal ?? 0;
  return FAULT_SIGNALS.has(signal)
    ? one(
        orMissing(evidence, 'crash'),
        'panic',
        `the guest kernel died of ${signalName(signal)} without a word`,
      )
    : one(
        orMissing(evidence, 'broken'),
        'host',
        `the guest was killed from outside by ${signalName(signal)}`,
      );
};

const initFailed: Rule = ({ frames }) =>
  frames.setupError === null ? [] : one('broken', 'host', `guest init: ${frames.setupError}`);

const neverBegan: Rule = ({ raw, frames }) => {
  if (frames.begun) return [];
  const { kernel, result, output, end } = raw;
  const code = end.code ? `, the guest exited with ${end.code}` : '';
  if (kernel === '' && raw.frames === '' && result === '' && output === '') {
    return one(
      'missing',
      end.code ? 'host' : 'protocol',
      `nothing came from the guest on any channel${code}`,
    );
  }
  const early = earlySetupError(raw.frames, kernel);
  if (early !== null) return one('missing', 'host', `guest init: ${early}`);
  const why = frames.problems[0] ?? 'no begin frame';
  return one('missing', 'protocol', `the case never began: ${why}${code}`);
};

const FATAL_RULES: readonly Rule[] = [
  hostFailed,
  hasMmu,
  kernelDied,
  hung,
  guestDied,
  initFailed,
  neverBegan,
];

// --- rows that stand beside each other, worst first -------------------------------------------------------------------

const killed: Rule = ({ frames: { exit }, events }) => {
  if (exit?.signal === undefined) return [];
  const oom = events.find((event) => event.kind === 'oom');
  const why = exit.signal === 9 && oom ? `: ${oom.headline}` : '';
  return one(
    'crash',
    'signal',
    `killed by ${signalName(exit.signal)}${exit.core ? ' (core dumped)' : ''}${why}`,
  );
};

const bailedOut: Rule = ({ tap }) =>
  tap.bailout === null ? [] : one('broken', 'bailout', `Bail out! ${tap.bailout}`.trim());

/** Why the channels cannot be trusted as they are. A case that was killed or gave up owes no complete TAP. */
function protocolProblems({ raw, expect, frames, tap }: Evidence): string[] {
  const problems = [...frames.problems];
  if (!frames.ended && frames.problems.length === 0) {
    problems.push(raw.end.code ? `no end frame, the guest exited with ${raw.end.code}` : 'no end frame');
  }
  if (frames.ended) problems.push(...missingFrames(frames));
  for (const channel of raw.end.truncated) {
    // What the case prints has no part in the verdict, unless its results are there, so it may be too much.
    if (channel !== 'output' || readsOutput(raw, expect.format))
      problems.push(`channel ${channel} was cut at its size cap`);
  }
  if (frames.exit?.signal !== undefined || tap.bailout !== null) return problems;
  problems.push(...tap.problems);
  const points = expect.points ?? raw.expectedPoints;
  if (points !== undefined && tap.plan !== null && tap.skipAll === null && tap.plan !== points) {
    problems.push(`plan 1..${tap.plan}, but the scenario says ${plural(points, 'point')}`);
  }
  return problems;
}

const badProtocol: Rule = (evidence) => {
  const [first, ...more] = protocolProblems(evidence);
  if (first === undefined) return [];
  const code = evidence.frames.exit?.code;
  const exit = code && evidence.tap.points.length === 0 ? ` (the case exited with ${code})` : '';
  const rest = more.length > 0 ? `; ${more.slice(0, 2).join('; ')}` : '';
  return one('broken', 'protocol', `${first}${rest}${more.length > 2 ? '; …' : ''}${exit}`);
};

const wrongExit: Rule = ({ raw, expect, frames, tap }) => {
  if (frames.ended && raw.end.reason === 'signal') {
    return one('broken', 'exit', `the guest died of ${signalName(raw.end.signal ?? 0)} after its end frame`);
  }
  if (frames.ended && raw.end.code) {
    return one('broken', 'exit', `the guest exited with ${raw.end.code} after its end frame`);
  }
  // Failed points, a bail-out and bad TAP explain an exit code by themselves.
  if (tap.failed.length > 0 || tap.bailout !== null || tap.problems.length > 0) return [];
  const code = frames.exit?.code;
  const wanted = expect.exit ?? 0;
  if (code === undefined || code === wanted) return [];
  const skipCodes = expect.format === undefined ? [EXIT_TCONF] : [EXIT_TCONF, EXIT_KSFT_SKIP];
  if (skipCodes.includes(code) && isAllSkipped(tap)) return [];
  const points = isAllSkipped(tap) ? 'all points skipped' : `all ${plural(tap.points.length, 'point')} ok`;
  return one(
    'broken',
    'exit',
    `${points}, but exit code ${code}${wanted === 0 ? '' : ` instead of ${wanted}`}`,
  );
};

const pointsFailed: Rule = ({ tap }) => {
  const worst = tap.points.find((point) => tap.failed.includes(point.number));
  if (!worst) return [];
  const why = worst.directive ? ` # ${worst.directive.kind.toUpperCase()} ${worst.directive.reason}` : '';
  const count = `${tap.failed.length} of ${plural(tap.points.length, 'point')} failed`;
  return one('fail', 'assert', `${count}: ${worst.number} ${worst.name}${why}`);
};

const kernelComplained: Rule = ({ events }) =>
  COMPLAINT_CAUSES.flatMap((cause) => {
    const mine = events.filter(
      (event) => CAUSE_OF_EVENT[event.kind] === cause && !FATAL_KINDS.includes(event.kind),
    );
    const [first] = mine;
    if (!first) return [];
    const more = mine.length > 1 ? `; ${mine.length - 1} more` : '';
    return one('fail', cause, `${describeEvent(first)}${more}`);
  });

const leftOver: Rule = ({ expect, frames: { leftovers } }) => {
  if (!leftovers || expect.leftovers || leftovers.procs + leftovers.mounts === 0) return [];
  const what = [
    leftovers.procs > 0 ? `${leftovers.procs} process${leftovers.procs === 1 ? '' : 'es'}` : '',
    leftovers.mounts > 0 ? plural(leftovers.mounts, 'mount') : '',
  ].filter(Boolean);
  const names = leftovers.names.filter((name) => !name.startsWith('ipc ')).slice(0, 5);
  return one(
    'fail',
    'leftover',
    `left behind: ${what.join(', ')}${names.length > 0 ? ` (${names.join(', ')})` : ''}`,
  );
};

/** Taint flags by bit (Documentation/admin-guide/tainted-kernels.rst). */
const TAINT_LETTERS = 'PFSRMBUDACWIOELKXTN';
/** Bits that a report on the console explains: B bad page, D died, W warned, L locked up. */
const TAINT_OF_EVENTS = (1 << 5) | (1 << 7) | (1 << 9) | (1 << 14);

const tainted =
  (allEvents: readonly KernelEvent[]): Rule =>
  ({ expect, frames: { taint } }) => {
    if (!taint || expect.taint) return [];
    const explained = allEvents.length > 0 ? TAINT_OF_EVENTS : 0;
    const fresh = taint.after & ~taint.before & ~explained;
    if (fresh === 0) return [];
    const letters = [...TAINT_LETTERS].filter((_, bit) => fresh & (1 << bit)).join('');
    return one(
      'fail',
      'taint',
      `the kernel is tainted: ${letters || fresh} (${taint.before} -> ${taint.after})`,
    );
  };

/** Only when nothing else failed: a case that failed half way cannot be expected to tidy up. */
const ONLY_ALONE: ReadonlySet<Rule> = new Set([leftOver]);

const isAllSkipped = (tap: TapReading): boolean =>
  tap.skipAll !== null ||
  (tap.points.length > 0 && tap.points.every((point) => point.directive?.kind === 'skip'));

function findFaults(evidence: Evidence, allEvents: readonly KernelEvent[]): Fault[] {
  for (const rule of FATAL_RULES) {
    const faults = rule(evidence);
    if (faults.length > 0) return faults;
  }
  const faults: Fault[] = [];
  const rules = [
    killed,
    bailedOut,
    badProtocol,
    wrongExit,
    pointsFailed,
    kernelComplained,
    leftOver,
    tainted(allEvents),
  ];
  for (const rule of rules) {
    if (ONLY_ALONE.has(rule) && faults.length > 0) continue;
    faults.push(...rule(evidence));
  }
  return faults;
}

/** Rows that hold as well where no guest init speaks. */
export const KUNIT_RULES = {
  fatal: [hostFailed, kernelDied, hung, guestDied],
  pointsFailed,
  kernelComplained,
} as const satisfies Record<string, Rule | readonly Rule[]>;

function skipReason(tap: TapReading): string {
  return tap.skipAll ?? tap.points.find((point) => point.directive)?.directive?.reason ?? '';
}

/**
 * Decides one boot. Absence is failure: whatever is missing, cut or contradictory is never a pass, and the kernel's own
 * reports overrule any TAP.
 */
export function judge(raw: RawBoot, expect: Expectations = {}): CaseResult {
  const frames = parseFrames(raw.frames, raw.token, raw.id);
  const tap =
    expect.format === undefined
      ? readTap(raw.result)
      : readForeign(raw, expect.format, frames.exit ?? undefined);
  const console = raw.end.reason === 'timeout' ? beforeDump(raw.kernel) : raw.kernel;
  const kernelEvents = findKernelEvents(console, raw.id, expect.kernelEvents);
  const evidence: Evidence = {
    raw,
    expect,
    frames,
    tap,
    events: kernelEvents.filter((event) => !event.allowed),
    dump: raw.end.reason === 'timeout' ? findTaskDump(raw.kernel) : null,
  };
  const faults = findFaults(evidence, kernelEvents).map((fault) => ({
    ...fault,
    reason: oneLine(fault.reason),
  }));
  const [worst] = faults;
  const skipped = isAllSkipped(tap);
  return {
    outcome: worst?.outcome ?? (skipped ? 'skip' : 'pass'),
    cause: worst?.cause ?? 'none',
    reason: worst?.reason ?? (skipped ? oneLine(skipReason(tap)) : ''),
    faults,
    points: tap.points,
    failed: tap.failed,
    plan: tap.plan,
    kernelEvents,
    ...(frames.guest ? { guest: frames.guest } : {}),
    ...(frames.exit ? { exit: frames.exit } : {}),
    ...(frames.leftovers ? { leftovers: frames.leftovers } : {}),
    ...(frames.memory ? { memory: frames.memory } : {}),
    ...(frames.taint ? { taint: frames.taint } : {}),
    excerpt: worst ? buildExcerpt(worst, evidence) : [],
  };
}
