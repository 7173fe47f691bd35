// SPDX-License-Identifier: GPL-2.0-or-later
/** The exit code of `run`: what the journal says, and the two things about bisecting that only a run knows. */
import { BISECT_SKIP, type ExitOptions, exitCodeFor, type Summary } from '../journal/index.ts';

export function runExitCode(summary: Summary, options: ExitOptions): number {
  const code = exitCodeFor(summary, options);
  if (!options.bisect) return code;
  // 130 and 143 would be right for a shell, but git takes 128 and more as a failure of its own.
  if (options.interrupted) return BISECT_SKIP;
  // A kernel without the options that all the cases need was not tested: that is not "good".
  const tested = summary.finished.some((end) => end.result.outcome !== 'skip');
  return tested || code !== 0 ? code : BISECT_SKIP;
}
