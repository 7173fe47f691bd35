// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * Cases that are not ours: single ready programs, and folders with C sources or ready programs and runtest files.
 * A scenario beside a source is used; without one a case has the defaults and its own plan decides about its points.
 */
import { existsSync, statSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import fastGlob from 'fast-glob';
import { type Problem, UserError } from '../errors.ts';
import type { ResultFormat } from '../verdict/index.ts';
import { didYouMean } from './nearest.ts';
import { parseRuntest, splitCommand } from './runtest.ts';
import { parseScenario, type Scenario, scenarioSchema } from './scenario.ts';
import { selectEntries } from './select.ts';
import type { Case, Catalog, Entry, Selection, Suite } from './types.ts';

export interface ForeignOptions {
  /** Ready programs, each with its arguments, quoted as in a runtest file. */
  readonly programs?: readonly string[] | undefined;
  /** A folder with C sources or ready programs. */
  readonly testcases?: string | undefined;
  /** Runtest files, or folders of them. Default: `runtest/` in `testcases`. */
  readonly runtest?: readonly string[] | undefined;
  readonly format?: ResultFormat | undefined;
  /** Seconds, for cases without a scenario. */
  readonly timeout?: number | undefined;
  readonly selection?: Selection | undefined;
}

const SUITE = /^[A-Za-z0-9_][A-Za-z0-9_+-]*$/;

/** Throws UserError for what makes all of it meaningless; the rest are the catalogue's problems. */
export async function loadForeign(options: ForeignOptions): Promise<Catalog> {
  const suites: Suite[] = [];
  const problems: Problem[] = [];
  if (options.programs !== undefined) suites.push(programSuite(options.programs));
  const dir = options.testcases === undefined ? undefined : resolve(options.testcases);
  if (dir !== undefined) {
    for (const file of await runtestFiles(dir, options.runtest)) {
      const parsed = parseRuntest(await readFile(file, 'utf8'), basename(file), file);
      suites.push(parsed.suite);
      problems.push(...parsed.problems);
    }
  }
  const selected = selectEntries(suites, options.selection ?? {}, () => true);
  problems.push(...selected.problems);
  const sources = dir === undefined ? [] : await sourcesIn(dir);
  const cases: Case[] = [];
  for (const entry of selected.entries) {
    const result = await foreignCase(entry, dir, sources, options);
    if ('problems' in result) problems.push(...result.problems);
    else cases.push(result);
  }
  return { suites, cases, problems };
}

/** Each `--program` is a case of the suite `program`. */
function programSuite(programs: readonly string[]): Suite {
  const tags = new Set<string>();
  const entries = programs.map((text): Entry => {
    const words = isFile(text) ? { kind: 'argv' as const, argv: [text] } : splitCommand(text);
    const path = words.kind === 'argv' ? words.argv[0] : undefined;
    if (words.kind !== 'argv' || path === undefined) {
      const why = words.kind === 'error' ? words.message : 'it needs a shell';
      throw new UserError('PROGRAM_INVALID', `--program ${text}: ${why}`, {
        hint: "a path and arguments, like --program './a.out -x 3'; put shell lines into a runtest file",
      });
    }
    const name = basename(path);
    const plain = name.replace(/[^A-Za-z0-9_.+:@=,-]/g, '_').replace(/^[^A-Za-z0-9_]/, '_');
    let tag = plain;
    for (let nth = 2; tags.has(tag); nth++) tag = `${plain}-${nth}`;
    tags.add(tag);
    const command = [resolve(path), ...words.argv.slice(1)];
    const runtest = { file: resolve(path), line: 1 };
    return { id: `program/${tag}`, suite: 'program', tag, command, programName: name, runtest };
  });
  return { name: 'program', file: '', description: '', entries };
}

async function runtestFiles(dir: string, given: readonly string[] | undefined): Promise<string[]> {
  if (!existsSync(dir)) throw new UserError('TESTCASES_INVALID', `--testcases: there is no folder ${dir}`);
  const files: string[] = [];
  for (const path of (given ?? [join(dir, 'runtest')]).map((each) => resolve(each))) {
    if (!existsSync(path)) {
      throw new UserError('RUNTEST_MISSING', `there is no runtest file or folder ${path}`, {
        hint: "write one, a line 'tag command arguments' for each case, or name it with --runtest",
      });
    }
    if (isFile(path)) files.push(path);
    else {
      const names = await readdir(path, { withFileTypes: true });
      const found = names.filter((each) => each.isFile() && SUITE.test(each.name)).map(({ name }) => name);
      files.push(...found.sort().map((name) => join(path, name)));
    }
  }
  return files;
}

async function sourcesIn(dir: string): Promise<string[]> {
  const paths = await fastGlob('**/*.c', { cwd: dir, absolute: true, ignore: ['**/node_modules/**'] });
  return paths.sort();
}

const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile();

/** A source comes before a program of that name: beside it lies what LTP's build made for the host. */
async function foreignCase(
  entry: Entry,
  dir: string | undefined,
  sources: readonly string[],
  options: ForeignOptions,
): Promise<Case | { readonly problems: readonly Problem[] }> {
  const at = { ...entry.runtest, column: 1 };
  const [first = ''] = entry.command;
  const names = [entry.programName, ...(entry.otherPrograms ?? [])];
  const found = isAbsolute(first) ? [] : sources.filter((path) => names.includes(basename(path, '.c')));
  if (found.length > 1) {
    const message = `case '${entry.tag}': '${entry.programName}.c' exists ${found.length} times`;
    return { problems: [{ code: 'CASE_AMBIGUOUS', message, hint: found.join(', '), ...at }] };
  }
  const places = isAbsolute(first)
    ? [first]
    : names.flatMap((name) => [join(dir ?? '.', name), join(dir ?? '.', 'bin', name)]);
  const program = found[0] ?? places.find(isFile);
  if (program === undefined) {
    const message = `case '${entry.tag}' runs '${entry.programName}', but there is no such ${isAbsolute(first) ? `program: ${first}` : `C source or program in ${dir}`}`;
    const hint = didYouMean(
      entry.programName,
      sources.map((path) => basename(path, '.c')),
    );
    const place = entry.suite === 'program' ? {} : at;
    return { problems: [{ code: 'CASE_NO_SOURCE', message, hint, ...place }] };
  }
  const name = basename(program, found[0] === undefined ? '' : '.c');
  const command = entry.command[0] === 'sh' ? entry.command : [name, ...entry.command.slice(1)];
  const ready = found[0] === undefined;
  const foreign = { ready, format: options.format ?? 'auto' } as const;
  const base = { ...entry, command, programName: name, program };
  const file = [entry.tag, name].map((each) => join(dirname(program), `${each}.yaml`)).find(isFile);
  if (file === undefined) {
    const scenario = defaultScenario(entry, program, options.timeout);
    return { ...base, scenario, scenarioFile: program, foreign: { ...foreign, planned: false } };
  }
  const loaded = parseScenario(await readFile(file, 'utf8'), file);
  if (!loaded.ok) return { problems: loaded.problems };
  return { ...base, scenario: loaded.scenario, scenarioFile: file, foreign: { ...foreign, planned: true } };
}

/** LTP's library ends a test by itself, 30 s after its runtime, which is minutes for some: this is only for what hangs. */
export const FOREIGN_TIMEOUT_S = 330;
/** Tests on devices write tens of megabytes, and a device is memory here. */
const FOREIGN_MEMORY_MB = 256;

function defaultScenario(entry: Entry, program: string, timeout: number | undefined): Scenario {
  return scenarioSchema.parse({
    title: entry.command.map((word, index) => (index === 0 ? basename(word) : word)).join(' '),
    nommu: { id: 'foreign', source: [program] },
    child: 'none',
    points: 1,
    needs: { memory_mb: FOREIGN_MEMORY_MB },
    timeout: timeout ?? FOREIGN_TIMEOUT_S,
  });
}
