// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * What checks that are built into a kernel cost a guest, as docs/debugging.md measures it. By options, not by the name of
 * the variant, so that a ready binary is known too. Pure.
 */
import { type KernelConfig, optionOf } from './config.ts';

export interface KernelCost {
  /** A case may take so many times as long. */
  readonly times: number;
  /** MB on top of what a guest has otherwise, so that as much is left for its case. */
  readonly memoryMb: number;
}

const COSTS: Readonly<Record<string, KernelCost>> = {
  // A larger image, what has been freed and is kept for a while, and the borders of all objects.
  KASAN: { times: 4, memoryMb: 32 },
};

export function kernelCost(config: KernelConfig): KernelCost {
  const costs = Object.entries(COSTS).filter(([option]) => optionOf(config, option) !== 'n');
  return {
    times: costs.reduce((product, [, { times }]) => product * times, 1),
    memoryMb: costs.reduce((sum, [, { memoryMb }]) => sum + memoryMb, 0),
  };
}
