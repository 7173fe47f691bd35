// SPDX-License-Identifier: GPL-2.0-or-later
/** Each format is read by somebody else's parser, or by one that shares no code with its writer. */
import { readFileSync } from 'node:fs';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { type CaseEnd, forReplay, type JournalEvent, Tally } from '../runner/journal/index.ts';
import { resultsSchema } from '../runner/journal/results.ts';
import { casesOf, junitComplaints, readXml } from '../tests/fixtures/formats/junit.ts';
import { KCIDB_SCHEMA } from '../tests/fixtures/formats/kcidb.ts';
import { KIRK_SCHEMA } from '../tests/fixtures/formats/kirk.ts';
import { leaves, readKtap } from '../tests/fixtures/formats/ktap.ts';
import {
  FORMATS,
  type FormatName,
  type Kcidb,
  type KirkResults,
  Multiplexer,
  memorySink,
  replay,
} from './index.ts';

const RUN = readFileSync(new URL('golden/run.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as JournalEvent);

/** What a guest may print to do harm to each of the formats. */
const NASTY =
  '\u001b[31m]]> <a href="x">&amp; \u0000\u0008\ufffe \ud800 | `x` # SKIP\nok 9 forged\r\n::error::forged\n##[error]forged %0A "\' *_~$</pre>\u2028';

/** The run with bad text wherever it may come from a guest. */
const BAD: readonly JournalEvent[] = RUN.map((event) => {
  if (event.type !== 'case-end') return event;
  const bad = (text: string): string => (text === '' ? text : `${text} ${NASTY}`);
  const { result } = event;
  return {
    ...event,
    verdictReason: bad(event.verdictReason),
    result: {
      ...result,
      reason: bad(result.reason),
      faults: result.faults.map((fault) => ({ ...fault, reason: bad(fault.reason) })),
      points: result.points.map((point) => ({ ...point, name: bad(point.name), diag: [NASTY] })),
      kernelEvents: result.kernelEvents.map((each) => ({ ...each, excerpt: [...each.excerpt, NASTY] })),
      excerpt: [...result.excerpt, NASTY],
    },
  };
});

/** Two cases without a result, as an interrupted run leaves them; one case twice. */
const PARTS: readonly JournalEvent[] = RUN.filter(
  (event) =>
    event.type !== 'case-end' || (event.id !== 'syscalls/fcntl07' && event.id !== 'nommu/mmap-anon-01'),
);

const REPEATED: readonly JournalEvent[] = RUN.flatMap((event): JournalEvent[] => {
  if (event.type === 'run-start') return [{ ...event, options: { ...event.options, repeat: 2 } }];
  return event.type === 'case-end' && event.final ? [event, { ...event, repeat: 2 }] : [event];
});

const EMPTY: readonly JournalEvent[] = RUN.slice(0, 1);

const RUNS: readonly (readonly [string, readonly JournalEvent[]])[] = [
  ['a run', RUN],
  ['a run with bad text', BAD],
  ['half a run', PARTS],
  ['a run of repetitions', REPEATED],
  ['a run without results', EMPTY],
];

async function report(format: FormatName, events: readonly JournalEvent[] = RUN): Promise<string> {
  const sink = memorySink();
  const reporter = FORMATS[format].make(sink, { runDir: 'runs/r1' });
  expect(await replay(forReplay(events), new Multiplexer([reporter], new Tally()))).toEqual([]);
  return sink.text();
}

const validators = new Map<object, ValidateFunction>();

/** What is wrong with a JSON text; empty when it is right. */
function complaints(schema: object, text: string): readonly ErrorObject[] {
  let validate = validators.get(schema);
  if (validate === undefined) {
    const ajv = new Ajv2020({ allErrors: true, strict: false });
    addFormats.default(ajv);
    validate = ajv.compile(schema);
    validators.set(schema, validate);
  }
  validate(JSON.parse(text));
  return validate.errors ?? [];
}

const finished = (events: readonly JournalEvent[]): CaseEnd[] =>
  events.filter((event): event is CaseEnd => event.type === 'case-end' && event.final);

describe('junit', () => {
  it.each(RUNS)('%s is what its readers agree on', async (_name, events) => {
    expect(junitComplaints(await report('junit', events))).toEqual([]);
  });

  it('marks each case once, by its verdict', async () => {
    const root = readXml(await report('junit'));
    const shown = casesOf(root).map(({ attributes, children }) => {
      const marks = children.filter(({ name }) => !name.startsWith('system-'));
      return `${attributes.classname} ${attributes.name} ${marks.map((mark) => `${mark.name}/${mark.attributes.type}`)}`;
    });
    expect(shown).toEqual([
      'ltp-nommu.syscalls fcntl07 ',
      'ltp-nommu.syscalls fcntl14 failure/assert',
      'ltp-nommu.syscalls fcntl22 ',
      'ltp-nommu.syscalls kill02 error/panic',
      'ltp-nommu.syscalls madvise02 skipped/skip',
      'ltp-nommu.syscalls mlockall01 ',
      'ltp-nommu.syscalls munmap01 ',
      'ltp-nommu.syscalls munmap03 failure/xpass',
      'ltp-nommu.syscalls pause03 error/hang',
      'ltp-nommu.syscalls pipe04 error/protocol',
      'ltp-nommu.syscalls sendmsg01 flakyFailure/leftover',
      'ltp-nommu.syscalls shmat01 skipped/known',
      'ltp-nommu.syscalls socketpair01 ',
      'ltp-nommu.syscalls writev05 failure/warning',
      'ltp-nommu.nommu mmap-anon-01 ',
    ]);
  });

  it('keeps text, but for what XML cannot hold', async () => {
    const root = readXml(await report('junit', BAD));
    const [failure] = casesOf(root).find(({ attributes }) => attributes.name === 'fcntl14')?.children ?? [];
    expect(failure?.text).toContain(
      ']]> <a href="x">&amp; \ufffd\ufffd\ufffd \ufffd | `x` # SKIP\nok 9 forged',
    );
    expect(failure?.attributes.message).toContain('forged\r\n::error');
  });

  it('says when cases were not run', async () => {
    const root = readXml(await report('junit', PARTS));
    const lost = casesOf(root).filter(({ children }) => children[0]?.attributes.type === 'not-run');
    expect(lost.map(({ attributes }) => attributes.name)).toEqual(['fcntl07', 'mmap-anon-01']);
    expect(root.attributes).toMatchObject({ tests: '15', errors: '5' });
  });
});

describe('the junit reader sees what is wrong', () => {
  it.each([
    ['a count', 'tests="14"', 'tests="13"', /testsuite says tests=13, has 14/],
    ['a name', 'name="kill02"', 'name="fcntl14"', /twice: ltp-nommu.syscalls fcntl14/],
    [
      'two marks',
      '<skipped type="skip"',
      '<failure type="x" message="y"/><skipped type="skip"',
      /marks of madvise02/,
    ],
    ['an attribute', '<skipped type="skip" ', '<skipped kind="skip" ', /skipped has kind/],
    ['a time', 'time="0.013"', 'time="13 ms"', /time 13 ms/],
  ])('%s', async (_name, right, wrong, message) => {
    const text = await report('junit');
    expect(text).toContain(right);
    expect(junitComplaints(text.replace(right, wrong)).join('\n')).toMatch(message);
  });

  it('text that is no XML', async () => {
    const text = await report('junit');
    expect(() => junitComplaints(text.replace('</testcase>', ''))).toThrow(/testcase/);
    expect(() => junitComplaints(text.replace('</error>', '\u0001</error>'))).toThrow(/illegal character/);
  });
});

describe('ktap', () => {
  it.each(RUNS)('%s keeps to the specification', async (_name, events) => {
    const results = readKtap(await report('ktap', events));
    const ids = new Set(RUN[0]?.type === 'run-start' ? RUN[0].selection.cases : []);
    const rounds = events === REPEATED ? 2 : 1;
    expect(results.flatMap(({ children }) => children).length).toBe(ids.size * rounds);
  });

  it('has a result for each point, with the directive that says why', async () => {
    const [syscalls] = readKtap(await report('ktap'));
    const failed = leaves(syscalls?.children ?? []).filter(
      ({ ok, directive }) => !ok || directive !== undefined,
    );
    expect(failed.map(({ ok, description, directive }) => `${ok} ${description} ${directive}`)).toEqual([
      'false fcntl14.c:50: expected EBADF (9), got ENOENT (2) undefined',
      'true madvise02 SKIP',
      'false pipe04 ERROR',
      'true shmat01.c:25: shmat: ENODEV (19) XFAIL',
      'true shmat01.c:30: shmat SHM_RDONLY: ENODEV (19) XFAIL',
      'true socketpair01.c:41: open("%231") fails SKIP',
    ]);
    expect(syscalls?.ok).toBe(false);
  });

  it.each([
    ['KTAP version 1\n1..1\nok 2 a\n', /number 2, expected 1/],
    ['KTAP version 1\n1..2\nok 1 a\n', /plan 2, 1 results/],
    ['KTAP version 1\n1..1\nok 1 a # MAYBE\n', /directive MAYBE/],
    [
      'KTAP version 1\n1..1\n  KTAP version 1\n  1..1\n  not ok 1 b\nok 1 a\n',
      /a parent of failed children passes/,
    ],
    ['KTAP version 1\n1..1\nok 1 a\nhello\n', /neither result/],
  ])('the reader refuses %j', (text, message) => {
    expect(() => readKtap(text)).toThrow(message);
  });
});

describe('kirk', () => {
  it.each(RUNS)('%s has exactly its keys', async (_name, events) => {
    const text = await report('kirk', events);
    expect(complaints(KIRK_SCHEMA, text)).toEqual([]);
    const { results, stats } = JSON.parse(text) as KirkResults;
    for (const key of ['passed', 'failed', 'broken', 'skipped', 'warnings'] as const) {
      expect(stats[key]).toBe(results.reduce((sum, { test }) => sum + test[key], 0));
    }
    for (const { status, test } of results) {
      expect(test.result).toBe(status);
      // What kirk itself would make of the code; it takes what it does not know for a failure.
      const code: Record<string, string> = {
        '0': 'pass',
        '2': 'brok',
        '4': 'warn',
        '32': 'conf',
        '-1': 'brok',
      };
      if (status === 'pass' || status === 'conf') expect(code[test.retval[0]]).toBe(status);
      else expect(code[test.retval[0]]).not.toBe('pass');
    }
  });

  it('is in the words of LTP, and four blanks deep', async () => {
    const text = await report('kirk');
    expect(text).toMatch(/^\{\n {4}"results": \[\n {8}\{\n {12}"test_fqn": "fcntl07"/);
    const { results } = JSON.parse(text) as KirkResults;
    const by = (name: string) => results.find(({ test_fqn }) => test_fqn === name);
    expect(by('fcntl14')?.test).toMatchObject({ failed: 1, passed: 2, retval: ['1'], result: 'fail' });
    expect(by('fcntl14')?.test.log).toContain('fcntl14.c:50: TFAIL: expected EBADF (9), got ENOENT (2)\n');
    expect(by('kill02')?.test).toMatchObject({ result: 'brok', broken: 1, retval: ['-1'] });
    expect(by('madvise02')?.test).toMatchObject({ result: 'conf', skipped: 1, retval: ['32'] });
    // A kernel warning is a failure, although all points passed and the case exited with 0.
    expect(by('writev05')?.test).toMatchObject({ result: 'fail', failed: 1, retval: ['1'] });
    expect(by('shmat01')?.test.log).toMatch(/^ltp-nommu: known: shmat gives ENODEV/);
  });

  it('takes the command from the suite', async () => {
    const command = ['fcntl07', '-i', '5'];
    const events = RUN.map((event) => (event.type === 'case-end' ? { ...event, command } : event));
    const { results } = JSON.parse(await report('kirk', events)) as KirkResults;
    expect(results[0]?.test).toMatchObject({ command: 'fcntl07', arguments: ['-i', '5'] });
  });
});

describe('kcidb', () => {
  const lists = ['checkouts', 'builds', 'tests', 'issues', 'incidents'] as const;

  it.each(RUNS)('%s is valid', async (_name, events) => {
    const text = await report('kcidb', events);
    expect(complaints(KCIDB_SCHEMA, text)).toEqual([]);
    expect(text).not.toContain(': null');
    // Half a character or a NUL would be refused by its database.
    expect(text).not.toMatch(/\\u(?:d[89a-f]|0000)/i);
    const sent = JSON.parse(text) as Kcidb;
    for (const list of lists) {
      const ids = sent[list].map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }
    const tests = new Set(sent.tests.map(({ id }) => id));
    const issues = new Set(sent.issues.map(({ id }) => id));
    for (const { test_id, issue_id } of sent.incidents) {
      expect(tests).toContain(test_id);
      expect(issues).toContain(issue_id);
    }
  });

  it('tells kernel, test and harness apart', async () => {
    const sent = JSON.parse(await report('kcidb', PARTS)) as Kcidb;
    const status = Object.fromEntries(sent.tests.map(({ path, status }) => [path, status]));
    expect(status).toMatchObject({
      'ltp-nommu.syscalls.fcntl07': 'MISS',
      'ltp-nommu.syscalls.fcntl14': 'FAIL',
      'ltp-nommu.syscalls.fcntl22': 'PASS',
      'ltp-nommu.syscalls.kill02': 'FAIL',
      'ltp-nommu.syscalls.madvise02': 'SKIP',
      'ltp-nommu.syscalls.pause03': 'ERROR',
      'ltp-nommu.syscalls.pipe04': 'ERROR',
      'ltp-nommu.syscalls.shmat01': 'FAIL',
    });
  });

  it('has a known failure as an issue, and each hit as an incident', async () => {
    const other = finished(RUN).find(({ id }) => id === 'syscalls/shmat01')?.known ?? [];
    const events = RUN.map((event) =>
      event.type === 'case-end' && event.id === 'nommu/mmap-anon-01' ? { ...event, known: other } : event,
    );
    const { issues, incidents } = JSON.parse(await report('kcidb', events)) as Kcidb;
    expect(issues.map(({ report_url }) => report_url)).toEqual([
      'https://lore.kernel.org/linux-mm/example-1/',
    ]);
    expect(incidents.map(({ issue_id }) => issue_id)).toEqual([issues[0]?.id, issues[0]?.id]);
  });

  it('keeps to the length of excerpts', async () => {
    const events = RUN.map((event) =>
      event.type === 'case-end'
        ? { ...event, result: { ...event.result, excerpt: ['x'.repeat(40_000), 'the end'] } }
        : event,
    );
    const text = await report('kcidb', events);
    expect(complaints(KCIDB_SCHEMA, text)).toEqual([]);
    expect(text).toMatch(/x\\nthe end"/);
  });
});

describe('json', () => {
  const schema = JSON.parse(
    readFileSync(new URL('../docs/results.schema.json', import.meta.url), 'utf8'),
  ) as object;

  it.each(RUNS)('%s is valid against the published schema', async (_name, events) => {
    const text = await report('json', events);
    expect(complaints(schema, text)).toEqual([]);
    // And has nothing that the schema does not name.
    expect(resultsSchema.safeParse(JSON.parse(text)).error).toBeUndefined();
  });

  it('the schema refuses what is wrong', async () => {
    const results = JSON.parse(await report('json')) as { cases: Record<string, unknown>[]; version: number };
    const { verdict: _verdict, ...rest } = results.cases[0] ?? {};
    const wrong = { ...results, version: 2, cases: [rest, { ...results.cases[1], outcome: 'odd' }] };
    const found = complaints(schema, JSON.stringify(wrong));
    expect(found.map(({ instancePath, message }) => `${instancePath} ${message}`).sort()).toEqual([
      "/cases/0 must have required property 'verdict'",
      '/cases/1/outcome must be equal to one of the allowed values',
      '/version must be equal to constant',
    ]);
  });
});

it('takes a run of very many repetitions', () => {
  const [start] = RUN;
  const end = RUN.at(-1);
  const [one] = finished(RUN);
  if (start?.type !== 'run-start' || end?.type !== 'run-end' || !one) throw new Error('no run');
  const many = 30_000;
  const tally = new Tally();
  const selection = { ...start.selection, cases: [one.id] };
  tally.apply({ ...start, selection, options: { ...start.options, repeat: many } });
  for (let repeat = 1; repeat <= many; repeat++) tally.apply({ ...one, repeat });
  const sink = memorySink();
  FORMATS.ktap.make(sink, { runDir: 'runs/r1' }).onRunEnd?.(end, tally);
  expect(sink.text()).toContain(`  ok ${many} fcntl07@${many}\n`);
  expect(sink.text().split('\n').length).toBeGreaterThan(180_000);
});
