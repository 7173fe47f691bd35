// SPDX-License-Identifier: GPL-2.0-or-later
/** What LTP dropped of its no-MMU support, from testcases/dropped.tsv, and how much of it stands in a catalogue. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../errors.ts';
import type { Case } from './types.ts';

/** One dropped case: a row of testcases/dropped.tsv. */
export interface DroppedCase {
  readonly tag: string;
  readonly syscall: string;
  /** 1: until LTP gave up no-MMU; 2: only in an earlier state. */
  readonly tier: 1 | 2;
  /** The commit that took the last of it out. */
  readonly droppedBy: string;
  /** Path in LTP. */
  readonly path: string;
  /** Number of assertions it made. */
  readonly checks: number;
}

const HEADER = 'tag\tsyscall\ttier\tdropped_by\tpath\tchecks';

/** Throws UserError DROPPED_TABLE with the line that is wrong. */
export function parseDropped(text: string, file: string): DroppedCase[] {
  const rows: DroppedCase[] = [];
  let started = false;
  for (const [index, line] of text.split('\n').entries()) {
    if (line === '' || line.startsWith('#')) continue;
    const wrong = (what: string) =>
      new UserError('DROPPED_TABLE', what, { file, line: index + 1, column: 1 });
    if (!started) {
      if (line !== HEADER) throw wrong(`the header must be '${HEADER.replaceAll('\t', ' ')}'`);
      started = true;
      continue;
    }
    const [tag, syscall, tier, droppedBy, path, checks, ...more] = line.split('\t');
    if (!tag || !syscall || !droppedBy || !path || more.length > 0) throw wrong('a row has six columns');
    if ((tier !== '1' && tier !== '2') || !/^\d+$/.test(checks ?? ''))
      throw wrong('tier is 1 or 2, checks a number');
    rows.push({ tag, syscall, tier: tier === '1' ? 1 : 2, droppedBy, path, checks: Number(checks) });
  }
  return rows;
}

export async function loadDropped(root: string): Promise<DroppedCase[]> {
  const file = join(root, 'testcases', 'dropped.tsv');
  return parseDropped(await readFile(file, 'utf8'), file);
}

export interface TierCount {
  readonly tier: 1 | 2;
  readonly restored: number;
  readonly total: number;
  /** Tags that no case restores. */
  readonly missing: readonly string[];
}

/** A dropped case is restored when a case says that it comes from its path in LTP. */
export function countRestored(dropped: readonly DroppedCase[], cases: readonly Case[]): TierCount[] {
  const paths = new Set(cases.map((each) => each.scenario.ltp?.path));
  return ([1, 2] as const).map((tier) => {
    const rows = dropped.filter((row) => row.tier === tier);
    const missing = rows.filter((row) => !paths.has(row.path)).map((row) => row.tag);
    return { tier, restored: rows.length - missing.length, total: rows.length, missing };
  });
}
