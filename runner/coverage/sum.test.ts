// SPDX-License-Identifier: GPL-2.0-or-later
import { expect, test } from 'vitest';
import { formatGcda, parseGcda } from './gcda.ts';
import { readRecords } from './records.ts';
import { addCoverage, sumRecords } from './sum.ts';

/** Of gcc 12: f() ran twice, its second arc as well; g() did not, so its one counter is not stored. */
const TWICE = Buffer.from(
  '616463672a3232427ad8be136740b215 000000010c000000cce533043fa13477f7ae4a15 0000a1011000000002000000000000000200000000000000 000000010c00000010242a56f74bce5eb88330a4 0000a101f8ffffff 00000000'.replaceAll(
    ' ',
    '',
  ),
  'hex',
);
/** The same object: f() ran once without that arc, g() three times. */
const ONCE = Buffer.from(
  '616463672a3232427ad8be136740b215 000000010c000000cce533043fa13477f7ae4a15 0000a1011000000001000000000000000000000000000000 000000010c00000010242a56f74bce5eb88330a4 0000a101080000000300000000000000 00000000'.replaceAll(
    ' ',
    '',
  ),
  'hex',
);

function record(name: string, data: Buffer): Buffer {
  const head = Buffer.alloc(16);
  head.write('UMCOVER1');
  head.writeUInt32LE(Buffer.byteLength(name), 8);
  head.writeUInt32LE(data.length, 12);
  return Buffer.concat([head, Buffer.from(name), data]);
}

const counters = (bytes: Buffer | undefined) =>
  bytes === undefined ? [] : parseGcda(bytes).functions.map((one) => [...one.counters]);

test('counters, also those that are not stored because they are zero', () => {
  expect(counters(TWICE)).toEqual([[2n, 2n], [0n]]);
  expect(counters(ONCE)).toEqual([[1n, 0n], [3n]]);
});

test('what is written is what was read', () => {
  expect(counters(formatGcda(parseGcda(ONCE)))).toEqual(counters(ONCE));
});

test.each([
  ['something else', Buffer.from('not counts at all')],
  ['cut in a header', TWICE.subarray(0, 10)],
  ['cut in a counter', TWICE.subarray(0, 50)],
])('%s is refused', (_, bytes) => {
  expect(() => parseGcda(bytes)).toThrow('.gcda');
});

test('the records of many boots are added up, by object', () => {
  const file = Buffer.concat([
    record('/build/one/mm/nommu.gcda', TWICE),
    record('/build/one/fs/proc/nommu.gcda', ONCE),
    record('/build/one/mm/nommu.gcda', ONCE),
    record('/build/one/mm/nommu.gcda', ONCE),
  ]);
  const { records, lostBytes } = readRecords(file);
  expect(lostBytes).toBe(0);
  const { files, bad } = sumRecords(records, ['fs/proc/nommu', 'mm/nommu']);
  expect(bad).toBe(0);
  expect(counters(files.get('mm/nommu'))).toEqual([[4n, 2n], [6n]]);
  expect(counters(files.get('fs/proc/nommu'))).toEqual([[1n, 0n], [3n]]);
});

test('a record that is broken off costs nothing but itself', () => {
  const whole = record('mm/nommu.gcda', ONCE);
  const broken = whole.subarray(0, whole.length - 20);
  const { records, lostBytes } = readRecords(Buffer.concat([whole, broken, whole, broken]));
  expect(records.map(({ name }) => name)).toEqual(['mm/nommu.gcda', 'mm/nommu.gcda']);
  expect(records[1]?.data.equals(ONCE)).toBe(true);
  expect(lostBytes).toBe(2 * broken.length);
});

test('a file without any record, and an empty one', () => {
  expect(readRecords(Buffer.from('noise'))).toEqual({ records: [], lostBytes: 5 });
  expect(readRecords(Buffer.alloc(0))).toEqual({ records: [], lostBytes: 0 });
});

test('what is of another object or build is counted as bad and left out', () => {
  const otherBuild = Buffer.from(ONCE);
  otherBuild.writeUInt32LE(1, 8);
  const { files, bad } = sumRecords(
    [
      { name: 'mm/nommu.gcda', data: ONCE },
      { name: 'mm/nommu.gcda', data: otherBuild },
      { name: 'mm/slub.gcda', data: ONCE },
      { name: 'mm/nommu.gcda', data: Buffer.from('noise') },
    ],
    ['mm/nommu'],
  );
  expect(bad).toBe(3);
  expect(counters(files.get('mm/nommu'))).toEqual(counters(ONCE));
});

test('coverage of two builds is added line by line', () => {
  const f = { name: 'f', line: 1, endLine: 9 };
  const sum = addCoverage(
    {
      path: 'a.c',
      functions: [{ ...f, count: 2 }],
      lines: new Map([
        [2, 2],
        [4, 0],
      ]),
    },
    {
      path: 'a.c',
      functions: [
        { name: 'g', line: 11, endLine: 12, count: 0 },
        { ...f, count: 1 },
      ],
      lines: new Map([
        [3, 1],
        [4, 5],
      ]),
    },
  );
  expect(sum.functions.map(({ name, count }) => [name, count])).toEqual([
    ['f', 3],
    ['g', 0],
  ]);
  expect([...sum.lines]).toEqual([
    [2, 2],
    [3, 1],
    [4, 5],
  ]);
});
