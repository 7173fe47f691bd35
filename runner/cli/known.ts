// SPDX-License-Identifier: GPL-2.0-or-later
/** `ltp-nommu known list|check|add|prune`: the known-failure lists as they are, what is wrong with them, and changing them. */
import { resolve } from 'node:path';
import { packageRoot } from '../build/index.ts';
import { loadCatalog, loadSuites } from '../catalog/index.ts';
import { formatProblem, UserError } from '../errors.ts';
import { checkKnown, loadKnown } from '../known/index.ts';
import type { KnownProblem } from '../verdict/index.ts';
import { defineCommand } from './command.ts';
import { addKnown, pruneKnown } from './known-change.ts';
import { listText } from './known-text.ts';

export interface KnownOptions {
  action: string;
  case: string | undefined;
  file: string[] | undefined;
  from: string | undefined;
  reason: string | undefined;
  link: string | undefined;
  expires: string | undefined;
  yes: boolean;
  json: boolean;
  root: string | undefined;
}

/** Options that mean nothing to the other actions. */
const ONLY_FOR: Readonly<Record<string, readonly (keyof KnownOptions)[]>> = {
  list: [],
  check: [],
  add: ['case', 'from', 'reason', 'link', 'expires'],
  prune: ['from', 'yes'],
};

export const command = defineCommand<KnownOptions>({
  name: 'known <action> [case]',
  describe: 'Show, check, extend or prune the known-failure lists',
  builder: (yargs) =>
    yargs
      .positional('action', {
        type: 'string',
        choices: ['list', 'check', 'add', 'prune'],
        demandOption: true,
        describe:
          'list: print the entries; check: validate all lists; add: an entry for what failed in a run; prune: take out what passed in a run',
      })
      .positional('case', { type: 'string', describe: 'add: the case, suite/tag or tag' })
      .option('file', {
        type: 'string',
        array: true,
        requiresArg: true,
        describe:
          'Lists instead of runtest/known-failures/*.yaml; add writes to the last (default: uml.yaml there)',
      })
      .option('from', {
        type: 'string',
        requiresArg: true,
        describe:
          'add, prune: the run: last (default), last~1, a directory or journal, the beginning of an id',
      })
      .option('reason', { type: 'string', requiresArg: true, describe: 'add: why it fails, in one line' })
      .option('link', { type: 'string', requiresArg: true, describe: 'add: URL of a report or a patch' })
      .option('expires', {
        type: 'string',
        requiresArg: true,
        describe: 'add: yyyy-mm-dd, when to look again',
      })
      .option('yes', { alias: 'y', type: 'boolean', default: false, describe: 'prune: do not ask' })
      .option('json', { type: 'boolean', default: false, describe: 'Print JSON' })
      .option('root', {
        type: 'string',
        requiresArg: true,
        describe: 'Folder with runtest/ and testcases/ (default: our own)',
      })
      .example('$0 known check', 'exit 2: a list is broken or names no case; 1: an entry has expired')
      .example(
        "$0 known add shmat01 --reason 'no mmap_capabilities'",
        'points, outcome and cause as in the last run',
      )
      .example('$0 known add fork02 --from last~1 --reason … --expires 2027-06-30', '')
      .example(
        '$0 known prune',
        'what passed in the last run; without a terminal and --yes: only listed, exit 1',
      ),
  handler: async (options) => {
    const { action, file, json } = options;
    checkUse(options);
    const root = options.root === undefined ? packageRoot() : resolve(options.root);
    if (action === 'add') return addKnown(root, options);
    const lists = await loadKnown(root, file);
    if (action === 'prune') return pruneKnown(root, lists, options);
    if (action === 'list') {
      process.stdout.write(json ? `${JSON.stringify(lists.entries, null, 2)}\n` : listText(lists.entries));
      return 0;
    }
    const problems = checkKnown(lists.entries, await world(root));
    if (json) process.stdout.write(`${JSON.stringify(problems, null, 2)}\n`);
    else process.stdout.write(checkText(problems, lists.entries.length, lists.files.length));
    return checkCode(problems);
  },
});

function checkUse(options: KnownOptions): void {
  const { action } = options;
  const mine = ONLY_FOR[action] ?? [];
  const foreign = [...new Set(Object.values(ONLY_FOR).flat())].filter(
    (key) => !mine.includes(key) && options[key] !== undefined && options[key] !== false,
  );
  const [first] = foreign;
  if (first !== undefined) {
    const what = first === 'case' ? `'${options.case}'` : `--${first}`;
    throw new UserError('USAGE', `known ${action}: ${what} is not for this action`, {
      hint: "'ltp-nommu known --help' shows what there is",
    });
  }
  const hint = "ltp-nommu known add CASE --from last --reason 'why it fails'";
  if (action === 'add' && options.case === undefined)
    throw new UserError('USAGE', 'known add: which case?', { hint });
  if (action === 'add' && !options.reason?.trim())
    throw new UserError('USAGE', 'known add: --reason is missing: why does it fail?', { hint });
}

/** All ids there are, and the points of those cases whose scenario can be read. */
async function world(root: string): Promise<Parameters<typeof checkKnown>[1]> {
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
  const lines = problems.map(({ kind, text, file, line, column }) =>
    formatProblem({ code: kind, message: text, file, line, column }),
  );
  const count = `${entries} known failure${entries === 1 ? '' : 's'} in ${files} list${files === 1 ? '' : 's'}`;
  lines.push(problems.length === 0 ? `${count}, nothing wrong` : `${count}, ${problems.length} wrong`);
  return `${lines.join('\n')}\n`;
}
