// SPDX-License-Identifier: GPL-2.0-or-later
/** Which boot next on which slot (CPU and memory). */
export { Dispatcher, type DispatcherOptions, type Job, longestFirst } from './dispatcher.ts';
export { GUEST_OVERHEAD_MB, memoryBudgetMb } from './memory.ts';
export { parseShard, type ShardPart, shardOf } from './shard.ts';
export { shuffled } from './shuffle.ts';
