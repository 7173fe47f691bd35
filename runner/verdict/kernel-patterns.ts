// SPDX-License-Identifier: GPL-2.0-or-later

import type { Cause, KernelEventKind } from './types.ts';

/** What a case's outcome is put down to. */
export const CAUSE_OF_EVENT: Readonly<Record<KernelEventKind, Cause>> = {
  panic: 'panic',
  oops: 'oops',
  kasan: 'kasan',
  bug: 'bug',
  'init-fault': 'panic',
  warning: 'warning',
  ubsan: 'warning',
  lockdep: 'warning',
  netdev: 'warning',
  oom: 'warning',
  'hung-task': 'hang',
  'soft-lockup': 'hang',
  'rcu-stall': 'hang',
};

export interface KernelPattern {
  kind: KernelEventKind;
  /**
   * Found anywhere in a line, because the console cuts lines of several writers into each other. From the match on, the
   * line is the headline.
   */
  pattern: RegExp;
  /** A follow-up of an event of one of these kinds in the lines just before: the same event goes on. */
  continues?: readonly KernelEventKind[];
  /** The report is this one line. */
  single?: true;
  /** What the first such line of the report says belongs into the headline. */
  detail?: RegExp;
  /** Lines of the report that only the log needs. */
  noise?: RegExp;
}

/**
 * What a kernel says when something is wrong with it, in its own words; first match wins, so special before general.
 * Not here on purpose: the memory dump of a refused allocation (`Allocation of length … failed`, `page allocation
 * failure`, `Mem-Info:` …) and `munmap of memory not mmapped`, which without an MMU are everyday answers to a case.
 */
export const KERNEL_PATTERNS: readonly KernelPattern[] = [
  // UML's own BUG() prints "BUG: failure at" and then panics with "BUG!".
  { kind: 'panic', pattern: /Kernel panic - not syncing.*|\bKernel panic\b.*/, continues: ['panic'] },
  {
    kind: 'kasan',
    pattern: /BUG: (?:KASAN|KFENCE|KMSAN): .*/,
    detail: /\b(?:Read|Write) of size \d+/,
    // With frame pointers, what UML marks as a guess is a leftover on the stack; so is the dump of its words.
    noise: /\[<[0-9a-f]+>\] \? |(?:^|\] )Stack:$|(?:^|\] ) ?(?:[0-9a-f]{8,16} ?){2,}$/,
  },
  { kind: 'soft-lockup', pattern: /BUG: (?:soft lockup|workqueue lockup)\b.*|\bhard LOCKUP\b.*/ },
  {
    kind: 'lockdep',
    pattern:
      /WARNING: (?:possible (?:circular|recursive|irq lock inversion|.*deadlock)|inconsistent lock state|bad unlock balance|suspicious RCU usage|held lock freed|lock held when returning|.*-safe -> .*-unsafe lock order).*|\[ BUG: .* \]|BUG: MAX_LOCKDEP_.*|DEBUG_LOCKS_WARN_ON\(.*/,
    continues: ['lockdep'],
  },
  { kind: 'rcu-stall', pattern: /\bINFO: rcu\w* (?:self-)?detected (?:expedited )?stalls?\b.*/ },
  {
    kind: 'rcu-stall',
    pattern: /rcu: INFO: .*stalls?\b.*|rcu: \w+ kthread (?:timer wakeup didn't|starved).*/,
    continues: ['rcu-stall'],
  },
  { kind: 'hung-task', pattern: /INFO: task \S+ blocked .*|INFO: task .* blocked for more than .*/ },
  { kind: 'netdev', pattern: /unregister_netdevice: waiting for .*/, single: true },
  { kind: 'ubsan', pattern: /UBSAN: .*/ },
  { kind: 'oom', pattern: /\S+ invoked oom-killer: .*/ },
  {
    kind: 'oom',
    pattern: /(?:Out of memory|Memory cgroup out of memory)(?: \([^)]*\))?: Killed process .*/,
    continues: ['oom'],
  },
  {
    kind: 'oops',
    pattern:
      /BUG: (?:unable to handle|kernel NULL pointer).*|Unable to handle kernel .*|\bKernel mode (?:fault|signal) .*|\bgeneral protection fault\b.*(?:\[#\d+\]|KASAN|probably).*|\bdouble fault: .*/,
  },
  // The die() line of a report that one of the lines above began.
  {
    kind: 'oops',
    pattern:
      /\b(?:Internal error: )?Oops(?: - [^:]*)?(?::| \[#).*|\b(?:invalid opcode|divide error|stack segment|int3): 0000 .*/,
    continues: ['oops', 'bug', 'kasan'],
  },
  {
    kind: 'bug',
    pattern: /\bkernel BUG at .*|\bBUG: .*|\bBUG \S+ \(.*[Tt]ainted.*\): .*|\blist_(?:add|del) corruption.*/,
    continues: ['bug'],
  },
  {
    kind: 'warning',
    // `WARNING: CPU: 0 PID: 9 at file.c:12 func+0x1/0x2`; since 6.18 `WARNING: file.c:12 at func+0x1/0x2, CPU#0`.
    pattern: /WARNING: .*\bat \S+:\d+.*|WARNING: \S+\.[chS]:\d+ at .*/,
  },
  {
    kind: 'init-fault',
    pattern: /\S+\[1\]: (?:segfault at|unhandled signal|bad frame|trap|general protection).*/,
    single: true,
  },
];

/** Every pattern above needs one of these words; one search spares a clean line all others. */
export const QUICK =
  /panic|BUG|WARNING|LOCKUP|LOCKS_WARN|INFO: |rcu: |netdevice|UBSAN|oom-killer|ut of memory|nable to handle|Kernel mode|protection|double fault|Oops|: 0000 |corruption|\[1\]: /;

/** Ends a report (the line still belongs to it). */
export const REPORT_END = /---\[ end (?:trace|Kernel panic)\b/;
/** Begins the next report. */
export const REPORT_CUT = /-{6,}\[ cut here \]-{6,}/;
