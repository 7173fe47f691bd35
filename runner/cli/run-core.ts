// SPDX-License-Identifier: GPL-2.0-or-later
/** `--keep-core`: who can write a guest's core on this host, and how one opens it. */
import { readFileSync } from 'node:fs';
import type { KernelBuild } from '../build/index.ts';
import { CoreKeeper, type CoreWriter, coreWriter, type Emulator } from '../emulator/index.ts';
import { unlinkedSymbols } from './run-gdb.ts';

const CORE_PATTERN = '/proc/sys/kernel/core_pattern';

export function hostCoreWriter(): CoreWriter {
  return coreWriter(readFileSync(CORE_PATTERN, 'utf8'));
}

export const keepCores = (
  emulator: Pick<Emulator, 'boot' | 'endAll'>,
  kernel: Pick<KernelBuild, 'path'>,
  dir: string,
): CoreKeeper => new CoreKeeper(emulator, { dir, kernel: kernel.path, writer: hostCoreWriter() });

/** The command line that opens a core, for people to paste. */
export const openCoreLine = (kernel: Pick<KernelBuild, 'path' | 'symbols'>, core: string): string =>
  ['gdb', kernel.path, core, ...ifThere(unlinkedSymbols(kernel))].join(' ');

const ifThere = (symbols: string | undefined): string[] =>
  symbols === undefined ? [] : ['-ex', `'add-symbol-file ${symbols} -o 0'`];
