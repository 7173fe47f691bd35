// SPDX-License-Identifier: GPL-2.0-or-later

/** Pure: text of a boot's channels in, outcome and cause out; no file, clock or process is touched. */
export { parseFrames } from './frames.ts';
export { judge } from './judge.ts';
export { findKernelEvents } from './kernel-events.ts';
export {
  decodeConsole,
  findMentions,
  type Mention,
  mentionKey,
  type Place,
  type Places,
  placeResult,
} from './kernel-trace.ts';
export {
  compareKernelVersions,
  inKernelRange,
  kernelRangeError,
  parseKernelVersion,
} from './kernel-version.ts';
export {
  auditEntries,
  entryApplies,
  isExpired,
  type KnownEnvironment,
  KnownFailures,
  type KnownMatch,
  type KnownProblem,
  matchKnown,
  staleProblem,
} from './known-failures.ts';
export { judgeKunit } from './kunit.ts';
export { type KunitSuite, parseKunitList } from './kunit-ktap.ts';
export { signalName } from './signals.ts';
export { isFailure, readTap, type TapReading } from './tap.ts';
export * from './types.ts';
