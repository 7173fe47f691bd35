// SPDX-License-Identifier: GPL-2.0-or-later

import { cleanLine, excerptLine } from './text.ts';

/** One task of a dump of all tasks (what the guest prints when it is asked before a timed out boot is killed). */
export interface DumpedTask {
  comm: string;
  pid: number;
  ppid: number;
  /** `R` runs, `S` and `D` wait, `Z` is dead, `T` stopped. */
  state: string;
  /** Innermost function that is not the scheduler's own; null without a trace. */
  waitsIn: string | null;
  lines: string[];
}

/** `task:fcntl07  state:S stack:0  pid:23  tgid:23  ppid:1  flags:0x00000000` (sched_show_task of 5.10 and later). */
const TASK =
  /task:(.+?)\s+state:(\S).*?\s+stack:\s*-?\d+\s+pid:\s*(\d+)\s+(?:tgid:\s*(\d+)\s+)?ppid:\s*(\d+)(?:\s.*?flags:\s*0x([0-9a-f]+))?/;
/** Not `+0x0`: that is a pointer to a function on the stack, and no call. */
const FRAME = /(?:^|\s)(\? )?([A-Za-z_][\w.]*)\+0x(?!0\b)[0-9a-f]+(?:\/0x[0-9a-f]+)?/;
/** What UML prints before a trace, and function pointers in one: part of it, and nothing to keep. */
const SKIPPED = /^\s*Stack:|^(?:\s+[0-9a-f]{8,16})+$|^\s*\[<[0-9a-f]+>\] \? [\w.]+\+0x0\//;
const SCHEDULER =
  /^(?:__)?(?:switch_to|schedule|show_|sched_|dump_stack|context_switch|preempt_|io_schedule|schedule_|um_set_signals|(?:un)?block_signals)/;
/** PF_KTHREAD */
const KTHREAD = 0x0020_0000;
const MAX_LINES = 16;

const isKernelThread = (pid: number, ppid: number, flags: number): boolean =>
  pid === 2 || ppid === 2 || (flags & KTHREAD) !== 0;

/** The kernel's answer to the question for its tasks: it takes interrupts, whatever else it does. */
const ANSWER = /tasks, as asked for by the host|sysrq: Show State/;

export interface TaskDump {
  /** False: the kernel answered, but the console shows no task at all. */
  listed: boolean;
  /** User tasks but pid 1: the case, and what it started. */
  tasks: DumpedTask[];
}

/** The last dump on the console, or null if there is none. */
export function findTaskDump(console: string): TaskDump | null {
  const answered = ANSWER.test(console);
  if (!answered && !console.includes('task:')) return null;
  const tasks = new Map<number, DumpedTask>();
  const sure = new Set<number>();
  let seen = false;
  let current: DumpedTask | null = null;
  for (const raw of console.split('\n')) {
    const line = cleanLine(raw);
    const head = line.includes('task:') ? TASK.exec(line) : null;
    if (head) {
      seen = true;
      const [pid, ppid] = [Number(head[3]), Number(head[5])];
      current = null;
      if (pid === 1 || isKernelThread(pid, ppid, Number.parseInt(head[6] ?? '0', 16))) continue;
      const comm = (head[1] ?? '').trim();
      current = { comm, pid, ppid, state: head[2] ?? '?', waitsIn: null, lines: [excerptLine(line)] };
      tasks.set(pid, current);
      sure.delete(pid);
      continue;
    }
    if (!current || SKIPPED.test(line)) continue;
    const frame = FRAME.exec(line);
    if (!frame && !/Call Trace|<TASK>|^\s*RIP/.test(line)) {
      if (line.trim() !== '') current = null;
      continue;
    }
    if (current.lines.length < MAX_LINES) current.lines.push(excerptLine(line));
    const name = frame?.[2] ?? '';
    if (name === '' || SCHEDULER.test(name)) continue;
    // A `?` marks a word on the stack that may be stale; without frame pointers UML marks all of them so.
    if (!frame?.[1]) {
      if (!sure.has(current.pid)) current.waitsIn = name;
      sure.add(current.pid);
    } else current.waitsIn ??= name;
  }
  return seen || answered ? { listed: seen, tasks: [...tasks.values()] } : null;
}

/**
 * The console up to the host's question. What comes after it is of the host's making: a kernel that is stuck may well
 * die of looking at its own tasks, and yet it was the hang that ended the case.
 */
export function beforeDump(console: string): string {
  const at = console.search(ANSWER);
  return at < 0 ? console : console.slice(0, at);
}

/** `fcntl07[23] waits in pipe_read`, `fcntl07[23] runs`. */
export function describeTask(task: DumpedTask): string {
  const who = `${task.comm}[${task.pid}]`;
  if (task.state === 'R') return `${who} runs`;
  if (task.state === 'Z' || task.state === 'X') return `${who} is dead and not waited for`;
  if (task.state === 'T' || task.state === 't') return `${who} is stopped`;
  return task.waitsIn ? `${who} waits in ${task.waitsIn}` : `${who} waits`;
}
