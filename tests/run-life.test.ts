// SPDX-License-Identifier: GPL-2.0-or-later
/** What becomes of a run, and of its guests, when it is stopped, killed, resumed or its kernel does not boot. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  BUILD_TIMEOUT_MS,
  buildCli,
  busyGuests,
  eventually,
  guests,
  Place,
  runArgs,
} from './fixtures/run/harness.ts';

const place = new Place();
beforeAll(async () => {
  await buildCli();
  expect(await place.run('good', 'sleepers', 'moody', '--case', 'good', '--out', 'first')).toMatchObject({
    code: 0,
  });
}, BUILD_TIMEOUT_MS);
afterAll(() => place.remove());

/** A run of sleepers that is under way with two guests of that size. */
async function asleep(out: string, memoryMb: number, ...more: string[]) {
  const args = ['sleepers', '--out', out, '--mem', String(memoryMb), '-j', '2', ...more];
  const run = place.start(runArgs(args));
  await eventually('two guests', () => busyGuests(memoryMb).length === 2);
  return run;
}

describe('a signal', () => {
  test.each([
    ['SIGINT', 130, 71],
    ['SIGTERM', 143, 72],
    ['SIGHUP', 129, 73],
  ] as const)('%s ends the guests, and the run in good order', async (signal, code, memoryMb) => {
    const out = `stop-${signal}`;
    const run = await asleep(out, memoryMb);
    const began = Date.now();
    run.process.kill(signal);
    const ended = await run.ended;
    expect(Date.now() - began).toBeLessThan(3000);
    expect(ended).toMatchObject({ code, signal: null });
    expect(guests(memoryMb)).toEqual([]);
    const events = place.journal(out);
    expect(events.at(-1)).toMatchObject({
      type: 'run-end',
      interrupted: signal,
      exitCode: code,
      counts: { notRun: 3 },
    });
    expect(place.ends(out)).toEqual([]);
    expect(ended.stdout).toMatch(/3 (cases? )?(not run|did not run|without)/i);
  });

  test('with --bisect: git bisect run is to stop, not to try another commit', async () => {
    const run = await asleep('stop-bisect', 74, '--bisect');
    run.process.kill('SIGINT');
    expect(await run.ended).toMatchObject({ code: 130 });
  });
});

describe('SIGKILL to the runner', () => {
  test('leaves no guest; --resume goes on, in the same journal, with what is left', async () => {
    // Nothing is timed here, so the cases start in the order of the suites, the sleeper last.
    const place = new Place();
    try {
      const args = ['good', 'sleepers/sleep1', 'bad', '--out', 'killed', '--mem', '75', '-j', '1'];
      const run = place.start(runArgs(args));
      await eventually('the sleeper', () => {
        const starts = place.journal('killed').filter((event) => event.type === 'case-start');
        return starts.length === 3 && busyGuests(75).length === 1;
      });
      run.process.kill('SIGKILL');
      await run.ended;
      await eventually('no guest', () => guests(75).length === 0, 3000);

      const resumed = await place.cli(['run', '--resume', 'killed', '--timeout-scale', '0.02']);
      expect(resumed.code).toBe(1);
      const events = place.journal('killed');
      expect(events.filter((event) => event.type === 'run-start').map((event) => event.resumed)).toEqual([
        false,
        true,
      ]);
      expect(place.ends('killed').map(({ id, result }) => [id, result.outcome])).toEqual([
        ['demo/good', 'pass'],
        ['demo/bad', 'fail'],
        ['sleepers/sleep1', 'timeout'],
      ]);
      expect(events.at(-1)).toMatchObject({ type: 'run-end', counts: { selected: 3, done: 3, notRun: 0 } });

      const again = await place.cli(['run', '--resume', 'killed']);
      expect(again.code).toBe(1);
      expect(place.ends('killed')).toHaveLength(3);
    } finally {
      place.remove();
    }
  });
});

describe('--last-failed', () => {
  test('runs what failed in the last run, and nothing when nothing did', async () => {
    const place = new Place();
    try {
      expect(await place.run('moody', '--last-failed')).toMatchObject({ code: 2 });
      expect(await place.run('moody', '--out', 'one')).toMatchObject({ code: 1 });
      expect(await place.run('--last-failed', '--out', 'two')).toMatchObject({ code: 1 });
      expect(place.ends('two').map((end) => end.id)).toEqual(['moody/wavering']);
      expect(await place.run('moody/steady', '--out', 'three')).toMatchObject({ code: 0 });
      const none = await place.run('--last-failed', '--out', 'four');
      expect(none).toMatchObject({ code: 0 });
      expect(none.stdout).toContain('nothing to run');
    } finally {
      place.remove();
    }
  });
});

describe('a kernel that does not boot', () => {
  /** Tells a configuration as UML does, and then dies like one. */
  const source = `#include <stdio.h>
    #include <string.h>
    int main(int argc, char **argv)
    {
      if (argc > 1 && !strcmp(argv[1], "--showconfig"))
        return puts("CONFIG_UML=y\\n# CONFIG_MMU is not set") < 0;
      if (argc > 1 && !strcmp(argv[1], "--version"))
        return puts("6.12.0") < 0;
      puts("Kernel panic - not syncing: this is no kernel");
      return 1;
    }`;

  test('ends the run early with exit 3 and the console’s last lines', async () => {
    const kernel = place.path('no-kernel');
    writeFileSync(`${kernel}.c`, source);
    execFileSync('gcc', ['-o', kernel, `${kernel}.c`]);
    const ended = await place.run('demo', '--kernel', kernel, '--out', 'dead', '-j', '1');
    expect(ended.code).toBe(3);
    expect(ended.stderr).toContain('does not boot');
    expect(ended.stderr).toContain('this is no kernel');
    expect(place.ends('dead').length).toBeLessThanOrEqual(4);
    expect(place.journal('dead').at(-1)).toMatchObject({ type: 'run-end', exitCode: 3 });
    expect(await place.run('demo', '--kernel', kernel, '--bisect')).toMatchObject({ code: 125 });
  });
});
