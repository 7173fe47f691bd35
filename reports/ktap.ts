// SPDX-License-Identifier: GPL-2.0-or-later

import type { CaseEnd, Summary } from '../runner/journal/index.ts';
import { isGood, knownText, printable, suitesOf, tagOf } from './case-facts.ts';
import type { Reporter, Sink } from './reporter.ts';

/**
 * KTAP version 1 (Documentation/dev-tools/ktap.rst): suites hold cases, cases hold points, two blanks a level.
 *
 * A known failure is `ok … # XFAIL`, as kselftest writes it, so a reader that does not know XFAIL sees no failure; an
 * unexpected result is `not ok`. What could not be run or judged has the directive ERROR, a hang TIMEOUT.
 */
type Point = CaseEnd['result']['points'][number];

/** A description ends at the first `#`, so it must not hold one. */
const describe = (text: string): string => oneLine(text).replaceAll('#', '%23').trim();

/** A result is one line; the rest of a text of two would be read as a result of its own. */
const oneLine = (text: string): string => printable(text).replace(/\s*\n\s*/g, ' ');

const line = (ok: boolean, number: number, name: string, directive: string): string =>
  `${ok ? 'ok' : 'not ok'} ${number} ${describe(name)}${directive === '' ? '' : ` # ${oneLine(directive)}`}`.trimEnd();

const indent = (lines: readonly string[]): string[] => lines.map((each) => `  ${each}`);

function caseDirective(end: CaseEnd): string {
  const { outcome, cause, reason } = end.result;
  // A skip that was not to be: a directive SKIP would make readers take `not ok` for a skip.
  if (outcome === 'skip') return isGood(end) ? `SKIP ${reason}` : `ERROR skipped: ${reason}`;
  if (isGood(end)) return outcome === 'pass' || end.verdict !== 'expected' ? '' : `XFAIL ${knownText(end)}`;
  if (outcome === 'timeout') return `TIMEOUT ${end.timeoutMs / 1000} seconds`;
  return outcome === 'broken' || outcome === 'missing' ? `ERROR ${cause}: ${reason}` : '';
}

function pointLine(point: Point, index: number, end: CaseEnd): string {
  const failed = end.result.failed.includes(point.number);
  if (failed && isGood(end)) return line(true, index + 1, point.name, `XFAIL ${knownText(end)}`);
  const { directive } = point;
  const text = directive ? `${directive.kind.toUpperCase()} ${directive.reason}`.trim() : '';
  return line(!failed, index + 1, point.name, text);
}

function caseLines(end: CaseEnd, number: number): string[] {
  const tag = tagOf(end);
  const { points, faults } = end.result;
  const lines: string[] = [];
  if (points.length > 0) {
    const inner = points.map((point, index) => pointLine(point, index, end));
    lines.push(...indent(['KTAP version 1', `# Subtest: ${tag}`, `1..${points.length}`, ...inner]));
  }
  if (!isGood(end))
    lines.push(...faults.map((fault) => `# ${fault.outcome}/${fault.cause}: ${oneLine(fault.reason)}`));
  else if (end.verdict !== 'expected')
    lines.push(`# ${end.verdict}: ${oneLine(end.verdictReason || `attempt ${end.attempt}`)}`);
  lines.push(line(isGood(end), number, tag, caseDirective(end)));
  return lines;
}

/** Totals as kselftest prints them. */
function totals({ finished: ends, notRun }: Summary): string {
  const count = (test: (end: CaseEnd) => boolean): number => ends.filter(test).length;
  const error = (end: CaseEnd): boolean => !isGood(end) && caseDirective(end).startsWith('ERROR');
  const xfail = count((end) => caseDirective(end).startsWith('XFAIL'));
  const skip = count((end) => isGood(end) && end.result.outcome === 'skip');
  const xpass = count((end) => end.verdict === 'fixed');
  const good = count(isGood) - xfail - skip - xpass;
  const errors = count(error);
  const fail = ends.length - count(isGood) - errors;
  return `# Totals: pass:${good} fail:${fail} xfail:${xfail} xpass:${xpass} skip:${skip} error:${errors + notRun.length}`;
}

/** The whole run as KTAP. */
export function ktapText(summary: Summary): string {
  const suites = suitesOf(summary);
  const out = ['KTAP version 1', `1..${suites.length}`];
  let number = 0;
  for (const { name, ends, notRun } of suites) {
    const lines = ['KTAP version 1', `# Subtest: ${name}`, `1..${ends.length + notRun.length}`];
    for (const [index, end] of ends.entries()) lines.push(...caseLines(end, index + 1));
    for (const [index, id] of notRun.entries()) {
      lines.push(line(false, ends.length + index + 1, id.slice(id.indexOf('/') + 1), 'ERROR not run'));
    }
    // Not push(...lines): a run of many repetitions has more of them than a call takes arguments.
    for (const inner of indent(lines)) out.push(inner);
    out.push(line(ends.every(isGood) && notRun.length === 0, ++number, name, ''));
  }
  out.push(totals(summary));
  return `${out.join('\n')}\n`;
}

export function ktapReporter(sink: Sink): Reporter {
  return {
    name: 'ktap',
    onRunEnd(_event, summary) {
      sink.write(ktapText(summary));
    },
  };
}
