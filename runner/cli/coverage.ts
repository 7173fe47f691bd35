// SPDX-License-Identifier: GPL-2.0-or-later
/** `ltp-nommu coverage`: which lines of the kernel's no-MMU code the cases run. */
import { existsSync, statSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Argv } from 'yargs';
import { newRunDir, packageRoot } from '../build/index.ts';
import {
  COVERAGE_DIR,
  type Collected,
  collectCoverage,
  coveragePage,
  figuresOf,
  hasCounts,
  lcovText,
  markUnreachable,
  parseUnreachable,
  percent,
  type SourceCoverage,
  tableText,
  total,
} from '../coverage/index.ts';
import { EXIT, UserError } from '../errors.ts';
import { defineCommand } from './command.ts';
import { runCases } from './run.ts';
import { lastOfEach, type RunOptions } from './run-options.ts';

export interface CoverageOptions {
  names?: string[] | undefined;
  out?: string | undefined;
  failUnder?: number | undefined;
  variant?: string | undefined;
  kernelSrc?: string | undefined;
  boot?: 'fork' | 'cold' | undefined;
  jobs?: number | undefined;
  withDeps?: boolean | undefined;
  quiet?: boolean | undefined;
}

const VARIANT = 'gcov';
const TRACEFILE = 'coverage.info';
const PAGE = 'coverage.html';
/** What no case can reach, and why. */
const LIST = 'runtest/coverage/unreachable.yaml';

export const command = defineCommand<CoverageOptions>({
  name: 'coverage [names..]',
  describe: "Which lines of the kernel's no-MMU code the cases run",
  builder: (yargs) =>
    yargs
      .positional('names', {
        type: 'string',
        array: true,
        describe:
          'Suites and cases to run, or directories of runs with --variant gcov, all of shards for instance',
      })
      .option('out', {
        type: 'string',
        requiresArg: true,
        describe: `Directory for the run, and for ${TRACEFILE} and ${PAGE} (default: as run, or the run's own)`,
      })
      .option('fail-under', {
        type: 'number',
        requiresArg: true,
        describe: 'Exit with 1 when less of the reachable lines ran, in percent',
      })
      .option('variant', {
        type: 'string',
        default: VARIANT,
        requiresArg: true,
        describe: 'Variant of the kernel; it has to count (CONFIG_UML_COVERAGE)',
      })
      .option('kernel-src', { type: 'string', requiresArg: true, describe: 'As of run' })
      .option('boot', { choices: ['fork', 'cold'] as const, describe: 'As of run' })
      .option('jobs', { alias: 'j', type: 'number', requiresArg: true, describe: 'As of run' })
      .option('with-deps', { type: 'boolean', describe: 'As of run' })
      .option('quiet', { type: 'boolean', describe: "Print the run's summary only" })
      .example('$0 coverage nommu syscalls', 'build the counting kernel, run both suites, tell')
      .example('$0 coverage', 'all suites')
      .example('$0 run nommu --variant gcov --out a --shard 1/2', 'on each of two machines')
      .example('$0 coverage a b --out .', 'their shards together')
      .example('$0 coverage nommu --fail-under 90', 'in a CI')
      .epilogue(
        `${TRACEFILE} is for genhtml and services that read lcov's format; ${PAGE} shows the lines that did not run.\n` +
          'Exit codes: 0 done; 1 an unexpected result, or less than --fail-under; 2 wrong input, or runs without ' +
          'counts; 3 the host failed.',
      ) as unknown as Argv<CoverageOptions>,
  handler: async (given) => coverage(lastOfEach<CoverageOptions>(given)),
});

async function coverage(options: CoverageOptions): Promise<number> {
  const { failUnder } = options;
  if (failUnder !== undefined && !(failUnder >= 0 && failUnder <= 100))
    throw new UserError('OPTION_VALUE', '--fail-under: must be a number from 0 to 100');
  const runs = await runsAmong(options.names ?? []);
  let code: number = EXIT.ok;
  let dirs = runs;
  if (dirs.length === 0) {
    const dir = options.out === undefined ? newRunDir('coverage') : resolve(options.out);
    code = await runCases(runOptions(options, dir));
    if (code !== EXIT.ok && code !== EXIT.unexpected) return code;
    dirs = [dir];
  }
  const to = options.out === undefined ? join(dirs[0] ?? '.', COVERAGE_DIR) : resolve(options.out);
  if (options.out === undefined && dirs.length > 1) {
    throw new UserError(
      'OPTION_VALUE',
      'coverage of several runs needs --out, a directory for what comes of it',
    );
  }
  const files = await write(await collectCoverage(dirs), to);
  const { reachable } = total(files.map(figuresOf));
  if (code === EXIT.ok && failUnder !== undefined && percent(reachable) < failUnder) {
    process.stderr.write(`${percent(reachable)} % of the reachable lines ran, --fail-under ${failUnder}\n`);
    return EXIT.unexpected;
  }
  return code;
}

/** Directories, all of them or none. A suite may be called as a directory that happens to be here. */
async function runsAmong(names: readonly string[]): Promise<string[]> {
  const dirs: string[] = [];
  for (const name of names) {
    if (statSync(name, { throwIfNoEntry: false })?.isDirectory() && (await hasCounts(name)))
      dirs.push(resolve(name));
  }
  if (dirs.length === 0 || dirs.length === names.length) return dirs;
  const other = names.find((name) => !dirs.includes(resolve(name)));
  throw new UserError('COVERAGE_NAMES', `${other} is no run with coverage, and others are`, {
    hint: 'give directories of runs with --variant gcov only, or names of suites and cases only',
  });
}

function runOptions(options: CoverageOptions, dir: string): RunOptions {
  const { names, kernelSrc, boot, jobs, withDeps, quiet } = options;
  return { names, variant: options.variant ?? VARIANT, kernelSrc, boot, jobs, withDeps, quiet, out: dir };
}

async function write({ files, sources, problems }: Collected, to: string): Promise<SourceCoverage[]> {
  const list = join(packageRoot(), LIST);
  const entries = existsSync(list) ? parseUnreachable(await readFile(list, 'utf8'), list) : [];
  const marked = files.map((file) =>
    markUnreachable(file, (sources.get(file.path) ?? '').split('\n'), entries),
  );
  const covered = marked.map((one) => one.coverage);
  await mkdir(to, { recursive: true });
  await writeFile(join(to, TRACEFILE), lcovText(covered));
  await writeFile(join(to, PAGE), coveragePage(covered, 'Lines of the kernel that no case has reached'));
  for (const text of problems) process.stderr.write(`coverage: ${text}\n`);
  for (const text of marked.flatMap((one) => one.stale)) process.stderr.write(`${LIST}: ${text}\n`);
  process.stdout.write(`\n${tableText(covered)}\n${join(to, TRACEFILE)}\n${join(to, PAGE)}\n`);
  return covered;
}
