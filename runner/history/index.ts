// SPDX-License-Identifier: GPL-2.0-or-later

/** Earlier runs: which there are, what became of a case in them, how two of them differ. */
export { type CasePast, histories, history, runsBefore } from './case-history.ts';
export {
  type CaseChange,
  type DiffOptions,
  diffRuns,
  type RunDiff,
  SLOWER_FACTOR,
  SLOWER_MS,
  stateText,
} from './diff.ts';
export { findRun, type PreviousRun, readRun } from './refs.ts';
export { listRuns, newestRun, noteRun, pruneRuns, type RunEntry, runEntry } from './store.ts';
