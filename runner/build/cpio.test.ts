// SPDX-License-Identifier: GPL-2.0-or-later
import { describe, expect, test } from 'vitest';
import { type CpioEntry, CpioError, modeText, readCpio, writeCpio } from './cpio.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text);
const sample: readonly CpioEntry[] = [
  { kind: 'dir', path: 'bin', mode: 0o755 },
  { kind: 'file', path: 'bin/tool', mode: 0o4755, data: bytes('#!tool'), links: ['bin/one', 'bin/two'] },
  { kind: 'symlink', path: 'sbin', target: 'bin' },
  { kind: 'char', path: 'console', mode: 0o600, major: 5, minor: 1, uid: 1, gid: 2 },
  { kind: 'dir', path: 'tmp', mode: 0o1777 },
];

describe('an archive', () => {
  test('has the header that the kernel reads, byte for byte', () => {
    const archive = Buffer.from(writeCpio([{ kind: 'file', path: 'a', mode: 0o644, data: bytes('xyz') }]));
    const header = [
      '070701', // magic
      '00000001', // inode
      '000081A4', // S_IFREG 0644
      '00000000', // uid
      '00000000', // gid
      '00000001', // links
      '00000000', // mtime
      '00000003', // size
      '00000000', // device
      '00000000',
      '00000000', // rdev
      '00000000',
      '00000002', // name with its end mark
      '00000000', // check
    ].join('');
    expect(archive.toString('latin1', 0, 116)).toBe(`${header}a\0xyz\0`);
    expect(archive.toString('latin1', 116, 122)).toBe('070701');
    expect(archive.toString('latin1', 226, 237)).toBe('TRAILER!!!\0');
    expect(archive.length).toBe(512);
  });

  test('is read back as it was written', () => {
    const records = readCpio(writeCpio(sample));
    expect(records.map((record) => [record.path, modeText(record.mode), record.inode, record.links])).toEqual(
      [
        ['bin', 'drwxr-xr-x', 1, 2],
        ['bin/tool', '-rwxr-xr-x', 2, 3],
        ['bin/one', '-rwxr-xr-x', 2, 3],
        ['bin/two', '-rwxr-xr-x', 2, 3],
        ['sbin', 'lrwxrwxrwx', 3, 1],
        ['console', 'crw-------', 4, 1],
        ['tmp', 'drwxrwxrwt', 5, 2],
      ],
    );
    expect(records.map((record) => Buffer.from(record.data).toString())).toEqual([
      '',
      '#!tool',
      '',
      '',
      'bin',
      '',
      '',
    ]);
    expect(records[5]).toMatchObject({ device: [5, 1], uid: 1, gid: 2, mtime: 0 });
    expect(records[1]?.mode).toBe(0o104755);
  });

  test('is the same for the same entries', () => {
    expect(Buffer.compare(writeCpio(sample), writeCpio(structuredClone(sample)))).toBe(0);
  });

  test('keeps data of every length apart', () => {
    const lengths = [0, 1, 2, 3, 4, 5, 511, 512, 513];
    const entries = lengths.map((length): CpioEntry => {
      return { kind: 'file', path: `f${length}`, mode: 0o600, data: Buffer.alloc(length, 0x61) };
    });
    expect(readCpio(writeCpio(entries)).map((record) => record.data.length)).toEqual(lengths);
  });
});

describe('what the kernel would not unpack is refused', () => {
  const file = (path: string): CpioEntry => ({ kind: 'file', path, mode: 0o644, data: bytes('') });
  test.each([
    ['an absolute path', [file('/a')]],
    ['a climbing path', [file('../a')]],
    ['an empty path', [file('')]],
    ['a path twice', [file('a'), file('a')]],
    ['a missing parent', [file('a/b')]],
    ['a file as parent', [file('a'), file('a/b')]],
    ['a parent that comes later', [file('a/b'), { kind: 'dir', path: 'a', mode: 0o755 } satisfies CpioEntry]],
    [
      'a link twice',
      [{ kind: 'file', path: 'a', mode: 0o644, data: bytes(''), links: ['a'] } satisfies CpioEntry],
    ],
  ] as const)('%s', (_name, entries) => {
    expect(() => writeCpio(entries)).toThrow(CpioError);
  });

  test.each([
    ['nothing', bytes('')],
    ['no magic', bytes('x'.repeat(200))],
    ['a cut archive', writeCpio(sample).subarray(0, 130)],
    ['no trailer', writeCpio([file('a')]).subarray(0, 112)],
    ['letters for numbers', bytes(`070701${'z'.repeat(104)}`)],
  ])('%s is no archive', (_name, archive) => {
    expect(() => readCpio(archive)).toThrow(CpioError);
  });
});
