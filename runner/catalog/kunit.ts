// SPDX-License-Identifier: GPL-2.0-or-later
/** KUnit suites as cases: what a kernel lists, selected by globs. Pure. */
import picomatch from 'picomatch';
import { type Problem, UserError } from '../errors.ts';
import type { KunitSuite } from '../verdict/index.ts';
import { didYouMean } from './nearest.ts';
import { scenarioSchema } from './scenario.ts';
import { isGlob } from './select.ts';
import type { Case } from './types.ts';

/** The suite, in this tool's words, that all KUnit suites are cases of. */
export const KUNIT = 'kunit';

/** Suites of the same name (there may be several) are one case: the kernel cannot run them apart. */
function byName(suites: readonly KunitSuite[]): Map<string, KunitSuite[]> {
  const groups = new Map<string, KunitSuite[]>();
  for (const suite of suites) groups.set(suite.name, [...(groups.get(suite.name) ?? []), suite]);
  return groups;
}

/** `time_test_cases`; what cannot stand in a file name becomes `_`. */
function tagsOf(names: Iterable<string>): Map<string, string> {
  const tags = new Map<string, string>();
  const taken = new Set<string>();
  for (const name of names) {
    const plain = name.replace(/[^A-Za-z0-9_.+:@=,-]/g, '_').replace(/^[^A-Za-z0-9_]/, '_');
    let tag = plain;
    for (let nth = 2; taken.has(tag); nth++) tag = `${plain}-${nth}`;
    taken.add(tag);
    tags.set(name, tag);
  }
  return tags;
}

/**
 * The value of `kunit.filter_glob` that means this suite. The kernel splits its command line at blanks and a filter at
 * its dot, and reads `*?[` as a glob: a `?` stands for each of these.
 */
export const kunitFilter = (name: string): string => name.replace(/[^A-Za-z0-9_+:@=,-]/g, '?');

/** A suite's name, or a glob of names, with or without `kunit/`, as in the ids of results. */
function matcher(glob: string): (name: string, tag: string) => boolean {
  const bare = glob.startsWith(`${KUNIT}/`) ? glob.slice(KUNIT.length + 1) : glob;
  if (!isGlob(bare)) return (name, tag) => name === bare || tag === bare;
  const matches = picomatch(bare, { nobrace: true, noextglob: true, nonegate: true, dot: true });
  return (name, tag) => matches(name) || matches(tag);
}

export interface KunitCaseOptions {
  /** Names and globs; none: all. */
  readonly globs: readonly string[];
  /** Seconds for each boot. */
  readonly timeout: number;
}

/** A case for each selected suite, in the kernel's order. Throws UserError for a name that means nothing. */
export function kunitCases(suites: readonly KunitSuite[], options: KunitCaseOptions): Case[] {
  const groups = byName(suites);
  const tags = tagsOf(groups.keys());
  const problems: Problem[] = [];
  const chosen = new Set<string>();
  for (const glob of options.globs) {
    const matches = matcher(glob);
    const found = [...tags].filter(([name, tag]) => matches(name, tag)).map(([name]) => name);
    if (found.length === 0) problems.push(unknown(glob, [...groups.keys()]));
    for (const name of found) chosen.add(name);
  }
  if (problems.length > 0) throw UserError.of(problems);
  return [...groups]
    .filter(([name]) => options.globs.length === 0 || chosen.has(name))
    .map(([name, members]) => kunitCase(name, tags.get(name) ?? name, members, options.timeout));
}

function unknown(glob: string, names: readonly string[]): Problem {
  const message = isGlob(glob)
    ? `'${glob}' matches no KUnit suite of this kernel`
    : `this kernel has no KUnit suite '${glob}'`;
  const hint = didYouMean(glob, names) ?? "'ltp-nommu kunit --list' prints the suites";
  return { code: 'KUNIT_UNKNOWN', message, hint };
}

function kunitCase(name: string, tag: string, suites: readonly KunitSuite[], timeout: number): Case {
  return {
    id: `${KUNIT}/${tag}`,
    suite: KUNIT,
    tag,
    command: [`kunit.filter_glob=${kunitFilter(name)}`],
    programName: name,
    runtest: { file: '', line: 0 },
    program: '',
    scenario: scenarioSchema.parse({
      title: `KUnit suite ${name}`,
      nommu: { id: KUNIT, source: [name] },
      child: 'none',
      points: Math.max(
        1,
        suites.reduce((sum, { tests }) => sum + tests.length, 0),
      ),
      timeout,
    }),
    scenarioFile: '',
    kunit: suites,
  };
}
