// SPDX-License-Identifier: GPL-2.0-or-later
/** The starter with a stub in place of a guest: nothing of a guest may outlive its end, the starter or the runner. */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { encodeDump, encodeKill, encodeQuit, encodeStart } from '../runner/emulator/protocol.ts';
import {
  allGone,
  isAlive,
  pidsLeft,
  request,
  SIGKILL,
  spec,
  starterFixture,
  waitFor,
} from './fixtures/starter/harness.ts';

const { programs, emulator, rawStarter } = starterFixture();

describe('the end of a guest', () => {
  test('at the timeout it is asked for its tasks, then killed', async () => {
    const machine = await emulator({ graceMs: 100 });
    let told = 0;
    const boot = await machine.boot(spec('hang', { timeoutMs: 200 }), { onTimeout: () => told++ });
    expect(boot.kernel).toBe('dump of tasks\n');
    expect(boot.end).toMatchObject({ reason: 'timeout', signal: SIGKILL });
    expect(boot.end.wallMs).toBeGreaterThanOrEqual(300);
    expect(boot.end.wallMs).toBeLessThan(2000);
    expect(told).toBe(1);
  });

  test('a dump that is complete ends the grace early', async () => {
    const machine = await emulator({ graceMs: 10_000 });
    const { end, kernel } = await machine.boot(spec('hang', { timeoutMs: 100 }));
    expect(kernel).toBe('dump of tasks\n');
    expect(end).toMatchObject({ reason: 'timeout', signal: SIGKILL });
    expect(end.wallMs).toBeLessThan(5000);
  });

  test('the dump comes through though the console is over its cap', async () => {
    const starter = rawStarter();
    starter.start(1, request(programs, 'hang', { timeoutMs: 0, capBytes: 1 }));
    await starter.reply('data', 1);
    starter.send(encodeDump(1));
    await waitFor(() => (starter.text(1, 'kernel') === 'dump of tasks\n' ? true : undefined));
  });

  test.each(['deaf', 'stopped', 'flood-deaf'])('%s: gone soon after the timeout', async (act) => {
    const machine = await emulator({ graceMs: 50, capBytes: 1000 });
    const boot = await machine.boot(spec(act, { timeoutMs: 150 }));
    expect(boot.end).toMatchObject({ reason: 'timeout', signal: SIGKILL });
    expect(boot.end.wallMs).toBeLessThan(2000);
  });

  test.each([
    ['orphans', 3],
    ['tree', 13],
  ])('%s: what it left behind is gone when the end is told', async (act, count) => {
    const machine = await emulator();
    const boot = await machine.boot(spec(act));
    const left = pidsLeft(boot.output);
    expect(left.length).toBe(count);
    expect(left.filter(isAlive)).toEqual([]);
    expect(boot.end).toMatchObject({ reason: 'exit', code: 0 });
  });

  test('takes nothing from other guests', async () => {
    const starter = rawStarter();
    starter.start(1, request(programs, 'orphans-hang', { timeoutMs: 0 }));
    const inFirst = await starter.leftPids(1, 3);
    starter.start(2, request(programs, 'orphans-hang', { timeoutMs: 0 }));
    await starter.leftPids(2, 3);
    starter.start(3, request(programs, 'orphans'));
    await starter.reply('ended', 3);
    const first = (await starter.reply('started', 1)).pid;
    expect(isAlive(first)).toBe(true);
    // The one that stayed in its guest's session; those that hid in sessions of their own may go early.
    expect(inFirst.some(isAlive)).toBe(true);
    starter.send(encodeKill(1));
    expect((await starter.reply('ended', 1)).end.signal).toBe(SIGKILL);
    expect(inFirst.filter(isAlive)).toEqual([]);
    expect(isAlive((await starter.reply('started', 2)).pid)).toBe(true);
  });

  test('endAll() interrupts; a guest that was through keeps its result', async () => {
    const machine = await emulator();
    const boot = machine.boot(spec('deaf', { timeoutMs: 0 }), { onData: () => machine.endAll() });
    expect((await boot).end).toMatchObject({ reason: 'interrupted', signal: SIGKILL });
    expect((await machine.boot(spec('seven'))).end).toMatchObject({ reason: 'exit', code: 7 });
  });
});

describe('nothing survives', () => {
  /** A starter with a guest that hid descendants, and the pids of all these. */
  async function withOrphans() {
    const starter = rawStarter();
    const inner = await starter.innerPid();
    starter.start(1, request(programs, 'orphans-hang', { timeoutMs: 0 }));
    const left = await starter.leftPids(1, 3);
    const guest = (await starter.reply('started', 1)).pid;
    const outer = starter.process.pid ?? 0;
    return { starter, inner, outer, guest, all: [inner, outer, guest, ...left] };
  }

  test('the end of stdin', async () => {
    const { starter, all } = await withOrphans();
    starter.process.stdin?.end();
    expect(await starter.ended).toEqual({ code: 0, signal: null });
    await allGone(all);
    expect((await starter.reply('ended', 1)).end.signal).toBe(SIGKILL);
  });

  test('Q', async () => {
    const { starter, all } = await withOrphans();
    starter.send(encodeQuit());
    expect(await starter.ended).toEqual({ code: 0, signal: null });
    await allGone(all);
  });

  test.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
    ['SIGHUP', 129],
  ] as const)('%s to the process that was started', async (signal, code) => {
    const { starter, outer, all } = await withOrphans();
    process.kill(outer, signal);
    expect(await starter.ended).toEqual({ code, signal: null });
    await allGone(all);
  });

  test.each(['inner', 'outer', 'both'])('SIGKILL to the starter: %s', async (which) => {
    const { starter, inner, outer, guest, all } = await withOrphans();
    if (which !== 'inner') process.kill(outer, 'SIGKILL');
    if (which !== 'outer') process.kill(inner, 'SIGKILL');
    await starter.ended;
    // With both dead only the guest itself has a parent death signal; nobody is left to look for the hidden ones.
    await allGone(which === 'both' ? [inner, outer, guest] : all);
    for (const pid of all) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  });

  test('a reader that goes away', async () => {
    const { starter, all } = await withOrphans();
    starter.process.stdout?.destroy();
    starter.start(2, request(programs, 'hello'));
    await starter.ended;
    await allGone(all);
  });

  test('SIGKILL to the runner', async () => {
    const start = encodeStart(1, request(programs, 'orphans-hang', { timeoutMs: 0 })).toString('hex');
    const script = `
      const { spawn } = require('node:child_process');
      const starter = spawn(process.argv[1], { stdio: ['pipe', 'pipe', 'inherit'] });
      starter.stdout.on('data', (chunk) => process.stdout.write(chunk));
      starter.stdin.write(Buffer.from(process.argv[2], 'hex'));
      console.log('left ' + starter.pid + '\\n');`;
    const runner = spawn(process.execPath, ['-e', script, programs.starter, start], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    runner.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString('latin1');
    });
    const pids = await waitFor(() => {
      const found = [...output.matchAll(/left (\d+)\n/g)].map((match) => Number(match[1]));
      return found.length >= 4 ? found : undefined;
    });
    expect(pids.every(isAlive)).toBe(true);
    runner.kill('SIGKILL');
    await allGone(pids);
  });

  test('a dead starter fails the boots that ran, and later ones', async () => {
    const machine = await emulator();
    const boot = machine.boot(spec('deaf', { timeoutMs: 0 }), {
      onData: () => process.kill(machine.starterPid, 'SIGKILL'),
    });
    await expect(boot).rejects.toMatchObject({ code: 'STARTER_DIED' });
    await expect(machine.boot(spec('hello'))).rejects.toMatchObject({ code: 'STARTER_DIED' });
  });

  test('no starter at all', async () => {
    await expect(emulator({ starter: join(programs.dir, 'nothing') })).rejects.toMatchObject({
      code: 'STARTER_MISSING',
    });
  });
});

describe('a terminal', () => {
  /** `script` gives the command a terminal; modes and foreground group before and after must be the same. */
  test("is the guest's while it runs, and as before after its crash", async () => {
    const start = encodeStart(1, request(programs, 'terminal', { tty: true, timeoutMs: 8000 })).toString(
      'hex',
    );
    const runner = join(programs.dir, 'runner.cjs');
    writeFileSync(
      runner,
      `const starter = require('node:child_process').spawn(process.argv[2], { stdio: ['pipe', 'pipe', 'inherit', 0] });
       let all = '';
       starter.stdout.on('data', (chunk) => {
         all += chunk.toString('latin1');
         if (all.includes('signal=')) starter.stdin.end();
       });
       starter.on('close', (code) => console.log('\\nend ' + code + ' ' + /signal=\\d+/.exec(all)));
       starter.stdin.write(Buffer.from(process.argv[3], 'hex'));`,
    );
    // Of /proc/PID/stat behind the name: the third word is the process group, the sixth the terminal's foreground group.
    const tellForeground = `s=$(cat /proc/$$/stat); set -- \${s##*) }; test "$3" = "$6" && echo foreground again`;
    const line = `stty -g; '${process.execPath}' '${runner}' '${programs.starter}' ${start}; stty -g; ${tellForeground}`;
    const terminal = spawn('script', ['-qec', line, '/dev/null'], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, SHELL: '/bin/sh' },
    });
    let output = '';
    terminal.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    await waitFor(() => (output.includes('tty=1 foreground=1') ? true : undefined));
    await sleep(100);
    terminal.stdin.write('\x03'); // Ctrl-C: a byte for the guest, no signal for anybody
    await waitFor(() => (/end 0 signal=6/.test(output) ? true : undefined));
    await new Promise((resolve) => terminal.on('close', resolve));
    expect(output).toContain('got 1 3');
    const modes = output.split('\r\n').filter((text) => /^[0-9a-f]+(:[0-9a-f]+)+$/.test(text));
    expect(modes.length).toBe(2);
    expect(modes[1]).toBe(modes[0]);
    expect(output.trimEnd()).toMatch(/foreground again$/);
  });
});
