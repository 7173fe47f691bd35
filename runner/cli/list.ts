// SPDX-License-Identifier: GPL-2.0-or-later
/** `ltp-nommu list`: what can be run, and what is wrong with the files that say so. */
import { relative, resolve } from 'node:path';
import { packageRoot } from '../build/index.ts';
import {
  type Case,
  type Catalog,
  countRestored,
  type DroppedCase,
  loadCatalog,
  loadDropped,
  loadForeign,
  originOf,
  readCaseList,
} from '../catalog/index.ts';
import { EXIT, formatProblem } from '../errors.ts';
import { defineCommand } from './command.ts';
import { readOverview } from './list-overview.ts';
import { announcedPoints } from './run-boot.ts';

export interface ListOptions {
  names: string[] | undefined;
  case: string[] | undefined;
  exclude: string[] | undefined;
  'cases-from': string | undefined;
  json: boolean;
  check: boolean;
  origin: boolean;
  overview: boolean;
  root: string | undefined;
  testcases: string | undefined;
  runtest: string[] | undefined;
}

export const command = defineCommand<ListOptions>({
  name: 'list [names..]',
  describe: 'List suites and cases',
  builder: (yargs) =>
    yargs
      .positional('names', {
        type: 'string',
        array: true,
        describe: 'Suites, cases or globs of these; none: all',
      })
      .option('case', {
        type: 'string',
        array: true,
        requiresArg: true,
        describe: 'Only cases that match this glob',
      })
      .option('exclude', {
        type: 'string',
        array: true,
        requiresArg: true,
        describe: 'Not the cases that match this glob',
      })
      .option('cases-from', {
        type: 'string',
        requiresArg: true,
        describe: 'Also what this file names: a suite or case a line, # comments; - is standard input',
      })
      .option('json', { type: 'boolean', default: false, describe: 'Print JSON' })
      .option('check', {
        type: 'boolean',
        default: false,
        describe: 'Check all runtest and scenario files, print only what is wrong',
      })
      .option('origin', {
        type: 'boolean',
        default: false,
        describe: 'Print how many of the cases that LTP dropped are restored, by tier',
      })
      .option('overview', {
        type: 'boolean',
        default: false,
        describe: 'Print docs/cases.md: areas, counts, known failures with their reasons',
      })
      .option('root', {
        type: 'string',
        requiresArg: true,
        describe: 'Folder with runtest/ and testcases/ (default: our own)',
      })
      .option('testcases', {
        type: 'string',
        requiresArg: true,
        describe: 'Folder with C sources or ready programs of your own, and runtest/',
      })
      .option('runtest', {
        type: 'string',
        array: true,
        requiresArg: true,
        describe: 'Runtest files, or folders of them, for --testcases',
      })
      .implies('runtest', 'testcases')
      .example('$0 list syscalls', 'the cases of one suite')
      .example("$0 list 'fcntl*' --json", 'for scripts')
      .example('$0 list --check', 'after adding a case'),
  handler: async ({
    names,
    case: cases,
    exclude,
    'cases-from': file,
    json,
    check,
    origin,
    overview,
    root: given,
    testcases,
    runtest,
  }) => {
    const folder = given ?? testcases;
    const root = folder === undefined ? packageRoot() : resolve(folder);
    const listed = file === undefined ? undefined : await readCaseList(file);
    const selection = { names, listed, cases, exclude };
    const catalog =
      testcases === undefined
        ? await loadCatalog({ root, selection, check })
        : await loadForeign({ testcases, runtest, selection });
    if (origin) process.stdout.write(originText(await loadDropped(root), catalog.cases, json));
    else if (overview) process.stdout.write(await readOverview(root, catalog.cases));
    else if (json) process.stdout.write(`${JSON.stringify(listJson(catalog.cases, root), null, 2)}\n`);
    else if (check) process.stdout.write(checkText(catalog));
    else process.stdout.write(listText(catalog.cases));
    for (const problem of catalog.problems) process.stderr.write(`${formatProblem(problem)}\n`);
    return catalog.problems.length > 0 ? EXIT.usage : EXIT.ok;
  },
});

export function listJson(cases: readonly Case[], root: string): unknown[] {
  return cases.map((each) => ({
    id: each.id,
    suite: each.suite,
    tag: each.tag,
    title: each.scenario.title,
    child: each.scenario.child,
    points: announcedPoints(each) ?? null,
    timeout: each.scenario.timeout,
    origin: originOf(each.scenario),
    ltp: each.scenario.ltp,
    command: each.command,
    program: relative(root, each.program),
    scenario: relative(root, each.scenarioFile),
    runtest: { file: relative(root, each.runtest.file), line: each.runtest.line },
    needs: each.scenario.needs,
  }));
}

const HEAD = ['CASE', 'CHILD', 'POINTS', 'ORIGIN', 'TITLE'] as const;

/** Columns as wide as they must be; the title comes last and keeps its length. */
export function listText(cases: readonly Case[]): string {
  if (cases.length === 0) return '';
  const rows = [
    [...HEAD],
    ...cases.map(({ id, scenario, foreign }) => [
      id,
      scenario.child,
      foreign?.planned === false ? '-' : String(scenario.points),
      shortOrigin(originOf(scenario)),
      scenario.title,
    ]),
  ];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const last = HEAD.length - 1;
  const lines = rows.map((row) =>
    row.map((cell, column) => (column === last ? cell : cell.padEnd(widths[column] ?? 0))).join('  '),
  );
  return `${lines.join('\n')}\n${cases.length} case${cases.length === 1 ? '' : 's'}\n`;
}

/** LTP's paths all begin alike, and the file's name is the case's: the folder is what tells something. */
function shortOrigin(origin: string): string {
  return origin.replace(/^(ltp \S+) testcases\/(?:kernel\/)?(.*)\/[^/]*$/, '$1 $2');
}

/** Tiers with restored and total; what is missing is named. */
export function originText(dropped: readonly DroppedCase[], cases: readonly Case[], json: boolean): string {
  const tiers = countRestored(dropped, cases);
  if (json) return `${JSON.stringify(tiers, null, 2)}\n`;
  const all = {
    restored: tiers.reduce((sum, each) => sum + each.restored, 0),
    total: tiers.reduce((sum, each) => sum + each.total, 0),
  };
  const lines = tiers.map(
    ({ tier, restored, total, missing }) =>
      `tier ${tier}  ${restored} of ${total} restored${missing.length > 0 ? `; missing: ${missing.join(' ')}` : ''}`,
  );
  return `${lines.join('\n')}\nall     ${all.restored} of ${all.total}\n`;
}

function checkText(catalog: Catalog): string {
  const { suites, cases, problems } = catalog;
  const verdict =
    problems.length === 0 ? 'nothing wrong' : `${problems.length} problem${problems.length === 1 ? '' : 's'}`;
  return `${suites.length} suites, ${cases.length} cases: ${verdict}\n`;
}
