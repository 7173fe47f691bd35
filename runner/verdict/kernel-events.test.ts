// SPDX-License-Identifier: GPL-2.0-or-later

import { describe, expect, it } from 'vitest';
import { findKernelEvents } from './kernel-events.ts';
import { KERNEL_PATTERNS, QUICK } from './kernel-patterns.ts';
import { describeTask, findTaskDump } from './task-dump.ts';

const ID = 'a/b';

/** A line for every way a kernel complains, and what it is taken for. */
const LINES: readonly (readonly [string, string])[] = [
  ['panic', 'Kernel panic - not syncing: VFS: Unable to mount root fs'],
  ['panic', 'Kernel panic: no killable processes'],
  ['kasan', 'BUG: KASAN: global-out-of-bounds in foo+0x1/0x2'],
  ['kasan', 'BUG: KFENCE: use-after-free read in foo+0x1/0x2'],
  ['oops', 'BUG: kernel NULL pointer dereference, address: 0000000000000000'],
  ['oops', 'BUG: unable to handle page fault for address: ffff888000000000'],
  ['oops', 'Unable to handle kernel paging request at virtual address dead000000000100'],
  ['oops', 'Oops: general protection fault, probably for non-canonical address 0x1: 0000 [#1] PREEMPT'],
  ['oops', 'Internal error: Oops - bad mode: 0 [#1] ARM'],
  ['oops', 'Oops [#1]'],
  ['oops', 'Kernel mode signal 11'],
  ['oops', 'divide error: 0000 [#1] PREEMPT'],
  ['bug', 'kernel BUG at mm/slab.c:12!'],
  ['bug', 'BUG: scheduling while atomic: case01/22/0x00000002'],
  ['bug', 'BUG: Bad rss-counter state mm:00000000 type:MM_ANONPAGES val:1'],
  ['soft-lockup', 'watchdog: BUG: soft lockup - CPU#0 stuck for 22s! [case01:22]'],
  ['soft-lockup', 'watchdog: Watchdog detected hard LOCKUP on cpu 0'],
  ['soft-lockup', 'BUG: workqueue lockup - pool cpus=0 node=0 flags=0x0 nice=0 stuck for 33s!'],
  ['lockdep', 'WARNING: possible recursive locking detected'],
  ['lockdep', 'WARNING: inconsistent lock state'],
  ['lockdep', 'WARNING: suspicious RCU usage'],
  ['lockdep', 'WARNING: bad unlock balance detected!'],
  ['lockdep', '[ BUG: Invalid wait context ]'],
  ['rcu-stall', 'rcu: INFO: rcu_sched detected stalls on CPUs/tasks:'],
  ['rcu-stall', 'INFO: rcu_preempt self-detected stall on CPU'],
  ['hung-task', 'INFO: task kworker/0:1:9 blocked for more than 120 seconds.'],
  ['netdev', 'unregister_netdevice: waiting for veth0 to become free. Usage count = 2'],
  ['ubsan', 'UBSAN: array-index-out-of-bounds in fs/a.c:1:2'],
  ['oom', 'case01 invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0'],
  ['oom', 'Memory cgroup out of memory: Killed process 22 (case01) total-vm:0kB'],
  ['warning', 'WARNING: CPU: 0 PID: 22 at mm/nommu.c:1 foo+0x1/0x2'],
  ['warning', 'WARNING: mm/nommu.c:1 at foo+0x1/0x2, CPU#0: case01/22'],
  ['init-fault', 'init[1]: segfault at 0 ip 0000000061000000 sp 0000000061000000 error 4'],
];

/** What a healthy kernel says too. */
const HARMLESS = [
  'Allocation of length 8388608 from process 22 (mmap01) failed',
  'mmap01: page allocation failure: order:11, mode:0x40cc0(GFP_KERNEL|__GFP_COMP), nodemask=(null)',
  'Mem-Info:',
  'munmap of memory not mmapped by process 22 (munmap01): 0x61000000-0x61001000',
  'case01[22]: segfault at 0 ip 0000000061000000 sp 0000000061000000 error 4 in case01',
  'Call Trace:',
  'random: crng init done',
  'rcu: Hierarchical RCU implementation.',
  'rcu: \tRCU debug extended QS entry/exit.',
  'rcu: INFO: all is well',
  'DEBUG: nothing',
  'Warning: unable to open an initial console.',
  'process 22 (case01) is using deprecated sysctl',
  'reboot: Power down',
  'systemd[1]: hello',
];

describe('findKernelEvents', () => {
  it.each(LINES)('takes for %s: %s', (kind, line) => {
    for (const prefix of ['', '[    1.234567] ', '<4>[    1.234567][   T22] ', '<6>', 'half a line ']) {
      const events = findKernelEvents(`${prefix}${line}\n`, ID);
      expect(events.map((event) => event.kind)).toEqual([kind]);
      expect(events[0]?.headline).not.toMatch(/^\[ +1\.2/);
    }
  });

  it.each(HARMLESS)('takes for nothing: %s', (line) => {
    expect(findKernelEvents(`[    1.234567] ${line}\n`, ID)).toEqual([]);
  });

  it('has no pattern that the quick search would miss', () => {
    for (const [, line] of LINES) expect(QUICK.test(line), line).toBe(true);
    const kinds = new Set(LINES.map(([kind]) => kind));
    for (const { kind } of KERNEL_PATTERNS) expect(kinds).toContain(kind);
  });

  it('keeps the lines of a report together and stops at its end', () => {
    const events = findKernelEvents(
      [
        'before',
        '[    1.000000] ------------[ cut here ]------------',
        '[    1.000000] WARNING: CPU: 0 PID: 22 at mm/nommu.c:1 foo+0x1/0x2',
        '[    1.000000] Call Trace:',
        '[    1.000000]  [<6000>] foo+0x1/0x2',
        '[    1.000000] ---[ end trace 0000000000000000 ]---',
        '[    1.000000] afterwards',
      ].join('\n'),
      ID,
    );
    expect(events).toEqual([
      {
        kind: 'warning',
        headline: 'WARNING: CPU: 0 PID: 22 at mm/nommu.c:1 foo+0x1/0x2',
        line: 2,
        excerpt: [
          'WARNING: CPU: 0 PID: 22 at mm/nommu.c:1 foo+0x1/0x2',
          'Call Trace:',
          ' [<6000>] foo+0x1/0x2',
          '---[ end trace 0000000000000000 ]---',
        ],
        phase: 'case',
        count: 1,
        allowed: false,
      },
    ]);
  });

  it('tells two warnings at two places apart, and counts repetitions of one', () => {
    const at = (line: number, pid: number) => `WARNING: CPU: 0 PID: ${pid} at a.c:${line} foo+0x1/0x2\n`;
    const events = findKernelEvents(at(1, 22) + at(2, 22) + at(1, 23), ID);
    expect(events.map(({ line, count }) => [line, count])).toEqual([
      [0, 2],
      [1, 1],
    ]);
  });

  it('has an end, however much a kernel complains', () => {
    const console = Array.from({ length: 5000 }, (_, index) => `WARNING: at a.c:${index} foo+0x1/0x2\n`).join(
      '',
    );
    expect(findKernelEvents(console, ID).length).toBe(20);
  });

  it('marks what is allowed: kinds by name, causes where no kind has that name', () => {
    const allowed = (line: string, words: Parameters<typeof findKernelEvents>[2]) =>
      findKernelEvents(line, ID, words).map((event) => event.allowed);
    expect(allowed('WARNING: at a.c:1 f+0x1/0x2', ['warning'])).toEqual([true]);
    expect(allowed('UBSAN: x', ['warning'])).toEqual([false]);
    expect(allowed('INFO: task a:1 blocked for more than 120 seconds.', ['hang'])).toEqual([true]);
    expect(allowed('Kernel panic - not syncing: x', ['warning', 'hang'])).toEqual([false]);
  });

  it('takes the markers of this case only, the first begin and the last end', () => {
    const console = [
      'ltp-nommu: begin other/case',
      'UBSAN: one',
      'ltp-nommu: begin a/b',
      'ltp-nommu: end a/b',
      'UBSAN: two',
      'ltp-nommu: end a/b',
      'UBSAN: three',
    ].join('\n');
    expect(findKernelEvents(console, ID).map((event) => event.phase)).toEqual(['boot', 'case', 'shutdown']);
  });
});

describe('findTaskDump', () => {
  it('is null without a dump', () => {
    expect(findTaskDump('nothing\ntask: not a dump\n')).toBeNull();
  });

  it('leaves out init and kernel threads, and takes the last dump of a task', () => {
    const task = (comm: string, state: string, pid: number, ppid: number, flags: string, frames: string[]) =>
      `task:${comm.padEnd(15)} state:${state} stack:0     pid:${pid}    tgid:${pid}    ppid:${ppid}      flags:${flags}\n` +
      frames.map((frame) => ` [<60000000>] ${frame}+0x10/0x20\n`).join('');
    const console =
      task('init', 'S', 1, 0, '0x00000000', ['do_wait']) +
      task('kthreadd', 'S', 2, 0, '0x00208040', []) +
      task('my case', 'S', 22, 1, '0x00000000', ['__schedule', 'futex_wait_queue']) +
      task('my case', 'D', 22, 1, '0x00000000', ['? stale_word', 'schedule', 'pipe_write']) +
      task('zombie', 'Z', 23, 22, '0x00000000', []);
    const dump = findTaskDump(console);
    expect(dump?.tasks.map(describeTask)).toEqual([
      'my case[22] waits in pipe_write',
      'zombie[23] is dead and not waited for',
    ]);
  });

  it('falls back to unsure frames where there are no others', () => {
    const dump = findTaskDump(
      'task:c               state:S stack:0     pid:22    ppid:1      flags:0x00000000\n [<6>] ? schedule+0x1/0x2\n [<6>] ? do_sys_poll+0x1/0x2\n',
    );
    expect(dump?.tasks.map(describeTask)).toEqual(['c[22] waits in do_sys_poll']);
  });
});

it('the excerpt of a KASAN report has its calls, not what else lies on the stack', () => {
  const console = `BUG: KASAN: use-after-free in f+0x1/0x2
Write of size 16 at addr 00000000616e0a90 by task a/21

Stack:
 00000000 0c3a6f54 61d37a58 00000004
 41b58ab3 60dcaa25
Call Trace:
 [<60c362a6>] ? _printk+0xb7/0xd4
 [<602567b0>] f+0x1/0x2
Allocated by task 21:
 g+0x1/0x2
 00000000616e0980: 00 00 fc fc
`;
  expect(findKernelEvents(console, 'a/b')).toMatchObject([
    {
      headline: 'BUG: KASAN: use-after-free in f+0x1/0x2, write of size 16',
      excerpt: [
        'BUG: KASAN: use-after-free in f+0x1/0x2',
        'Write of size 16 at addr 00000000616e0a90 by task a/21',
        'Call Trace:',
        ' [<602567b0>] f+0x1/0x2',
        'Allocated by task 21:',
        ' g+0x1/0x2',
        ' 00000000616e0980: 00 00 fc fc',
      ],
    },
  ]);
});
