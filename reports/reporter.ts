// SPDX-License-Identifier: GPL-2.0-or-later

import type { CaseEnd, CaseStart, RunEnd, RunProblem, RunStart, Summary } from '../runner/journal/index.ts';

/**
 * A listener of journal events that writes one kind of output.
 *
 * All methods are optional. A reporter sees nothing but events and the summary of the events so far (this one
 * included), reads no clock and no file, so a report made from a journal later equals the one made live.
 */
export interface Reporter {
  readonly name: string;
  onRunStart?(event: RunStart, summary: Summary): void;
  onCaseStart?(event: CaseStart, summary: Summary): void;
  onCaseEnd?(event: CaseEnd, summary: Summary): void;
  onProblem?(event: RunProblem, summary: Summary): void;
  /** Last call; may write files. It is awaited. */
  onRunEnd?(event: RunEnd, summary: Summary): void | Promise<void>;
}

/** Where a reporter writes: a terminal, a file, a string in a test. */
export interface Sink {
  write(text: string): void;
}
