// SPDX-License-Identifier: GPL-2.0-or-later
/** Logs as a page holds them: whole, or begin and end. Pure. */
import type { LogText } from './model.ts';
import { visible } from './visible.ts';

/** Characters of a log that a page holds. What passed is hardly ever looked at, and a page has to go by mail. */
export const LOG_LIMIT = { good: 16_000, bad: 96_000 } as const;
/** A longer line is cut: a guest may print megabytes without a line end. */
const LINE_LIMIT = 2000;

const cutLine = (line: string): string =>
  line.length <= LINE_LIMIT
    ? line
    : `${line.slice(0, LINE_LIMIT)}… ${line.length - LINE_LIMIT} more characters`;

/** Lines from one end of a log, until there is no room for another. */
function take(lines: readonly string[], room: number): number {
  let used = 0;
  for (const [index, line] of lines.entries()) {
    used += line.length + 1;
    if (used > room) return index;
  }
  return lines.length;
}

/** Undefined for an empty log. */
export function logText(bytes: Uint8Array | undefined, path: string, limit: number): LogText | undefined {
  if (bytes === undefined || bytes.length === 0) return undefined;
  // Lines as the verdict counts them, so that kernel events are found by their line.
  const lines = new TextDecoder()
    .decode(bytes)
    .split(/\r?\n/)
    .map((line) => cutLine(visible(line)));
  if (lines.at(-1) === '') lines.pop();
  const whole = take(lines, limit);
  if (whole === lines.length) return { head: lines.join('\n'), path };
  // The end tells more: that is where things went wrong.
  const head = take(lines, limit / 3);
  const tail = take(lines.slice(head).reverse(), (limit * 2) / 3);
  return {
    head: lines.slice(0, head).join('\n'),
    omitted: lines.length - head - tail,
    tail: tail === 0 ? '' : lines.slice(-tail).join('\n'),
    path,
  };
}
