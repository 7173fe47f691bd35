// SPDX-License-Identifier: GPL-2.0-or-later
/** Which reporters a run has: one for the screen, and the files that every run leaves. */
import { join } from 'node:path';
import {
  canRepaint,
  ciReporter,
  fileSink,
  jsonReporter,
  ktapReporter,
  paintFor,
  type Reporter,
  type Sink,
  summaryText,
  ttyReporter,
} from '../../reports/index.ts';
import type { RunOptions, ScreenReporter } from './run-options.ts';

export const RESULT_FILES = { json: 'results.json', ktap: 'results.ktap' } as const;

type Screen = NodeJS.WriteStream;

export function screenReporter(
  options: Pick<RunOptions, 'reporter' | 'quiet' | 'verbose'>,
  screen: Screen,
  runDir: string,
  env: NodeJS.ProcessEnv = process.env,
): Reporter {
  const sink: Sink = { write: (text) => void screen.write(text) };
  const paint = paintFor(screen.isTTY, env);
  const chosen: ScreenReporter =
    options.reporter ?? (canRepaint(screen.isTTY, env) && !options.verbose ? 'tty' : 'ci');
  if (options.quiet && (chosen === 'tty' || chosen === 'ci')) {
    return {
      name: 'summary',
      onRunEnd: (end, summary) => sink.write(summaryText(summary, end, { paint, runDir })),
    };
  }
  const make: Readonly<Record<ScreenReporter, () => Reporter>> = {
    tty: () => ttyReporter(screen, { paint, runDir }),
    ci: () => ciReporter(sink, { paint, runDir }),
    json: () => jsonReporter(sink),
    ktap: () => ktapReporter(sink),
  };
  return make[chosen]();
}

export function fileReporters(runDir: string): Reporter[] {
  return [
    jsonReporter(fileSink(join(runDir, RESULT_FILES.json))),
    ktapReporter(fileSink(join(runDir, RESULT_FILES.ktap))),
  ];
}
