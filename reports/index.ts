// SPDX-License-Identifier: GPL-2.0-or-later

/** Reporters: listeners of journal events, each writes one kind of output. */
export type { Results, ResultsCase, ResultsRun } from '../runner/journal/index.ts';
export { ciReporter } from './ci.ts';
export { duration, type Paint, paintFor } from './format.ts';
export { FORMAT_NAMES, FORMATS, type Format, type FormatContext, type FormatName } from './formats.ts';
export { type GithubOptions, githubReporter } from './github.ts';
export { githubSummaryReporter } from './github-summary.ts';
export { htmlReporter } from './html/html.ts';
export type { PastCase, PastRun } from './html/past.ts';
export { jsonReporter } from './json.ts';
export { junitReporter } from './junit.ts';
export { type Kcidb, kcidbReporter } from './kcidb.ts';
export { type KirkResults, kirkReporter } from './kirk.ts';
export { ktapReporter } from './ktap.ts';
export { type BrokenReporter, Multiplexer, replay } from './multiplexer.ts';
export type { Reporter, Sink } from './reporter.ts';
export { appendSink, fileSink, memorySink } from './sink.ts';
export { type SummaryOptions, summaryText } from './summary.ts';
export { canRepaint, type Terminal, type TtyOptions, ttyReporter } from './tty.ts';
