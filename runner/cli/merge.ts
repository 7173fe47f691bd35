// SPDX-License-Identifier: GPL-2.0-or-later
/** `ltp-nommu merge`: the runs of all shards become one, as if one machine had run it. */
import { copyFileSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { basename, dirname, join, normalize, resolve } from 'node:path';
import fastGlob from 'fast-glob';
import { newRunDir } from '../build/index.ts';
import { UserError } from '../errors.ts';
import {
  JOURNAL_FILE,
  JOURNAL_VERSION,
  JournalWriter,
  type MergedRun,
  mergeShards,
  type RunEnd,
  readJournal,
  type ShardJournal,
} from '../journal/index.ts';
import { defineCommand } from './command.ts';
import { prepareOut } from './output-place.ts';
import { parseReporters, prepareFiles, REPORTER_OPTION } from './reporter-options.ts';
import { runExitCode } from './run-exit.ts';
import { RunLog } from './run-log.ts';
import { lastOfEach } from './run-options.ts';
import { rememberEnd } from './run-previous.ts';
import { runReporters } from './run-reporters.ts';

export interface MergeOptions {
  dirs: string[];
  out?: string | undefined;
  reporter?: string[] | undefined;
  quiet?: boolean | undefined;
}

export const command = defineCommand<MergeOptions>({
  name: 'merge <dirs..>',
  describe: 'Put the runs of shards together: one journal, one report, one exit code',
  builder: (yargs) =>
    yargs
      .positional('dirs', {
        type: 'string',
        array: true,
        demandOption: true,
        describe: 'Run directories or journals of all shards, or a folder that holds them',
      })
      .option('out', { type: 'string', requiresArg: true, describe: 'Directory for the merged run' })
      .option('reporter', REPORTER_OPTION)
      .option('quiet', { type: 'boolean', describe: 'Print the summary only' })
      .example('$0 run syscalls --shard 2/3 --out shard-2', 'on the second of three machines')
      .example('$0 run syscalls --shard auto --out shard', 'where the CI says which shard it is')
      .example('$0 merge shard-1 shard-2 shard-3 --out all', 'afterwards, on one')
      .example('$0 merge artifacts', 'all shards below a folder')
      .epilogue(
        'Exit codes: as of a run on one machine. A missing or broken-off shard is told, its cases are not run, ' +
          'and the exit code is 3 (1 with unexpected results); shards that are not of one run are exit 2.',
      ),
  handler: async (given) => merge(lastOfEach(given)),
});

async function merge(options: MergeOptions): Promise<number> {
  const reporters = parseReporters(options.reporter);
  const journals = (await Promise.all(options.dirs.map(journalsIn))).flat();
  const run = mergeShards(journals);
  const dir = options.out === undefined ? newRunDir(label(run)) : prepareOut(options.out, false);
  prepareFiles(reporters);
  copyLogs(journals, dir);
  return replayInto(dir, run, options);
}

/**
 * A journal, a run's directory, or all runs some folders below one: what a CI unpacks its artefacts into. What an
 * earlier merge has left below the folder is no shard, and nothing is wrong with it.
 */
async function journalsIn(given: string): Promise<ShardJournal[]> {
  const path = resolve(given);
  const info = statSync(path, { throwIfNoEntry: false });
  if (info?.isFile()) return [await journalAt(path)];
  if (info?.isDirectory()) {
    if (existsSync(join(path, JOURNAL_FILE))) return [await journalAt(join(path, JOURNAL_FILE))];
    const found = await fastGlob(`**/${JOURNAL_FILE}`, { cwd: path, absolute: true, deep: 4 });
    const journals = await Promise.all(found.sort().map(journalAt));
    const shards = journals.filter((journal) => !isMerged(journal));
    if (shards.length > 0) return shards;
  }
  throw new UserError('RUN_UNKNOWN', `there is no run in ${given}: it has no ${JOURNAL_FILE}`, {
    hint: 'give the --out directories of the shards, or a folder that holds them',
  });
}

const journalAt = async (path: string): Promise<ShardJournal> => ({ path, ...(await readJournal(path)) });

const isMerged = ({ events }: ShardJournal): boolean =>
  events.some((event) => event.type === 'run-start' && event.merged !== undefined);

const label = ({ start }: MergedRun): string =>
  [...new Set(start.selection.cases.map((id) => id.slice(0, id.indexOf('/'))))].join('+');

/** Each case is in one shard only, so the folders of logs fit into one. A CI may have kept the journals alone. */
function copyLogs(journals: readonly ShardJournal[], dir: string): void {
  for (const { path, events } of journals) {
    for (const event of events) {
      if (event.type !== 'case-end') continue;
      for (const log of Object.values(event.logs)) {
        const from = join(dirname(path), log);
        // A journal is input like any other: it must not name files elsewhere.
        if (!normalize(log).startsWith('cases/') || !existsSync(from)) continue;
        mkdirSync(dirname(join(dir, log)), { recursive: true });
        copyFileSync(from, join(dir, log));
      }
    }
  }
}

/** The merged journal, through the same log and reporters as a run's. */
async function replayInto(dir: string, run: MergedRun, options: MergeOptions): Promise<number> {
  const journal = JournalWriter.open(join(dir, JOURNAL_FILE), 'create');
  try {
    const log = new RunLog(journal, runReporters(options, dir));
    const start = { ...run.start, runId: basename(dir) };
    log.emit(start);
    for (const event of run.events) log.emit(event);
    for (const problem of run.problems) log.emit(problem);
    const end = await log.finish((reporterBroken): RunEnd => {
      const { strict, bisect, failOnFlaky = false } = start.options;
      return {
        v: JOURNAL_VERSION,
        time: run.ended,
        type: 'run-end',
        durationMs: run.durationMs,
        counts: log.summary.counts,
        exitCode: runExitCode(log.summary, { strict, bisect, failOnFlaky, reporterBroken }),
        interrupted: null,
      };
    });
    await rememberEnd(dir, start, end);
    return end.exitCode;
  } finally {
    journal.close();
  }
}
