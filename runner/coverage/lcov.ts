// SPDX-License-Identifier: GPL-2.0-or-later
/** The tracefile that lcov, genhtml and most CI services read (geninfo(1), "FILES"). Pure. */
import type { FileCoverage } from './types.ts';

const ran = (counts: Iterable<number>): number => [...counts].filter((count) => count > 0).length;

export function lcovText(files: readonly FileCoverage[]): string {
  return files.map(lcovRecord).join('');
}

function lcovRecord({ path, functions, lines }: FileCoverage): string {
  return [
    'TN:',
    `SF:${path}`,
    ...functions.map(({ line, name }) => `FN:${line},${name}`),
    ...functions.map(({ count, name }) => `FNDA:${count},${name}`),
    `FNF:${functions.length}`,
    `FNH:${ran(functions.map(({ count }) => count))}`,
    ...[...lines].map(([line, count]) => `DA:${line},${count}`),
    `LF:${lines.size}`,
    `LH:${ran(lines.values())}`,
    'end_of_record',
    '',
  ].join('\n');
}
