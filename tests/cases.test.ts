// SPDX-License-Identifier: GPL-2.0-or-later
/** The cases: complete, built without a warning, and the same verdict for every point however they are run. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensurePrograms, packageRoot } from '../runner/build/index.ts';
import { type Case, loadCatalog } from '../runner/catalog/index.ts';
import { BUILD_TIMEOUT_MS, buildCli, Place } from './fixtures/run/harness.ts';

const ROOT = packageRoot();
const RUN_TIMEOUT_MS = 600_000;

const lines = (file: string): string[] =>
  readFileSync(join(import.meta.dirname, 'fixtures', 'cases', file), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));

describe('as they lie in the tree', () => {
  let cases: readonly Case[];

  beforeAll(async () => {
    const catalog = await loadCatalog({ root: ROOT });
    expect(catalog.problems).toEqual([]);
    cases = catalog.cases;
  });

  test('all of tier 1 are there, with their origin', () => {
    const tags = cases.filter(({ suite, scenario }) => suite === 'syscalls' && scenario.ltp?.tier === 1);
    expect(tags.map(({ tag }) => tag).sort()).toEqual(lines('tier-1'));
    for (const { scenario } of tags) {
      expect(scenario.ltp?.tree).toBe('891fee45c');
      expect(scenario.ltp?.dropped_by).toMatch(/^[0-9a-f]{9}$/);
      expect(scenario.ltp?.tags.length).toBeGreaterThan(0);
    }
  });

  test('every source says its licence, and none forks', () => {
    const files = readdirSync(join(ROOT, 'testcases'), { recursive: true, encoding: 'utf8' }).filter((path) =>
      /\.[ch]$/.test(path),
    );
    expect(files.length).toBeGreaterThan(100);
    for (const path of files) {
      const text = readFileSync(join(ROOT, 'testcases', path), 'utf8');
      expect([path, text.split('\n', 1)[0]]).toEqual([path, '// SPDX-License-Identifier: GPL-2.0-or-later']);
      expect([path, /^[^*/"]*\bfork\(\)/m.exec(text)?.[0]]).toEqual([path, undefined]);
    }
  });

  test('every program builds with all warnings as errors, and only once', {
    timeout: BUILD_TIMEOUT_MS,
  }, async () => {
    await ensurePrograms(cases);
    const again = await ensurePrograms(cases);
    expect([...again.values()].filter(({ built }) => built)).toEqual([]);
    expect(again.size).toBe(cases.length);
  });
});

describe('in guests', () => {
  const place = new Place();
  beforeAll(async () => {
    await buildCli();
    expect(await place.cli(['setup', '--no-with-deps'])).toMatchObject({ code: 0 });
  }, BUILD_TIMEOUT_MS);
  afterAll(() => place.remove());

  /** `case point ok|not ok|skip`, sorted: what a run says of every point. */
  const points = (out: string): string[] =>
    place
      .ends(out)
      .flatMap(({ id, result }) =>
        result.points.map(
          ({ number, ok, directive }) => `${id} ${number} ${directive?.kind ?? (ok ? 'ok' : 'not ok')}`,
        ),
      )
      .sort();

  test('each is as expected, in kernels that boot and in copies of one, and four at a time', {
    timeout: RUN_TIMEOUT_MS,
  }, async () => {
    for (const [out, ...options] of [
      ['cold', '--boot', 'cold'],
      ['fork', '--boot', 'fork'],
      ['four', '-j', '4'],
    ] as const) {
      const ended = await place.cli(['run', 'syscalls', 'nommu', '--out', out, ...options]);
      const odd = place.ends(out).filter(({ verdict }) => verdict !== 'expected');
      expect(odd.map(({ id, result }) => `${id}: ${result.outcome}, ${result.reason}`)).toEqual([]);
      expect(ended).toMatchObject({ code: 0 });
      const how = new Set(place.ends(out).map(({ boot }) => boot.boot));
      expect([...how]).toEqual([out === 'cold' ? 'cold' : 'fork']);
    }
    expect(place.ends('cold').length).toBeGreaterThanOrEqual(361);
    expect(points('fork')).toEqual(points('cold'));
    expect(points('four')).toEqual(points('cold'));
  });
});
