// SPDX-License-Identifier: GPL-2.0-or-later
/** The built-in no-MMU UML: boots guests and hands back what they said. */
export { DEFAULT_MEMORY_MB } from './cmdline.ts';
export { CoreKeeper, type CoreWriter, coreWriter } from './cores.ts';
export { type DebugInput, GUEST_SIGNALS, gdbArgs, runGdb } from './debugger.ts';
export {
  type Boot,
  type BootFile,
  type BootListeners,
  type BootSpec,
  DEFAULT_CAP_BYTES,
  DEFAULT_GRACE_MS,
  Emulator,
  type EmulatorOptions,
} from './emulator.ts';
