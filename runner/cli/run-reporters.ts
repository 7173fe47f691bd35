// SPDX-License-Identifier: GPL-2.0-or-later
/** Makes the reporters of a run, or of a finished run's journal: one for the screen, and those that write files. */
import { join } from 'node:path';
import {
  appendSink,
  canRepaint,
  ciReporter,
  FORMATS,
  type Format,
  fileSink,
  type GithubOptions,
  githubReporter,
  paintFor,
  type Reporter,
  type Sink,
  summaryText,
  ttyReporter,
} from '../../reports/index.ts';
import { pastRuns } from './report-history.ts';
import { parseReporters, type ReporterChoice, type ScreenReporter } from './reporter-options.ts';

type Screen = NodeJS.WriteStream;

export interface ScreenOptions {
  readonly screen?: ScreenReporter | undefined;
  readonly quiet?: boolean | undefined;
  readonly verbose?: boolean | undefined;
}

/** Without a choice: what GitHub folds and annotates in its jobs, live lines on a terminal, plain lines elsewhere. */
export function screenFor(options: ScreenOptions, isTty: boolean, env: NodeJS.ProcessEnv): ScreenReporter {
  if (options.screen !== undefined) return options.screen;
  if (env.GITHUB_ACTIONS === 'true') return 'github';
  return canRepaint(isTty, env) && !options.verbose ? 'tty' : 'ci';
}

export function screenReporter(
  options: ScreenOptions,
  screen: Screen,
  runDir: string,
  env: NodeJS.ProcessEnv = process.env,
): Reporter {
  const sink: Sink = { write: (text) => void screen.write(text) };
  const paint = paintFor(screen.isTTY, env);
  const quiet = options.quiet ?? false;
  const chosen = screenFor(options, screen.isTTY, env);
  switch (chosen) {
    case 'tty':
    case 'ci':
      if (quiet) {
        return {
          name: 'summary',
          onRunEnd: (end, summary) => sink.write(summaryText(summary, end, { paint, runDir })),
        };
      }
      return chosen === 'tty' ? ttyReporter(screen, { paint, runDir }) : ciReporter(sink, { paint, runDir });
    case 'github':
      return githubReporter(sink, { paint, runDir, quiet, ...stepSummary(env) });
    default:
      return FORMATS[chosen].make(sink, { runDir, pastRuns });
  }
}

function stepSummary({ GITHUB_STEP_SUMMARY: path }: NodeJS.ProcessEnv): Pick<GithubOptions, 'summary'> {
  return path === undefined || path === '' ? {} : { summary: appendSink(path) };
}

/** The files that were asked for. */
export function fileReporters({ files }: ReporterChoice, runDir: string): Reporter[] {
  return files.map(({ format, path }) => FORMATS[format].make(fileSink(path), { runDir, pastRuns }));
}

/** The files that every run leaves in its directory. */
export function standardReporters(runDir: string): Reporter[] {
  return Object.values<Format>(FORMATS).flatMap(({ always, make }) =>
    always === undefined ? [] : [make(fileSink(join(runDir, always)), { runDir, pastRuns })],
  );
}

export interface ReporterOptions {
  /** The values of `--reporter`. */
  readonly reporter?: readonly string[] | undefined;
  readonly quiet?: boolean | undefined;
  readonly verbose?: boolean | undefined;
}

/** All reporters of a run: its own files, those that were asked for, and the screen. Throws UserError. */
export function runReporters(
  options: ReporterOptions,
  runDir: string,
  screen: Screen = process.stdout,
): Reporter[] {
  const choice = parseReporters(options.reporter);
  return [
    ...standardReporters(runDir),
    ...fileReporters(choice, runDir),
    screenReporter({ ...options, screen: choice.screen }, screen, runDir),
  ];
}
