// SPDX-License-Identifier: GPL-2.0-or-later
/** What can be run, as data. Words as in docs: a suite is a runtest file, a case one entry of it. */
import type { Problem } from '../errors.ts';
import type { KunitSuite, ResultFormat } from '../verdict/index.ts';
import type { Scenario } from './scenario.ts';

/** One line of a runtest file, before its scenario is read. */
export interface Entry {
  /** `suite/tag`. */
  readonly id: string;
  readonly suite: string;
  readonly tag: string;
  /** argv. The first word is a program's bare name (`fcntl07`), or `sh -c LINE` where the line needs a shell. */
  readonly command: readonly string[];
  /** Bare name of the program that the line runs; for a shell line its first command word. In a Case: of its C source. */
  readonly programName: string;
  /** Other command words of a shell line: one of them may be the program that is meant. */
  readonly otherPrograms?: readonly string[];
  readonly runtest: { readonly file: string; readonly line: number };
}

export interface Suite {
  readonly name: string;
  /** Absolute path of the runtest file. */
  readonly file: string;
  /** Text of its `#DESCRIPTION:` line, or ''. */
  readonly description: string;
  readonly entries: readonly Entry[];
}

/** A case that can be run: an entry with its program and its scenario. */
export interface Case extends Entry {
  /** Absolute path of the C source. */
  readonly program: string;
  readonly scenario: Scenario;
  /** Absolute path of the scenario file; of the program, when a foreign case has none. */
  readonly scenarioFile: string;
  /** Not ours: `ready`: `program` is no source; `planned`: the scenario says how many points there are. */
  readonly foreign?: { readonly ready: boolean; readonly planned: boolean; readonly format: ResultFormat };
  /** Suites that are built into the kernel: there is no program, and no file of the case. */
  readonly kunit?: readonly KunitSuite[];
}

export interface Catalog {
  readonly suites: readonly Suite[];
  /** The selected cases, in the order of the suites and of their lines. */
  readonly cases: readonly Case[];
  /** What is wrong with the files that were read. `run` must not start with any of these. */
  readonly problems: readonly Problem[];
}

/** A name that stands in a file. */
export interface ListedName {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface Selection {
  /** Suites (`syscalls`), cases (`syscalls/fcntl07`, `fcntl07`), or globs of these. Empty: all suites. */
  readonly names?: readonly string[] | undefined;
  /** `--cases-from`: exact names besides. */
  readonly listed?: readonly ListedName[] | undefined;
  /** `--case`: keep only cases whose tag or id matches one of these globs. */
  readonly cases?: readonly string[] | undefined;
  /** `--exclude`: drop cases whose tag or id matches one of these globs. */
  readonly exclude?: readonly string[] | undefined;
}
