// SPDX-License-Identifier: GPL-2.0-or-later

/** Linux signal names by number (x86 and all architectures but alpha, mips, parisc, sparc). */
const NAMES = [
  '',
  'HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT',
  'CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS',
]
  .join(' ')
  .split(' ')
  .slice(1);

/** `SIGSEGV`; real-time signals as `SIG34`. */
export function signalName(signal: number): string {
  const name = signal > 0 ? NAMES[signal - 1] : undefined;
  return name ? `SIG${name}` : `SIG${signal}`;
}

/** Signals by which a process dies of its own fault (or aborts itself); others come from outside. */
export const FAULT_SIGNALS: ReadonlySet<number> = new Set([4, 5, 6, 7, 8, 11, 31]);
