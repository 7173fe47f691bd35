// SPDX-License-Identifier: GPL-2.0-or-later
import { expect, test } from 'vitest';
import { addedConfig, requireAdded } from './added.ts';

test('reads options', () => {
  const lines = ['CONFIG_EXT4_FS=y', 'CONFIG_HZ=250', 'CONFIG_X="a b"', 'CONFIG_NET=n', 'CONFIG_NET=n'];
  expect([...addedConfig(lines)]).toEqual([
    ['EXT4_FS', 'y'],
    ['HZ', '250'],
    ['X', '"a b"'],
    ['NET', 'n'],
  ]);
  expect(addedConfig().size).toBe(0);
});

test.each([
  ['EXT4_FS=y', /no option with a value/],
  ['CONFIG_EXT4_FS', /no option with a value/],
  ['CONFIG_EXT4_FS=m', /no modules/],
  ['CONFIG_MMU=y', /MMU/],
  ['CONFIG_X="a\nCONFIG_MMU=y', /no option/],
])('%s is refused', (line, message) => {
  expect(() => addedConfig([line])).toThrow(message);
});

test('all that is wrong is told, also what contradicts itself', () => {
  expect(() => addedConfig(['A', 'CONFIG_B=y', 'CONFIG_B=n'])).toThrow(
    expect.objectContaining({
      code: 'KCONFIG_ADD',
      more: [expect.objectContaining({ code: 'KCONFIG_ADD' })],
    }),
  );
});

test('what was added and is not granted is an error, with the reason; the variant’s own is not for here', () => {
  const added = addedConfig(['CONFIG_DAMON_VADDR=y', 'CONFIG_NOPE=y']);
  const lack = (option: string) => ({ option, wanted: 'y', got: 'n' });
  expect(() => requireAdded(added, [lack('BASE')], new Set())).not.toThrow();
  expect(() => requireAdded(added, [lack('DAMON_VADDR')], new Set())).toThrow(
    /CONFIG_DAMON_VADDR=y: .* has n/,
  );
  expect(() => requireAdded(added, [lack('NOPE')], new Set(['NOPE']))).toThrow(
    expect.objectContaining({ hint: 'this kernel source has no such option' }),
  );
});
