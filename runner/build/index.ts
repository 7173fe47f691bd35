// SPDX-License-Identifier: GPL-2.0-or-later
/** What must exist before a boot: host packages, kernel, rootfs, case programs, starter; and the cache they live in. */
export { cacheEntry, cacheKey, exists, findEntry, hashFile, hashTree, listFiles } from './cache.ts';
export { type Check, type CheckStatus, type HostFacts, hostFacts, judgeHost } from './doctor.ts';
export { ElfError, type ElfFacts, readElf, staticPieProblems } from './elf.ts';
export { runToolOrFail } from './exec.ts';
export { compileForeign, ensureForeign, type ForeignBuild } from './foreign.ts';
export {
  HOST_PACKAGES,
  type HostPackage,
  installCommand,
  installPackages,
  missingError,
  missingPackages,
  type Purpose,
  purposesFor,
  requirePackages,
} from './host.ts';
export { AddressReader } from './kernel/addresses.ts';
export { type KernelConfig, optionOf, parseConfig, unmetKconfig } from './kernel/config.ts';
export { kernelCost } from './kernel/cost.ts';
export type { KernelBuild, KernelMeta } from './kernel/store.ts';
export { DEFAULT_VARIANT, variantNames } from './kernel/variants.ts';
export { ensureKernel, ensureKernelSource, findKernel, type KernelOptions, kernelKey } from './kernel.ts';
export { withLock } from './lock.ts';
export {
  type CacheKind,
  cacheDir,
  cacheRoot,
  newRunDir,
  packageRoot,
  packageVersion,
  runsDir,
} from './paths.ts';
export { ensurePrograms, type ProgramBuild, type ProgramRequest, type ProgramsOptions } from './programs.ts';
export { type BuildProgress, noProgress, type ProgressListener } from './progress.ts';
export { ensureRootfs, type RootfsBuild, type RootfsOptions } from './rootfs.ts';
export { ensureStarter, type StarterBuild } from './starter.ts';
export {
  checkProgram,
  muslToolchain,
  prefixMap,
  SMALL_STACK_BYTES,
  stackFlag,
} from './toolchain.ts';
