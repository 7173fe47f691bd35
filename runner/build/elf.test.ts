// SPDX-License-Identifier: GPL-2.0-or-later
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ElfError, readElf, staticPieProblems } from './elf.ts';

interface Segment {
  readonly type: number;
  readonly bytes: Buffer;
  readonly memory?: number;
}

const PT = { load: 1, dynamic: 2, interp: 3, note: 4, stack: 0x6474e551 };

/** A file with just these segments and symbols, laid out by hand after the gABI. */
function elf(
  type: number,
  segments: readonly Segment[],
  symbols?: readonly (readonly [string, number])[],
): Buffer {
  const header = Buffer.alloc(64);
  header.write('\x7fELF\x02\x01\x01', 0, 'latin1');
  header.writeUInt16LE(type, 16);
  header.writeUInt16LE(62, 18);
  header.writeBigUInt64LE(64n, 32);
  header.writeUInt16LE(segments.length, 56);
  let at = 64 + segments.length * 56;
  const table = segments.map((segment) => {
    const entry = Buffer.alloc(56);
    entry.writeUInt32LE(segment.type, 0);
    entry.writeBigUInt64LE(BigInt(at), 8);
    entry.writeBigUInt64LE(BigInt(at), 16);
    entry.writeBigUInt64LE(BigInt(segment.bytes.length), 32);
    entry.writeBigUInt64LE(BigInt(segment.memory ?? segment.bytes.length), 40);
    at += segment.bytes.length;
    return entry;
  });
  const parts = [header, ...table, ...segments.map((segment) => segment.bytes)];
  if (symbols === undefined) return Buffer.concat(parts);
  const strings = Buffer.from(`\0${symbols.map(([name]) => `${name}\0`).join('')}`);
  let name = 1;
  const entries = symbols.map(([text, section]) => {
    const entry = Buffer.alloc(24);
    entry.writeUInt32LE(name, 0);
    entry.writeUInt8(0x12, 4); // global function
    entry.writeUInt16LE(section, 6);
    name += text.length + 1;
    return entry;
  });
  const sections = [
    { type: 0, offset: 0, bytes: 0, link: 0 },
    { type: 2, offset: at, bytes: entries.length * 24, link: 2 },
    { type: 3, offset: at + entries.length * 24, bytes: strings.length, link: 0 },
  ].map((section) => {
    const entry = Buffer.alloc(64);
    entry.writeUInt32LE(section.type, 4);
    entry.writeBigUInt64LE(BigInt(section.offset), 24);
    entry.writeBigUInt64LE(BigInt(section.bytes), 32);
    entry.writeUInt32LE(section.link, 40);
    return entry;
  });
  header.writeBigUInt64LE(BigInt(at + entries.length * 24 + strings.length), 40);
  header.writeUInt16LE(sections.length, 60);
  return Buffer.concat([...parts, ...entries, strings, ...sections]);
}

const dynamic = (...tags: number[]): Segment => {
  const bytes = Buffer.alloc((tags.length + 1) * 16);
  for (const [index, tag] of tags.entries()) bytes.writeBigInt64LE(BigInt(tag), index * 16);
  return { type: PT.dynamic, bytes };
};
const stack = (memory: number): Segment => ({ type: PT.stack, bytes: Buffer.alloc(0), memory });
const load: Segment = { type: PT.load, bytes: Buffer.alloc(100), memory: 5000 };

describe('readElf', () => {
  test('reads a static PIE', () => {
    const facts = readElf(
      elf(
        3,
        [load, dynamic(5, 6), stack(131072)],
        [
          ['main', 1],
          ['vfork', 1],
          ['weak', 0],
        ],
      ),
    );
    expect(facts).toMatchObject({
      type: 'pie',
      machine: 62,
      interpreter: null,
      neededLibraries: 0,
      stackBytes: 131072,
    });
    expect(facts.imageBytes).toBe(5000);
    expect(facts.definedSymbols).toEqual(new Set(['main', 'vfork']));
    expect(facts.undefinedSymbols).toEqual(new Set(['weak']));
    expect(staticPieProblems(facts, { stackBytes: 131072, machine: 62 })).toEqual([]);
  });

  test('knows a stripped file from one without symbols', () => {
    expect(readElf(elf(3, [load])).definedSymbols).toBeNull();
    expect(readElf(elf(3, [load], [])).definedSymbols).toEqual(new Set());
  });

  test('finds the build id', () => {
    const note = Buffer.alloc(20 + 4);
    note.writeUInt32LE(4, 0);
    note.writeUInt32LE(4, 4);
    note.writeUInt32LE(3, 8);
    note.write('GNU\0\x01\x02\x03\x04', 12, 'latin1');
    expect(readElf(elf(3, [{ type: PT.note, bytes: note }])).buildId).toBe('01020304');
  });

  test('names each thing that keeps a program out of a guest', () => {
    const bad: readonly (readonly [RegExp, Buffer])[] = [
      [/type is executable/, elf(2, [load])],
      [/type is other/, elf(1, [load])],
      [/PT_INTERP \/lib\/ld\.so\)/, elf(3, [load, { type: PT.interp, bytes: Buffer.from('/lib/ld.so\0') }])],
      [/2 shared libraries/, elf(3, [load, dynamic(1, 1)])],
      [/DT_TEXTREL/, elf(3, [load, dynamic(22)])],
      [
        /contains fork, _Fork:/,
        elf(
          3,
          [load],
          [
            ['_Fork', 1],
            ['fork', 1],
          ],
        ),
      ],
      [/stack of 0 bytes, not 4096/, elf(3, [load])],
    ];
    for (const [text, file] of bad) {
      const problems = staticPieProblems(
        readElf(file),
        /stack/.test(text.source) ? { stackBytes: 4096 } : {},
      );
      expect(problems).toEqual([expect.stringMatching(text)]);
    }
  });

  test('a reference to fork that is not linked is none', () => {
    expect(staticPieProblems(readElf(elf(3, [load], [['fork', 0]])))).toEqual([]);
  });

  test('agrees with a program of the host', () => {
    const facts = readElf(readFileSync(process.execPath));
    expect(facts.neededLibraries).toBeGreaterThan(0);
    expect(facts.interpreter).toMatch(/^\/lib.*ld-/);
    expect(facts.imageBytes).toBeGreaterThan(1000);
  });

  const whole = elf(3, [load, stack(0)], [['main', 1]]);
  test.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('#!/bin/sh\n'.repeat(20))],
    ['a 32-bit file', Buffer.from(whole).fill(1, 4, 5)],
    ['a cut header table', whole.subarray(0, 80)],
    ['a cut symbol table', whole.subarray(0, whole.length - 40)],
    ['an impossible offset', Buffer.from(whole).fill(0xff, 32, 40)],
  ])('refuses %s', (_name, file) => {
    expect(() => readElf(file)).toThrow(ElfError);
  });
});
