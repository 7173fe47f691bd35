// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * Whether this host can build and run the emulator, and what each lack means. Two halves: hostFacts() looks, the table of
 * checks judges; so the judging is testable without such a host. Nothing is compiled, started or changed.
 */
import { existsSync, readFileSync, statfsSync } from 'node:fs';
import { availableParallelism, release } from 'node:os';
import { dirname } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type HostPackage, hasApt, installCommand, missingPackages } from './host.ts';
import { type KernelConfig, optionOf, parseConfig } from './kernel/config.ts';
import { cacheRoot } from './paths.ts';

export type CheckStatus = 'ok' | 'warn' | 'fail';

export interface Check {
  /** Stable name. */
  readonly id: string;
  readonly status: CheckStatus;
  /** What was found. */
  readonly found: string;
  /** What a lack means and what helps; only with warn and fail. */
  readonly meaning?: string;
}

export interface HostFacts {
  readonly platform: string;
  readonly arch: string;
  readonly node: string;
  /** `uname -r`. */
  readonly release: string;
  /** PRETTY_NAME of os-release. */
  readonly distribution: string;
  readonly hasApt: boolean;
  readonly missing: readonly HostPackage[];
  /** The host kernel's configuration, where it shows it. */
  readonly config: KernelConfig | undefined;
  readonly cpuFlags: ReadonlySet<string>;
  readonly cpus: number;
  readonly memoryAvailableMb: number;
  /** The smallest memory limit of the control groups that this process is in. */
  readonly memoryLimitMb: number | undefined;
  readonly cache: { readonly path: string; readonly freeMb: number; readonly noexec: boolean };
  readonly container: string | undefined;
  /** /proc/sys/kernel/seccomp/actions_avail. */
  readonly seccompActions: readonly string[];
  /** `Seccomp:` of /proc/self/status: 0 off, 2 a filter is on. */
  readonly seccompMode: number;
  readonly overcommit: number | undefined;
  /** Soft limit of the address space, bytes; undefined: none. */
  readonly addressSpace: number | undefined;
  readonly denyExecmem: boolean;
  readonly devNull: boolean;
}

/** One case with its kernel, and what Node and the build need beside it, MB. */
const MEMORY_FAIL_MB = 256;
const MEMORY_WARN_MB = 1024;
/** Unpacked source, objects and results of one kernel build, measured, with some room. */
const DISK_FAIL_MB = 900;
const DISK_WARN_MB = 2000;

type Judge = (facts: HostFacts) => Omit<Check, 'id'>;

const ok = (found: string): Omit<Check, 'id'> => ({ status: 'ok', found });
const warn = (found: string, meaning: string): Omit<Check, 'id'> => ({ status: 'warn', found, meaning });
const fail = (found: string, meaning: string): Omit<Check, 'id'> => ({ status: 'fail', found, meaning });

const CHECKS: readonly (readonly [id: string, judge: Judge])[] = [
  [
    'system',
    ({ platform, arch, distribution, release: kernel }) => {
      const found = `${distribution || platform}, Linux ${kernel}, ${arch}`;
      if (platform !== 'linux') return fail(`${platform}, ${arch}`, 'User-Mode Linux runs on Linux only');
      if (arch !== 'x64') return fail(found, 'the no-MMU port of User-Mode Linux is for x86-64');
      return ok(found);
    },
  ],
  ['node', ({ node }) => ok(node)],
  [
    'packages',
    ({ missing, hasApt: debianLike }) => {
      if (missing.length === 0) return ok('all there');
      const names = missing.map(({ name }) => name);
      if (debianLike) {
        return fail(
          `missing: ${names.join(' ')}`,
          `nothing can be built; --with-deps installs them, or: ${installCommand(names)}`,
        );
      }
      const needed = missing.map(({ what }) => what).join('; ');
      return fail(
        `missing: ${needed}`,
        'install these by the means of this system; names of packages are known for Debian only',
      );
    },
  ],
  [
    'syscall-dispatch',
    ({ release: kernel, config, seccompActions }) => {
      // On x86 it comes with GENERIC_ENTRY, without an option of its own, since 5.11.
      const has =
        versionAtLeast(kernel, 5, 11) && (config === undefined || optionOf(config, 'GENERIC_ENTRY') === 'y');
      if (has) return ok('syscall user dispatch (Linux >= 5.11)');
      if (seccompActions.includes('trap')) {
        return warn(
          'no syscall user dispatch, seccomp traps instead',
          'guests run, but each of their system calls is slower',
        );
      }
      return fail(
        'neither syscall user dispatch nor seccomp traps',
        'guests cannot run here: a kernel of 5.11 or later is needed',
      );
    },
  ],
  [
    'seccomp',
    ({ seccompMode, seccompActions }) => {
      if (seccompActions.length === 0)
        return warn('not available', 'guests run without a sandbox of their own');
      if (seccompMode === 2) {
        return warn(
          'this process is under a filter',
          'if guests do not start, the container forbids prctl or personality: run it with a wider profile',
        );
      }
      return ok('available');
    },
  ],
  [
    'fsgsbase',
    ({ cpuFlags }) =>
      cpuFlags.has('fsgsbase')
        ? ok('CPU and kernel allow it')
        : warn('not available', 'guests run, but each switch costs a system call more'),
  ],
  [
    'memory',
    ({ memoryAvailableMb, memoryLimitMb }) => {
      const usable = Math.min(memoryAvailableMb, memoryLimitMb ?? Number.POSITIVE_INFINITY);
      const found = `${usable} MB usable${memoryLimitMb === undefined || memoryLimitMb > memoryAvailableMb ? '' : ' (control group limit)'}`;
      if (usable < MEMORY_FAIL_MB) return fail(found, 'too little for one guest and the runner');
      if (usable < MEMORY_WARN_MB)
        return warn(found, 'few guests run at once, and a kernel build may be killed: use --jobs 1');
      return ok(found);
    },
  ],
  ['cpus', ({ cpus }) => ok(String(cpus))],
  [
    'disk',
    ({ cache }) => {
      const found = `${cache.freeMb} MB free for ${cache.path}`;
      if (cache.noexec)
        return fail(
          `${cache.path} is mounted noexec`,
          'the kernel cannot be started from there: set LTP_NOMMU_CACHE to another place',
        );
      if (cache.freeMb < DISK_FAIL_MB)
        return fail(
          found,
          `a kernel build needs about ${DISK_FAIL_MB} MB: make room, or set LTP_NOMMU_CACHE to another place`,
        );
      if (cache.freeMb < DISK_WARN_MB) return warn(found, 'enough for one kernel build, not for several');
      return ok(found);
    },
  ],
  [
    'container',
    ({ container }) =>
      ok(
        container === undefined
          ? 'no'
          : `${container}; guests need no privileges, no /dev/kvm and no namespaces`,
      ),
  ],
  [
    'overcommit',
    ({ overcommit }) =>
      overcommit === 2
        ? warn(
            'vm.overcommit_memory=2',
            'the whole memory of each guest counts at once, and the KASAN variant cannot start',
          )
        : ok(overcommit === undefined ? 'not known' : `vm.overcommit_memory=${overcommit}`),
  ],
  [
    'address-space',
    ({ addressSpace }) =>
      addressSpace === undefined
        ? ok('not limited')
        : warn(
            `limited to ${Math.floor(addressSpace / 1048576)} MB (ulimit -v)`,
            'guests may not start, those of the KASAN variant certainly not',
          ),
  ],
  [
    'executable-memory',
    ({ denyExecmem }) =>
      denyExecmem
        ? fail('SELinux denies execmem', 'guest memory is executable: setsebool deny_execmem off')
        : ok('allowed'),
  ],
  [
    'dev-null',
    ({ devNull }) => (devNull ? ok('/dev/null') : fail('no /dev/null', 'guests need it as standard input')),
  ],
];

/** Judges the facts; the order is that of the table. */
export function judgeHost(facts: HostFacts): Check[] {
  return CHECKS.map(([id, judge]) => ({ id, ...judge(facts) }));
}

export function hostFacts(): HostFacts {
  const cachePath = cacheRoot();
  const status = read('/proc/self/status');
  return {
    platform: process.platform,
    arch: process.arch,
    node: process.version,
    release: release(),
    distribution: /^PRETTY_NAME="?([^"\n]*)"?$/m.exec(read('/etc/os-release'))?.[1] ?? '',
    hasApt: hasApt(),
    missing: missingPackages(),
    config: hostConfig(),
    cpuFlags: new Set((/^flags\s*: (.*)$/m.exec(read('/proc/cpuinfo'))?.[1] ?? '').split(' ')),
    cpus: availableParallelism(),
    memoryAvailableMb: Math.floor(
      Number(/^MemAvailable:\s+(\d+)/m.exec(read('/proc/meminfo'))?.[1] ?? 0) / 1024,
    ),
    memoryLimitMb: memoryLimitMb(),
    cache: {
      path: cachePath,
      freeMb: freeMb(cachePath),
      noexec: mountIsNoexec(read('/proc/self/mountinfo'), cachePath),
    },
    container: containerKind(),
    seccompActions: read('/proc/sys/kernel/seccomp/actions_avail')
      .split(' ')
      .filter((word) => word !== ''),
    seccompMode: Number(/^Seccomp:\s+(\d)/m.exec(status)?.[1] ?? 0),
    overcommit: numberOrNone(read('/proc/sys/vm/overcommit_memory')),
    addressSpace: numberOrNone(/^Max address space\s+(\d+)/m.exec(read('/proc/self/limits'))?.[1] ?? ''),
    denyExecmem: read('/sys/fs/selinux/booleans/deny_execmem').startsWith('1'),
    devNull: existsSync('/dev/null'),
  };
}

/** `6.18.44-x` against major.minor. */
export function versionAtLeast(kernelRelease: string, major: number, minor: number): boolean {
  const [first = 0, second = 0] = kernelRelease.split(/[.-]/).map(Number);
  return first > major || (first === major && second >= minor);
}

/** Whether the mount that holds `path` has the noexec option. The longest mount point that is a prefix is the one. */
export function mountIsNoexec(mountinfo: string, path: string): boolean {
  let best = { point: '', options: '' };
  for (const line of mountinfo.split('\n')) {
    const [, , , , point = '', options = ''] = line.split(' ');
    const inside = point === '/' || path === point || path.startsWith(`${point}/`);
    if (point !== '' && inside && point.length >= best.point.length) best = { point, options };
  }
  return best.options.split(',').includes('noexec');
}

function hostConfig(): KernelConfig | undefined {
  for (const path of ['/proc/config.gz', `/boot/config-${release()}`, `/lib/modules/${release()}/config`]) {
    try {
      const bytes = readFileSync(path);
      return parseConfig((path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'));
    } catch {
      // not this one
    }
  }
  return undefined;
}

function memoryLimitMb(): number | undefined {
  const group = /^0::(.*)$/m.exec(read('/proc/self/cgroup'))?.[1] ?? '/';
  const limits: number[] = [];
  for (let path = group; ; path = dirname(path)) {
    const value = numberOrNone(read(`/sys/fs/cgroup${path === '/' ? '' : path}/memory.max`));
    if (value !== undefined) limits.push(Math.floor(value / 1048576));
    if (path === '/' || path === '.') break;
  }
  const v1 = numberOrNone(read('/sys/fs/cgroup/memory/memory.limit_in_bytes'));
  // Version 1 says "none" by a number near 2^63.
  if (v1 !== undefined && v1 < 2 ** 60) limits.push(Math.floor(v1 / 1048576));
  return limits.length === 0 ? undefined : Math.min(...limits);
}

function freeMb(path: string): number {
  let dir = path;
  while (!existsSync(dir) && dirname(dir) !== dir) dir = dirname(dir);
  const { bavail, bsize } = statfsSync(dir);
  return Math.floor((bavail * bsize) / 1048576);
}

function containerKind(): string | undefined {
  if (existsSync('/run/.containerenv')) return 'podman';
  if (existsSync('/.dockerenv')) return 'docker';
  const named = /\b(docker|lxc|kubepods|containerd|libpod)\b/.exec(read('/proc/1/cgroup'))?.[1];
  return named ?? (process.env.container || undefined);
}

function numberOrNone(text: string): number | undefined {
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
}
