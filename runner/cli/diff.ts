// SPDX-License-Identifier: GPL-2.0-or-later
/** `ltp-nommu diff A B`: what became worse, better, slower between two runs. */
import { EXIT, UserError } from '../errors.ts';
import {
  type DiffOptions,
  diffRuns,
  findRun,
  type RunDiff,
  SLOWER_FACTOR,
  SLOWER_MS,
  stateText,
} from '../history/index.ts';
import type { Summary } from '../journal/index.ts';
import { defineCommand } from './command.ts';

export interface DiffCommandOptions {
  before: string | undefined;
  after: string | undefined;
  json: boolean;
  slower: number;
}

export const command = defineCommand<DiffCommandOptions>({
  name: 'diff [before] [after]',
  describe: 'Compare two runs: regressions, fixes, new, gone and slower cases',
  builder: (yargs) =>
    yargs
      .positional('before', {
        type: 'string',
        default: 'last~1',
        describe: 'A run: last, last~2, its directory or journal, or the beginning of its id',
      })
      .positional('after', { type: 'string', default: 'last', describe: 'The run to hold against it' })
      .option('slower', {
        type: 'number',
        default: SLOWER_FACTOR,
        requiresArg: true,
        describe: `A passing case is slower when it takes so many times as long, and ${SLOWER_MS} ms longer`,
      })
      .option('json', { type: 'boolean', default: false, describe: 'Print JSON' })
      .example('$0 diff', 'the last run against the one before')
      .example('$0 diff last~5 last', 'against the run five runs earlier')
      .example('$0 diff 20261125-1 results/new', 'by the beginning of an id, and by directory')
      .epilogue('Exit codes: 0 nothing became worse; 1 a regression; 2 no such run, or a broken journal'),
  handler: async ({ before = 'last~1', after = 'last', json, slower }) => {
    if (!(slower >= 1)) throw new UserError('OPTION_VALUE', '--slower: must be a number from 1 on');
    const [a, b] = await Promise.all([findRun(before), findRun(after)]);
    const options: DiffOptions = { slowerFactor: slower };
    const diff = diffRuns(a.summary, b.summary, options);
    process.stdout.write(
      json
        ? `${JSON.stringify(diffJson(a.summary, b.summary, diff), null, 2)}\n`
        : diffText(a.summary, b.summary, diff),
    );
    return diff.regressions.length > 0 ? EXIT.unexpected : EXIT.ok;
  },
});

const runFacts = ({ start }: Summary) => ({
  id: start?.runId ?? '',
  started: start?.time ?? '',
  kernel: start?.kernel.release ?? '',
  kernelKey: start?.kernel.key || start?.kernel.sha256?.slice(0, 32) || '',
  machine: start?.machine ?? '',
});

export const diffJson = (before: Summary, after: Summary, diff: RunDiff): object => ({
  format: 'ltp-nommu-diff',
  version: 1,
  before: runFacts(before),
  after: runFacts(after),
  ...diff,
});

const header = (name: string, summary: Summary): string => {
  const { id, kernel, kernelKey, machine } = runFacts(summary);
  const key = kernelKey === '' ? '' : `, kernel ${kernelKey.slice(0, 12)}`;
  return `${name} ${id}  ${kernel} (${machine}${key})`;
};

const ONE: Readonly<Record<string, string>> = { regressions: 'regression', fixes: 'fix' };

/** Sections that have something to say, worst first, and a line of counts. */
export function diffText(before: Summary, after: Summary, diff: RunDiff): string {
  const lines = (rows: readonly { id: string; text: string }[]): string[] => {
    const width = Math.max(...rows.map(({ id }) => id.length));
    return rows.map(({ id, text }) => `  ${id.padEnd(width)}  ${text}`.trimEnd());
  };
  const changes = (list: RunDiff['changed']) => list.map(({ id, what }) => ({ id, text: what }));
  const states = (list: RunDiff['added']) => list.map(({ id, state }) => ({ id, text: stateText(state) }));
  const slower = diff.slower.map(({ id, beforeMs, afterMs }) => ({
    id,
    text: `${Math.round(beforeMs)} ms -> ${Math.round(afterMs)} ms`,
  }));
  const sections: readonly (readonly [string, readonly { id: string; text: string }[]])[] = [
    ['regressions', changes(diff.regressions)],
    ['fixes', changes(diff.fixes)],
    ['changed', changes(diff.changed)],
    ['new', states(diff.added)],
    ['gone', states(diff.gone)],
    ['slower', slower],
  ];
  const told = sections.filter(([, rows]) => rows.length > 0);
  const blocks = told.map(([title, rows]) => [`${title} (${rows.length})`, ...lines(rows)].join('\n'));
  const counts = [
    ...told.map(([title, rows]) => `${rows.length} ${rows.length === 1 ? (ONE[title] ?? title) : title}`),
    `${diff.same} the same`,
  ].join(', ');
  return `${header('before', before)}\n${header('after ', after)}\n\n${[...blocks, counts].join('\n\n')}\n`;
}
