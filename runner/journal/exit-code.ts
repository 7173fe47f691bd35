// SPDX-License-Identifier: GPL-2.0-or-later

import { EXIT } from '../errors.ts';
import type { CaseEnd, RunEnd } from './events.ts';
import type { Summary } from './summary.ts';

export interface ExitOptions {
  /** `--strict`: fixed known failures and warnings about the lists fail the run. */
  strict?: boolean;
  /** `--fail-on-flaky`: a case that passed only when it was run again fails the run. */
  failOnFlaky?: boolean;
  /** `--bisect`: 0 good, 1 bad, 125 for all that is no verdict. */
  bisect?: boolean;
  interrupted?: RunEnd['interrupted'];
  /** A reporter broke, so something that was asked for is missing. */
  reporterBroken?: boolean;
}

/** What `git bisect run` takes for "this commit cannot be tested". */
export const BISECT_SKIP = 125;

/** Nothing was learnt about the kernel: it did not get to the case, or the host failed. */
const isHostFault = (end: CaseEnd): boolean =>
  end.result.outcome === 'missing' || end.result.cause === 'host';

const INTERRUPTED: Readonly<Record<NonNullable<RunEnd['interrupted']>, number>> = {
  SIGINT: EXIT.interrupted,
  SIGTERM: EXIT.terminated,
  SIGHUP: 129,
};

/**
 * The exit code of a run: the verdict, not whether the tool worked.
 *
 * A real unexpected failure (1) beats a failure of the host (3): running it again would not help. A flaky case is told
 * and counted, but fails the run only when that is asked for.
 */
export function exitCodeFor(summary: Summary, options: ExitOptions = {}): number {
  // With --bisect too: git stops at 128 and more, and whoever presses Ctrl-C wants no other commit tried.
  if (options.interrupted) return INTERRUPTED[options.interrupted];
  const unexpected = summary.withVerdict('unexpected');
  const real = unexpected.filter((end) => !isHostFault(end));
  const hostFailed =
    unexpected.length > real.length ||
    summary.notRun.length > 0 ||
    options.reporterBroken === true ||
    summary.problems.some((problem) => problem.severity === 'error');
  if (options.bisect) return bisectCode(summary, real, hostFailed);
  if (real.length > 0) return EXIT.unexpected;
  if (hostFailed) return EXIT.host;
  if (options.failOnFlaky && summary.counts.verdicts.flaky > 0) return EXIT.unexpected;
  const loose =
    summary.counts.verdicts.fixed > 0 || summary.problems.some((problem) => problem.severity === 'warning');
  return options.strict && loose ? EXIT.unexpected : EXIT.ok;
}

function bisectCode(summary: Summary, real: readonly CaseEnd[], hostFailed: boolean): number {
  // A case that could not do its work (TBROK, lost TAP) says nothing about the commit; a kernel that fails it does.
  const bad = real.some((end) => end.result.outcome !== 'broken');
  if (bad) return EXIT.unexpected;
  const unclear =
    real.length > 0 || hostFailed || summary.counts.verdicts.flaky > 0 || summary.counts.done === 0;
  return unclear ? BISECT_SKIP : EXIT.ok;
}
