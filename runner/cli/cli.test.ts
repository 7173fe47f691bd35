// SPDX-License-Identifier: GPL-2.0-or-later
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { HostError, UserError } from '../errors.ts';
import { type CommandEntry, runCli } from './cli.ts';
import { defineCommand } from './command.ts';

let out = '';
let err = '';
beforeEach(() => {
  out = '';
  err = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    err += String(text);
    return true;
  });
  vi.spyOn(console, 'log').mockImplementation((text: string) => {
    out += `${text}\n`;
  });
});
afterEach(() => vi.restoreAllMocks());

const loaded: string[] = [];
beforeEach(() => void loaded.splice(0));

const doIt = defineCommand<{ names: string[] | undefined; 'with-it': boolean; fail: string | undefined }>({
  name: 'do [names..]',
  describe: 'Do it',
  builder: (yargs) =>
    yargs
      .positional('names', { type: 'string', array: true })
      .option('with-it', { type: 'boolean', default: false })
      .option('fail', { type: 'string', requiresArg: true, choices: ['user', 'host', 'bug', 'one'] }),
  handler: async (options) => {
    if (options.fail === 'user') throw new UserError('U', 'your fault', { hint: 'do better' });
    if (options.fail === 'host') throw new HostError('H', 'its fault');
    if (options.fail === 'bug') throw new TypeError('our fault');
    process.stdout.write(`${JSON.stringify([options.names, options['with-it'], options.withIt])}\n`);
    return options.fail === 'one' ? 1 : undefined;
  },
});
const load = (name: string) => async () => {
  loaded.push(name);
  return { command: doIt };
};
const COMMANDS: CommandEntry[] = [
  { name: 'do [names..]', describe: 'Do it', load: load('do'), ownSignals: true },
  { name: 'other', describe: 'Another', load: load('other') },
];
const cli = (...args: string[]) => runCli(args, COMMANDS);

test('a command gets its options and its code is the exit code', async () => {
  expect(await cli('do', 'a', 'b', '--with-it')).toBe(0);
  expect(JSON.parse(out)).toEqual([['a', 'b'], true, true]);
  expect(await cli('do', '--fail', 'one')).toBe(1);
  expect(err).toBe('');
});

describe('help', () => {
  test('lists the commands, loads none, teaches by examples, says the exit codes', async () => {
    expect(await cli('--help')).toBe(0);
    expect(loaded).toEqual([]);
    expect(out).toMatch(/ltp-nommu do \[names\.\.\]\s+Do it/);
    expect(out).toMatch(/ltp-nommu run syscalls --with-deps/);
    expect(out).toMatch(/Exit codes: 0 .* 1 .* 2 .* 3 /);
  });
  test('of a command loads that command only', async () => {
    expect(await cli('do', '--help')).toBe(0);
    expect(new Set(loaded)).toEqual(new Set(['do']));
    expect(out).toMatch(/--with-it/);
  });
  test('--version', async () => {
    expect(await cli('--version')).toBe(0);
    expect(out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('usage errors exit 2 and say what would be right', () => {
  test.each([
    [[], /which command\?\n {2}hint: 'ltp-nommu --help'/],
    [['odo'], /no command is called 'odo'\n {2}hint: did you mean do\?/],
    [['quite-different'], /no command is called.*\n {2}hint: commands: do, other/],
    [['do', '--wiht-it'], /unknown option --wiht-it\n {2}hint: did you mean --with-it/],
    [['do', '--fail'], /--fail wants a value/],
    [['do', '--fail', 'x'], /'x' is no fail; choices: "user", "host"/],
  ])('%j', async (args, message) => {
    expect(await cli(...args)).toBe(2);
    expect(err).toMatch(message);
    expect(err).not.toMatch(/\n\s+at /);
    expect(out).toBe('');
  });
});

test('errors of a command: their code, their text, no stack', async () => {
  expect(await cli('do', '--fail', 'user')).toBe(2);
  expect(err).toBe('ltp-nommu: your fault\n  hint: do better\n');
  expect(await cli('do', '--fail', 'host')).toBe(3);
  err = '';
  expect(await cli('do', '--fail', 'bug')).toBe(3);
  expect(err).toMatch(/^ltp-nommu: internal error: TypeError: our fault\n/);
});

test('with --bisect a wrong command line is no verdict on the commit', async () => {
  expect(await cli('do', '--bisect', '--unknown')).toBe(125);
  expect(await cli('do', '--unknown')).toBe(2);
});

describe('an option that there is not', () => {
  test('is told with the one that was meant', async () => {
    expect(await cli('do', '--with-ti')).toBe(2);
    expect(err).toBe('ltp-nommu: unknown option --with-ti\n  hint: did you mean --with-it?\n');
  });
  test('of one letter or far from all is told with where to look', async () => {
    expect(await cli('do', '-z')).toBe(2);
    expect(await cli('do', '--else', '--elsewhere=1')).toBe(2);
    expect(err).toBe(
      [
        'ltp-nommu: unknown option -z',
        "  hint: 'ltp-nommu do --help' shows what there is",
        'ltp-nommu: unknown options --else, --elsewhere',
        "  hint: 'ltp-nommu do --help' shows what there is",
        '',
      ].join('\n'),
    );
  });
});
