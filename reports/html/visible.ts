// SPDX-License-Identifier: GPL-2.0-or-later
/** What a guest printed may hold anything; a page shows it so that nobody is misled. */

/** Escape sequences that only colour or move the cursor; what is left of others is made visible. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
const TERMINAL = /\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)/g;

/**
 * Control characters but tab and line feed, characters that turn the direction of text round or have no width, and
 * halves of surrogate pairs.
 */
const HIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /[\0-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Surrogate}/gu;

const code = (char: string): string =>
  `\u27e8U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}\u27e9`;

function shown(char: string): string {
  const point = char.codePointAt(0) ?? 0;
  // The block of control pictures has a sign for each: ␀, ␛ …
  if (point < 0x20) return String.fromCodePoint(0x2400 + point);
  if (point === 0x7f) return '\u2421';
  if (point >= 0xd800 && point <= 0xdfff) return '\ufffd';
  return code(char);
}

/** Text in which everything that a browser would hide, or act on, can be seen. */
export function visible(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(TERMINAL, '').replace(HIDDEN, shown);
}

/** The same for each string in a value that is made of plain data; keys stay. */
export function visibleDeep<T>(value: T): T {
  if (typeof value === 'string') return visible(value) as T;
  if (Array.isArray(value)) return value.map(visibleDeep) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, visibleDeep(each)])) as T;
}
