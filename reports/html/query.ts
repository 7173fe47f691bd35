// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * The language of the search field: words and `key:value` terms that must all hold.
 *
 *     s:unexpected cause:oops,panic area:mmap !nommu "exact words" ms:>500
 */
import type { CaseRow } from './model.ts';

/** One thing that a case must have, or with `not` must not. */
export interface Term {
  readonly not: boolean;
  readonly test: (row: CaseRow) => boolean;
}

export interface Query {
  readonly terms: readonly Term[];
  /** What is wrong with it; such a term finds nothing. */
  readonly problem?: string;
}

type Key = 's' | 'cause' | 'area' | 'suite' | 'event' | 'origin' | 'id' | 'change' | 'ms';

/** Keys, and what they look at; a value fits the whole of one of these, or its begin before a `*`. */
const WORDS: Readonly<Record<Exclude<Key, 'ms'>, (row: CaseRow) => readonly string[]>> = {
  s: (row) => [row.state, row.outcome],
  cause: (row) => [row.cause, ...row.events],
  area: (row) => [row.area],
  suite: (row) => [row.id.slice(0, row.id.indexOf('/'))],
  event: (row) => (row.events.length > 0 ? [...row.events, 'any'] : ['none']),
  origin: (row) => (row.origin === undefined ? [] : [row.origin]),
  id: (row) => [row.id, row.key, row.id.slice(row.id.indexOf('/') + 1)],
  change: (row) => (row.change === undefined ? ['none'] : [row.change, 'any']),
};

const ALIASES: Readonly<Record<string, Key>> = {
  status: 's',
  state: 's',
  kernel: 'event',
  time: 'ms',
  c: 'cause',
};

export const KEYS: readonly string[] = [...Object.keys(WORDS), 'ms'];

const keyOf = (name: string): Key | undefined => {
  const key = ALIASES[name] ?? name;
  return KEYS.includes(key) ? (key as Key) : undefined;
};

/** A term as it is written: `!`, then `key:`, then words with or without quotes. */
const TERM = /(!?)(?:([a-z]+):(?:"((?:\\.|[^"\\])*)"?|(\S*))|"((?:\\.|[^"\\])*)"?|(\S+))/gi;

export function parseQuery(text: string): Query {
  const terms: Term[] = [];
  let problem: string | undefined;
  for (const [whole, bang, name, keyQuoted, keyBare, quoted, bare] of text.matchAll(TERM)) {
    const not = bang === '!';
    const key = name === undefined ? undefined : keyOf(name.toLowerCase());
    const value = keyBare ?? unquoted(keyQuoted ?? quoted ?? '');
    if (key === undefined) {
      // A colon in a message (`nommu.c:513`) is no key; a lone `!` is the begin of something.
      const words = quoted === undefined ? (bare ?? (not ? whole.slice(1) : whole)) : value;
      if (words !== '' && words !== '!') terms.push({ not, test: textTest(words) });
    } else if (key === 'ms') {
      const test = timeTest(value);
      if (test === undefined) problem = `${name}: wants a time, like ${name}:>500 or ${name}:<2s`;
      terms.push({ not, test: test ?? (() => false) });
    } else {
      terms.push({ not, test: wordTest(WORDS[key], value) });
    }
  }
  return problem === undefined ? { terms } : { terms, problem };
}

const unquoted = (text: string): string => text.replace(/\\(.)/g, '$1');

export const matches = (query: Query, row: CaseRow): boolean =>
  query.terms.every(({ not, test }) => test(row) !== not);

function wordTest(words: (row: CaseRow) => readonly string[], value: string): (row: CaseRow) => boolean {
  const wanted = value
    .toLowerCase()
    .split(',')
    .filter((each) => each !== '');
  // Half a word while it is typed: everything still fits.
  if (wanted.length === 0) return () => true;
  const fits = (word: string): boolean =>
    wanted.some((each) => (each.endsWith('*') ? word.startsWith(each.slice(0, -1)) : word === each));
  return (row) => words(row).some((word) => fits(word.toLowerCase()));
}

function textTest(value: string): (row: CaseRow) => boolean {
  const wanted = value.toLowerCase();
  return (row) => haystack(row).includes(wanted);
}

const haystacks = new WeakMap<CaseRow, string>();

function haystack(row: CaseRow): string {
  let text = haystacks.get(row);
  if (text === undefined) {
    text = [row.key, row.state, row.outcome, row.cause, row.why, row.title, ...row.events]
      .join('\n')
      .toLowerCase();
    haystacks.set(row, text);
  }
  return text;
}

/** `>500`, `<=2s`, `>1.5s`, `100ms`. */
function timeTest(value: string): ((row: CaseRow) => boolean) | undefined {
  const [, sign = '', digits, unit] = /^([<>]?=?)(\d+(?:\.\d+)?)(ms|s)?$/.exec(value) ?? [];
  if (digits === undefined) return undefined;
  const limit = Number(digits) * (unit === 's' ? 1000 : 1);
  const tests: Readonly<Record<string, (ms: number) => boolean>> = {
    '>': (ms) => ms > limit,
    '>=': (ms) => ms >= limit,
    '<': (ms) => ms < limit,
    '<=': (ms) => ms <= limit,
  };
  const test = tests[sign] ?? ((ms: number) => Math.round(ms) === limit);
  return (row) => test(row.ms);
}
