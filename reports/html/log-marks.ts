// SPDX-License-Identifier: GPL-2.0-or-later
/** Which lines of a log are marked, and how. Pure. */
import type { CaseDetail, LogText } from './model.ts';

export interface Mark {
  /** What a reader hears of it: `oops: …`. */
  readonly title: string;
  readonly kind: 'bad' | 'quiet';
  /** The first line of what is marked, to which links jump. */
  readonly first: boolean;
}

/** Neighbouring lines that look alike, as one text. */
export interface Block {
  readonly text: string;
  readonly mark?: Mark;
  /** Index of the first line in the whole log. */
  readonly line: number;
}

/** Lines of kernel events, by their index in the console. */
export function consoleMarks(events: CaseDetail['kernelEvents']): Map<number, Mark> {
  const marks = new Map<number, Mark>();
  for (const { line, excerpt, kind, headline, allowed } of events) {
    for (let at = 0; at < Math.max(1, excerpt.length); at++) {
      marks.set(line + at, {
        title: `${kind}: ${headline}`,
        kind: allowed ? 'quiet' : 'bad',
        first: at === 0,
      });
    }
  }
  return marks;
}

/** Lines of TAP that tell of a failure. */
export function tapMarks(log: LogText): Map<number, Mark> {
  const marks = new Map<number, Mark>();
  const mark = (lines: readonly string[], from: number): void => {
    for (const [at, line] of lines.entries()) {
      if (/^\s*(?:not ok\b(?!.*#\s*(?:skip|todo|xfail)\b)|Bail out!)/i.test(line))
        marks.set(from + at, { title: 'failed', kind: 'bad', first: true });
    }
  };
  const head = log.head.split('\n');
  mark(head, 0);
  if (log.omitted !== undefined) mark((log.tail ?? '').split('\n'), head.length + log.omitted);
  return marks;
}

/** A log cut where its marks begin and end; null stands for the lines that were left out. */
export function blocks(log: LogText, marks: ReadonlyMap<number, Mark>): (Block | null)[] {
  const head = log.head === '' ? [] : log.head.split('\n');
  const parts: (Block | null)[] = cut(head, 0, marks);
  if (log.omitted === undefined) return parts;
  const tail = log.tail === '' || log.tail === undefined ? [] : log.tail.split('\n');
  return [...parts, null, ...cut(tail, head.length + log.omitted, marks)];
}

function cut(lines: readonly string[], from: number, marks: ReadonlyMap<number, Mark>): Block[] {
  const found: { lines: string[]; mark: Mark | undefined; line: number }[] = [];
  for (const [at, text] of lines.entries()) {
    const mark = marks.get(from + at);
    const last = found.at(-1);
    const goesOn = last !== undefined && last.mark?.title === mark?.title && !mark?.first;
    if (goesOn) last.lines.push(text);
    else found.push({ lines: [text], mark, line: from + at });
  }
  return found.map(({ lines: texts, mark, line }) => ({
    text: texts.join('\n'),
    line,
    ...(mark === undefined ? {} : { mark }),
  }));
}
