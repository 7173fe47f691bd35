// SPDX-License-Identifier: GPL-2.0-or-later
import { expect, test } from 'vitest';
import { describeTask, findTaskDump } from './task-dump.ts';

/** Recorded from nommu/oom-many-01. */
const DUMP = `tasks, as asked for by the host
task:oom-many-01     state:D stack:0     pid:27    tgid:27    ppid:21     flags:0x00000000
Stack:
 61c0a580 61c092c0 62727d10 6001c30a
 604efb60 62727d10 60510240 6040ccd0
 00004000 61c0a950 00000000 63f0dc50
Call Trace:
 [<6001c30a>] ? __switch_to+0x3a/0x70
 [<6040ccd0>] ? __schedule+0x210/0x550
 [<6040cac0>] ? __schedule+0x0/0x550
 [<6040d230>] ? schedule_preempt_disabled+0x0/0x20
 [<6040d03d>] ? schedule+0x2d/0x110
 [<60025f70>] ? block_signals+0x0/0x20
 [<6040d240>] ? schedule_preempt_disabled+0x10/0x20
 [<60025f90>] ? unblock_signals+0x0/0x110
 [<6040fa33>] ? rwsem_down_write_slowpath+0x213/0x360
 [<6040fbc1>] ? down_write+0x41/0x50
 [<600cf683>] ? do_mmap+0x8f3/0xec0
task:oom-many-01     state:R  running task     stack:0     pid:30    tgid:30    ppid:21     flags:0x00000000
Stack:
 6040d120 609c0320 00000000 00000000
`;

test('a task of UML: the words of its stack are no end of it, pointers to functions no calls', () => {
  const tasks = findTaskDump(DUMP)?.tasks ?? [];
  expect(tasks.map(describeTask)).toEqual([
    'oom-many-01[27] waits in rwsem_down_write_slowpath',
    'oom-many-01[30] runs',
  ]);
  expect(tasks[0]?.lines).toContain(' [<600cf683>] ? do_mmap+0x8f3/0xec0');
  expect(tasks[0]?.lines.join('\n')).not.toMatch(/Stack:|\+0x0\/|61c0a580/);
});
