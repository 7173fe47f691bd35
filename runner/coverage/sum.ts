// SPDX-License-Identifier: GPL-2.0-or-later
/** Sums: the boots of one build by their counters, several builds by the lines of their sources. Pure. */
import { addGcda, formatGcda, type Gcda, parseGcda } from './gcda.ts';
import type { CountRecord } from './records.ts';
import type { FileCoverage, FunctionCount } from './types.ts';

export interface SummedCounts {
  /** Object (`mm/nommu`) to the .gcda file of all its records together. */
  readonly files: ReadonlyMap<string, Buffer>;
  /** Records that are of no known object, or not what they should be. */
  readonly bad: number;
}

/**
 * Each record holds what ran since its kernel's record before, and a template writes its own before it is copied, so
 * nothing is in two of them and all may be added.
 */
export function sumRecords(records: readonly CountRecord[], stems: readonly string[]): SummedCounts {
  const sums = new Map<string, Gcda>();
  let bad = 0;
  for (const { name, data } of records) {
    const stem = stems.find((one) => name === `${one}.gcda` || name.endsWith(`/${one}.gcda`));
    try {
      if (stem === undefined) throw new Error(`${name} is no object of this kernel`);
      const gcda = parseGcda(data);
      const sum = sums.get(stem);
      if (sum === undefined) sums.set(stem, gcda);
      else addGcda(sum, gcda);
    } catch {
      bad++;
    }
  }
  return { files: new Map([...sums].map(([stem, sum]) => [stem, formatGcda(sum)])), bad };
}

/** Of the same source file, from kernels that may have been built apart. */
export function addCoverage(a: FileCoverage, b: FileCoverage): FileCoverage {
  const lines = new Map(a.lines);
  for (const [line, count] of b.lines) lines.set(line, (lines.get(line) ?? 0) + count);
  const functions = new Map<string, FunctionCount>(a.functions.map((one) => [one.name, one]));
  for (const one of b.functions) {
    functions.set(one.name, { ...one, count: one.count + (functions.get(one.name)?.count ?? 0) });
  }
  return {
    path: a.path,
    functions: [...functions.values()].sort((x, y) => x.line - y.line || (x.name < y.name ? -1 : 1)),
    lines: new Map([...lines].sort(([x], [y]) => x - y)),
  };
}
