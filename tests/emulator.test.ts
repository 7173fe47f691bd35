// SPDX-License-Identifier: GPL-2.0-or-later
/** The port is right: the cases of `runtest/emulator` pass on each way into the kernel, and under a storm of signals. */
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BUILD_TIMEOUT_MS, buildCli, guests, Place } from './fixtures/run/harness.ts';

const RUN_TIMEOUT_MS = 180_000;

const place = new Place();
beforeAll(async () => {
  await buildCli();
  expect(await place.cli(['setup', '--no-with-deps'])).toMatchObject({ code: 0 });
}, BUILD_TIMEOUT_MS);
afterAll(() => place.remove());

/** Outcomes other than pass, by case. */
function notPassed(out: string): string[] {
  return place
    .ends(out)
    .filter(({ result }) => result.outcome !== 'pass')
    .map(({ id, result }) => `${id}: ${result.outcome}, ${result.reason}`);
}

describe('each way into the kernel', () => {
  test.each([
    ['the default', [], /dispatch|seccomp/],
    ['without FSGSBASE', ['--kernel-args', 'nofsgsbase'], /, arch_prctl$/m],
    ['with seccomp', ['--kernel-args', 'trap=seccomp'], /nommu, seccomp,/],
  ])(
    '%s',
    async (name, args, mode) => {
      const out = name.replaceAll(' ', '-');
      const { code } = await place.cli(['run', 'emulator', '--no-known', '--out', out, ...args]);
      expect(notPassed(out)).toEqual([]);
      expect(code).toBe(0);
      expect(place.ends(out).length).toBeGreaterThanOrEqual(10);
      // The switch took effect: the kernel says which way it goes.
      const { stdout } = await place.cli(['shell', '-c', 'grep ^mode /proc/cpuinfo', ...args]);
      expect(stdout).toMatch(mode);
    },
    RUN_TIMEOUT_MS,
  );
});

/** Before the kernel has its handlers a signal ends it, as it does any process. */
function takesSignals(pid: number): boolean {
  try {
    const caught = /^SigCgt:\t([0-9a-f]+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0';
    const has = (signal: number): boolean => ((BigInt(`0x${caught}`) >> BigInt(signal - 1)) & 1n) === 1n;
    return has(constants.signals.SIGALRM) && has(constants.signals.SIGIO);
  } catch {
    return false; // it has ended meanwhile
  }
}

test(
  'a storm of signals from the host changes nothing',
  async () => {
    const memoryMb = 61;
    const run = place.start([
      ...['run', 'emulator', '--no-known', '--repeat', '2', '--out', 'storm', '--mem', String(memoryMb)],
    ]);
    let over = false;
    run.ended.then(() => {
      over = true;
    });
    let sent = 0;
    const seen = new Map<number, number>();
    /** While it boots, an interrupt comes from a device that the kernel has not set up yet. */
    const isUp = (pid: number): boolean => {
      const first = seen.get(pid) ?? Date.now();
      seen.set(pid, first);
      return Date.now() - first > 100 && takesSignals(pid);
    };
    while (!over) {
      for (const pid of guests(memoryMb).filter(isUp)) {
        for (let i = 0; i < 200; i++) {
          try {
            process.kill(pid, i % 3 === 0 ? 'SIGIO' : 'SIGALRM');
            sent++;
          } catch {
            break; // it has ended meanwhile
          }
        }
      }
      await sleep(2);
    }
    const { code } = await run.ended;
    expect(notPassed('storm')).toEqual([]);
    expect(code).toBe(0);
    expect(sent).toBeGreaterThan(10_000);
  },
  RUN_TIMEOUT_MS,
);

test('the guest is Linux without an MMU', async () => {
  const { stdout, code } = await place.cli([
    'shell',
    '-c',
    'uname -sr; zcat /proc/config.gz | grep -w CONFIG_MMU; zcat /proc/config.gz | grep FDPIC=',
  ]);
  expect({ stdout, code }).toEqual({
    stdout: expect.stringMatching(
      /^Linux 6\.12\.\d+\S*\n# CONFIG_MMU is not set\nCONFIG_BINFMT_ELF_FDPIC=y\n$/,
    ),
    code: 0,
  });
}, 60_000);
