// SPDX-License-Identifier: GPL-2.0-or-later
/** One event goes to the journal first, then to the reporters: what is reported is on record. */
import { Multiplexer, type Reporter } from '../../reports/index.ts';
import {
  JOURNAL_VERSION,
  type JournalEvent,
  type JournalWriter,
  type RunEnd,
  Tally,
} from '../journal/index.ts';

export class RunLog {
  readonly summary = new Tally();
  readonly #journal: Pick<JournalWriter, 'write'>;
  readonly #reporters: Multiplexer;

  /** `earlier`: events of the run that this one continues. */
  constructor(
    journal: Pick<JournalWriter, 'write'>,
    reporters: readonly Reporter[],
    earlier: readonly JournalEvent[] = [],
  ) {
    this.#journal = journal;
    this.#reporters = new Multiplexer(reporters, this.summary);
    for (const event of earlier) this.summary.apply(event);
  }

  readonly emit = (event: JournalEvent): void => {
    this.#journal.write(event);
    this.#reporters.emit(event);
  };

  /**
   * The last event. A reporter that broke (it cannot write its file) changes the exit code: the journal then goes on
   * with the reason and a second `run-end`.
   */
  async finish(makeEnd: (reporterBroken: boolean) => RunEnd): Promise<RunEnd> {
    const end = makeEnd(this.#reporters.broken.length > 0);
    this.emit(end);
    const broken = await this.#reporters.settle();
    const after = makeEnd(broken.length > 0);
    for (const { name, error } of broken) {
      const text = `the ${name} report broke: ${error.message}`;
      const time = new Date().toISOString();
      this.#journal.write({
        v: JOURNAL_VERSION,
        time,
        type: 'run-problem',
        kind: 'reporter',
        severity: 'error',
        text,
      });
      process.stderr.write(`ltp-nommu: ${text}\n`);
    }
    if (broken.length > 0) this.#journal.write(after);
    return after;
  }
}
