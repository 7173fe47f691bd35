// SPDX-License-Identifier: GPL-2.0-or-later

import type { CaseEnd } from '../runner/journal/index.ts';
import { tagOf } from './case-facts.ts';

/** Unexpected results that have one cause, as far as their texts tell. */
export interface CauseGroup {
  /** `crash/panic`. */
  readonly kind: string;
  /** Why, in the words of the first case. */
  readonly reason: string;
  /** In the order of the selection; never empty. */
  readonly ends: readonly [CaseEnd, ...CaseEnd[]];
}

/** A reason without what differs from boot to boot: addresses, process ids, times, the case's own name. */
export function causeKey(end: CaseEnd): string {
  const { outcome, cause, reason } = end.result;
  const tag = end.id.slice(end.id.indexOf('/') + 1);
  const words = reason
    .replaceAll(tag, '*')
    .replace(/\b0x[0-9a-f]+\b/gi, '#')
    .replace(/\+0x[0-9a-f#]+\/0x[0-9a-f#]+/gi, '')
    // The number of a source line says where; any other number may be another in the next boot.
    .replace(/(\.[chS]:\d+)|\d+(\.\d+)?/g, (_number, place: string | undefined) => place ?? '#');
  return `${outcome}/${cause}\0${words}`;
}

/** Groups results by cause, those of most cases first. */
export function causeGroups(ends: readonly CaseEnd[]): CauseGroup[] {
  const groups = new Map<string, [CaseEnd, ...CaseEnd[]]>();
  for (const end of ends) {
    const key = causeKey(end);
    const group = groups.get(key);
    if (group) group.push(end);
    else groups.set(key, [end]);
  }
  return [...groups.values()]
    .map((group): CauseGroup => {
      const { outcome, cause, reason } = group[0].result;
      return { kind: cause === 'none' ? outcome : `${outcome}/${cause}`, reason, ends: group };
    })
    .sort((a, b) => b.ends.length - a.ends.length);
}

/** `fcntl14, kill02 and 3 more`. */
export function namesOf(ends: readonly CaseEnd[], most: number): string {
  const names = ends.slice(0, most).map(tagOf).join(', ');
  return ends.length > most ? `${names} and ${ends.length - most} more` : names;
}
