// SPDX-License-Identifier: GPL-2.0-or-later
/** The options of `kunit`. */
import type { Argv } from 'yargs';
import { UserError } from '../errors.ts';
import { parseReporters, REPORTER_OPTION } from './reporter-options.ts';
import { quote } from './run-options.ts';

/** Seconds for the boot of one suite. */
export const DEFAULT_TIMEOUT_S = 120;
const MAX_TIMEOUT_S = 3600;

export interface KunitOptions {
  globs?: string[] | undefined;
  list?: boolean | undefined;
  kernel?: string | undefined;
  kernelSrc?: string | undefined;
  kconfigAdd?: string[] | undefined;
  jobs?: number | undefined;
  out?: string | undefined;
  reporter?: string[] | undefined;
  known?: string[] | false | undefined;
  timeout?: number | undefined;
  mem?: number | undefined;
  strict?: boolean | undefined;
  table?: string | undefined;
  quiet?: boolean | undefined;
  verbose?: boolean | undefined;
  withDeps?: boolean | undefined;
}

export const kunitBuilder = (yargs: Argv): Argv<KunitOptions> =>
  yargs
    .positional('globs', {
      type: 'string',
      array: true,
      describe: 'Suites, or globs of their names; default: all that the kernel has',
    })
    .option('list', {
      type: 'boolean',
      describe: 'Print the suites and how many tests each has; run nothing',
    })
    .option('kernel-src', {
      type: 'string',
      requiresArg: true,
      describe: 'Build the kernel from this tree or tarball',
    })
    .option('kconfig-add', {
      type: 'string',
      array: true,
      requiresArg: true,
      describe: 'One more option of the kernel, like CONFIG_BLOCK=y; may be repeated',
    })
    .option('kernel', {
      type: 'string',
      requiresArg: true,
      describe: 'Run this ready no-MMU UML binary; it must have CONFIG_KUNIT=y',
    })
    .option('jobs', {
      alias: 'j',
      type: 'number',
      requiresArg: true,
      describe: 'Processes at once, for the build and the guests (default: one for each CPU)',
    })
    .option('timeout', {
      type: 'number',
      requiresArg: true,
      describe: `Seconds for each suite (default: ${DEFAULT_TIMEOUT_S})`,
    })
    .option('mem', { type: 'number', requiresArg: true, describe: 'Memory of each guest, MB (default: 64)' })
    .option('known', {
      type: 'string',
      array: true,
      requiresArg: true,
      describe: 'Known-failure lists, of which the entries kunit/SUITE count; --no-known: none',
    })
    .coerce('known', (value?: (string | false)[]) => (value?.includes(false) ? false : value))
    .option('strict', { type: 'boolean', describe: 'Fixed known failures and stale lists fail the run' })
    .option('out', { type: 'string', requiresArg: true, describe: 'Directory for journal, results and logs' })
    .option('reporter', REPORTER_OPTION)
    .option('table', {
      type: 'string',
      requiresArg: true,
      describe: 'Write a Markdown table of the suites to this file',
    })
    .option('quiet', { type: 'boolean', describe: 'Print the summary only' })
    .option('verbose', { type: 'boolean', describe: 'Print a line for each suite' })
    .option('with-deps', { type: 'boolean', describe: 'Install host packages that are missing' })
    .conflicts('quiet', 'verbose')
    .conflicts('kernel', ['kernel-src', 'kconfig-add'])
    .example('$0 kunit', 'all suites; the first time builds a kernel, which takes minutes')
    .example('$0 kunit --list', 'which suites the kernel has')
    .example("$0 kunit 'list*' damon --reporter junit=kunit.xml", 'some suites, and JUnit XML')
    .example('$0 kunit --kernel-src ~/linux', 'on your own tree, built incrementally in a copy')
    .example(
      '$0 kunit --kconfig-add CONFIG_BLOCK=y --kconfig-add CONFIG_VFAT_FS=y fat_test',
      'a suite that is not in the kernel yet',
    )
    .epilogue(
      'A suite runs in a boot of its own, so one that crashes costs only itself. What it should have run and did not is ' +
        'never a pass.\nExit codes: 0 all as expected; 1 something unexpected; 2 wrong input; 3 the host failed or ' +
        'results are missing; 130/143 interrupted.',
    ) as unknown as Argv<KunitOptions>;

/** Values that yargs lets through. Throws UserError. */
export function checkKunitOptions(options: KunitOptions): void {
  const wrong = (option: string, what: string): never => {
    throw new UserError('OPTION_VALUE', `--${option}: ${what}`, { hint: "see 'ltp-nommu kunit --help'" });
  };
  const integer = (option: string, value: number | undefined, least: number, most: number): void => {
    if (value !== undefined && !(Number.isInteger(value) && value >= least && value <= most))
      wrong(option, `must be a whole number from ${least} to ${most}`);
  };
  integer('jobs', options.jobs, 1, 256);
  integer('mem', options.mem, 16, 2048);
  const { timeout, out, table } = options;
  if (timeout !== undefined && !(timeout > 0 && timeout <= MAX_TIMEOUT_S))
    wrong('timeout', `must be a number of seconds above 0, at most ${MAX_TIMEOUT_S}`);
  if (out === '') wrong('out', 'must name a directory');
  if (table === '') wrong('table', 'must name a file');
  parseReporters(options.reporter);
}

/** The command line that runs one suite again the same way. */
export function kunitRerun(options: KunitOptions, id: string): string {
  const words = ['npx', 'ltp-nommu', 'kunit', id];
  const add = (option: string, value: string | number | undefined): void => {
    if (value !== undefined) words.push(`--${option}`, String(value));
  };
  add('kernel', options.kernel);
  add('kernel-src', options.kernelSrc);
  for (const line of options.kconfigAdd ?? []) add('kconfig-add', line);
  add('timeout', options.timeout);
  add('mem', options.mem);
  for (const list of options.known || []) add('known', list);
  if (options.known === false) words.push('--no-known');
  return words.map(quote).join(' ');
}
