// SPDX-License-Identifier: GPL-2.0-or-later
/** Every command, action and option that README.md, CONTRIBUTING.md and docs/*.md name is there. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { packageRoot } from '../build/index.ts';
import { type CommandEntry, optionsOf } from './cli.ts';
import { COMMANDS } from './commands.ts';

const root = packageRoot();
const FILES = [
  'README.md',
  'CONTRIBUTING.md',
  'testcases/lib/README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

interface Told {
  readonly where: string;
  /** One command line, from the command's name on. */
  readonly words: readonly string[];
}

/** Lines of fenced blocks and what stands between backticks, with the number of its line. */
function codeOf(text: string): { readonly code: string; readonly line: number }[] {
  const found: { code: string; line: number }[] = [];
  let fenced = false;
  text.split('\n').forEach((line, index) => {
    if (/^\s*```/.test(line)) fenced = !fenced;
    else if (fenced) found.push({ code: line, line: index + 1 });
    else for (const [, code = ''] of line.matchAll(/`([^`]+)`/g)) found.push({ code, line: index + 1 });
  });
  return found;
}

const NAMES = COMMANDS.map(({ name }) => name.split(' ')[0] ?? name);

/** The command lines in a piece of code: after `ltp-nommu`, or a command's name that begins it. */
function toldIn(code: string, where: string): Told[] {
  return code
    .replace(/\s#\s.*$/, '')
    .replace(/(['"])[^'"]* [^'"]*\1/g, 'quoted')
    .split(/\s(?:\||&&|;)(?:\s|$)/)
    .flatMap((part) => {
      const line = /(?:^|[\s('"])ltp-nommu ((?!\d)\S.*)$/.exec(part)?.[1] ?? beginning(part);
      return line === undefined ? [] : [{ where, words: line.split(/\s+/).filter((word) => word !== '') }];
    });
}

/** `run --shard 2/3`: only with an option, for many words of prose are commands too. */
const beginning = (part: string): string | undefined =>
  NAMES.some((name) => part.startsWith(`${name} `)) && / --?[a-z]/.test(part) ? part : undefined;

const TOLD = FILES.flatMap((file) =>
  codeOf(readFileSync(join(root, file), 'utf8')).flatMap(({ code, line }) => toldIn(code, `${file}:${line}`)),
);

const OPTION = /^['"]?(--?[a-z][\w-]*)/i;

let options: ReadonlyMap<CommandEntry, readonly string[]>;
beforeAll(async () => {
  options = new Map(
    await Promise.all(COMMANDS.map(async (entry) => [entry, await optionsOf(entry)] as const)),
  );
});

/** What is wrong with a command line, if anything. */
function complaint({ where, words }: Told): string | undefined {
  const [name = ''] = words;
  if (name.startsWith('-')) return undefined; // ltp-nommu --help
  const entry = COMMANDS.find((each) => each.name.split(' ')[0] === name);
  if (entry === undefined)
    return /^[a-z]+$/.test(name) ? `${where}: no command is called ${name}` : undefined;
  const end = words.indexOf('--');
  for (const word of words.slice(1, end < 0 ? undefined : end)) {
    const option = OPTION.exec(word.replace(/^\[/, ''))?.[1];
    if (option !== undefined && !known(entry, option)) return `${where}: ${name} has no ${option}`;
  }
  return undefined;
}

const known = (entry: CommandEntry, option: string): boolean => {
  const mine = options.get(entry) ?? [];
  return mine.includes(option) || mine.includes(option.replace(/^--no-/, '--'));
};

test('each command and option that a document names is there', () => {
  expect(TOLD.map(complaint).filter((each) => each !== undefined)).toEqual([]);
  expect(TOLD.length).toBeGreaterThan(50);
});

test('an option between backticks is one of some command, or of another program that is named here', () => {
  const all = new Set([...options.values()].flat());
  const others = new Set(['--showconfig']);
  const unknown = FILES.flatMap((file) =>
    codeOf(readFileSync(join(root, file), 'utf8'))
      .filter(({ code }) => /^--[a-z]/.test(code))
      .map(({ code, line }) => [`${file}:${line}`, OPTION.exec(code)?.[1] ?? ''] as const)
      .filter(([, name]) => !all.has(name) && !all.has(name.replace(/^--no-/, '--')) && !others.has(name)),
  );
  expect(unknown).toEqual([]);
});

test('a wrong command line would be found', () => {
  const [told] = toldIn('npx ltp-nommu run fcntl07 --retrys 2 | tee log', 'x:1');
  expect(told && complaint(told)).toBe('x:1: run has no --retrys');
  expect(toldIn('$ ltp-nommu rum', 'x:1').map(complaint)).toEqual(['x:1: no command is called rum']);
  expect(toldIn('run -y', 'x:1').map(complaint)).toEqual(['x:1: run has no -y']);
});
