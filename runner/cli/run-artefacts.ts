// SPDX-License-Identifier: GPL-2.0-or-later
/** Everything that must exist before the first boot of a run. */
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import {
  ensureKernel,
  ensureKernelSource,
  ensurePrograms,
  ensureRootfs,
  ensureStarter,
  type KernelBuild,
  type ProgramBuild,
  type ProgressListener,
  type RootfsBuild,
  requirePackages,
  type StarterBuild,
} from '../build/index.ts';
import type { Case } from '../catalog/index.ts';
import { type Problem, UserError } from '../errors.ts';
import { hostCoreWriter } from './run-core.ts';
import { programsOf } from './run-foreign.ts';
import { type FilesForGdb, gdbVariant, wantsGdb } from './run-gdb.ts';
import type { RunOptions } from './run-options.ts';

export interface Artefacts {
  readonly kernel: KernelBuild;
  readonly rootfs: RootfsBuild;
  readonly starter: StarterBuild;
  /** By id. */
  readonly programs: ReadonlyMap<string, { readonly path: string }>;
}

export async function makeArtefacts(
  options: Pick<
    RunOptions,
    'kernel' | 'kernelSrc' | 'variant' | 'withDeps' | 'gdb' | 'gdbCommand' | 'keepCore'
  >,
  cases: readonly Case[],
  say: (line: string) => void,
  progress: ProgressListener,
): Promise<Artefacts> {
  const { kernel: ready, kernelSrc, withDeps } = options;
  const variant = gdbVariant(options);
  await requirePackages(
    {
      kernel: ready,
      kernelSrc,
      withDeps,
      gdb: wantsGdb(options) || (options.keepCore === true && hostCoreWriter() === 'gdb'),
    },
    say,
    progress,
  );
  const [kernel, rootfs, starter, programs] = await Promise.all([
    ensureKernel({ kernel: ready, kernelSrc, variant }, progress),
    ensureRootfs({ progress: (line) => progress({ what: 'rootfs', phase: line.replace(/^rootfs: /, '') }) }),
    ensureStarter(),
    programsOf(cases, progress),
  ]);
  return { kernel, rootfs, starter, programs };
}

/** What gdb reads: the kernel's source, and the cases' programs with debug information. A ready program has what it has. */
export async function filesForGdb(
  options: Pick<RunOptions, 'kernel' | 'kernelSrc' | 'variant' | 'gdb' | 'gdbCommand'>,
  cases: readonly Case[],
  progress: ProgressListener,
): Promise<FilesForGdb> {
  const { kernel, kernelSrc } = options;
  const own = cases.filter(({ foreign }) => foreign === undefined);
  const [source, built] = await Promise.all([
    ensureKernelSource({ kernel, kernelSrc, variant: gdbVariant(options) }, progress),
    own.length === 0 ? new Map<string, ProgramBuild>() : ensurePrograms(own, { progress, debug: true }),
  ]);
  const ready = cases.filter(({ foreign }) => foreign?.ready === true).map(({ program }) => program);
  return { source, programs: [...new Set([...[...built.values()].map(({ path }) => path), ...ready])] };
}

/** Of programs that need not all be there: those that compile, and what is wrong with the others. */
export async function programsThatCompile(
  cases: readonly Case[],
  progress: ProgressListener,
): Promise<{ programs: Map<string, { readonly path: string }>; problems: UserError[] }> {
  const problems: UserError[] = [];
  const programs = new Map<string, { readonly path: string }>();
  const build = async (some: readonly Case[]): Promise<void> => {
    try {
      for (const [id, program] of await ensurePrograms(some, { progress })) programs.set(id, program);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      // All that compile are in the cache now: only to find them one by one.
      if (some.length > 1) for (const one of some) await build([one]);
      else problems.push(error);
    }
  };
  await build(cases);
  return { programs, problems };
}

/** Files that scenarios want in the guest (`needs.files`) and that are not there. */
export function missingFiles(cases: readonly Case[]): Problem[] {
  const problems = new Map<string, Problem>();
  for (const one of cases) {
    for (const { src } of one.scenario.needs.files) {
      const path = resolve(dirname(one.scenarioFile), src);
      if (existsSync(path)) continue;
      const message = `needs.files: ${src} does not exist`;
      problems.set(`${one.scenarioFile} ${src}`, { code: 'SCENARIO_FILE', message, file: one.scenarioFile });
    }
  }
  return [...problems.values()];
}

export function requireFiles(cases: readonly Case[]): void {
  const problems = missingFiles(cases);
  if (problems.length > 0) throw UserError.of(problems);
}
