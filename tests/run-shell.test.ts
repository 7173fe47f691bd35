// SPDX-License-Identifier: GPL-2.0-or-later
/** `ltp-nommu shell`: a busybox sh in a real guest. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageRoot } from '../runner/build/index.ts';
import { BUILD_TIMEOUT_MS, buildCli, eventually, guests, Place } from './fixtures/run/harness.ts';

const place = new Place();
beforeAll(async () => {
  await buildCli();
  expect(await place.cli(['shell', '-c', 'true'])).toMatchObject({ code: 0 });
}, BUILD_TIMEOUT_MS);
afterAll(() => place.remove());

test('-c gives the output and the exit code', async () => {
  const ended = await place.cli(['shell', '-c', 'echo "in the guest: $(uname -s)"; pwd; exit 7']);
  expect(ended).toMatchObject({ code: 7, stdout: 'in the guest: Linux\n/tmp\n' });
});

test('a signal of the shell is 128 and more, as in a shell', async () => {
  expect(await place.cli(['shell', '-c', 'kill -TERM $$; sleep 5'])).toMatchObject({ code: 143 });
});

test('standard input is a script', async () => {
  expect(await place.cli(['shell'], 'echo one\necho two; exit 3\n')).toMatchObject({
    code: 3,
    stdout: 'one\ntwo\n',
  });
});

test('a guest that dies is told, with its console', async () => {
  const panic = 'echo -1000 > /proc/self/oom_score_adj; cat /dev/zero > /filler';
  const ended = await place.cli(['shell', '-c', panic]);
  expect(ended.code).toBe(3);
  expect(ended.stderr).toContain('Kernel panic');
});

test('less memory than the programs take is told', async () => {
  const ended = await place.cli(['shell', '--mem', '40', '-c', 'true']);
  expect(ended.code).toBe(2);
  expect(ended.stderr).toMatch(/--mem 40: the case programs alone take \d+ MB\n {2}hint: at least \d+/);
});

test('--timeout', async () => {
  const ended = await place.cli(['shell', '--timeout', '1', '-c', 'sleep 30']);
  expect(ended.code).toBe(3);
  expect(ended.stderr).toContain('timeout');
});

test('Ctrl-C outside of a terminal', async () => {
  const shell = place.start(['shell', '--mem', '277', '-c', 'echo ready; sleep 30']);
  await eventually('the guest', () => shell.stdout().includes('ready'));
  shell.process.kill('SIGINT');
  expect(await shell.ended).toMatchObject({ code: 130 });
  expect(guests(277)).toEqual([]);
});

test('on a terminal: lines are edited and run, Ctrl-C is the guest’s, the terminal is as before', async () => {
  const command = `stty -g; '${process.execPath}' '${join(packageRoot(), 'bin/ltp-nommu')}' shell; echo "code $?"; stty -g`;
  const terminal = spawn('script', ['-qec', command, '/dev/null'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, XDG_STATE_HOME: place.path('state'), SHELL: '/bin/sh', TERM: 'linux' },
  });
  let output = '';
  terminal.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const closed = new Promise((resolve) => terminal.on('close', resolve));
  // The shell's editor asks for the cursor's place after its prompt.
  await eventually('a prompt', () => output.includes('# \x1b[6n'));
  terminal.stdin.write('echo $((6 * 7))\n');
  await eventually('the answer', () => /^42\r?$/m.test(output));
  terminal.stdin.write('sleep 30\n');
  await eventually('sleep', () => output.includes('sleep 30\r\n'));
  // Pressed again until it hits: the first may come before the shell has made sleep its foreground.
  const prompts = () => output.split('# \x1b[6n').length;
  const before = prompts();
  const press = setInterval(() => terminal.stdin.write('\x03'), 300);
  await eventually('the prompt after Ctrl-C', () => prompts() > before).finally(() => clearInterval(press));
  terminal.stdin.write('exit 5\n');
  await eventually('the exit code', () => output.includes('code 5'));
  await closed;
  const modes = output.split('\r\n').filter((line) => /^[0-9a-f]+(:[0-9a-f]+)+$/.test(line));
  expect(modes).toHaveLength(2);
  expect(modes[1]).toBe(modes[0]);
}, 30_000);
