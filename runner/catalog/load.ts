// SPDX-License-Identifier: GPL-2.0-or-later
/** Reads the catalogue from disk: all runtest files (they are small), then only the scenarios of the selected cases. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import fastGlob from 'fast-glob';
import type { Problem } from '../errors.ts';
import { didYouMean } from './nearest.ts';
import { parseRuntest } from './runtest.ts';
import { parseScenario, type ScenarioFile } from './scenario.ts';
import { selectEntries } from './select.ts';
import type { Case, Catalog, Entry, Selection, Suite } from './types.ts';

export interface CatalogOptions {
  /** The folder with runtest/ and testcases/. */
  readonly root: string;
  readonly selection?: Selection | undefined;
  /** Look for scenarios without a runtest line too; the selection should then be empty. */
  readonly check?: boolean | undefined;
}

export async function loadCatalog(options: CatalogOptions): Promise<Catalog> {
  const { suites, problems: runtestProblems } = await loadSuites(options.root);
  const home = (suite: string): boolean => existsSync(join(options.root, 'testcases', suite));
  const selected = selectEntries(suites, options.selection ?? {}, home);
  const problems = [...runtestProblems, ...selected.problems];
  const sources = await findSources(options.root);
  const scenarios = new Map<string, Promise<LoadedScenario>>();
  const cases: Case[] = [];
  const results = await Promise.all(selected.entries.map((entry) => loadCase(entry, sources, scenarios)));
  const told = new Set<string>();
  for (const result of results) {
    if (result.case !== undefined) cases.push(result.case);
    for (const problem of result.problems) {
      // A scenario that several entries share is wrong once.
      const key = JSON.stringify(problem);
      if (!told.has(key)) problems.push(problem);
      told.add(key);
    }
  }
  if (options.check) problems.push(...(await orphans(options.root, suites, sources)));
  return { suites, cases, problems };
}

/** The files directly in runtest/ are suites; folders (known-failures/), hidden files and documents are not. */
export async function loadSuites(root: string): Promise<{ suites: Suite[]; problems: Problem[] }> {
  const dir = join(root, 'runtest');
  const names = (existsSync(dir) ? await readdir(dir, { withFileTypes: true }) : [])
    .filter((entry) => entry.isFile() && /^[A-Za-z0-9_][A-Za-z0-9_+-]*$/.test(entry.name))
    .map((entry) => entry.name)
    .sort((a, b) => (a < b ? -1 : 1));
  const parsed = await Promise.all(
    names.map(async (name) => parseRuntest(await readFile(join(dir, name), 'utf8'), name, join(dir, name))),
  );
  return { suites: parsed.map(({ suite }) => suite), problems: parsed.flatMap(({ problems }) => problems) };
}

/** Program name -> paths of C sources with that name, at testcases/<area>/<folder>/<name>.c. */
type Sources = ReadonlyMap<string, readonly string[]>;

async function findSources(root: string): Promise<Sources> {
  const sources = new Map<string, string[]>();
  const paths = await fastGlob('testcases/*/*/*.c', {
    cwd: root,
    absolute: true,
    ignore: ['testcases/lib/**'],
  });
  for (const path of paths.sort()) {
    const name = basename(path, '.c');
    const list = sources.get(name);
    if (list === undefined) sources.set(name, [path]);
    else list.push(path);
  }
  return sources;
}

type LoadedScenario = ({ ok: true } & ScenarioFile) | { ok: false; problems: readonly Problem[] };

interface CaseResult {
  readonly case?: Case;
  readonly problems: readonly Problem[];
}

async function loadCase(
  given: Entry,
  sources: Sources,
  scenarios: Map<string, Promise<LoadedScenario>>,
): Promise<CaseResult> {
  const entry = withProgram(given, sources);
  const at = { file: entry.runtest.file, line: entry.runtest.line, column: 1 };
  const found = sources.get(entry.programName) ?? [];
  // The same name may exist in two areas: the one of the entry's own suite is meant, else it is ambiguous.
  const inSuite = found.filter((path) => basename(dirname(dirname(path))) === entry.suite);
  const candidates = found.length > 1 && inSuite.length > 0 ? inSuite : found;
  const program = candidates[0];
  if (program === undefined) {
    const message = `case '${entry.tag}' runs '${entry.programName}', but there is no testcases/*/*/${entry.programName}.c`;
    const hint = didYouMean(entry.programName, sources.keys());
    return { problems: [{ code: 'CASE_NO_SOURCE', message, hint, ...at }] };
  }
  if (candidates.length > 1) {
    const message = `case '${entry.tag}': '${entry.programName}.c' exists ${candidates.length} times`;
    return { problems: [{ code: 'CASE_AMBIGUOUS', message, hint: candidates.join(', '), ...at }] };
  }
  const scenarioFile = scenarioPath(entry, program);
  if (scenarioFile === undefined) {
    const message = `case '${entry.tag}' has no scenario file`;
    const hint = `expected ${join(dirname(program), `${entry.tag}.yaml`)}`;
    return { problems: [{ code: 'CASE_NO_SCENARIO', message, hint, ...at }] };
  }
  let loading = scenarios.get(scenarioFile);
  if (loading === undefined) {
    loading = readFile(scenarioFile, 'utf8').then((text) => parseScenario(text, scenarioFile));
    scenarios.set(scenarioFile, loading);
  }
  const loaded = await loading;
  if (!loaded.ok) return { problems: loaded.problems };
  return { case: { ...entry, program, scenario: loaded.scenario, scenarioFile }, problems: [] };
}

/** Of a shell line's command words, the first that there is a source for. */
function withProgram(entry: Entry, sources: Sources): Entry {
  const known = [entry.programName, ...(entry.otherPrograms ?? [])].find((name) => sources.has(name));
  return known === undefined ? entry : { ...entry, programName: known };
}

/** `<tag>.yaml` beside the source, for tags that share a program; else `<program>.yaml`. */
function scenarioPath(entry: Entry, program: string): string | undefined {
  const dir = dirname(program);
  return [entry.tag, entry.programName]
    .map((name) => join(dir, `${name}.yaml`))
    .find((path) => existsSync(path));
}

/** Scenarios and sources that no runtest line runs, and scenarios without a source. */
async function orphans(root: string, suites: readonly Suite[], sources: Sources): Promise<Problem[]> {
  const used = new Set<string>();
  for (const given of suites.flatMap((suite) => suite.entries)) {
    const entry = withProgram(given, sources);
    for (const program of sources.get(entry.programName) ?? []) {
      used.add(scenarioPath(entry, program) ?? '');
    }
  }
  const scenarios = await fastGlob('testcases/*/*/*.yaml', { cwd: root, absolute: true });
  return scenarios
    .sort()
    .filter((file) => !used.has(file))
    .map((file) => ({
      code: 'SCENARIO_UNUSED',
      message: 'no runtest line runs this scenario',
      file,
      line: 1,
      column: 1,
      hint: `add '${basename(file, '.yaml')} ${basename(file, '.yaml')}' to a file in runtest/`,
    }));
}
