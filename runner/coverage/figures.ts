// SPDX-License-Identifier: GPL-2.0-or-later
/** Coverage in numbers, and as a table for the terminal. Pure. */
import type { Share, SourceCoverage } from './types.ts';

export interface Figures {
  readonly functions: Share;
  readonly lines: Share;
  /** Of the lines that cases can reach. */
  readonly reachable: Share;
}

const share = (counts: readonly number[]): Share => ({
  ran: counts.filter((count) => count > 0).length,
  of: counts.length,
});

export function figuresOf({ functions, lines, unreachable }: SourceCoverage): Figures {
  const reachable = [...lines].filter(([line]) => !unreachable.has(line));
  return {
    functions: share(functions.map(({ count }) => count)),
    lines: share([...lines.values()]),
    reachable: share(reachable.map(([, count]) => count)),
  };
}

const plus = (a: Share, b: Share): Share => ({ ran: a.ran + b.ran, of: a.of + b.of });
const NOTHING: Share = { ran: 0, of: 0 };

export function total(all: readonly Figures[]): Figures {
  const sum = (pick: (one: Figures) => Share): Share => all.map(pick).reduce(plus, NOTHING);
  return {
    functions: sum((one) => one.functions),
    lines: sum((one) => one.lines),
    reachable: sum((one) => one.reachable),
  };
}

/** Of 100; of nothing all has run. Rounded down, so that 100 means all. */
export function percent({ ran, of }: Share): number {
  return of === 0 ? 100 : Math.floor((ran / of) * 1000) / 10;
}

const shareText = (one: Share): string => `${percent(one).toFixed(1).padStart(5)} %  ${one.ran}/${one.of}`;

const COLUMNS: readonly (readonly [string, (one: Figures) => string])[] = [
  ['LINES', (one) => shareText(one.lines)],
  ['OF THE REACHABLE', (one) => shareText(one.reachable)],
  ['FUNCTIONS', (one) => shareText(one.functions)],
];

export function tableText(files: readonly SourceCoverage[]): string {
  const named = files.map((file): readonly [string, Figures] => [file.path, figuresOf(file)]);
  const rows = [
    ['FILE', ...COLUMNS.map(([title]) => title)],
    ...[...named, ['all', total(named.map(([, one]) => one))] as const].map(([name, one]) => [
      name,
      ...COLUMNS.map(([, text]) => text(one)),
    ]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}
