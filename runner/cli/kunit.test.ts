// SPDX-License-Identifier: GPL-2.0-or-later
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { kunitCases } from '../catalog/index.ts';
import type { Boot, BootSpec } from '../emulator/index.ts';
import { type CaseEnd, type JournalEvent, journalEventSchema } from '../journal/index.ts';
import { type BootEnd, type KnownFailure, KnownFailures } from '../verdict/index.ts';
import { checkKunitOptions, kunitRerun } from './kunit-options.ts';
import { kunitTable } from './kunit-table.ts';
import { caseJobs, Session } from './run-session.ts';

const END: BootEnd = {
  reason: 'exit',
  wallMs: 5,
  userMs: 1,
  systemMs: 1,
  maxRssKb: 9000,
  truncated: [],
};

const head = (suite: string) =>
  `KTAP version 1\n1..1\n    KTAP version 1\n    # Subtest: ${suite}\n    1..2\n    ok 1 one\n`;

/** What the kernel says when it is asked for a suite. */
const GUESTS: Record<string, { readonly console: string; readonly end?: Partial<BootEnd> }> = {
  fine: { console: `${head('fine')}    ok 2 two # SKIP no FPU\nok 1 fine\n` },
  bad: { console: `${head('bad')}    not ok 2 two\nnot ok 1 bad\n` },
  dies: {
    console: `${head('dies')}Kernel panic - not syncing: Kernel mode fault at addr 0x0\n`,
    end: { reason: 'signal', signal: 6 },
  },
};

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ltp-nommu-kunit-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

async function run(known: KnownFailure[] = []): Promise<{ ends: CaseEnd[]; specs: BootSpec[] }> {
  const suites = Object.keys(GUESTS).map((name) => ({ name, tests: ['one', 'two'] }));
  const cases = kunitCases(suites, { globs: [], timeout: 7 });
  const events: JournalEvent[] = [];
  const specs: BootSpec[] = [];
  const boot = async (spec: BootSpec): Promise<Boot> => {
    specs.push(spec);
    const name = spec.id.replace('kunit/', '');
    const { console = '', end = {} } = GUESTS[name] ?? {};
    const none = Buffer.alloc(0);
    const bytes = { kernel: Buffer.from(console), frames: none, result: none, output: none };
    const text = { kernel: console, frames: '', result: '', output: '' };
    return { token: '', id: spec.id, ...text, bytes, end: { ...END, ...end } };
  };
  const session = new Session({
    jobs: caseJobs(cases, { repeat: 1, durations: new Map() }),
    emulator: { boot, endAll: () => {} },
    kernel: { config: new Map() },
    programs: new Map(),
    known: new KnownFailures(known, { machine: 'uml-kunit', variant: 'kunit', kernel: '6.12.0' }),
    dir,
    root: '/root',
    slots: 1,
    memoryMb: 1000,
    timeoutScale: 1,
    strict: false,
    retries: 0,
    rerun: (id) => kunitRerun({}, id),
    emit: (event) => events.push(event),
  });
  await session.run();
  for (const event of events) journalEventSchema.parse(event);
  return { ends: events.filter((event) => event.type === 'case-end'), specs };
}

describe('suites as cases of a run', () => {
  test('one boot each; one that dies costs only itself', async () => {
    const { ends, specs } = await run();
    expect(ends.map(({ id, result, verdict }) => [id, result.outcome, verdict])).toEqual([
      ['kunit/fine', 'pass', 'expected'],
      ['kunit/bad', 'fail', 'unexpected'],
      ['kunit/dies', 'crash', 'unexpected'],
    ]);
    expect(specs[0]).toMatchObject({ id: 'kunit/fine', timeoutMs: 7000 });
    expect(specs[0]?.kernelArgs).toEqual(
      expect.arrayContaining(['kunit.filter_glob=fine', 'kunit_shutdown=poweroff', 'kunit.enable=1']),
    );
    expect(ends[2]?.rerun).toBe('npx ltp-nommu kunit kunit/dies');
    expect(readFileSync(join(dir, ends[2]?.logs.kernel ?? ''), 'utf8')).toContain('Kernel panic');
  });

  test('known failures hold, by point and by outcome', async () => {
    const entry = (name: string, more: Partial<KnownFailure>): KnownFailure => ({
      case: `kunit/${name}`,
      reason: 'known',
      file: 'kunit.yaml',
      line: 1,
      ...more,
    });
    const { ends } = await run([
      entry('bad', { points: [2] }),
      entry('dies', { outcome: 'crash', cause: 'panic' }),
      entry('fine', { points: [1] }),
    ]);
    expect(ends.map(({ verdict }) => verdict)).toEqual(['fixed', 'expected', 'expected']);
  });

  test('the table', async () => {
    const { ends } = await run();
    expect(kunitTable(ends)).toBe(
      `| suite  | passed | failed | skipped | result                                                                                  |
| ------ | -----: | -----: | ------: | --------------------------------------------------------------------------------------- |
| \`bad\`  |      1 |      1 |       0 | fail: 1 of 2 points failed: 2 bad / two                                                 |
| \`dies\` |      1 |      1 |       0 | crash: Kernel panic - not syncing: Kernel mode fault at addr 0x0; no result of dies.two |
| \`fine\` |      1 |      0 |       1 | pass                                                                                    |
`,
    );
  });
});

describe('options', () => {
  test.each([
    [{ jobs: 0 }, /--jobs/],
    [{ mem: 1.5 }, /--mem/],
    [{ timeout: 0 }, /--timeout/],
    [{ timeout: 3601 }, /--timeout/],
    [{ out: '' }, /--out/],
    [{ table: '' }, /--table/],
    [{ reporter: ['junk'] }, /no reporter is called 'junk'/],
  ])('%j is refused', (options, message) => {
    expect(() => checkKunitOptions(options)).toThrow(message);
  });

  test('good ones are not', () => {
    expect(() => checkKunitOptions({ jobs: 2, mem: 64, timeout: 0.5, reporter: ['ktap'] })).not.toThrow();
  });

  test('the line that runs a suite again has what decides its result', () => {
    const options = { kconfigAdd: ['CONFIG_X=y'], timeout: 9, known: ['a b.yaml'], quiet: true, out: 'here' };
    expect(kunitRerun(options, 'kunit/damon')).toBe(
      "npx ltp-nommu kunit kunit/damon --kconfig-add CONFIG_X=y --timeout 9 --known 'a b.yaml'",
    );
    expect(kunitRerun({ known: false }, 'kunit/damon')).toBe('npx ltp-nommu kunit kunit/damon --no-known');
  });
});
