// SPDX-License-Identifier: GPL-2.0-or-later
/** How the builds before a run are shown: one line that changes on a terminal, plain lines elsewhere. */
import type { BuildProgress, ProgressListener } from '../build/index.ts';

export interface ProgressSink {
  write(text: string): void;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

export interface ProgressView {
  readonly listener: ProgressListener;
  /** Takes the changing line away; call before anything else is written. */
  clear(): void;
}

const CLEAR_LINE = '\r\x1b[K';
/** Plain output says where a phase stands at these steps, not at every per cent. */
const PLAIN_STEP = 25;

/** Builds that find all in the cache are through before anybody could read about them. */
const SHOW_AFTER_MS = 700;

export function progressView(
  sink: ProgressSink,
  quiet = false,
  clock: () => number = Date.now,
): ProgressView {
  if (quiet) return { listener: () => {}, clear: () => {} };
  const began = clock();
  const view = sink.isTTY ? terminalView(sink) : plainView(sink);
  return {
    listener: (progress) => {
      if (clock() - began >= SHOW_AFTER_MS) view.listener(progress);
    },
    clear: view.clear,
  };
}

function terminalView(sink: ProgressSink): ProgressView {
  let shown = '';
  return {
    listener: (progress) => {
      const text = describe(progress).slice(0, Math.max(20, (sink.columns || 80) - 1));
      if (text !== shown) sink.write(CLEAR_LINE + text);
      shown = text;
    },
    clear: () => {
      if (shown !== '') sink.write(CLEAR_LINE);
      shown = '';
    },
  };
}

function plainView(sink: ProgressSink): ProgressView {
  let last = '';
  return {
    listener: (progress) => {
      const percent = Math.floor((progress.percent ?? 0) / PLAIN_STEP) * PLAIN_STEP;
      const text = describe({ ...progress, ...(progress.percent === undefined ? {} : { percent }) });
      if (text !== last) sink.write(`${text}\n`);
      last = text;
    },
    clear: () => {},
  };
}

function describe({ what, phase, percent }: BuildProgress): string {
  return `${what}: ${phase}${percent === undefined ? '' : ` ${percent} %`}`;
}
