// SPDX-License-Identifier: GPL-2.0-or-later

import type { CaseEnd } from './events.ts';
import type { Summary } from './summary.ts';

/** One boot that is to be made. */
export interface Pending {
  id: string;
  /** Counted from 1. */
  repeat: number;
  /** The first one to make, from 1: attempts that a retry was to follow are kept. */
  attempt: number;
}

/** A result that says something about the case: not an interrupted boot, not a guest that the host could not start. */
const isResult = (end: CaseEnd): boolean =>
  end.boot.reason !== 'interrupted' && end.boot.reason !== 'start-failed';

/** What a resumed run still has to do, in the order of the selection; first all first repetitions. */
export function remaining(summary: Summary): Pending[] {
  const { start } = summary;
  if (!start) return [];
  const done = new Set(summary.finished.filter(isResult).map((end) => `${end.repeat} ${end.id}`));
  const made = new Map<string, number>();
  for (const end of summary.attempts) {
    const key = `${end.repeat} ${end.id}`;
    if (!end.final) made.set(key, Math.max(made.get(key) ?? 0, end.attempt));
  }
  const pending: Pending[] = [];
  for (let repeat = 1; repeat <= start.options.repeat; repeat++) {
    for (const id of start.selection.cases) {
      const attempt = 1 + (made.get(`${repeat} ${id}`) ?? 0);
      if (!done.has(`${repeat} ${id}`)) pending.push({ id, repeat, attempt });
    }
  }
  return pending;
}

/** What `--last-failed` runs again: cases with an unexpected result and cases that were not run, each once. */
export function lastFailed(summary: Summary): string[] {
  const wanted = new Set([...summary.withVerdict('unexpected').map((end) => end.id), ...summary.notRun]);
  const order = summary.start?.selection.cases ?? [];
  return [...order.filter((id) => wanted.has(id)), ...[...wanted].filter((id) => !order.includes(id))];
}
