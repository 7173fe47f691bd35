// SPDX-License-Identifier: GPL-2.0-or-later

import type { CaseEnd, Summary } from '../runner/journal/index.ts';
import { inOrder, isKnownFailure, knownText, printable, seconds, story } from './case-facts.ts';
import type { Reporter, Sink } from './reporter.ts';

/**
 * results.json as kirk, LTP's runner, writes it, key for key, so that what reads kirk's reads ours. It knows no known
 * failures: the status is what the kernel did, and the log's first lines say the rest.
 */
export interface KirkResults {
  results: KirkTest[];
  stats: { runtime: number } & KirkCounts;
  environment: Record<(typeof ENVIRONMENT)[number], string>;
}

export const ENVIRONMENT = [
  'distribution',
  'distribution_version',
  'kernel',
  'cmdline',
  'arch',
  'cpu',
  'swap',
  'RAM',
] as const;

export type KirkStatus = 'pass' | 'fail' | 'brok' | 'warn' | 'conf';

export interface KirkCounts {
  passed: number;
  failed: number;
  broken: number;
  skipped: number;
  warnings: number;
}

export interface KirkTest {
  test_fqn: string;
  status: KirkStatus;
  test: {
    command: string;
    arguments: string[];
    log: string;
    /** LTP's exit code, as text. kirk's own word for a dead kernel or a timeout is -1. */
    retval: [string];
    /** Seconds. */
    duration: number;
    result: KirkStatus;
  } & KirkCounts;
}

/** kirk tells a panic, a hang and a test that broke by one word. */
const STATUS: Readonly<Record<CaseEnd['result']['outcome'], KirkStatus>> = {
  pass: 'pass',
  fail: 'fail',
  skip: 'conf',
  broken: 'brok',
  crash: 'brok',
  timeout: 'brok',
  missing: 'brok',
};

/** Exit codes of LTP's library. */
const RETVAL: Readonly<Record<KirkStatus, string>> = {
  pass: '0',
  fail: '1',
  brok: '2',
  warn: '4',
  conf: '32',
};

function countsOf(end: CaseEnd, status: KirkStatus): KirkCounts {
  const { points, failed } = end.result;
  const skipped = points.filter((point) => point.directive?.kind === 'skip').length;
  return {
    passed: points.length - failed.length - skipped,
    // A case that fails without a failed point (a kernel warning, something left behind) has failed once all the same.
    failed: status === 'fail' ? Math.max(1, failed.length) : failed.length,
    broken: status === 'brok' ? 1 : 0,
    skipped: status === 'conf' ? Math.max(1, skipped) : skipped,
    warnings: 0,
  };
}

function retvalOf(end: CaseEnd, status: KirkStatus): string {
  const { outcome, exit } = end.result;
  if (outcome === 'timeout' || outcome === 'missing') return '-1';
  if (outcome === 'crash') return exit?.signal === undefined ? '-1' : String(-exit.signal);
  // The exit code of a case whose kernel complained may be 0; status and code must not contradict each other.
  return exit?.code === undefined || exit.code === 0 ? RETVAL[status] : String(exit.code);
}

/** What LTP's own library would have printed, from the points. */
function logOf(end: CaseEnd): string {
  const { points, failed, outcome, reason } = end.result;
  const lines: string[] = [];
  if (isKnownFailure(end)) lines.push(`ltp-nommu: ${knownText(end)}`);
  else if (end.verdict === 'fixed') lines.push(`ltp-nommu: fixed: ${end.verdictReason}`);
  else if (end.verdict === 'flaky') lines.push(`ltp-nommu: flaky: passed in attempt ${end.attempt}`);
  for (const { number, name, diag, directive } of points) {
    lines.push(...(diag ?? []));
    const token = failed.includes(number) ? 'TFAIL' : directive?.kind === 'skip' ? 'TCONF' : 'TPASS';
    const [, place = '', text = name] = /^(\S+\.c:\d+: )(.*)$/s.exec(name) ?? [];
    lines.push(`${place}${token}: ${text}${directive?.reason ? `: ${directive.reason}` : ''}`);
  }
  if (outcome === 'skip') lines.push(`TCONF: ${reason}`);
  else if (outcome !== 'pass') lines.push(...story(end));
  return lines.map((line) => `${printable(line)}\n`).join('');
}

function testOf(end: CaseEnd): KirkTest {
  const tag = end.id.slice(end.id.indexOf('/') + 1);
  const status = STATUS[end.result.outcome];
  const [command = tag, ...rest] = end.command ?? [];
  return {
    test_fqn: tag,
    status,
    test: {
      command,
      arguments: rest,
      log: logOf(end),
      retval: [retvalOf(end, status)],
      duration: seconds(end.durationMs),
      ...countsOf(end, status),
      result: status,
    },
  };
}

/** Cases without a result, as kirk records what a suite's timeout left over. */
const notRun = (id: string): KirkTest => {
  const tag = id.slice(id.indexOf('/') + 1);
  const counts = { passed: 0, failed: 0, broken: 0, skipped: 1, warnings: 0 };
  const log = 'ltp-nommu: not run\n';
  const test = { command: tag, arguments: [], log, retval: ['32'] as [string], duration: 0 };
  return { test_fqn: tag, status: 'conf', test: { ...test, ...counts, result: 'conf' } };
};

export function kirkResults(summary: Summary): KirkResults {
  const results = [...inOrder(summary).map(testOf), ...summary.notRun.map(notRun)];
  const sum = (key: keyof KirkCounts): number => results.reduce((total, { test }) => total + test[key], 0);
  const { start } = summary;
  const kernel = start?.kernel;
  return {
    results,
    stats: {
      runtime: seconds(results.reduce((total, { test }) => total + test.duration * 1000, 0)),
      passed: sum('passed'),
      failed: sum('failed'),
      broken: sum('broken'),
      skipped: sum('skipped'),
      warnings: sum('warnings'),
    },
    environment: {
      distribution: 'ltp-nommu',
      distribution_version: start?.tool.version ?? 'unknown',
      kernel: kernel ? `Linux ${kernel.release} ${kernel.version}`.trim() : 'unknown',
      // Each case boots with its own.
      cmdline: 'unknown',
      arch: start?.host.arch === 'x64' ? 'x86_64' : (start?.host.arch ?? 'unknown'),
      cpu: 'unknown',
      swap: '0 kB',
      RAM: 'unknown',
    },
  };
}

export function kirkReporter(sink: Sink): Reporter {
  return {
    name: 'kirk',
    onRunEnd(_event, summary) {
      sink.write(JSON.stringify(kirkResults(summary), null, 4));
    },
  };
}
