// SPDX-License-Identifier: GPL-2.0-or-later
/** Places in the kernel's source, gdb on a guest, and cores: all with the kernel that every run has. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ensureKernel, ensureRootfs, ensureStarter } from '../runner/build/index.ts';
import { CoreKeeper, Emulator } from '../runner/emulator/index.ts';
import { BUILD_TIMEOUT_MS, buildCli, guests, Place } from './fixtures/run/harness.ts';

/** gdb reads a lot before it starts. */
vi.setConfig({ testTimeout: 60_000 });

const place = new Place();
/** The base kernel, by its path: one with all debug information would have to be built for these tests alone. */
let base: string[];
const commands = (...lines: string[]): string[] => lines.flatMap((line) => ['--gdb-command', line]);

beforeAll(async () => {
  await buildCli();
  base = ['--kernel', (await ensureKernel()).path];
}, BUILD_TIMEOUT_MS);
afterAll(() => place.remove());

describe('traces are decoded', () => {
  test('a panic: place in the verdict, places in a log of their own', async () => {
    await place.run('demo/panic', '--out', 'panic');
    const [end] = place.ends('panic');
    const event = end?.result.kernelEvents.find(({ kind }) => kind === 'panic');
    expect(event?.place).toMatch(/^mm\/\w+\.c:\d+ \w+$/);
    expect(end?.result.reason).toContain(` (${event?.place})`);
    const decoded = place.log('panic', 'demo/panic', 'decoded');
    expect(decoded).toMatch(/ out_of_memory\+0x\w+\/0x\w+ {2}.*mm\/oom_kill\.c:\d+ out_of_memory$/m);
    // Nothing but places is added.
    const plain = place.log('panic', 'demo/panic', 'kernel');
    expect(decoded.split('\n').length).toBe(plain.split('\n').length);
  });

  test('a hang, in a copy of a booted kernel: where each task waits', async () => {
    await place.run('demo/hang', '--timeout-scale', '0.1', '--boot', 'fork', '--out', 'hang');
    expect(place.ends('hang')[0]).toMatchObject({ result: { cause: 'hang' }, boot: { boot: 'fork' } });
    expect(place.ends('hang')[0]?.result.reason).toMatch(/ hang\[\d+\] waits in sys_pause/);
    const decoded = place.log('hang', 'demo/hang', 'decoded');
    expect(decoded).toMatch(/ schedule\+0x\w+\/0x\w+ {2}.*kernel\/sched\/core\.c:\d+ schedule$/m);
  });

  test('a kernel without line tables: said once, nothing else changes', async () => {
    const stripped = place.path('linux');
    execFileSync('objcopy', ['--strip-debug', (await ensureKernel()).path, stripped]);
    const { stdout } = await place.run('demo/panic', '--kernel', stripped, '--repeat', '2', '--out', 'bare');
    expect(stdout.match(/traces are not decoded: .*linux has no line tables/g)).toHaveLength(1);
    expect(place.ends('bare').map(({ result }) => result.cause)).toEqual(['panic', 'panic']);
    expect(place.log('bare', 'demo/panic', 'decoded')).toBe('');
  });
});

describe('gdb', () => {
  test('stops in the kernel and in the program of the case, which then runs to its end', async () => {
    const script = place.path('script.gdb');
    execFileSync('sh', [
      '-c',
      'printf "delete\\ncase-start\\nbreak good.c:main\\ncontinue\\nbt\\ndelete\\n" > "$1"',
      'sh',
      script,
    ]);
    const { code, stdout } = await place.run(
      'demo/good',
      ...base,
      '--gdb',
      ...commands('break do_mmap', 'continue', 'bt 3', script),
      '--out',
      'gdb',
    );
    expect(stdout).toMatch(/Breakpoint 1, .*do_mmap .*at .*mm\/nommu\.c:\d+/);
    expect(stdout).toMatch(/#1 .* vm_mmap_pgoff .*at .*mm\/util\.c:\d+/);
    expect(stdout).toMatch(/^good is at 0x[0-9a-f]+$/m);
    expect(stdout).toMatch(/Breakpoint 2, .*main .*at .*\/good\.c:\d+/);
    expect(code).toBe(0);
    expect(place.ends('gdb')[0]?.result.outcome).toBe('pass');
  });

  test('a guest whose user is through with it does not stay', async () => {
    const memory = 77;
    await place.run(
      'demo/hang',
      ...base,
      ...commands('case-start', 'kill'),
      '--mem',
      `${memory}`,
      '--out',
      'kill',
    );
    expect(guests(memory)).toEqual([]);
  });

  test('in a shell: the programs of the cases, where each is loaded', async () => {
    const { code, stdout } = await place.cli([
      ...['shell', ...base, '--command', 'fcntl07; echo done'],
      ...commands('case-start', 'info symbol $pc'),
    ]);
    expect(stdout).toMatch(/^fcntl07 is at 0x/m);
    expect(stdout).toMatch(/^_start in section \.text of .*fcntl07$/m);
    expect(stdout).toContain('done');
    expect(code).toBe(0);
  });

  test.each<[string, string[], RegExp]>([
    ['no terminal', ['run', 'fcntl07', '--gdb'], /standard input is no terminal/],
    ['two cases', ['run', 'fcntl07', 'kill09', ...commands('bt')], /one boot of one case, not 2 cases/],
    [
      'with --retries',
      ['run', 'fcntl07', ...commands('bt'), '--retries', '1'],
      /--retries do not go together/,
    ],
    ['a shell without a command', ['shell', '--gdb'], /--gdb has the terminal/],
  ])('%s', async (_, args, message) => {
    const { code, stderr } = await place.cli(args);
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
  });
});

describe('cores', () => {
  const panicIn = (core: string, kernel: string): string =>
    execFileSync('gdb', ['-nx', '-q', '--batch', kernel, core, '-ex', 'bt'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });

  test('--keep-core: beside the logs, with the line that opens it', async () => {
    const { stdout } = await place.run('demo/panic', 'demo/good', '--keep-core', '--out', 'core');
    const core = join(place.path('core'), 'cases/demo/panic/core');
    const kernel = (await ensureKernel()).path;
    expect(stdout).toContain(`gdb ${kernel} ${core}\n`);
    expect(panicIn(core, kernel)).toMatch(/ in out_of_memory .*at .*mm\/oom_kill\.c:\d+/);
    expect(existsSync(join(place.path('core'), 'cases/demo/good/core'))).toBe(false);
    expect(place.ends('core').find(({ id }) => id === 'demo/panic')?.result.cause).toBe('panic');
  });

  test('where the host’s kernel does not write it, gdb does', async () => {
    const [kernel, rootfs, starter] = await Promise.all([ensureKernel(), ensureRootfs(), ensureStarter()]);
    const emulator = await Emulator.open({ starter: starter.path, kernel: kernel.path, rootfs: rootfs.cpio });
    try {
      const keeper = new CoreKeeper(emulator, { dir: place.dir, kernel: kernel.path, writer: 'gdb' });
      const sh = (line: string) => ({ id: 'core', argv: ['/bin/sh', '-c', line], timeoutMs: 10_000 });
      const good = await keeper.boot(sh('echo hello'));
      expect(good).toMatchObject({ output: 'hello\n', end: { reason: 'exit', code: 0 } });
      expect(good.core).toBeUndefined();
      const bad = await keeper.boot(sh('echo -1000 > /proc/self/oom_score_adj; cat /dev/zero > /filler'));
      expect(bad.end).toMatchObject({ reason: 'signal', signal: 6 });
      expect(
        readFileSync(bad.core ?? '')
          .subarray(0, 4)
          .toString('latin1'),
      ).toBe('\x7fELF');
      expect(panicIn(bad.core ?? '', kernel.path)).toContain(' in panic ');
    } finally {
      await emulator.close();
    }
  });
});
