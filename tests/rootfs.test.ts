// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * The guest init on the real root file system, as PID 1 of a namespace on the host. What it says and does is the same
 * there; only power off and devtmpfs are not (see init.h, INIT_TEST).
 */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { readCpio } from '../runner/build/cpio.ts';
import { readElf } from '../runner/build/elf.ts';
import { cacheRoot } from '../runner/build/paths.ts';
import { ensureRootfs } from '../runner/build/rootfs.ts';
import { checkProgram } from '../runner/build/toolchain.ts';
import { rootfsFixture, run, shell, words } from './fixtures/rootfs/fixture.ts';
import { canMakeWorlds, specBytes, World } from './fixtures/rootfs/world.ts';

const worlds = canMakeWorlds();
const fixture = rootfsFixture();

describe('the image', () => {
  test('holds programs that a guest can run', async () => {
    expect(fixture.rootfs.init.bytes).toBeLessThan(60_000);
    expect(fixture.rootfs.busybox.bytes).toBeLessThan(600_000);
    expect(fixture.rootfs.size).toBeLessThan(700_000);
    const init = await checkProgram(join(fixture.rootfs.cpio, '..', 'init'), { stackBytes: 128 * 1024 });
    expect(init.imageBytes).toBeLessThan(64 * 1024);
    for (const command of [
      'sh',
      'mount',
      'mke2fs',
      'mkfs.ext2',
      'ps',
      'awk',
      '[',
      'ip',
      'vi',
      'hexdump',
      'timeout',
    ])
      expect(fixture.rootfs.busybox.commands.map((path) => path.split('/').pop())).toContain(command);
  });

  test('is an archive that another reader understands', () => {
    const busybox = join(fixture.work, 'busybox');
    const records = readCpio(fixture.archive);
    writeFileSync(busybox, records.find((record) => record.path === 'bin/busybox')?.data ?? '', {
      mode: 0o755,
    });
    // One block of memory of the next power of two holds the whole program at each exec.
    expect(readElf(readFileSync(busybox)).imageBytes).toBeLessThan(512 * 1024);
    const listing = execFileSync(busybox, ['cpio', '-itv'], {
      input: fixture.archive,
      encoding: 'utf8',
      stdio: 'pipe',
    });
    const lines = listing.trimEnd().split('\n');
    // busybox lists a file of many names once.
    expect(lines).toHaveLength(new Set(records.map((record) => record.inode)).size);
    expect(listing).toMatch(/^drwxrwxrwt .* tmp$/m);
    expect(listing).toMatch(/^crw------- .*dev\/console$/m);
    expect(listing).toMatch(/^lrwxrwxrwx .* sbin -> bin$/m);
    expect(listing).toMatch(/^-rwxr-xr-x .* 1970-01-01 .*bin\/busybox$/m);
  });

  test('says nothing of the machine that built it', () => {
    const image = fixture.archive.toString('latin1');
    const places = [process.cwd(), cacheRoot()].filter((place) => image.includes(place));
    expect(places).toEqual([]);
  });

  test('is not built again', async () => {
    const lines: string[] = [];
    const again = await ensureRootfs({ progress: (line) => lines.push(line) });
    expect(again).toEqual({ ...fixture.rootfs, built: false });
    expect(lines).toEqual([]);
  });
});

describe.runIf(worlds)('a life of init', () => {
  test('frames the case and reports how it ended', async () => {
    const end = await fixture.boot(
      specBytes([...shell('echo out; echo err >&2; echo ok 1 >&250; exit 3'), 'mode case']),
    );
    const lines = words(end);
    expect(lines[0]).toBe('begin suite/case');
    expect(lines[1]).toMatch(/^uname \d+\.\d+\S* #.* mmu=1$/);
    expect(lines[2]).toBe('exit code=3');
    expect(lines[3]).toBe('leftovers procs=0 mounts=0 ipc=0');
    expect(lines[4]).toMatch(/^memory free-before=\d{4,} free-after=\d{4,}$/);
    expect(lines[5]).toMatch(/^taint=\d+ taint-before=\d+$/);
    expect(lines.slice(6)).toEqual(['end']);
    expect(end).toMatchObject({ code: 0, output: 'out\nerr\n', result: 'ok 1\n' });
  });

  test('gives the case a clean start', async () => {
    const args = run('/case/bin/probe', '', 'two words', 'per%cent\nand line', 'ümlaut');
    const lines = ['env A=b=c d', 'env HOME=/elsewhere', 'cwd /var/tmp'].map((line) =>
      line.replaceAll(' d', '%20d'),
    );
    const end = await fixture.boot(specBytes([...args, ...lines, 'mode case'], [fixture.program('probe')]));
    const output = Buffer.from(end.output, 'latin1').toString('utf8').trimEnd();
    expect(output.split('\n').filter((line) => !line.startsWith('fd'))).toEqual([
      'arg0=/case/bin/probe',
      'arg1=',
      'arg2=two words',
      'arg3=per%cent',
      'and line',
      'arg4=ümlaut',
      'env:PATH=/case/bin:/usr/local/bin:/usr/local/sbin:/usr/bin:/usr/sbin:/bin:/sbin',
      'env:HOME=/elsewhere',
      'env:TERM=linux',
      'env:LANG=C',
      'env:TMPDIR=/tmp',
      'env:LTP_RESULT_FD=250',
      'env:A=b=c d',
      'signals-blocked=0',
      'signals-changed=0',
      'uid=0',
      'gid=0',
      'groups=',
      'leader=1',
      'parent=1',
      'umask=022',
      'cwd=/var/tmp',
    ]);
    expect(
      output
        .split('\n')
        .filter((line) => line.startsWith('fd'))
        .sort(),
    ).toEqual(['fd0=/dev/null', 'fd1=/chan/3', 'fd250=/chan/2', 'fd2=/chan/3']);
    expect(end.result).toBe('TAP version 13\n1..1\nok 1 - probe\n');
    expect(words(end)).toContain('exit code=7');
  });

  test('changes the user where the spec says so', async () => {
    const as = async (...lines: string[]) => {
      const end = await fixture.boot(
        specBytes([...run('/case/bin/probe'), ...lines], [fixture.program('probe')]),
      );
      return end.output.match(/^(?:uid|gid|groups)=.*$/gm);
    };
    expect(await as('uid 65534')).toEqual(['uid=65534', 'gid=65534', 'groups=']);
    expect(await as('uid 7', 'gid 8', 'groups 9,10')).toEqual(['uid=7', 'gid=8', 'groups=9,10']);
    expect(await as('groups 5')).toEqual(['uid=0', 'gid=0', 'groups=5']);
  });

  test('reports death by a signal, and core only when one was dumped', async () => {
    const end = await fixture.disorder('segv');
    expect(words(end)).toContain('exit signal=11 core=0');
  });

  test('sets the machine up', async () => {
    const script = [
      'hostname',
      'ip link show lo | grep -c "[<,]UP[,>]"',
      'stat -c %a /tmp /dev/shm',
      'mount | awk \'{ print $3, $5 }\' | grep -v "^/ " | sort',
      'readlink /dev/stdin',
      'id -un; id -Gn',
      'test -d /sys/kernel && echo sysfs',
    ].join('; ');
    const end = await fixture.boot(specBytes(shell(script)));
    expect(end.output.trimEnd().split('\n')).toEqual([
      'ltp-nommu',
      '1',
      '1777',
      '1777',
      '/dev tmpfs',
      '/dev/mqueue mqueue',
      '/dev/pts devpts',
      '/dev/shm tmpfs',
      '/proc proc',
      '/sys sysfs',
      '/tmp tmpfs',
      '/proc/self/fd/0',
      'root',
      'root',
      'sysfs',
    ]);
  });
});

describe.runIf(worlds)('files', () => {
  test('arrive whole, with their modes, in new directories, and never through a link', async () => {
    const large = randomBytes(30 * 1024 * 1024 + 13);
    const files = [
      { path: '/data/deep/er/large', mode: '0640', data: large },
      { path: '/data/empty file', mode: '4755', data: Buffer.alloc(0) },
      { path: '/bin/cat', mode: '0755', data: Buffer.from('#!/bin/sh\necho not the cat\n') },
      { path: '/etc/mtab', mode: '0644', data: Buffer.from('own\n') },
    ];
    const script =
      'stat -c "%a %s %n" /data/deep/er/large "/data/empty file"; cat /etc/mtab; busybox cat /etc/mtab; sha256sum < /data/deep/er/large';
    const end = await fixture.boot(specBytes(shell(script), files));
    const sum = execFileSync('sha256sum', { input: large }).toString();

    expect(end.output).toBe(
      `640 ${large.length} /data/deep/er/large\n4755 0 /data/empty file\nnot the cat\nown\n${sum}`,
    );
  });

  test('may come late and in pieces', async () => {
    const world = new World(fixture.archive, fixture.init);
    const channel = join(world.root, 'chan', '0');
    execFileSync('mkfifo', [channel]);
    const life = world.boot(null);
    const fd = openSync(channel, 'r+');
    const bytes = specBytes(shell('cat /piece'), [{ path: '/piece', data: Buffer.from('one two\n') }]);
    for (let at = 0; at < bytes.length; at += 50) {
      await sleep(20);
      writeSync(fd, bytes, at, Math.min(50, bytes.length - at));
    }
    // The writer stays open: init must know from the text alone that it has all.
    const end = await life;
    closeSync(fd);
    world.close();
    expect(end.output).toBe('one two\n');
    expect(words(end).at(-1)).toBe('end');
  });
});

describe.runIf(worlds)('what a case leaves behind', () => {
  test('processes are named, killed and waited for', async () => {
    const end = await fixture.disorder('processes');
    const lines = words(end);
    expect(lines).toContain('leftovers procs=40 mounts=0 ipc=0');
    const named = lines.filter((line) => line.startsWith('leftover proc '));
    expect(named).toHaveLength(32);
    // The name is what prctl was given, cut by the kernel to 15 bytes: it can forge neither a line nor a word.
    expect(named.every((line) => /^leftover proc \d+ a\)%20S%201%0A#%20end$/.test(line))).toBe(true);
    expect(end.ms).toBeLessThan(3000);
  });

  test('a stopped process is one too', async () => {
    expect(words(await fixture.disorder('stopped'))).toContain('leftovers procs=1 mounts=0 ipc=0');
  });

  test('orphans that have ended are none', async () => {
    expect(words(await fixture.disorder('orphans'))).toContain('leftovers procs=0 mounts=0 ipc=0');
  });

  test('a child that was killed but not waited for is none', async () => {
    expect(words(await fixture.disorder('killed'))).toContain('leftovers procs=0 mounts=0 ipc=0');
  });

  test('System V objects and message queues are counted', async () => {
    expect(words(await fixture.disorder('ipc'))).toContain('leftovers procs=0 mounts=0 ipc=4');
  });

  test('mounts are named, also one over our own, and a detached /proc blinds nobody', async () => {
    const lines = words(await fixture.disorder('mounts'));
    expect(lines).toContain('leftovers procs=0 mounts=2 ipc=0');
    expect(lines.filter((line) => line.startsWith('leftover mount'))).toEqual([
      'leftover mount /mnt/a\\040b',
      'leftover mount /tmp',
    ]);
    expect(lines.at(-2)).toMatch(/^taint=\d+ /);
  });

  test.each(['close', 'kill-all', 'chroot'])('init outlives a case that does: %s', async (what) => {
    const lines = words(await fixture.disorder(what));
    expect(lines).toContain('exit code=0');
    expect(lines.at(-1)).toBe('end');
  });
});

test.runIf(worlds)('a second life does not see the first', async () => {
  const first = await fixture.boot(specBytes(shell('echo x > /tmp/x; echo x > /dev/shm/x; sleep 100 &')));
  expect(words(first)).toContain('leftovers procs=1 mounts=0 ipc=0');
  const second = await fixture.boot(specBytes(shell('ls /tmp /dev/shm; pgrep -x sleep')));
  expect(second.output).toBe('/dev/shm:\n\n/tmp:\n');
});
