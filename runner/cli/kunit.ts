// SPDX-License-Identifier: GPL-2.0-or-later
/** `ltp-nommu kunit`: the kernel's own KUnit suites, each in a boot of a no-MMU kernel that has them built in. */
import { resolve } from 'node:path';
import {
  ensureKernel,
  ensureRootfs,
  ensureStarter,
  optionOf,
  type ProgressListener,
  packageRoot,
  requirePackages,
} from '../build/index.ts';
import { type Case, KUNIT, kunitCases } from '../catalog/index.ts';
import { Emulator } from '../emulator/index.ts';
import { HostError, UserError } from '../errors.ts';
import { type KnownLists, loadKnown } from '../known/index.ts';
import { type KunitSuite, parseKunitList } from '../verdict/index.ts';
import { defineCommand } from './command.ts';
import {
  checkKunitOptions,
  DEFAULT_TIMEOUT_S,
  type KunitOptions,
  kunitBuilder,
  kunitRerun,
} from './kunit-options.ts';
import { tableReporter } from './kunit-table.ts';
import { parseReporters, prepareFiles } from './reporter-options.ts';
import { execute } from './run.ts';
import type { Artefacts } from './run-artefacts.ts';
import { kunitListSpec } from './run-boot.ts';
import { lastOfEach } from './run-options.ts';
import type { Plan } from './run-plan.ts';
import { progressView } from './run-progress.ts';
import { type SignalWatch, watchSignals } from './run-signals.ts';

export const command = defineCommand<KunitOptions>({
  name: 'kunit [globs..]',
  describe: "Run the kernel's own KUnit suites on a no-MMU kernel, one boot for each suite",
  builder: kunitBuilder,
  handler: async (given) => {
    const signals = watchSignals();
    try {
      return await kunit(lastOfEach<KunitOptions>(given), signals);
    } finally {
      signals.dispose();
    }
  },
});

async function kunit(options: KunitOptions, signals: SignalWatch): Promise<number> {
  checkKunitOptions(options);
  const root = packageRoot();
  const known = await kunitKnown(root, options.known);
  if (!options.list) prepareFiles(parseReporters(options.reporter));
  const view = progressView(process.stderr, options.quiet);
  const say = (line: string): void => {
    view.clear();
    process.stderr.write(`${line}\n`);
  };
  const artefacts = await kunitArtefacts(options, say, view.listener).finally(() => view.clear());
  const timeout = options.timeout ?? DEFAULT_TIMEOUT_S;
  const suites = await listSuites(artefacts, timeout, options.mem);
  const globs = options.globs ?? [];
  const cases = kunitCases(suites, { globs, timeout });
  if (options.list) {
    process.stdout.write(listText(cases));
    return 0;
  }
  return execute(kunitPlan(options, { root, known, suites, cases, timeout }), artefacts, signals);
}

/** Of all lists the entries that are about suites: the others are about cases that this run cannot have. */
async function kunitKnown(root: string, given: KunitOptions['known']): Promise<KnownLists> {
  if (given === false) return { entries: [], files: [] };
  const { entries, files } = await loadKnown(root, given);
  const mine = entries.filter((entry) => entry.case.startsWith(`${KUNIT}/`));
  return { entries: mine, files: given ?? files.filter((file) => mine.some((entry) => entry.file === file)) };
}

async function kunitArtefacts(
  options: KunitOptions,
  say: (line: string) => void,
  progress: ProgressListener,
): Promise<Artefacts> {
  const { kernel: ready, kernelSrc, kconfigAdd, jobs, withDeps } = options;
  await requirePackages({ kernel: ready, kernelSrc, withDeps }, say, progress);
  const variant = ready === undefined ? KUNIT : undefined;
  const [kernel, rootfs, starter] = await Promise.all([
    ensureKernel({ kernel: ready, kernelSrc, variant, kconfigAdd, jobs }, progress),
    ensureRootfs({ progress: (line) => progress({ what: 'rootfs', phase: line.replace(/^rootfs: /, '') }) }),
    ensureStarter(),
  ]);
  if (optionOf(kernel.config, 'KUNIT') !== 'y') {
    const what = ready === undefined ? 'the kernel source knows no KUnit' : `${ready} has no KUnit built in`;
    throw new UserError('KUNIT_NOT_BUILT', `${what}: CONFIG_KUNIT is not y`);
  }
  return { kernel, rootfs, starter, programs: new Map() };
}

const CONSOLE_LINES = 15;

/** Asks the kernel itself, by a boot that only lists. */
async function listSuites(
  { starter, kernel, rootfs }: Artefacts,
  timeout: number,
  memoryMb: number | undefined,
): Promise<KunitSuite[]> {
  const emulator = await Emulator.open({ starter: starter.path, kernel: kernel.path, rootfs: rootfs.cpio });
  try {
    const boot = await emulator.boot(kunitListSpec(timeout * 1000, memoryMb));
    const suites = parseKunitList(boot.kernel);
    if (boot.end.reason === 'exit' && suites.length > 0) return suites;
    const lines = boot.kernel.split(/\r?\n/).filter((line) => line.trim() !== '');
    const how = { exit: 'listed none', signal: 'died', timeout: 'did not end in time' } as const;
    const what = how[boot.end.reason as keyof typeof how] ?? 'could not be started';
    throw new HostError('KUNIT_NO_LIST', `the kernel was asked for its KUnit suites and ${what}`, {
      excerpt: lines.slice(-CONSOLE_LINES),
      hint: "'ltp-nommu doctor' checks what the host must have",
    });
  } finally {
    await emulator.close();
  }
}

const testsOf = (one: Case): number => (one.kunit ?? []).reduce((sum, { tests }) => sum + tests.length, 0);

function listText(cases: readonly Case[]): string {
  const width = Math.max(0, ...cases.map((one) => one.programName.length));
  const total = cases.reduce((sum, one) => sum + testsOf(one), 0);
  const lines = cases.map((one) => `${one.programName.padEnd(width)} ${String(testsOf(one)).padStart(4)}`);
  return `${[...lines, `${cases.length} suites, ${total} tests`].join('\n')}\n`;
}

interface PlanParts {
  readonly root: string;
  readonly known: KnownLists;
  readonly suites: readonly KunitSuite[];
  readonly cases: readonly Case[];
  readonly timeout: number;
}

/** The run as `run` itself would plan it. */
function kunitPlan(options: KunitOptions, { root, known, suites, cases, timeout }: PlanParts): Plan {
  const { kernel, kernelSrc, jobs, out, reporter, mem, strict, quiet, verbose, table, globs } = options;
  return {
    options: {
      names: globs,
      kernel,
      kernelSrc,
      variant: kernel === undefined ? KUNIT : undefined,
      jobs,
      out,
      reporter,
      mem,
      strict,
      quiet,
      verbose,
      // Each suite has a command line of its own.
      boot: 'cold',
    },
    root,
    cases,
    nothing: 'nothing to run',
    repeat: 1,
    known,
    allIds: kunitCases(suites, { globs: [], timeout }).map((one) => one.id),
    resumed: undefined,
    shard: undefined,
    durations: undefined,
    rerun: (id) => kunitRerun(options, id),
    reporters: table === undefined ? [] : [tableReporter(resolve(table))],
  };
}
