// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * The guest's first and only root file system: our init, busybox with a name for each of its commands, and a few
 * files that programs look for. One uncompressed cpio archive: it is unpacked by every boot.
 */
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BusyboxBuild, ensureBusybox } from './busybox.ts';
import { cacheEntry, cacheKey, hashFile, hashTree, listFiles } from './cache.ts';
import { type CpioEntry, writeCpio } from './cpio.ts';
import { runToolOrFail } from './exec.ts';
import { packageRoot } from './paths.ts';
import {
  checkProgram,
  type MuslToolchain,
  muslToolchain,
  prefixMap,
  SMALL_STACK_BYTES,
  stackFlag,
} from './toolchain.ts';

export interface RootfsBuild {
  /** Path of the cpio archive: `initrd=` of the kernel. */
  readonly cpio: string;
  readonly key: string;
  /** Size of the archive, bytes. */
  readonly size: number;
  /** False when all of it was in the cache. */
  readonly built: boolean;
  readonly busybox: {
    readonly version: string;
    readonly commands: readonly string[];
    readonly bytes: number;
  };
  readonly init: { readonly bytes: number };
}

export interface RootfsOptions {
  /** Told one line for each step; nothing when all is in the cache. */
  readonly progress?: (line: string) => void;
}

/** Counts up when this file makes another archive of the same inputs. */
const RECIPE = '1';

/**
 * Directories, parents first. The other places of programs are links to bin/: fewer entries to unpack, and a command is found
 * under each path that a case may have in it.
 */
const DIRECTORIES: readonly (readonly [path: string, mode: number])[] = [
  ['bin', 0o755],
  ['case', 0o755],
  ['case/bin', 0o755],
  ['dev', 0o755],
  ['etc', 0o755],
  ['home', 0o755],
  ['mnt', 0o755],
  ['proc', 0o555],
  ['root', 0o700],
  ['run', 0o755],
  ['sys', 0o555],
  ['tmp', 0o1777],
  ['usr', 0o755],
  ['var', 0o755],
  ['var/tmp', 0o1777],
];

const LINKS: readonly (readonly [path: string, target: string])[] = [
  ['sbin', 'bin'],
  ['usr/bin', '../bin'],
  ['usr/sbin', '../bin'],
  ['var/run', '../run'],
  ['etc/mtab', '/proc/mounts'],
];

/** What must be in /dev before init has mounted devtmpfs: the kernel opens the console for it. */
const DEVICES: readonly (readonly [path: string, mode: number, major: number, minor: number])[] = [
  ['dev/console', 0o600, 5, 1],
  ['dev/null', 0o666, 1, 3],
];

/** -Os and no unwind tables: init's image is copied by each boot, and it has no use for them. */
const INIT_CFLAGS: readonly string[] = [
  '-D_GNU_SOURCE',
  '-Os',
  '-Wall',
  '-Wextra',
  '-fno-asynchronous-unwind-tables',
  '-fno-unwind-tables',
];
const INIT_LDFLAGS: readonly string[] = [stackFlag(SMALL_STACK_BYTES), '-Wl,-x'];

const rootfsDir = (): string => join(packageRoot(), 'runner', 'emulator', 'rootfs');
export const initSourceDir = (): string => join(rootfsDir(), 'init');
export const skeletonDir = (): string => join(rootfsDir(), 'skeleton');

/** The archive from the cache, or built: about 30 seconds from nothing. Throws HostError. */
export async function ensureRootfs(options: RootfsOptions = {}): Promise<RootfsBuild> {
  const progress = options.progress ?? (() => {});
  const tools = await muslToolchain();
  const [busybox, initSource, skeleton] = await Promise.all([
    ensureBusybox(tools, progress),
    hashTree(initSourceDir()),
    hashTree(skeletonDir()),
  ]);
  const key = cacheKey({
    recipe: RECIPE,
    layout: JSON.stringify([DIRECTORIES, LINKS, DEVICES]),
    flags: [...INIT_CFLAGS, ...INIT_LDFLAGS].join(' '),
    tools: tools.key,
    busybox: await hashFile(busybox.path),
    commands: busybox.commands.join(),
    initSource,
    skeleton,
  });
  const entry = await cacheEntry({
    kind: 'rootfs',
    key,
    onWait: () => progress('rootfs: another run is building it, waiting'),
    build: async (dir) => {
      progress('rootfs: compiling init');
      const init = join(dir, 'init');
      await compileInit(tools, init);
      progress('rootfs: writing the archive');
      await writeFile(join(dir, 'rootfs.cpio'), writeCpio(await archiveEntries(init, busybox)));
    },
  });
  const cpio = join(entry.dir, 'rootfs.cpio');
  const [archive, init, program] = await Promise.all(
    [cpio, join(entry.dir, 'init'), busybox.path].map((path) => stat(path)),
  );
  return {
    cpio,
    key,
    size: archive?.size ?? 0,
    built: entry.built || busybox.built,
    busybox: { version: busybox.version, commands: busybox.commands, bytes: program?.size ?? 0 },
    init: { bytes: init?.size ?? 0 },
  };
}

/**
 * Compiles the guest init to `output`; `extraFlags` are for tests. Throws HostError ROOTFS_INIT when it does not compile,
 * TOOLCHAIN_NOT_STATIC_PIE when it could not run.
 */
export async function compileInit(
  tools: MuslToolchain,
  output: string,
  extraFlags: readonly string[] = [],
): Promise<void> {
  const dir = initSourceDir();
  const sources = (await listFiles(dir)).filter((file) => file.endsWith('.c'));
  const [command = 'gcc', ...first] = tools.cc;
  const flags = [...tools.cflags, ...INIT_CFLAGS, prefixMap(dir, 'init'), ...extraFlags];
  const unstripped = `${output}.unstripped`;
  const build = (program: string, strip: readonly string[]) =>
    runToolOrFail(
      'ROOTFS_INIT',
      'compiling the guest init',
      command,
      [...first, ...flags, ...sources, ...tools.ldflags, ...INIT_LDFLAGS, ...strip, '-o', program],
      { cwd: dir, env: tools.env },
    );
  // Twice: the check for fork needs the symbols, the guest does not.
  await Promise.all([build(unstripped, []), build(output, ['-s'])]);
  await checkProgram(unstripped, { stackBytes: SMALL_STACK_BYTES });
}

/** Everything in the archive, in order. */
async function archiveEntries(init: string, busybox: BusyboxBuild): Promise<CpioEntry[]> {
  const skeleton = await listFiles(skeletonDir());
  const files = skeleton.map(async (path): Promise<CpioEntry> => {
    const mode = path.startsWith('bin/') ? 0o755 : 0o644;
    return { kind: 'file', path, mode, data: await readFile(join(skeletonDir(), path)) };
  });
  return [
    ...DIRECTORIES.map(([path, mode]): CpioEntry => ({ kind: 'dir', path, mode })),
    ...LINKS.map(([path, target]): CpioEntry => ({ kind: 'symlink', path, target })),
    ...DEVICES.map(([path, mode, major, minor]): CpioEntry => ({ kind: 'char', path, mode, major, minor })),
    ...(await Promise.all(files)),
    { kind: 'file', path: 'init', mode: 0o755, data: await readFile(init) },
    {
      kind: 'file',
      path: 'bin/busybox',
      mode: 0o755,
      data: await readFile(busybox.path),
      links: commandNames(busybox.commands).map((name) => `bin/${name}`),
    },
  ];
}

/** The commands by name alone, each once: all directories of programs are one. */
export function commandNames(paths: readonly string[]): string[] {
  const names = paths.map((path) => path.slice(path.lastIndexOf('/') + 1));
  return [...new Set(names)].filter((name) => name !== 'busybox' && name !== 'linuxrc').sort();
}
