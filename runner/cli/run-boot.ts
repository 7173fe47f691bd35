// SPDX-License-Identifier: GPL-2.0-or-later
/** A case as a boot: pure, from scenario and options to what the emulator wants and what the verdict expects. */
import { dirname, resolve } from 'node:path';
import type { Case } from '../catalog/index.ts';
import { type BootFile, type BootSpec, DEFAULT_MEMORY_MB } from '../emulator/index.ts';
import type { Expectations } from '../verdict/index.ts';

/** Where init puts a case's program; in the guest's PATH. */
export const CASE_BIN = '/case/bin';

/** The guest's users (rootfs/skeleton/etc/passwd). */
const USER_IDS = { root: 0, daemon: 1, bin: 2, nobody: 65534 } as const;

export interface BootOptions {
  /** Path of the compiled program on the host. */
  readonly program: string;
  readonly timeoutScale: number;
  /** `--mem`: for all guests. */
  readonly memoryMb?: number | undefined;
  /** What the kernel itself wants more than usual, MB. */
  readonly extraMemoryMb?: number | undefined;
}

export const caseTimeoutMs = (one: Case, scale: number): number =>
  Math.ceil(one.scenario.timeout * 1000 * scale);

export const caseMemoryMb = (one: Case, given: number | undefined, extra = 0): number =>
  given ?? Math.max(DEFAULT_MEMORY_MB, one.scenario.needs.memory_mb ?? 0) + extra;

export function bootSpec(one: Case, options: BootOptions): BootSpec {
  const { needs } = one.scenario;
  return {
    id: one.id,
    argv: guestArgv(one.command),
    // The case's working directory: the same for all, and writable.
    cwd: '/tmp',
    // As LTP is run: by root, unless the scenario names somebody else.
    ...(needs.user === undefined ? {} : { uid: USER_IDS[needs.user] }),
    files: [
      { path: `${CASE_BIN}/${one.programName}`, mode: 0o755, source: options.program },
      ...needs.files.map(
        (file): BootFile => ({
          path: file.dest,
          mode: Number.parseInt(file.mode, 8),
          source: resolve(dirname(one.scenarioFile), file.src),
        }),
      ),
    ],
    timeoutMs: caseTimeoutMs(one, options.timeoutScale),
    memoryMb: caseMemoryMb(one, options.memoryMb, options.extraMemoryMb),
    expectedPoints: announcedPoints(one),
  };
}

/**
 * For the console to hold KTAP, which the kernel prints at level 6, against `quiet`; and to end after the suites: without
 * a shutdown the kernel would go on and start init.
 */
const KUNIT_ARGS = ['loglevel=7', 'kunit.enable=1', 'kunit_shutdown=poweroff'] as const;

/** Suites run before init does: there is no program. */
export function kunitSpec(one: Case, options: Omit<BootOptions, 'program'>): BootSpec {
  return {
    id: one.id,
    argv: ['/bin/false'],
    timeoutMs: caseTimeoutMs(one, options.timeoutScale),
    memoryMb: caseMemoryMb(one, options.memoryMb),
    kernelArgs: [...KUNIT_ARGS, ...one.command],
  };
}

/** A boot that lists the kernel's suites. */
export const kunitListSpec = (timeoutMs: number, memoryMb: number | undefined): BootSpec => ({
  id: 'kunit-list',
  argv: ['/bin/false'],
  timeoutMs,
  ...(memoryMb === undefined ? {} : { memoryMb }),
  kernelArgs: [...KUNIT_ARGS, 'kunit.action=list'],
});

/** Init executes argv[0] as a path: a runtest line names programs of ours, or `sh`. */
function guestArgv(command: readonly string[]): string[] {
  const [program = '', ...args] = command;
  if (program === 'sh') return ['/bin/sh', ...args];
  return [program.includes('/') ? program : `${CASE_BIN}/${program}`, ...args];
}

/** Without a scenario the plan of a foreign case decides. */
export const announcedPoints = (one: Case): number | undefined =>
  one.foreign?.planned === false ? undefined : one.scenario.points;

export function expectations(one: Case): Expectations {
  const { expect } = one.scenario;
  const points = announcedPoints(one);
  return {
    ...(points === undefined ? {} : { points }),
    exit: expect.exit,
    taint: expect.taint,
    kernelEvents: expect.kernel_events,
    ...(one.foreign === undefined ? {} : { format: one.foreign.format }),
  };
}
