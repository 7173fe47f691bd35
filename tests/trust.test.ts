// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * That the cases can fail: of each area some are changed, in what they expect or in what they do, built and run like
 * any other. Each must fail in the points that fixtures/trust/mutations.yaml names, and in no other.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { packageRoot } from '../runner/build/index.ts';
import { type Case, loadCatalog, readYaml } from '../runner/catalog/index.ts';
import { BUILD_TIMEOUT_MS, buildCli, Place } from './fixtures/run/harness.ts';

const ROOT = packageRoot();
const TABLE = join(import.meta.dirname, 'fixtures', 'trust', 'mutations.yaml');
/** Cold, eighty programs are compiled; else it takes seconds. */
const RUN_TIMEOUT_MS = 180_000;

const schema = z
  .array(
    z.strictObject({
      case: z.string().regex(/^[^/]+\/[^/]+$/, 'must be suite/tag'),
      find: z.string().min(1),
      replace: z.string(),
      points: z.array(z.int().min(1)).min(1),
    }),
  )
  .min(60);

type Mutation = z.output<typeof schema>[number] & { readonly line: number };

function readTable(): Mutation[] {
  const table = readYaml(readFileSync(TABLE, 'utf8'), TABLE, schema, 'MUTATIONS');
  if (!table.ok) throw new Error(table.problems.map(({ line, message }) => `${line}: ${message}`).join('\n'));
  return table.value.map((mutation, index) => ({ ...mutation, line: table.place([index]).line }));
}

/** `source` with the one place changed; or what is wrong with the table's line. */
function mutate(source: string, { find, replace }: Pick<Mutation, 'find' | 'replace'>): string | Error {
  const times = source.split(find).length - 1;
  if (times !== 1) return new Error(`the text to find stands ${times} times in the source, not once`);
  if (find === replace) return new Error('the text to find and its replacement are the same');
  return source.replace(find, () => replace);
}

const mutations = readTable();
let cases: ReadonlyMap<string, Case>;

beforeAll(async () => {
  const catalog = await loadCatalog({ root: ROOT });
  expect(catalog.problems).toEqual([]);
  cases = new Map(catalog.cases.map((one) => [one.id, one]));
});

describe('the table', () => {
  test('a change must fit the source in one place', () => {
    const change = { find: 'EPERM', replace: 'EACCES' };
    expect(mutate('one EPERM here', change)).toBe('one EACCES here');
    expect(mutate('nothing', change)).toEqual(
      new Error('the text to find stands 0 times in the source, not once'),
    );
    expect(mutate('EPERM EPERM', change)).toBeInstanceOf(Error);
    expect(mutate('EPERM', { find: 'EPERM', replace: 'EPERM' })).toBeInstanceOf(Error);
  });

  test('each change fits its case as it is today', () => {
    const complaints = mutations.flatMap((mutation) => {
      const one = cases.get(mutation.case);
      const mutated =
        one === undefined ? new Error('no such case') : mutate(readFileSync(one.program, 'utf8'), mutation);
      return mutated instanceof Error
        ? [
            `${relative(ROOT, TABLE)}:${mutation.line}: ${mutation.case}: ${mutated.message}; choose another change`,
          ]
        : [];
    });
    expect(complaints).toEqual([]);
  });

  test('no case stands there twice, and most areas have one', () => {
    const ids = mutations.map((mutation) => mutation.case);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    const seen = new Set(ids.map((id) => dirname(relative(ROOT, cases.get(id)?.program ?? ''))));
    for (const [suite, share] of [
      ['emulator', 1],
      ['nommu', 0.75],
      ['syscalls', 0.25],
    ] as const) {
      const areas = readdirSync(join(ROOT, 'testcases', suite), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => join('testcases', suite, name));
      const without = areas.filter((area) => !seen.has(area));
      expect(
        areas.length - without.length,
        `areas without a change: ${without.join(', ')}`,
      ).toBeGreaterThanOrEqual(areas.length * share);
    }
  });
});

describe('in guests', () => {
  const place = new Place();
  beforeAll(async () => {
    await buildCli();
    expect(await place.cli(['setup', '--no-with-deps'])).toMatchObject({ code: 0 });
  }, BUILD_TIMEOUT_MS);
  afterAll(() => place.remove());

  /** A root folder with the changed cases and the lines that run them, and nothing else to run. */
  function mutatedRoot(): string {
    const root = place.path('root');
    cpSync(join(ROOT, 'testcases'), join(root, 'testcases'), { recursive: true });
    mkdirSync(join(root, 'runtest'));
    const lines = new Map<string, string[]>();
    for (const mutation of mutations) {
      const one = cases.get(mutation.case);
      if (one === undefined) throw new Error(`no such case: ${mutation.case}`);
      const mutated = mutate(readFileSync(one.program, 'utf8'), mutation);
      if (mutated instanceof Error) throw new Error(`${mutation.case}: ${mutated.message}`);
      writeFileSync(join(root, relative(ROOT, one.program)), mutated);
      const line = readFileSync(one.runtest.file, 'utf8').split('\n')[one.runtest.line - 1] ?? '';
      lines.set(one.suite, [...(lines.get(one.suite) ?? []), line]);
    }
    for (const [suite, all] of lines) writeFileSync(join(root, 'runtest', suite), `${all.join('\n')}\n`);
    return root;
  }

  test('each changed case fails, at the points that the change is about', {
    timeout: RUN_TIMEOUT_MS,
  }, async () => {
    const root = mutatedRoot();
    const ended = await place.cli(['run', '--root', root, '--no-known', '-j', '2', '--out', 'mutated']);
    expect(ended).toMatchObject({ code: 1, stderr: expect.not.stringContaining('error:') });
    const seen = place
      .ends('mutated')
      .map(({ id, result }) => ({ id, outcome: result.outcome, points: result.failed }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    const wanted = mutations
      .map(({ case: id, points }) => ({ id, outcome: 'fail', points }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    expect(seen).toEqual(wanted);
  });
});
