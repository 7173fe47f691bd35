// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * Cores of guests that die: a guest is a process, and its core is the whole machine. The host's kernel writes it where
 * core_pattern says so; where that is a program or another folder, gdb waits beside the guest and writes it.
 */
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { GUEST_SIGNALS, goOn } from './debugger.ts';
import type { Boot, BootListeners, BootSpec, Emulator } from './emulator.ts';

/** Who writes the core. */
export type CoreWriter = 'kernel' | 'gdb';

/** What core(5) says about `/proc/sys/kernel/core_pattern`: only a plain name means the folder that the process is in. */
export function coreWriter(pattern: string): CoreWriter {
  const name = pattern.trim();
  return name === '' || name.startsWith('|') || name.includes('/') ? 'gdb' : 'kernel';
}

/** gdb starts while the guest's time runs, ms. */
const GDB_STARTS_MS = 15_000;

/** Goes with the guest to its end. A panic ends in SIGABRT; a guest that ends otherwise leaves nothing to write. */
export function coreGdbArgs(kernel: string, pid: number, core: string): string[] {
  const commands = [
    `file ${kernel}`,
    `attach ${pid}`,
    `handle ${GUEST_SIGNALS.join(' ')} SIGINT SIGTRAP nostop noprint pass`,
    'handle SIGSTOP nostop noprint nopass',
    'continue',
    `generate-core-file ${core}`,
    'signal SIGABRT',
  ];
  return ['-nx', '-q', '--batch', ...commands.flatMap((command) => ['-ex', command])];
}

/** Boots as the emulator does; the folder of a boot's core is in `dir` and is gone unless there is a core in it. */
export class CoreKeeper {
  readonly #emulator: Pick<Emulator, 'boot' | 'endAll'>;
  readonly #options: { readonly dir: string; readonly kernel: string; readonly writer: CoreWriter };

  constructor(
    emulator: Pick<Emulator, 'boot' | 'endAll'>,
    options: { readonly dir: string; readonly kernel: string; readonly writer: CoreWriter },
  ) {
    this.#emulator = emulator;
    this.#options = options;
  }

  async boot(spec: BootSpec, listeners: BootListeners = {}): Promise<Boot> {
    const { dir, kernel, writer } = this.#options;
    const coreDir = mkdtempSync(join(dir, '.core-'));
    const boot = await (writer === 'kernel'
      ? this.#withKernel(spec, listeners, coreDir)
      : this.#withGdb(spec, listeners, kernel, join(coreDir, 'core'))
    ).catch((error: unknown) => {
      rmSync(coreDir, { recursive: true, force: true });
      throw error;
    });
    const [core] = readdirSync(coreDir);
    if (core !== undefined) return { ...boot, core: join(coreDir, core) };
    rmSync(coreDir, { recursive: true });
    return boot;
  }

  endAll(): void {
    this.#emulator.endAll();
  }

  #withKernel(spec: BootSpec, listeners: BootListeners, coreDir: string): Promise<Boot> {
    // The guest may be `nobody`, who has no other way to this folder than that it starts there.
    chmodSync(coreDir, 0o777);
    return this.#emulator.boot({ ...spec, coreDir }, listeners);
  }

  async #withGdb(spec: BootSpec, listeners: BootListeners, kernel: string, core: string): Promise<Boot> {
    let gdb: Promise<void> = Promise.resolve();
    const held = {
      ...spec,
      hold: true,
      timeoutMs: spec.timeoutMs === 0 ? 0 : spec.timeoutMs + GDB_STARTS_MS,
    };
    const boot = await this.#emulator.boot(held, {
      ...listeners,
      onStarted: (pid) => {
        listeners.onStarted?.(pid);
        gdb = silentGdb(coreGdbArgs(kernel, pid, core)).finally(() => goOn(pid));
      },
    });
    await gdb;
    return boot;
  }
}

/** Resolves when it has ended, also when it could not be started: then there is no core, and that is all. */
function silentGdb(args: readonly string[]): Promise<void> {
  const child = spawn('gdb', args, { stdio: 'ignore', detached: true });
  return new Promise((resolve) => {
    child.on('error', () => resolve());
    child.on('close', () => resolve());
  });
}
