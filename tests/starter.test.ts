// SPDX-License-Identifier: GPL-2.0-or-later
/** The starter with a stub in place of a guest: it must keep its promises whatever the process inside does. */
import { chmodSync, copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { ensureStarter } from '../runner/build/starter.ts';
import { encodeFrame, encodeKill, encodeStart } from '../runner/emulator/protocol.ts';
import { allGone, request, SIGKILL, spec, starterFixture } from './fixtures/starter/harness.ts';

const { programs, emulator, rawStarter } = starterFixture();
const isRoot = process.getuid?.() === 0;

describe('a boot', () => {
  test('has its channels apart, the spec on fd 3 and its own token', async () => {
    const machine = await emulator();
    const file = join(programs.dir, 'program');
    writeFileSync(file, 'bytes of a program');
    const boot = await machine.boot(
      spec('hello', {
        argv: ['/case/bin/x', 'two words'],
        files: [
          { path: '/case/bin/x', mode: 0o755, source: file },
          { path: '/etc/note', mode: 0o600, content: 'a note' },
        ],
      }),
    );
    expect(boot.kernel).toBe('console\nerror\n');
    expect(boot.frames).toBe('frame\n');
    expect(boot.result).toBe('result\n');
    expect(boot.token).toMatch(/^[0-9a-f]{32}$/);
    expect(boot.output.replace(/^seed [0-9a-f]{64}$/m, 'seed')).toBe(
      [
        'ltp-nommu 1',
        `token ${boot.token}`,
        'id suite/case',
        'seed',
        'arg /case/bin/x',
        'arg two%20words',
        'mode case',
        'file 0600 6 /etc/note',
        'file 0755 18 /case/bin/x',
        'data',
        'a notebytes of a program',
      ].join('\n'),
    );
    expect(boot.end).toMatchObject({ reason: 'exit', code: 0, truncated: [] });
    const again = await machine.boot(spec('hello'));
    expect(again.token).not.toBe(boot.token);
  });

  test('runs without privileges, in a session of its own, with nothing but its descriptors', async () => {
    const machine = await emulator();
    const { output } = await machine.boot(spec('facts'));
    const facts = Object.fromEntries(
      [...output.matchAll(/([A-Za-z0-9]+)[=:]\s*(\S*)/g)].map((m) => [m[1], m[2]]),
    );
    expect(facts).toMatchObject({
      pid: facts.sid,
      pgid: facts.sid,
      ppid: String(machine.starterPid),
      pdeathsig: String(SIGKILL),
      nnp: '1',
      norandomize: '1',
      // The C library must not register rseq: an MMU UML dies of it.
      env: '1:GLIBC_TUNABLES=glibc.pthread.rseq=0',
      cwd: '/',
      core: '0',
      nofile: '256',
      SigBlk: '0000000000000000',
      SigIgn: '0000000000000000',
      CapEff: '0000000000000000',
      CapPrm: '0000000000000000',
    });
    expect(output).toContain('fds=0 1 2 3 4 5 6 7 \n');
    if (isRoot) expect(output).toContain('uid=65534 euid=65534 gid=65534 groups=0\n');
  });

  test.runIf(isRoot)('keeps the user when it is told to', async () => {
    const machine = await emulator({ keepUser: true });
    expect((await machine.boot(spec('facts'))).output).toContain('uid=0 euid=0');
  });

  test('finds the root file system though its path is out of reach, and cannot change it', async () => {
    const machine = await emulator();
    const boot = await machine.boot(spec('rootfs'));
    expect(boot.output).toBe('the root file system');
    if (isRoot) expect(boot.result).toBe('writable=0\n');
    // The whole run uses what was there at its first boot.
    writeFileSync(join(programs.dir, 'rootfs'), 'another one');
    expect((await machine.boot(spec('rootfs'))).output).toBe('the root file system');
  });

  test('can append to a file of counts, and no more', async () => {
    const counts = join(programs.dir, 'counts');
    writeFileSync(counts, 'before\n');
    chmodSync(counts, 0o600);
    const machine = await emulator({ coverage: counts });
    const boots = await Promise.all([machine.boot(spec('coverage')), machine.boot(spec('coverage'))]);
    expect(boots.map((boot) => boot.result)).toEqual(['readable=0\n', 'readable=0\n']);
    expect(readFileSync(counts, 'utf8')).toBe('before\ncounts\ncounts\n');
  });

  test('runs a kernel that only root may read', async () => {
    const kernel = join(programs.dir, 'private');
    copyFileSync(programs.guest, kernel);
    chmodSync(kernel, 0o700);
    const machine = await emulator({ kernel });
    expect((await machine.boot(spec('seven'))).end).toMatchObject({ reason: 'exit', code: 7 });
  });

  test.each([
    ['seven', { reason: 'exit', code: 7 }],
    ['abort', { reason: 'signal', signal: 6 }],
    ['closed', { reason: 'exit', code: 3 }],
  ])('%s: the end is told as it was', async (act, end) => {
    const machine = await emulator();
    expect((await machine.boot(spec(act))).end).toMatchObject(end);
  });

  test('tells CPU time, memory and wall time', async () => {
    const machine = await emulator({ capBytes: 1000 });
    const { end } = await machine.boot(spec('spew', { timeoutMs: 15_000 }));
    expect(end.systemMs).toBeGreaterThan(1);
    expect(end.wallMs).toBeGreaterThanOrEqual(end.systemMs * 0.9);
    expect(end.maxRssKb).toBeGreaterThan(100);
    expect(end.maxRssKb).toBeLessThan(100_000);
  });

  test('a kernel that cannot be started is told, with the reason', async () => {
    const missing = await emulator({ kernel: join(programs.dir, 'nothing') });
    const boot = await missing.boot(spec('hello'));
    expect(boot.end).toMatchObject({ reason: 'start-failed' });
    expect(boot.end.error).toContain('No such file');
    const noElf = await emulator({ kernel: join(programs.dir, 'rootfs') });
    expect((await noElf.boot(spec('hello'))).end.error).toMatch(
      /exec: (Permission denied|Exec format error)/,
    );
    await expect(
      missing.boot(spec('hello', { files: [{ path: '/x', mode: 0o644, source: '/does/not/exist' }] })),
    ).rejects.toMatchObject({ code: 'BOOT_FILE' });
  });
});

describe('channels', () => {
  test('all four arrive whole when each has more than a pipe holds', async () => {
    const machine = await emulator();
    const boot = await machine.boot(spec('chatter'));
    for (const channel of ['kernel', 'frames', 'result', 'output'] as const) {
      expect(boot.bytes[channel].equals(Buffer.alloc(512 << 10, 'x'))).toBe(true);
    }
  });

  test('a flood is cut at the cap and said to be; other channels are not touched', async () => {
    const machine = await emulator({ capBytes: 100_000 });
    const boot = await machine.boot(spec('spew', { timeoutMs: 15_000 }));
    expect(boot.end).toMatchObject({ reason: 'exit', code: 0, truncated: ['output'] });
    expect(boot.bytes.output.length).toBe(100_000);
    expect(boot.result).toBe('after the flood\n');
  });

  test('a reader that does not read blocks the guests and nothing gets lost', async () => {
    const starter = rawStarter();
    await starter.reply('hello');
    starter.process.stdout?.pause();
    for (let id = 1; id <= 4; id++) starter.start(id, request(programs, 'chatter', { timeoutMs: 0 }));
    await sleep(500);
    starter.process.stdout?.resume();
    for (let id = 1; id <= 4; id++) {
      expect((await starter.reply('ended', id)).end).toMatchObject({ code: 0, truncated: [] });
      for (const channel of ['kernel', 'frames', 'result', 'output']) {
        expect(starter.text(id, channel).length).toBe(512 << 10);
      }
    }
  });

  test('timeouts and requests work while the reader sleeps', async () => {
    const starter = rawStarter();
    await starter.reply('hello');
    starter.process.stdout?.pause();
    starter.start(1, request(programs, 'flood-deaf', { timeoutMs: 300, capBytes: 1 << 30 }));
    starter.start(2, request(programs, 'deaf', { timeoutMs: 0 }));
    await sleep(600);
    starter.send(encodeKill(2));
    starter.process.stdout?.resume();
    expect((await starter.reply('ended', 1)).end.signal).toBe(SIGKILL);
    expect((await starter.reply('ended', 2)).end.signal).toBe(SIGKILL);
  });

  test('many guests at once', async () => {
    const machine = await emulator();
    const boots = await Promise.all(
      Array.from({ length: 40 }, () => machine.boot(spec('hello', { timeoutMs: 15_000 }))),
    );
    expect(boots.every((boot) => boot.kernel === 'console\nerror\n' && boot.end.code === 0)).toBe(true);
    expect(new Set(boots.map((boot) => boot.token)).size).toBe(40);
  });
});

test('starter and runner add little to a boot', async () => {
  const machine = await emulator();
  const added: number[] = [];
  for (let i = 0; i < 100; i++) {
    const began = performance.now();
    const { end } = await machine.boot(spec('seven'));
    added.push(performance.now() - began - end.wallMs);
  }
  added.sort((a, b) => a - b);
  expect(added[50]).toBeLessThan(5);
});

describe('requests', () => {
  test.each([
    ['no exe', encodeFrame(1, 'S', 'header\0x\0')],
    ['unknown key', encodeFrame(1, 'S', 'what\0x\0')],
    ['key without a value', encodeFrame(1, 'S', 'exe\0')],
    ['not a number', encodeFrame(1, 'S', 'timeout-ms\0-1\0')],
    ['too many values', encodeFrame(1, 'S', 'arg\0x\0'.repeat(100))],
    ['unknown request', encodeFrame(1, 'z')],
    ['boot id in use', encodeFrame(0, 'S', 'exe\0/bin/true\0header\0x\0')],
    ['no terminal', encodeFrame(1, 'S', 'exe\0/bin/true\0header\0x\0tty\0')],
  ])('%s', async (message, frame) => {
    const starter = rawStarter();
    starter.send(frame);
    expect((await starter.reply('error')).message).toContain(message);
    starter.start(7, request(programs, 'seven'));
    expect((await starter.reply('ended', 7)).end.code).toBe(7);
  });

  test('cut in pieces of one byte', async () => {
    const starter = rawStarter();
    for (const byte of encodeStart(1, request(programs, 'seven'))) {
      starter.send(Uint8Array.of(byte));
      await sleep(0);
    }
    expect((await starter.reply('ended', 1)).end.code).toBe(7);
  });

  test('garbage ends the starter', async () => {
    const starter = rawStarter();
    starter.send(Buffer.alloc(64, 0xff));
    expect(await starter.ended).toEqual({ code: 1, signal: null });
  });

  test('more guests than there is room for are refused, none is lost', async () => {
    const starter = rawStarter();
    for (let id = 1; id <= 260; id++) starter.start(id, request(programs, 'deaf', { timeoutMs: 0 }));
    expect((await starter.reply('error', 257, 15_000)).message).toBe('too many guests');
    const pids = starter.replies.filter((reply) => reply.type === 'started').map((reply) => reply.pid);
    expect(pids.length).toBe(256);
    starter.process.stdin?.end();
    await starter.ended;
    await allGone(pids);
  }, 30_000);
});

test('ensureStarter() compiles once', async () => {
  process.env.LTP_NOMMU_CACHE = join(programs.dir, 'cache');
  const first = await ensureStarter();
  expect(readFileSync(first.path).subarray(1, 4).toString()).toBe('ELF');
  const second = await ensureStarter();
  expect(second).toEqual({ ...first, built: false });
  await expect(ensureStarter({ cc: '/no/such/compiler' })).rejects.toMatchObject({ code: 'STARTER_BUILD' });
});
