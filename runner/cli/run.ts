// SPDX-License-Identifier: GPL-2.0-or-later
/** `ltp-nommu run`: select, build what is missing, boot each case, report. */
import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { DEFAULT_VARIANT, newRunDir, optionOf, packageRoot, packageVersion } from '../build/index.ts';
import { type Case, loadCatalog, loadForeign } from '../catalog/index.ts';
import { DEFAULT_GRACE_MS, Emulator } from '../emulator/index.ts';
import { formatError, HostError, UserError } from '../errors.ts';
import {
  BISECT_SKIP,
  JOURNAL_FILE,
  JOURNAL_VERSION,
  JournalWriter,
  lastFailed,
  type RunEnd,
  type RunStart,
  remaining,
} from '../journal/index.ts';
import { checkKnown, type KnownLists, loadKnown } from '../known/index.ts';
import { memoryBudgetMb } from '../schedule/index.ts';
import { KnownFailures } from '../verdict/index.ts';
import { defineCommand } from './command.ts';
import { parseReporters, prepareFiles } from './reporter-options.ts';
import { type Artefacts, makeArtefacts, requireFiles } from './run-artefacts.ts';
import { runExitCode } from './run-exit.ts';
import { isForeign } from './run-foreign.ts';
import { hostFacts } from './run-host.ts';
import { RunLog } from './run-log.ts';
import {
  checkOptions,
  defaultJobs,
  lastOfEach,
  mergeResumed,
  parseRunArgv,
  type RunOptions,
  rerunLine,
  runBuilder,
} from './run-options.ts';
import { durations, lastDurations, lastRun, type PreviousRun, readRun, rememberRun } from './run-previous.ts';
import { progressView } from './run-progress.ts';
import { runReporters } from './run-reporters.ts';
import { type CaseJob, caseJobs, Session } from './run-session.ts';
import { type SignalWatch, watchSignals } from './run-signals.ts';

export const command = defineCommand<RunOptions>({
  name: 'run [names..]',
  describe: 'Boot each case in a fresh no-MMU kernel and hold the results against the known failures',
  builder: runBuilder,
  handler: async (given) => {
    const options = lastOfEach<RunOptions>(given);
    return options.bisect ? runBisect(options) : run(options);
  },
});

/** Whatever goes wrong is no verdict on the commit: 2 and 3 would tell git bisect that it is bad. */
async function runBisect(options: RunOptions): Promise<number> {
  try {
    return await run(options);
  } catch (error) {
    process.stderr.write(`${formatError(error)}\n`);
    return BISECT_SKIP;
  }
}

async function run(given: RunOptions): Promise<number> {
  const signals = watchSignals((code) => process.exit(given.bisect ? BISECT_SKIP : code));
  try {
    checkOptions(given);
    const plan = await makePlan(given);
    if (plan.options.list) {
      process.stdout.write(plan.cases.map((one) => `${one.id}\n`).join(''));
      return 0;
    }
    if (plan.cases.length === 0) {
      process.stdout.write(`${plan.nothing}\n`);
      return 0;
    }
    requireFiles(plan.cases);
    prepareFiles(parseReporters(given.reporter));
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
    return await execute(plan, artefacts, signals);
  } finally {
    signals.dispose();
  }
}

interface Plan {
  readonly options: RunOptions;
  /** The folder with runtest/ and testcases/. */
  readonly root: string;
  /** All cases of the run; a resumed one has results of some already. */
  readonly cases: readonly Case[];
  /** What to say when there is no case. */
  readonly nothing: string;
  readonly repeat: number;
  readonly known: KnownLists;
  /** Ids of all cases of all suites. */
  readonly allIds: readonly string[];
  readonly resumed: PreviousRun | undefined;
}

async function makePlan(given: RunOptions): Promise<Plan> {
  const resumed = given.resume === undefined ? undefined : await readRun(given.resume);
  const start = resumed?.summary.start ?? undefined;
  const options = start === undefined ? given : mergeResumed(given, parseRunArgv(start.argv));
  const foreign = isForeign(options);
  const folder = options.root ?? options.testcases;
  const root = folder === undefined ? packageRoot() : resolve(folder);
  if (!foreign && !existsSync(join(root, 'runtest'))) {
    throw new UserError('ROOT_INVALID', `there is no folder runtest/ in ${root}`);
  }
  const selection =
    start === undefined
      ? { names: options.names, cases: options.case, exclude: options.exclude }
      : { names: start.selection.cases };
  const [catalog, known] = await Promise.all([
    foreign
      ? loadForeign({ ...options, programs: options.program, selection })
      : loadCatalog({ root, selection }),
    // Our lists say nothing of foreign cases.
    options.known === false || (options.known === undefined && foreign)
      ? { entries: [], files: [] }
      : loadKnown(root, options.known),
  ]);
  if (catalog.problems.length > 0) throw UserError.of(catalog.problems);
  const failed = options.lastFailed ? await failedInLastRun() : undefined;
  return {
    options,
    root,
    cases: failed === undefined ? catalog.cases : catalog.cases.filter((one) => failed.has(one.id)),
    nothing: 'nothing to run: no selected case failed in the last run',
    repeat: start?.options.repeat ?? options.repeat ?? 1,
    known,
    allIds: catalog.suites.flatMap((suite) => suite.entries.map((entry) => entry.id)),
    resumed,
  };
}

async function failedInLastRun(): Promise<ReadonlySet<string>> {
  const dir = lastRun();
  if (dir === undefined) throw new UserError('NO_LAST_RUN', '--last-failed: there is no earlier run');
  return new Set(lastFailed((await readRun(dir)).summary));
}

/** From the first event to the last. */
async function execute(plan: Plan, artefacts: Artefacts, signals: SignalWatch): Promise<number> {
  const { options, resumed } = plan;
  const dir = resumed?.dir ?? (options.out === undefined ? newRunDir(label(plan)) : resolve(options.out));
  if (resumed === undefined && existsSync(join(dir, JOURNAL_FILE))) {
    throw new UserError('OUT_TAKEN', `--out: there is a run in ${options.out} already`, {
      hint: `choose another directory, or go on with it: --resume ${options.out}`,
    });
  }
  if (resumed !== undefined) checkSameKernel(resumed, artefacts);
  const { starter, kernel, rootfs } = artefacts;
  const emulator = await Emulator.open({
    starter: starter.path,
    kernel: kernel.path,
    rootfs: rootfs.cpio,
    kernelArgs: options.kernelArgs?.flatMap((words) => words.split(/\s+/)).filter((word) => word !== ''),
    boot: options.boot ?? 'fork',
  });
  try {
    const journal = JournalWriter.open(join(dir, JOURNAL_FILE), resumed === undefined ? 'create' : 'append');
    try {
      const log = new RunLog(journal, runReporters(options, dir), resumed?.events);
      return await bootAll(plan, artefacts, { dir, emulator, log, signals });
    } finally {
      journal.close();
    }
  } finally {
    await emulator.close();
  }
}

interface Stage {
  readonly dir: string;
  readonly emulator: Emulator;
  readonly log: RunLog;
  readonly signals: SignalWatch;
}

async function bootAll(plan: Plan, artefacts: Artefacts, stage: Stage): Promise<number> {
  const { options } = plan;
  const { kernel } = artefacts;
  const { dir, emulator, log, signals } = stage;
  const began = Date.now();
  const jobs = await pendingJobs(plan);
  const start = runStart(plan, artefacts, dir);
  log.emit(start);
  rememberRun(dir);
  tellKnownProblems(plan, log);
  const session = new Session({
    jobs,
    emulator,
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
    strict: start.options.strict,
    rerun: (id) => rerunLine(options, id),
    emit: log.emit,
  });
  signals.onFirst(() => session.interrupt());
  const failure = await session.run().catch((error: unknown) => error ?? new Error('no reason'));
  // What was asked to stop is no failure of the host.
  const told = failure !== undefined && signals.signal === null;
  if (told) tellFailure(failure, log);
  const end = await log.finish((reporterBroken): RunEnd => {
    const { strict, bisect } = start.options;
    const interrupted = signals.signal;
    return {
      v: JOURNAL_VERSION,
      time: new Date().toISOString(),
      type: 'run-end',
      durationMs: Date.now() - began,
      counts: log.summary.counts,
      exitCode: runExitCode(log.summary, { strict, bisect, interrupted, reporterBroken }),
      interrupted,
    };
  });
  if (told) process.stderr.write(`${formatError(failure)}\n`);
  return end.exitCode;
}

/** The suites of the run, for its directory's name. */
function label(plan: Plan): string {
  return [...new Set(plan.cases.map((one) => one.suite))].join('+');
}

async function pendingJobs(plan: Plan): Promise<CaseJob[]> {
  const { resumed, cases, repeat, options } = plan;
  const known = resumed === undefined ? await lastDurations() : durations(resumed.summary.attempts);
  const jobs = caseJobs(cases, { repeat, guestMemoryMb: options.mem, durations: known });
  if (resumed === undefined) return jobs;
  const open = new Set(remaining(resumed.summary).map(({ id, repeat: nth }) => `${nth} ${id}`));
  return jobs.filter((job) => open.has(`${job.repeat} ${job.case.id}`));
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

function runStart(plan: Plan, { kernel, rootfs, starter }: Artefacts, dir: string): RunStart {
  const { options, resumed } = plan;
  const before = resumed?.summary.start ?? undefined;
  return {
    v: JOURNAL_VERSION,
    time: new Date().toISOString(),
    type: 'run-start',
    runId: before?.runId ?? basename(dir),
    resumed: resumed !== undefined,
    tool: { name: 'ltp-nommu', version: packageVersion() },
    // A run that is resumed twice still has the first one's words.
    argv: before?.argv ?? process.argv.slice(2),
    selection: before?.selection ?? {
      names: options.names ?? [],
      include: options.case ?? [],
      exclude: options.exclude ?? [],
      cases: plan.cases.map((one) => one.id),
    },
    options: {
      jobs: options.jobs ?? defaultJobs(),
      repeat: plan.repeat,
      retries: 0,
      timeoutScale: options.timeoutScale ?? 1,
      strict: options.strict ?? false,
      bisect: options.bisect ?? false,
    },
    host: hostFacts(),
    machine:
      kernel.variant === DEFAULT_VARIANT || options.kernel !== undefined ? 'uml' : `uml-${kernel.variant}`,
    kernel: {
      release: kernel.release,
      version: kernel.meta.version,
      variant: kernel.variant,
      key: options.kernel === undefined ? kernel.key : '',
      configHash: kernel.meta.config,
      sourceHash: kernel.meta.source.hash,
      path: kernel.path,
      mmu: kernel.config.size === 0 ? null : optionOf(kernel.config, 'MMU') !== 'n',
    },
    rootfs: { key: rootfs.key },
    starter: { key: starter.key },
    timeouts: { defaultMs: 10_000 * (options.timeoutScale ?? 1), graceMs: DEFAULT_GRACE_MS },
    known: { files: plan.known.files, entries: plan.known.entries.length },
  };
}

/** Entries of the lists that are wrong whatever the run brings. */
function tellKnownProblems(plan: Plan, log: RunLog): void {
  const points = new Map(plan.cases.map((one) => [one.id, one.scenario.points]));
  const time = new Date().toISOString();
  const problems = checkKnown(plan.known.entries, {
    today: time.slice(0, 10),
    ids: plan.allIds,
    points: (id) => points.get(id),
  });
  for (const { kind, text, file, line, id } of problems) {
    log.emit({
      v: JOURNAL_VERSION,
      time,
      type: 'run-problem',
      kind,
      severity: 'warning',
      text,
      file,
      line,
      id,
    });
  }
}

function tellFailure(failure: unknown, log: RunLog): void {
  const text = failure instanceof HostError ? failure.message : `internal error: ${String(failure)}`;
  const time = new Date().toISOString();
  log.emit({ v: JOURNAL_VERSION, time, type: 'run-problem', kind: 'host', severity: 'error', text });
}
