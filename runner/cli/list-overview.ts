// SPDX-License-Identifier: GPL-2.0-or-later
/** docs/cases.md: what there is to run, by suite and area, and what is known to fail, with the reason. */
import { basename, dirname, relative, sep } from 'node:path';
import { type Case, countRestored, type DroppedCase, loadDropped } from '../catalog/index.ts';
import { loadKnown } from '../known/index.ts';
import type { KnownFailure } from '../verdict/index.ts';

export interface OverviewInput {
  /** Cases of all suites. */
  readonly cases: readonly Case[];
  readonly dropped: readonly DroppedCase[];
  readonly known: readonly KnownFailure[];
  readonly root: string;
}

const HEAD = `# Cases

Made by \`npx ltp-nommu list --overview > docs/cases.md\`; a test holds it against the tree. A point is one line of TAP, one
check with its own message.
`;

/** The text for a tree. Throws UserError when a list of it is broken. */
export async function readOverview(root: string, cases: readonly Case[]): Promise<string> {
  const [dropped, known] = await Promise.all([loadDropped(root), loadKnown(root, undefined)]);
  return overviewText({ cases, dropped, known: known.entries, root });
}

export function overviewText(input: OverviewInput): string {
  const own = input.cases.filter(({ suite, scenarioFile, tag }) =>
    isHome(input.root, suite, scenarioFile, tag),
  );
  const suites = [...new Set(own.map(({ suite }) => suite))].sort();
  return [
    HEAD,
    restored(input),
    ...suites.map((suite) =>
      areas(
        suite,
        own.filter((one) => one.suite === suite),
        input.root,
      ),
    ),
    knownTable(input.known),
  ].join('\n');
}

/** A case belongs to the suite that its source lies under; lists like smoke only name it again. */
function isHome(root: string, suite: string, scenarioFile: string, tag: string): boolean {
  const [, folder] = relative(root, scenarioFile).split(sep);
  return folder === suite && tag !== '';
}

function restored(input: OverviewInput): string {
  const tiers = countRestored(input.dropped, input.cases);
  const rows = tiers.map(({ tier, restored: got, total }) => [String(tier), String(got), String(total)]);
  return `## What LTP dropped\n\n${table(['tier', 'restored', 'dropped'], rows)}`;
}

function areas(suite: string, cases: readonly Case[], root: string): string {
  const byArea = new Map<string, Case[]>();
  for (const one of cases) {
    const area = basename(dirname(relative(root, one.program)));
    byArea.set(area, [...(byArea.get(area) ?? []), one]);
  }
  const rows = [...byArea]
    .sort(([a], [b]) => a.localeCompare(b, 'en'))
    .map(([area, list]) => [
      area,
      String(list.length),
      String(points(list)),
      list.map(({ tag }) => tag).join(' '),
    ]);
  const total = `${cases.length} cases in ${byArea.size} areas, ${points(cases)} points`;
  return `## ${suite}: ${total}\n\n${table(['area', 'cases', 'points', 'tags'], rows)}`;
}

const points = (cases: readonly Case[]): number =>
  cases.reduce((sum, { scenario }) => sum + (scenario.points ?? 0), 0);

function knownTable(known: readonly KnownFailure[]): string {
  const rows = known.map((entry) => [entry.case, whatFails(entry), entry.reason]);
  return `## Known failures: ${known.length}\n\n${table(['case', 'what', 'reason'], rows)}`;
}

function whatFails(entry: KnownFailure): string {
  const list = entry.points;
  const failed = list === undefined ? '' : `${list.length === 1 ? 'point' : 'points'} ${ranges(list)}`;
  return (
    [failed, entry.outcome, entry.cause].filter((word) => word !== undefined && word !== '').join(', ') ||
    'points'
  );
}

/** 1, 2, 3, 7 are `1–3, 7`. */
function ranges(numbers: readonly number[]): string {
  const parts: [number, number][] = [];
  for (const n of [...numbers].sort((a, b) => a - b)) {
    const last = parts.at(-1);
    if (last !== undefined && n === last[1] + 1) last[1] = n;
    else parts.push([n, n]);
  }
  return parts.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');
}

/** Columns are padded as the formatter of this repository pads them. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = head.map((_, column) => Math.max(3, ...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |\n`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |\n`;
  return line(all[0] ?? []) + rule + all.slice(1).map(line).join('');
}
