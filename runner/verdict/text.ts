// SPDX-License-Identifier: GPL-2.0-or-later

import { stripVTControlCharacters } from 'node:util';

/** Longer lines are cut before any pattern looks at them, so that no input can make a pattern slow. */
export const MAX_LINE = 4096;

/**
 * What printk puts before a message: level `<6>`, time `[    1.234567]`, caller id `[    T1]` or `[    C0]`, and one
 * blank; anything after that blank is the message's own indentation.
 */
const PRINTK_PREFIX = /^(?:<\d{1,3}>)?(?:\[ *\d+\.\d{6}\](?:\[ *[TC]\d+\])? ?)?/;

/** Controls but tab and newline: they move the cursor or hide text, and no report is to pass them on. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what it is for
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]+/g;

/** One line without terminal escapes, control characters and printk prefix; indentation is kept. */
export function cleanLine(line: string): string {
  let text = line.length > MAX_LINE ? line.slice(0, MAX_LINE) : line;
  if (text.includes('\x1b') || text.includes('\x9b')) text = stripVTControlCharacters(text);
  text = text.replace(CONTROLS, '');
  const first = text.charCodeAt(0);
  if (first === 0x3c || first === 0x5b) text = text.replace(PRINTK_PREFIX, '');
  return text;
}

export interface Lines {
  /** Complete lines, without their newline. */
  lines: string[];
  /** What stands after the last newline; empty when the text ends with one. */
  rest: string;
}

/** Splits at newlines and keeps an unfinished last line apart. */
export function splitLines(text: string): Lines {
  const lines = text.split('\n');
  const rest = lines.pop() ?? '';
  return { lines, rest };
}

/** Text that is safe and short enough for one line of a report. */
export function oneLine(text: string, max = 300): string {
  const flat = text
    .slice(0, max * 4)
    .replace(CONTROLS, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return flat.length > max ? `${flat.slice(0, max - 1)}…` : flat;
}

/** A line for an excerpt: indentation kept, control characters gone, cut at `max`. */
export function excerptLine(text: string, max = 200): string {
  const flat = cleanLine(text).replace(/\t/g, '        ').trimEnd();
  return flat.length > max ? `${flat.slice(0, max - 1)}…` : flat;
}

/** `1 point`, `2 points`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
