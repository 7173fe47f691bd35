// SPDX-License-Identifier: GPL-2.0-or-later

import { buildExcerpt } from './excerpt.ts';
import { parseFrames } from './frames.ts';
import { type Evidence, KUNIT_RULES } from './judge.ts';
import { findKernelEvents } from './kernel-events.ts';
import { type KunitReading, type KunitSuite, readKunit } from './kunit-ktap.ts';
import { readTap } from './tap.ts';
import { beforeDump, findTaskDump } from './task-dump.ts';
import { oneLine, plural } from './text.ts';
import type { CaseResult, Fault, RawBoot } from './types.ts';

const MAX_NAMED = 3;

/** `a, b, c and 4 more`. */
function some(names: readonly string[]): string {
  const more = names.length - MAX_NAMED;
  return `${names.slice(0, MAX_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** Faults after which nothing else matters: the guest did not come to its end by itself. */
function fatal(evidence: Evidence, { begun, running }: KunitReading): Fault[] {
  for (const rule of KUNIT_RULES.fatal) {
    const [fault] = rule(evidence);
    if (fault === undefined) continue;
    const where = begun && running !== null ? `; no result of ${running}` : '';
    return [{ ...fault, reason: `${fault.reason}${where}` }];
  }
  if (begun) return [];
  const { code } = evidence.raw.end;
  const exit = code ? `, the guest exited with ${code}` : '';
  const reason = `the kernel ran no KUnit suite: no KTAP on its console${exit}`;
  return [{ outcome: 'missing', cause: 'protocol', reason }];
}

function protocol({ raw, tap }: Evidence, { missing, problems }: KunitReading): Fault[] {
  const all = [
    ...(raw.end.truncated.includes('kernel') ? ['the console was cut at its size cap'] : []),
    ...(missing.length > 0 ? [`${plural(missing.length, 'test')} without a result: ${some(missing)}`] : []),
    ...problems,
    ...tap.problems,
  ];
  if (all.length === 0) return [];
  return [{ outcome: 'broken', cause: 'protocol', reason: all.slice(0, MAX_NAMED).join('; ') }];
}

function exitCode({ raw: { end } }: Evidence): Fault[] {
  if (!end.code) return [];
  return [{ outcome: 'broken', cause: 'exit', reason: `the guest exited with ${end.code}` }];
}

/** That no process is there means nothing: tests are threads of the kernel. */
function dumpOf(kernel: string): Evidence['dump'] {
  const dump = findTaskDump(kernel);
  return dump === null || dump.tasks.length > 0 ? dump : { ...dump, listed: false };
}

/**
 * Decides one boot of a KUnit kernel, whose results are KTAP on the console. As in judge(): what is missing is a
 * failure, and the kernel's own reports overrule its KTAP.
 */
export function judgeKunit(boot: RawBoot, suites: readonly KunitSuite[]): CaseResult {
  const timedOut = boot.end.reason === 'timeout';
  const console = timedOut ? beforeDump(boot.kernel) : boot.kernel;
  const reading = readKunit(console, suites);
  const tap = readTap(reading.ktap);
  const events = findKernelEvents(console, boot.id);
  const evidence: Evidence = {
    raw: { ...boot, result: reading.ktap },
    expect: {},
    // Guest init never runs: the kernel powers off after its suites.
    frames: { ...parseFrames('', boot.token, boot.id), begun: reading.begun },
    tap,
    events,
    dump: timedOut ? dumpOf(boot.kernel) : null,
  };
  const dead = fatal(evidence, reading);
  const faults = (
    dead.length > 0
      ? dead
      : [
          ...protocol(evidence, reading),
          ...exitCode(evidence),
          ...(reading.missing.length > 0 ? [] : KUNIT_RULES.pointsFailed(evidence)),
          ...KUNIT_RULES.kernelComplained(evidence),
        ]
  ).map((fault) => ({ ...fault, reason: oneLine(fault.reason) }));
  const [worst] = faults;
  const skipped = tap.points.length > 0 && tap.points.every((point) => point.directive?.kind === 'skip');
  return {
    outcome: worst?.outcome ?? (skipped ? 'skip' : 'pass'),
    cause: worst?.cause ?? 'none',
    reason: worst?.reason ?? (skipped ? oneLine(tap.points[0]?.directive?.reason ?? '') : ''),
    faults,
    points: tap.points,
    failed: tap.failed,
    plan: tap.plan,
    kernelEvents: events,
    excerpt: worst ? buildExcerpt(worst, evidence) : [],
  };
}
