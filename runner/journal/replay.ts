// SPDX-License-Identifier: GPL-2.0-or-later

import { JOURNAL_VERSION, type JournalEvent, type RunEnd } from './events.ts';
import { exitCodeFor } from './exit-code.ts';
import { summarise } from './summary.ts';

/** A journal's events the way a live run handed them on. */
export interface Replay {
  /** Of runs that a later one in the same journal continued: they count, but were told long ago. */
  before: JournalEvent[];
  /** From the last `run-start` on, with exactly one `run-end`, at the end. */
  after: JournalEvent[];
}

/** The end that a killed runner could not write, so that reports of its journal can be made. */
function missingEnd(events: readonly JournalEvent[]): RunEnd | null {
  const last = events.at(-1);
  if (!last) return null;
  const summary = summarise(events);
  const began = Date.parse(summary.start?.time ?? last.time);
  return {
    v: JOURNAL_VERSION,
    type: 'run-end',
    time: last.time,
    durationMs: Math.max(0, Date.parse(last.time) - began),
    counts: summary.counts,
    // Whatever the cases said, the run did not come to its end.
    exitCode: exitCodeFor(summary) || 3,
    interrupted: null,
  };
}

/** Orders a journal for reporters; a resumed run has several starts, a broken report a second end. */
export function forReplay(events: readonly JournalEvent[]): Replay {
  const start = Math.max(
    0,
    events.findLastIndex((event) => event.type === 'run-start'),
  );
  const told = events.slice(start);
  const end = told.findLast((event) => event.type === 'run-end') ?? missingEnd(events);
  const after = told.filter((event) => event.type !== 'run-end');
  return { before: events.slice(0, start), after: end ? [...after, end] : after };
}
