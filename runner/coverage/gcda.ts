// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * gcc's .gcda files, as far as summing them up needs it (format: gcc/gcov-io.h; gcc 12 and later, little endian):
 *
 *     u32 magic "gcda" | u32 version | u32 stamp | u32 checksum | then records: u32 tag | i32 length in bytes | payload
 *
 * A function record is followed by one of its counters, 64 bits each; a negative length stands for so many bytes of
 * zeros that are not there. Pure.
 */

const MAGIC = 0x67636461;
const HEADER_BYTES = 16;
const TAG_FUNCTION = 0x01000000;
const TAG_ARC_COUNTERS = 0x01a10000;
const COUNTER_BYTES = 8;

interface CountedFunction {
  /** Identity and checksums, as they stand in the file. */
  readonly head: Buffer;
  readonly counters: BigUint64Array;
}

/** A .gcda file: whose, and how often each arc of each function was taken. */
export interface Gcda {
  readonly header: Buffer;
  readonly functions: readonly CountedFunction[];
}

/** Throws Error with what is wrong. */
export function parseGcda(bytes: Buffer): Gcda {
  if (bytes.length < HEADER_BYTES || bytes.readUInt32LE(0) !== MAGIC) throw new Error('not a .gcda file');
  const functions: CountedFunction[] = [];
  let head: Buffer | undefined;
  let at = HEADER_BYTES;
  while (bytes.length - at >= 8) {
    const tag = bytes.readUInt32LE(at);
    const length = bytes.readInt32LE(at + 4);
    if (tag === 0) break;
    at += 8;
    const stored = Math.max(0, length);
    if (stored > bytes.length - at) throw new Error('a .gcda file that is cut off');
    const payload = bytes.subarray(at, at + stored);
    at += stored;
    if (tag === TAG_FUNCTION) head = length === 0 ? undefined : payload;
    else if (tag === TAG_ARC_COUNTERS) {
      if (head === undefined) throw new Error('counters without a function in a .gcda file');
      functions.push({ head, counters: readCounters(payload, Math.abs(length)) });
      head = undefined;
    }
  }
  return { header: bytes.subarray(0, HEADER_BYTES), functions };
}

function readCounters(payload: Buffer, bytes: number): BigUint64Array {
  const counters = new BigUint64Array(Math.floor(bytes / COUNTER_BYTES));
  for (let i = 0; i * COUNTER_BYTES < payload.length; i++) {
    counters[i] = payload.readBigUInt64LE(i * COUNTER_BYTES);
  }
  return counters;
}

/** Adds `other` to `sum`, both of one object of one build. Throws Error when they are not. */
export function addGcda(sum: Gcda, other: Gcda): void {
  const same =
    sum.header.equals(other.header) &&
    sum.functions.length === other.functions.length &&
    sum.functions.every((one, i) => sameFunction(one, other.functions[i]));
  if (!same) throw new Error('counts of two different builds');
  for (const [f, { counters }] of sum.functions.entries()) {
    const more = other.functions[f]?.counters;
    for (let i = 0; i < counters.length; i++) counters[i] = (counters[i] ?? 0n) + (more?.[i] ?? 0n);
  }
}

const sameFunction = (a: CountedFunction, b: CountedFunction | undefined): boolean =>
  b !== undefined && a.head.equals(b.head) && a.counters.length === b.counters.length;

/** As a file that gcov reads. */
export function formatGcda({ header, functions }: Gcda): Buffer {
  const parts: Buffer[] = [header];
  for (const { head, counters } of functions) {
    const values = Buffer.alloc(counters.length * COUNTER_BYTES);
    for (const [i, value] of counters.entries()) values.writeBigUInt64LE(value, i * COUNTER_BYTES);
    parts.push(
      recordHead(TAG_FUNCTION, head.length),
      head,
      recordHead(TAG_ARC_COUNTERS, values.length),
      values,
    );
  }
  return Buffer.concat(parts);
}

function recordHead(tag: number, length: number): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32LE(tag, 0);
  head.writeInt32LE(length, 4);
  return head;
}
