// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * The KASAN variant for real, with a use after free in mm/nommu.c that was put there on purpose. Builds that kernel, a
 * matter of minutes for the first time, so only when LTP_NOMMU_TEST_KASAN is set. Source and objects stay in the cache:
 * the next time compiles what has changed.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cacheRoot, packageRoot } from '../runner/build/index.ts';
import { BUILD_TIMEOUT_MS, buildCli, Place } from './fixtures/run/harness.ts';

const TARBALL = '/usr/src/linux-source-6.12.tar.xz';
const PATCH = join(import.meta.dirname, 'fixtures/kasan/use-after-munmap.patch');
const KASAN_TIMEOUT_MS = 4 * BUILD_TIMEOUT_MS;

const dir = join(cacheRoot(), 'test-kasan');
const tree = join(dir, 'linux');
const nommu = join(tree, 'mm/nommu.c');
const pristine = join(dir, 'nommu.c');

/** The first unmaps files, the second anonymous memory, the third nothing. */
const CASES = ['munmap01', 'munmap03', 'getpid02'];

describe.skipIf(process.env.LTP_NOMMU_TEST_KASAN === undefined)('KASAN', () => {
  const place = new Place();
  const run = (out: string, ...more: string[]) =>
    place.cli([
      'run',
      ...CASES,
      '--kernel-src',
      tree,
      '--variant',
      'kasan',
      '--no-known',
      '--out',
      out,
      ...more,
    ]);
  const outcomes = (out: string) =>
    Object.fromEntries(place.ends(out).map(({ id, result }) => [id, `${result.outcome} ${result.cause}`]));

  beforeAll(async () => {
    await buildCli();
    if (!existsSync(pristine)) {
      mkdirSync(tree, { recursive: true });
      execFileSync('tar', ['xf', TARBALL, '-C', tree, '--strip-components=1']);
      copyFileSync(nommu, pristine);
    }
    copyFileSync(pristine, nommu);
  }, BUILD_TIMEOUT_MS);
  afterAll(() => {
    copyFileSync(pristine, nommu);
    place.remove();
  });

  test(
    'says nothing of a kernel that is all right',
    async () => {
      expect(await run('clean')).toMatchObject({ code: 0 });
      expect(place.journal('clean')[0]).toMatchObject({
        machine: 'uml-kasan',
        kernel: { variant: 'kasan', mmu: false },
        options: { timeoutScale: 4 },
      });
    },
    KASAN_TIMEOUT_MS,
  );

  test.each(['fork', 'cold'])(
    'blames the case that makes the kernel use what it has freed, and no other (%s)',
    async (boot) => {
      copyFileSync(pristine, nommu);
      execFileSync('patch', ['-s', '-p1', '-i', PATCH], { cwd: tree });
      expect(await run(boot, '--boot', boot)).toMatchObject({ code: 1 });
      expect(outcomes(boot)).toEqual({
        'syscalls/munmap01': 'crash kasan',
        'syscalls/munmap03': 'pass none',
        'syscalls/getpid02': 'pass none',
      });
      const result = place.ends(boot).find(({ id }) => id === 'syscalls/munmap01')?.result;
      expect(result?.reason).toMatch(/slab-use-after-free in do_munmap\+0x\w+\/0x\w+, read of size 8/);
      // Nobody would have noticed: all its points pass, and it came to its end.
      expect(result?.failed).toEqual([]);
      expect(result?.points.length).toBeGreaterThan(0);
      const log = place.log(boot, 'syscalls/munmap01', 'kernel');
      expect(log).toMatch(/Allocated by task \d+:(?:\n.*)+? vm_area_alloc\+/);
      expect(log).toMatch(/Freed by task \d+:(?:\n.*)+? do_munmap\+/);
      expect(log).toContain('The buggy address belongs to the object at');
      expect(log).toContain('which belongs to the cache vm_area_struct of size');
    },
    KASAN_TIMEOUT_MS,
  );
});

test('the use after free is in a file that the kernel port does not touch', () => {
  const changed = /^\+\+\+ b\/(\S+)/m.exec(readFileSync(PATCH, 'utf8'))?.[1];
  expect(changed).toBe('mm/nommu.c');
  expect(existsSync(join(packageRoot(), 'runner/emulator/kernel/overlay', 'mm/nommu.c'))).toBe(false);
});
