// SPDX-License-Identifier: GPL-2.0-or-later

import type { CaseEnd, CaseStart, Counts, JournalEvent, RunEnd, RunProblem, RunStart } from './events.ts';

/** What is known after the events so far; the same events always give the same summary. */
export interface Summary {
  /** The latest `run-start` (a resumed run has several). */
  readonly start: RunStart | null;
  readonly end: RunEnd | null;
  readonly counts: Counts;
  /** Boots begun and not ended, oldest first. */
  readonly running: readonly CaseStart[];
  /** Deciding attempts in the order they ended; a resumed run's later result replaces the earlier. */
  readonly finished: readonly CaseEnd[];
  /** All attempts, also those a retry overruled. */
  readonly attempts: readonly CaseEnd[];
  readonly problems: readonly RunProblem[];
  /** Ids selected but without a deciding attempt, in order of selection; once per missing repetition. */
  readonly notRun: readonly string[];
  withVerdict(verdict: CaseEnd['verdict']): CaseEnd[];
}

const keyOf = (event: { id: string; repeat: number }): string => `${event.repeat}\0${event.id}`;

const noCounts = (): Counts => ({
  selected: 0,
  done: 0,
  notRun: 0,
  outcomes: { pass: 0, fail: 0, skip: 0, broken: 0, crash: 0, timeout: 0, missing: 0 },
  verdicts: { expected: 0, unexpected: 0, fixed: 0, flaky: 0 },
  known: 0,
  points: { passed: 0, failed: 0, skipped: 0 },
});

/** An expected result that is neither pass nor skip, or that a known-failure entry explains. */
const isKnown = (end: CaseEnd): boolean =>
  end.verdict === 'expected' && end.result.outcome !== 'pass' && end.result.outcome !== 'skip';

/** The reduction: feed it events with `apply`. */
export class Tally implements Summary {
  start: RunStart | null = null;
  end: RunEnd | null = null;
  readonly attempts: CaseEnd[] = [];
  readonly problems: RunProblem[] = [];
  readonly #running = new Map<string, CaseStart>();
  readonly #finished = new Map<string, CaseEnd>();
  readonly #counts = noCounts();

  apply(event: JournalEvent): void {
    switch (event.type) {
      case 'run-start':
        this.start = event;
        this.end = null;
        this.#running.clear();
        break;
      case 'case-start':
        this.#running.set(keyOf(event), event);
        break;
      case 'case-end':
        this.#caseEnd(event);
        break;
      case 'run-problem':
        this.problems.push(event);
        break;
      case 'run-end':
        this.end = event;
        this.#running.clear();
        break;
    }
  }

  #caseEnd(event: CaseEnd): void {
    const key = keyOf(event);
    this.#running.delete(key);
    this.attempts.push(event);
    if (!event.final) return;
    const earlier = this.#finished.get(key);
    if (earlier) {
      this.#add(earlier, -1);
      this.#finished.delete(key);
    }
    this.#finished.set(key, event);
    this.#add(event, 1);
  }

  #add(end: CaseEnd, sign: 1 | -1): void {
    const counts = this.#counts;
    counts.done += sign;
    counts.outcomes[end.result.outcome] += sign;
    counts.verdicts[end.verdict] += sign;
    if (isKnown(end)) counts.known += sign;
    const failed = end.result.failed.length;
    const skipped = end.result.points.filter((point) => point.directive?.kind === 'skip').length;
    counts.points.failed += sign * failed;
    counts.points.skipped += sign * skipped;
    counts.points.passed += sign * (end.result.points.length - failed - skipped);
  }

  get counts(): Counts {
    const selected = (this.start?.selection.cases.length ?? 0) * (this.start?.options.repeat ?? 1);
    // A journal that was cut, or of one command's single case, may hold more than was announced.
    return { ...this.#counts, selected, notRun: Math.max(0, selected - this.#counts.done) };
  }

  get running(): readonly CaseStart[] {
    return [...this.#running.values()];
  }

  get finished(): readonly CaseEnd[] {
    return [...this.#finished.values()];
  }

  get notRun(): readonly string[] {
    const ids = this.start?.selection.cases ?? [];
    const missing: string[] = [];
    for (let repeat = 1; repeat <= (this.start?.options.repeat ?? 1); repeat++) {
      for (const id of ids) if (!this.#finished.has(keyOf({ id, repeat }))) missing.push(id);
    }
    return missing;
  }

  withVerdict(verdict: CaseEnd['verdict']): CaseEnd[] {
    return this.finished.filter((end) => end.verdict === verdict);
  }
}

/** The summary of a whole journal. */
export function summarise(events: Iterable<JournalEvent>): Tally {
  const tally = new Tally();
  for (const event of events) tally.apply(event);
  return tally;
}
