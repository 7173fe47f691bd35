// SPDX-License-Identifier: GPL-2.0-or-later
/** The loop of `run`: each job is one boot, judged, held against the known failures, logged and told as events. */
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { KernelBuild } from '../build/index.ts';
import { unmetKconfig } from '../build/index.ts';
import { type Case, originOf } from '../catalog/index.ts';
import type { Boot, BootSpec, Emulator } from '../emulator/index.ts';
import { HostError } from '../errors.ts';
import { type CaseEnd, JOURNAL_VERSION, type JournalEvent, type Origin } from '../journal/index.ts';
import { Dispatcher, GUEST_OVERHEAD_MB, type Job, longestFirst } from '../schedule/index.ts';
import {
  type BootEnd,
  type CaseResult,
  CHANNELS,
  type Channel,
  judge,
  judgeKunit,
  type KnownFailures,
  staleProblem,
  type Verdict,
} from '../verdict/index.ts';
import { bootSpec, caseMemoryMb, caseTimeoutMs, expectations, kunitSpec } from './run-boot.ts';

export interface CaseJob extends Job {
  readonly case: Case;
  /** From 1. */
  readonly repeat: number;
  /** From 1; later ones are retries. */
  readonly attempt: number;
  /** How the attempt before ended. */
  readonly before?: string | undefined;
}

export interface SessionInput {
  readonly jobs: readonly CaseJob[];
  readonly emulator: Pick<Emulator, 'boot' | 'endAll'>;
  readonly kernel: Pick<KernelBuild, 'config'>;
  /** Path of a case's program, by id. */
  readonly programs: ReadonlyMap<string, { readonly path: string }>;
  readonly known: KnownFailures;
  /** The run's directory. */
  readonly dir: string;
  readonly root: string;
  readonly slots: number;
  readonly memoryMb: number;
  readonly timeoutScale: number;
  readonly guestMemoryMb?: number | undefined;
  /** What the kernel itself wants more than usual. */
  readonly extraMemoryMb?: number | undefined;
  readonly strict: boolean;
  /** A case with an unexpected result is booted so many times more. */
  readonly retries: number;
  /** After so many unexpected results nothing more is started. */
  readonly maxFailures?: number | undefined;
  /** Start the jobs as they stand, not the longest first. */
  readonly keepOrder?: boolean;
  /** The command line that runs these cases again, without names. */
  readonly rerun: (id: string) => string;
  readonly emit: (event: JournalEvent) => void;
  /** The command line that opens a core. */
  readonly openCore?: (core: string) => string;
  /** Puts places in the kernel's source into a result and its console; absent or undefined: there is nothing to put. */
  readonly decode?: (result: CaseResult, boot: Boot) => Promise<Decoded | undefined>;
}

export interface Decoded {
  readonly result: CaseResult;
  /** The console. */
  readonly console: string;
}

/** So many boots that end before their case begins, with none that got there, mean that the kernel does not boot. */
const NO_BOOT_LIMIT = 3;
const CONSOLE_LINES = 15;

export const LOG_FILES: Readonly<Record<Channel, string>> = {
  result: 'result.tap',
  frames: 'frames.log',
  kernel: 'kernel.log',
  output: 'output.log',
};
const DECODED_LOG = 'kernel.decoded.log';
const CORE = 'core';

export function caseJobs(
  cases: readonly Case[],
  options: {
    readonly repeat: number;
    readonly guestMemoryMb?: number | undefined;
    readonly extraMemoryMb?: number | undefined;
    /** How long a case took last time, ms. */
    readonly durations: ReadonlyMap<string, number>;
  },
): CaseJob[] {
  const jobs: CaseJob[] = [];
  for (let repeat = 1; repeat <= options.repeat; repeat++) {
    for (const one of cases) {
      const memoryMb = caseMemoryMb(one, options.guestMemoryMb, options.extraMemoryMb) + GUEST_OVERHEAD_MB;
      jobs.push({ case: one, repeat, attempt: 1, memoryMb, expectedMs: options.durations.get(one.id) });
    }
  }
  return jobs;
}

export class Session {
  readonly #input: SessionInput;
  readonly #dispatcher: Dispatcher<CaseJob>;
  readonly #bootable: number;
  readonly #toldProblems = new Set<string>();
  #begun = false;
  #neverBegan = 0;
  #failures = 0;
  readonly #repeated: boolean;

  constructor(input: SessionInput) {
    this.#input = input;
    this.#dispatcher = new Dispatcher({
      slots: input.slots,
      memoryMb: input.memoryMb,
      run: (job, slot) => this.#runJob(job, slot),
    });
    this.#repeated = input.jobs.some((job) => job.repeat > 1);
    this.#bootable = input.jobs.filter((job) => this.#unmet(job.case).length === 0).length;
  }

  /** Runs all jobs. Throws HostError when there is no sense in going on. */
  async run(): Promise<void> {
    const { jobs, keepOrder } = this.#input;
    await this.#dispatcher.run(keepOrder ? jobs : longestFirst(jobs));
  }

  /** Starts nothing more and ends the guests; their cases get no result. */
  interrupt(): void {
    this.#dispatcher.stop();
    this.#input.emulator.endAll();
  }

  async #runJob(job: CaseJob, slot: number): Promise<void> {
    const started = new Date().toISOString();
    const key = { id: job.case.id, repeat: job.repeat, attempt: job.attempt, slot };
    const unmet = this.#unmet(job.case);
    this.#input.emit({ v: JOURNAL_VERSION, time: started, type: 'case-start', ...key });
    if (unmet.length > 0) {
      this.#tell(job, this.#skipped(job, key, started, unmet));
      return;
    }
    const boot = await this.#input.emulator.boot(this.#spec(job.case));
    if (boot.end.reason === 'interrupted') return;
    const { kunit } = job.case;
    const judged = kunit === undefined ? judge(boot, expectations(job.case)) : judgeKunit(boot, kunit);
    const decoded = await this.#input.decode?.(judged, boot);
    const result = decoded?.result ?? judged;
    const logs = this.#writeLogs(job, boot, decoded?.console);
    if (result.outcome !== 'missing') this.#begun = true;
    this.#tell(job, this.#ended(job, key, started, result, boot.end, logs));
    if (logs.core !== undefined) this.#tellCore(job.case.id, join(this.#input.dir, logs.core));
    this.#checkBoots(result, boot, logs);
  }

  #spec(one: Case): BootSpec {
    const { timeoutScale, guestMemoryMb: memoryMb, extraMemoryMb } = this.#input;
    if (one.kunit !== undefined) return kunitSpec(one, { timeoutScale, memoryMb });
    const program = this.#input.programs.get(one.id);
    if (program === undefined) throw new Error(`no program for ${one.id}`);
    return bootSpec(one, { program: program.path, timeoutScale, memoryMb, extraMemoryMb });
  }

  #tellCore(id: string, core: string): void {
    const text = `core of ${id}: ${this.#input.openCore?.(core) ?? core}`;
    const head = { v: JOURNAL_VERSION, time: new Date().toISOString() } as const;
    this.#input.emit({ ...head, type: 'run-problem', kind: 'other', severity: 'note', text, id });
  }

  /** Tells a result; an unexpected one is tried again, or counts towards the end of the run. */
  #tell(job: CaseJob, end: CaseEnd): void {
    this.#input.emit(end);
    const { outcome, cause, reason } = end.result;
    if (!end.final) {
      const before = `attempt ${job.attempt} was ${outcome}/${cause}: ${reason}`;
      this.#dispatcher.addFirst({ ...job, attempt: job.attempt + 1, before });
    } else if (end.verdict === 'unexpected') {
      this.#failures++;
      if (this.#failures === this.#input.maxFailures) this.#stopAfterFailures();
    }
  }

  /** What runs goes on to its end: its result is as good as any. */
  #stopAfterFailures(): void {
    const waiting = this.#dispatcher.waiting.length;
    this.#dispatcher.stop();
    if (waiting === 0) return;
    const text = `stopped after ${this.#failures} unexpected result${this.#failures === 1 ? '' : 's'} (--max-failures)`;
    const head = { v: JOURNAL_VERSION, time: new Date().toISOString() } as const;
    this.#input.emit({ ...head, type: 'run-problem', kind: 'other', severity: 'note', text });
  }

  /** A kernel that never came up is not tried again: that is for #checkBoots(). */
  #triesAgain(job: CaseJob, verdict: Verdict, result: CaseResult): boolean {
    return (
      verdict === 'unexpected' &&
      job.attempt <= this.#input.retries &&
      !this.#dispatcher.stopped &&
      (this.#begun || result.outcome !== 'missing')
    );
  }

  #unmet(one: Case): readonly string[] {
    return unmetKconfig(one.scenario.needs.kconfig, this.#input.kernel.config);
  }

  #ended(
    job: CaseJob,
    key: Pick<CaseEnd, 'id' | 'repeat' | 'attempt' | 'slot'>,
    started: string,
    result: CaseResult,
    boot: BootEnd,
    logs: CaseEnd['logs'],
  ): CaseEnd {
    const { known, rerun, timeoutScale } = this.#input;
    const match = known.match(job.case.id, result);
    for (const stale of match.stale) this.#problemOnce(staleProblem(stale));
    const { scenario } = job.case;
    // Not the same twice: whatever it was this time, the case is not to be relied upon.
    const verdict = job.attempt > 1 && match.verdict !== 'unexpected' ? 'flaky' : match.verdict;
    return {
      v: JOURNAL_VERSION,
      time: new Date().toISOString(),
      type: 'case-end',
      ...key,
      started,
      durationMs: boot.wallMs,
      final: !this.#triesAgain(job, verdict, result),
      verdict,
      verdictReason: verdict === 'flaky' ? (job.before ?? match.reason) : match.reason,
      known: match.hits.map((entry) => ({
        file: entry.file,
        line: entry.line,
        reason: entry.reason,
        ...(entry.link === undefined ? {} : { link: entry.link }),
        ...(entry.points === undefined ? {} : { points: [...entry.points] }),
        ...(entry.expires === undefined ? {} : { expires: entry.expires }),
      })),
      result,
      boot: { ...boot, truncated: [...boot.truncated] },
      timeoutMs: caseTimeoutMs(job.case, timeoutScale),
      logs,
      rerun: rerun(job.case.id),
      command: [...job.case.command],
      ...(job.case.program === '' ? {} : { source: relativeTo(this.#input.root, job.case.program) }),
      origin: origin(job.case),
      title: scenario.title,
      ...(typeof scenario.nommu === 'string' ? { nommu: scenario.nommu } : {}),
    };
  }

  /** A case that this kernel cannot run: told like any other, without a boot. */
  #skipped(
    job: CaseJob,
    key: Pick<CaseEnd, 'id' | 'repeat' | 'attempt' | 'slot'>,
    started: string,
    unmet: readonly string[],
  ): CaseEnd {
    const reason = `the kernel's configuration lacks ${unmet.join(', ')}`;
    const result: CaseResult = {
      outcome: 'skip',
      cause: 'none',
      reason,
      faults: [],
      points: [],
      failed: [],
      plan: null,
      kernelEvents: [],
      excerpt: [],
    };
    const boot: BootEnd = { reason: 'exit', wallMs: 0, userMs: 0, systemMs: 0, maxRssKb: 0, truncated: [] };
    const end = this.#ended(job, key, started, result, boot, {});
    if (!this.#input.strict) return end;
    return {
      ...end,
      verdict: 'unexpected',
      verdictReason: 'a skip for want of kernel options, with --strict',
    };
  }

  #problemOnce(problem: ReturnType<typeof staleProblem>): void {
    const { kind, text, file, line, id } = problem;
    const identity = `${kind}\0${text}\0${file}\0${line}`;
    if (this.#toldProblems.has(identity)) return;
    this.#toldProblems.add(identity);
    const head = { v: JOURNAL_VERSION, time: new Date().toISOString() } as const;
    this.#input.emit({ ...head, type: 'run-problem', kind, severity: 'warning', text, file, line, id });
  }

  /** Synchronous: a few small files, and each trip through the thread pool would cost more than the writing. */
  #writeLogs(job: CaseJob, boot: Boot, decoded: string | undefined): CaseEnd['logs'] {
    const dir = join('cases', job.case.suite, this.#folderName(job));
    mkdirSync(join(this.#input.dir, dir), { recursive: true });
    const logs: CaseEnd['logs'] = {};
    for (const channel of CHANNELS) {
      if (boot.bytes[channel].length === 0) continue;
      logs[channel] = join(dir, LOG_FILES[channel]);
      writeFileSync(join(this.#input.dir, logs[channel]), boot.bytes[channel]);
    }
    if (boot.core !== undefined) {
      logs.core = join(dir, CORE);
      renameSync(boot.core, join(this.#input.dir, logs.core));
      rmSync(dirname(boot.core), { recursive: true });
    }
    if (decoded !== undefined) {
      logs.decoded = join(dir, DECODED_LOG);
      writeFileSync(join(this.#input.dir, logs.decoded), decoded);
    }
    return logs;
  }

  /** `tag`, `tag.2` for the second repetition or attempt; `tag.1.2` where both are counted. */
  #folderName({ case: { tag }, repeat, attempt }: CaseJob): string {
    if (attempt > 1) return this.#repeated ? `${tag}.${repeat}.${attempt}` : `${tag}.${attempt}`;
    return repeat > 1 ? `${tag}.${repeat}` : tag;
  }

  /** A kernel that does not come up at all is one failure of the host, not a failure of every case. */
  #checkBoots(result: CaseResult, boot: Boot, logs: CaseEnd['logs']): void {
    if (result.outcome === 'missing') this.#neverBegan++;
    if (this.#begun || this.#neverBegan < Math.min(NO_BOOT_LIMIT, this.#bootable)) return;
    this.interrupt();
    const console = boot.kernel.split(/\r?\n/).filter((line) => line.trim() !== '');
    throw new HostError('KERNEL_NO_BOOT', `the kernel does not boot: ${result.reason}`, {
      excerpt: console.slice(-CONSOLE_LINES),
      log: logs.kernel === undefined ? undefined : join(this.#input.dir, logs.kernel),
      hint: "'ltp-nommu doctor' checks what the host must have",
    });
  }
}

function origin(one: Case): Origin {
  const { ltp, nommu } = one.scenario;
  if (ltp !== undefined) {
    return {
      kind: 'ltp',
      path: ltp.path,
      tree: ltp.tree,
      ...(ltp.dropped_by === undefined ? {} : { droppedBy: ltp.dropped_by }),
      ...(ltp.tier === undefined ? {} : { tier: ltp.tier }),
      tags: ltp.tags,
    };
  }
  const source = typeof nommu === 'object' ? { source: nommu.source } : {};
  return { kind: 'nommu', id: originOf(one.scenario), ...source };
}

function relativeTo(root: string, path: string): string {
  return path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
}
