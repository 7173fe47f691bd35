// SPDX-License-Identifier: GPL-2.0-or-later

import type { CaseEnd, RunEnd, RunProblem, RunStart, Summary } from '../runner/journal/index.ts';
import { inOrder, isKnownFailure, knownText, printable, story, tagOf } from './case-facts.ts';
import { type CauseGroup, causeGroups, namesOf } from './causes.ts';
import { duration, plural } from './format.ts';
import type { Reporter, Sink } from './reporter.ts';

/**
 * A step takes 1 MiB of summary and refuses all of it above that. Other commands of the same step may add theirs, so
 * ours stays well below.
 */
export const SUMMARY_BUDGET = 512 * 1024;

const MAX_LINES = 40;
/** Rows of a table of cases; the report has the rest. */
const MAX_ROWS = 200;

const HTML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Text that Markdown (and GitHub's additions: mentions aside) takes for nothing but text, in one line. */
export const markdown = (text: string): string =>
  printable(text)
    .replace(/\s*\n\s*/g, ' ')
    .replace(/[&<>]/g, (found) => HTML[found] ?? found)
    .replace(/[\\`*_{}[\]#|~$!]/g, (found) => `\\${found}`);

/** Text in an HTML block. */
const html = (text: string): string => printable(text).replace(/[&<>]/g, (found) => HTML[found] ?? found);

/** A `<pre>` block ends at its end tag only, whatever stands in it: a fence could be closed by a guest's output. */
const pre = (lines: readonly string[]): string[] => {
  const cut =
    lines.length > MAX_LINES
      ? [...lines.slice(0, MAX_LINES), `… and ${lines.length - MAX_LINES} more lines`]
      : lines;
  return ['<pre>', ...cut.map(html), '</pre>'];
};

const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const shown = rows.slice(0, MAX_ROWS).map((cells) => row(...cells));
  if (rows.length > MAX_ROWS)
    shown.push(row(`… and ${rows.length - MAX_ROWS} more`, ...head.slice(1).map(() => '')));
  return [row(...head), row(...head.map(() => '---')), ...shown, ''];
}

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [`### ${title}`, '', ...lines];

/** Folded: what one need not see at once. */
const details = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0
    ? []
    : ['<details>', `<summary>${html(title)}</summary>`, '', ...lines, '</details>', ''];

function causeLines({ kind, reason, ends }: CauseGroup): string[] {
  const [first] = ends;
  return [
    `#### ${markdown(kind)}: ${markdown(reason)}`,
    '',
    `${plural(ends.length, 'case')}: ${markdown(namesOf(ends, 20))}`,
    '',
    ...pre([...story(first), '', `$ ${first.rerun}`]),
    '',
  ];
}

function kernelText({ kernel, machine, tool, options, selection }: RunStart): string {
  const mmu = kernel.mmu === false ? 'no MMU' : kernel.mmu ? 'WITH AN MMU' : 'MMU unknown';
  const shard = selection.shard ? `, shard ${selection.shard.index}/${selection.shard.total}` : '';
  return `${plural(selection.cases.length, 'case')}${shard} on Linux ${kernel.release} (${machine}, ${mmu}), ${plural(options.jobs, 'job')}, ${tool.name} ${tool.version}`;
}

function headline(summary: Summary, end: RunEnd): string {
  const unexpected = summary.counts.verdicts.unexpected;
  if (end.interrupted) return `❌ interrupted by ${end.interrupted}`;
  if (unexpected > 0) return `❌ ${plural(unexpected, 'unexpected result')}`;
  return end.exitCode === 0 ? '✅ all as expected' : '❌ not all as it should be';
}

function countsRow(summary: Summary, end: RunEnd): string[] {
  const { counts } = summary;
  const passed = summary.finished.filter(
    (each) => each.verdict === 'expected' && each.result.outcome === 'pass',
  ).length;
  const skipped = summary.finished.filter(
    (each) => each.verdict === 'expected' && each.result.outcome === 'skip',
  ).length;
  const cells: [string, number][] = [
    ['ok', passed],
    ['known', counts.known],
    ['skipped', skipped],
    ['unexpected', counts.verdicts.unexpected],
    ['fixed', counts.verdicts.fixed],
    ['flaky', counts.verdicts.flaky],
    ['not run', counts.notRun],
  ];
  return table(
    [...cells.map(([name]) => name), 'time'],
    [[...cells.map(([, count]) => String(count)), duration(end.durationMs)]],
  );
}

const caseRows = (ends: readonly CaseEnd[], why: (end: CaseEnd) => string): string[][] =>
  ends.map((end) => [markdown(`${end.id.slice(0, end.id.indexOf('/'))}/${tagOf(end)}`), markdown(why(end))]);

const place = ({ file, line }: RunProblem): string =>
  file === undefined ? '' : `${file}${line === undefined ? '' : `:${line}`}`;

/** Sections by weight; the last ones are the first to go when there is no room. */
function sections(summary: Summary, end: RunEnd): string[][] {
  const ends = inOrder(summary);
  const having = (verdict: CaseEnd['verdict']): CaseEnd[] => ends.filter((each) => each.verdict === verdict);
  const notRun = [...new Set(summary.notRun)];
  return [
    [
      `## ltp-nommu: ${headline(summary, end)}`,
      '',
      ...(summary.start ? [markdown(kernelText(summary.start)), ''] : []),
    ],
    countsRow(summary, end),
    ...causeGroups(having('unexpected')).map((group, index) => [
      ...(index === 0 ? ['### Unexpected', ''] : []),
      ...causeLines(group),
    ]),
    section('Not run', notRun.length === 0 ? [] : [markdown(notRun.slice(0, MAX_ROWS).join(' ')), '']),
    section(
      'Flaky',
      table(
        ['case', ''],
        caseRows(having('flaky'), (each) => `passed in attempt ${each.attempt}`),
      ),
    ),
    section(
      'Fixed: take these out of the known failures',
      table(
        ['case', 'was'],
        caseRows(having('fixed'), (each) => each.verdictReason),
      ),
    ),
    section(
      'Remarks',
      table(
        ['', 'where', 'what'],
        summary.problems.map((problem) => [
          problem.severity,
          markdown(place(problem)),
          markdown(problem.text),
        ]),
      ),
    ),
    details('Known failures', table(['case', 'why'], caseRows(ends.filter(isKnownFailure), knownText))),
    details(
      'Skipped',
      table(
        ['case', 'why'],
        caseRows(
          having('expected').filter((each) => each.result.outcome === 'skip'),
          (each) => each.result.reason,
        ),
      ),
    ),
  ];
}

/** The Markdown of a step's summary, at most `budget` bytes. */
export function githubSummary(summary: Summary, end: RunEnd, budget = SUMMARY_BUDGET): string {
  const cut = '\n… cut: a step summary must stay below its limit. The run directory has everything.\n';
  let text = '';
  let room = budget - Buffer.byteLength(cut);
  let left = false;
  for (const lines of sections(summary, end)) {
    if (lines.length === 0) continue;
    const part = `${lines.join('\n')}\n`;
    const bytes = Buffer.byteLength(part);
    // A smaller section after one that is too large may still fit; whole ones only, so that no block is left open.
    if (bytes > room) left = true;
    else {
      text += part;
      room -= bytes;
    }
  }
  return left ? text + cut : text;
}

/** `--reporter github=FILE`: the summary alone. */
export function githubSummaryReporter(sink: Sink): Reporter {
  return {
    name: 'github',
    onRunEnd(event, summary) {
      sink.write(githubSummary(summary, event));
    },
  };
}
