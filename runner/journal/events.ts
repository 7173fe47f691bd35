// SPDX-License-Identifier: GPL-2.0-or-later

/**
 * The journal's events: one JSON object a line, in the order things happened.
 *
 * This is the only thing reporters, `report`, `merge`, `diff`, `--resume` and `--last-failed` read, so an event carries
 * all that any of them needs: nobody looks at a clock, the host or the catalog again. Paths of logs are relative to the
 * run directory; times are ISO 8601 in UTC with milliseconds; durations are milliseconds.
 */

import { z } from 'zod';
import { BOOT_MODES, CAUSES, CHANNELS, KERNEL_EVENT_KINDS, OUTCOMES, VERDICTS } from '../verdict/types.ts';

/** Version of the format; raised when an old reader would misread a new journal. */
export const JOURNAL_VERSION = 1;

const count = z.number().int().min(0);
const ms = z.number().min(0);
const text = z.string();
/** A key that is either there with a value or not there at all (JSON knows no `undefined`). */
const opt = <T extends z.ZodType>(schema: T) => schema.exactOptional();

const head = { v: z.literal(JOURNAL_VERSION), time: z.iso.datetime({ precision: 3 }) };

export const outcomeSchema = z.enum(OUTCOMES);
export const causeSchema = z.enum(CAUSES);
export const verdictSchema = z.enum(VERDICTS);

const directiveSchema = z.strictObject({
  kind: z.enum(['skip', 'todo', 'timeout', 'error', 'xfail']),
  reason: text,
});

const pointSchema = z.strictObject({
  number: count,
  ok: z.boolean(),
  name: text,
  directive: opt(directiveSchema),
  diag: opt(z.array(text)),
});

const kernelEventSchema = z.strictObject({
  kind: z.enum(KERNEL_EVENT_KINDS),
  headline: text,
  line: count,
  excerpt: z.array(text),
  phase: z.enum(['boot', 'case', 'shutdown']),
  count,
  allowed: z.boolean(),
  place: opt(text),
});

/** Mirrors `CaseResult` of runner/verdict/types.ts; a type test keeps the two equal. */
export const caseResultSchema = z.strictObject({
  outcome: outcomeSchema,
  cause: causeSchema,
  reason: text,
  faults: z.array(z.strictObject({ outcome: outcomeSchema, cause: causeSchema, reason: text })),
  points: z.array(pointSchema),
  failed: z.array(count),
  plan: count.nullable(),
  kernelEvents: z.array(kernelEventSchema),
  guest: opt(z.strictObject({ release: text, version: text, mmu: z.boolean() })),
  exit: opt(z.strictObject({ code: opt(count), signal: opt(count), core: z.boolean() })),
  leftovers: opt(z.strictObject({ procs: count, mounts: count, ipc: count, names: z.array(text) })),
  memory: opt(z.strictObject({ freeBeforeKb: count, freeAfterKb: count })),
  taint: opt(z.strictObject({ before: count, after: count })),
  excerpt: z.array(text),
});

/** How the guest's host process ended: `BootEnd` without the channel texts. */
const bootEndSchema = z.strictObject({
  reason: z.enum(['exit', 'signal', 'timeout', 'start-failed', 'interrupted']),
  boot: opt(z.enum(BOOT_MODES)),
  code: opt(z.number().int()),
  signal: opt(count),
  wallMs: ms,
  userMs: ms,
  systemMs: ms,
  maxRssKb: z.number().min(0),
  truncated: z.array(z.enum(CHANNELS)).readonly(),
  error: opt(text),
});

/** The known-failure entry that decided a case's verdict, as far as reports tell it. */
const knownRefSchema = z.strictObject({
  file: text,
  line: count,
  reason: text,
  link: opt(text),
  points: opt(z.array(count).readonly()),
  expires: opt(text),
});

/** Where a case comes from. `ltp`: dropped by LTP; `nommu`: never was in LTP. */
const originSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('ltp'),
    path: text,
    tree: opt(text),
    droppedBy: opt(text),
    tier: opt(z.number().int()),
    tags: opt(z.array(text)),
  }),
  z.strictObject({ kind: z.literal('nommu'), id: text, source: opt(z.array(text)) }),
]);

const shardSchema = z.strictObject({
  /** From 1. */
  index: count,
  total: count,
  /** Ids of the cases of all shards together, in order. */
  all: z.array(text),
  /** Hash over runtest lines, scenarios and C sources of all these cases and the library. */
  sources: text,
  /** Hash over the durations that balanced the shards; absent: none were given. */
  durations: opt(text),
});

export const runStartSchema = z.strictObject({
  ...head,
  type: z.literal('run-start'),
  runId: text,
  /** True when this continues an earlier run in the same journal. */
  resumed: z.boolean(),
  tool: z.strictObject({ name: z.literal('ltp-nommu'), version: text }),
  argv: z.array(text),
  selection: z.strictObject({
    /** As asked for: suite and case names. */
    names: z.array(text),
    include: z.array(text),
    exclude: z.array(text),
    /** Ids of all cases of this run (of this shard), in order. */
    cases: z.array(text),
    /** Of a run with `--shard`: what `merge` needs to hold the shards against each other. */
    shard: opt(shardSchema),
  }),
  options: z.strictObject({
    jobs: count,
    repeat: count,
    retries: count,
    timeoutScale: z.number().positive(),
    strict: z.boolean(),
    bisect: z.boolean(),
    failOnFlaky: opt(z.boolean()),
    maxFailures: opt(count),
    /** Of the order that `--shuffle` made. */
    seed: opt(count),
  }),
  /** Of a run that `merge` made: its parts, by shard. Their slots begin where those of the part before end. */
  merged: opt(
    z.array(
      z.strictObject({
        shard: count,
        runId: text,
        started: z.iso.datetime({ precision: 3 }),
        durationMs: ms,
        firstSlot: count,
        jobs: count,
      }),
    ),
  ),
  host: z.strictObject({
    release: text,
    arch: text,
    cpus: count,
    memoryMb: count,
    node: text,
    distribution: opt(text),
    container: opt(z.boolean()),
  }),
  /** What a boot runs on: `uml`, `uml-kasan`. */
  machine: text,
  kernel: z.strictObject({
    release: text,
    /** What `uname -v` says; empty until a guest has told. */
    version: text,
    variant: text,
    /** Cache key; empty for `--kernel PATH`. */
    key: text,
    configHash: text,
    sourceHash: opt(text),
    /** Of the binary. */
    sha256: opt(text),
    path: text,
    /** False is what is wanted; null: not known from the config. */
    mmu: z.boolean().nullable(),
  }),
  rootfs: z.strictObject({ key: text }),
  starter: z.strictObject({ key: text }),
  timeouts: z.strictObject({ defaultMs: ms, graceMs: ms }),
  known: z.strictObject({ files: z.array(text), entries: count }),
});

/** Names one boot: repetition and attempt count from 1, `slot` is the lane it runs in, from 0. */
const bootKey = { id: text, repeat: count, attempt: count, slot: count };

export const caseStartSchema = z.strictObject({
  ...head,
  type: z.literal('case-start'),
  ...bootKey,
});

export const caseEndSchema = z.strictObject({
  ...head,
  type: z.literal('case-end'),
  ...bootKey,
  /** Absolute start of the boot. */
  started: z.iso.datetime({ precision: 3 }),
  durationMs: ms,
  /** False: a retry follows, this attempt does not decide. */
  final: z.boolean(),
  verdict: verdictSchema,
  /** Why this verdict, if a known failure had a say; else empty. */
  verdictReason: text,
  known: z.array(knownRefSchema),
  result: caseResultSchema,
  boot: bootEndSchema,
  timeoutMs: ms,
  logs: z.strictObject({
    result: opt(text),
    frames: opt(text),
    kernel: opt(text),
    output: opt(text),
    /** The kernel's console with places in its source behind the addresses; only when it had something to report. */
    decoded: opt(text),
    /** Core of the guest's process; only with --keep-core. */
    core: opt(text),
  }),
  /** One shell line that runs this case again the same way. */
  rerun: text,
  /** The suite's line for the case: program and arguments, or `sh -c LINE`. */
  command: opt(z.array(text)),
  /** The case's C source, relative to the package. */
  source: opt(text),
  origin: opt(originSchema),
  title: opt(text),
  /** What differs without an MMU, from the scenario. */
  nommu: opt(text),
});

export const PROBLEM_KINDS = [
  'known-stale',
  'known-expired',
  'known-unknown-case',
  'known-unknown-point',
  'scenario',
  'host',
  'reporter',
  'other',
] as const;

export const runProblemSchema = z.strictObject({
  ...head,
  type: z.literal('run-problem'),
  kind: z.enum(PROBLEM_KINDS),
  /** `error`: the run's verdict cannot be trusted, exit code 3. `warning`: fails under `--strict`. */
  severity: z.enum(['note', 'warning', 'error']),
  text,
  file: opt(text),
  line: opt(count),
  /** The case it is about. */
  id: opt(text),
});

const tally = <K extends string>(keys: readonly K[]) =>
  z.strictObject(Object.fromEntries(keys.map((key) => [key, count])) as Record<K, typeof count>);

export const countsSchema = z.strictObject({
  selected: count,
  done: count,
  notRun: count,
  outcomes: tally(OUTCOMES),
  verdicts: tally(VERDICTS),
  /** Expected, although it did not pass: held by a known failure. */
  known: count,
  points: z.strictObject({ passed: count, failed: count, skipped: count }),
});

export const runEndSchema = z.strictObject({
  ...head,
  type: z.literal('run-end'),
  durationMs: ms,
  counts: countsSchema,
  exitCode: count,
  interrupted: z.enum(['SIGINT', 'SIGTERM', 'SIGHUP']).nullable(),
});

export const journalEventSchema = z.discriminatedUnion('type', [
  runStartSchema,
  caseStartSchema,
  caseEndSchema,
  runProblemSchema,
  runEndSchema,
]);

export type RunStart = z.infer<typeof runStartSchema>;
export type Shard = z.infer<typeof shardSchema>;
export type CaseStart = z.infer<typeof caseStartSchema>;
export type CaseEnd = z.infer<typeof caseEndSchema>;
export type RunProblem = z.infer<typeof runProblemSchema>;
export type RunEnd = z.infer<typeof runEndSchema>;
export type JournalEvent = z.infer<typeof journalEventSchema>;
export type ProblemKind = (typeof PROBLEM_KINDS)[number];
export type Counts = z.infer<typeof countsSchema>;
export type KnownRef = z.infer<typeof knownRefSchema>;
export type Origin = z.infer<typeof originSchema>;
