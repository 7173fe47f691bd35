// SPDX-License-Identifier: GPL-2.0-or-later

import { stripVTControlCharacters } from 'node:util';
import type { CaseEnd, Summary } from '../runner/journal/index.ts';
import {
  earlierAttempts,
  failedLine,
  isKnownFailure,
  kernelText,
  knownText,
  story,
  suiteOf,
  suitesOf,
  tagOf,
} from './case-facts.ts';
import type { Reporter, Sink } from './reporter.ts';

/**
 * JUnit XML as Ant and Surefire write it, within what GitLab, Jenkins and the GitHub actions for it read: one `testsuite`
 * for each suite, `classname` and `name` together unique, exactly one of failure, error and skipped in a case that did
 * not pass.
 */
const CLASS = 'ltp-nommu';

/** Lines of a case's story and log; a report of thousands of failures must stay below the 30 MB that GitLab takes. */
const MAX_LINES = 200;

/** XML 1.0 has no way to write other characters than these, not even escaped. */
const NOT_XML = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

const clean = (text: string): string => stripVTControlCharacters(text).replace(NOT_XML, '\ufffd');

/** Character data: a `>` too, since `]]>` may not stand there. */
const xmlText = (text: string): string =>
  clean(text).replace(/[&<>\r]/g, (found) => ENTITIES[found] ?? found);

/** Attribute values: line ends as references, or a parser makes blanks of them. */
const xmlValue = (text: string): string =>
  clean(text).replace(/[&<>"\t\n\r]/g, (found) => ENTITIES[found] ?? found);

type Attributes = Readonly<Record<string, string | number | undefined>>;

const tag = (name: string, attributes: Attributes): string =>
  [
    name,
    ...Object.entries(attributes).flatMap(([key, value]) =>
      value === undefined ? [] : [`${key}="${xmlValue(String(value))}"`],
    ),
  ].join(' ');

/** An element without children but text; without text it is an empty one. */
const element = (name: string, attributes: Attributes, text = ''): string =>
  text === '' ? `<${tag(name, attributes)}/>` : `<${tag(name, attributes)}>${xmlText(text)}</${name}>`;

const seconds = (ms: number): string => (ms / 1000).toFixed(3);

const lines = (list: readonly string[]): string => {
  const cut =
    list.length > MAX_LINES ? [...list.slice(0, MAX_LINES), `… and ${list.length - MAX_LINES} more`] : list;
  return cut.join('\n');
};

type Kind = 'failure' | 'error' | 'skipped';

interface Mark {
  readonly kind: Kind;
  readonly type: string;
  readonly message: string;
}

/** An assertion that fails is a failure; a case that could not say anything, or a kernel that died, is an error. */
const KIND_OF: Readonly<Record<CaseEnd['result']['outcome'], Kind>> = {
  pass: 'failure',
  fail: 'failure',
  skip: 'failure',
  broken: 'error',
  crash: 'error',
  timeout: 'error',
  missing: 'error',
};

/** What stands in a case's element; nothing for a pass. */
function markOf(end: CaseEnd): Mark | undefined {
  const { outcome, cause, reason } = end.result;
  if (end.verdict === 'unexpected') {
    const type = cause === 'none' ? outcome : cause;
    return {
      kind: KIND_OF[outcome],
      type,
      message: end.verdictReason && outcome === 'skip' ? end.verdictReason : reason,
    };
  }
  if (end.verdict === 'fixed') return { kind: 'failure', type: 'xpass', message: end.verdictReason };
  if (isKnownFailure(end)) return { kind: 'skipped', type: 'known', message: knownText(end) };
  if (outcome === 'skip') return { kind: 'skipped', type: 'skip', message: reason };
  return undefined;
}

function body(end: CaseEnd, mark: Mark): string {
  if (mark.kind === 'skipped') return '';
  return lines([...story(end), `again: ${end.rerun}`]);
}

const pointLines = (end: CaseEnd): string[] =>
  end.result.points.map(
    ({ number, name }) => `${end.result.failed.includes(number) ? 'not ok' : 'ok'} ${number} ${name}`,
  );

function caseElement(end: CaseEnd, earlier: readonly CaseEnd[]): string[] {
  const mark = markOf(end);
  const inner: string[] = [];
  if (mark) inner.push(element(mark.kind, { type: mark.type, message: mark.message }, body(end, mark)));
  // As Surefire tells of a test that a rerun saved; readers that do not know the element see a pass.
  if (end.verdict === 'flaky') {
    for (const { result } of earlier)
      inner.push(element('flakyFailure', { type: result.cause, message: result.reason }));
  }
  if (mark || end.verdict === 'flaky') {
    const points = lines(pointLines(end));
    const kernel = lines(kernelText(end));
    if (points !== '') inner.push(element('system-out', {}, points));
    if (kernel !== '') inner.push(element('system-err', {}, kernel));
  }
  const head = tag('testcase', {
    classname: `${CLASS}.${suiteOf(end.id)}`,
    name: tagOf(end),
    time: seconds(end.durationMs),
    file: end.source,
    line: failedLine(end),
  });
  if (inner.length === 0) return [`    <${head}/>`];
  return [`    <${head}>`, ...inner.map((each) => `      ${each}`), '    </testcase>'];
}

interface Counts {
  tests: number;
  failures: number;
  errors: number;
  skipped: number;
  ms: number;
}

const add = (a: Counts, b: Counts): Counts => ({
  tests: a.tests + b.tests,
  failures: a.failures + b.failures,
  errors: a.errors + b.errors,
  skipped: a.skipped + b.skipped,
  ms: a.ms + b.ms,
});

const NOTHING: Counts = { tests: 0, failures: 0, errors: 0, skipped: 0, ms: 0 };

function count(ends: readonly CaseEnd[], notRun: number): Counts {
  const kinds = ends.map((end) => markOf(end)?.kind);
  const of = (kind: Kind): number => kinds.filter((each) => each === kind).length;
  return {
    tests: ends.length + notRun,
    failures: of('failure'),
    errors: of('error') + notRun,
    skipped: of('skipped'),
    ms: ends.reduce((sum, end) => sum + end.durationMs, 0),
  };
}

const countAttributes = ({ tests, failures, errors, skipped, ms }: Counts): Attributes => ({
  tests,
  failures,
  errors,
  skipped,
  time: seconds(ms),
});

/** On what the suite ran. */
function properties(summary: Summary): string[] {
  const { start } = summary;
  if (!start) return [];
  const { kernel, host, tool, machine } = start;
  const facts: [string, string | undefined][] = [
    ['tool', `${tool.name} ${tool.version}`],
    ['run', start.runId],
    ['machine', machine],
    ['kernel.release', kernel.release],
    ['kernel.version', kernel.version],
    ['kernel.variant', kernel.variant],
    ['kernel.key', kernel.key],
    ['kernel.config', kernel.configHash],
    ['kernel.source', kernel.sourceHash],
    ['kernel.mmu', kernel.mmu === null ? 'unknown' : String(kernel.mmu)],
    ['rootfs.key', start.rootfs.key],
    ['host', `${host.distribution ?? 'Linux'}, ${host.release}, ${host.arch}`],
  ];
  const given = facts.filter(([, value]) => value !== undefined && value !== '');
  return [
    '    <properties>',
    ...given.map(([name, value]) => `      ${element('property', { name, value })}`),
    '    </properties>',
  ];
}

/** The whole run as JUnit XML. */
export function junitText(summary: Summary): string {
  const earlier = earlierAttempts(summary);
  const timestamp = summary.start?.time.slice(0, 19);
  const suites: string[] = [];
  let total = NOTHING;
  for (const { name, ends, notRun } of suitesOf(summary)) {
    const counts = count(ends, notRun.length);
    total = add(total, counts);
    const head = tag('testsuite', { name, ...countAttributes(counts), timestamp });
    const cases = [
      ...ends.flatMap((end) => caseElement(end, earlier(end))),
      ...notRun.flatMap(notRunElement),
    ];
    suites.push([`  <${head}>`, ...properties(summary), ...cases, '  </testsuite>'].join('\n'));
  }
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<${tag('testsuites', { name: CLASS, ...countAttributes(total) })}>`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n');
}

function notRunElement(id: string): string[] {
  const head = tag('testcase', {
    classname: `${CLASS}.${suiteOf(id)}`,
    name: tagOf({ id, repeat: 1 }),
    time: '0.000',
  });
  return [
    `    <${head}>`,
    `      ${element('error', { type: 'not-run', message: 'not run' })}`,
    '    </testcase>',
  ];
}

export function junitReporter(sink: Sink): Reporter {
  return {
    name: 'junit',
    onRunEnd(_event, summary) {
      sink.write(junitText(summary));
    },
  };
}
