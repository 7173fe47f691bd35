// SPDX-License-Identifier: GPL-2.0-or-later
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../build/index.ts';
import { loadCatalog } from '../catalog/index.ts';
import { overviewText, readOverview } from './list-overview.ts';

test('docs/cases.md is what the tree holds', async () => {
  const root = packageRoot();
  const { cases } = await loadCatalog({ root, selection: {} });
  const text = await readOverview(root, cases);
  // npx ltp-nommu list --overview > docs/cases.md
  expect(readFileSync(join(root, 'docs/cases.md'), 'utf8')).toBe(text);
  expect(text).toMatch(/^\| 1 +\| 61 +\| 61 +\|$/m);
});

test('runs of points are drawn together, bars in a reason do not end a cell', () => {
  const entry = { file: 'x', line: 1, reason: 'a | b' };
  const known = [
    { ...entry, case: 'nommu/a', points: [7, 1, 2, 3] },
    { ...entry, case: 'nommu/b', points: [4] },
    { ...entry, case: 'nommu/c', outcome: 'crash' as const },
    { ...entry, case: 'nommu/d' },
  ];
  const text = overviewText({ cases: [], dropped: [], known, root: '/' });
  expect(text).toContain('| nommu/a | points 1–3, 7 | a \\| b |');
  expect(text).toMatch(/nommu\/b \| point 4 /);
  expect(text).toMatch(/nommu\/c \| crash /);
  expect(text).toMatch(/nommu\/d \| points /);
});
