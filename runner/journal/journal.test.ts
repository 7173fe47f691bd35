// SPDX-License-Identifier: GPL-2.0-or-later

import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HostError, UserError } from '../errors.ts';
import type { BootEnd, CaseResult, KnownFailure } from '../verdict/types.ts';
import {
  type CaseEnd,
  exitCodeFor,
  forReplay,
  type JournalEvent,
  JournalReader,
  JournalWriter,
  journalEventSchema,
  type KnownRef,
  lastFailed,
  readJournal,
  remaining,
  summarise,
} from './index.ts';

// The schemas mirror the verdict's types: either of these lines fails to compile when they part.
const asEvent = (result: CaseResult, boot: BootEnd): Pick<CaseEnd, 'result' | 'boot'> => ({ result, boot });
const asVerdict = ({ result, boot }: CaseEnd): [CaseResult, BootEnd] => [result, boot];
const asRef = ({ case: _case, outcome: _o, cause: _c, when: _w, ...ref }: KnownFailure): KnownRef => ref;

const GOLDEN = new URL('../../reports/golden/run.jsonl', import.meta.url).pathname;
const golden = readFileSync(GOLDEN, 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as JournalEvent);

const ends = golden.filter((event): event is CaseEnd => event.type === 'case-end');
const endOf = (id: string): CaseEnd => {
  const found = ends.find((end) => end.id === `syscalls/${id}` && end.final);
  if (!found) throw new Error(id);
  return found;
};
const start = golden[0] as Extract<JournalEvent, { type: 'run-start' }>;

/** A run of just these results. */
function run(results: CaseEnd[], more: JournalEvent[] = [], selection = results.map((end) => end.id)) {
  const cases = [...new Set(selection)];
  return summarise([{ ...start, selection: { ...start.selection, cases } }, ...results, ...more]);
}

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'journal-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('events', () => {
  it('take the types of the verdict', () => {
    expect(
      asVerdict({ ...endOf('fcntl07'), ...asEvent(endOf('fcntl07').result, endOf('fcntl07').boot) })[1],
    ).toEqual(endOf('fcntl07').boot);
    expect(asRef({ case: 'a/b', reason: 'r', file: 'f', line: 1 })).toEqual({
      reason: 'r',
      file: 'f',
      line: 1,
    });
  });

  it('are all valid in the golden run, and refuse what they do not know', () => {
    for (const event of golden) expect(journalEventSchema.parse(event)).toEqual(event);
    expect(journalEventSchema.safeParse({ ...golden[0], extra: 1 }).success).toBe(false);
    expect(journalEventSchema.safeParse({ ...golden[0], type: 'other' }).success).toBe(false);
    expect(journalEventSchema.safeParse({ ...golden[0], time: 'yesterday' }).success).toBe(false);
  });
});

describe('writer and reader', () => {
  it('give back what was written, singly and in batches', async () => {
    const path = join(dir, 'new/folder/journal.jsonl');
    const writer = JournalWriter.open(path, 'create');
    writer.write(golden[0] as JournalEvent);
    writer.write(golden.slice(1));
    writer.write([]);
    writer.close();
    writer.close();
    expect(await readJournal(path)).toEqual({ events: golden, cut: false });
    expect(() => writer.write(golden)).toThrow('closed');
  });

  it('refuses to write over a journal', () => {
    const path = join(dir, 'j');
    writeFileSync(path, '');
    expect(() => JournalWriter.open(path, 'create')).toThrow(HostError);
  });

  it('tolerates half a last line, and takes it out before it goes on', async () => {
    const path = join(dir, 'j');
    const writer = JournalWriter.open(path, 'create');
    writer.write(golden.slice(0, 6));
    writer.close();
    const whole = readFileSync(path).length;
    truncateSync(path, whole - 7);
    expect(await readJournal(path)).toEqual({ events: golden.slice(0, 5), cut: true });
    const again = JournalWriter.open(path, 'append');
    again.write(golden.slice(5));
    again.close();
    expect(await readJournal(path)).toEqual({ events: golden, cut: false });
  });

  it('takes out a half line longer than a block, and a file that is nothing else', async () => {
    const path = join(dir, 'j');
    const line = JSON.stringify(golden[0]);
    writeFileSync(path, `${line}\n${'x'.repeat(200_000)}`);
    JournalWriter.open(path, 'append').close();
    expect(readFileSync(path, 'utf8')).toBe(`${line}\n`);
    writeFileSync(path, 'x'.repeat(100));
    JournalWriter.open(path, 'append').close();
    expect(readFileSync(path, 'utf8')).toBe('');
  });

  it('says file and line of what is wrong in the middle', async () => {
    const path = join(dir, 'j');
    const wrong = async (line: string) => {
      writeFileSync(path, `${JSON.stringify(golden[0])}\n${line}\n`);
      return readJournal(path).catch((error: unknown) => error as UserError);
    };
    expect(await wrong('{"v":1')).toMatchObject({ code: 'JOURNAL_SYNTAX', file: path, line: 2 });
    expect(await wrong('{"v":1,"type":"case-start"}')).toMatchObject({ code: 'JOURNAL_EVENT', line: 2 });
    expect(await wrong('{"v":2,"type":"case-start"}')).toMatchObject({ code: 'JOURNAL_VERSION', line: 2 });
    expect(await wrong('null')).toMatchObject({ code: 'JOURNAL_EVENT', line: 2 });
    await expect(readJournal(join(dir, 'none'))).rejects.toThrow(UserError);
  });

  it('reads lines longer than its chunks, with letters cut in two', async () => {
    const path = join(dir, 'j');
    const end = endOf('fcntl14');
    const long: CaseEnd = { ...end, result: { ...end.result, reason: 'ä€😀'.repeat(200_000) } };
    const writer = JournalWriter.open(path, 'create');
    writer.write([long, long]);
    writer.close();
    const { events } = await readJournal(path);
    expect(events[1]).toEqual(long);
  });

  it('leaves whole events behind when the writer is killed', async () => {
    const path = join(dir, 'j');
    const body = `
      const { openSync, writeSync } = require('node:fs');
      const fd = openSync(${JSON.stringify(path)}, 'a');
      const line = ${JSON.stringify(JSON.stringify(endOf('fcntl07')))} + '\\n';
      for (;;) writeSync(fd, line);
    `;
    const child = spawn(process.execPath, ['-e', body], { stdio: 'ignore' });
    while (!existsSync(path) || readFileSync(path).length < 50_000)
      await new Promise((done) => setTimeout(done, 5));
    child.kill('SIGKILL');
    await new Promise((done) => child.on('exit', done));
    const reader = new JournalReader(path);
    let events = 0;
    for await (const event of reader) {
      expect(event.type).toBe('case-end');
      if (++events > 50) break;
    }
    expect(events).toBeGreaterThan(20);
  });

  it('costs next to nothing', () => {
    const writer = JournalWriter.open(join(dir, 'j'), 'create');
    const event = endOf('fcntl14');
    const began = performance.now();
    for (let count = 0; count < 2000; count++) writer.write(event);
    const each = (performance.now() - began) / 2000;
    writer.close();
    // 0.02 ms on a quiet machine; the limit only catches a change of kind.
    expect(each).toBeLessThan(0.5);
  });

  it('is a file that other tools read', () => {
    const path = join(dir, 'j');
    const writer = JournalWriter.open(path, 'create');
    writer.write(golden);
    writer.close();
    expect(execFileSync('wc', ['-l', path], { encoding: 'utf8' })).toMatch(new RegExp(`^${golden.length} `));
  });
});

describe('summary', () => {
  const summary = summarise(golden);

  it('counts what came out', () => {
    expect(summary.counts).toEqual({
      selected: 15,
      done: 15,
      notRun: 0,
      outcomes: { pass: 8, fail: 3, skip: 1, broken: 1, crash: 1, timeout: 1, missing: 0 },
      verdicts: { expected: 8, unexpected: 5, fixed: 1, flaky: 1 },
      known: 1,
      points: { passed: 17, failed: 3, skipped: 1 },
    });
    expect(summary.end?.counts).toEqual(summary.counts);
    expect(summary.running).toEqual([]);
    expect(summary.attempts.length).toBe(16);
  });

  it('knows what runs and what is missing while the run goes on', () => {
    const half = summarise(golden.slice(0, 4));
    expect(half.running.map((each) => each.id)).toEqual(['syscalls/fcntl14']);
    expect(half.notRun.length).toBe(14);
    expect(half.counts).toMatchObject({ done: 1, notRun: 14 });
  });

  it('replaces a result that a resumed run made anew', () => {
    const first: CaseEnd = { ...endOf('fcntl14'), id: 'syscalls/fcntl07' };
    const twice = summarise([start, first, start, endOf('fcntl07')]);
    expect(twice.counts).toMatchObject({ done: 1, outcomes: { pass: 1, fail: 0 } });
    expect(twice.finished).toEqual([endOf('fcntl07')]);
  });

  it('counts repetitions apart', () => {
    const repeated = { ...start, options: { ...start.options, repeat: 2 } };
    const twice = summarise([repeated, endOf('fcntl07'), { ...endOf('fcntl07'), repeat: 2 }]);
    expect(twice.counts).toMatchObject({ selected: 30, done: 2, notRun: 28 });
    expect(twice.notRun.length).toBe(28);
  });
});

describe('resume and last failed', () => {
  it('leaves out what has a result', () => {
    const summary = run(
      [endOf('fcntl07'), endOf('fcntl14')],
      [],
      ['syscalls/fcntl07', 'syscalls/x', 'syscalls/fcntl14'],
    );
    expect(remaining(summary)).toEqual([{ id: 'syscalls/x', repeat: 1, attempt: 1 }]);
    expect(lastFailed(summary)).toEqual(['syscalls/x', 'syscalls/fcntl14']);
  });

  it('does not take an interrupted boot for a result', () => {
    const end = endOf('fcntl07');
    const stopped: CaseEnd = { ...end, boot: { ...end.boot, reason: 'interrupted' } };
    expect(remaining(run([stopped]))).toEqual([{ id: 'syscalls/fcntl07', repeat: 1, attempt: 1 }]);
  });

  it('leaves known, fixed and flaky cases alone', () => {
    expect(lastFailed(run([endOf('shmat01'), endOf('munmap03'), endOf('sendmsg01')]))).toEqual([]);
  });
});

describe('exitCodeFor', () => {
  const [good, fail, crash, hang, broken, known, fixed, flaky, skip] = [
    'fcntl07',
    'fcntl14',
    'kill02',
    'pause03',
    'pipe04',
    'shmat01',
    'munmap03',
    'sendmsg01',
    'madvise02',
  ].map(endOf) as [CaseEnd, CaseEnd, CaseEnd, CaseEnd, CaseEnd, CaseEnd, CaseEnd, CaseEnd, CaseEnd];
  const missing: CaseEnd = { ...broken, result: { ...broken.result, outcome: 'missing' } };
  const problem = (severity: 'note' | 'warning' | 'error'): JournalEvent => ({
    ...(golden.find((event) => event.type === 'run-problem') as Extract<
      JournalEvent,
      { type: 'run-problem' }
    >),
    severity,
  });

  it.each([
    ['good', [good, skip, known], 0, 0, 0],
    ['a failed point', [good, fail], 1, 1, 1],
    ['a crash', [crash], 1, 1, 1],
    ['a hang', [hang], 1, 1, 1],
    ['a broken case', [broken], 1, 1, 125],
    ['a broken and a failed case', [broken, fail], 1, 1, 1],
    ['a guest that never began', [missing], 3, 3, 125],
    ['a guest that never began beside a failure', [missing, fail], 1, 1, 1],
    ['a fixed known failure', [good, fixed], 0, 1, 0],
    ['a flaky case', [good, flaky], 0, 0, 125],
  ])('%s', (_name, results, plain, strict, bisect) => {
    expect(exitCodeFor(run(results))).toBe(plain);
    expect(exitCodeFor(run(results), { strict: true })).toBe(strict);
    expect(exitCodeFor(run(results), { bisect: true })).toBe(bisect);
  });

  it('takes cases without a result for a failure of the host', () => {
    const summary = run([good], [], [good.id, 'syscalls/x']);
    expect(exitCodeFor(summary)).toBe(3);
    expect(exitCodeFor(summary, { bisect: true })).toBe(125);
    expect(exitCodeFor(summary, { interrupted: 'SIGINT' })).toBe(130);
    expect(exitCodeFor(summary, { interrupted: 'SIGTERM' })).toBe(143);
  });

  it('minds problems', () => {
    expect(exitCodeFor(run([good], [problem('warning')]))).toBe(0);
    expect(exitCodeFor(run([good], [problem('warning')]), { strict: true })).toBe(1);
    expect(exitCodeFor(run([good], [problem('note')]), { strict: true })).toBe(0);
    expect(exitCodeFor(run([good], [problem('error')]))).toBe(3);
    expect(exitCodeFor(run([good]), { reporterBroken: true })).toBe(3);
    expect(exitCodeFor(run([]), { bisect: true })).toBe(125);
  });
});

describe('forReplay', () => {
  it('is the journal itself for a run that ended', () => {
    expect(forReplay(golden)).toEqual({ before: [], after: golden });
  });

  it('ends a journal that a killed runner left open', () => {
    const { after } = forReplay(golden.slice(0, 5));
    expect(after.at(-1)).toMatchObject({ type: 'run-end', exitCode: 1, counts: { done: 2, notRun: 13 } });
    expect(forReplay(golden.slice(0, 3)).after.at(-1)).toMatchObject({ exitCode: 3 });
    expect(forReplay([])).toEqual({ before: [], after: [] });
  });

  it('tells only the last of several runs, with one end', () => {
    const end = golden.at(-1) as JournalEvent;
    const events = [...golden, start, endOf('fcntl07'), end, { ...end, exitCode: 3 } as JournalEvent];
    const { before, after } = forReplay(events);
    expect(before).toEqual(golden);
    expect(after).toEqual([start, endOf('fcntl07'), { ...end, exitCode: 3 }]);
  });
});
