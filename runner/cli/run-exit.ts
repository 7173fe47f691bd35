// SPDX-License-Identifier: GPL-2.0-or-later
/** The exit code of `run`: what the journal says, and the one thing about bisecting that only a run knows. */
import { BISECT_SKIP, type ExitOptions, exitCodeFor, type Summary } from '../journal/index.ts';

export function runExitCode(summary: Summary, options: ExitOptions): number {
  const code = exitCodeFor(summary, options);
  if (!options.bisect || options.interrupted) return code;
  // A kernel without the options that all the cases need was not tested: that is not "good".
  const tested = summary.finished.some((end) => end.result.outcome !== 'skip');
  return tested || code !== 0 ? code : BISECT_SKIP;
}
