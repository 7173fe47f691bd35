// SPDX-License-Identifier: GPL-2.0-or-later
/** `ltp-nommu report`: any report of a finished run, made from its journal. */
import { Multiplexer, type Reporter, replay } from '../../reports/index.ts';
import { HostError, UserError } from '../errors.ts';
import { forReplay, Tally } from '../journal/index.ts';
import { defineCommand } from './command.ts';
import { parseReporters, prepareFiles, REPORTER_OPTION } from './reporter-options.ts';
import { lastOfEach } from './run-options.ts';
import { lastRun, readRun } from './run-previous.ts';
import { fileReporters, screenReporter } from './run-reporters.ts';

export interface ReportOptions {
  run?: string | undefined;
  reporter?: string[] | undefined;
  quiet?: boolean | undefined;
}

export const command = defineCommand<ReportOptions>({
  name: 'report [run]',
  describe: 'Make any report of a finished run',
  builder: (yargs) =>
    yargs
      .positional('run', {
        type: 'string',
        describe: "The run's directory or journal (default: the last run)",
      })
      .option('reporter', {
        ...REPORTER_OPTION,
        describe: REPORTER_OPTION.describe.replace(/Default: .*$/, 'Default: ci'),
      })
      .option('quiet', { type: 'boolean', describe: 'Print the summary only' })
      .example('$0 report', 'what the last run printed')
      .example(
        '$0 report runs/a --reporter junit=junit.xml --reporter kcidb=kcidb.json',
        'two files of another',
      )
      .example('$0 report --reporter json | jq .counts', 'on standard output')
      .epilogue(
        'A report is, byte for byte, what the run itself would have written. Exit codes: 0 all written, 2 there is\n' +
          'no such run, 3 a report could not be written.',
      ),
  handler: async (given) => report(lastOfEach<ReportOptions>(given)),
});

async function report(options: ReportOptions): Promise<number> {
  const choice = parseReporters(options.reporter);
  const run = options.run ?? lastRun();
  if (run === undefined) {
    throw new UserError('NO_LAST_RUN', 'there is no earlier run', {
      hint: "give a run's directory: report DIR",
    });
  }
  const { dir, events } = await readRun(run);
  prepareFiles(choice);
  const reporters: Reporter[] = fileReporters(choice, dir);
  if (choice.screen !== undefined || reporters.length === 0) {
    reporters.push(
      screenReporter({ screen: choice.screen ?? 'ci', quiet: options.quiet }, process.stdout, dir),
    );
  }
  const broken = await replay(forReplay(events), new Multiplexer(reporters, new Tally()));
  if (broken.length > 0) {
    const texts = broken.map(({ name, error }) => `the ${name} report broke: ${error.message}`);
    throw new HostError('REPORT', texts.join('; '));
  }
  return 0;
}
