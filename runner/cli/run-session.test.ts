// SPDX-License-Identifier: GPL-2.0-or-later
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Case } from '../catalog/index.ts';
import { scenarioSchema } from '../catalog/index.ts';
import type { Boot, BootSpec } from '../emulator/index.ts';
import { type CaseEnd, type JournalEvent, journalEventSchema } from '../journal/index.ts';
import { type BootEnd, type KnownFailure, KnownFailures } from '../verdict/index.ts';
import { caseJobs, Session, type SessionInput } from './run-session.ts';

const TOKEN = '0'.repeat(32);
const DEFAULT_END: BootEnd = {
  reason: 'exit',
  code: 0,
  wallMs: 5,
  userMs: 1,
  systemMs: 1,
  maxRssKb: 9000,
  truncated: [],
};

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ltp-nommu-session-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function aCase(tag: string, more: Record<string, unknown> = {}): Case {
  return {
    id: `suite/${tag}`,
    suite: 'suite',
    tag,
    command: [tag],
    programName: tag,
    runtest: { file: '/tree/runtest/suite', line: 1 },
    program: `/tree/testcases/suite/${tag}/${tag}.c`,
    scenarioFile: `/tree/testcases/suite/${tag}/${tag}.yaml`,
    scenario: scenarioSchema.parse({
      title: `about ${tag}`,
      ltp: { path: 'testcases/x.c', tree: 'abcdef1234' },
      child: 'none',
      points: 1,
      ...more,
    }),
  };
}

/** What a guest says. */
const frames = (id: string, ...lines: string[]) =>
  ['begin $ID', 'uname 6.12.1 #1 mmu=0', ...lines, 'end']
    .map((line) => `# ltp-nommu ${TOKEN} ${line.replace('$ID', id)}\n`)
    .join('');
const passing = (id: string): Partial<Boot> => ({
  frames: frames(
    id,
    'exit code=0',
    'leftovers procs=0 mounts=0 ipc=0',
    'memory free-before=100 free-after=100',
    'taint=0 taint-before=0',
  ),
  result: 'TAP version 13\n1..1\nok 1 - x.c:1: fine\n',
});
const failing = (id: string): Partial<Boot> => ({
  ...passing(id),
  frames: frames(id, 'exit code=1', 'leftovers procs=0 mounts=0 ipc=0', 'taint=0 taint-before=0'),
  result: 'TAP version 13\n1..1\nnot ok 1 - x.c:1: expected 1, got 2\n',
});
const dead = (): Partial<Boot> => ({
  kernel: 'Kernel panic - not syncing: no root\n',
  end: { ...DEFAULT_END, reason: 'signal', signal: 6 },
});

function fullBoot(spec: BootSpec, part: Partial<Boot>): Boot {
  const texts = { kernel: '', frames: '', result: '', output: '', ...part };
  const bytes = {
    kernel: Buffer.from(texts.kernel),
    frames: Buffer.from(texts.frames),
    result: Buffer.from(texts.result),
    output: Buffer.from(texts.output),
  };
  return { token: TOKEN, id: spec.id, ...texts, bytes, end: part.end ?? DEFAULT_END };
}

interface Bench {
  events: JournalEvent[];
  booted: BootSpec[];
  endedAll: number;
  session: Session;
  ends(): CaseEnd[];
}

function bench(
  cases: Case[],
  answer: (spec: BootSpec) => Partial<Boot> | Promise<Partial<Boot>>,
  more: Partial<SessionInput> & { repeat?: number; entries?: KnownFailure[] } = {},
): Bench {
  const events: JournalEvent[] = [];
  const state: Bench = {
    events,
    booted: [],
    endedAll: 0,
    session: undefined as unknown as Session,
    ends: () => events.filter((event) => event.type === 'case-end'),
  };
  const interrupted: (() => void)[] = [];
  state.session = new Session({
    jobs: caseJobs(cases, { repeat: more.repeat ?? 1, durations: new Map() }),
    emulator: {
      boot: async (spec) => {
        state.booted.push(spec);
        const cut = new Promise<Partial<Boot>>((resolve) => {
          interrupted.push(() => resolve({ end: { ...DEFAULT_END, reason: 'interrupted', signal: 9 } }));
        });
        return fullBoot(spec, await Promise.race([answer(spec), cut]));
      },
      endAll: () => {
        state.endedAll++;
        for (const cut of interrupted.splice(0)) cut();
      },
    },
    kernel: { config: new Map([['SYSVIPC', 'y']]) },
    programs: new Map(cases.map((one) => [one.id, { path: `/cache/${one.tag}` }])),
    known: new KnownFailures(more.entries ?? [], { machine: 'uml', variant: 'base', kernel: '6.12.1' }),
    dir,
    root: '/tree',
    slots: 1,
    memoryMb: 1000,
    timeoutScale: 1,
    strict: false,
    retries: 0,
    rerun: (id) => `ltp-nommu run ${id}`,
    emit: (event) => events.push(journalEventSchema.parse(event)),
    ...more,
  });
  return state;
}

const never = () => new Promise<Partial<Boot>>(() => {});
const read = (end: CaseEnd | undefined, channel: 'result' | 'kernel') =>
  readFileSync(join(dir, end?.logs[channel] ?? 'missing'), 'utf8');

describe('a case', () => {
  test('is told from start to end, with its logs on disk', async () => {
    const { session, events, booted, ends } = bench([aCase('a')], (spec) => passing(spec.id));
    await session.run();
    expect(events.map((event) => event.type)).toEqual(['case-start', 'case-end']);
    const [end] = ends();
    expect(end).toMatchObject({
      id: 'suite/a',
      verdict: 'expected',
      final: true,
      durationMs: 5,
      source: 'testcases/suite/a/a.c',
      rerun: 'ltp-nommu run suite/a',
      title: 'about a',
      logs: { result: 'cases/suite/a/result.tap', frames: 'cases/suite/a/frames.log' },
    });
    expect(end?.result.outcome).toBe('pass');
    expect(end?.logs.kernel).toBeUndefined();
    expect(read(end, 'result')).toContain('ok 1');
    expect(booted[0]).toMatchObject({ argv: ['/case/bin/a'], cwd: '/tmp', timeoutMs: 10_000, memoryMb: 64 });
  });

  test('that fails is unexpected, unless a list knows it', async () => {
    const plain = bench([aCase('a')], (spec) => failing(spec.id));
    await plain.session.run();
    expect(plain.ends()[0]).toMatchObject({ verdict: 'unexpected', result: { outcome: 'fail' } });
    const entry: KnownFailure = {
      case: 'suite/a',
      reason: 'no MMU, no guard page',
      file: 'known.yaml',
      line: 3,
    };
    const known = bench([aCase('a')], (spec) => failing(spec.id), { entries: [entry] });
    await known.session.run();
    expect(known.ends()[0]).toMatchObject({ verdict: 'expected', verdictReason: 'no MMU, no guard page' });
  });

  test('that passes against a list is fixed, and the stale entry is told once', async () => {
    const entry: KnownFailure = { case: 'suite/a', reason: 'was broken', file: 'known.yaml', line: 3 };
    const { session, events, ends } = bench([aCase('a')], (spec) => passing(spec.id), {
      entries: [entry],
      repeat: 3,
    });
    await session.run();
    expect(ends().map((end) => end.verdict)).toEqual(['fixed', 'fixed', 'fixed']);
    const problems = events.filter((event) => event.type === 'run-problem');
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({
      kind: 'known-stale',
      severity: 'warning',
      file: 'known.yaml',
      line: 3,
    });
  });

  test('repeated keeps the logs of each repetition', async () => {
    let count = 0;
    const { session, ends } = bench(
      [aCase('a')],
      (spec) => (count++ === 1 ? failing(spec.id) : passing(spec.id)),
      { repeat: 3 },
    );
    await session.run();
    expect(ends().map((end) => [end.repeat, end.verdict])).toEqual([
      [1, 'expected'],
      [2, 'unexpected'],
      [3, 'expected'],
    ]);
    expect(read(ends()[1], 'result')).toContain('not ok 1');
    expect(ends()[1]?.logs.result).toBe('cases/suite/a.2/result.tap');
  });

  test('with needs: files, memory, user and time', async () => {
    const needs = {
      user: 'nobody',
      memory_mb: 128,
      files: [{ src: 'data.txt', dest: '/etc/data', mode: '0600' }],
    };
    const { session, booted } = bench([aCase('a', { needs, timeout: 2 })], (spec) => passing(spec.id), {
      timeoutScale: 1.5,
    });
    await session.run();
    expect(booted[0]).toMatchObject({
      uid: 65534,
      memoryMb: 128,
      timeoutMs: 3000,
      files: [
        { path: '/case/bin/a', mode: 0o755, source: '/cache/a' },
        { path: '/etc/data', mode: 0o600, source: '/tree/testcases/suite/a/data.txt' },
      ],
    });
  });

  test('of a shell line runs in the guest’s shell', async () => {
    const { session, booted } = bench([{ ...aCase('a'), command: ['sh', '-c', 'a | b'] }], (spec) =>
      passing(spec.id),
    );
    await session.run();
    expect(booted[0]?.argv).toEqual(['/bin/sh', '-c', 'a | b']);
  });
});

describe('kernel options that a case needs', () => {
  const cases = [
    aCase('a', { needs: { kconfig: ['SYSVIPC', 'SWAP', '!MODULES'] } }),
    aCase('b', { needs: { kconfig: ['SYSVIPC=y'] } }),
  ];

  test('missing: a skip that is told, without a boot', async () => {
    const { session, booted, ends } = bench(cases, (spec) => passing(spec.id));
    await session.run();
    expect(booted.map((spec) => spec.id)).toEqual(['suite/b']);
    expect(ends()[0]).toMatchObject({
      id: 'suite/a',
      verdict: 'expected',
      durationMs: 0,
      result: { outcome: 'skip', reason: "the kernel's configuration lacks SWAP" },
    });
  });

  test('missing with --strict: unexpected', async () => {
    const { session, ends } = bench(cases, (spec) => passing(spec.id), { strict: true });
    await session.run();
    expect(ends().map((end) => end.verdict)).toEqual(['unexpected', 'expected']);
  });
});

describe('a kernel that does not boot', () => {
  const many = ['a', 'b', 'c', 'd', 'e', 'f'].map((tag) => aCase(tag));

  test('ends the run after three boots, with the console’s last lines', async () => {
    const state = bench(many, dead);
    await expect(state.session.run()).rejects.toMatchObject({
      code: 'KERNEL_NO_BOOT',
      excerpt: ['Kernel panic - not syncing: no root'],
    });
    expect(state.booted).toHaveLength(3);
    expect(state.endedAll).toBe(1);
  });

  test('a single case is enough when there is no other', async () => {
    await expect(bench([aCase('a')], dead).session.run()).rejects.toMatchObject({ code: 'KERNEL_NO_BOOT' });
  });

  test('is no such kernel once one case began', async () => {
    const { session, booted, ends } = bench(many, (spec) =>
      spec.id === 'suite/a' ? passing(spec.id) : dead(),
    );
    await session.run();
    expect(booted).toHaveLength(6);
    expect(ends().filter((end) => end.verdict === 'unexpected')).toHaveLength(5);
  });
});

describe('retries', () => {
  /** Answers that a case gives in turn; the last one for good. */
  const inTurn = (...answers: ((id: string) => Partial<Boot>)[]) => {
    let count = 0;
    return (spec: BootSpec) => (answers[Math.min(count++, answers.length - 1)] ?? passing)(spec.id);
  };
  const told = (ends: readonly CaseEnd[]) =>
    ends.map(({ attempt, final, verdict }) => [attempt, final, verdict]);

  test('failed, then passed: flaky, with both attempts kept', async () => {
    const { session, ends } = bench([aCase('a')], inTurn(failing, passing), { retries: 2 });
    await session.run();
    expect(told(ends())).toEqual([
      [1, false, 'unexpected'],
      [2, true, 'flaky'],
    ]);
    expect(ends()[1]?.verdictReason).toMatch(/^attempt 1 was fail\/assert: /);
    expect(ends().map((end) => end.logs.result)).toEqual([
      'cases/suite/a/result.tap',
      'cases/suite/a.2/result.tap',
    ]);
    expect(read(ends()[0], 'result')).toContain('not ok 1');
  });

  test('a case that always fails is booted retries + 1 times and is no flaky one', async () => {
    const { session, ends } = bench([aCase('a')], (spec) => failing(spec.id), { retries: 2 });
    await session.run();
    expect(told(ends())).toEqual([
      [1, false, 'unexpected'],
      [2, false, 'unexpected'],
      [3, true, 'unexpected'],
    ]);
  });

  test('a crash of the kernel is a failure like any other', async () => {
    const panic = (id: string) => ({
      ...dead(),
      frames: frames(id).replace(/# ltp-nommu \w+ end\n/, ''),
    });
    const { session, ends } = bench([aCase('a')], inTurn(panic, passing), { retries: 1 });
    await session.run();
    expect(ends()[0]?.result.outcome).toBe('crash');
    expect(told(ends())[1]).toEqual([2, true, 'flaky']);
  });

  test('neither a known failure nor a fixed one is run again', async () => {
    const entry: KnownFailure = { case: 'suite/a', reason: 'r', file: 'k.yaml', line: 1 };
    for (const answer of [failing, passing]) {
      const { session, ends } = bench([aCase('a')], inTurn(answer), { retries: 3, entries: [entry] });
      await session.run();
      expect(ends()).toHaveLength(1);
    }
  });

  test('repetitions and attempts have folders of their own', async () => {
    const { session, ends } = bench([aCase('a')], (spec) => failing(spec.id), { retries: 1, repeat: 2 });
    await session.run();
    const folders = ends().map((end) => end.logs.result?.split('/')[2]);
    expect(folders.sort()).toEqual(['a', 'a.1.2', 'a.2', 'a.2.2']);
  });
});

describe('--max-failures', () => {
  const cases = ['a', 'b', 'c', 'd'].map((tag) => aCase(tag));
  const answer = (spec: BootSpec) => (spec.id === 'suite/d' ? passing(spec.id) : failing(spec.id));

  test('starts nothing after so many, and says so', async () => {
    const { session, events, ends } = bench(cases, answer, { maxFailures: 2, keepOrder: true });
    await session.run();
    expect(ends().map((end) => end.id)).toEqual(['suite/a', 'suite/b']);
    expect(events.at(-1)).toMatchObject({
      type: 'run-problem',
      severity: 'note',
      text: expect.stringContaining('2 unexpected results'),
    });
  });

  test('an attempt that a retry follows does not count', async () => {
    const { session, ends } = bench(cases, answer, { maxFailures: 1, retries: 1, keepOrder: true });
    await session.run();
    expect(ends().map((end) => end.final)).toEqual([false, true]);
  });
});

test('interrupt() ends what runs, starts nothing more, and gives no results', async () => {
  const { session, events, booted } = bench([aCase('a'), aCase('b'), aCase('c')], never, { slots: 2 });
  const done = session.run();
  await new Promise((resolve) => setImmediate(resolve));
  session.interrupt();
  await done;
  expect(booted).toHaveLength(2);
  expect(events.map((event) => event.type)).toEqual(['case-start', 'case-start']);
});

test('a starter that dies stops the run', async () => {
  const { session, booted } = bench([aCase('a'), aCase('b')], () =>
    Promise.reject(new Error('starter gone')),
  );
  await expect(session.run()).rejects.toThrow('starter gone');
  expect(booted).toHaveLength(1);
});
