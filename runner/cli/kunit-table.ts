// SPDX-License-Identifier: GPL-2.0-or-later
/** `kunit --table`: the suites of a run in Markdown. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Reporter } from '../../reports/index.ts';
import type { CaseEnd } from '../journal/index.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|').replace(/\s+/g, ' ').trim();

function row({ result, verdict, title, id }: CaseEnd): string[] {
  const { points, failed } = result;
  const skipped = points.filter(
    ({ directive, number }) => directive?.kind === 'skip' && !failed.includes(number),
  ).length;
  const name = title?.replace(/^KUnit suite /, '') ?? id;
  const known = verdict === 'expected' && result.outcome !== 'pass' && result.outcome !== 'skip';
  const outcome = known ? `known ${result.outcome}` : result.outcome;
  return [
    `\`${name.replaceAll('`', "'")}\``,
    String(points.length - failed.length - skipped),
    String(failed.length),
    String(skipped),
    result.reason === '' || result.outcome === 'skip' ? outcome : `${outcome}: ${result.reason}`,
  ];
}

const HEAD = ['suite', 'passed', 'failed', 'skipped', 'result'];
const NUMBERS: ReadonlySet<number> = new Set([1, 2, 3]);

/** Sorted by name; columns are as wide as their widest cell. */
export function kunitTable(ends: readonly CaseEnd[]): string {
  const body = [...ends].sort((a, b) => (a.id < b.id ? -1 : 1)).map((end) => row(end).map(cell));
  const widths = HEAD.map((head, column) =>
    Math.max(3, head.length, ...body.map((cells) => cells[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells
      .map((text, at) => (NUMBERS.has(at) ? text.padStart(widths[at] ?? 0) : text.padEnd(widths[at] ?? 0)))
      .join(' | ')} |\n`;
  const rule = widths.map((width, at) => (NUMBERS.has(at) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)));
  return [HEAD, rule, ...body].map(line).join('');
}

export function tableReporter(path: string): Reporter {
  return {
    name: 'table',
    onRunEnd: (_end, summary) => {
      mkdirSync(dirname(resolve(path)), { recursive: true });
      writeFileSync(path, kunitTable(summary.finished));
    },
  };
}
