// SPDX-License-Identifier: GPL-2.0-or-later

/** How often a function was entered. */
export interface FunctionCount {
  readonly name: string;
  /** Line where it begins, from 1. */
  readonly line: number;
  /** The last one, with it. */
  readonly endLine: number;
  readonly count: number;
}

/** What ran of one source file. Only lines with code are in it. */
export interface FileCoverage {
  /** Path in the kernel's tree. */
  readonly path: string;
  /** By name's line, then name. */
  readonly functions: readonly FunctionCount[];
  /** Line (from 1) to how often it ran, ascending. */
  readonly lines: ReadonlyMap<number, number>;
}

/** A file with its text, and what is known of its lines that no case can reach. */
export interface SourceCoverage extends FileCoverage {
  /** The file's lines, the first at 0. */
  readonly source: readonly string[];
  /** Line that did not run to the reason why none can make it. */
  readonly unreachable: ReadonlyMap<number, string>;
}

/** How much of something ran. */
export interface Share {
  readonly ran: number;
  readonly of: number;
}
