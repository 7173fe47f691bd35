// SPDX-License-Identifier: GPL-2.0-or-later
/** `ltp-nommu run`: select, build what is missing, boot each case, report. */
import { join } from 'node:path';
import { kernelCost, newRunDir } from '../build/index.ts';
import { prepareCounts } from '../coverage/index.ts';
import { Emulator } from '../emulator/index.ts';
import { formatError, HostError, UserError } from '../errors.ts';
import { pruneRuns } from '../history/index.ts';
import {
  BISECT_SKIP,
  JOURNAL_FILE,
  JOURNAL_VERSION,
  JournalWriter,
  type RunEnd,
  type RunStart,
} from '../journal/index.ts';
import { memoryBudgetMb } from '../schedule/index.ts';
import { KnownFailures } from '../verdict/index.ts';
import { defineCommand } from './command.ts';
import { makeFolder, prepareOut } from './output-place.ts';
import { parseReporters, prepareFiles } from './reporter-options.ts';
import { type Artefacts, filesForGdb, makeArtefacts, requireFiles } from './run-artefacts.ts';
import { keepCores, openCoreLine } from './run-core.ts';
import { TraceDecoder } from './run-decode.ts';
import { runExitCode } from './run-exit.ts';
import { checkGdb, DebuggedEmulator, debugInput, type FilesForGdb, wantsGdb } from './run-gdb.ts';
import { RunLog } from './run-log.ts';
import { checkOptions, lastOfEach, type RunOptions, rerunLine, runBuilder } from './run-options.ts';
import { makePlan, type Plan, pendingJobs, requireOneCase, runLabel } from './run-plan.ts';
import { type PreviousRun, rememberEnd, rememberStart } from './run-previous.ts';
import { progressView } from './run-progress.ts';
import { runReporters } from './run-reporters.ts';
import { Session } from './run-session.ts';
import { type SignalWatch, watchSignals } from './run-signals.ts';
import { runStart, tellFailure, tellKnownProblems, tellNote } from './run-start.ts';

export const command = defineCommand<RunOptions>({
  name: 'run [names..]',
  describe: 'Boot each case in a fresh no-MMU kernel and hold the results against the known failures',
  builder: runBuilder,
  handler: async (given) => {
    const options = lastOfEach<RunOptions>(given);
    return options.bisect ? runBisect(options) : runCases(options);
  },
});

/** Whatever goes wrong is no verdict on the commit: 2 and 3 would tell git bisect that it is bad. */
async function runBisect(options: RunOptions): Promise<number> {
  const cannotTell = (error: unknown): number => {
    process.stderr.write(`${formatError(error)}\n`);
    return BISECT_SKIP;
  };
  // Node would exit with 1 for it, which is "bad".
  process.once('uncaughtException', (error) => process.exit(cannotTell(error)));
  return runCases(options).catch(cannotTell);
}

/** All of `run` but bisecting. Resolves to the exit code. */
export async function runCases(given: RunOptions): Promise<number> {
  const signals = watchSignals();
  try {
    checkOptions(given);
    checkGdb(given, process.stdin.isTTY === true);
    const plan = await makePlan(given);
    if (plan.options.list) {
      process.stdout.write(plan.cases.map((one) => `${one.id}\n`).join(''));
      return 0;
    }
    // A shard without cases is one that `merge` wants to see.
    if (plan.cases.length === 0 && plan.shard === undefined) {
      process.stdout.write(`${plan.nothing}\n`);
      return 0;
    }
    requireFiles(plan.cases);
    if (wantsGdb(given)) requireOneCase(plan);
    prepareFiles(parseReporters(given.reporter));
    if (plan.resumed === undefined && given.out !== undefined) prepareOut(given.out, true);
    const view = progressView(process.stderr, given.quiet);
    const artefacts = await makeArtefacts(
      plan.options,
      plan.cases,
      (line) => {
        view.clear();
        process.stderr.write(`${line}\n`);
      },
      view.listener,
    ).finally(() => view.clear());
    const forGdb = wantsGdb(given) ? await filesForGdb(plan.options, plan.cases, view.listener) : undefined;
    view.clear();
    return await execute(plan, { ...artefacts, forGdb }, signals);
  } finally {
    signals.dispose();
  }
}

/** From the first event to the last. */
export async function execute(plan: Plan, artefacts: RunArtefacts, signals: SignalWatch): Promise<number> {
  const { options, resumed } = plan;
  // Again: something may have come there while the kernel was built.
  const dir =
    resumed?.dir ?? (options.out === undefined ? makeRunDir(runLabel(plan)) : prepareOut(options.out, true));
  if (resumed !== undefined) checkSameKernel(resumed, artefacts);
  const { starter, kernel, rootfs } = artefacts;
  const emulator = await Emulator.open({
    starter: starter.path,
    kernel: kernel.path,
    rootfs: rootfs.cpio,
    coverage: kernel.notes === undefined ? undefined : await prepareCounts(kernel.notes, dir),
    kernelArgs: options.kernelArgs?.flatMap((words) => words.split(/\s+/)).filter((word) => word !== ''),
    boot: options.boot ?? 'fork',
  });
  try {
    const journal = JournalWriter.open(join(dir, JOURNAL_FILE), resumed === undefined ? 'create' : 'append');
    try {
      const log = new RunLog(
        journal,
        [...runReporters(screenOptions(options), dir), ...(plan.reporters ?? [])],
        resumed?.events,
      );
      return await bootAll(plan, artefacts, { dir, emulator, log, signals });
    } finally {
      journal.close();
    }
  } finally {
    await emulator.close();
  }
}

/** Nothing repaints a screen that gdb writes to. */
const screenOptions = (options: RunOptions): RunOptions =>
  wantsGdb(options) && options.reporter === undefined ? { ...options, reporter: ['ci'] } : options;

interface RunArtefacts extends Artefacts {
  /** With --gdb. */
  readonly forGdb?: FilesForGdb | undefined;
}

interface Stage {
  readonly dir: string;
  readonly emulator: Emulator;
  readonly log: RunLog;
  readonly signals: SignalWatch;
}

async function bootAll(plan: Plan, artefacts: RunArtefacts, stage: Stage): Promise<number> {
  const { options } = plan;
  const { kernel } = artefacts;
  const { dir, log, signals } = stage;
  const began = Date.now();
  const start = runStart(plan, artefacts, dir);
  const { memoryMb: extraMemoryMb } = kernelCost(kernel.config);
  const jobs = await pendingJobs(plan, { seed: start.options.seed, extraMemoryMb });
  log.emit(start);
  await rememberStart(dir, start);
  tellKnownProblems(plan, log);
  const decoder = new TraceDecoder(kernel, (text) => tellNote(text, log));
  const session = new Session({
    jobs,
    emulator: booterFor(plan, artefacts, stage),
    kernel,
    programs: artefacts.programs,
    known: new KnownFailures(plan.known.entries, {
      machine: start.machine,
      variant: kernel.variant,
      kernel: kernel.release,
    }),
    dir,
    root: plan.root,
    slots: start.options.jobs,
    memoryMb: memoryBudgetMb(),
    timeoutScale: start.options.timeoutScale,
    guestMemoryMb: options.mem,
    extraMemoryMb,
    strict: start.options.strict,
    retries: start.options.retries,
    maxFailures: start.options.maxFailures,
    keepOrder: start.options.seed !== undefined,
    rerun: plan.rerun ?? ((id) => rerunLine(options, id)),
    emit: log.emit,
    openCore: (core) => openCoreLine(kernel, core),
    decode: (result, boot) => decoder.decode(result, boot),
  });
  signals.onFirst(() => session.interrupt());
  if (wantsGdb(options)) signals.ignoreInterrupt();
  const failure = await session
    .run()
    .catch((error: unknown) => error ?? new Error('no reason'))
    .finally(() => decoder.close());
  // What was asked to stop is no failure of the host.
  const told = failure !== undefined && signals.signal === null;
  if (told) tellFailure(failure, log);
  const end = await log.finish((reporterBroken): RunEnd => {
    const { strict, bisect, failOnFlaky } = start.options;
    const interrupted = signals.signal;
    return {
      v: JOURNAL_VERSION,
      time: new Date().toISOString(),
      type: 'run-end',
      durationMs: Date.now() - began,
      counts: log.summary.counts,
      exitCode: runExitCode(log.summary, {
        strict,
        bisect,
        failOnFlaky: failOnFlaky ?? false,
        interrupted,
        reporterBroken,
      }),
      interrupted,
    };
  });
  await tidyUp(dir, start, end, options.keep);
  if (told) process.stderr.write(`${formatError(failure)}\n`);
  return end.exitCode;
}

/** A directory among those of all runs. */
function makeRunDir(label: string): string {
  const dir = newRunDir(label);
  try {
    makeFolder(dir);
  } catch (error) {
    throw new HostError('RUN_DIR', `cannot make the run's directory ${dir}: ${(error as Error).message}`, {
      hint: 'XDG_STATE_HOME or --out can name another place',
    });
  }
  return dir;
}

/** The emulator, with a debugger beside it or with an eye on cores where that is asked for. */
function booterFor({ options }: Plan, artefacts: RunArtefacts, { emulator, dir }: Stage) {
  const { kernel, forGdb } = artefacts;
  if (forGdb !== undefined) {
    const commands = options.gdbCommand ?? [];
    return new DebuggedEmulator(emulator, debugInput({ kernel, files: forGdb, commands }));
  }
  return options.keepCore ? keepCores(emulator, kernel, dir) : emulator;
}

/** The run is over and reported: whatever goes wrong with the history changes nothing about its verdict. */
async function tidyUp(dir: string, start: RunStart, end: RunEnd, keep: number | undefined): Promise<void> {
  try {
    await rememberEnd(dir, start, end);
    if (keep !== undefined) await pruneRuns({ keep });
  } catch (error) {
    process.stderr.write(`ltp-nommu: the history of runs: ${(error as Error).message}\n`);
  }
}

/** Results of two kernels in one run could not be told apart afterwards. */
function checkSameKernel(resumed: PreviousRun, { kernel }: Artefacts): void {
  const before = resumed.summary.start?.kernel;
  const same =
    kernel.meta.source.kind === 'binary'
      ? before?.sourceHash === kernel.meta.source.hash
      : before?.key === kernel.key;
  if (before === undefined || same) return;
  throw new UserError('RESUME_KERNEL', `--resume: the run in ${resumed.dir} was with another kernel`, {
    hint: `${before.release} then, ${kernel.release} now; start a new run, or give its --kernel`,
  });
}
