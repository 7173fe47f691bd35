// SPDX-License-Identifier: GPL-2.0-or-later
/** `ltp-nommu known list|check`: the known-failure lists as they are, and what is wrong with them. */
import { packageRoot } from '../build/index.ts';
import { loadCatalog, loadSuites } from '../catalog/index.ts';
import { formatProblem } from '../errors.ts';
import { checkKnown, loadKnown } from '../known/index.ts';
import type { KnownFailure, KnownProblem } from '../verdict/index.ts';
import { defineCommand } from './command.ts';

export interface KnownOptions {
  action: string;
  file: string[] | undefined;
  json: boolean;
}

export const command = defineCommand<KnownOptions>({
  name: 'known <action>',
  describe: 'Show or check the known-failure lists',
  builder: (yargs) =>
    yargs
      .positional('action', {
        type: 'string',
        choices: ['list', 'check'],
        demandOption: true,
        describe: 'list: print the entries; check: validate all lists',
      })
      .option('file', {
        type: 'string',
        array: true,
        describe: 'Lists to read instead of runtest/known-failures/*.yaml',
      })
      .option('json', { type: 'boolean', default: false, describe: 'Print JSON' })
      .example('$0 known check', 'exit 2: a list is broken or names no case; 1: an entry has expired'),
  handler: async ({ action, file, json }) => {
    const lists = await loadKnown(packageRoot(), file);
    if (action === 'list') {
      process.stdout.write(json ? `${JSON.stringify(lists.entries, null, 2)}\n` : listText(lists.entries));
      return 0;
    }
    const problems = checkKnown(lists.entries, await world());
    if (json) process.stdout.write(`${JSON.stringify(problems, null, 2)}\n`);
    else process.stdout.write(checkText(problems, lists.entries.length, lists.files.length));
    return checkCode(problems);
  },
});

/** All ids there are, and the points of those cases whose scenario can be read. */
async function world(): Promise<Parameters<typeof checkKnown>[1]> {
  const root = packageRoot();
  const { suites } = await loadSuites(root);
  const { cases } = await loadCatalog({ root });
  const points = new Map(cases.map((each) => [each.id, each.scenario.points]));
  return {
    today: new Date().toISOString().slice(0, 10),
    ids: suites.flatMap((suite) => suite.entries.map((entry) => entry.id)),
    points: (id) => points.get(id),
  };
}

/** A list that names nothing is broken input; one that has expired is a verdict that somebody has to renew. */
export function checkCode(problems: readonly KnownProblem[]): number {
  if (problems.some((problem) => problem.kind !== 'known-expired')) return 2;
  return problems.length > 0 ? 1 : 0;
}

export function checkText(problems: readonly KnownProblem[], entries: number, files: number): string {
  const lines = problems.map(({ kind, text, file, line }) =>
    formatProblem({ code: kind, message: text, file, line }),
  );
  const count = `${entries} known failure${entries === 1 ? '' : 's'} in ${files} list${files === 1 ? '' : 's'}`;
  lines.push(problems.length === 0 ? `${count}, nothing wrong` : `${count}, ${problems.length} wrong`);
  return `${lines.join('\n')}\n`;
}

/** What an entry expects: `timeout/hang`, `fail`, `points 1,3`. */
function expectation(entry: KnownFailure): string {
  if (entry.points) return `points ${entry.points.join(',')}`;
  return [entry.outcome, entry.cause].filter(Boolean).join('/') || 'fail/assert';
}

const condition = ({ when = {} }: KnownFailure): string =>
  [when.machine, when.variant, when.kernel].filter(Boolean).join(' ') || 'always';

/** One line an entry, its reason below; columns as wide as they must be. */
export function listText(entries: readonly KnownFailure[]): string {
  if (entries.length === 0) return 'no known failures\n';
  const rows = entries.map((entry) => [
    entry.case,
    expectation(entry),
    condition(entry),
    entry.expires ? `until ${entry.expires}` : '',
    `${entry.file}:${entry.line}`,
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const lines = entries.flatMap((entry, index) => {
    const cells = (rows[index] ?? []).map((cell, column) => cell.padEnd(widths[column] ?? 0));
    const link = entry.link ? `  ${entry.link}` : '';
    return [
      cells
        .filter((cell) => cell !== '')
        .join('  ')
        .trimEnd(),
      `    ${entry.reason}${link}`,
    ];
  });
  return `${lines.join('\n')}\n`;
}
