// SPDX-License-Identifier: GPL-2.0-or-later
/** Keeps the house in order: who imports whom, how long files are, that each says its licence. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastGlob from 'fast-glob';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../runner/build/index.ts';
import { importComplaints, importsOf, licenceComplaint, lineCount, partOf } from './import-rules.ts';

const root = packageRoot();
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const find = (patterns: string[]) =>
  fastGlob
    .sync(patterns, { cwd: root, ignore: ['**/node_modules/**', 'dist/**', 'coverage/**', 'results/**'] })
    .sort();

const scripts = find(['runner/**/*.ts', 'reports/**/*.{ts,tsx}']);
const sources = find([
  '{runner,reports,tests,testcases}/**/*.{ts,tsx,css,c,h,S,sh}',
  '*.ts',
  'bin/*',
  '.ci/run',
]);

/** "About 400": over it is told, over this it fails. */
const WARN_LINES = 400;
const FAIL_LINES = 500;

describe('the sources keep the rules', () => {
  test('there are sources to look at', () => {
    expect(scripts.length).toBeGreaterThan(20);
    expect(sources.length).toBeGreaterThan(scripts.length);
  });

  test('imports', () => {
    const productive = scripts.filter((path) => !path.endsWith('.test.ts'));
    expect(productive.flatMap((path) => importComplaints(path, read(path)))).toEqual([]);
  });

  test('each file says its licence at the top', () => {
    expect(
      sources.map((path) => licenceComplaint(path, read(path))).filter((text) => text !== undefined),
    ).toEqual([]);
  });

  test('files stay short', () => {
    const long = sources
      .map((path) => ({ path, lines: lineCount(read(path)) }))
      .filter(({ lines }) => lines > WARN_LINES)
      .sort((a, b) => b.lines - a.lines);
    if (long.length > 0) {
      console.warn(
        `over ${WARN_LINES} lines:\n${long.map(({ path, lines }) => `  ${lines}  ${path}`).join('\n')}`,
      );
    }
    expect(long.filter(({ lines }) => lines > FAIL_LINES)).toEqual([]);
  });
});

describe('the checker sees a violation', () => {
  test.each([
    [
      'runner/verdict/a.ts',
      "import { x } from '../journal/index.ts';",
      /verdict imports nothing of ours but types/,
    ],
    ['runner/verdict/a.ts', "import { readFileSync } from 'node:fs';", /verdict does no I\/O/],
    ['runner/verdict/a.ts', "import { type X, y } from '../errors.ts';", /but types/],
    ['reports/tty.ts', "import type { X } from '../runner/catalog/index.ts';", /journal types only/],
    ['reports/tty.ts', "import { x } from '../runner/journal/index.ts';", /journal types only/],
    ['runner/catalog/a.ts', "import { x } from '../build/cache.ts';", /only runner\/build\/index\.ts/],
    [
      'runner/build/kernel/a.ts',
      "import type { X } from '../../catalog/types.ts';",
      /only runner\/catalog\/index\.ts/,
    ],
    ['runner/emulator/a.ts', "export * from '../schedule/slots.ts';", /only runner\/schedule\/index\.ts/],
    ['runner/build/a.ts', "import { x } from '../cli/run.ts';", /nobody imports cli/],
    ['reports/a.ts', "const x = await import('../runner/cli/run.ts');", /nobody imports cli/],
    ['runner/journal/a.ts', "import '../cli/main.ts';", /nobody imports cli/],
  ])('%s: %s', (path, source, rule) => {
    const complaints = importComplaints(path, `// SPDX\n\n${source}\n`);
    expect(complaints.length).toBeGreaterThan(0);
    expect(complaints[0]).toMatch(rule);
    expect(complaints[0]).toMatch(new RegExp(`^${path.replaceAll('.', '\\.')}:3: `));
  });

  test.each([
    ['runner/verdict/a.ts', "import type { X } from '../journal/index.ts';"],
    ['runner/verdict/a.ts', "import { type X, type Y } from '../catalog/index.ts';"],
    ['runner/verdict/a.ts', "import { x } from './b.ts';\nimport { Parser } from 'tap-parser';"],
    [
      'reports/html/a.ts',
      "import type { X } from '../../runner/journal/index.ts';\nimport { y } from '../b.ts';",
    ],
    ['runner/catalog/a.ts', "import { x } from '../build/index.ts';\nimport { y } from '../errors.ts';"],
    ['runner/build/kernel/a.ts', "import { x } from '../cache.ts';"],
    ['runner/cli/a.ts', "import { x } from '../build/cache.ts';"],
    [
      'runner/catalog/a.ts',
      "// import { x } from '../cli/run.ts';\n/* import '../cli/run.ts'; */\nconst s = 1;",
    ],
  ])('and lets the rest pass: %s: %s', (path, source) => {
    expect(importComplaints(path, source)).toEqual([]);
  });

  test('imports over several lines, re-exports and dynamic ones are found', () => {
    const source = [
      'import a, { b } from "./1.ts";',
      'import {',
      '  type C,',
      '  type D,',
      "} from './2.ts';",
      "export type { E } from './3.ts';",
      "export { f } from './4.ts';",
      "import * as g from './5.ts';",
      "const h = () => import('./6.ts');",
      "import './7.ts';",
      'const notAnImport = "from \'./8.ts\'";',
    ].join('\n');
    expect(importsOf(source).map(({ from, line, typeOnly }) => [from, line, typeOnly])).toEqual([
      ['./1.ts', 1, false],
      ['./2.ts', 5, true],
      ['./3.ts', 6, true],
      ['./4.ts', 7, false],
      ['./5.ts', 8, false],
      ['./6.ts', 9, false],
      ['./7.ts', 10, false],
    ]);
  });

  test('licences by place', () => {
    expect(licenceComplaint('runner/a.ts', '// SPDX-License-Identifier: GPL-2.0-or-later\n')).toBeUndefined();
    expect(
      licenceComplaint('bin/x', '#!/bin/sh\n# SPDX-License-Identifier: GPL-2.0-or-later\n'),
    ).toBeUndefined();
    expect(
      licenceComplaint('runner/a.ts', 'code\n\n\n// SPDX-License-Identifier: GPL-2.0-or-later\n'),
    ).toMatch(/no SPDX/);
    expect(licenceComplaint('runner/a.ts', '// SPDX-License-Identifier: MIT\n')).toMatch(
      /is MIT, expected GPL-2.0-or-later/,
    );
    const overlay = 'runner/emulator/kernel/overlay/arch/um/a.c';
    expect(licenceComplaint(overlay, '/* SPDX-License-Identifier: GPL-2.0-only */\n')).toBeUndefined();
    expect(licenceComplaint(overlay, '/* SPDX-License-Identifier: GPL-2.0-or-later */\n')).toMatch(
      /expected GPL-2.0-only/,
    );
  });

  test('parts and lines', () => {
    expect(
      ['runner/errors.ts', 'runner/build/kernel/a.ts', 'reports/a.ts', 'tests/x.ts'].map(partOf),
    ).toEqual(['runner', 'runner/build', 'reports', 'tests']);
    expect([lineCount(''), lineCount('a'), lineCount('a\n'), lineCount('a\nb\n')]).toEqual([1, 1, 1, 2]);
  });
});
