// SPDX-License-Identifier: GPL-2.0-or-later
import { expect, test } from 'vitest';
import { parseConfig } from './config.ts';
import { kernelCost } from './cost.ts';

test.each([
  ['CONFIG_NET=y\n', 1, 0],
  ['# CONFIG_KASAN is not set\n', 1, 0],
  ['CONFIG_NET=y\nCONFIG_KASAN=y\n', 4, 32],
  ['', 1, 0],
])('%j', (config, times, memoryMb) => {
  expect(kernelCost(parseConfig(config))).toEqual({ times, memoryMb });
});
