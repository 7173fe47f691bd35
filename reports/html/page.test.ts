// SPDX-License-Identifier: GPL-2.0-or-later
import { createHash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { forReplay, Tally } from '../../runner/journal/index.ts';
import {
  BIG,
  bigRun,
  HOSTILE,
  mixedEvents,
  mixedLog,
  mixedPast,
  mixedRun,
  shaped,
} from '../../tests/fixtures/html/runs.ts';
import { Multiplexer, replay } from '../multiplexer.ts';
import { memorySink } from '../sink.ts';
import { readAssets } from './assets.ts';
import { htmlReporter } from './html.ts';
import { blocks, consoleMarks, tapMarks } from './log-marks.ts';
import { logText } from './log-text.ts';
import type { CaseRow, Report } from './model.ts';
import { originLink, sourceLinks } from './origin.ts';
import { type PackedPiece, packPiece, unpackPiece } from './pack.ts';
import { pageHtml, verdictLine } from './page.ts';
import { visible } from './visible.ts';

const ASSETS = { script: 'run()', style: 'p { color: red }' };
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** What a browser reads from the page. */
function read<T>(html: string, id: string): T {
  const [, text = ''] = new RegExp(`<script type="text/plain" id="${id}">([^<]*)</script>`).exec(html) ?? [];
  return JSON.parse(inflateRawSync(Buffer.from(text, 'base64')).toString()) as T;
}

const rowOf = (report: Report, tag: string): CaseRow => {
  const row = report.cases.find(({ id }) => id.endsWith(`/${tag}`));
  if (row === undefined) throw new Error(tag);
  return row;
};

describe('what a page holds', () => {
  const { report, pieces } = mixedRun();

  test('a state for each case, and their numbers', () => {
    expect(report.states).toEqual({ unexpected: 5, notrun: 0, flaky: 1, fixed: 1, known: 1, skip: 1, ok: 6 });
    expect(Object.values(report.states).reduce((a, b) => a + b)).toBe(report.cases.length);
    expect(verdictLine(report)).toBe('5 of 15 unexpected');
  });

  test('unexpected ones by cause, known ones by entry', () => {
    const members = report.groups.flatMap((group) =>
      group.members.map((index) => report.cases[index]?.state),
    );
    expect(members).toEqual(Array(5).fill('unexpected'));
    expect(report.groups.map(({ kind }) => kind).sort()).toEqual([
      'broken/protocol',
      'crash/panic',
      'fail/assert',
      'fail/warning',
      'timeout/hang',
    ]);
    expect(report.known.map(({ members: [index = -1] }) => report.cases[index]?.id)).toEqual([
      'syscalls/shmat01',
    ]);
  });

  test('what is new since the last run that had the case', () => {
    const changes = Object.fromEntries(report.cases.map(({ id, change }) => [id.split('/')[1], change]));
    expect(changes).toMatchObject({
      fcntl07: undefined,
      fcntl14: 'worse',
      kill02: undefined,
      fcntl22: 'better',
      shmat01: undefined,
      writev05: 'new',
    });
    expect(rowOf(report, 'kill02').past).toBe('oou');
    expect(rowOf(report, 'shmat01').past).toBe('kkk');
    expect(report.past.at(-1)?.states).toEqual({ ok: 2, unexpected: 2, known: 1 });
  });

  test('earlier runs of other cases are left out; without any nothing is new', () => {
    const events = mixedEvents();
    const others = [{ ...mixedPast[0], cases: new Map() }] as typeof mixedPast;
    const alone = shaped(events, mixedLog(events), others).report;
    expect(alone.past).toEqual([]);
    expect(alone.cases.filter(({ change }) => change !== undefined)).toEqual([]);
  });

  test('details at the index of their case', () => {
    const index = report.cases.findIndex(({ id }) => id === 'syscalls/sendmsg01');
    const detail = pieces[Math.floor(index / report.pieceSize)]?.[index % report.pieceSize];
    expect(detail?.earlier).toMatchObject([{ attempt: 1, outcome: 'fail', cause: 'leftover' }]);
    expect(detail?.rerun).toContain('syscalls/sendmsg01');
  });

  test('cases without a result stand at the end', () => {
    const events = mixedEvents().filter((event) => !('id' in event) || event.id !== 'syscalls/fcntl07');
    const half = shaped(events, () => undefined);
    expect(half.report.cases.at(-1)).toMatchObject({ id: 'syscalls/fcntl07', state: 'notrun', at: null });
    expect(half.pieces.flat().at(-1)).toBeNull();
    expect(half.report.states.notrun).toBe(1);
    expect(verdictLine(half.report)).toBe('5 of 15 unexpected, 1 not run');
  });
});

describe('a page', () => {
  const run = mixedRun();
  const html = pageHtml(run, ASSETS);

  test('is the same each time, live or from the journal', async () => {
    expect(pageHtml(mixedRun(), ASSETS)).toBe(html);
    const [live, later] = [memorySink(), memorySink()];
    const make = (sink: typeof live) =>
      htmlReporter(sink, { runDir: 'nowhere', pastRuns: () => mixedPast }, ASSETS);
    const multiplexer = new Multiplexer([make(live)], new Tally());
    for (const event of mixedEvents()) multiplexer.emit(event);
    expect(await multiplexer.settle()).toEqual([]);
    const text = mixedEvents().map((event) => JSON.stringify(event));
    const again = text.map((line) => JSON.parse(line) as ReturnType<typeof mixedEvents>[number]);
    await replay(forReplay(again), new Multiplexer([make(later)], new Tally()));
    expect(later.text()).toBe(live.text());
    expect(live.text()).toContain('id="piece0"');
  });

  test('holds all that was put in', () => {
    expect(read<Report>(html, 'report')).toEqual(run.report);
    expect(unpackPiece(read<PackedPiece>(html, 'piece0'))).toEqual(run.pieces[0]);
  });

  test('lets nothing in and runs nothing but its own', () => {
    const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
    const sum = (text: string): string => createHash('sha256').update(text).digest('base64');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`script-src 'sha256-${sum(ASSETS.script)}'`);
    expect(policy).toContain(`style-src 'sha256-${sum(ASSETS.style)}'`);
    expect(policy).not.toMatch(/unsafe|http/);
    expect(html).not.toMatch(/\bsrc=|@import|url\(/);
  });

  test('has no text of a guest outside of what is compressed', () => {
    expect(html).not.toMatch(/taken|onerror|javascript:|fcntl14/);
    expect(html.match(/<\/?script/g)?.length).toBe(2 * (2 + run.pieces.length));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not be there
    expect(html).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/);
  });

  test('has a title that cannot be more than text', () => {
    const events = mixedEvents().map((event) =>
      event.type === 'run-start'
        ? { ...event, kernel: { ...event.kernel, release: '</title><script>x</script>' } }
        : event,
    );
    const page = pageHtml(
      shaped(events, () => undefined),
      ASSETS,
    );
    expect(page).toContain('<title>5 of 15 unexpected · &lt;/title&gt;&lt;script&gt;');
  });

  test('of 1,500 cases with logs is below 1 MB', () => {
    const big = bigRun();
    expect(big.report.cases.length).toBe(BIG);
    const lines = big.pieces
      .flat()
      .reduce((sum, detail) => sum + (detail?.logs.kernel?.head.split('\n').length ?? 0), 0);
    expect(lines).toBe(BIG * 100);
    const size = Buffer.byteLength(pageHtml(big, readAssets()));
    expect(size).toBeLessThan(1_000_000);
    expect(size).toBeGreaterThan(300_000);
  });
});

describe('text of guests', () => {
  test('shows what would be hidden', () => {
    expect(visible('a\u001b[1;31mb\u001b[0mc')).toBe('abc');
    expect(visible('\u001b]8;;http://x\u0007text\u001b]8;;\u001b\\')).toBe('text');
    expect(visible('a\u0000b\u0007\u001bz\r\n\tx\ry')).toBe('a␀b␇␛z\n\tx␍y');
    expect(visible('user\u202egnp.exe')).toBe('user⟨U+202E⟩gnp.exe');
    expect(visible('a\u200bb\ufeff\u009b')).toBe('a⟨U+200B⟩b⟨U+FEFF⟩⟨U+009B⟩');
    expect(visible('\ud800x 😀 é')).toBe('\ufffdx 😀 é');
  });

  test('is clean wherever it stands', () => {
    const text = JSON.stringify(mixedRun()).replaceAll('\\n', ' ').replaceAll('\\t', ' ');
    // What JSON writes as an escape is a control character or half of a pair.
    expect(text).not.toMatch(/\\u[0-9a-f]{4}|\\[bfr]|[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/);
    expect(text).toContain('⟨U+202E⟩');
    expect(HOSTILE).toContain('\u202e');
  });
});

test('what is packed comes out as it was, and smaller', () => {
  const { pieces } = bigRun();
  expect(pieces.slice(0, 2).map(packPiece).map(unpackPiece)).toEqual(pieces.slice(0, 2));
  const [piece = []] = mixedRun().pieces;
  const [detail] = piece;
  if (!detail) throw new Error('no detail');
  const head = [
    '[    0.000001] a',
    '[12345.999999] b',
    '[0.1] c',
    '[      1.000000] d',
    'e [    0.000002] f',
    '[    0.500000] ',
  ];
  const kernel = {
    path: 'k',
    head: head.join('\n'),
    omitted: 3,
    tail: '[    1.000000] back\n[    0.900000] before',
  };
  const result = {
    path: 'r',
    head: 'TAP version 13\nok 1 - a\nnoise\nnot ok 2 - b - c\nok 3 - d\nok 4 e\n1..4',
  };
  const points = [
    { number: 1, ok: true, name: 'a' },
    { number: 2, ok: false, name: 'b - c', diag: ['why'] },
    { number: 3, ok: true, name: 'd' },
    { number: 4, ok: true, name: 'e' },
  ];
  const full = { ...detail, points, logs: { kernel, result } };
  const [packed] = packPiece([full, null]);
  expect(unpackPiece(packPiece([full, null]))).toEqual([full, null]);
  expect(packed?.points).toEqual([[1, 1], points[1], [4, 1], points[3]]);
  expect(packed?.stamps.kernel?.split(',').length).toBe(5);
});

describe('logs', () => {
  test('short ones are whole', () => {
    expect(logText(bytes('a\r\nb\n'), 'p', 100)).toEqual({ head: 'a\nb', path: 'p' });
    expect(logText(bytes(''), 'p', 100)).toBeUndefined();
    expect(logText(undefined, 'p', 100)).toBeUndefined();
  });

  test('of long ones begin and end are kept, and line numbers hold', () => {
    const lines = Array.from({ length: 1000 }, (_unused, index) => `line ${index}`);
    const log = logText(bytes(lines.join('\n')), 'p', 900);
    if (log === undefined) throw new Error('no log');
    const [head, tail] = [log.head.split('\n').length, (log.tail ?? '').split('\n').length];
    expect(head + tail + (log.omitted ?? 0)).toBe(1000);
    expect(log.tail?.endsWith('line 999')).toBe(true);
    const event = {
      kind: 'panic',
      headline: 'h',
      line: 990,
      excerpt: ['', '', ''],
      phase: 'case',
      count: 1,
      allowed: false,
    } as const;
    const marked = blocks(log, consoleMarks([{ ...event, excerpt: [...event.excerpt] }])).find(
      (block) => block?.mark,
    );
    expect(marked).toMatchObject({
      line: 990,
      text: 'line 990\nline 991\nline 992',
      mark: { kind: 'bad', title: 'panic: h' },
    });
    expect(blocks(log, new Map()).filter((block) => block === null).length).toBe(1);
  });

  test('a line of megabytes is cut', () => {
    expect(logText(bytes('x'.repeat(3_000_000)), 'p', 10_000)?.head).toMatch(
      /^x{2000}… 2998000 more characters$/,
    );
  });

  test('failed points are marked, excused ones are not', () => {
    const log = { path: 'p', head: 'ok 1\nnot ok 2 - a\nnot ok 3 # TODO later\n  not ok 4\nBail out! x' };
    expect([...tapMarks(log).keys()]).toEqual([1, 3, 4]);
  });
});

test('of thousands of points that passed a few are kept, and all that did not', () => {
  const events = mixedEvents().map((event) => {
    if (event.type !== 'case-end' || event.id !== 'syscalls/fcntl07') return event;
    const points = Array.from({ length: 1000 }, (_unused, index) => ({
      number: index + 1,
      ok: index !== 900,
      name: 'x',
    }));
    return { ...event, result: { ...event.result, points, failed: [901] } };
  });
  const detail = shaped(events, () => undefined).pieces[0]?.[0];
  expect(detail?.points.length).toBe(201);
  expect(detail?.points.at(-1)?.number).toBe(901);
  expect(detail?.morePoints).toBe(799);
});

test('links to where a case comes from', () => {
  const ltp = {
    kind: 'ltp',
    path: 'testcases/kernel/syscalls/fcntl/fcntl07.c',
    tree: '891fee45c',
    droppedBy: 'fca021a2a',
  } as const;
  expect(originLink(ltp)).toMatchObject({
    href: 'https://github.com/linux-test-project/ltp/blob/891fee45c/testcases/kernel/syscalls/fcntl/fcntl07.c',
    dropped: { href: 'https://github.com/linux-test-project/ltp/commit/fca021a2a' },
  });
  expect(originLink({ kind: 'ltp', path: 'x.c', tree: 'javascript:1' })?.href).toBe('');
  expect(
    sourceLinks(['mm/nommu.c:do_mmap', 'mm/nommu.c:12', 'a b'], '6.12.117-nommu').map(({ href }) => href),
  ).toEqual([
    'https://elixir.bootlin.com/linux/v6.12.117/source/mm/nommu.c',
    'https://elixir.bootlin.com/linux/v6.12.117/source/mm/nommu.c#L12',
    '',
  ]);
});
