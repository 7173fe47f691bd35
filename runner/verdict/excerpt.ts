// SPDX-License-Identifier: GPL-2.0-or-later

import type { Evidence } from './judge.ts';
import { excerptLine, splitLines } from './text.ts';
import type { Cause, Fault, Point } from './types.ts';

/** Lines of an excerpt at most. */
export const MAX_EXCERPT_LINES = 12;

/** One source of telling lines. */
type Source = (evidence: Evidence) => string[];

const kernelEvents: Source = ({ events }) => events.flatMap((event) => event.excerpt.slice(0, 10));

const formatPoint = (point: Point): string => {
  const directive = point.directive
    ? ` # ${point.directive.kind.toUpperCase()} ${point.directive.reason}`
    : '';
  return `${point.ok ? 'ok' : 'not ok'} ${point.number} - ${point.name}${directive}`;
};

/** Failed points, each with the comments that came just before it. */
const failedPoints: Source = ({ tap }) =>
  tap.points
    .filter((point) => tap.failed.includes(point.number))
    .flatMap((point) => [...(point.diag ?? []).slice(-2).map((line) => `# ${line}`), formatPoint(point)]);

/** What came on the result channel last: points, comments and noise. */
const lastTap =
  (count: number): Source =>
  ({ raw }) =>
    tail(raw.result, count, /^(?:K?TAP version|1\.\.\d+$)/);

const lastOutput =
  (count: number): Source =>
  ({ raw }) =>
    tail(raw.output, count);

/** What a console says of every boot that goes well. */
const DULL_CONSOLE =
  /ltp-nommu: (?:begin|end) |BogoMIPS \(lpj=|does not have kernel memory protection|reboot: Power down$/;

const lastConsole =
  (count: number): Source =>
  ({ raw }) =>
    tail(raw.kernel, count, DULL_CONSOLE);

/** The first source that has anything to say. */
const either =
  (...sources: readonly Source[]): Source =>
  (evidence) => {
    for (const source of sources) {
      const lines = source(evidence);
      if (lines.length > 0) return lines;
    }
    return [];
  };

/** The kernel's one-line note of a user process that it killed. */
const segfaultLines: Source = ({ raw }) =>
  splitLines(raw.kernel)
    .lines.filter((line) => /\]: (?:segfault at|trap |bad frame|general protection)/.test(line))
    .slice(-2);

const taskDump: Source = ({ dump }) => (dump?.tasks ?? []).flatMap((task) => task.lines.slice(0, 8));

const frameLines: Source = ({ raw }) =>
  splitLines(raw.frames).lines.map((line) => line.replace(raw.token, '…'));

const bailOut: Source = ({ tap }) => (tap.bailout === null ? [] : [`Bail out! ${tap.bailout}`]);

/** The last lines but empty ones and those that say nothing new. */
function tail(text: string, count: number, dull?: RegExp): string[] {
  // Only the end is looked at: a channel may hold megabytes.
  const end = text.length > 16_384 ? text.slice(-16_384) : text;
  const lines = end.split('\n').filter((line) => line.trim() !== '' && !dull?.test(line));
  return lines.slice(-count);
}

/** Which channels tell most about a cause, best first; they fill the excerpt until it is full. */
const SOURCES: Readonly<Record<Cause, readonly Source[]>> = {
  none: [],
  assert: [failedPoints],
  signal: [segfaultLines, lastTap(4), lastOutput(4)],
  panic: [either(kernelEvents, lastConsole(6))],
  oops: [kernelEvents],
  bug: [kernelEvents],
  kasan: [kernelEvents],
  warning: [kernelEvents],
  hang: [kernelEvents, taskDump, lastTap(3), lastOutput(3)],
  bailout: [bailOut, failedPoints, lastOutput(6)],
  protocol: [lastTap(5), lastOutput(5), lastConsole(4)],
  exit: [lastTap(4), lastOutput(6), lastConsole(2)],
  leftover: [({ frames }) => frames.leftovers?.names ?? []],
  taint: [lastConsole(4)],
  host: [frameLines, lastConsole(6)],
};

/** A few telling lines for a fault. */
export function buildExcerpt(fault: Fault, evidence: Evidence): string[] {
  const lines: string[] = [];
  for (const source of SOURCES[fault.cause]) {
    for (const line of source(evidence)) {
      if (lines.length >= MAX_EXCERPT_LINES) return lines;
      lines.push(excerptLine(line));
    }
  }
  return lines;
}
