// SPDX-License-Identifier: GPL-2.0-or-later
/** `ltp-nommu report`: any report of a finished run, made from its journal. */
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
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
  output?: string | undefined;
  open?: boolean | undefined;
}

/** The page's name in a run's directory. */
const PAGE = 'report.html';

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
      .option('output', {
        alias: 'o',
        type: 'string',
        requiresArg: true,
        describe: `Write the HTML page here; without --reporter: ${PAGE} in the run's directory`,
      })
      .option('open', { type: 'boolean', describe: 'Open the HTML page in a browser' })
      .example('$0 report --open', 'look at the last run')
      .example('$0 report runs/a -o a.html', 'one file that can go with a mail')
      .example('$0 report', 'what the last run printed, and its page')
      .example(
        '$0 report runs/a --reporter junit=junit.xml --reporter kcidb=kcidb.json',
        'two files of another',
      )
      .example('$0 report --reporter json | jq .counts', 'on standard output')
      .epilogue(
        'A report is, byte for byte, what the run itself would have written. Exit codes: 0 all written, 2 there is ' +
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
  const page = pagePath(options, dir);
  const files =
    page === undefined ? choice.files : [...choice.files, { format: 'html' as const, path: page }];
  prepareFiles({ files });
  const reporters: Reporter[] = fileReporters({ files }, dir);
  // Who asks for a file or a page does not ask for lines.
  const silent = choice.files.length > 0 || options.output !== undefined || options.open === true;
  if (choice.screen !== undefined || !silent) {
    reporters.push(
      screenReporter({ screen: choice.screen ?? 'ci', quiet: options.quiet }, process.stdout, dir),
    );
  }
  const broken = await replay(forReplay(events), new Multiplexer(reporters, new Tally()));
  if (broken.length > 0) {
    const texts = broken.map(({ name, error }) => `the ${name} report broke: ${error.message}`);
    throw new HostError('REPORT', texts.join('; '));
  }
  if (page !== undefined) process.stderr.write(`HTML page: ${page}\n`);
  if (page !== undefined && options.open) await openPage(page);
  return 0;
}

/** Where the page goes; undefined: only other formats were asked for. */
function pagePath({ output, open, reporter }: ReportOptions, dir: string): string | undefined {
  if (output !== undefined) return resolve(output);
  return open || reporter === undefined || reporter.length === 0 ? join(dir, PAGE) : undefined;
}

/** With what the desktop opens files; the page is there anyway, so a host without one is told and that is all. */
async function openPage(path: string): Promise<void> {
  const opener = process.env.BROWSER || 'xdg-open';
  const child = spawn(opener, [path], { stdio: 'ignore', detached: true });
  await new Promise<void>((done) => {
    child.once('spawn', done);
    child.once('error', () => {
      process.stderr.write(`ltp-nommu: cannot open it: there is no ${opener} (BROWSER names another)\n`);
      done();
    });
  });
  child.unref();
}
