// SPDX-License-Identifier: GPL-2.0-or-later

import type { CaseEnd } from './events.ts';
import type { Summary } from './summary.ts';

/** One boot that is to be made. */
export interface Pending {
  id: string;
  /** Counted from 1. */
  repeat: number;
}

/** A result that says something about the case: not an interrupted boot, not a guest that the host could not start. */
const isResult = (end: CaseEnd): boolean =>
  end.boot.reason !== 'interrupted' && end.boot.reason !== 'start-failed';

/** What a resumed run still has to do, in the order of the selection; first all first repetitions. */
export function remaining(summary: Summary): Pending[] {
  const { start } = summary;
  if (!start) return [];
  const done = new Set(summary.finished.filter(isResult).map((end) => `${end.repeat} ${end.id}`));
  const pending: Pending[] = [];
  for (let repeat = 1; repeat <= start.options.repeat; repeat++) {
    for (const id of start.selection.cases) if (!done.has(`${repeat} ${id}`)) pending.push({ id, repeat });
  }
  return pending;
}

/** What `--last-failed` runs again: cases with an unexpected result and cases that were not run, each once. */
export function lastFailed(summary: Summary): string[] {
  const wanted = new Set([...summary.withVerdict('unexpected').map((end) => end.id), ...summary.notRun]);
  const order = summary.start?.selection.cases ?? [];
  return [...order.filter((id) => wanted.has(id)), ...[...wanted].filter((id) => !order.includes(id))];
}
