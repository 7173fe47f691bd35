// SPDX-License-Identifier: GPL-2.0-or-later
import { expect, test } from 'vitest';
import { variantFragments } from './variants.ts';

const NAMES = ['base', 'kasan', 'kasan-kunit', 'mmu-uml', 'kasan-kunit-more'];

test.each([
  ['base', ['base']],
  ['kasan', ['base', 'kasan']],
  ['kasan-kunit', ['base', 'kasan', 'kasan-kunit']],
  ['kasan-kunit-more', ['base', 'kasan', 'kasan-kunit', 'kasan-kunit-more']],
  ['mmu-uml', ['base', 'mmu-uml']],
])('%s is made of %j', (variant, fragments) => {
  expect(variantFragments(NAMES, variant)).toEqual(fragments);
});
