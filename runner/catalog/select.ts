// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * Which entries a person means. Exact names by default, so `ftest01` never hits `lftest01`; a name with `*`, `?` or `[`
 * is a glob over ids (`syscalls/fcntl*`) or, without a slash, over suites and tags. Pure.
 */
import picomatch from 'picomatch';
import type { Problem } from '../errors.ts';
import { didYouMean } from './nearest.ts';
import type { Entry, ListedName, Selection, Suite } from './types.ts';

export interface Selected {
  readonly entries: readonly Entry[];
  /** Names that match nothing, or an empty selection. */
  readonly problems: readonly Problem[];
}

/** A name, and where it stands if that is a file. */
type NamedAt = Pick<ListedName, 'name'> & Partial<ListedName>;

/**
 * `isHome(suite)` says whether a suite has a folder of its own with sources. A tag named without its suite that stands
 * in several suites with the same command is one case: the suite at home there gives it.
 */
export function selectEntries(
  suites: readonly Suite[],
  selection: Selection,
  isHome: (suite: string) => boolean = () => false,
): Selected {
  const all = suites.flatMap((suite) => suite.entries);
  const problems: Problem[] = [];
  const names: readonly NamedAt[] = [
    ...(selection.names ?? []).map((name) => ({ name })),
    ...(selection.listed ?? []),
  ];
  let chosen: Set<Entry>;
  if (names.length === 0) chosen = new Set(all);
  else {
    chosen = new Set();
    for (const { name, ...at } of names) {
      const found = findByName(name, suites, all, isHome);
      if (found.length === 0) problems.push({ ...unknownName(name, suites, all), ...at });
      for (const entry of found) chosen.add(entry);
    }
  }
  const keep = (selection.cases ?? []).map((pattern) => ({ pattern, matches: entryMatcher(pattern) }));
  for (const { pattern, matches } of keep) {
    if (!all.some(matches)) problems.push(unknownPattern('--case', pattern, all));
  }
  const drop = (selection.exclude ?? []).map((pattern) => ({ pattern, matches: entryMatcher(pattern) }));
  for (const { pattern, matches } of drop) {
    if (!all.some(matches)) problems.push(unknownPattern('--exclude', pattern, all));
  }
  const entries = all.filter(
    (entry) =>
      chosen.has(entry) &&
      (keep.length === 0 || keep.some(({ matches }) => matches(entry))) &&
      !drop.some(({ matches }) => matches(entry)),
  );
  if (entries.length === 0 && problems.length === 0) {
    problems.push({
      code: 'SELECTION_EMPTY',
      message: 'no case is selected',
      hint: all.length === 0 ? 'the runtest files have no entries' : "'ltp-nommu list' shows what there is",
    });
  }
  return { entries, problems };
}

export function isGlob(name: string): boolean {
  return /[*?[]/.test(name);
}

function findByName(
  name: string,
  suites: readonly Suite[],
  all: readonly Entry[],
  isHome: (suite: string) => boolean,
): readonly Entry[] {
  const matches = nameMatcher(name);
  if (name.includes('/')) return all.filter((entry) => matches(entry.id));
  const bySuite = suites.filter((suite) => matches(suite.name)).flatMap((suite) => suite.entries);
  const taken = new Set(bySuite);
  const byTag = all.filter((entry) => !taken.has(entry) && matches(entry.tag));
  // A glob may hit the same case under its suite and under its tag: then the suite's entry is the one.
  const already = new Set(bySuite.map(sameness));
  return [...bySuite, ...onePerCommand(byTag, isHome).filter((entry) => !already.has(sameness(entry)))];
}

function onePerCommand(entries: readonly Entry[], isHome: (suite: string) => boolean): Entry[] {
  const best = new Map<string, Entry>();
  for (const entry of entries) {
    const other = best.get(sameness(entry));
    if (other === undefined || (!isHome(other.suite) && isHome(entry.suite)))
      best.set(sameness(entry), entry);
  }
  return [...best.values()];
}

function sameness(entry: Entry): string {
  return [entry.tag, ...entry.command].join('\0');
}

/** `--case` and `--exclude` hold a pattern against the tag, or against the id when it has a slash. */
function entryMatcher(pattern: string): (entry: Entry) => boolean {
  const matches = nameMatcher(pattern);
  return pattern.includes('/') ? (entry) => matches(entry.id) : (entry) => matches(entry.tag);
}

function nameMatcher(name: string): (text: string) => boolean {
  if (!isGlob(name)) return (text) => text === name;
  // Braces and extglobs are left out: only * ? [ ] make a pattern, as the documentation says.
  return picomatch(name, { nobrace: true, noextglob: true, nonegate: true, dot: true });
}

function unknownName(name: string, suites: readonly Suite[], all: readonly Entry[]): Problem {
  if (isGlob(name)) return { code: 'SELECTION_UNKNOWN', message: `'${name}' matches no suite and no case` };
  const known = name.includes('/')
    ? all.map((entry) => entry.id)
    : [...suites.map((suite) => suite.name), ...all.map((entry) => entry.tag)];
  const suiteNames = suites.map((suite) => suite.name).join(', ');
  return {
    code: 'SELECTION_UNKNOWN',
    message: `no suite or case is called '${name}'`,
    hint: didYouMean(name, known) ?? (suiteNames === '' ? 'there are no suites' : `suites: ${suiteNames}`),
  };
}

function unknownPattern(option: string, pattern: string, all: readonly Entry[]): Problem {
  const known = pattern.includes('/') ? all.map((entry) => entry.id) : all.map((entry) => entry.tag);
  return {
    code: 'SELECTION_UNKNOWN',
    message: `${option} '${pattern}' matches no case`,
    hint: isGlob(pattern) ? undefined : didYouMean(pattern, known),
  };
}
