// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * The guest init on the real root file system, as PID 1 of a namespace on the host. What it says and does is the same
 * there; only power off and devtmpfs are not (see init.h, INIT_TEST).
 */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCpio } from '../runner/build/cpio.ts';
import { readElf } from '../runner/build/elf.ts';
import { cacheRoot } from '../runner/build/paths.ts';
import { compileInit, ensureRootfs, type RootfsBuild } from '../runner/build/rootfs.ts';
import { checkProgram, type MuslToolchain, muslToolchain } from '../runner/build/toolchain.ts';
import {
  canMakeWorlds,
  encodeValue,
  type SpecFile,
  specBytes,
  TOKEN,
  World,
  type WorldEnd,
} from './fixtures/rootfs/world.ts';

const worlds = canMakeWorlds();
const PREFIX = `# ltp-nommu ${TOKEN} `;

let tools: MuslToolchain;
let rootfs: RootfsBuild;
let work: string;
let archive: Buffer;
let init: string;
const programs = new Map<string, SpecFile>();

async function compile(name: string): Promise<SpecFile> {
  const source = fileURLToPath(new URL(`fixtures/rootfs/${name}.c`, import.meta.url));
  const output = join(work, name);
  const [command = '', ...first] = tools.cc;
  const flags = ['-D_GNU_SOURCE', '-Wall', '-Wextra', '-Werror'];
  execFileSync(command, [...first, ...tools.cflags, ...flags, source, ...tools.ldflags, '-o', output], {
    env: tools.env,
  });
  await checkProgram(output);
  return { path: `/case/bin/${name}`, data: readFileSync(output) };
}

beforeAll(async () => {
  tools = await muslToolchain();
  rootfs = await ensureRootfs();
  work = mkdtempSync(join(tmpdir(), 'ltp-nommu-rootfs-'));
  init = join(work, 'init');
  archive = readFileSync(rootfs.cpio);
  await compileInit(tools, init, ['-DINIT_TEST', '-Werror', '-Wshadow', '-Wconversion']);
  for (const name of ['probe', 'disorder']) programs.set(name, await compile(name));
}, 300_000);

afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

function program(name: string): SpecFile {
  const found = programs.get(name);
  if (found === undefined) throw new Error(`no program ${name}`);
  return found;
}

/** One life in a world of its own: a case may change any file in it. */
async function boot(spec: Uint8Array): Promise<WorldEnd> {
  const world = new World(archive, init);
  try {
    return await world.boot(spec);
  } finally {
    world.close();
  }
}

const run = (name: string, ...args: string[]): string[] =>
  [name, ...args].map((arg) => `arg ${encodeValue(arg)}`);
const shell = (script: string): string[] => run('/bin/sh', '-c', script);
const disorder = (what: string): Promise<WorldEnd> =>
  boot(specBytes([...run('/case/bin/disorder', what), 'mode case'], [program('disorder')]));
const words = (end: WorldEnd): string[] =>
  end.frames.map((line) => (line.startsWith(PREFIX) ? line.slice(PREFIX.length) : line));

describe('the image', () => {
  test('holds programs that a guest can run', async () => {
    expect(rootfs.init.bytes).toBeLessThan(60_000);
    expect(rootfs.busybox.bytes).toBeLessThan(600_000);
    expect(rootfs.size).toBeLessThan(700_000);
    const init = await checkProgram(join(rootfs.cpio, '..', 'init'), { stackBytes: 128 * 1024 });
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
      expect(rootfs.busybox.commands.map((path) => path.split('/').pop())).toContain(command);
  });

  test('is an archive that another reader understands', () => {
    const busybox = join(work, 'busybox');
    const records = readCpio(archive);
    writeFileSync(busybox, records.find((record) => record.path === 'bin/busybox')?.data ?? '', {
      mode: 0o755,
    });
    // One block of memory of the next power of two holds the whole program at each exec.
    expect(readElf(readFileSync(busybox)).imageBytes).toBeLessThan(512 * 1024);
    const listing = execFileSync(busybox, ['cpio', '-itv'], {
      input: archive,
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
    const image = archive.toString('latin1');
    const places = [process.cwd(), cacheRoot()].filter((place) => image.includes(place));
    expect(places).toEqual([]);
  });

  test('is not built again', async () => {
    const lines: string[] = [];
    const again = await ensureRootfs({ progress: (line) => lines.push(line) });
    expect(again).toEqual({ ...rootfs, built: false });
    expect(lines).toEqual([]);
  });
});

describe.runIf(worlds)('a life of init', () => {
  test('frames the case and reports how it ended', async () => {
    const end = await boot(
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
    const end = await boot(specBytes([...args, ...lines, 'mode case'], [program('probe')]));
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
      const end = await boot(specBytes([...run('/case/bin/probe'), ...lines], [program('probe')]));
      return end.output.match(/^(?:uid|gid|groups)=.*$/gm);
    };
    expect(await as('uid 65534')).toEqual(['uid=65534', 'gid=65534', 'groups=']);
    expect(await as('uid 7', 'gid 8', 'groups 9,10')).toEqual(['uid=7', 'gid=8', 'groups=9,10']);
    expect(await as('groups 5')).toEqual(['uid=0', 'gid=0', 'groups=5']);
  });

  test('reports death by a signal, and core only when one was dumped', async () => {
    const end = await disorder('segv');
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
    const end = await boot(specBytes(shell(script)));
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
    const end = await boot(specBytes(shell(script), files));
    const sum = execFileSync('sha256sum', { input: large }).toString();

    expect(end.output).toBe(
      `640 ${large.length} /data/deep/er/large\n4755 0 /data/empty file\nnot the cat\nown\n${sum}`,
    );
  });

  test('may come late and in pieces', async () => {
    const world = new World(archive, init);
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

describe.runIf(worlds)('a spec that is wrong is told and ends the boot', () => {
  const good = ['ltp-nommu 1', `token ${TOKEN}`, 'id x/y', 'arg /bin/true', 'data', ''].join('\n');
  const broken: readonly (readonly [name: string, spec: string, error: RegExp])[] = [
    ['empty', '', /spec: empty$/],
    ['another format', good.replace('nommu 1', 'nommu 2'), /first line.* ltp-nommu%202$/],
    ['no end of the text', good.replace('\ndata\n', '\n'), /ends before the `data` line$/],
    ['a zero byte', good.replace('x/y', 'x\0y'), /zero byte/],
    ['no token', good.replace(/token.*\n/, ''), /^# ltp-nommu - setup-error spec: no token$/],
    ['nothing to run', good.replace(/arg.*\n/, ''), /no arg line/],
    ['an unknown key', good.replace('arg ', 'args '), /unknown key or bad value in a line of args$/],
    ['a line without a value', good.replace('arg /bin/true', 'arg'), /no value in line arg$/],
    ['an unknown mode', good.replace('data\n', 'mode both\ndata\n'), /a line of mode$/],
    ['half an escape', good.replace('/bin/true', '/bin/%4'), /a line of arg$/],
    ['an escaped zero', good.replace('/bin/true', '/bin/%00x'), /a line of arg$/],
    ['no number', good.replace('data\n', 'uid root\ndata\n'), /a line of uid$/],
    ['a variable without =', good.replace('data\n', 'env NAME\ndata\n'), /a line of env$/],
    ['a relative path', good.replace('data\n', 'file 0644 0 etc/x\ndata\n'), /a line of file$/],
    ['a climbing path', good.replace('data\n', 'file 0644 0 /a/../b\ndata\n'), /a line of file$/],
    [
      'an escaped climbing path',
      good.replace('data\n', 'file 0644 0 /a/%2e%2e/b\ndata\n'),
      /a line of file$/,
    ],
    ['a bad mode', good.replace('data\n', 'file 0855 0 /x\ndata\n'), /a line of file$/],
    ['a huge size', good.replace('data\n', 'file 0644 99999999999999999999 /x\ndata\n'), /a line of file$/],
    ['missing data', `${good.replace('data\n', 'file 0644 10 /x\ndata\n')}123`, /data end inside of \/x$/],
    ['more data than files', `${good}more`, /more data than its files have bytes$/],
    [
      'a file in place of a directory',
      good.replace('data\n', 'file 0644 0 /etc/passwd/x\ndata\n'),
      /cannot create \/etc\/passwd\/x: ENOTDIR \(20\)$/,
    ],
    ['no program', good.replace('/bin/true', '/case/none'), /cannot execute \/case\/none: ENOENT \(2\)$/],
    ['a directory to run', good.replace('/bin/true', '/case'), /cannot execute \/case: EACCES \(13\)$/],
    [
      'no such directory',
      good.replace('data\n', 'cwd /none\ndata\n'),
      /cannot change to the directory of \/bin\/true: ENOENT \(2\)$/,
    ],
    ['a text without end', `ltp-nommu 1\n${'env A=b\n'.repeat(140_000)}`, /longer than 1 MiB/],
  ];

  test.each(broken)('%s', async (_name, spec, error) => {
    const end = await boot(Buffer.from(spec, 'latin1'));
    const told = end.frames.filter((line) => line.includes(' setup-error '));
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(error);
    expect(end.frames.at(-1)).toMatch(/ end$/);
    expect(end.code).toBe(0);
  });

  test('garbage to execute is told', async () => {
    const end = await boot(
      specBytes(run('/case/garbage'), [{ path: '/case/garbage', data: randomBytes(5000) }]),
    );
    expect(words(end)).toContain('setup-error cannot execute /case/garbage: ENOEXEC (8)');
  });

  test('a large text is no error', async () => {
    const many = Array.from({ length: 2000 }, (_, index) => `env NAME${index}=${'v'.repeat(200)}`);
    const end = await boot(specBytes([...shell('env | grep -c ^NAME'), ...many]));
    expect(end.output).toBe('2000\n');
  });
});

describe.runIf(worlds)('what a case leaves behind', () => {
  test('processes are named, killed and waited for', async () => {
    const end = await disorder('processes');
    const lines = words(end);
    expect(lines).toContain('leftovers procs=40 mounts=0 ipc=0');
    const named = lines.filter((line) => line.startsWith('leftover proc '));
    expect(named).toHaveLength(32);
    // The name is what prctl was given, cut by the kernel to 15 bytes: it can forge neither a line nor a word.
    expect(named.every((line) => /^leftover proc \d+ a\)%20S%201%0A#%20end$/.test(line))).toBe(true);
    expect(end.ms).toBeLessThan(3000);
  });

  test('a stopped process is one too', async () => {
    expect(words(await disorder('stopped'))).toContain('leftovers procs=1 mounts=0 ipc=0');
  });

  test('orphans that have ended are none', async () => {
    expect(words(await disorder('orphans'))).toContain('leftovers procs=0 mounts=0 ipc=0');
  });

  test('a child that was killed but not waited for is none', async () => {
    expect(words(await disorder('killed'))).toContain('leftovers procs=0 mounts=0 ipc=0');
  });

  test('System V objects and message queues are counted', async () => {
    expect(words(await disorder('ipc'))).toContain('leftovers procs=0 mounts=0 ipc=4');
  });

  test('mounts are named, also one over our own, and a detached /proc blinds nobody', async () => {
    const lines = words(await disorder('mounts'));
    expect(lines).toContain('leftovers procs=0 mounts=2 ipc=0');
    expect(lines.filter((line) => line.startsWith('leftover mount'))).toEqual([
      'leftover mount /mnt/a\\040b',
      'leftover mount /tmp',
    ]);
    expect(lines.at(-2)).toMatch(/^taint=\d+ /);
  });

  test.each(['close', 'kill-all', 'chroot'])('init outlives a case that does: %s', async (what) => {
    const lines = words(await disorder(what));
    expect(lines).toContain('exit code=0');
    expect(lines.at(-1)).toBe('end');
  });
});

test.runIf(worlds)('a second life does not see the first', async () => {
  const first = await boot(specBytes(shell('echo x > /tmp/x; echo x > /dev/shm/x; sleep 100 &')));
  expect(words(first)).toContain('leftovers procs=1 mounts=0 ipc=0');
  const second = await boot(specBytes(shell('ls /tmp /dev/shm; pgrep -x sleep')));
  expect(second.output).toBe('/dev/shm:\n\n/tmp:\n');
});
