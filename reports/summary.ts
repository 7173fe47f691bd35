// SPDX-License-Identifier: GPL-2.0-or-later

import { posix } from 'node:path';
import type { CaseEnd, RunEnd, RunProblem, Summary } from '../runner/journal/index.ts';
import {
  caseName,
  countsText,
  cutTo,
  duration,
  label,
  type Paint,
  plain,
  plural,
  why,
  wrap,
} from './format.ts';

/** Unexpected cases told in full; more of them get a line each. */
const MAX_BLOCKS = 25;
/** Lines of a list that would say nothing new. */
const MAX_LIST = 50;

export interface SummaryOptions {
  paint?: Paint;
  /** The run's directory, as a person would type it; put before the logs' paths. */
  runDir?: string;
  /** Columns to wrap at; absent or 0: lines are as long as they are. */
  width?: number;
}

/** `FAIL syscalls/fcntl14  why`, wrapped; colours are put on afterwards, so that none is broken. */
function titled(end: CaseEnd, text: string, { paint = plain, width = 0 }: SummaryOptions): string[] {
  const { word, tone } = label(end);
  const name = caseName(end);
  const [first = '', ...more] = wrap(`${word} ${name}  ${text}`, width);
  return [
    `${paint(tone, word)} ${paint('strong', name)}${first.slice(word.length + name.length + 1)}`,
    ...more,
  ];
}

/** The folder that holds a case's logs; one path says more than four. */
function logFolder(end: CaseEnd): string | undefined {
  const path = end.logs.result ?? end.logs.kernel ?? end.logs.output ?? end.logs.frames;
  return path === undefined ? undefined : posix.dirname(path);
}

/** Everything about one unexpected case. */
function block(end: CaseEnd, options: SummaryOptions): string[] {
  const { paint = plain, runDir, width = 0 } = options;
  const { faults, reason, excerpt } = end.result;
  const lines = titled(end, why(end), options);
  for (const fault of faults.slice(1)) lines.push(...wrap(`    also ${fault.cause}: ${fault.reason}`, width));
  if (end.verdictReason !== '') lines.push(...wrap(`    note ${end.verdictReason}`, width));
  // The headline of a kernel event is the reason already.
  for (const line of excerpt.filter((each, index) => index > 0 || !reason.includes(each))) {
    lines.push(paint('quiet', '    | ') + (width > 0 ? cutTo(line, width - 6) : line));
  }
  const folder = logFolder(end);
  if (folder !== undefined)
    lines.push(`    logs  ${runDir === undefined ? folder : posix.join(runDir, folder)}/`);
  lines.push(`    again ${end.rerun}`);
  return lines;
}

/** `file:line: ` where a problem has a place. */
function place(problem: RunProblem): string {
  if (problem.file === undefined) return '';
  return `${problem.file}${problem.line === undefined ? '' : `:${problem.line}`}: `;
}

/** Stale entries of cases that are listed as fixed are told there. */
const isTold = (problem: RunProblem, fixed: ReadonlySet<string>): boolean =>
  problem.kind === 'known-stale' && fixed.has(problem.id ?? '');

function problemLines(summary: Summary, paint: Paint): string[] {
  const fixed = new Set(summary.withVerdict('fixed').map((end) => end.id));
  const tone = { note: 'quiet', warning: 'warn', error: 'bad' } as const;
  return summary.problems
    .filter((problem) => !isTold(problem, fixed))
    .map((problem) => `${place(problem)}${paint(tone[problem.severity], problem.severity)}: ${problem.text}`);
}

function flakyLines(summary: Summary, options: SummaryOptions): string[] {
  return summary.withVerdict('flaky').flatMap((end) => {
    const failed = summary.attempts.find(
      (attempt) => attempt.id === end.id && attempt.repeat === end.repeat && !attempt.final,
    );
    const { attempt, result } = failed ?? end;
    const how = `${why(end)}; attempt ${attempt} ${result.outcome}/${result.cause}: ${result.reason}`;
    return titled(end, failed ? how : why(end), options);
  });
}

/** Fixed cases, and where their entries are, so that they can be taken out. */
function fixedLines(summary: Summary, options: SummaryOptions): string[] {
  return summary.withVerdict('fixed').flatMap((end) => {
    const stale = summary.problems.filter(
      (problem) => problem.kind === 'known-stale' && problem.id === end.id,
    );
    const where = [...new Set(stale.map(place))].map((each) => each.replace(/: $/, '')).join(', ');
    return titled(end, `${why(end)}${where === '' ? '' : `; remove or narrow ${where}`}`, options);
  });
}

function notRunLines(summary: Summary): string[] {
  const ids = [...new Set(summary.notRun)];
  if (ids.length === 0) return [];
  const more = ids.length > 8 ? ` and ${ids.length - 8} more` : '';
  return [`not run: ${ids.slice(0, 8).join(' ')}${more}`];
}

/** The last lines: how many, how long, what came out. */
function closing(
  summary: Summary,
  end: RunEnd,
  { paint = plain, runDir, width = 0 }: SummaryOptions,
): string[] {
  const { counts } = summary;
  const { passed, failed, skipped } = counts.points;
  const points = [
    `${passed} ok`,
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
  ];
  const head = `${plural(counts.done, 'case')} in ${duration(end.durationMs)}: `;
  const fits = width === 0 || head.length + countsText(summary).length <= width;
  return [
    ...(fits ? [head + countsText(summary, paint)] : wrap(head + countsText(summary), width)),
    `${plural(passed + failed + skipped, 'point')}: ${points.join(', ')}; ${verdict(counts.verdicts, end, paint)}`,
    ...(runDir === undefined ? [] : [`logs and results: ${runDir}`]),
  ];
}

function verdict({ unexpected, flaky }: Summary['counts']['verdicts'], end: RunEnd, paint: Paint): string {
  if (end.interrupted) return paint('bad', `interrupted by ${end.interrupted}`);
  if (unexpected > 0) return paint('bad', `${plural(unexpected, 'case')} unexpected`);
  if (flaky > 0) return paint('warn', `${plural(flaky, 'case')} flaky`);
  return end.exitCode === 0 ? paint('good', 'all as expected') : paint('bad', 'not all as it should be');
}

/** The end of a run in text, for terminals and logs. Ends with a newline. */
export function summaryText(summary: Summary, end: RunEnd, options: SummaryOptions = {}): string {
  const { paint = plain, width = 0 } = options;
  const unexpected = summary.withVerdict('unexpected');
  const rest = unexpected.slice(MAX_BLOCKS);
  const listed = rest.slice(0, MAX_LIST).flatMap((each) => titled(each, why(each), options));
  if (rest.length > MAX_LIST) listed.push(`… and ${rest.length - MAX_LIST} more unexpected`);
  const sections = [
    ...unexpected.slice(0, MAX_BLOCKS).map((each) => block(each, options)),
    listed,
    flakyLines(summary, options),
    fixedLines(summary, options),
    problemLines(summary, paint),
    notRunLines(summary).flatMap((line) => wrap(line, width)),
    closing(summary, end, options),
  ];
  const texts = sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `\n${texts.join('\n\n')}\n`;
}
