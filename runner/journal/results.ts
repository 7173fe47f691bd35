// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * results.json: a whole run in one object, made from the journal's events alone. docs/results.schema.json is this in
 * JSON Schema; docs/formats.md tells what holds for its versions.
 */
import { z } from 'zod';
import {
  caseEndSchema,
  caseResultSchema,
  causeSchema,
  countsSchema,
  outcomeSchema,
  runEndSchema,
  runProblemSchema,
  runStartSchema,
} from './events.ts';

/** Raised when an old reader would misread a new file; keys are only added within a version. */
export const RESULTS_VERSION = 1;

const text = z.string();
const count = z.number().int().min(0);
const time = z.iso.datetime({ precision: 3 });

const runSchema = z.strictObject({
  /** Name of the run's directory. */
  id: text,
  started: time,
  ended: time,
  durationMs: z.number().min(0),
  /** What the command exits with. */
  exitCode: count,
  interrupted: runEndSchema.shape.interrupted,
  ...runStartSchema.omit({ v: true, type: true, time: true, runId: true }).shape,
});

const end = caseEndSchema.shape;

const resultsCaseSchema = z.strictObject({
  /** `suite/tag`. */
  id: text,
  suite: text,
  tag: text,
  /** From 1. */
  repeat: count,
  /** The attempt that decided, from 1. */
  attempt: count,
  slot: count,
  verdict: end.verdict,
  verdictReason: text,
  known: end.known,
  started: time,
  durationMs: end.durationMs,
  timeoutMs: end.timeoutMs,
  boot: end.boot,
  /** Paths relative to the run's directory. */
  logs: end.logs,
  rerun: text,
  command: end.command,
  source: end.source,
  origin: end.origin,
  title: end.title,
  nommu: end.nommu,
  ...caseResultSchema.shape,
  /** Attempts that a retry overruled. */
  earlier: z.array(
    z.strictObject({
      attempt: count,
      outcome: outcomeSchema,
      cause: causeSchema,
      reason: text,
      logs: end.logs,
    }),
  ),
});

export const resultsSchema = z.strictObject({
  format: z.literal('ltp-nommu-results'),
  version: z.literal(RESULTS_VERSION),
  run: runSchema,
  counts: countsSchema,
  /** In the order of the selection, whatever order they ended in. */
  cases: z.array(resultsCaseSchema),
  /** Selected, but without a result; a case for each missing repetition. */
  notRun: z.array(text),
  problems: z.array(runProblemSchema.omit({ v: true, type: true, time: true })),
});

export type Results = z.infer<typeof resultsSchema>;
export type ResultsRun = Results['run'];
export type ResultsCase = Results['cases'][number];
