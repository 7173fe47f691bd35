// SPDX-License-Identifier: GPL-2.0-or-later
import { describe, expect, test } from 'vitest';
import {
  configMismatches,
  formatConfig,
  mergeConfigs,
  mmuIsOptional,
  parseConfig,
  unmetKconfig,
} from './config.ts';

const BASE =
  'CONFIG_NET=y\n# CONFIG_MMU is not set\nCONFIG_HZ=100\nCONFIG_SWAP=n\n# a comment\nCONFIG_NAME="a b"\n';

test('reads fragments and writes them back', () => {
  const config = parseConfig(BASE);
  expect([...config]).toEqual([
    ['NET', 'y'],
    ['MMU', 'n'],
    ['HZ', '100'],
    ['SWAP', 'n'],
    ['NAME', '"a b"'],
  ]);
  expect(parseConfig(formatConfig(config))).toEqual(config);
  expect(formatConfig(config)).toContain('# CONFIG_SWAP is not set\n');
});

test('later fragments win', () => {
  const merged = mergeConfigs([parseConfig(BASE), parseConfig('CONFIG_HZ=250\n# CONFIG_NET is not set\n')]);
  expect(merged.get('HZ')).toBe('250');
  expect(merged.get('NET')).toBe('n');
  expect(merged.get('NAME')).toBe('"a b"');
});

test('options that did not end up as asked; an absent one is off', () => {
  const actual = parseConfig('CONFIG_NET=y\nCONFIG_HZ=250\nCONFIG_SWAP=y\nCONFIG_NAME="a b"\n');
  expect(configMismatches(parseConfig(BASE), actual)).toEqual([
    { option: 'HZ', wanted: '100', got: '250' },
    { option: 'SWAP', wanted: 'n', got: 'y' },
  ]);
  expect(configMismatches(parseConfig('CONFIG_X=y'), actual)).toEqual([
    { option: 'X', wanted: 'y', got: 'n' },
  ]);
});

test.each([
  ['NET', true],
  ['NET=y', true],
  ['NET=m', false],
  ['HZ', true],
  ['HZ=100', true],
  ['HZ=250', false],
  ['SWAP', false],
  ['!SWAP', true],
  ['!NET', false],
  ['!NOWHERE', true],
  ['NOWHERE', false],
  ['SWAP=n', true],
])('need %s', (need, met) => {
  expect(unmetKconfig([need], parseConfig(BASE))).toEqual(met ? [] : [need]);
});

describe('whether a tree lets MMU be off', () => {
  const before = 'config UML\n\tbool\n\tdefault y\n\tselect X if "Y"\n\n';
  test.each([
    ['stock', 'config MMU\n\tbool\n\tdefault y\n\n', false],
    ['def_bool', 'config MMU\n\tdef_bool y\n', false],
    ['a prompt', 'config MMU\n\tbool "MMU-based Paged Memory Management"\n\tdefault y\n', true],
    ['a prompt of its own line', 'config MMU\n\tbool\n\tprompt "MMU"\n\tdefault y\n', true],
    ['the prompt of another option', 'config MMU\n\tbool\n\tdefault y\n\nconfig Z\n\tbool "z"\n', false],
    ['none', '', false],
  ])('%s', (_, block, expected) => {
    expect(mmuIsOptional(before + block)).toBe(expected);
  });
});
