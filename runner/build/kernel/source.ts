// SPDX-License-Identifier: GPL-2.0-or-later
/** Where kernel source comes from, and which part of it a UML build reads. */
import { existsSync } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { HostError, UserError } from '../../errors.ts';
import { hashFile } from '../cache.ts';
import { runToolOrFail } from '../exec.ts';
import { rememberFact } from '../memo.ts';

/** The source that the port is made for, as Debian packages it. */
export const SOURCE_PACKAGE = 'linux-source-6.12';
export const PACKAGED_SOURCE = `/usr/src/${SOURCE_PACKAGE}.tar.xz`;

export type KernelSource =
  | { readonly kind: 'tarball'; readonly path: string; readonly sha256: string; readonly packaged: boolean }
  | { readonly kind: 'tree'; readonly path: string };

/** What --kernel-src names, or the packaged source. */
export async function findKernelSource(kernelSrc: string | undefined): Promise<KernelSource> {
  if (kernelSrc === undefined) {
    if (!existsSync(PACKAGED_SOURCE)) {
      throw new HostError('KERNEL_NO_SOURCE', `the kernel source ${PACKAGED_SOURCE} is not installed`, {
        hint: `apt-get install ${SOURCE_PACKAGE}, or run with --with-deps\nelse name a source with --kernel-src, or a ready no-MMU UML binary with --kernel`,
      });
    }
    return tarball(PACKAGED_SOURCE, true);
  }
  const path = resolve(kernelSrc);
  const info = await stat(path).catch(() => undefined);
  if (info === undefined)
    throw new UserError('KERNEL_SRC_MISSING', `--kernel-src: ${kernelSrc} does not exist`);
  if (info.isFile()) return tarball(path, false);
  if (!existsSync(join(path, 'arch/um/Kconfig'))) {
    throw new UserError('KERNEL_SRC_INVALID', `--kernel-src: ${kernelSrc} is no Linux source tree`, {
      hint: 'it has no arch/um/Kconfig',
    });
  }
  return { kind: 'tree', path };
}

async function tarball(path: string, packaged: boolean): Promise<KernelSource> {
  return { kind: 'tarball', path, sha256: await rememberFact('sha256', path, hashFile), packaged };
}

/** Folders that no UML build reads, with all that is below them. */
const UNUSED_FOLDERS = ['Documentation/*', 'tools/perf', 'tools/testing'] as const;

/**
 * Other machines, and drivers of hardware that UML cannot have. Their Kconfig files and makefiles are read, their sources
 * are not. The big ones only: together with UNUSED_FOLDERS they are three quarters of the source.
 */
const UNUSED_SOURCES: readonly string[] = [
  ...'alpha arc arm arm64 csky hexagon loongarch m68k microblaze mips nios2 openrisc parisc powerpc riscv s390 sh sparc xtensa'
    .split(' ')
    .map((name) => `arch/${name}`),
  ...'accel clk comedi gpu hwmon iio infiniband media net/ethernet net/wireless phy pinctrl platform regulator s390 scsi soc staging usb video'
    .split(' ')
    .map((name) => `drivers/${name}`),
  'sound',
];

const SOURCE_PATTERNS = ['*.[chS]', '*.dts', '*.dtsi', '*.dtso', '*_defconfig'] as const;
const SOURCE_FILE = /(?:\.(?:[chS]|dts[io]?)|_defconfig)$/;

/** Patterns for tar, matching below the archive's one top folder. */
export function tarExcludes(): string[] {
  return [
    ...UNUSED_FOLDERS.map((folder) => (folder.endsWith('/*') ? `*/${folder}/*` : `*/${folder}`)),
    ...UNUSED_SOURCES.flatMap((folder) => SOURCE_PATTERNS.map((files) => `*/${folder}/${files}`)),
  ];
}

const unusedFolders = new Set<string>(UNUSED_FOLDERS);

/** Whether a build reads this folder of the tree (relative path). */
export function folderIsUsed(path: string): boolean {
  return !unusedFolders.has(path) && !path.startsWith('Documentation/');
}

/** Whether a build reads this file of the tree (relative path, in a folder that is used). */
export function fileIsUsed(path: string): boolean {
  return !SOURCE_FILE.test(path) || !UNUSED_SOURCES.some((folder) => path.startsWith(`${folder}/`));
}

/** Unpacks the needed part of a tarball into `dir`; the archive's top folder is dropped. */
export async function unpackKernel(archive: string, dir: string, log: string): Promise<void> {
  await mkdir(dir, { recursive: true });
  // xz uses more than one thread only when told to; tar finds the other compressors by itself.
  const reader = archive.endsWith('.xz') ? ['--use-compress-program=xz -T0'] : [];
  const patterns = tarExcludes().map((pattern) => `--exclude=${pattern}`);
  await runToolOrFail(
    'KERNEL_UNPACK_FAILED',
    `unpacking ${archive}`,
    'tar',
    [
      ...reader,
      '--extract',
      `--file=${archive}`,
      `--directory=${dir}`,
      '--strip-components=1',
      '--no-same-owner',
      '--anchored',
      '--wildcards',
      '--wildcards-match-slash',
      ...patterns,
    ],
    { log },
  );
  if (!existsSync(join(dir, 'arch/um/Kconfig'))) {
    throw new UserError('KERNEL_SRC_INVALID', `${archive} is no Linux source: it has no arch/um/Kconfig`);
  }
}
