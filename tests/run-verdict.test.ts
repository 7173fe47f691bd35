// SPDX-License-Identifier: GPL-2.0-or-later
/** `ltp-nommu run` on real guests: what goes wrong in one on purpose has the right outcome, cause and exit code. */
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Cause, Outcome } from '../runner/verdict/index.ts';
import { BUILD_TIMEOUT_MS, buildCli, Place } from './fixtures/run/harness.ts';

const place = new Place();
beforeAll(async () => {
  await buildCli();
  // Whatever must be built is built by the first run.
  expect(await place.run('good', '--out', 'first')).toMatchObject({ code: 0 });
}, BUILD_TIMEOUT_MS);
afterAll(() => place.remove());

describe('one case', () => {
  test.each<[string, Outcome, Cause, number]>([
    ['good', 'pass', 'none', 0],
    ['bad', 'fail', 'assert', 1],
    ['empty', 'broken', 'protocol', 1],
    ['forged', 'broken', 'protocol', 1],
    ['short', 'broken', 'protocol', 1],
    ['segv', 'crash', 'signal', 1],
    ['panic', 'crash', 'panic', 1],
    ['hang', 'timeout', 'hang', 1],
    ['spin', 'timeout', 'hang', 1],
    ['needs', 'skip', 'none', 0],
  ])('%s: %s, %s, exit %i', async (tag, outcome, cause, code) => {
    const out = `one-${tag}`;
    const ended = await place.run(`demo/${tag}`, '--out', out);
    expect(place.ends(out).map(({ id, result }) => [id, result.outcome, result.cause])).toEqual([
      [`demo/${tag}`, outcome, cause],
    ]);
    expect(ended).toMatchObject({ code, signal: null });
    const end = place.journal(out).at(-1);
    expect(end).toMatchObject({ type: 'run-end', exitCode: code, interrupted: null });
  });

  test('the kernel has no MMU and says so', () => {
    expect(place.ends('one-good')[0]?.result.guest).toMatchObject({ mmu: false });
    expect(place.journal('one-good')[0]).toMatchObject({ type: 'run-start', kernel: { mmu: false } });
  });

  test('a hang leaves the guest’s tasks in the kernel log', () => {
    expect(place.log('one-hang', 'demo/hang', 'kernel')).toMatch(/task:hang\s/);
    expect(place.log('one-spin', 'demo/spin', 'kernel')).toMatch(/task:spin\s/);
  });

  test('a forger reaches no channel of init’s', () => {
    expect(place.log('one-forged', 'demo/forged', 'frames')).not.toContain('00000000000000000000');
    expect(place.log('one-forged', 'demo/forged', 'output')).not.toContain('/dev/hostchan1 took it');
  });

  test('a panic has its lines in the summary, and the TAP from before it in the log', async () => {
    expect(place.log('one-panic', 'demo/panic', 'result')).toContain('ok 1');
    expect(place.log('one-panic', 'demo/panic', 'kernel')).toContain('Kernel panic');
  });
});

describe('a whole suite', () => {
  test('each case in its own guest: one that dies costs the others nothing', async () => {
    const ended = await place.run('demo', '--out', 'all');
    expect(ended.code).toBe(1);
    const outcomes = Object.fromEntries(
      place.ends('all').map(({ id, result }) => [id.slice(5), result.outcome]),
    );
    expect(outcomes).toEqual({
      good: 'pass',
      bad: 'fail',
      empty: 'broken',
      forged: 'broken',
      short: 'broken',
      segv: 'crash',
      panic: 'crash',
      hang: 'timeout',
      spin: 'timeout',
      needs: 'skip',
      late: 'pass',
    });
    // For people: every unexpected case with the line that runs it again; the skip with its reason.
    expect(ended.stdout).toMatch(/ltp-nommu run demo\/panic --root \S+ --no-known/);
    expect(ended.stdout).toContain('NO_SUCH_OPTION');
    const results = JSON.parse(readFileSync(`${place.path('all')}/results.json`, 'utf8'));
    expect(results.cases).toHaveLength(11);
    expect(readFileSync(`${place.path('all')}/results.ktap`, 'utf8')).toMatch(/^KTAP version 1\n/);
  });

  test('known failures make it expected; one that passes is fixed; --strict', async () => {
    const list = place.path('known.yaml');
    writeFileSync(
      list,
      '- case: demo/bad\n  points: [2]\n  reason: on purpose\n- case: demo/good\n  reason: passes, though listed\n',
    );
    const args = [
      'run',
      '--root',
      `${import.meta.dirname}/fixtures/run`,
      '--known',
      list,
      'demo/bad',
      'demo/good',
    ];
    expect(await place.cli([...args, '--out', 'known'])).toMatchObject({ code: 0 });
    expect(
      place
        .ends('known')
        .map(({ id, verdict }) => [id, verdict])
        .sort(),
    ).toEqual([
      ['demo/bad', 'expected'],
      ['demo/good', 'fixed'],
    ]);
    expect(
      place.journal('known').some((event) => event.type === 'run-problem' && event.kind === 'known-stale'),
    ).toBe(true);
    expect(await place.cli([...args, '--out', 'known-strict', '--strict'])).toMatchObject({ code: 1 });
  });

  test('--strict takes no skip for want of kernel options', async () => {
    expect(await place.run('demo/needs', '--strict', '--out', 'strict')).toMatchObject({ code: 1 });
  });

  test('--list boots nothing', async () => {
    const ended = await place.run('moody', '--list');
    expect(ended).toMatchObject({ code: 0, stdout: 'moody/steady\nmoody/wavering\n' });
  });

  test('--repeat, --reporter json and ktap, --quiet', async () => {
    const json = await place.run('demo/good', '--repeat', '3', '--reporter', 'json', '--out', 'json');
    expect(JSON.parse(json.stdout).cases).toHaveLength(3);
    const ktap = await place.run('demo/good', '--reporter', 'ktap', '--out', 'ktap');
    expect(ktap.stdout).toMatch(/^KTAP version 1\n/);
    const quiet = await place.run('demo/good', '--quiet', '--out', 'quiet');
    expect(quiet.stderr).toBe('');
    expect(quiet.stdout).not.toContain('demo/good');
  });
});

describe('--bisect', () => {
  test.each([
    [0, ['demo/good']],
    [1, ['demo/good', 'demo/bad']],
    [1, ['demo/panic']],
    [1, ['demo/hang']],
    [125, ['demo/empty']],
    [125, ['demo/needs']],
    [125, ['no/such/case']],
    [125, ['demo/good', '--kernel', '/does/not/exist']],
    [125, ['demo/good', '--jobs', '0']],
  ])('%i: %j', async (code, args) => {
    expect(await place.run('--bisect', ...args)).toMatchObject({ code });
  });
});

describe('wrong input starts nothing', () => {
  test.each([
    ['an unknown name, with the nearest ones', ['demo/godo'], /demo\/good/],
    ['a folder that is a run already', ['demo/good', '--out', 'first'], /--resume first/],
    ['no number', ['demo/good', '--jobs', 'many'], /--jobs/],
    ['a folder without suites', ['demo/good', '--root', '/'], /runtest/],
    ['--resume of nothing', ['--resume', '/tmp'], /journal\.jsonl/],
  ])('%s', async (_name, args, message) => {
    const ended = await place.run(...args);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toMatch(message);
  });
});
