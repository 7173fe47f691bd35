// SPDX-License-Identifier: GPL-2.0-or-later
import { describe, expect, it, test } from 'vitest';
import { packageRoot } from '../build/index.ts';
import { countRestored, loadDropped, parseDropped } from './dropped.ts';
import { loadCatalog } from './index.ts';

const HEADER = 'tag\tsyscall\ttier\tdropped_by\tpath\tchecks\n';

describe('parseDropped', () => {
  it('reads rows behind comments and header', () => {
    expect(parseDropped(`# about\n${HEADER}read02\tread\t1\t0f1e2d3\ta/read02.c\t4\n`, 'f')).toEqual([
      { tag: 'read02', syscall: 'read', tier: 1, droppedBy: '0f1e2d3', path: 'a/read02.c', checks: 4 },
    ]);
  });

  it.each([
    ['no header', 'a\tb\t1\tc\td\t1\n', 1],
    ['a column too few', `${HEADER}a\tb\t1\tc\t4\n`, 2],
    ['a wrong tier', `${HEADER}a\tb\t3\tc\td\t4\n`, 2],
    ['no number', `${HEADER}a\tb\t2\tc\td\tmany\n`, 2],
  ])('tells where: %s', (_, text, line) => {
    expect(() => parseDropped(text, 'f')).toThrow(expect.objectContaining({ code: 'DROPPED_TABLE', line }));
  });
});

describe('the catalogue', async () => {
  const root = packageRoot();
  const dropped = await loadDropped(root);
  const { cases, problems } = await loadCatalog({ root });
  const byPath = new Map(cases.map((each) => [each.scenario.ltp?.path, each]));

  test('has no problems', () => {
    expect(problems).toEqual([]);
  });

  test('has every case that LTP dropped', () => {
    expect(countRestored(dropped, cases)).toEqual([
      { tier: 1, restored: 61, total: 61, missing: [] },
      { tier: 2, restored: 203, total: 203, missing: [] },
    ]);
  });

  test('says the same of each as the table, and makes no fewer points than it made checks', () => {
    const said = dropped.map(({ path, checks }) => {
      const { ltp, points } = byPath.get(path)?.scenario ?? {};
      return { path, tier: ltp?.tier, droppedBy: ltp?.dropped_by, thin: (points ?? 0) < checks };
    });
    expect(said).toEqual(
      dropped.map(({ path, tier, droppedBy }) => ({ path, tier, droppedBy, thin: false })),
    );
  });

  test('a missing one is named', () => {
    const [first] = dropped;
    const without = cases.filter((each) => each.scenario.ltp?.path !== first?.path);
    expect(countRestored(dropped, without).flatMap(({ missing }) => missing)).toEqual([first?.tag]);
  });
});
