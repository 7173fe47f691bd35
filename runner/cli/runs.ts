// SPDX-License-Identifier: GPL-2.0-or-later
/** `ltp-nommu runs`: which runs there are, and removing old ones. */
import { duration } from '../../reports/index.ts';
import { runsDir } from '../build/index.ts';
import { UserError } from '../errors.ts';
import { listRuns, pruneRuns, type RunEntry } from '../history/index.ts';
import { defineCommand } from './command.ts';

export interface RunsOptions {
  action: string;
  json: boolean;
  keep: number | undefined;
  'dry-run': boolean;
}

export const command = defineCommand<RunsOptions>({
  name: 'runs [action]',
  describe: 'List earlier runs, or remove old ones',
  builder: (yargs) =>
    yargs
      .positional('action', {
        type: 'string',
        choices: ['list', 'prune'],
        default: 'list',
        describe: 'list: newest first; prune: remove all but the newest --keep N',
      })
      .option('keep', { type: 'number', requiresArg: true, describe: 'prune: how many runs stay' })
      .option('dry-run', { type: 'boolean', default: false, describe: 'prune: only print what would go' })
      .option('json', { type: 'boolean', default: false, describe: 'Print JSON' })
      .example('$0 runs', 'the names are what diff and known add --from take')
      .example('$0 runs prune --keep 20', 'a run directory that --out put elsewhere is never removed')
      .epilogue(`Runs are in ${runsDir()}, or where --out put them.`),
  handler: async ({ action, json, keep, 'dry-run': dryRun }) => {
    if (action === 'list') {
      if (keep !== undefined) throw new UserError('USAGE', '--keep belongs to runs prune');
      const runs = (await listRuns()).reverse();
      process.stdout.write(json ? `${JSON.stringify(runs, null, 2)}\n` : runsText(runs));
      return 0;
    }
    if (keep === undefined || !Number.isInteger(keep) || keep < 0)
      throw new UserError('OPTION_VALUE', 'runs prune needs --keep N, a whole number', {
        hint: 'ltp-nommu runs prune --keep 20',
      });
    const removed = await pruneRuns({ keep, dryRun });
    if (json) process.stdout.write(`${JSON.stringify(removed, null, 2)}\n`);
    else process.stdout.write(pruneText(removed, dryRun));
    return 0;
  },
});

/** What came out, in a few words. */
export function runVerdict({ end, pid }: RunEntry): string {
  if (end === undefined) return pid === undefined ? 'no end' : 'under way or killed';
  if (end.interrupted !== null) return `interrupted (${end.exitCode})`;
  const { verdicts, notRun } = end.counts;
  const parts = [
    ...(verdicts.unexpected > 0 ? [`${verdicts.unexpected} unexpected`] : []),
    ...(verdicts.flaky > 0 ? [`${verdicts.flaky} flaky`] : []),
    ...(verdicts.fixed > 0 ? [`${verdicts.fixed} fixed`] : []),
    ...(notRun > 0 ? [`${notRun} not run`] : []),
  ];
  const nothing = end.exitCode === 3 ? 'the host failed' : 'all as expected';
  return `${parts.length > 0 ? parts.join(', ') : nothing}${end.exitCode === 0 ? '' : ` (${end.exitCode})`}`;
}

/** `71 pass, 3 skip, 12 known`: what came out as it should; the verdict names the rest. */
function resultsText({ end }: RunEntry): string {
  if (end === undefined) return '-';
  const { outcomes, known } = end.counts;
  const parts = [
    [outcomes.pass, 'pass'],
    [outcomes.skip, 'skip'],
    [known, 'known'],
  ] as const;
  const told = parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return told.join(', ') || '-';
}

/** `2026-11-25 16:03`, local time. */
function localTime(iso: string): string {
  const date = new Date(iso);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** `runs` newest first. */
export function runsText(runs: readonly RunEntry[]): string {
  if (runs.length === 0) return 'no runs yet\n';
  const rows = [
    ['RUN', 'STARTED', 'SUITES', 'CASES', 'KERNEL', 'TIME', 'RESULTS', 'VERDICT'],
    ...runs.map((run, index) => [
      index === 0 ? 'last' : `last~${index}`,
      localTime(run.started),
      (run.suites.slice(0, 3).join(' ') + (run.suites.length > 3 ? ' …' : '') || '-') +
        (run.shard === undefined ? '' : ` ${run.shard}`),
      String(run.cases),
      `${run.kernel}${run.machine === 'uml' ? '' : ` ${run.machine}`}`,
      run.end === undefined ? '-' : duration(run.end.durationMs),
      resultsText(run),
      runVerdict(run),
    ]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const [head = [], ...body] = rows;
  const lines = body.flatMap((row, index) => [line(row), `    ${runs[index]?.dir}`]);
  return `${[line(head), ...lines].join('\n')}\n`;
}

export function pruneText(removed: readonly RunEntry[], dryRun: boolean): string {
  const count = `${removed.length} run${removed.length === 1 ? '' : 's'}`;
  const lines = removed.map(({ dir }) => `${dryRun ? 'would remove' : 'removed'} ${dir}`);
  return `${[...lines, dryRun ? `${count} would go` : `${count} removed`].join('\n')}\n`;
}
