// SPDX-License-Identifier: GPL-2.0-or-later

import type { JournalEvent, Tally } from '../runner/journal/index.ts';
import type { Reporter } from './reporter.ts';

export interface BrokenReporter {
  name: string;
  error: Error;
}

/**
 * Hands each event to the summary first and then to every reporter. A reporter that throws is dropped and remembered:
 * the run and the other reports go on, and the run exits 3, because a report that was asked for is missing.
 */
export class Multiplexer {
  readonly #reporters: Set<Reporter>;
  readonly #tally: Tally;
  readonly #broken: BrokenReporter[] = [];
  readonly #pending: Promise<void>[] = [];

  constructor(reporters: Iterable<Reporter>, tally: Tally) {
    this.#reporters = new Set(reporters);
    this.#tally = tally;
  }

  get broken(): readonly BrokenReporter[] {
    return this.#broken;
  }

  /** Only for the summary; no reporter hears of it. */
  count(event: JournalEvent): void {
    this.#tally.apply(event);
  }

  emit(event: JournalEvent): void {
    this.#tally.apply(event);
    for (const reporter of this.#reporters) {
      try {
        const done = this.#call(reporter, event);
        if (done) this.#pending.push(done.catch((error: unknown) => this.#drop(reporter, error)));
      } catch (error) {
        this.#drop(reporter, error);
      }
    }
  }

  /** Waits for what reporters still do after `run-end`, then says which of them broke. */
  async settle(): Promise<readonly BrokenReporter[]> {
    await Promise.all(this.#pending.splice(0));
    return this.#broken;
  }

  #call(reporter: Reporter, event: JournalEvent): void | Promise<void> {
    const summary = this.#tally;
    switch (event.type) {
      case 'run-start':
        return reporter.onRunStart?.(event, summary);
      case 'case-start':
        return reporter.onCaseStart?.(event, summary);
      case 'case-end':
        return reporter.onCaseEnd?.(event, summary);
      case 'run-problem':
        return reporter.onProblem?.(event, summary);
      case 'run-end':
        return reporter.onRunEnd?.(event, summary);
    }
  }

  #drop(reporter: Reporter, error: unknown): void {
    this.#reporters.delete(reporter);
    this.#broken.push({
      name: reporter.name,
      error: error instanceof Error ? error : new Error(String(error)),
    });
  }
}

/**
 * Feeds a finished journal to reporters as the live run did: what an earlier run left in a resumed journal only counts,
 * the rest is told. See `forReplay` of runner/journal, which also ends a journal that a killed runner left open.
 */
export function replay(
  { before, after }: { before: readonly JournalEvent[]; after: readonly JournalEvent[] },
  multiplexer: Multiplexer,
): Promise<readonly BrokenReporter[]> {
  for (const event of before) multiplexer.count(event);
  for (const event of after) multiplexer.emit(event);
  return multiplexer.settle();
}
