// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * The options of `run`. None has a default in yargs: so an option that was given can be told from one that was not, and
 * a resumed run can take those of the run it continues.
 */
import { availableParallelism } from 'node:os';
import yargs, { type Argv } from 'yargs';
import { UserError } from '../errors.ts';
import { BOOT_MODES, type BootMode } from '../verdict/index.ts';
import { parseReporters, REPORTER_OPTION } from './reporter-options.ts';
import { type ForeignRunOptions, foreignBuilder } from './run-foreign.ts';

export interface RunOptions extends ForeignRunOptions {
  names?: string[] | undefined;
  case?: string[] | undefined;
  exclude?: string[] | undefined;
  jobs?: number | undefined;
  timeoutScale?: number | undefined;
  out?: string | undefined;
  kernel?: string | undefined;
  kernelSrc?: string | undefined;
  variant?: string | undefined;
  withDeps?: boolean | undefined;
  resume?: string | undefined;
  lastFailed?: boolean | undefined;
  repeat?: number | undefined;
  casesFrom?: string | undefined;
  retries?: number | undefined;
  failOnFlaky?: boolean | undefined;
  maxFailures?: number | undefined;
  /** `-x`: `--max-failures 1`. */
  x?: boolean | undefined;
  shuffle?: boolean | undefined;
  seed?: number | undefined;
  shard?: string | undefined;
  durations?: string | undefined;
  keep?: number | undefined;
  bisect?: boolean | undefined;
  list?: boolean | undefined;
  strict?: boolean | undefined;
  /** yargs makes `--no-known` a `false` of the same option. */
  known?: string[] | false | undefined;
  reporter?: string[] | undefined;
  quiet?: boolean | undefined;
  verbose?: boolean | undefined;
  mem?: number | undefined;
  kernelArgs?: string[] | undefined;
  boot?: BootMode | undefined;
  gdb?: boolean | undefined;
  gdbCommand?: string[] | undefined;
  keepCore?: boolean | undefined;
  root?: string | undefined;
}

export const runBuilder = (yargs: Argv): Argv<RunOptions> =>
  foreignBuilder(yargs)
    .positional('names', {
      type: 'string',
      array: true,
      describe: 'Suites, cases (fcntl07, syscalls/fcntl07) or globs of these; default: all',
    })
    .option('case', {
      type: 'string',
      array: true,
      requiresArg: true,
      describe: 'Only cases whose tag (or id) matches',
    })
    .option('exclude', {
      type: 'string',
      array: true,
      requiresArg: true,
      describe: 'Not the cases whose tag (or id) matches',
    })
    .option('jobs', {
      alias: 'j',
      type: 'number',
      requiresArg: true,
      describe: 'Guests at a time (default: one for each CPU)',
    })
    .option('cases-from', {
      type: 'string',
      requiresArg: true,
      describe: 'Also what this file names: a suite or case a line, # comments; - is standard input',
    })
    .option('repeat', { type: 'number', requiresArg: true, describe: 'Run each case so many times' })
    .option('retries', {
      type: 'number',
      requiresArg: true,
      describe: 'Boot a case that fails unexpectedly up to so many times more; one that passes then is flaky',
    })
    .option('fail-on-flaky', { type: 'boolean', describe: 'A flaky case fails the run: exit 1' })
    .option('max-failures', {
      type: 'number',
      requiresArg: true,
      describe: 'Start no further case after so many unexpected results',
    })
    .option('x', { type: 'boolean', describe: 'Stop at the first unexpected result: --max-failures 1' })
    .option('shuffle', { type: 'boolean', describe: 'Start the cases in a random order, whose seed is told' })
    .option('seed', {
      type: 'number',
      requiresArg: true,
      describe: 'The order of this seed; implies --shuffle',
    })
    .option('shard', {
      type: 'string',
      requiresArg: true,
      describe: 'Only part i of n, as i/n, or auto: as the CI says (see below)',
    })
    .option('durations', {
      type: 'string',
      requiresArg: true,
      describe:
        'Balance shards by the times in this run, journal, results.json or {"id": ms}; the same for all shards',
    })
    .option('keep', {
      type: 'number',
      requiresArg: true,
      describe: 'Afterwards remove all but the newest so many runs; see runs --help',
    })
    .option('last-failed', { type: 'boolean', describe: 'Only what failed or did not run in the last run' })
    .option('resume', { type: 'string', requiresArg: true, describe: 'Go on with the run in this directory' })
    .option('list', { type: 'boolean', describe: 'Print the ids of the selected cases and run nothing' })
    .option('timeout-scale', {
      type: 'number',
      requiresArg: true,
      describe: 'Multiply all timeouts (a kernel with KASAN has a factor of its own on top)',
    })
    .option('mem', {
      type: 'number',
      requiresArg: true,
      describe: 'Memory of each guest, MB (default: 64, or what the case needs)',
    })
    .option('kernel-args', {
      type: 'string',
      array: true,
      requiresArg: true,
      describe: "More arguments for the guests' kernel, like nofsgsbase or trap=seccomp",
    })
    .option('boot', {
      choices: BOOT_MODES,
      describe:
        'fork (default): each guest is a copy of one kernel that has booted and run nothing; cold: each boots by itself',
    })
    .option('gdb', {
      type: 'boolean',
      describe:
        'One case under gdb: symbols of its kernel and its program, no time limits (docs/debugging.md)',
    })
    .option('gdb-command', {
      type: 'string',
      array: true,
      requiresArg: true,
      describe: 'For --gdb: this gdb command, or file of them; gdb ends after the last',
    })
    .option('keep-core', {
      type: 'boolean',
      describe: "Keep the core of a guest that died in its case's logs, and say how to open it",
    })
    .option('kernel', { type: 'string', requiresArg: true, describe: 'Run this ready no-MMU UML binary' })
    .option('kernel-src', {
      type: 'string',
      requiresArg: true,
      describe: 'Build the kernel from this tree or tarball',
    })
    .option('variant', {
      type: 'string',
      requiresArg: true,
      describe: 'Variant of the kernel: kasan finds memory that it must not touch (docs/debugging.md)',
    })
    .option('with-deps', { type: 'boolean', describe: 'Install host packages that are missing' })
    .option('known', {
      type: 'string',
      array: true,
      requiresArg: true,
      describe: 'Known-failure lists; --no-known: none',
    })
    .coerce('known', (value?: (string | false)[]) => (value?.includes(false) ? false : value))
    .option('strict', {
      type: 'boolean',
      describe: 'Fixed known failures, stale lists and skips for want of kernel options fail the run',
    })
    .option('bisect', {
      type: 'boolean',
      describe: 'Exit codes for git bisect run: 0 good, 1 bad, 125 cannot tell',
    })
    .option('out', { type: 'string', requiresArg: true, describe: 'Directory for journal, results and logs' })
    .option('reporter', REPORTER_OPTION)
    .example('$0 run syscalls --reporter junit=junit.xml', 'JUnit XML besides what is printed')
    .example('$0 run smoke --reporter json | jq .counts', 'results on standard output')
    .option('quiet', { type: 'boolean', describe: 'Print the summary only' })
    .option('verbose', { type: 'boolean', describe: 'Print a line for each case' })
    .option('root', {
      type: 'string',
      requiresArg: true,
      describe: 'Folder with runtest/ and testcases/ (default: our own)',
    })
    .example('$0 run fcntl07 --gdb', 'one case with gdb on its guest: kernel and program')
    .example(
      "$0 run fcntl07 --gdb-command 'break do_mmap' --gdb-command continue --gdb-command bt",
      'the same from a script',
    )
    .example('$0 run syscalls --keep-core', 'cores of guests that die, and how to open them')
    .example('$0 run syscalls --retries 2 --fail-on-flaky', 'tell flaky cases from broken ones')
    .example('$0 run --shard 2/3 --out shard-2', 'the second third; merge puts shards together')
    .example('$0 run --list syscalls | grep mmap | $0 run --cases-from -', 'a list of exact names')
    .example('$0 run syscalls -x --shuffle', 'until the first failure, in another order each time')
    .example('git bisect run $0 run mmap16 --bisect --kernel-src .', 'which commit broke it')
    .epilogue(
      '--shard auto reads LTP_NOMMU_SHARD=i/n, else the index and total of GitLab CI, Kubernetes (with ' +
        'LTP_NOMMU_SHARD_TOTAL), CircleCI or Buildkite.\nExit codes: 0 all as expected; 1 something unexpected, or ' +
        'flaky with --fail-on-flaky; 2 wrong input; 3 the host failed or results are missing; 130/143 interrupted. ' +
        'With --bisect: 0 good, 1 bad, 125 cannot tell.',
    )
    .conflicts('quiet', 'verbose')
    .conflicts('x', 'max-failures')
    .conflicts('durations', 'resume')
    .conflicts('kernel', ['kernel-src', 'variant']) as unknown as Argv<RunOptions>;

/** As the command line itself is parsed. */
const PARSER = { 'duplicate-arguments-array': true, 'greedy-arrays': false, 'strip-aliased': true } as const;

const LISTS: readonly string[] = [
  'names',
  'globs',
  'kconfigAdd',
  'kconfig-add',
  'dirs',
  'case',
  'exclude',
  'known',
  'kernelArgs',
  'kernel-args',
  'gdbCommand',
  'gdb-command',
  'program',
  'runtest',
  'reporter',
  '_',
];

/** Of an option that was given twice the last one counts; yargs makes a list of both. */
export function lastOfEach<T extends object>(options: T): T {
  const single = Object.entries(options).map(([key, value]) =>
    Array.isArray(value) && !LISTS.includes(key) ? [key, value.at(-1)] : [key, value],
  );
  return Object.fromEntries(single) as T;
}

/** What a run was started with, from its journal: `argv` begins with the command's name. */
export function parseRunArgv(argv: readonly string[]): RunOptions {
  const parsed = yargs([])
    .exitProcess(false)
    .parserConfiguration(PARSER)
    .help(false)
    .version(false)
    .fail(false)
    .command('run [names..]', false, (each) => runBuilder(each))
    .parseSync([...argv]);
  return lastOfEach(parsed as unknown as RunOptions);
}

/** Options that decide what a result means: a resumed run takes them over when they are not given anew. */
const KEPT_BY_RESUME = [
  'kernel',
  'kernelSrc',
  'variant',
  'timeoutScale',
  'mem',
  'kernelArgs',
  'known',
  'strict',
  'bisect',
  'root',
  'program',
  'testcases',
  'runtest',
  'format',
  'timeout',
  'jobs',
  'retries',
  'failOnFlaky',
  'maxFailures',
  'x',
] as const;

const FIXED_BY_RESUME = [
  'names',
  'case',
  'exclude',
  'casesFrom',
  'lastFailed',
  'repeat',
  'shard',
  'shuffle',
  'seed',
  'out',
] as const;

export function mergeResumed(given: RunOptions, before: RunOptions): RunOptions {
  const kept = Object.fromEntries(
    KEPT_BY_RESUME.filter((key) => given[key] === undefined && before[key] !== undefined).map((key) => [
      key,
      before[key],
    ]),
  );
  return { ...given, ...kept };
}

/** Numbers that yargs lets through. Throws UserError. */
export function checkOptions(options: RunOptions): void {
  const wrong = (option: string, what: string): never => {
    throw new UserError('OPTION_VALUE', `--${option}: ${what}`);
  };
  const integer = (option: string, value: number | undefined, least: number, most: number): void => {
    if (value === undefined) return;
    if (!Number.isInteger(value) || value < least || value > most)
      wrong(option, `must be a whole number from ${least} to ${most}`);
  };
  integer('jobs', options.jobs, 1, 256);
  integer('repeat', options.repeat, 1, 1_000_000);
  integer('mem', options.mem, 16, 2048);
  integer('retries', options.retries, 0, 100);
  integer('max-failures', options.maxFailures, 1, 1_000_000);
  integer('seed', options.seed, 0, 2 ** 31 - 1);
  integer('keep', options.keep, 1, 1_000_000);
  const scale = options.timeoutScale;
  if (scale !== undefined && !(scale > 0 && scale <= 1000))
    wrong('timeout-scale', 'must be a number above 0, at most 1000');
  if (options.resume !== undefined) {
    const others = { ...options, names: options.names?.length ? options.names : undefined };
    const given = FIXED_BY_RESUME.filter((key) => others[key] !== undefined);
    if (given.length > 0)
      wrong('resume', `goes on with the cases of that run: leave out ${given.join(', ')}`);
  }
  if (options.out === '') wrong('out', 'must name a directory');
  parseReporters(options.reporter);
}

export const defaultJobs = (): number => availableParallelism();

/** The command line that runs one case again the same way, for people to paste. */
export function rerunLine(options: RunOptions, id: string): string {
  const words = ['npx', 'ltp-nommu', 'run', id];
  const add = (option: string, value: string | number | undefined): void => {
    if (value !== undefined) words.push(`--${option}`, String(value));
  };
  add('root', options.root);
  for (const program of options.program ?? []) add('program', program);
  add('testcases', options.testcases);
  for (const file of options.runtest ?? []) add('runtest', file);
  add('format', options.format);
  add('timeout', options.timeout);
  add('kernel', options.kernel);
  add('kernel-src', options.kernelSrc);
  add('variant', options.variant);
  add('mem', options.mem);
  for (const argument of options.kernelArgs ?? []) add('kernel-args', argument);
  add('boot', options.boot === 'cold' ? options.boot : undefined);
  add('timeout-scale', options.timeoutScale);
  for (const list of options.known || []) add('known', list);
  if (options.known === false) words.push('--no-known');
  return words.map(quote).join(' ');
}

export function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
