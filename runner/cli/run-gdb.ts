// SPDX-License-Identifier: GPL-2.0-or-later
/** `--gdb`: a boot with a debugger on it, in place of the emulator's own. */
import { dirname, join } from 'node:path';
import { type KernelBuild, packageRoot } from '../build/index.ts';
import {
  type Boot,
  type BootListeners,
  type BootSpec,
  type DebugInput,
  type Emulator,
  runGdb,
} from '../emulator/index.ts';
import { UserError } from '../errors.ts';

/** A kernel with all debug information; taken unless a kernel or a variant was asked for. */
export const DEBUG_VARIANT = 'debug';

export interface GdbOptions {
  readonly gdb?: boolean | undefined;
  readonly gdbCommand?: readonly string[] | undefined;
}

/** Whether gdb is wanted; both options mean it. */
export const wantsGdb = (options: GdbOptions): boolean =>
  options.gdb === true || (options.gdbCommand ?? []).length > 0;

/** The variant to build: what was asked for, else for gdb the one with all debug information. */
export const gdbVariant = (
  options: GdbOptions & { readonly kernel?: string | undefined; readonly variant?: string | undefined },
): string | undefined =>
  options.variant ?? (wantsGdb(options) && options.kernel === undefined ? DEBUG_VARIANT : undefined);

/** Options of `run` that make no sense with a person, or a script for one boot, at the guest. */
const ALONE = {
  keepCore: '--keep-core',
  bisect: '--bisect',
  retries: '--retries',
  shard: '--shard',
} as const;

/** Throws UserError for options that do not go with gdb, or when there is nobody who could type commands. */
export function checkGdb(
  options: GdbOptions & { readonly [K in keyof typeof ALONE]?: unknown },
  terminal: boolean,
): void {
  if (!wantsGdb(options)) return;
  for (const [key, name] of Object.entries(ALONE))
    if (options[key as keyof typeof ALONE])
      throw new UserError('GDB_ALONE', `--gdb and ${name} do not go together`, {
        hint: key === 'keepCore' ? 'in gdb: generate-core-file' : 'gdb is for one boot of one case',
      });
  if (terminal || (options.gdbCommand ?? []).length > 0) return;
  throw new UserError('GDB_TERMINAL', '--gdb: standard input is no terminal', {
    hint: "say what gdb is to do: --gdb-command 'break do_mmap' --gdb-command continue --gdb-command bt",
  });
}

/** Waiting is what one does in a debugger: neither the guest's kernel nor the cases' library is to mind. */
const PATIENT_KERNEL = ['sysctl.kernel.hung_task_timeout_secs=0'];
/** For a shell, which has no time limit of its own. */
const LEFT_ALONE_MS = 10_000;
const PATIENT_CASE = { LTP_TIMEOUT_MUL: '10000' };

export interface FilesForGdb {
  /** Folder of the kernel's source. */
  readonly source: string | undefined;
  /** Programs with debug information. */
  readonly programs: readonly string[];
}

export interface DebugContext {
  readonly kernel: Pick<KernelBuild, 'path' | 'symbols' | 'gdbScripts'>;
  readonly files: FilesForGdb;
  readonly commands: readonly string[];
}

/** Debug information that gdb would not find by itself: what we build has a link to `linux.debug`. */
export const unlinkedSymbols = ({
  path,
  symbols,
}: Pick<KernelBuild, 'path' | 'symbols'>): string | undefined =>
  symbols === path || symbols === join(dirname(path), 'linux.debug') ? undefined : symbols;

export function debugInput({ kernel, files, commands }: DebugContext): DebugInput {
  return {
    kernel: kernel.path,
    symbols: unlinkedSymbols(kernel),
    kernelScripts: kernel.gdbScripts,
    script: join(packageRoot(), 'runner/emulator/gdb/guest.py'),
    ...files,
    commands,
  };
}

/** Boots as the emulator does, but each guest waits for gdb, which gets the terminal until the guest or the user is through. */
export class DebuggedEmulator {
  readonly #emulator: Pick<Emulator, 'boot' | 'endAll'>;
  readonly #input: DebugInput;

  constructor(emulator: Pick<Emulator, 'boot' | 'endAll'>, input: DebugInput) {
    this.#emulator = emulator;
    this.#input = input;
  }

  async boot(spec: BootSpec, listeners: BootListeners = {}): Promise<Boot> {
    let gdb: Promise<unknown> = Promise.resolve();
    let late: NodeJS.Timeout | undefined;
    try {
      const boot = await this.#emulator.boot(
        {
          ...spec,
          hold: true,
          timeoutMs: 0,
          kernelArgs: [...(spec.kernelArgs ?? []), ...PATIENT_KERNEL],
          env: { ...spec.env, ...PATIENT_CASE },
        },
        {
          ...listeners,
          onData: (channel, bytes) => {
            listeners.onData?.(channel, bytes);
            // One wants to see where a guest has got to; its results are told at the end.
            if (channel === 'kernel' || (channel === 'output' && listeners.onData === undefined))
              process.stderr.write(bytes);
          },
          onStarted: (pid) => {
            listeners.onStarted?.(pid);
            gdb = runGdb(this.#input, pid)
              .catch((error: unknown) => {
                this.#emulator.endAll();
                return error;
              })
              .finally(() => {
                // Left alone it has the time that it has without gdb.
                late = setTimeout(() => this.#emulator.endAll(), spec.timeoutMs || LEFT_ALONE_MS);
              });
          },
        },
      );
      clearTimeout(late);
      const error = await gdb;
      if (error instanceof Error) throw error;
      return boot;
    } finally {
      clearTimeout(late);
    }
  }

  endAll(): void {
    this.#emulator.endAll();
  }
}
