// SPDX-License-Identifier: GPL-2.0-or-later

import type { CaseEnd, RunEnd, RunProblem, Summary } from '../runner/journal/index.ts';
import { failedLine, inOrder, printable } from './case-facts.ts';
import { causeGroups, namesOf } from './causes.ts';
import { ciReporter } from './ci.ts';
import { plural } from './format.ts';
import { githubSummary } from './github-summary.ts';
import type { Reporter, Sink } from './reporter.ts';
import { type SummaryOptions, summaryText } from './summary.ts';

/** Of each kind GitHub shows so many annotations a step and drops the rest without a word. */
export const MAX_ANNOTATIONS = 10;
const MAX_MESSAGE = 4000;

export interface GithubOptions extends SummaryOptions {
  /** Where the step's summary goes ($GITHUB_STEP_SUMMARY); nowhere without. */
  summary?: Sink;
  /** The summary only, no line for each case. */
  quiet?: boolean;
}

/** A message of a workflow command. */
const data = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

/** A property of a workflow command: these also end at colons and commas. */
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

export interface Annotation {
  readonly level: 'error' | 'warning';
  readonly title: string;
  readonly message: string;
  readonly file?: string | undefined;
  readonly line?: number | undefined;
}

export function annotationLine({ level, title, message, file, line }: Annotation): string {
  const properties = Object.entries({ file, line: file === undefined ? undefined : line, title })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${property(printable(String(value)))}`);
  return `::${level} ${properties.join(',')}::${data(printable(message).slice(0, MAX_MESSAGE))}`;
}

/** One for each cause, not for each case: ten would soon be used up by one panic. */
function errors(summary: Summary, end: RunEnd): Annotation[] {
  const unexpected = inOrder(summary).filter((each) => each.verdict === 'unexpected');
  const groups = causeGroups(unexpected).map(({ kind, reason, ends }): Annotation => {
    const [first] = ends;
    return {
      level: 'error',
      title: ends.length === 1 ? `${first.id}: ${kind}` : `${plural(ends.length, 'case')}: ${kind}`,
      message: `${reason}\n${ends.length === 1 ? '' : `cases: ${namesOf(ends, 20)}\n`}again: ${first.rerun}`,
      file: first.source,
      line: failedLine(first),
    };
  });
  const lost = [...new Set(summary.notRun)];
  const notRun: Annotation[] =
    lost.length === 0
      ? []
      : [
          {
            level: 'error',
            title: `${plural(lost.length, 'case')} not run`,
            message: `${lost.slice(0, 20).join(' ')}${end.interrupted ? `\ninterrupted by ${end.interrupted}` : ''}`,
          },
        ];
  return [...problems(summary, 'error'), ...groups, ...notRun];
}

function problems(summary: Summary, severity: 'error' | 'warning'): Annotation[] {
  return summary.problems
    .filter((problem) => problem.severity === severity)
    .map(({ kind, text, file, line }: RunProblem) => ({
      level: severity,
      title: kind,
      message: text,
      file,
      line,
    }));
}

function warnings(summary: Summary): Annotation[] {
  const ends = inOrder(summary);
  const stale = new Set(summary.problems.filter(({ kind }) => kind === 'known-stale').map(({ id }) => id));
  const warn = (end: CaseEnd, title: string, message: string): Annotation => ({
    level: 'warning',
    title: `${end.id}: ${title}`,
    message,
    file: end.source,
  });
  return [
    ...ends
      .filter((end) => end.verdict === 'flaky')
      .map((end) => warn(end, 'flaky', `passed in attempt ${end.attempt}\nagain: ${end.rerun}`)),
    // A stale entry says the same, and where it stands.
    ...ends
      .filter((end) => end.verdict === 'fixed' && !stale.has(end.id))
      .map((end) => warn(end, 'fixed', end.verdictReason)),
    ...problems(summary, 'warning'),
  ];
}

/** At most ten; where there are more, the last one says how many. */
function within(annotations: readonly Annotation[]): Annotation[] {
  const [first] = annotations;
  if (first === undefined || annotations.length <= MAX_ANNOTATIONS) return [...annotations];
  const rest = annotations.slice(MAX_ANNOTATIONS - 1);
  const title = `and ${rest.length} more`;
  return [
    ...annotations.slice(0, MAX_ANNOTATIONS - 1),
    {
      level: first.level,
      title,
      message: rest.map((each) => `${each.title}: ${each.message.split('\n', 1)[0]}`).join('\n'),
    },
  ];
}

export function annotations(summary: Summary, end: RunEnd): Annotation[] {
  return [...within(errors(summary, end)), ...within(warnings(summary))];
}

/**
 * Takes from other people's text what the runner of the job would obey: a line that begins with `::`, and `##[` anywhere.
 */
export const tamed = (text: string): string =>
  text.replace(/^([^\S\n]*):(?=:)/gm, '$1:\u200b').replaceAll('##[', '##\u200b[');

/** For jobs of GitHub Actions: the lines of `ci`, folded; annotations; the step's summary. */
export function githubReporter(sink: Sink, options: GithubOptions = {}): Reporter {
  const lines = ciReporter({ write: (text) => sink.write(tamed(text)) }, options);
  return {
    name: 'github',
    onRunStart(event, summary) {
      if (options.quiet) return;
      lines.onRunStart?.(event, summary);
      sink.write(`::group::${data(plural(event.selection.cases.length, 'case'))}\n`);
    },
    onCaseEnd(event, summary) {
      if (!options.quiet) lines.onCaseEnd?.(event, summary);
    },
    onRunEnd(event, summary) {
      if (!options.quiet) sink.write('::endgroup::\n');
      sink.write(tamed(summaryText(summary, event, options)));
      sink.write(
        annotations(summary, event)
          .map((each) => `${annotationLine(each)}\n`)
          .join(''),
      );
      options.summary?.write(githubSummary(summary, event));
    },
  };
}
