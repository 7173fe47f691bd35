// SPDX-License-Identifier: GPL-2.0-or-later
/** The guest kernel's command line. Pure. */

/** Where the guest's process finds the root file system: the first file that the starter passes. */
const ROOTFS_FD = 7;
/** Where a kernel that counts what it runs appends its counts: the second one. */
const COVERAGE_FD = 8;

export interface CmdlineInput {
  readonly memoryMb: number;
  /** The console is the user's terminal on fd 0 and 1 instead of a channel. */
  readonly tty?: boolean | undefined;
  /** The kernel was built to count what it runs, and the starter passes a file for that. */
  readonly coverage?: boolean | undefined;
  /** More arguments, last, so that they win. */
  readonly extra?: readonly string[] | undefined;
}

/** Memory of a guest, MB, when nobody asks for another size. */
export const DEFAULT_MEMORY_MB = 64;

/**
 * `hostchan` names the descriptors of /dev/hostchan0 to 3: spec, frames, result, output. `panic=-1` ends the process at
 * once. `quiet` only keeps the boot's messages off the console; warnings and worse come through (loglevel counts from 0,
 * less is shown: 5 shows warnings).
 */
export function kernelArgs(input: CmdlineInput): string[] {
  return [
    `initrd=/proc/self/fd/${ROOTFS_FD}`,
    `mem=${input.memoryMb}M`,
    'hostchan=3,4,5,6',
    'con=null',
    input.tty ? 'con0=fd:0,fd:1' : 'con0=null,fd:1',
    'panic=-1',
    'quiet',
    'loglevel=5',
    ...(input.coverage ? [`coverage=${COVERAGE_FD}`] : []),
    ...(input.extra ?? []),
  ];
}
