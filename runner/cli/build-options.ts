// SPDX-License-Identifier: GPL-2.0-or-later
/** The options of every command that may have to build something first, and the first step they share. */
import type { Argv } from 'yargs';
import { DEFAULT_VARIANT, type ProgressListener, requirePackages } from '../build/index.ts';
import { UserError } from '../errors.ts';

export interface BuildOptions {
  'with-deps': boolean;
  kernel: string | undefined;
  'kernel-src': string | undefined;
  variant: string;
  jobs: number | undefined;
}

const GROUP = 'Kernel and build:';

export function kernelOptions<T>(yargs: Argv<T>): Argv<T & BuildOptions> {
  return yargs
    .option('with-deps', {
      type: 'boolean',
      default: false,
      group: GROUP,
      describe: 'Install missing host packages first (apt-get, as root or by sudo)',
    })
    .option('kernel', {
      type: 'string',
      normalize: true,
      group: GROUP,
      requiresArg: true,
      describe: 'A ready no-MMU UML binary; no kernel is built',
    })
    .option('kernel-src', {
      type: 'string',
      normalize: true,
      group: GROUP,
      requiresArg: true,
      describe: 'Build this tree or tarball; a tree is only read, and built incrementally in a copy',
    })
    .option('variant', {
      type: 'string',
      default: DEFAULT_VARIANT,
      group: GROUP,
      requiresArg: true,
      describe: 'Kernel variant: a fragment of runner/emulator/kernel/configs',
    })
    .option('jobs', {
      alias: 'j',
      type: 'number',
      group: GROUP,
      requiresArg: true,
      describe: 'Processes at once, for builds and guests (default: the CPUs)',
    })
    .conflicts('kernel', 'kernel-src')
    .check((argv) => {
      const { jobs } = argv as { jobs?: number };
      if (jobs === undefined || (Number.isInteger(jobs) && jobs >= 1)) return true;
      throw new UserError('USAGE', '--jobs wants a whole number of at least 1');
    }) as Argv<T & BuildOptions>;
}

/** The options as runner/build wants them. */
export function kernelRequest(options: BuildOptions): {
  kernel: string | undefined;
  kernelSrc: string | undefined;
  variant: string;
  jobs: number | undefined;
} {
  return {
    kernel: options.kernel,
    kernelSrc: options['kernel-src'],
    variant: options.variant,
    jobs: options.jobs,
  };
}

/** Host packages: nothing when all are there, else installs them or throws the list (exit 3). */
export async function prepareHost(options: BuildOptions, progress: ProgressListener): Promise<void> {
  const { kernel, kernelSrc } = kernelRequest(options);
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  await requirePackages({ kernel, kernelSrc, withDeps: options['with-deps'] }, say, progress);
}
