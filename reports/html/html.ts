// SPDX-License-Identifier: GPL-2.0-or-later
/** The reporter that writes a page for maintainers: docs/report.md. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunStart } from '../../runner/journal/index.ts';
import type { Reporter, Sink } from '../reporter.ts';
import { readAssets } from './assets.ts';
import { type Assets, pageHtml } from './page.ts';
import type { PastRun } from './past.ts';
import { shape } from './shape.ts';

export interface HtmlContext {
  /** The run's directory: its logs are read at the end of the run. */
  readonly runDir: string;
  /** Runs that had ended when this one began, oldest first. */
  readonly pastRuns?: ((start: RunStart, runDir: string) => readonly PastRun[]) | undefined;
}

export function htmlReporter(sink: Sink, { runDir, pastRuns }: HtmlContext, assets?: Assets): Reporter {
  return {
    name: 'html',
    onRunEnd(end, summary) {
      const { start } = summary;
      if (start === null) return;
      const shaped = shape({
        summary,
        end,
        past: pastRuns?.(start, runDir) ?? [],
        readLog: (path) => readLog(join(runDir, path)),
      });
      sink.write(pageHtml(shaped, assets ?? readAssets()));
    },
  };
}

/** A journal may have been copied without its logs. */
function readLog(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
