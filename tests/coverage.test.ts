// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * The kernel that counts: what ran arrives, once, however a guest ends. It needs a kernel of its own, minutes of building,
 * so it has to be asked for: LTP_NOMMU_TEST_COVERAGE=1.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureKernel, ensureRootfs, ensureStarter } from '../runner/build/index.ts';
import { collectCoverage, prepareCounts } from '../runner/coverage/index.ts';
import { type Boot, Emulator } from '../runner/emulator/index.ts';
import type { BootMode } from '../runner/verdict/types.ts';

const asked = process.env.LTP_NOMMU_TEST_COVERAGE === '1';
const MAPS = 'cat /proc/maps';
const work = mkdtempSync(join(tmpdir(), 'ltp-nommu-coverage-'));
let options: { kernel: string; starter: string; rootfs: string };
let notes = '';

afterAll(() => rmSync(work, { recursive: true }));

/** Boots a guest for each command, one after the other; counts of the functions of fs/proc/nommu.c by name. */
async function functionsRun(name: string, mode: BootMode, commands: readonly string[], timeoutMs = 20_000) {
  const dir = join(work, name);
  const machine = await Emulator.open({ ...options, boot: mode, coverage: await prepareCounts(notes, dir) });
  const boots: Boot[] = [];
  try {
    for (const command of commands)
      boots.push(await machine.boot({ id: 'test', argv: ['/bin/sh', '-c', command], timeoutMs }));
  } finally {
    await machine.close();
  }
  const { files, problems } = await collectCoverage([dir]);
  expect(problems).toEqual([]);
  const functions = files.find(({ path }) => path === 'fs/proc/nommu.c')?.functions ?? [];
  return { boots, counts: Object.fromEntries(functions.map((one) => [one.name, one.count])) };
}

describe.runIf(asked)('the counting kernel', () => {
  beforeAll(async () => {
    const kernel = await ensureKernel({ variant: 'gcov' });
    notes = kernel.notes ?? '';
    options = {
      kernel: kernel.path,
      starter: (await ensureStarter()).path,
      rootfs: (await ensureRootfs()).cpio,
    };
  }, 1_500_000);

  test.each<[BootMode, number]>([
    ['cold', 3],
    ['fork', 1],
  ])('%s: three guests, the boot counted %d times, the rest as often as it ran', async (mode, boots) => {
    const { counts } = await functionsRun(`three-${mode}`, mode, [MAPS, `${MAPS}; ${MAPS}`, ':']);
    expect(counts.proc_nommu_init).toBe(boots);
    expect(counts.nommu_region_list_show).toBeGreaterThanOrEqual(3);
  });

  test.each<[string, string, number, RegExp]>([
    ['that has to be killed', `${MAPS}; sleep 60`, 700, /^timeout$/],
    [
      'that panics',
      // Init finds nothing but zeros where it goes on.
      `${MAPS}; from=$(head -n 1 /proc/1/maps | cut -d- -f1); dd if=/dev/zero of=/proc/1/mem bs=4096 count=64 seek=$((0x$from / 4096))`,
      20_000,
      /^signal$/,
    ],
    ['that powers off', `${MAPS}; poweroff -f`, 20_000, /^exit$/],
    ['that reboots', `${MAPS}; reboot -f`, 20_000, /^exit$/],
  ])('a guest %s', async (what, command, timeoutMs, how) => {
    const { boots, counts } = await functionsRun(what, 'fork', [command], timeoutMs);
    expect(boots[0]?.end.reason).toMatch(how);
    expect(counts.nommu_region_list_show).toBeGreaterThan(0);
    expect(counts.proc_nommu_init).toBe(1);
  });
});
