// SPDX-License-Identifier: GPL-2.0-or-later

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { Parser } from 'tap-parser';
import { describe, expect, it } from 'vitest';
import {
  type CaseEnd,
  forReplay,
  type JournalEvent,
  JournalWriter,
  type Results,
  readJournal,
  Tally,
} from '../runner/journal/index.ts';
import { readTap } from '../runner/verdict/index.ts';
import { colour, cutTo, duration, wrap } from './format.ts';
import {
  canRepaint,
  ciReporter,
  FORMAT_NAMES,
  FORMATS,
  fileSink,
  githubReporter,
  jsonReporter,
  ktapReporter,
  Multiplexer,
  memorySink,
  paintFor,
  type Reporter,
  type Sink,
  ttyReporter,
} from './index.ts';
import { replay } from './multiplexer.ts';

const folder = new URL('golden/', import.meta.url);
const events = readFileSync(new URL('run.jsonl', folder), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as JournalEvent);

type Make = (sink: Sink) => Reporter;

async function text(make: Make, list: readonly JournalEvent[] = events): Promise<string> {
  const sink = memorySink();
  const multiplexer = new Multiplexer([make(sink)], new Tally());
  const broken = await replay(forReplay(list), multiplexer);
  expect(broken).toEqual([]);
  return sink.text();
}

const REPORTERS: readonly (readonly [string, Make])[] = [
  ['ci.txt', (sink) => ciReporter(sink, { runDir: 'runs/r1' })],
  ['ci-80.txt', (sink) => ciReporter(sink, { width: 80, paint: colour })],
  ['github.txt', (sink) => githubReporter(sink, { runDir: 'runs/r1' })],
  // .txt: the formatter must leave them alone.
  // The page holds a built program: reports/html has its own tests.
  ...FORMAT_NAMES.filter((name) => name !== 'html').map(
    (name) =>
      [`results.${name}.txt`, (sink: Sink) => FORMATS[name].make(sink, { runDir: 'runs/r1' })] as const,
  ),
];

describe('golden files', () => {
  // To renew: vitest run reports -u; then read the difference.
  it.each(REPORTERS)('%s', async (name, make) => {
    await expect(await text(make)).toMatchFileSnapshot(`golden/${name}`);
  });

  it.each(REPORTERS)('%s: a report made from the journal later is the live one', async (_name, make) => {
    const dir = mkdtempSync(join(tmpdir(), 'replay-'));
    try {
      const live = memorySink();
      const multiplexer = new Multiplexer([make(live)], new Tally());
      const writer = JournalWriter.open(join(dir, 'journal.jsonl'), 'create');
      for (const event of events) {
        writer.write(event);
        multiplexer.emit(event);
      }
      writer.close();
      await multiplexer.settle();
      const { events: read } = await readJournal(join(dir, 'journal.jsonl'));
      expect(await text(make, read)).toBe(live.text());
      expect(live.text().length).toBeGreaterThan(1000);
    } finally {
      rmSync(dir, { recursive: true });
    }
  });

  it('of a resumed run is the live one too', async () => {
    const resumed = [...events.slice(0, 9), events[0] as JournalEvent, ...events.slice(9)];
    for (const [, make] of REPORTERS) {
      const live = memorySink();
      const multiplexer = new Multiplexer([make(live)], new Tally());
      for (const event of resumed.slice(0, 9)) multiplexer.count(event);
      for (const event of resumed.slice(9)) multiplexer.emit(event);
      await multiplexer.settle();
      expect(await text(make, resumed)).toBe(live.text());
    }
  });
});

describe('ktap', () => {
  it('is read as KTAP with all its leaves', async () => {
    const reading = readTap(await text(ktapReporter));
    expect(reading.problems).toEqual([]);
    // 21 points, and 5 cases that have none of their own or failed for another reason.
    const failed = reading.points.filter((point) => reading.failed.includes(point.number));
    expect(failed.map((point) => point.name)).toEqual([
      'syscalls / fcntl14 / fcntl14.c:50: expected EBADF (9), got ENOENT (2)',
      'syscalls / kill02',
      'syscalls / pause03',
      'syscalls / pipe04',
      'syscalls / writev05',
    ]);
    expect(reading.points.length).toBe(26);
  });

  it('is no pass for an independent parser either', async () => {
    // tap-parser knows neither the header nor nesting by two blanks: the outermost level is what it reads.
    const asserts: [boolean, string][] = [];
    const parser = new Parser({});
    parser.on('assert', ({ ok, name }: { ok: boolean; name: string }) => asserts.push([ok, name]));
    parser.end((await text(ktapReporter)).replace('KTAP version 1', 'TAP version 13'));
    expect(asserts).toEqual([
      [false, 'syscalls'],
      [true, 'nommu'],
    ]);
  });

  it('never shows a failure of an expected case, and always one of a case that was not run', async () => {
    const cut = events.filter((event) => event.type !== 'case-end' || event.id !== 'syscalls/fcntl07');
    const ktap = await text(ktapReporter, cut);
    expect(ktap).toContain('not ok 14 fcntl07 # ERROR not run');
    expect(ktap).toContain('ok 2 shmat01.c:25: shmat: ENODEV (19) # XFAIL known: ');
    expect(ktap).toMatch(/# Totals: pass:6 fail:4 xfail:1 xpass:1 skip:1 error:2\n$/);
  });
});

describe('json', () => {
  it('holds cases in the order of the selection, with the attempts that do not count', async () => {
    const results = JSON.parse(await text(jsonReporter)) as Results;
    const selection = events[0]?.type === 'run-start' ? events[0].selection.cases : [];
    expect(results.cases.map((each) => each.id)).toEqual(selection);
    expect(results.cases.find((each) => each.tag === 'sendmsg01')?.earlier).toMatchObject([
      { attempt: 1, outcome: 'fail', cause: 'leftover' },
    ]);
    expect(results.run).toMatchObject({ exitCode: 1, machine: 'uml', kernel: { mmu: false } });
  });
});

/** A terminal in memory: enough of one to see what a person would see. */
class Screen {
  readonly columns: number;
  readonly lines: string[] = [''];
  row = 0;
  raw = '';
  widest = 0;

  constructor(columns: number) {
    this.columns = columns;
  }

  write(chunk: string): boolean {
    this.raw += chunk;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal reads them
    for (const [part] of chunk.matchAll(/\x1b\[\d*[A-GJK]|\x1b\[[\d;]*m|\n|[^\x1b\n]+/g)) {
      if (part === '\n') this.lines[++this.row] ??= '';
      else if (part.startsWith('\x1b')) {
        const count = Number(part.slice(2, -1) || 1);
        if (part.endsWith('A')) this.row -= count;
        else if (part.endsWith('J')) this.lines.splice(this.row, Number.POSITIVE_INFINITY, '');
      } else {
        this.lines[this.row] += part;
        this.widest = Math.max(this.widest, (this.lines[this.row] ?? '').length);
      }
    }
    return true;
  }

  get text(): string {
    return this.lines.join('\n');
  }
}

interface Live {
  screen: Screen;
  emit: (event: JournalEvent) => void;
  tick: () => void;
  at: (ms: number) => void;
  running: () => boolean;
}

function live(columns = 80): Live {
  const screen = new Screen(columns);
  let now = Date.parse(events[0]?.time ?? '');
  let work: (() => void) | null = null;
  const reporter = ttyReporter(screen as unknown as NodeJS.WriteStream, {
    paint: colour,
    clock: () => now,
    every: (_ms, tick) => {
      work = tick;
      return () => {
        work = null;
      };
    },
  });
  const multiplexer = new Multiplexer([reporter], new Tally());
  return {
    screen,
    emit: (event) => multiplexer.emit(event),
    tick: () => work?.(),
    at: (ms) => {
      now = ms;
    },
    running: () => work !== null,
  };
}

describe('tty', () => {
  const index = events.findIndex((event) => event.type === 'case-start' && event.id === 'syscalls/pause03');

  it('shows what is unexpected, how far the run is and what takes long', () => {
    const { screen, emit, tick, at } = live();
    for (const event of events.slice(0, index + 1)) {
      at(Date.parse(event.time));
      emit(event);
    }
    tick();
    expect(screen.text).not.toContain('running:');
    at(Date.parse(events[index]?.time ?? '') + 4500);
    tick();
    tick();
    expect(screen.text).toMatchInlineSnapshot(`
      "ltp-nommu 0.1.0: 15 cases on 6.12.117 (uml, no MMU), kernel 3f2a1c9e77d0, 2 jobs
      FAIL    syscalls/fcntl14  assert: 1 of 3 points failed: 2 fcntl14.c:50: expect…
      CRASH   syscalls/kill02  Kernel panic - not syncing: Kernel mode fault at addr…
      FIXED   syscalls/munmap03  no longer fails: a hole in a mapping warns in the m…
      [ 8/15] 4 ok, 1 skip, 1 fixed, 1 fail, 1 crash, about 4.0 s left
        running: syscalls/pause03 4.5 s
      "
    `);
  });

  it('stays within the width while it runs, and leaves nothing but text behind', () => {
    for (const columns of [80, 40, 132]) {
      const { screen, emit, tick, running } = live(columns);
      for (const event of events.slice(0, -1)) {
        emit(event);
        tick();
      }
      const shown = screen.lines.slice(1);
      for (const line of shown) expect(line.length).toBeLessThan(Math.max(columns, 60));
      expect(running()).toBe(true);
      emit(events.at(-1) as JournalEvent);
      expect(running()).toBe(false);
      expect(screen.text).not.toContain('[15/15]');
      expect(screen.text).toContain('5 cases unexpected');
    }
  });

  it('does not repaint for ordinary results', () => {
    const { screen, emit } = live();
    for (const event of events.slice(0, 3)) emit(event);
    expect(screen.lines.length).toBe(2);
  });
});

describe('multiplexer', () => {
  it('isolates a reporter that breaks, at once or later', async () => {
    const seen: string[] = [];
    const good: Reporter = {
      name: 'good',
      onCaseEnd: (event) => void seen.push(event.id),
      onRunEnd: () => void seen.push('end'),
    };
    const calls = { bad: 0 };
    const bad: Reporter = {
      name: 'bad',
      onCaseEnd() {
        calls.bad++;
        throw new Error('no');
      },
      onRunEnd: () => void seen.push('never'),
    };
    const late: Reporter = { name: 'late', onRunEnd: () => Promise.reject(new Error('disk full')) };
    const broken = await replay(forReplay(events), new Multiplexer([bad, late, good], new Tally()));
    expect(broken.map(({ name, error }) => `${name}: ${error.message}`)).toEqual([
      'bad: no',
      'late: disk full',
    ]);
    expect(calls.bad).toBe(1);
    expect(seen.length).toBe(17);
    expect(seen).not.toContain('never');
  });

  it('hands on a summary that knows the event already', () => {
    const tally = new Tally();
    const done: number[] = [];
    const reporter: Reporter = { name: 'r', onCaseEnd: (_event, { counts }) => void done.push(counts.done) };
    const multiplexer = new Multiplexer([reporter], tally);
    for (const event of events.slice(0, 5)) multiplexer.emit(event);
    expect(done).toEqual([1, 2]);
  });
});

describe('sinks and text', () => {
  it('writes a file as a whole or not at all', () => {
    const dir = mkdtempSync(join(tmpdir(), 'sink-'));
    try {
      fileSink(join(dir, 'a/b.txt')).write('text');
      expect(readFileSync(join(dir, 'a/b.txt'), 'utf8')).toBe('text');
      expect(readdirSync(join(dir, 'a'))).toEqual(['b.txt']);
      expect(() => fileSink(join(dir, 'a/b.txt/c')).write('text')).toThrow();
    } finally {
      rmSync(dir, { recursive: true });
    }
  });

  it.each([
    [0, '0 ms'],
    [999, '999 ms'],
    [1000, '1.0 s'],
    [59_949, '59.9 s'],
    [59_960, '1m00s'],
    [187_000, '3m07s'],
    [3_720_000, '1h02m'],
  ])('%i ms is %s', (ms, shown) => expect(duration(ms)).toBe(shown));

  it('wraps at blanks and never breaks a path', () => {
    expect(wrap('aaaa bbbb cccc dddd eeee', 20, '  ')).toEqual(['aaaa bbbb cccc dddd', '  eeee']);
    const path = `logs ${'x'.repeat(50)}`;
    expect(wrap(path, 30)).toEqual([path]);
    expect(wrap(`${path} and more words`, 30)).toEqual([path, '      and more words']);
    expect(wrap(`${path} and more`, 0)).toEqual([`${path} and more`]);
    expect(cutTo('abcdef', 4)).toBe('abc…');
  });

  it('paints for terminals only, and not against NO_COLOR', () => {
    const painted = (tty: boolean, env: NodeJS.ProcessEnv) => paintFor(tty, env)('bad', 'x') !== 'x';
    expect(painted(true, { TERM: 'xterm' })).toBe(true);
    expect(painted(true, { TERM: 'xterm', NO_COLOR: '1' })).toBe(false);
    expect(painted(true, { TERM: 'dumb' })).toBe(false);
    expect(painted(false, {})).toBe(false);
    expect(painted(false, { FORCE_COLOR: '1' })).toBe(true);
    expect(canRepaint(true, { TERM: 'dumb' })).toBe(false);
    expect(canRepaint(true, { TERM: 'xterm', CI: 'true' })).toBe(false);
  });

  it('says so when many cases fail, without a page for each', async () => {
    const start = events[0] as Extract<JournalEvent, { type: 'run-start' }>;
    const fail = events.find(
      (event) => event.type === 'case-end' && event.id === 'syscalls/fcntl14',
    ) as CaseEnd;
    const ids = Array.from({ length: 200 }, (_, index) => `syscalls/c${index}`);
    const many: JournalEvent[] = [
      { ...start, selection: { ...start.selection, cases: ids } },
      ...ids.map((id): CaseEnd => ({ ...fail, id })),
      events.at(-1) as JournalEvent,
    ];
    const out = await text((sink) => ciReporter(sink), many);
    expect(out.match(/ again /g)?.length).toBe(25);
    expect(out).toContain('… and 125 more unexpected');
    expect(stripVTControlCharacters(out)).toBe(out);
  });
});
