// SPDX-License-Identifier: GPL-2.0-or-later
/** The root file system in real guests: what init promises must hold without an MMU, whatever the case does. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureKernel, ensureRootfs, ensureStarter } from '../runner/build/index.ts';
import { muslToolchain } from '../runner/build/toolchain.ts';
import { type Boot, type BootSpec, Emulator } from '../runner/emulator/index.ts';
import { compileProgram } from './fixtures/rootfs/fixture.ts';

let work: string;
let emulator: Emulator;

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'ltp-nommu-guest-'));
  const tools = await muslToolchain();
  for (const name of ['probe', 'disorder'] as const) await compileProgram(tools, name, join(work, name));
  const given = process.env.LTP_NOMMU_TEST_KERNEL; // a ready kernel, to try one that is not in the cache
  const [starter, kernel, rootfs] = await Promise.all([
    ensureStarter(),
    ensureKernel(given === undefined ? {} : { kernel: given }),
    ensureRootfs(),
  ]);
  emulator = await Emulator.open({ starter: starter.path, kernel: kernel.path, rootfs: rootfs.cpio });
}, 900_000);

afterAll(async () => {
  await emulator?.close();
  rmSync(work, { recursive: true, force: true });
});

const boot = (argv: readonly string[], more: Partial<BootSpec> = {}): Promise<Boot> =>
  emulator.boot({
    id: 'rootfs/test',
    argv,
    timeoutMs: 15_000,
    files: ['probe', 'disorder'].map((name) => ({
      path: `/case/bin/${name}`,
      mode: 0o755,
      source: join(work, name),
    })),
    ...more,
  });
const shell = (script: string): Promise<Boot> => boot(['/bin/sh', '-c', script]);
const disorder = (what: string): Promise<Boot> => boot(['/case/bin/disorder', what]);
const words = (end: Boot): string[] =>
  end.frames
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(`# ltp-nommu ${end.token} `, ''));

describe('a case in a guest', () => {
  test('is framed, on its channel and in the kernel log', async () => {
    const end = await shell('echo out; echo ok 1 >&250; exit 3');
    const lines = words(end);
    expect(lines[0]).toBe('begin rootfs/test');
    expect(lines[1]).toMatch(/^uname 6\.\d+\S* #.* mmu=0$/);
    expect(lines.slice(2, 4)).toEqual(['exit code=3', 'leftovers procs=0 mounts=0 ipc=0']);
    expect(lines[4]).toMatch(/^memory free-before=\d{5,} free-after=\d{5,}$/);
    expect(lines.slice(5)).toEqual(['taint=0 taint-before=0', 'end']);
    expect([end.output, end.result]).toEqual(['out\n', 'ok 1\n']);
    expect(end.kernel).toMatch(/ltp-nommu: begin rootfs\/test\n(?:.*\n)*.*ltp-nommu: end rootfs\/test\n/);
    expect(end.end).toMatchObject({ reason: 'exit', code: 0 });
  });

  test('has a clean start, as root and as another user', async () => {
    const root = await boot(['/case/bin/probe', 'a b']);
    const lines = root.output.trimEnd().split('\n');
    const facts = [
      'arg1=a b',
      'signals-blocked=0',
      'signals-changed=0',
      'uid=0',
      'leader=1',
      'parent=1',
      'umask=022',
    ];
    for (const fact of facts) expect(lines).toContain(fact);
    expect(lines.filter((line) => line.startsWith('fd')).sort()).toEqual(
      ['fd0=/dev/null', 'fd1=/dev/hostchan3', 'fd250=/dev/hostchan2', 'fd2=/dev/hostchan3'].sort(),
    );
    const nobody = await boot(['/case/bin/probe'], { uid: 65534 });
    expect(nobody.output).toContain('uid=65534\ngid=65534\ngroups=\n');
    expect(nobody.result).toContain('ok 1 - probe\n');
  });

  test('finds the machine set up', async () => {
    const end = await shell(
      [
        'hostname',
        'mount | awk \'{ print $3, $5 }\' | grep -v "^/ " | sort',
        'ip link show lo | grep -c "[<,]UP[,>]"',
        'ping -c 1 -W 1 127.0.0.1 | grep -c "1 packets received"',
        'ls -l /dev/null /dev/zero /dev/ptmx /dev/shm /dev/mqueue > /dev/null && echo devices',
        'cat /proc/sys/kernel/ostype',
      ].join('; '),
    );
    expect(end.output.trimEnd().split('\n')).toEqual([
      'ltp-nommu',
      '/dev devtmpfs',
      '/dev/mqueue mqueue',
      '/dev/pts devpts',
      expect.stringMatching(/^\/dev\/shm (?:tmpfs|ramfs)$/),
      '/proc proc',
      '/sys sysfs',
      expect.stringMatching(/^\/tmp (?:tmpfs|ramfs)$/),
      '1',
      '1',
      'devices',
      'Linux',
    ]);
  });

  test('can use the shell and its commands, with pipes and substitution', async () => {
    const script =
      'x=$(seq 1 100 | awk "{ s += \\$1 } END { print s }"); for i in a b; do echo "$i-$x"; done; timeout 1 sleep 5; echo $?';
    expect((await shell(script)).output).toBe('a-5050\nb-5050\nTerminated\n143\n');
  });
});

describe('init stays in charge', () => {
  test.each([
    ['segv', ['exit signal=11 core=0', 'leftovers procs=0 mounts=0 ipc=0']],
    ['processes', ['exit code=0', 'leftovers procs=40 mounts=0 ipc=0']],
    ['stopped', ['exit code=0', 'leftovers procs=1 mounts=0 ipc=0']],
    ['orphans', ['exit code=0', 'leftovers procs=0 mounts=0 ipc=0']],
    ['killed', ['exit code=0', 'leftovers procs=0 mounts=0 ipc=0']],
    ['ipc', ['exit code=0', 'leftovers procs=0 mounts=0 ipc=4']],
    ['mounts', ['exit code=0', 'leftovers procs=0 mounts=2 ipc=0']],
    ['close', ['exit code=0', 'leftovers procs=0 mounts=0 ipc=0']],
    ['kill-all', ['exit code=0', 'leftovers procs=0 mounts=0 ipc=0']],
    ['chroot', ['exit code=0', 'leftovers procs=0 mounts=0 ipc=0']],
    ['files', [expect.stringMatching(/^exit /), 'leftovers procs=0 mounts=0 ipc=0']],
    ['memory', [expect.stringMatching(/^exit /), 'leftovers procs=0 mounts=0 ipc=0']],
  ])('when a case does: %s', async (what, expected) => {
    const end = await disorder(what);
    const lines = words(end);
    expect(lines.filter((line) => /^(?:exit|leftovers) /.test(line))).toEqual(expected);
    expect(lines.at(-1)).toBe('end');
    expect(end.end).toMatchObject({ reason: 'exit', code: 0 });
    expect(end.kernel).not.toMatch(/Kernel panic|Oops|BUG:/);
  });

  test('the memory of a case that took all of it is free again', async () => {
    const memory = words(await disorder('memory')).find((line) => line.startsWith('memory'));
    const [before = 0, after = 0] = [...(memory ?? '').matchAll(/=(\d+)/g)].map((match) => Number(match[1]));
    expect(before).toBeGreaterThan(30_000);
    expect(after).toBeGreaterThan(before - 2000);
  });

  test('a case that switches the machine off has no end frame', async () => {
    const lines = words(await disorder('power-off'));
    expect(lines).toHaveLength(2);
    expect(lines[0]).toBe('begin rootfs/test');
  });

  test('a program that is none is told', async () => {
    const end = await boot(['/etc/passwd']);
    expect(words(end).slice(-2)).toEqual(['setup-error cannot execute /etc/passwd: EACCES (13)', 'end']);
    const garbage = await boot(['/case/garbage'], {
      files: [{ path: '/case/garbage', mode: 0o755, content: 'no program\n' }],
    });
    expect(words(garbage).slice(-2)).toEqual([
      'setup-error cannot execute /case/garbage: ENOEXEC (8)',
      'end',
    ]);
  });
});
