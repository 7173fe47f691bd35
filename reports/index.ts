// SPDX-License-Identifier: GPL-2.0-or-later

/** Reporters: listeners of journal events, each writes one kind of output. */
export { ciReporter } from './ci.ts';
export { type Paint, paintFor } from './format.ts';
export { jsonReporter, type Results, type ResultsCase, type ResultsRun } from './json.ts';
export { ktapReporter } from './ktap.ts';
export { type BrokenReporter, Multiplexer, replay } from './multiplexer.ts';
export type { Reporter, Sink } from './reporter.ts';
export { fileSink, memorySink } from './sink.ts';
export { type SummaryOptions, summaryText } from './summary.ts';
export { canRepaint, type Terminal, type TtyOptions, ttyReporter } from './tty.ts';
