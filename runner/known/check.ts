// SPDX-License-Identifier: GPL-2.0-or-later

import { KUNIT, nearest } from '../catalog/index.ts';
import { auditEntries, type KnownFailure, type KnownProblem } from '../verdict/index.ts';

/** What the lists are held against. */
export interface KnownWorld {
  /** `yyyy-mm-dd`. */
  today: string;
  /** Ids of all cases of all suites. */
  ids: readonly string[];
  /** The scenario's `points:` of a case, where known. */
  points?: (id: string) => number | undefined;
}

const isKunit = (id: string): boolean => id.startsWith(`${KUNIT}/`);

/** What is wrong with the entries as a whole: no such case (with the nearest ones), no such point, expired. */
export function checkKnown(entries: readonly KnownFailure[], world: KnownWorld): KnownProblem[] {
  const ids = new Set(world.ids);
  // Which KUnit suites there are, only a kernel that has them can tell.
  const hasKunit = world.ids.some(isKunit);
  const problems = auditEntries(
    entries,
    world.today,
    (id) => ids.has(id) || (!hasKunit && isKunit(id)),
    (id) => suggest(id, world.ids),
  );
  for (const entry of entries) {
    const points = world.points?.(entry.case);
    const beyond = points === undefined ? [] : (entry.points ?? []).filter((point) => point > points);
    if (beyond.length === 0) continue;
    const text = `known failure of ${entry.case} names point ${beyond.join(', ')}, but the case has ${points}`;
    const { file, line, column } = entry;
    const at = column === undefined ? { file, line } : { file, line, column };
    problems.push({ kind: 'known-unknown-point', text, ...at, id: entry.case });
  }
  return problems;
}

/** The same tag in another suite is nearer than any misspelling. */
function suggest(id: string, ids: readonly string[]): string[] {
  const tag = id.slice(id.indexOf('/') + 1);
  const elsewhere = ids.filter((each) => each.slice(each.indexOf('/') + 1) === tag);
  return elsewhere.length > 0 ? elsewhere.slice(0, 3) : nearest(id, ids);
}
