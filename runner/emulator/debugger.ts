// SPDX-License-Identifier: GPL-2.0-or-later
/** gdb on the process of a guest. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { HostError } from '../errors.ts';

export interface DebugInput {
  /** The kernel's binary; by its debug link gdb finds the other half by itself. */
  readonly kernel: string;
  /** Debug information that has no link to it. */
  readonly symbols?: string | undefined;
  /** Folder of the kernel's source, where there is one. */
  readonly source?: string | undefined;
  /** The kernel's own gdb commands (`lx-ps`, `lx-dmesg` …). */
  readonly kernelScripts?: string | undefined;
  /** Our own: guest.py. */
  readonly script: string;
  /** Programs with debug information, as they run in the guest. */
  readonly programs: readonly string[];
  /** gdb commands or files of them; with any, gdb ends after the last. */
  readonly commands: readonly string[];
}

/** What a guest's kernel is driven by; gdb is to leave them alone. SIGTRAP, SIGABRT and SIGINT stop as usual. SIGTERM is what a
 * panicking kernel sends to its own processes of other kinds. */
export const GUEST_SIGNALS: readonly string[] = [
  'SIGSYS',
  'SIGSEGV',
  'SIGBUS',
  'SIGFPE',
  'SIGILL',
  'SIGALRM',
  'SIGVTALRM',
  'SIGIO',
  'SIGUSR1',
  'SIGUSR2',
  'SIGTERM',
  'SIGWINCH',
  'SIGCHLD',
];

/** Without the table that gdb would print. */
const quietly = (command: string): string => `python gdb.execute("${command}", to_string=True)`;

/** gdb's arguments for the guest with this pid, which waits stopped. */
export function gdbArgs(
  input: DebugInput,
  pid: number,
  isFile: (path: string) => boolean = existsSync,
): string[] {
  const before = [
    'set confirm off',
    'set breakpoint pending on',
    'set pagination off',
    `file ${input.kernel}`,
    // Beside the binary's own symbols: only that has the tables by which callers are found.
    ...(input.symbols === undefined ? [] : [`add-symbol-file ${input.symbols} -o 0`]),
    ...(input.source === undefined ? [] : [`directory ${input.source}`]),
    `attach ${pid}`,
    quietly(`handle ${GUEST_SIGNALS.join(' ')} nostop noprint pass`),
    quietly('handle SIGSTOP nostop noprint nopass'),
    ...(input.kernelScripts === undefined ? [] : [`source ${input.kernelScripts}`]),
    `source ${input.script}`,
    ...(input.commands.length > 0 ? [] : ['set pagination on']),
  ];
  return [
    '-q',
    ...(input.commands.length > 0 ? ['--batch'] : []),
    ...before.flatMap((line) => ['-ex', line]),
    ...input.commands.flatMap((command) => [isFile(command) ? '-x' : '-ex', command]),
  ];
}

/** A guest that waited stopped for gdb, which leaves it as it found it. */
export function goOn(pid: number): void {
  try {
    process.kill(pid, 'SIGCONT');
  } catch {
    // gone already
  }
}

/** Runs gdb on our terminal until it ends, however that may be. Throws HostError when it cannot be started. */
export async function runGdb(input: DebugInput, pid: number): Promise<void> {
  const child = spawn('gdb', gdbArgs(input, pid), {
    stdio: 'inherit',
    env: { ...process.env, LTP_NOMMU_PROGRAMS: input.programs.join('\n') },
  });
  await new Promise<void>((resolve, reject) => {
    child.on('error', (error) => reject(new HostError('GDB_MISSING', `cannot run gdb: ${error.message}`)));
    child.on('close', () => resolve());
  });
  goOn(pid);
}
