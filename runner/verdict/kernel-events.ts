// SPDX-License-Identifier: GPL-2.0-or-later

import {
  CAUSE_OF_EVENT,
  KERNEL_PATTERNS,
  type KernelPattern,
  QUICK,
  REPORT_CUT,
  REPORT_END,
} from './kernel-patterns.ts';
import { cleanLine, excerptLine, oneLine } from './text.ts';
import {
  type Expectations,
  KERNEL_EVENT_KINDS,
  type KernelEvent,
  type KernelEventKind,
  type KernelEventPhase,
} from './types.ts';

const MAX_EXCERPT = 40;
const MAX_EVENTS = 20;
/** A `continues` pattern belongs to the report that began at most so many lines before. */
const REACH = 60;

const MARKER = /ltp-nommu: (begin|end) (\S+)/;

/** Line numbers of init's markers on the console. */
interface Markers {
  begin: number | null;
  end: number | null;
}

function findMarkers(lines: readonly string[], id: string): Markers {
  const markers: Markers = { begin: null, end: null };
  for (const [index, line] of lines.entries()) {
    const match = line.includes('ltp-nommu: ') ? MARKER.exec(line) : null;
    if (match?.[2] !== id) continue;
    // A case may write to /dev/kmsg too: the first begin and the last end are init's.
    if (match[1] === 'begin') markers.begin ??= index;
    else markers.end = index;
  }
  return markers;
}

/** Without markers (a quiet console) an event is held against the case. */
function phaseOf(line: number, { begin, end }: Markers): KernelEventPhase {
  if (begin !== null && line < begin) return 'boot';
  if (end !== null && line > end) return 'shutdown';
  return 'case';
}

function match(line: string): { pattern: KernelPattern; headline: string } | null {
  if (!QUICK.test(line)) return null;
  for (const pattern of KERNEL_PATTERNS) {
    const found = pattern.pattern.exec(line);
    if (found) return { pattern, headline: oneLine(found[0]) };
  }
  return null;
}

/** Addresses, pids and times differ between repetitions of one report. */
const sameness = (kind: KernelEventKind, headline: string): string =>
  `${kind} ${headline.replace(/0x[0-9a-f]+|\b[0-9a-f]{8,16}\b/g, '#').replace(/\b(?:PID: |CPU: |CPU#|for )?\d+(?:s\b|\.\d+)?/g, '#')}`;

/** A warning's place is a number that must stay. */
const key = (kind: KernelEventKind, headline: string): string => {
  const place = /\bat (\S+:\d+)|WARNING: (\S+:\d+) at/.exec(headline);
  return place ? `${kind} ${place[1] ?? place[2]}` : sameness(kind, headline);
};

/** A report whose lines are being read. */
interface OpenReport {
  readonly event: KernelEvent;
  readonly repeated: boolean;
  detail: RegExp | undefined;
  readonly noise: RegExp | undefined;
}

function addLine(report: OpenReport, line: string): void {
  const { event, noise } = report;
  const detail = report.detail?.exec(line);
  if (detail) {
    event.headline += `, ${detail[0].toLowerCase()}`;
    report.detail = undefined;
  }
  if (line === '' || noise?.test(line) || event.excerpt.length >= MAX_EXCERPT) return;
  event.excerpt.push(excerptLine(line));
}

/** `warning` is a kind and means just that; `hang` is none, so it means all kinds with that cause. */
function isAllowed(kind: KernelEventKind, allowed: NonNullable<Expectations['kernelEvents']>): boolean {
  const kinds: readonly string[] = KERNEL_EVENT_KINDS;
  return allowed.some((word) => word === kind || (!kinds.includes(word) && CAUSE_OF_EVENT[kind] === word));
}

/**
 * Finds what the kernel reported about itself. Pure text work: nothing depends on where the console came from, so logs
 * of other machines can be read too. `allowed` kinds are marked, not dropped.
 */
export function findKernelEvents(
  console: string,
  id: string,
  allowed: Expectations['kernelEvents'] = [],
): KernelEvent[] {
  // The usual boot says nothing at all; that costs one search.
  if (!QUICK.test(console)) return [];
  const raw = console.split('\n');
  const lines = raw.map(cleanLine);
  const markers = findMarkers(lines, id);
  const events: KernelEvent[] = [];
  const byKey = new Map<string, KernelEvent>();
  let open: OpenReport | null = null;
  for (const [index, line] of lines.entries()) {
    if (line.includes('ltp-nommu: ') || REPORT_CUT.test(line)) open = null;
    const found = match(line);
    const goesOn =
      open !== null &&
      index - open.event.line <= REACH &&
      found?.pattern.continues?.includes(open.event.kind) === true;
    if (found && !goesOn && !REPORT_END.test(line)) {
      const { kind, single, detail, noise } = found.pattern;
      const same = byKey.get(key(kind, found.headline));
      if (same) same.count++;
      const event: KernelEvent = same ?? {
        kind,
        headline: found.headline,
        line: index,
        excerpt: [],
        phase: phaseOf(index, markers),
        count: 1,
        allowed: isAllowed(kind, allowed),
      };
      if (!same && events.length < MAX_EVENTS) {
        events.push(event);
        byKey.set(key(kind, found.headline), event);
      }
      open = single ? null : { event, repeated: same !== undefined, detail, noise };
      if (!same) event.excerpt.push(excerptLine(line));
      continue;
    }
    if (!open) continue;
    if (goesOn && found?.pattern.kind === 'oom') open.event.headline = found.headline;
    if (!open.repeated) addLine(open, line);
    if (REPORT_END.test(line)) open = null;
  }
  return events;
}
