// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * The kernel's KUnit suites for real, from a build of the variant to results. A kernel of its own takes as long to build
 * as all other tests together, so this is for those who ask: LTP_NOMMU_TEST_KUNIT=1 builds it, or finds it in the cache;
 * any other value is the path of a ready KUnit kernel.
 */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BUILD_TIMEOUT_MS, buildCli, eventually, guests, Place } from './fixtures/run/harness.ts';

const asked = process.env.LTP_NOMMU_TEST_KUNIT ?? '';
const KERNEL = asked === '1' ? [] : ['--kernel', asked];
/** The kernel's own example has tests that skip and parameters; nothing of it fails. */
const EXAMPLE = 'example';

describe.skipIf(asked === '')('ltp-nommu kunit', () => {
  const place = new Place();
  const kunit = (...args: string[]) => place.cli(['kunit', ...KERNEL, ...args]);

  beforeAll(buildCli, BUILD_TIMEOUT_MS);
  afterAll(() => place.remove());

  test('lists the suites of the kernel', { timeout: BUILD_TIMEOUT_MS }, async () => {
    const { code, stdout } = await kunit('--list');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^example +\d+$/m);
    expect(stdout).toMatch(/^kunit-try-catch-test +\d+$/m);
  });

  test('runs each suite in a boot of its own and writes a table', async () => {
    const { code, stderr } = await kunit(
      EXAMPLE,
      'list_sort',
      '--out',
      place.path('a'),
      '--table',
      place.path('t.md'),
    );
    expect(stderr).not.toContain('internal');
    expect(code).toBe(0);
    const ends = place.ends('a');
    expect(ends.map((end) => end.id).sort()).toEqual(['kunit/example', 'kunit/list_sort']);
    for (const { result } of ends) expect(result).toMatchObject({ outcome: 'pass', cause: 'none' });
    const example = ends.find((end) => end.id === 'kunit/example');
    expect(example?.result.points.some(({ directive }) => directive?.kind === 'skip')).toBe(true);
    expect(place.log('a', 'kunit/example', 'kernel')).toContain('# Subtest: example');
    expect(readFileSync(place.path('t.md'), 'utf8')).toMatch(/^\| `list_sort` .*\| pass +\|$/m);
  });

  test('a guest that is killed half way is no pass', async () => {
    const memory = 71;
    const started = place.start([
      'kunit',
      ...KERNEL,
      'time_test_cases',
      '--mem',
      `${memory}`,
      '--out',
      place.path('b'),
    ]);
    const suite = () =>
      guests(memory).filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('time_test'));
    for (const pid of await eventually('a guest', () => suite().length > 0 && suite()))
      process.kill(pid, 'SIGKILL');
    expect((await started.ended).code).not.toBe(0);
    for (const { result } of place.ends('b'))
      expect(['broken', 'missing', 'crash']).toContain(result.outcome);
  });

  test('a suite that there is not', async () => {
    const { code, stderr } = await kunit('exampel');
    expect(code).toBe(2);
    expect(stderr).toContain('did you mean example?');
  });
});
