// SPDX-License-Identifier: GPL-2.0-or-later
/** The test library, on the host: small programs, and what they say in every way in which a test can end. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensurePrograms } from '../runner/build/programs.ts';
import type { UserError } from '../runner/errors.ts';

const FIXTURES = join(import.meta.dirname, 'fixtures', 'library');
const NAMES = [
  'mix',
  'ends',
  'spawn',
  'vfork',
  'buffers',
  'many',
  'expect',
  'rounds',
  'reexec',
  'needs',
  'fields',
];

const fixture = (name: string) => ({ id: `library/${name}`, program: join(FIXTURES, `${name}.c`) });

let programs: ReadonlyMap<string, { readonly path: string }>;
let dir: string;

beforeAll(async () => {
  programs = await ensurePrograms(NAMES.map(fixture));
  dir = mkdtempSync(join(tmpdir(), 'ltp-nommu-library-'));
  writeFileSync(join(dir, 'rounds.txt'), 'resource\n');
}, 120_000);

afterAll(() => rmSync(dir, { recursive: true, force: true }));

interface End {
  readonly code: number | null;
  /** Lines of the result channel. */
  readonly tap: readonly string[];
  readonly output: string;
}

/** Runs a fixture as init would: the result channel is a descriptor named in the environment. */
function run(name: string, args: readonly string[] = [], env: Record<string, string> = {}): Promise<End> {
  const { path } = programs.get(`library/${name}`) as { path: string };
  const child = spawn(path, args, {
    cwd: dir,
    env: { PATH: '/usr/bin:/bin', TMPDIR: dir, LTP_RESULT_FD: '3', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  let tap = '';
  let output = '';
  child.stdio[3]?.on('data', (data: Buffer) => {
    tap += data.toString();
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (data: Buffer) => {
      output += data.toString();
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, tap: tap.split('\n').slice(0, -1), output }));
  });
}

/** The result lines without version, and with what changes from run to run or with an edit made equal. */
const results = ({ tap }: End): string[] =>
  tap.slice(1).map((line) =>
    line
      .replace(/(\w\.c):\d+/, '$1:N')
      .replace(/0x[0-9a-f]{6,}/g, 'PTR')
      .replace(/ \(\d+\) (was|exited)/, ' (PID) $1'),
  );

describe('results', () => {
  test('each kind has its line, and no text can forge one', async () => {
    const end = await run('mix');
    expect(end.tap[0]).toBe('TAP version 13');
    expect(results(end).slice(0, 6)).toEqual([
      'ok 1 - mix.c:N: good',
      'not ok 2 - mix.c:N: bad: ENOENT (2)',
      'ok 3 - mix.c:N # SKIP not here',
      'not ok 4 - mix.c:N: TWARN: hm',
      '# mix.c:N: TINFO: news',
      'ok 5 - mix.c:N: a \\# SKIP in \\ a text\\x0aok 99 - forged\\x0d\\x7f',
    ]);
    expect(end.tap.at(-1)).toBe('1..6');
    expect(end.code).toBe(1 + 4);
    expect(end.output).toBe('');
  });

  test('a result names the file and the line of its check', async () => {
    const { tap } = await run('mix');
    const source = readFileSync(fixture('mix').program, 'utf8').split('\n');
    const line = source.findIndex((text) => text.includes('"good"')) + 1;
    expect(tap[1]).toBe(`ok 1 - mix.c:${line}: good`);
  });

  test('a long text is cut, and says so, in a line of at most 512 bytes', async () => {
    const { tap } = await run('mix');
    const line = tap.find((each) => each.startsWith('ok 6')) ?? '';
    expect(line).toMatch(/0\.\.\.$/);
    expect(Buffer.byteLength(`${line}\n`)).toBeLessThanOrEqual(512);
    expect(line.length).toBeGreaterThan(400);
  });

  test('a thousand results of four children at once arrive whole, each once', async () => {
    const { tap, code } = await run('many');
    expect(code).toBe(0);
    expect(tap.at(-1)).toBe('1..1000');
    const points = tap.slice(1, -1);
    expect(points.map((line) => Number(line.split(' ')[1]))).toEqual(
      Array.from({ length: 1000 }, (_, i) => i + 1),
    );
    expect(new Set(points.map((line) => line.replace(/^ok \d+/, ''))).size).toBe(1000);
    for (const child of [0, 1, 2, 3]) {
      const own = points
        .filter((line) => line.includes(`child ${child},`))
        .map((line) => Number(line.split(' ').at(-1)));
      expect(own).toEqual(Array.from({ length: 250 }, (_, i) => i));
    }
  });

  test('without a result channel they go to standard output, with a summary for people', async () => {
    const { tap, output } = await run('mix', [], { LTP_RESULT_FD: '' });
    expect(tap).toEqual([]);
    expect(output).toMatch(/^TAP version 13\nok 1 - mix\.c:\d+: good\n/);
    expect(output).toMatch(/1\.\.6\n# passed 3, failed 1, skipped 1, warnings 1\n$/);
  });

  test('TST_EXP_*() say what was expected and what came', async () => {
    const end = await run('expect');
    expect(results(end)).toMatchSnapshot();
    expect(end.code).toBe(1);
  });
});

/** Mode of ends.c -> exit code, and the lines after the version. */
const ENDS: [mode: string, code: number, ...lines: string[]][] = [
  ['', 0, 'ok 1 - ends.c:N: first', '# ends.c:N: TINFO: cleanup', '1..1'],
  ['brok', 2, 'ok 1 - ends.c:N: first', 'Bail out! ends.c:N: gave up'],
  [
    'conf',
    0,
    'ok 1 - ends.c:N: first',
    '# ends.c:N: TINFO: cleanup',
    'ok 2 - ends.c:N # SKIP no more',
    '1..2',
  ],
  ['fail', 1, 'ok 1 - ends.c:N: first', 'not ok 2 - ends.c:N: no more', '# ends.c:N: TINFO: cleanup', '1..2'],
  [
    'safe',
    2,
    'ok 1 - ends.c:N: first',
    'Bail out! ends.c:N: open("/nonexistent", O_RDONLY) failed: ENOENT (2)',
  ],
  ['crash', 2, 'ok 1 - ends.c:N: first', 'Bail out! ends: TBROK: the test process was killed by SIGBUS'],
  [
    'exit 0',
    2,
    'ok 1 - ends.c:N: first',
    'Bail out! ends: TBROK: the test process called exit(0) before its end',
  ],
  ['exit 0 of a thread', 0, 'ok 1 - ends.c:N: first', '1..1'],
  [
    'exit 7',
    2,
    'ok 1 - ends.c:N: first',
    'Bail out! ends: TBROK: the test process exited with 7 without a reason',
  ],
  ['setup conf', 32, '# ends.c:N: TINFO: cleanup', '1..0 # SKIP not on this machine'],
  ['setup brok', 2, 'Bail out! ends.c:N: no ground to stand on'],
  [
    'brok in cleanup',
    4,
    'ok 1 - ends.c:N: first',
    '# ends.c:N: TINFO: cleanup',
    'not ok 2 - ends.c:N: TWARN: cannot clean',
    '1..2',
  ],
  [
    'child results',
    1,
    'ok 1 - ends.c:N: first',
    'ok 2 - ends.c:N: from a child',
    'not ok 3 - ends.c:N: from a child',
    '# ends.c:N: TINFO: cleanup',
    '1..3',
  ],
  ['child brok', 2, 'ok 1 - ends.c:N: first', 'Bail out! ends.c:N: a child gave up'],
  [
    'child conf',
    0,
    'ok 1 - ends.c:N: first',
    '# ends.c:N: TINFO: cleanup',
    'ok 2 - ends.c:N # SKIP a child skipped',
    '1..2',
  ],
  ['child brok, parent waits', 2, 'ok 1 - ends.c:N: first', 'Bail out! ends.c:N: a child gave up'],
];

describe('ends', () => {
  test.each(ENDS)('%s', async (mode, code, ...lines) => {
    const end = await run('ends', ['-m', mode]);
    expect(results(end)).toEqual(lines);
    expect(end.code).toBe(code);
  });

  test.each([
    ['child crash', /^Bail out! child\.c:N: child child \(PID\) was killed by SIGSEGV/],
    ['child exit', /^Bail out! child\.c:N: child child \(PID\) exited with 3$/],
    ['no results', /^Bail out! testproc\.c:N: test 0 has reported no results$/],
  ])('%s', async (mode, last) => {
    const end = await run('ends', ['-m', mode]);
    expect(results(end).at(-1)).toMatch(last);
    expect(end.code).toBe(2);
  });

  test.each(['hang', 'child hang'])('%s: the timeout ends it and all its processes', async (mode) => {
    const started = Date.now();
    const end = await run('ends', ['-m', mode]);
    expect(end.tap.at(-1)).toMatch(/^Bail out! ends: TBROK: the test ran into its timeout after 1\d{3} ms$/);
    expect(Date.now() - started).toBeLessThan(10_000);
    // `close` came: nobody holds the pipes any more.
  });

  test('LTP_TIMEOUT_MUL stretches the timeout', async () => {
    const end = await run('ends', ['-m', 'hang'], { LTP_TIMEOUT_MUL: '1.5' });
    expect(end.tap.at(-1)).toMatch(/timeout after 15\d\d ms$|timeout after 1[6-9]\d\d ms$/);
  });

  test('children that the test leaves behind end with it', async () => {
    const end = await run('ends', ['-m', 'left behind']);
    expect(end.code).toBe(2);
  });

  test('a need that is not met skips the whole test', async () => {
    const end = await run('needs');
    expect(results(end)).toEqual(['1..0 # SKIP needs a kernel from 99.1 on']);
    expect(end.code).toBe(32);
  });
});

describe('children', () => {
  test('by name: arguments, descriptors, mask, checkpoints, all descriptors closed', async () => {
    const end = await run('spawn');
    expect(end.tap.filter((line) => !line.startsWith('ok'))).toEqual(['TAP version 13', '1..18']);
    expect(end.output).toBe('');
    expect(end.code).toBe(0);
  });

  test('that take an argument for another kind are broken', async () => {
    const end = await run('spawn', ['-w']);
    expect(results(end).at(-1)).toBe(
      'Bail out! spawn.c:N: child wrong_kind: argument 0 is a number, not a string',
    );
  });

  test('a program that executes itself reports with tst_reinit(), and without it not', async () => {
    const end = await run('reexec');
    expect(end.tap.filter((line) => !line.startsWith('ok'))).toEqual(['TAP version 13', '1..4']);
    expect(end.output).toMatch(/lost/);
    expect(end.code).toBe(0);
  });

  test.each([
    ['exit', /a vfork child came out of its block by exit\(\)/],
    ['return', /a vfork child came out of the test function/],
    ['killed', /child process \(PID\) was killed by SIGSEGV/],
    ['code', /child process \(PID\) exited with 9/],
    ['brok', /vfork\.c:N: a vfork child gave up/],
    ['safe', /vfork\.c:N: chdir\("\/nonexistent"\) failed: ENOENT/],
  ])('a vfork child that ends wrongly by %s is told', async (mode, reason) => {
    const end = await run('vfork', ['-m', mode]);
    expect(results(end)[0]).toBe('ok 1 - vfork.c:N: first');
    expect(results(end).at(-1)).toMatch(reason);
    expect(end.tap.at(-1)).toMatch(/^Bail out! /);
    expect(end.code).toBe(2);
  });

  test('in the memory of the parent: vfork and clone', async () => {
    const end = await run('vfork');
    expect(results(end).filter((line) => !line.startsWith('ok'))).toEqual([
      '# vfork.c:N: TINFO: cleanup by the test',
      '1..7',
    ]);
  });
});

describe('guarded buffers', () => {
  test('lie at the end of a page and hold what is asked for', async () => {
    const end = await run('buffers');
    expect(end.code).toBe(0);
    expect(end.tap.at(-1)).toBe('1..5');
  });

  test.each([
    ['behind', 'PTR of 10 bytes: written 1 bytes behind its end'],
    ['far behind', 'PTR of 10 bytes: written 201 bytes behind its end'],
    ['before', 'PTR of 10 bytes: written 1 bytes in front of it'],
    ['own', 'PTR of 3 bytes: written 1 bytes behind its end'],
  ])('a write %s one is seen', async (mode, text) => {
    const end = await run('buffers', ['-m', mode]);
    expect(results(end).at(-2)).toMatch(/^not ok 6 - buffers\.c:N: TWARN: buffer /);
    expect(results(end).at(-2)).toContain(text);
    expect(end.code).toBe(4);
  });
});

describe('the test around it', () => {
  test('variants, iterations, options and resource files', async () => {
    const end = await run('rounds', ['-f', '-n', '3', '-i', '2']);
    const texts = end.tap.filter((line) => line.startsWith('ok')).map((line) => line.replace(/^.*?: /, ''));
    const wanted = [0, 1].flatMap((variant) =>
      [0, 1, 2, 3].map(
        (call) => `variant ${variant}, part ${call % 2}, call ${call + 1}, flag set, number 3, file resource`,
      ),
    );
    expect(texts).toEqual(wanted);
    expect(end.code).toBe(0);
  });

  test('every field that LTP documents is there', async () => {
    const end = await run('fields');
    expect(results(end)).toEqual(['1..0 # SKIP compiled']);
    expect(end.code).toBe(32);
  });

  test('an option that is not known, and -h', async () => {
    const [bad, help] = await Promise.all([run('rounds', ['-x']), run('rounds', ['-h'])]);
    expect(bad.code).toBe(2);
    expect(help.code).toBe(0);
    expect(help.output).toMatch(/-f +a flag\n -n arg a number\n/);
  });

  test('leaves no temporary directory, whatever is in it', async () => {
    await run('rounds');
    await run('rounds', ['-n', 'x']);
    expect(readdirSync(dir)).toEqual(['rounds.txt']);
  });
});

describe('programs', () => {
  const failure = async (name: string): Promise<UserError> => {
    try {
      await ensurePrograms([fixture(name)]);
    } catch (error) {
      return error as UserError;
    }
    throw new Error(`${name} was built`);
  };

  test('the second time no compiler is started', async () => {
    const path = process.env.PATH;
    const again = await ensurePrograms(NAMES.map(fixture));
    expect(process.env.PATH).toBe(path);
    expect([...again.values()].map((each) => each.built)).toEqual(NAMES.map(() => false));
  });

  test('an error is told with file, line, column and the log', async () => {
    const error = await failure('broken');
    expect(error).toMatchObject({
      code: 'CASE_COMPILE',
      file: fixture('broken').program,
      line: 8,
      exitCode: 2,
    });
    expect(error.message).toMatch(/unused variable|format '%s'|format ‘%s’/);
    expect(error.hint).toMatch(/^full log: .*broken\.log$/);
  });

  test('one that uses fork does not build', async () => {
    const error = await failure('forks');
    expect(error.code).toBe('CASE_PROGRAM');
    expect(error.message).toMatch(/contains fork/);
    expect(error.file).toBe(fixture('forks').program);
  });
});
