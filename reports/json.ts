// SPDX-License-Identifier: GPL-2.0-or-later

import type { CaseEnd, Results, ResultsCase, RunEnd, Summary } from '../runner/journal/index.ts';
import { earlierAttempts, inOrder } from './case-facts.ts';
import type { Reporter, Sink } from './reporter.ts';

function caseOf(end: CaseEnd, earlier: readonly CaseEnd[]): ResultsCase {
  const { v: _v, type: _type, time: _time, final: _final, result, ...rest } = end;
  const slash = end.id.indexOf('/');
  return {
    ...rest,
    suite: end.id.slice(0, slash),
    tag: end.id.slice(slash + 1),
    ...result,
    earlier: earlier.map(({ attempt, result: { outcome, cause, reason }, logs }) => ({
      attempt,
      outcome,
      cause,
      reason,
      logs,
    })),
  };
}

/** Null while no run has begun. */
export function resultsOf(summary: Summary, end: RunEnd): Results | null {
  if (!summary.start) return null;
  const { v: _v, type: _type, time, runId, ...start } = summary.start;
  const earlier = earlierAttempts(summary);
  return {
    format: 'ltp-nommu-results',
    version: 1,
    run: {
      id: runId,
      started: time,
      ended: end.time,
      durationMs: end.durationMs,
      exitCode: end.exitCode,
      interrupted: end.interrupted,
      ...start,
    },
    counts: summary.counts,
    cases: inOrder(summary).map((each) => caseOf(each, earlier(each))),
    notRun: [...summary.notRun],
    problems: summary.problems.map(({ v: _pv, type: _ptype, time: _ptime, ...problem }) => problem),
  };
}

/** results.json; its shape and what holds for it are in runner/journal/results.ts. */
export function jsonReporter(sink: Sink): Reporter {
  return {
    name: 'json',
    onRunEnd(event, summary) {
      sink.write(`${JSON.stringify(resultsOf(summary, event), null, 2)}\n`);
    },
  };
}
