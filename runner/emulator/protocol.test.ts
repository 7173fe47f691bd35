// SPDX-License-Identifier: GPL-2.0-or-later
import { describe, expect, test } from 'vitest';
import {
  encodeFrame,
  encodeKill,
  encodeQuit,
  encodeStart,
  FrameDecoder,
  ProtocolError,
  parseEnd,
  parseReply,
} from './protocol.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');

const START = {
  exe: '/k',
  args: ['a', 'b'],
  pass: ['/r'],
  header: 'ltp-nommu 1\ndata\n',
  files: ['/f'],
  timeoutMs: 1500.2,
  graceMs: 10,
  capBytes: 99,
};

describe('encode', () => {
  test('a frame is length, id, type, payload', () => {
    expect(encodeFrame(0x01020304, 'K', 'xyz')).toEqual(bytes('\x03\0\0\0\x04\x03\x02\x01Kxyz'));
    expect(encodeFrame(1, 'K', Uint8Array.of(255))).toEqual(bytes('\x01\0\0\0\x01\0\0\0K\xff'));
    expect(encodeKill(2)).toEqual(bytes('\0\0\0\0\x02\0\0\0K'));
    expect(encodeQuit()).toEqual(bytes('\0\0\0\0\0\0\0\0Q'));
  });

  test('a start request, flags only when set', () => {
    const payload = (frame: Buffer) => frame.subarray(9).toString();
    expect(payload(encodeStart(5, START))).toBe(
      [
        ...[
          'exe',
          '/k',
          'arg',
          'a',
          'arg',
          'b',
          'pass',
          '/r',
          'timeout-ms',
          '1501',
          'grace-ms',
          '10',
          'cap-bytes',
          '99',
        ],
        ...['header', 'ltp-nommu 1\ndata\n', 'file', '/f', ''],
      ].join('\0'),
    );
    const more = payload(encodeStart(5, { ...START, tty: true, keepUser: true, asBytes: 7 })).split('\0');
    expect(more.slice(more.indexOf('as-bytes')).slice(0, 2)).toEqual(['as-bytes', '7']);
    expect(more.slice(-3)).toEqual(['tty', 'keep-user', '']);
  });

  test('refuses what the starter could not read', () => {
    expect(() => encodeStart(1, { ...START, args: ['a\0b'] })).toThrow(ProtocolError);
    expect(() => encodeStart(1, { ...START, header: 'x'.repeat(2 << 20) })).toThrow(/1048576 is the most/);
  });
});

describe('decode', () => {
  const stream = Buffer.concat([
    encodeFrame(0, 'H', '1 42'),
    encodeFrame(3, 'P', '77 cold the kernel cannot be a template'),
    encodeFrame(5, 'P', '78 fork'),
    encodeFrame(3, '5', Uint8Array.of(1, 2, 3)),
    encodeFrame(3, '1', ''),
    encodeFrame(3, 'T'),
    encodeFrame(3, 'E', 'why: no'),
  ]);
  const replies = [
    { type: 'hello', version: 1, pid: 42 },
    { type: 'started', id: 3, pid: 77, how: 'cold' },
    { type: 'started', id: 5, pid: 78, how: 'fork' },
    { type: 'data', id: 3, channel: 'result', bytes: Buffer.from([1, 2, 3]) },
    { type: 'data', id: 3, channel: 'kernel', bytes: Buffer.alloc(0) },
    { type: 'timeout', id: 3 },
    { type: 'error', id: 3, message: 'why: no' },
  ];

  test.each([1, 2, 7, 9, 10, 1000])('pieces of %i bytes give the same frames', (size) => {
    const decoder = new FrameDecoder();
    const got = [];
    for (let at = 0; at < stream.length; at += size)
      got.push(...decoder.push(stream.subarray(at, at + size)).map(parseReply));
    expect(got).toEqual(replies);
    expect(decoder.pending).toBe(0);
  });

  test('tells what is incomplete', () => {
    const decoder = new FrameDecoder();
    expect(decoder.push(stream.subarray(0, 20))).toHaveLength(1);
    expect(decoder.pending).toBe(20 - 13);
  });

  test('a length or a type from nowhere is an error, not a wait', () => {
    expect(() => new FrameDecoder().push(Buffer.alloc(9, 0xff))).toThrow(ProtocolError);
    expect(() => parseReply({ id: 1, type: '?', payload: new Uint8Array() })).toThrow(ProtocolError);
  });
});

describe('parseEnd', () => {
  test('exit and signal', () => {
    const rest = { core: false, userUs: 1, systemUs: 2, maxRssKb: 3, wallUs: 4 };
    expect(parseEnd('code=0 utime-us=1 stime-us=2 maxrss-kb=3 wall-us=4 truncated=')).toEqual({
      code: 0,
      truncated: [],
      ...rest,
    });
    expect(parseEnd('signal=6 core=1 utime-us=1 stime-us=2 maxrss-kb=3 wall-us=4 truncated=16')).toEqual({
      ...rest,
      signal: 6,
      core: true,
      truncated: ['kernel', 'output'],
    });
  });

  test.each([
    '',
    'code=0',
    'code=x utime-us=1 stime-us=2 maxrss-kb=3 wall-us=4',
    'code=0 utime-us=1 stime-us=2 maxrss-kb=3 wall-us=4 truncated=9',
  ])('refuses %j', (line) => {
    expect(() => parseEnd(line)).toThrow(ProtocolError);
  });
});
