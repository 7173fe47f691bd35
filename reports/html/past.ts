// SPDX-License-Identifier: GPL-2.0-or-later
/** Earlier runs, as a page needs them. Who knows where runs are kept hands them in. */
import type { CaseEnd } from '../../runner/journal/index.ts';
import type { State } from './model.ts';

export interface PastCase {
  readonly verdict: CaseEnd['verdict'];
  readonly outcome: CaseEnd['result']['outcome'];
  readonly durationMs: number;
}

export interface PastRun {
  readonly id: string;
  readonly started: string;
  readonly release: string;
  readonly variant: string;
  /** By id; of repetitions the worst. */
  readonly cases: ReadonlyMap<string, PastCase>;
}

/** What a result is to a reader. */
export function stateOf(verdict: CaseEnd['verdict'], outcome: CaseEnd['result']['outcome']): State {
  if (verdict !== 'expected') return verdict;
  if (outcome === 'pass') return 'ok';
  return outcome === 'skip' ? 'skip' : 'known';
}
