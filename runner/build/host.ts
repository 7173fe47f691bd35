// SPDX-License-Identifier: GPL-2.0-or-later
/** Packages of the host that builds need: which are missing, and how they are installed on a Debian-like system. */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { HostError } from '../errors.ts';
import { cleanEnv, runTool, type ToolResult } from './exec.ts';
import { PACKAGED_SOURCE, SOURCE_PACKAGE } from './kernel/source.ts';
import { cacheRoot } from './paths.ts';
import { noProgress, type ProgressListener } from './progress.ts';

/**
 * `source`: the packaged kernel source itself; `kernel`: what builds any kernel; `guest`: rootfs and case programs;
 * `host`: the starter; `debug`: a debugger, which only `--gdb` wants; `test`: our own tests.
 */
export type Purpose = 'source' | 'kernel' | 'guest' | 'host' | 'debug' | 'test';

export interface HostPackage {
  /** Name of the Debian package. */
  readonly name: string;
  /** What it is, for people on other systems. */
  readonly what: string;
  readonly purposes: readonly Purpose[];
  /** It is there if one of these is: a command's name, or an absolute path. `ARCH` is as in `x86_64-linux-gnu`. */
  readonly found: readonly string[];
}

export const HOST_PACKAGES: readonly HostPackage[] = [
  { name: 'gcc', what: 'the GNU C compiler', purposes: ['kernel', 'guest', 'host'], found: ['gcc'] },
  { name: 'binutils', what: 'assembler and linker', purposes: ['kernel', 'guest', 'host'], found: ['ld'] },
  { name: 'make', what: 'GNU make', purposes: ['kernel', 'guest'], found: ['make'] },
  { name: 'flex', what: 'flex', purposes: ['kernel'], found: ['flex'] },
  { name: 'bison', what: 'bison', purposes: ['kernel'], found: ['bison'] },
  { name: 'bc', what: 'bc', purposes: ['kernel'], found: ['bc'] },
  { name: 'patch', what: 'patch', purposes: ['kernel', 'guest'], found: ['patch'] },
  { name: 'xz-utils', what: 'xz', purposes: ['source', 'guest'], found: ['xz'] },
  { name: 'bzip2', what: 'bzip2', purposes: ['guest'], found: ['bzip2'] },
  { name: 'gdb', what: 'the GNU debugger', purposes: ['debug'], found: ['gdb'] },
  {
    name: 'libc6-dev',
    what: 'headers and static library of the C library',
    purposes: ['kernel', 'host'],
    found: ['/usr/lib/ARCH-linux-gnu/libc.a', '/usr/lib64/libc.a', '/usr/lib/libc.a'],
  },
  {
    name: 'linux-libc-dev',
    what: "the kernel's headers for programs",
    purposes: ['kernel', 'guest'],
    found: ['/usr/include/linux/errno.h'],
  },
  {
    name: 'musl-dev',
    what: 'musl: headers and static library',
    purposes: ['guest'],
    found: [
      '/usr/lib/ARCH-linux-musl/libc.a',
      '/usr/lib/musl/lib/libc.a',
      '/usr/ARCH-linux-musl/lib64/libc.a',
    ],
  },
  {
    name: SOURCE_PACKAGE,
    what: 'the source of Linux 6.12 (elsewhere: --kernel-src)',
    purposes: ['source'],
    found: [PACKAGED_SOURCE],
  },
  {
    name: 'chromium',
    what: 'Chromium, in which the HTML report is looked at',
    purposes: ['test'],
    found: ['chromium', 'chromium-browser', 'google-chrome'],
  },
];

/** Without a debugger all cases run. */
const BUILD_PURPOSES: readonly Purpose[] = ['source', 'kernel', 'guest', 'host'];

/** What builds with these options need: a ready kernel needs no kernel tools, an own source no packaged one. */
export function purposesFor(options: {
  kernel?: string | undefined;
  kernelSrc?: string | undefined;
  gdb?: boolean | undefined;
}): Purpose[] {
  const debug: Purpose[] = options.gdb ? ['debug'] : [];
  if (options.kernel !== undefined) return ['guest', 'host', ...debug];
  return [
    ...(options.kernelSrc === undefined ? BUILD_PURPOSES : (['kernel', 'guest', 'host'] as const)),
    ...debug,
  ];
}

export function missingPackages(
  purposes: readonly Purpose[] = BUILD_PURPOSES,
  isThere: (place: string) => boolean = placeExists,
): HostPackage[] {
  return HOST_PACKAGES.filter(
    (each) => each.purposes.some((purpose) => purposes.includes(purpose)) && !each.found.some(isThere),
  );
}

const ARCH: Readonly<Record<string, string>> = { x64: 'x86_64', arm64: 'aarch64' };

function placeExists(place: string): boolean {
  if (place.startsWith('/')) return existsSync(place.replaceAll('ARCH', ARCH[process.arch] ?? process.arch));
  const dirs = (process.env.PATH ?? '').split(':').filter((dir) => dir !== '');
  return [...dirs, '/usr/sbin', '/sbin'].some((dir) => existsSync(join(dir, place)));
}

/** The command that installs these packages, as a person would type it. */
export function installCommand(names: readonly string[]): string {
  return [...becomeRoot(), 'apt-get', 'install', ...names].join(' ');
}

/** Exit 3, with the name of each missing package and the command that installs them. */
export function missingError(missing: readonly HostPackage[]): HostError {
  const names = missing.map(({ name }) => name);
  const width = Math.max(...names.map((name) => name.length));
  return new HostError('HOST_PACKAGES_MISSING', `${missing.length} host package(s) are missing`, {
    excerpt: missing.map(({ name, what }) => `${name.padEnd(width)}  ${what}`),
    hint: hasApt()
      ? `run '${installCommand(names)}'\nor the same command again with --with-deps`
      : "this system has no apt-get: install what is listed with its own package manager ('ltp-nommu doctor' checks)",
  });
}

/**
 * Installs packages with apt-get, as root or by sudo; says so through `say` first. The package lists are fetched only when
 * apt-get does not know a package or cannot fetch it by the lists it has.
 */
export async function installPackages(
  missing: readonly HostPackage[],
  say: (line: string) => void,
  progress: ProgressListener = noProgress,
): Promise<void> {
  if (missing.length === 0) return;
  if (!hasApt()) throw missingError(missing);
  const names = missing.map(({ name }) => name);
  say(`installing host packages: ${names.join(' ')}`);
  const log = join(cacheRoot(), 'logs', 'apt.log');
  await mkdir(join(cacheRoot(), 'logs'), { recursive: true });
  const simulated = await apt(['install', '--simulate', ...names], log);
  if (simulated.code !== 0) await updateLists(log, progress);
  let result = await install(names, log, progress);
  // A list that is older than the archive names files which are gone.
  if (result.code !== 0 && simulated.code === 0) {
    await updateLists(log, progress);
    result = await install(names, log, progress);
  }
  const still = missingPackages([...BUILD_PURPOSES, 'debug', 'test']).filter(({ name }) =>
    names.includes(name),
  );
  if (result.code === 0 && still.length === 0) return;
  const telling = result.lines.filter((line) => /^(?:E|W|Err|sudo):/.test(line));
  throw new HostError(
    'HOST_INSTALL_FAILED',
    `apt-get could not install ${(still.length > 0 ? still : missing).map(({ name }) => name).join(' ')}`,
    {
      excerpt: (telling.length > 0 ? telling : result.lines).slice(-8),
      log,
      hint: `try '${installCommand(names)}' by hand`,
    },
  );
}

/** Nothing when all is there; with `withDeps` installs what is missing; else throws the list of it. */
export async function requirePackages(
  options: Parameters<typeof purposesFor>[0] & { withDeps?: boolean | undefined },
  say: (line: string) => void,
  progress: ProgressListener = noProgress,
): Promise<void> {
  const missing = missingPackages(purposesFor(options));
  if (missing.length === 0) return;
  if (!options.withDeps) throw missingError(missing);
  await installPackages(missing, say, progress);
}

async function updateLists(log: string, progress: ProgressListener): Promise<void> {
  progress({ what: 'packages', phase: 'fetch the package lists' });
  // One list that cannot be had is no failure: what counts is whether the packages can be installed.
  await apt(['update'], log);
}

function install(names: readonly string[], log: string, progress: ProgressListener): Promise<ToolResult> {
  progress({ what: 'packages', phase: `install ${names.join(' ')}` });
  return apt(['install', '--yes', '--no-install-recommends', ...names], log);
}

async function apt(args: readonly string[], log: string): Promise<ToolResult> {
  // Through env(1), because sudo drops the environment.
  const settings = ['env', 'DEBIAN_FRONTEND=noninteractive', 'LC_ALL=C'];
  const [command = 'env', ...rest] = [
    ...becomeRoot(),
    ...settings,
    'apt-get',
    '-q',
    '-o',
    'DPkg::Lock::Timeout=120',
    ...args,
  ];
  return runTool(command, rest, { env: cleanEnv(), log });
}

function becomeRoot(): string[] {
  return process.getuid?.() === 0 ? [] : ['sudo'];
}

export function hasApt(): boolean {
  return placeExists('apt-get');
}
