// SPDX-License-Identifier: GPL-2.0-or-later

import type { CaseEnd, Summary } from '../runner/journal/index.ts';
import { inOrder } from './json.ts';
import type { Reporter, Sink } from './reporter.ts';

/**
 * KTAP version 1 (Documentation/dev-tools/ktap.rst): suites hold cases, cases hold points, two blanks a level.
 *
 * A known failure is `ok … # XFAIL`, as kselftest writes it, so a reader that does not know XFAIL sees no failure; an
 * unexpected result is `not ok`. What could not be run or judged has the directive ERROR, a hang TIMEOUT.
 */
type Point = CaseEnd['result']['points'][number];

/** A description ends at the first `#`, so it must not hold one. */
const describe = (text: string): string => text.replaceAll('#', '%23').trim();

const line = (ok: boolean, number: number, name: string, directive: string): string =>
  `${ok ? 'ok' : 'not ok'} ${number} ${describe(name)}${directive === '' ? '' : ` # ${directive}`}`.trimEnd();

const indent = (lines: readonly string[]): string[] => lines.map((each) => `  ${each}`);

const isGood = (end: CaseEnd): boolean => end.verdict !== 'unexpected';

const knownText = (end: CaseEnd): string => {
  const [entry] = end.known;
  return entry ? `known: ${[entry.reason, entry.link].filter(Boolean).join(' ')}` : end.verdictReason;
};

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
  const tag = end.id.slice(end.id.indexOf('/') + 1) + (end.repeat > 1 ? `@${end.repeat}` : '');
  const { points, faults } = end.result;
  const lines: string[] = [];
  if (points.length > 0) {
    const inner = points.map((point, index) => pointLine(point, index, end));
    lines.push(...indent(['KTAP version 1', `# Subtest: ${tag}`, `1..${points.length}`, ...inner]));
  }
  if (!isGood(end))
    lines.push(...faults.map((fault) => `# ${fault.outcome}/${fault.cause}: ${fault.reason}`));
  else if (end.verdict !== 'expected')
    lines.push(`# ${end.verdict}: ${end.verdictReason || `attempt ${end.attempt}`}`);
  lines.push(line(isGood(end), number, tag, caseDirective(end)));
  return lines;
}

/** Totals as kselftest prints them. */
function totals(ends: readonly CaseEnd[], notRun: number): string {
  const count = (test: (end: CaseEnd) => boolean): number => ends.filter(test).length;
  const error = (end: CaseEnd): boolean => !isGood(end) && caseDirective(end).startsWith('ERROR');
  const xfail = count((end) => caseDirective(end).startsWith('XFAIL'));
  const skip = count((end) => isGood(end) && end.result.outcome === 'skip');
  const xpass = count((end) => end.verdict === 'fixed');
  const good = count(isGood) - xfail - skip - xpass;
  const errors = count(error);
  const fail = ends.length - count(isGood) - errors;
  return `# Totals: pass:${good} fail:${fail} xfail:${xfail} xpass:${xpass} skip:${skip} error:${errors + notRun}`;
}

/** The whole run as KTAP. */
export function ktapText(summary: Summary): string {
  const ends = inOrder(summary);
  const bySuite = new Map<string, { ends: CaseEnd[]; notRun: string[] }>();
  const suite = (id: string): { ends: CaseEnd[]; notRun: string[] } => {
    const name = id.slice(0, id.indexOf('/'));
    const known = bySuite.get(name) ?? { ends: [], notRun: [] };
    bySuite.set(name, known);
    return known;
  };
  for (const end of ends) suite(end.id).ends.push(end);
  for (const id of summary.notRun) suite(id).notRun.push(id);
  const out = ['KTAP version 1', `1..${bySuite.size}`];
  let number = 0;
  for (const [name, { ends: mine, notRun }] of bySuite) {
    const lines = ['KTAP version 1', `# Subtest: ${name}`, `1..${mine.length + notRun.length}`];
    for (const [index, end] of mine.entries()) lines.push(...caseLines(end, index + 1));
    for (const [index, id] of notRun.entries()) {
      lines.push(line(false, mine.length + index + 1, id.slice(id.indexOf('/') + 1), 'ERROR not run'));
    }
    out.push(...indent(lines), line(mine.every(isGood) && notRun.length === 0, ++number, name, ''));
  }
  out.push(totals(ends, summary.notRun.length));
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
