// SPDX-License-Identifier: GPL-2.0-or-later
/** Shards on real guests, put together again; retries, failures that end a run, lists of cases, the history of runs. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Results } from '../reports/index.ts';
import { BUILD_TIMEOUT_MS, buildCli, Place, runArgs } from './fixtures/run/harness.ts';

const CASES = ['good', 'bad', 'short', 'segv', 'panic', 'needs', 'late', 'moody'];

const place = new Place();
beforeAll(async () => {
  await buildCli();
  expect(await place.run(...CASES, '--out', 'whole')).toMatchObject({ code: 1 });
}, BUILD_TIMEOUT_MS);
afterAll(() => place.remove());

const results = (out: string): Results =>
  JSON.parse(readFileSync(join(place.path(out), 'results.json'), 'utf8'));

/** A run's results without what is different every time: times, sizes, addresses, tokens, and who ran it. */
function comparable(out: string) {
  const { run, cases, counts, notRun, problems } = results(out);
  return {
    kernel: run.kernel,
    selection: run.selection.cases,
    exitCode: run.exitCode,
    counts,
    notRun,
    problems,
    cases: cases.map(
      ({ slot: _s, started: _st, durationMs: _d, memory: _m, boot, kernelEvents, excerpt: _x, ...rest }) => ({
        ...rest,
        kernelEvents: kernelEvents.map(({ kind, phase }) => [kind, phase]),
        boot: { reason: boot.reason, code: boot.code, signal: boot.signal },
      }),
    ),
  };
}

describe('--shard and merge', () => {
  test('three shards merged are the run on one machine', async () => {
    const before = process.env.CI_NODE_INDEX;
    const shards = await Promise.all(
      [1, 2, 3].map(
        (index) =>
          place.start(
            runArgs([...CASES, '--shard', 'auto', '--out', `shard${index}`, '-j', '1']),
            undefined,
            {
              ...process.env,
              LTP_NOMMU_SHARD: '',
              CI_NODE_INDEX: String(index),
              CI_NODE_TOTAL: '3',
            },
          ).ended,
      ),
    );
    expect(process.env.CI_NODE_INDEX).toBe(before);
    for (const { code } of shards) expect(code).toBeLessThanOrEqual(1);
    const ids = [1, 2, 3].map((index) => place.ends(`shard${index}`).map((end) => end.id));
    expect(ids.every((each) => each.length >= 2)).toBe(true);
    expect(ids.flat().sort()).toEqual(
      place
        .ends('whole')
        .map((end) => end.id)
        .sort(),
    );

    const merged = await place.cli(['merge', 'shard2', 'shard3', 'shard1', '--out', 'merged']);
    expect(merged).toMatchObject({ code: 1, stderr: '' });
    expect(comparable('merged')).toEqual(comparable('whole'));
    expect(readFileSync(join(place.path('merged'), 'results.ktap'), 'utf8')).toMatch(/^KTAP version 1\n/);
    expect(place.log('merged', 'demo/panic', 'kernel')).toContain('Kernel panic');
    const diff = await place.cli(['diff', 'whole', 'merged']);
    expect(diff).toMatchObject({ code: 0, stdout: expect.stringContaining(`${ids.flat().length} the same`) });
  });

  test('a missing shard is exit 3 with all that is known in the report; with failures 1; a wrong one is exit 2', async () => {
    const args = ['good', 'late', 'needs', '-j', '1'];
    await Promise.all(
      [1, 2, 3].map((index) => place.run(...args, '--shard', `${index}/3`, '--out', `ok/${index}`)),
    );
    const [missing, failed, wrong] = await Promise.all([
      place.cli(['merge', 'ok/1', 'ok/3', '--out', 'missing']),
      place.cli(['merge', 'shard1', 'shard2', '--out', 'missing1']),
      place.cli(['merge', 'ok/1', 'shard2', '--out', 'wrong']),
    ]);
    expect(missing).toMatchObject({ code: 3, stdout: expect.stringContaining('shard 2/3 is missing') });
    expect(results('missing').notRun).toHaveLength(1);
    expect(failed).toMatchObject({ code: 1 });
    expect(wrong).toMatchObject({ code: 2, stdout: '' });
    expect(wrong.stderr).toMatch(/shard2\/journal\.jsonl: error: shard 2\/3 is of another run: not the same/);
  });

  test('a folder of shards can be merged again, although the merged run is below it', async () => {
    expect(await place.cli(['merge', 'ok', '--out', 'ok/all'])).toMatchObject({ code: 0 });
    const [again, taken, named] = await Promise.all([
      place.cli(['merge', 'ok', '--out', 'again']),
      place.cli(['merge', 'ok', '--out', 'ok/all']),
      place.cli(['merge', 'ok/all', '--out', 'named']),
    ]);
    expect(again).toMatchObject({ code: 0, stderr: '' });
    expect(taken).toMatchObject({ code: 2, stderr: expect.stringContaining('there is a run in ok/all') });
    expect(named).toMatchObject({ code: 2, stderr: expect.stringContaining('this run is no shard') });
  });

  test('--shard auto without anything to go by says what it looked for', async () => {
    const env = { ...process.env };
    for (const name of Object.keys(env))
      if (/^(CI_NODE|JOB_|CIRCLE_|BUILDKITE_|LTP_NOMMU_SHARD)/.test(name)) delete env[name];
    const ended = await place.start(runArgs(['good', '--shard', 'auto']), undefined, env).ended;
    expect(ended).toMatchObject({ code: 2, stderr: expect.stringContaining('CI_NODE_INDEX') });
  });

  test('--durations balances: the one long case is alone', async () => {
    writeFileSync(
      place.path('times.json'),
      JSON.stringify({ 'demo/late': 5000, 'demo/good': 10, 'demo/bad': 10 }),
    );
    const list = (part: string) =>
      place.run('good', 'bad', 'late', '--shard', part, '--durations', 'times.json', '--list');
    const lists = await Promise.all([list('1/2'), list('2/2')]);
    expect(lists.map(({ stdout }) => stdout)).toEqual(['demo/late\n', 'demo/good\ndemo/bad\n']);
  });
});

test('--retries boots again what fails unexpectedly, panics too, and keeps all attempts', async () => {
  const ended = await place.run('bad', 'panic', 'good', '--retries', '1', '--out', 'retried');
  expect(ended.code).toBe(1);
  const attempts = place.ends('retried').map(({ id, attempt, final }) => `${id} ${attempt} ${final}`);
  expect(attempts.sort()).toEqual([
    'demo/bad 1 false',
    'demo/bad 2 true',
    'demo/good 1 true',
    'demo/panic 1 false',
    'demo/panic 2 true',
  ]);
  expect(readFileSync(join(place.path('retried'), 'cases/demo/panic.2/kernel.log'), 'utf8')).toContain(
    'panic',
  );
  const bad = results('retried').cases.find((each) => each.id === 'demo/bad');
  expect(bad).toMatchObject({ attempt: 2, earlier: [{ attempt: 1, outcome: 'fail' }] });
});

test('a case that fails and then passes is flaky: told, counted, and exit 1 with --fail-on-flaky', async () => {
  // That a coin shows heads in all of 24 tosses, or tails 41 times in a row, is not to be expected.
  const args = ['coin', '--repeat', '24', '--retries', '40', '--fail-on-flaky'];
  const strict = await place.run(...args, '--out', 'coins');
  const { verdicts } = results('coins').counts;
  expect(verdicts).toMatchObject({ unexpected: 0, fixed: 0 });
  expect(verdicts.flaky).toBeGreaterThan(0);
  expect(strict).toMatchObject({ code: 1, stdout: expect.stringMatching(/\d+ cases? flaky/) });
  const flaky = results('coins').cases.find((each) => each.verdict === 'flaky');
  expect(flaky).toMatchObject({ outcome: 'pass', verdictReason: expect.stringContaining('was fail/assert') });
  expect(flaky?.earlier.length).toBe((flaky?.attempt ?? 0) - 1);
});

test('-x stops at the first failure; a seed gives an order', async () => {
  const args = ['demo/good', 'moody', 'demo/bad', 'demo/late', '-j', '1'];
  const first = await place.run(...args, '-x', '--seed', '11', '--out', 'x1');
  expect(first).toMatchObject({ code: 1, stdout: expect.stringContaining('stopped after 1 unexpected') });
  const order = place.ends('x1').map((end) => end.id);
  expect(order.length).toBeLessThan(5);
  await place.run(...args, '--seed', '11', '--out', 'x2');
  expect(
    place
      .ends('x2')
      .map((end) => end.id)
      .slice(0, order.length),
  ).toEqual(order);
  expect(place.ends('x2')).toHaveLength(5);
});

test('--cases-from: a file, standard input, and where a name is wrong', async () => {
  writeFileSync(place.path('list.txt'), '# two\ndemo/good\n  late # the last\n');
  writeFileSync(place.path('wrong.txt'), 'good\n  godo\n');
  const [listed, piped, wrong] = await Promise.all([
    place.run('--cases-from', 'list.txt', '--list'),
    place.cli(runArgs(['--cases-from', '-', '--list']), 'moody\n'),
    place.run('--cases-from', 'wrong.txt'),
  ]);
  expect(listed).toMatchObject({ code: 0, stdout: 'demo/good\ndemo/late\n' });
  expect(piped.stdout).toBe('moody/steady\nmoody/wavering\n');
  expect(wrong).toMatchObject({ code: 2, stdout: '' });
  expect(wrong.stderr).toMatch(/^wrong\.txt:2:3: error: .*'godo'/);
});

test('runs, diff and --keep', async () => {
  const own = new Place();
  try {
    expect(await own.run('demo/good', 'moody/steady')).toMatchObject({ code: 0 });
    const second = await own.run('demo/good', 'moody/wavering', '--keep', '5', '--out', 'kept');
    expect(second).toMatchObject({ code: 1 });
    const [runs, same, unknown] = await Promise.all([
      own.cli(['runs', '--json']),
      own.cli(['diff']),
      own.cli(['diff', 'nothing', 'last']),
    ]);
    expect(JSON.parse(runs.stdout)).toMatchObject([
      { suites: ['demo', 'moody'], end: { exitCode: 1 } },
      { end: { exitCode: 0 } },
    ]);
    expect(same).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/new \(1\)\n {2}moody\/wavering {2}fail\n/),
    });
    expect(unknown).toMatchObject({ code: 2, stderr: expect.stringContaining('ltp-nommu runs') });
    expect(await own.run('demo/good', '--keep', '1')).toMatchObject({ code: 0 });
    const left = JSON.parse((await own.cli(['runs', '--json'])).stdout) as { dir: string }[];
    expect(left).toHaveLength(2);
    expect(left[1]?.dir).toBe(own.path('kept'));
  } finally {
    own.remove();
  }
});
