// SPDX-License-Identifier: GPL-2.0-or-later
/** What struct tst_test declares, and the features behind it, in guests: devices, settings, control groups, races. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureKernel, ensureRootfs, ensureStarter } from '../runner/build/index.ts';
import { ensurePrograms } from '../runner/build/programs.ts';
import { Emulator } from '../runner/emulator/index.ts';

const FIXTURES = join(import.meta.dirname, 'fixtures', 'library-guest');
const NAMES = [
  'filesystems',
  'named',
  'device',
  'settings',
  'kconfig',
  'timers',
  'fuzzy',
  'cgroups',
  'absent',
  'places',
  'deep',
];

let programs: ReadonlyMap<string, { readonly path: string }>;
let emulator: Emulator;

beforeAll(async () => {
  const [starter, kernel, rootfs, built] = await Promise.all([
    ensureStarter(),
    ensureKernel({}),
    ensureRootfs(),
    ensurePrograms(NAMES.map((name) => ({ id: name, program: join(FIXTURES, `${name}.c`) }))),
  ]);
  programs = built;
  emulator = await Emulator.open({ starter: starter.path, kernel: kernel.path, rootfs: rootfs.cpio });
}, 900_000);

afterAll(() => emulator?.close());

/** The result lines of a program that a guest runs as a case, without their places. */
async function run(name: string, args: readonly string[] = [], env: Record<string, string> = {}) {
  const program = `/case/bin/${name}`;
  const source = programs.get(name)?.path ?? '';
  const boot = await emulator.boot({
    id: `library/${name}`,
    argv: [program, ...args],
    env,
    cwd: '/tmp',
    files: [{ path: program, mode: 0o755, source }],
    timeoutMs: 30_000,
  });
  const lines = boot.result.trimEnd().split('\n').slice(1);
  return {
    lines: lines.map((line) => line.replace(/\w+\.c:\d+: /, '')),
    failed: lines.filter((line) => /^not ok|^Bail out!/.test(line)),
    points: lines.filter((line) => line.startsWith('ok')).length,
    leftovers: /leftovers .*/.exec(boot.frames)?.[0],
  };
}

const CLEAN = 'leftovers procs=0 mounts=0 ipc=0';

describe('devices and file systems', () => {
  test('all of them, each variant in a process of its own, with the flags for all', async () => {
    const end = await run('filesystems');
    expect(end.failed).toEqual([]);
    expect(end.lines.filter((line) => line.includes('TINFO: '))).toEqual([
      '# TINFO: on ext2',
      '# TINFO: variant 0 on ext2',
      '# TINFO: variant 1 on ext2',
    ]);
    expect(end.points).toBe(8);
    expect(end.leftovers).toBe(CLEAN);
  });

  test('or the one that the environment names', async () => {
    const end = await run('filesystems', [], { LTP_SINGLE_FS_TYPE: 'vfat' });
    expect(end.lines).toEqual(["1..0 # SKIP none of the test's file systems can be had here"]);
  });

  test('named ones that the kernel has, by their own options', async () => {
    const end = await run('named');
    expect(end.failed).toEqual([]);
    expect(end.lines[0]).toBe('# TINFO: not on xfs: the kernel does not have it');
    expect(end.points).toBe(4);
    expect(end.leftovers).toBe(CLEAN);
  });

  test('a bare device', async () => {
    const end = await run('device');
    expect(end.failed).toEqual([]);
    expect(end.points).toBe(6);
    expect(end.leftovers).toBe(CLEAN);
  });

  test('a read-only place; and threads without end', async () => {
    expect(await run('places')).toMatchObject({ failed: [], points: 2, leftovers: CLEAN });
  });
});

describe('settings', () => {
  test('hold for the test, in each variant', async () => {
    expect(await run('settings')).toMatchObject({ failed: [], points: 18 });
  });

  test('control groups of both versions, gone afterwards', async () => {
    expect(await run('cgroups')).toMatchObject({ failed: [], points: 7, leftovers: CLEAN });
  });

  test('conditions on the configuration', async () => {
    expect(await run('kconfig')).toMatchObject({ failed: [], points: 15 });
  });
});

test.each([
  ['command=debugfs >= 1.2', 'there is no command debugfs'],
  ['driver=btrfs', 'needs the driver btrfs'],
  ['fs=xfs', "none of the test's file systems can be had here"],
  ['kconfig=CONFIG_MMU=y', 'needs a kernel with CONFIG_MMU=y'],
  ['group=none', 'the kernel has no controller none of control groups'],
  ['version 2=cpuacct', 'the controller cpuacct cannot be had in version 2'],
  ['arch=s390', 'not for x86_64'],
  ['memory=4096', /^needs 4096 MB of free memory, there are \d+$/],
  ['swap=10', 'needs 10 MB of free swap, there are 0'],
  ['processors=2', 'needs 2 processors'],
  ['huge pages', 'needs huge pages, which do not exist without an MMU'],
  ['bits=32', 'needs 32 bits'],
])('a need that is not met skips, and says what is missing: %s', async (need, reason) => {
  const end = await run('absent', [], { NEED: need });
  const text = end.lines.map((line) => /^(?:1\.\.0|ok 1 -) # SKIP (.*)/.exec(line)?.[1]).find(Boolean);
  if (typeof reason === 'string') expect(text).toBe(reason);
  else expect(text).toMatch(reason);
  expect(end.failed).toEqual([]);
  expect(end.leftovers).toBe(CLEAN);
});

test('a resource file that is not there breaks the test', async () => {
  const end = await run('absent', [], { NEED: 'resource=none' });
  expect(end.failed[0]).toMatch(/the test's file none is neither in \/tmp nor in \/case\/bin$/);
});

test('a stack that is used up to its end is told', async () => {
  expect((await run('deep', ['-s'])).failed).toEqual([]);
  const end = await run('deep');
  expect(end.points).toBe(1);
  expect(end.failed).toHaveLength(1);
  expect(end.failed[0]).toMatch(/TWARN: the stack was used up to its last 8 KB/);
});

describe('timers', () => {
  test('sleeps as asked for pass', async () => {
    const end = await run('timers', ['-s', '20000', '-n', '9']);
    expect(end.lines.at(-2)).toBe('ok 1 - nanosleep() sleeps for 20000 us as it should');
  });

  test.each([
    ['short', /^not ok 1 - nanosleep\(\) woke up after 1\d{4} us in place of 20000 us$/],
    [
      'long',
      /^not ok 1 - nanosleep\(\): sleeps of 20000 us took 4\d{4} us, at most \d{5} us would be right$/,
    ],
  ])('%s ones fail', async (mode, line) => {
    const end = await run('timers', ['-s', '20000', '-n', '9', '-m', mode]);
    expect(end.lines.at(-2)).toMatch(line);
  });
});

describe('a race on one processor', () => {
  test('is won by both', async () => {
    expect(await run('fuzzy')).toMatchObject({ failed: [], points: 1 });
  });

  test('ends when one leaves while the other is blocked', async () => {
    const end = await run('fuzzy', ['-e']);
    expect(end).toMatchObject({ failed: [], points: 1 });
    expect(end.lines.at(-1)).toBe('1..1');
  });
});
