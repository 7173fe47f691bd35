// SPDX-License-Identifier: GPL-2.0-or-later
/** Guests that are copies of one booted kernel: they are as separate as guests that boot, and their time is their own. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureKernel, ensureRootfs, ensureStarter, muslToolchain } from '../runner/build/index.ts';
import { type Boot, Emulator } from '../runner/emulator/index.ts';
import { judge } from '../runner/verdict/index.ts';

const work = mkdtempSync(join(tmpdir(), 'ltp-nommu-fork-'));
const program = join(work, 'guest');
let kernel = '';
let forked: Emulator;
let cold: Emulator;

beforeAll(async () => {
  const tools = await muslToolchain();
  const [command = '', ...first] = tools.cc;
  const source = join(import.meta.dirname, 'fixtures', 'fork', 'guest.c');
  const flags = [...tools.cflags, '-D_GNU_SOURCE', '-O1', '-Wall', '-Wextra', '-Werror'];
  execFileSync(command, [...first, ...flags, source, ...tools.ldflags, '-o', program], { env: tools.env });
  kernel = (await ensureKernel()).path;
  const options = { kernel, starter: (await ensureStarter()).path, rootfs: (await ensureRootfs()).cpio };
  forked = await Emulator.open({ ...options, boot: 'fork' });
  cold = await Emulator.open({ ...options, boot: 'cold' });
}, 300_000);

afterAll(async () => {
  await Promise.all([forked?.close(), cold?.close()]);
  rmSync(work, { recursive: true, force: true });
});

function boot(emulator: Emulator, argv: readonly string[], timeoutMs = 20_000): Promise<Boot> {
  const files = [{ path: '/case/bin/guest', mode: 0o755, source: program }];
  return emulator.boot({ id: 'test', argv, files, timeoutMs });
}

const guest = (emulator: Emulator, ...args: string[]): Promise<Boot> =>
  boot(emulator, ['/case/bin/guest', ...args]);

async function look(emulator: Emulator): Promise<string> {
  const { output, end } = await guest(emulator, 'look');
  expect(end).toMatchObject({ reason: 'exit', code: 0, boot: emulator === forked ? 'fork' : 'cold' });
  expect(output).toContain('pid ');
  return output;
}

test('a copy looks like a kernel that has booted for itself', async () => {
  expect(await look(forked)).toBe(await look(cold));
});

/** Address of a symbol in the kernel's binary. */
function symbol(name: string): string {
  const line = readFileSync(join(dirname(kernel), 'System.map'), 'utf8')
    .split('\n')
    .find((one) => one.endsWith(` ${name}`));
  return line?.split(' ')[0] ?? '';
}

describe('what one copy does the next one does not see:', () => {
  test.each<[string, () => Promise<Boot>, RegExp]>([
    [
      'files, mounts, IPC objects, names, sysctls',
      () => guest(forked, 'litter'),
      /^exit 0, \/tmp: \. \.\. file$/,
    ],
    ['a reboot', () => guest(forked, 'reboot'), /^no end$/],
    // Where they hit decides whether the kernel dies or goes round for ever.
    ['stores all over the data of the kernel', () => wild(), /^(crash|timeout)$/],
    ['memory that is used up', () => guest(forked, 'exhaust'), /^exit 0, $|^(crash|timeout)$/],
    [
      'writing to the memory of the kernel by /dev/mem',
      () => boot(forked, ['/bin/sh', '-c', 'dd if=/dev/zero of=/dev/mem bs=4096 count=2000'], 3000),
      /^(crash|timeout)$/,
    ],
    ['SIGKILL for the copy', () => killed(), /^killed from outside$/],
    ['power off in the middle', () => boot(forked, ['/bin/sh', '-c', 'poweroff -f']), /^no end$/],
  ])('%s', async (_name, hostile, how) => {
    const before = await look(forked);
    const ended = await hostile();
    expect(ended.end.boot).toBe('fork');
    expect(whatCame(ended)).toMatch(how);
    expect(await look(forked)).toBe(before);
  });
});

/** The end of a boot in few words. */
function whatCame(ended: Boot): string {
  const { outcome, reason, exit } = judge(ended);
  if (outcome === 'crash' || outcome === 'timeout') return outcome;
  if (/killed from outside/.test(reason)) return 'killed from outside';
  if (/no end frame/.test(reason)) return 'no end';
  return `exit ${exit?.code ?? exit?.signal ?? '?'}, ${ended.output.trim()}`;
}

function wild(): Promise<Boot> {
  const [from, to] = [symbol('_sdata'), symbol('_edata')];
  expect([from, to]).not.toContain('');
  return boot(forked, ['/case/bin/guest', 'wild', from, to], 3000);
}

function killed(): Promise<Boot> {
  return forked.boot(
    { id: 'test', argv: ['/bin/sh', '-c', 'sleep 60'], timeoutMs: 30_000 },
    { onStarted: (pid) => void sleep(50).then(() => process.kill(pid, 'SIGKILL')) },
  );
}

describe('time', () => {
  test('of the day goes on while the template waits, uptime does not', async () => {
    const read = async () => {
      const { output } = await guest(forked, 'numbers');
      const [, real, uptime] = output.trim().split(' ').map(Number);
      return { real: real ?? 0, uptime: uptime ?? 0 };
    };
    const first = await read();
    await sleep(1500);
    const second = await read();
    expect(Math.abs(second.real - Date.now())).toBeLessThan(1000);
    expect(second.real - first.real).toBeGreaterThan(1400);
    expect(Math.abs(second.uptime - first.uptime)).toBeLessThan(500);
  });

  test('sleeps as long as asked for', async () => {
    const { output } = await guest(forked, 'timers');
    const lengths = output.trim().split('\n').map(Number);
    expect(lengths).toHaveLength(5);
    for (const us of lengths) expect(us).toBeGreaterThanOrEqual(20_000);
    expect(Math.min(...lengths)).toBeLessThan(40_000);
  });
});

test('random numbers differ from copy to copy', async () => {
  const seen = new Set<string>();
  for (let i = 0; i < 20; i++) seen.add((await guest(forked, 'numbers')).output.split(' ')[0] ?? '');
  expect(seen.size).toBe(20);
});

test('guests of another size or with other arguments have a template of their own', async () => {
  const memory = async (memoryMb: number) => {
    const { output, end } = await forked.boot({
      id: 'test',
      argv: ['/bin/sh', '-c', 'grep MemTotal /proc/meminfo'],
      timeoutMs: 10_000,
      memoryMb,
    });
    expect(end.boot).toBe('fork');
    return Number(/\d+/.exec(output)?.[0]);
  };
  const [small, large] = [await memory(32), await memory(128)];
  expect(large - small).toBeGreaterThan(90_000);
  expect(await memory(32)).toBe(small);
});

test('a template that somebody kills is made again', async () => {
  await look(forked);
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const pid = Number(name);
    try {
      const parent = /^PPid:\t(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
      if (Number(parent) === forked.starterPid) process.kill(pid, 'SIGKILL');
    } catch {
      // it has ended meanwhile
    }
  }
  await sleep(50);
  await look(forked);
});

test('a kernel that cannot be a template boots for each guest', async () => {
  const { end, output } = await forked.boot({
    id: 'test',
    argv: ['/bin/echo', 'hello'],
    timeoutMs: 10_000,
    // Such a kernel does not know the argument; this one is kept from seeing it.
    kernelArgs: ['--', 'init-argument'],
  });
  expect(end).toMatchObject({ reason: 'exit', code: 0, boot: 'cold' });
  expect(output).toContain('hello');
});

test('many copies, two at a time: none is lost, none is wrong', async () => {
  let left = 400;
  const slot = async () => {
    while (left-- > 0) {
      const ended = await boot(forked, ['/bin/true']);
      expect(ended.end).toMatchObject({ reason: 'exit', code: 0, boot: 'fork' });
      expect(ended.frames).toMatch(/exit code=0[\s\S]* end\n$/);
    }
  };
  await Promise.all([slot(), slot()]);
}, 60_000);
