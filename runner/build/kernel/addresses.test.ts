// SPDX-License-Identifier: GPL-2.0-or-later
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type Mention, mentionKey } from '../../verdict/kernel-trace.ts';
import { AddressReader, addressOf, parsePlaces, parseSymbols } from './addresses.ts';
import { symbolsOf } from './symbols.ts';

const dir = mkdtempSync(join(tmpdir(), 'ltp-nommu-addresses-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const mention = (symbol: string, offset: number, size: number): Mention => ({
  address: undefined,
  symbol,
  offset,
  size,
  sure: true,
  exact: false,
});

test('of two functions with one name the size tells which; without a size that fits, none', () => {
  const symbols = parseSymbols([
    '0000000060001000 t init',
    '0000000060001040 T other',
    '0000000060001040 t alias',
    '0000000060002000 t init',
    '0000000060002100 D data',
    '                 U undefined',
  ]);
  expect(symbols.get('init')).toEqual([
    { address: 0x60002000, size: 0x100 },
    { address: 0x60001000, size: 0x40 },
  ]);
  expect(addressOf(mention('init', 0x10, 0x40), symbols)).toBe(0x60001010);
  expect(addressOf(mention('init', 0x10, 0x100), symbols)).toBe(0x60002010);
  expect(addressOf(mention('init', 0x10, 0x99), symbols)).toBeUndefined();
  expect(addressOf(mention('other', 0x10, 0x99), symbols)).toBe(0x60001050);
  expect(addressOf(mention('data', 0, 0), symbols)).toBeUndefined();
});

test('what addr2line says', () => {
  expect(parsePlaces(['f', './mm/a.c:12 (discriminator 3)', 'g', '././mm/b.c:7'])).toEqual([
    { func: 'f', file: 'mm/a.c', line: 12 },
    { func: 'g', file: 'mm/b.c', line: 7 },
  ]);
  expect(parsePlaces(['??', '??:0'])).toEqual([]);
  expect(parsePlaces(['f', '??:?'])).toEqual([]);
});

test('a program of known lines: inlined calls, several questions, an address that is nowhere', async () => {
  const source = join(dir, 'a.c');
  const lines = [
    'volatile int x;',
    'static inline __attribute__((always_inline)) void inner(void)',
    '{',
    '\tx = 1;',
    '}',
    'int main(void)',
    '{',
    '\tinner();',
    '\treturn x;',
    '}',
  ];
  writeFileSync(source, `${lines.join('\n')}\n`);
  const program = join(dir, 'a');
  execFileSync('gcc', ['-g1', '-O1', '-no-pie', '-fcf-protection=none', '-o', program, source]);
  const reader = new AddressReader(program);
  try {
    const nm = execFileSync('nm', ['-S', program], { encoding: 'utf8' });
    const [, address = '', size = ''] = /^(\w+) (\w+) T main$/m.exec(nm) ?? [];
    const inMain: Mention = { ...mention('main', 1, Number.parseInt(size, 16)), exact: true };
    const first: Mention = { ...inMain, address: Number.parseInt(address, 16), offset: 0 };
    const nowhere: Mention = { ...inMain, address: 0x10, symbol: undefined };
    const [one, two] = await Promise.all([reader.places([first, nowhere]), reader.places([first])]);
    expect(one.get(mentionKey(first))).toEqual([
      { func: 'inner', file: source, line: 4 },
      { func: 'main', file: source, line: 8 },
    ]);
    expect(one.has(mentionKey(nowhere))).toBe(false);
    expect(two.get(mentionKey(first))).toEqual(one.get(mentionKey(first)));
  } finally {
    reader.close();
  }
  expect(await symbolsOf(program)).toBe(program);
  execFileSync('objcopy', ['--only-keep-debug', program, `${program}.debug`]);
  execFileSync('strip', ['--strip-debug', program]);
  expect(await symbolsOf(program)).toBe(`${program}.debug`);
  rmSync(`${program}.debug`);
  expect(await symbolsOf(program)).toBeUndefined();
});
