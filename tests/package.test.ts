// SPDX-License-Identifier: GPL-2.0-or-later
/** What `npm pack` puts into the package: all that an installed ltp-nommu reads, and nothing that it does not. */
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { execa } from 'execa';
import fastGlob from 'fast-glob';
import { beforeAll, expect, test } from 'vitest';
import { packageRoot } from '../runner/build/index.ts';

const root = packageRoot();
let packed: ReadonlySet<string>;

beforeAll(async () => {
  const { stdout } = await execa('npm', ['pack', '--dry-run', '--ignore-scripts', '--json'], { cwd: root });
  const [pack] = JSON.parse(stdout) as { files: { path: string }[] }[];
  packed = new Set(pack?.files.map(({ path }) => path));
});

test('sources that are compiled on the host where it is installed are in it', async () => {
  const needed = await fastGlob(
    [
      'runner/**',
      'testcases/**',
      'runtest/**',
      'docs/**',
      '!**/*.ts',
      '!runner/verdict/corpus/**',
      '!runner/verdict/kunit-logs/**',
    ],
    { cwd: root, dot: true },
  );
  expect(needed.length).toBeGreaterThan(500);
  expect(needed.filter((path) => !packed.has(path))).toEqual([]);
});

test('no sources of the runner itself, no tests, nothing that an older build has left', () => {
  const strange = [...packed].filter(
    (path) =>
      /\.tsx?$|\.map$|^tests\/|^\.|\/\./.test(path) ||
      (path.startsWith('dist/') && !/^dist\/(chunks|runner\/cli\/main\.js|reports\/html\/app)/.test(path)),
  );
  expect(strange).toEqual([]);
});

test('what its documents link to is in it', () => {
  const links = [...packed]
    .filter((path) => path.endsWith('.md'))
    .flatMap((path) =>
      [...readFileSync(join(root, path), 'utf8').matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
        .map(([, target = '']) => target)
        .filter((target) => !/^[a-z]+:/.test(target))
        .map((target) => [path, normalize(join(dirname(path), target))] as const),
    );
  expect(links.length).toBeGreaterThan(10);
  expect(links.filter(([, target]) => !packed.has(target))).toEqual([]);
});
