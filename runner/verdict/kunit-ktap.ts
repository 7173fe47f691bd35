// SPDX-License-Identifier: GPL-2.0-or-later

import { cleanLine, plural } from './text.ts';

/** A suite of a KUnit kernel, as the kernel lists it (`kunit.action=list`). */
export interface KunitSuite {
  readonly name: string;
  /** In the order they run; without the suite's name. */
  readonly tests: readonly string[];
}

/** What a KUnit boot's console says about the suites that were to run. */
export interface KunitReading {
  /** The kernel came as far as its first KTAP line. */
  begun: boolean;
  /** The stream made whole: a listed test without a result stands there as `not ok … # ERROR`. */
  ktap: string;
  /** Listed tests without a result, as `suite.test`. */
  missing: string[];
  /** The first of them: what ran when the kernel ended. Null when only a suite's last line is missing, or nothing. */
  running: string | null;
  /** Lines that contradict the list. */
  problems: string[];
}

/** Blanks for each level (kernel: KUNIT_INDENT_LEN). */
const INDENT = 4;
const VERSION = /^KTAP version \d+$/;
const PLAN = /^1\.\.(\d+)$/;
const RESULT = /^(ok|not ok) (\d+) ?(.*)$/;
const SUBTEST = /^# Subtest: (.*)$/;
/** After this line an assertion explains itself in lines that are no TAP. */
const ASSERTION = /^# .*: (?:EXPECTATION|ASSERTION) FAILED at /;
const MAX_NOTES = 10;

interface Result {
  readonly line: string;
  readonly number: number;
  readonly name: string;
  readonly notes: readonly string[];
  /** Results of its parameters, where it has any. */
  readonly inner: readonly Result[];
}

/** One suite's block, as far as it came. */
interface Block {
  name: string;
  plan: number | null;
  readonly results: Result[];
  /** Parameters of a test that has no result yet. */
  open: Result[];
  /** The suite's own result line. */
  end: Result | null;
}

/** The list that a kernel prints with `kunit.action=list`: each suite's name, then `suite.test` of all its tests. */
export function parseKunitList(console: string): KunitSuite[] {
  const lines = console.split('\n').map(cleanLine);
  const first = lines.findIndex((line) => VERSION.test(line));
  const suites: { name: string; tests: string[] }[] = [];
  if (first < 0) return suites;
  let current: { name: string; tests: string[] } | undefined;
  for (const [index, line] of lines.entries()) {
    if (index <= first || line === '') continue;
    if (current !== undefined && line.startsWith(`${current.name}.`)) {
      current.tests.push(line.slice(current.name.length + 1));
    } else if (lines[index + 1]?.startsWith(`${line}.`)) {
      current = { name: line, tests: [] };
      suites.push(current);
    }
  }
  return suites;
}

/** Splits a line of KTAP into its level and its text; null for a line that is none. */
function levelOf(line: string): { level: number; text: string } | null {
  const text = line.trimStart();
  const width = line.length - text.length;
  const isKtap = VERSION.test(text) || PLAN.test(text) || RESULT.test(text) || text.startsWith('# ');
  return isKtap && width % INDENT === 0 ? { level: width / INDENT, text } : null;
}

class KunitReader {
  readonly blocks: Block[] = [];
  begun = false;
  #block: Block | null = null;
  #notes: string[] = [];
  #inAssertion = false;

  take(line: string): void {
    const found = levelOf(line);
    if (!this.begun) {
      this.begun = found?.level === 0 && VERSION.test(found.text);
      return;
    }
    if (found === null) {
      if (this.#inAssertion && /^\s{4}/.test(line)) this.#note(line.trim());
      else this.#inAssertion = false;
      return;
    }
    const { level, text } = found;
    const result = RESULT.exec(text);
    if (result !== null) this.#result(level, text, Number(result[2]), result[3] ?? '');
    else if (text.startsWith('# ')) this.#comment(level, text);
    else if (level === 1 && VERSION.test(text)) this.#newBlock();
    else if (level === 1 && this.#block !== null) this.#block.plan = Number(PLAN.exec(text)?.[1] ?? 0);
  }

  #newBlock(name = ''): void {
    this.#block = { name, plan: null, results: [], open: [], end: null };
    this.blocks.push(this.#block);
  }

  #comment(level: number, text: string): void {
    const name = SUBTEST.exec(text)?.[1];
    if (name !== undefined) {
      if (level === 1 && this.#block?.name === '') this.#block.name = name;
      return;
    }
    this.#inAssertion = ASSERTION.test(text);
    this.#note(text.slice(2));
  }

  #note(text: string): void {
    if (this.#notes.length < MAX_NOTES) this.#notes.push(text);
  }

  #result(level: number, line: string, number: number, rest: string): void {
    const name = rest.replace(/\s*#.*$/, '').replace(/^- /, '');
    const notes = this.#notes;
    this.#notes = [];
    this.#inAssertion = false;
    // A suite that cannot be set up has a result line and nothing else.
    if (this.#block === null && level === 0) this.#newBlock(name);
    const block = this.#block;
    if (block === null) return;
    if (level >= 2) {
      block.open.push({ line, number, name, notes, inner: [] });
    } else if (level === 1) {
      block.results.push({ line, number, name, notes, inner: block.open });
      block.open = [];
    } else if (level === 0) {
      block.end = { line, number, name, notes, inner: [] };
      this.#block = null;
    }
  }
}

const pad = (level: number): string => ' '.repeat(level * INDENT);

function writeResult(out: string[], level: number, result: Result): void {
  if (result.inner.length > 0) writeInner(out, level + 1, result.name, result.inner);
  out.push(...result.notes.map((note) => `${pad(level)}# ${note}`), `${pad(level)}${result.line}`);
}

/** Parameters are counted by nobody beforehand: the kernel prints no plan for them. */
function writeInner(out: string[], level: number, name: string, results: readonly Result[]): void {
  out.push(
    `${pad(level)}KTAP version 1`,
    `${pad(level)}# Subtest: ${name}`,
    `${pad(level)}1..${results.length}`,
  );
  for (const result of results) writeResult(out, level, result);
}

/** One suite, with what it lacks filled in. */
function writeSuite(
  out: string[],
  suite: KunitSuite,
  block: Block | undefined,
  number: number,
  into: Pick<KunitReading, 'missing' | 'problems'>,
): void {
  const done = new Map((block?.results ?? []).map((result) => [result.number, result]));
  out.push(
    `${pad(1)}KTAP version 1`,
    `${pad(1)}# Subtest: ${suite.name}`,
    `${pad(1)}1..${suite.tests.length}`,
  );
  if (block?.plan !== undefined && block.plan !== null && block.plan !== suite.tests.length) {
    const listed = plural(suite.tests.length, 'test');
    into.problems.push(`plan 1..${block.plan} of ${suite.name}, but the kernel lists ${listed}`);
  }
  let open = block?.open ?? [];
  for (const [index, test] of suite.tests.entries()) {
    const result = done.get(index + 1);
    if (result !== undefined) {
      if (result.name !== test)
        into.problems.push(`result ${index + 1} of ${suite.name} is of ${result.name}, not of ${test}`);
      writeResult(out, 1, result);
      continue;
    }
    into.missing.push(`${suite.name}.${test}`);
    if (open.length > 0) writeInner(out, 2, test, open);
    open = [];
    out.push(`${pad(1)}not ok ${index + 1} ${test} # ERROR no result`);
  }
  const results = block?.results ?? [];
  if (results.length > done.size) into.problems.push(`a result of ${suite.name} came twice`);
  const beyond = results.find((result) => result.number < 1 || result.number > suite.tests.length);
  if (beyond !== undefined) into.problems.push(`result ${beyond.number} of ${suite.name} is not in the list`);
  const end = block?.end;
  if (end === undefined || end === null) {
    out.push(`not ok ${number} ${suite.name} # ERROR the suite did not end`);
    return;
  }
  out.push(...end.notes.map((note) => `# ${note}`));
  out.push(end.line.replace(/^(ok|not ok) \d+/, `$1 ${number}`));
}

/**
 * Reads a console on which `suites` were to report. What the kernel says between the lines of KTAP is left out; what
 * was listed and has no result is never taken for a pass.
 */
export function readKunit(console: string, suites: readonly KunitSuite[]): KunitReading {
  const reader = new KunitReader();
  for (const line of console.split('\n')) reader.take(cleanLine(line));
  const into = { missing: [] as string[], problems: [] as string[] };
  const out = ['KTAP version 1', `1..${suites.length}`];
  const blocks = [...reader.blocks];
  for (const [index, suite] of suites.entries()) {
    const at = blocks.findIndex((block) => block.name === suite.name);
    const [block] = at < 0 ? [] : blocks.splice(at, 1);
    writeSuite(out, suite, block, index + 1, into);
  }
  for (const block of blocks) into.problems.push(`suite ${block.name || '?'} was not asked for`);
  return {
    begun: reader.begun,
    ktap: `${out.join('\n')}\n`,
    ...into,
    running: into.missing[0] ?? null,
  };
}
