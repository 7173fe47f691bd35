// SPDX-License-Identifier: GPL-2.0-or-later

import { clearScreenDown, cursorTo, moveCursor } from 'node:readline';
import type { CaseEnd, Summary } from '../runner/journal/index.ts';
import type { Reporter } from './reporter.ts';
import {
  caseName,
  countsText,
  cutTo,
  duration,
  headline,
  LABEL_WIDTH,
  label,
  type Paint,
  paintFor,
  summaryText,
  why,
} from './text.ts';

/** The part of a terminal that is used. */
export type Terminal = NodeJS.WritableStream & { columns?: number };

export interface TtyOptions {
  paint?: Paint;
  runDir?: string;
  /** Milliseconds; the live lines show elapsed time. Tests bring their own. */
  clock?: () => number;
  /** Calls back about every so many ms until the returned function is called. */
  every?: (ms: number, work: () => void) => () => void;
}

/** Boots end within milliseconds; more repaints than this only make a terminal slow. */
const REPAINT_MS = 100;
/** A boot younger than this is not worth a name on the screen. */
const SHOW_AFTER_MS = 300;

const timer = (ms: number, work: () => void): (() => void) => {
  const handle = setInterval(work, ms);
  handle.unref();
  return () => clearInterval(handle);
};

/** Lines at the bottom that are painted over and over; everything else scrolls above them. */
class LiveArea {
  readonly #terminal: Terminal;
  #lines = 0;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  get width(): number {
    // The last column stays free: some terminals wrap when it is written.
    return Math.max(20, (this.#terminal.columns || 80) - 1);
  }

  /** Text that stays, above the live lines. */
  print(text: string): void {
    this.clear();
    this.#terminal.write(text);
  }

  paint(lines: readonly string[]): void {
    this.clear();
    this.#terminal.write(lines.map((line) => `${line}\n`).join(''));
    this.#lines = lines.length;
  }

  clear(): void {
    if (this.#lines === 0) return;
    moveCursor(this.#terminal, 0, -this.#lines);
    cursorTo(this.#terminal, 0);
    clearScreenDown(this.#terminal);
    this.#lines = 0;
  }
}

/** Whatever a person should see at once: everything but an ordinary pass, skip or known failure. */
const isNews = (end: CaseEnd): boolean => !end.final || label(end).word === label(end).word.toUpperCase();

/**
 * Live progress for a terminal: unexpected results scroll by as they come, two lines below them say how far the run is
 * and what is taking long. Quiet otherwise.
 */
export function ttyReporter(terminal: Terminal, options: TtyOptions = {}): Reporter {
  const paint = options.paint ?? paintFor(true, process.env);
  const clock = options.clock ?? Date.now;
  const area = new LiveArea(terminal);
  let stop = (): void => {};
  let began = 0;
  let already = 0;
  let current: Summary | null = null;

  const eta = (summary: Summary): string => {
    const { done, selected } = summary.counts;
    const fresh = done - already;
    if (fresh < 3 || done >= selected) return '';
    return `, about ${duration(((clock() - began) / fresh) * (selected - done))} left`;
  };

  const running = (summary: Summary): string => {
    const now = clock();
    const long = summary.running
      .map((start) => ({ start, ms: now - Date.parse(start.time) }))
      .filter(({ ms }) => ms >= SHOW_AFTER_MS)
      .map(({ start, ms }) => `${caseName(start)} ${(ms / 1000).toFixed(1)} s`);
    return long.length > 0 ? `  running: ${long.join(', ')}` : '';
  };

  const repaint = (): void => {
    if (!current) return;
    const { done, selected } = current.counts;
    const width = area.width;
    const head = `[${String(done).padStart(String(selected).length)}/${selected}] `;
    const tail = eta(current);
    // Counts are cut by their plain text, so that no escape sequence is cut in two.
    const room = width - head.length - tail.length;
    const counts =
      countsText(current).length <= room ? countsText(current, paint) : cutTo(countsText(current), room);
    const busy = cutTo(running(current), width);
    area.paint([head + counts + tail, ...(busy === '' ? [] : [paint('quiet', busy)])]);
  };

  const newsLine = (end: CaseEnd): string => {
    const { word, tone } = end.final ? label(end) : { word: 'retry', tone: 'warn' as const };
    const name = caseName(end);
    const reason = end.final
      ? why(end)
      : `attempt ${end.attempt} ${end.result.outcome}: ${end.result.reason}`;
    const room = area.width - LABEL_WIDTH - name.length - 3;
    return `${paint(tone, word.padEnd(LABEL_WIDTH))} ${name}  ${cutTo(reason, Math.max(20, room))}\n`;
  };

  return {
    name: 'tty',
    onRunStart(_event, summary) {
      current = summary;
      began = clock();
      already = summary.counts.done;
      area.print(`${paint('strong', headline(summary))}\n`);
      stop();
      stop = (options.every ?? timer)(REPAINT_MS, repaint);
    },
    onCaseEnd(event, summary) {
      current = summary;
      if (!isNews(event)) return;
      area.print(newsLine(event));
      repaint();
    },
    onRunEnd(event, summary) {
      stop();
      area.clear();
      const { runDir } = options;
      const wide = { paint, width: area.width };
      terminal.write(summaryText(summary, event, runDir === undefined ? wide : { ...wide, runDir }));
    },
  };
}

/** For terminals that cannot move the cursor the lines of `ci` are better. */
export const canRepaint = (isTty: boolean, env: NodeJS.ProcessEnv): boolean =>
  isTty && env.TERM !== 'dumb' && !env.CI;
