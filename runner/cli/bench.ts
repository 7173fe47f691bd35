// SPDX-License-Identifier: GPL-2.0-or-later
/** `ltp-nommu bench`: boots and system calls of the no-MMU kernel, beside an MMU UML of the same source. */
import { writeFile } from 'node:fs/promises';
import { cpus, release } from 'node:os';
import { benchProgram, type Figure, figureTable, measureBoot, measureCalls } from '../bench/index.ts';
import {
  DEFAULT_VARIANT,
  ensureKernel,
  ensureRootfs,
  ensureStarter,
  packageVersion,
  requirePackages,
} from '../build/index.ts';
import { Emulator } from '../emulator/index.ts';
import { UserError } from '../errors.ts';
import { defineCommand } from './command.ts';
import { progressView } from './run-progress.ts';

/** Variant that is the same kernel with an MMU. */
const PEER = 'mmu-uml';
const PEER_NAME = 'MMU UML';
/** It keeps files in the home directory, which a guest does not have. */
const PEER_ARGS: readonly string[] = ['uml_dir=/tmp/'];

interface BenchOptions {
  kernel?: string | undefined;
  kernelSrc?: string | undefined;
  peer?: boolean | undefined;
  boots?: number | undefined;
  rounds?: number | undefined;
  json?: string | undefined;
  withDeps?: boolean | undefined;
}

/** What is asked of the no-MMU kernel: median at most so much. */
const FIGURES = [
  { key: 'firstLine', name: 'first line of init', unit: 'ms', goal: 7 },
  { key: 'whole', name: 'boot and power-off', unit: 'ms' },
  { key: 'getppid', name: 'getppid', unit: 'µs', goal: 2.5 },
  { key: 'pipe', name: 'pipe write and read, 1 byte', unit: 'µs' },
  { key: 'exec', name: 'vfork, exec and wait', unit: 'µs', goal: 40 },
] as const;

type Key = (typeof FIGURES)[number]['key'];

export const command = defineCommand<BenchOptions>({
  name: 'bench',
  describe: 'Measure boots and system calls of the no-MMU kernel, beside an MMU UML of the same source',
  builder: (yargs) =>
    yargs
      .option('boots', { type: 'number', default: 60, describe: 'Boots of each kernel' })
      .option('rounds', {
        type: 'number',
        default: 7,
        describe: 'Guests of each kernel that time system calls',
      })
      .option('peer', {
        type: 'boolean',
        default: true,
        describe: 'Measure an MMU UML of the same source as well, built when missing (--no-peer: do not)',
      })
      .option('kernel', {
        type: 'string',
        requiresArg: true,
        describe: 'Measure this ready no-MMU UML binary',
      })
      .option('kernel-src', {
        type: 'string',
        requiresArg: true,
        describe: 'Build from this tree or tarball',
      })
      .option('json', { type: 'string', requiresArg: true, describe: 'Write all samples to this file' })
      .option('with-deps', { type: 'boolean', describe: 'Install host packages that are missing' })
      .conflicts('kernel', 'kernel-src')
      .example('$0 bench', 'all figures')
      .example('$0 bench --boots 200', 'more boots')
      .example('$0 bench --no-peer', 'without the MMU UML, which takes minutes to build'),
  handler: bench,
});

async function bench(options: BenchOptions): Promise<number> {
  const boots = count('boots', options.boots);
  const rounds = count('rounds', options.rounds);
  const { kernels, rootfs, starter, program } = await prepare(options);
  const samples: Record<Key, Record<string, number[]>> = {
    firstLine: {},
    whole: {},
    getppid: {},
    pipe: {},
    exec: {},
  };
  const add = (key: Key, kernel: string, value: number): void => {
    samples[key][kernel] = [...(samples[key][kernel] ?? []), value];
  };
  const emulators: [string, Emulator][] = [];
  try {
    for (const [name, kernel] of kernels) {
      const kernelArgs = name === PEER_NAME ? PEER_ARGS : [];
      emulators.push([name, await Emulator.open({ starter, rootfs, kernel, kernelArgs })]);
    }
    // In turn, so that a machine that gets slower gets slower for both. The first of each warms the caches.
    for (let i = -1; i < boots; i++) {
      for (const [name, emulator] of emulators) {
        const { firstLine, whole } = await measureBoot(emulator, program);
        if (i < 0) continue;
        add('firstLine', name, firstLine);
        add('whole', name, whole);
      }
    }
    for (let i = 0; i < rounds; i++) {
      for (const [name, emulator] of emulators) {
        const calls = await measureCalls(emulator, program);
        for (const key of ['getppid', 'pipe', 'exec'] as const) {
          const ns = calls.get(key);
          if (ns !== undefined) add(key, name, ns / 1000);
        }
      }
    }
  } finally {
    await Promise.all(emulators.map(([, emulator]) => emulator.close()));
  }

  const figures: Figure[] = FIGURES.map((figure) => ({ ...figure, samples: samples[figure.key] }));
  const names = kernels.map(([name]) => name);
  process.stdout.write(
    `${cpus().length} x ${cpus()[0]?.model ?? 'unknown CPU'}, Linux ${release()}; ` +
      `medians (min–max) of ${boots} boots and ${rounds} guests\n\n${figureTable(figures, names)}`,
  );
  if (options.json !== undefined) {
    const host = { cpus: cpus().length, model: cpus()[0]?.model, release: release() };
    const text = JSON.stringify(
      { version: packageVersion(), date: new Date().toISOString(), host, figures },
      null,
      2,
    );
    await writeFile(options.json, `${text}\n`);
  }
  return 0;
}

function count(option: string, value: number | undefined): number {
  if (value !== undefined && Number.isInteger(value) && value >= 1 && value <= 10_000) return value;
  throw new UserError('OPTION_VALUE', `--${option}: must be a whole number from 1 to 10000`);
}

async function prepare(options: BenchOptions) {
  const { kernel: ready, kernelSrc, withDeps } = options;
  const view = progressView(process.stderr);
  const say = (line: string): void => {
    view.clear();
    process.stderr.write(`${line}\n`);
  };
  try {
    await requirePackages({ kernel: ready, kernelSrc, withDeps }, say, view.listener);
    const starter = await ensureStarter();
    const rootfs = await ensureRootfs({ progress: say });
    const program = await benchProgram();
    const own = await ensureKernel({ kernel: ready, kernelSrc }, view.listener);
    const kernels: [string, string][] = [
      [ready === undefined ? `no-MMU (${DEFAULT_VARIANT})` : 'no-MMU', own.path],
    ];
    if (options.peer !== false) {
      const peer = await ensureKernel({ kernelSrc, variant: PEER }, view.listener);
      kernels.push([PEER_NAME, peer.path]);
    }
    return { kernels, rootfs: rootfs.cpio, starter: starter.path, program };
  } finally {
    view.clear();
  }
}
