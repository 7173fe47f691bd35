// SPDX-License-Identifier: GPL-2.0-or-later

import type { CaseEnd, Summary } from '../runner/journal/index.ts';
import type { Reporter, Sink } from './reporter.ts';
import {
  caseName,
  duration,
  headline,
  LABEL_WIDTH,
  label,
  plain,
  type SummaryOptions,
  summaryText,
  why,
} from './text.ts';

/** `[ 3/26] ok      syscalls/fcntl07  12 ms`; a line a case, and why, where there is a why. */
export function caseLine(end: CaseEnd, summary: Summary, nameWidth: number, paint = plain): string {
  const total = String(summary.counts.selected);
  const done = String(summary.counts.done).padStart(total.length);
  const { word, tone } = label(end);
  const reason = why(end);
  const head = `[${done}/${total}] ${paint(tone, word.padEnd(LABEL_WIDTH))} ${caseName(end).padEnd(nameWidth)} ${duration(end.durationMs).padStart(7)}`;
  return reason === '' ? head : `${head}  ${reason}`;
}

function retryLine(end: CaseEnd, summary: Summary, nameWidth: number): string {
  const blank = ' '.repeat(2 * String(summary.counts.selected).length + 3);
  const { outcome, reason } = end.result;
  return `${blank} ${'retry'.padEnd(LABEL_WIDTH)} ${caseName(end).padEnd(nameWidth)} ${duration(end.durationMs).padStart(7)}  attempt ${end.attempt} ${outcome}: ${reason}`;
}

/** Names are as wide as the widest, but one long name must not push all others away. */
export function nameWidthOf(summary: Summary): number {
  const widths = (summary.start?.selection.cases ?? []).map((id) => id.length);
  return Math.min(32, Math.max(12, ...widths));
}

/** Plain lines in the order of events, for logs of a CI job: no cursor, no clock of its own. */
export function ciReporter(sink: Sink, options: SummaryOptions = {}): Reporter {
  const paint = options.paint ?? plain;
  let width = 0;
  return {
    name: 'ci',
    onRunStart(_event, summary) {
      width = nameWidthOf(summary);
      sink.write(`${headline(summary)}\n`);
    },
    onCaseEnd(event, summary) {
      if (event.final) sink.write(`${caseLine(event, summary, width, paint)}\n`);
      else sink.write(`${retryLine(event, summary, width)}\n`);
    },
    onRunEnd(event, summary) {
      sink.write(summaryText(summary, event, options));
    },
  };
}
