// SPDX-License-Identifier: GPL-2.0-or-later
/** "Did you mean": which known names lie near to one that is not known. */

/** Edits that turn `a` into `b`: insert, delete, replace, or swap of two neighbours, each 1 (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, at(beforeLast, j - 2) + 1);
      }
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return at(last, b.length);
}

/** Up to `count` of the known names that are near enough to be meant, nearest first. */
export function nearest(name: string, known: Iterable<string>, count = 3): string[] {
  const limit = Math.max(1, Math.floor(name.length / 3));
  const wanted = name.toLowerCase();
  const scored: { candidate: string; score: number }[] = [];
  for (const candidate of new Set(known)) {
    if (candidate === name || Math.abs(candidate.length - name.length) > limit) continue;
    const score = editDistance(wanted, candidate.toLowerCase());
    if (score <= limit) scored.push({ candidate, score });
  }
  scored.sort((a, b) => a.score - b.score || (a.candidate < b.candidate ? -1 : 1));
  return scored.slice(0, count).map(({ candidate }) => candidate);
}

/** `did you mean a, b or c?`, or undefined when nothing is near. */
export function didYouMean(name: string, known: Iterable<string>): string | undefined {
  const names = nearest(name, known);
  const last = names.pop();
  if (last === undefined) return undefined;
  return `did you mean ${names.length === 0 ? last : `${names.join(', ')} or ${last}`}?`;
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? 0;
}
