// SPDX-License-Identifier: GPL-2.0-or-later
/** What a run says of itself before the first boot, and when something fails that is no case. */
import { randomInt } from 'node:crypto';
import { basename } from 'node:path';
import { DEFAULT_VARIANT, kernelCost, optionOf, packageVersion } from '../build/index.ts';
import { DEFAULT_GRACE_MS } from '../emulator/index.ts';
import { HostError } from '../errors.ts';
import { JOURNAL_VERSION, type RunStart } from '../journal/index.ts';
import { checkKnown } from '../known/index.ts';
import type { Artefacts } from './run-artefacts.ts';
import { hostFacts } from './run-host.ts';
import type { RunLog } from './run-log.ts';
import { defaultJobs } from './run-options.ts';
import type { Plan } from './run-plan.ts';

/** The first event of a run. */
export function runStart(plan: Plan, { kernel, rootfs, starter }: Artefacts, dir: string): RunStart {
  const { options, resumed } = plan;
  const before = resumed?.summary.start ?? undefined;
  const timeoutScale = (options.timeoutScale ?? 1) * kernelCost(kernel.config).times;
  const maxFailures = options.x ? 1 : options.maxFailures;
  const seed = options.seed ?? before?.options.seed ?? (options.shuffle ? randomInt(2 ** 31) : undefined);
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
      ...(plan.shard === undefined ? {} : { shard: plan.shard }),
    },
    options: {
      jobs: options.jobs ?? defaultJobs(),
      repeat: plan.repeat,
      retries: options.retries ?? 0,
      timeoutScale,
      strict: options.strict ?? false,
      bisect: options.bisect ?? false,
      ...(options.failOnFlaky ? { failOnFlaky: true } : {}),
      ...(maxFailures === undefined ? {} : { maxFailures }),
      ...(seed === undefined ? {} : { seed }),
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
      sha256: kernel.meta.sha256,
      path: kernel.path,
      mmu: kernel.config.size === 0 ? null : optionOf(kernel.config, 'MMU') !== 'n',
    },
    rootfs: { key: rootfs.key },
    starter: { key: starter.key },
    timeouts: { defaultMs: 10_000 * timeoutScale, graceMs: DEFAULT_GRACE_MS },
    known: { files: plan.known.files, entries: plan.known.entries.length },
  };
}

/** Entries of the lists that are wrong whatever the run brings. */
export function tellKnownProblems(plan: Plan, log: RunLog): void {
  // How many parameters a KUnit test has, and so how many points, nobody knows before.
  const counted = plan.cases.filter((one) => one.kunit === undefined);
  const points = new Map(counted.map((one) => [one.id, one.scenario.points]));
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

export function tellNote(text: string, log: RunLog): void {
  const time = new Date().toISOString();
  log.emit({ v: JOURNAL_VERSION, time, type: 'run-problem', kind: 'other', severity: 'note', text });
}

export function tellFailure(failure: unknown, log: RunLog): void {
  const text = failure instanceof HostError ? failure.message : `internal error: ${String(failure)}`;
  const time = new Date().toISOString();
  log.emit({ v: JOURNAL_VERSION, time, type: 'run-problem', kind: 'host', severity: 'error', text });
}
