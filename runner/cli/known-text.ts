// SPDX-License-Identifier: GPL-2.0-or-later
/** Known failures as people read them. */
import type { KnownFailure } from '../verdict/index.ts';

/** What an entry expects: `timeout/hang`, `fail`, `points 1,3`. */
export function expectation(entry: Pick<KnownFailure, 'points' | 'outcome' | 'cause'>): string {
  if (entry.points) return `points ${entry.points.join(',')}`;
  return [entry.outcome, entry.cause].filter(Boolean).join('/') || 'fail/assert';
}

const condition = ({ when = {} }: KnownFailure): string =>
  [when.machine, when.variant, when.kernel].filter(Boolean).join(' ') || 'always';

/** One line an entry, its reason below; columns as wide as they must be. */
export function listText(entries: readonly KnownFailure[]): string {
  if (entries.length === 0) return 'no known failures\n';
  const rows = entries.map((entry) => [
    entry.case,
    expectation(entry),
    condition(entry),
    entry.expires ? `until ${entry.expires}` : '',
    `${entry.file}:${entry.line}`,
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const lines = entries.flatMap((entry, index) => {
    const cells = (rows[index] ?? []).map((cell, column) => cell.padEnd(widths[column] ?? 0));
    const link = entry.link ? `  ${entry.link}` : '';
    return [
      cells
        .filter((cell) => cell !== '')
        .join('  ')
        .trimEnd(),
      `    ${entry.reason}${link}`,
    ];
  });
  return `${lines.join('\n')}\n`;
}
