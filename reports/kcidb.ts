// SPDX-License-Identifier: GPL-2.0-or-later

import { createHash } from 'node:crypto';
import type { CaseEnd, KnownRef, RunStart, Summary } from '../runner/journal/index.ts';
import { earlierAttempts, printable, seconds, story, suitesOf } from './case-facts.ts';
import type { Reporter, Sink } from './reporter.ts';

/**
 * KCIDB's report format, version 5.3: checkout, build and tests of one run; a known failure is an `issue`, a case that
 * it explains an `incident`. There is no null and no key that the schema does not know; what has no place of its own
 * is in `misc`.
 */
export interface Kcidb {
  version: { major: 5; minor: 3 };
  checkouts: KcidbCheckout[];
  builds: KcidbBuild[];
  tests: KcidbTest[];
  issues: KcidbIssue[];
  incidents: KcidbIncident[];
}

/** Every object has an id `origin:unique` and its origin. */
interface KcidbObject {
  id: string;
  origin: string;
  comment?: string;
  misc?: object;
}

export interface KcidbCheckout extends KcidbObject {
  valid: boolean;
}

export interface KcidbBuild extends KcidbObject {
  checkout_id: string;
  architecture: string;
  config_name: string;
  status: KcidbStatus;
}

export type KcidbStatus = 'FAIL' | 'ERROR' | 'MISS' | 'PASS' | 'DONE' | 'SKIP';

export interface KcidbTest extends KcidbObject {
  build_id: string;
  path: string;
  status: KcidbStatus;
  start_time?: string;
  /** Seconds. */
  duration?: number;
  environment?: { comment: string; misc: object };
  log_excerpt?: string;
}

export interface KcidbIssue extends KcidbObject {
  version: number;
  report_url?: string;
  report_subject: string;
  culprit: { code: boolean; tool: boolean; harness: boolean };
}

export interface KcidbIncident extends KcidbObject {
  issue_id: string;
  issue_version: number;
  test_id: string;
  present: boolean;
}

/** Only `[a-z0-9_]` may stand in it. */
const ORIGIN = 'ltp_nommu';

const MAX_EXCERPT = 16_384;

const idOf = (...parts: readonly string[]): string => `${ORIGIN}:${parts.join('/')}`;

const pathPart = (text: string): string => text.replace(/[^A-Za-z0-9_-]/g, '_');

/** Not LTP's own tests: they are written anew, for kernels without an MMU. */
const pathOf = (id: string): string => ['ltp-nommu', ...id.split('/')].map(pathPart).join('.');

/** FAIL says that the kernel is wrong, ERROR that the test did not get to say anything, MISS that it did not run. */
const STATUS: Readonly<Record<CaseEnd['result']['outcome'], KcidbStatus>> = {
  pass: 'PASS',
  fail: 'FAIL',
  skip: 'SKIP',
  broken: 'ERROR',
  crash: 'FAIL',
  timeout: 'ERROR',
  missing: 'MISS',
};

const statusOf = ({ result }: CaseEnd): KcidbStatus =>
  result.cause === 'host' ? 'MISS' : STATUS[result.outcome];

/** The end is kept: what went wrong stands there. */
function excerptOf(end: CaseEnd): string {
  const text = printable(story(end).join('\n'));
  return text.length <= MAX_EXCERPT ? text : text.slice(-MAX_EXCERPT);
}

function testOf(end: CaseEnd, build: string, start: RunStart, overruled: readonly CaseEnd[]): KcidbTest {
  const { result, verdict, verdictReason, attempt } = end;
  const status = statusOf(end);
  const earlier = overruled.map(({ result: { outcome, cause, reason } }) => ({
    outcome,
    cause,
    reason,
  }));
  return {
    build_id: build,
    id: testId(start, end),
    origin: ORIGIN,
    path: pathOf(end.id),
    ...(end.title === undefined ? {} : { comment: end.title }),
    status,
    start_time: end.started,
    duration: seconds(end.durationMs),
    environment: { comment: `User-Mode Linux without an MMU (${start.machine})`, misc: { host: start.host } },
    ...(result.outcome === 'pass' ? {} : { log_excerpt: excerptOf(end) }),
    misc: {
      case: end.id,
      verdict,
      ...(verdictReason === '' ? {} : { verdict_reason: verdictReason }),
      outcome: result.outcome,
      cause: result.cause,
      attempt,
      ...(earlier.length === 0 ? {} : { earlier }),
      ...(result.kernelEvents.length === 0
        ? {}
        : { kernel: result.kernelEvents.map(({ headline }) => headline) }),
      rerun: end.rerun,
    },
  };
}

const testId = (start: RunStart, end: { id: string; repeat: number }): string =>
  idOf(start.runId, end.id, String(end.repeat));

/** The reason is what an entry is about; the line that it stands in moves. */
const issueId = ({ reason, link }: KnownRef): string =>
  idOf(
    'known',
    createHash('sha256')
      .update(`${reason}\0${link ?? ''}`)
      .digest('hex')
      .slice(0, 16),
  );

function issueOf(known: KnownRef): KcidbIssue {
  const { file, line, reason, link, expires } = known;
  return {
    id: issueId(known),
    version: 1,
    origin: ORIGIN,
    ...(link !== undefined && URL.canParse(link) ? { report_url: link } : {}),
    report_subject: reason,
    culprit: { code: true, tool: false, harness: false },
    misc: { file, line, ...(expires === undefined ? {} : { expires }) },
  };
}

function incidentsOf(end: CaseEnd, start: RunStart): KcidbIncident[] {
  return [...new Set(end.known.map(issueId))].map((issue) => ({
    id: idOf(start.runId, end.id, String(end.repeat), issue.slice(issue.lastIndexOf('/') + 1)),
    origin: ORIGIN,
    issue_id: issue,
    issue_version: 1,
    test_id: testId(start, end),
    present: end.verdict !== 'fixed',
  }));
}

/** What stands for a case that was selected and did not run. */
function missing(ids: readonly string[], build: string, start: RunStart): KcidbTest[] {
  return [...new Set(ids)].map((id) => ({
    build_id: build,
    id: idOf(start.runId, id, 'not-run'),
    origin: ORIGIN,
    path: pathOf(id),
    status: 'MISS',
    misc: { case: id },
  }));
}

/** Null while no run has begun. */
export function kcidbReport(summary: Summary): Kcidb | null {
  const { start } = summary;
  if (!start) return null;
  const { kernel, tool } = start;
  const source = kernel.sourceHash ?? kernel.release;
  const checkout = idOf('source', source);
  const build = idOf('kernel', kernel.key === '' ? source : kernel.key);
  const suites = suitesOf(summary);
  const ends = suites.flatMap((suite) => suite.ends);
  const earlier = earlierAttempts(summary);
  const issues = new Map(ends.flatMap((end) => end.known).map((known) => [issueId(known), issueOf(known)]));
  return {
    version: { major: 5, minor: 3 },
    checkouts: [
      {
        id: checkout,
        origin: ORIGIN,
        comment: `Linux ${kernel.release}`,
        valid: true,
        misc: { source_hash: source },
      },
    ],
    builds: [
      {
        checkout_id: checkout,
        id: build,
        origin: ORIGIN,
        architecture: 'um',
        config_name: kernel.variant === '' ? start.machine : kernel.variant,
        status: 'PASS',
        misc: {
          release: kernel.release,
          version: kernel.version,
          config_hash: kernel.configHash,
          mmu: kernel.mmu === null ? 'unknown' : kernel.mmu,
          tool: `${tool.name} ${tool.version}`,
        },
      },
    ],
    tests: [
      ...ends.map((end) => testOf(end, build, start, earlier(end))),
      ...suites.flatMap(({ notRun }) => missing(notRun, build, start)),
    ],
    issues: [...issues.values()],
    incidents: ends.flatMap((end) => incidentsOf(end, start)),
  };
}

export function kcidbReporter(sink: Sink): Reporter {
  return {
    name: 'kcidb',
    onRunEnd(_event, summary) {
      const clean = (_key: string, value: unknown): unknown =>
        typeof value === 'string' ? printable(value) : value;
      sink.write(`${JSON.stringify(kcidbReport(summary), clean, 2)}\n`);
    },
  };
}
