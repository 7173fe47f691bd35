// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * What kernels append to the file of counts (overlay/arch/um/os-Linux/nommu/coverage.c), a record for each object:
 *
 *     "UMCOVER1" | u32le length of the name | u32le length of the data | name | data
 *
 * The name is that of the .gcda file that the compiler had in mind, the data its content. Pure.
 */

const MAGIC = Buffer.from('UMCOVER1');
const HEADER_BYTES = MAGIC.length + 8;
const MAX_NAME_BYTES = 4096;
const MAX_DATA_BYTES = 1 << 20;

export interface CountRecord {
  readonly name: string;
  readonly data: Buffer;
}

export interface Records {
  readonly records: readonly CountRecord[];
  /** Bytes that are in no record: of guests that were killed while they wrote. */
  readonly lostBytes: number;
}

/** Reads all records. One that is broken off is left out; what follows is found again by its magic. */
export function readRecords(bytes: Buffer): Records {
  const records: CountRecord[] = [];
  let lostBytes = 0;
  let at = 0;
  while (at < bytes.length) {
    const end = recordEnd(bytes, at);
    if (end !== undefined) {
      const nameEnd = at + HEADER_BYTES + bytes.readUInt32LE(at + MAGIC.length);
      const name = bytes.toString('utf8', at + HEADER_BYTES, nameEnd);
      records.push({ name, data: bytes.subarray(nameEnd, end) });
      at = end;
      continue;
    }
    const next = bytes.indexOf(MAGIC, at + 1);
    const resume = next < 0 ? bytes.length : next;
    lostBytes += resume - at;
    at = resume;
  }
  return { records, lostBytes };
}

/** Where the record at `at` ends; undefined when there is no whole one, followed by another or by the end. */
function recordEnd(bytes: Buffer, at: number): number | undefined {
  if (!isMagic(bytes, at) || bytes.length - at < HEADER_BYTES) return undefined;
  const name = bytes.readUInt32LE(at + MAGIC.length);
  const data = bytes.readUInt32LE(at + MAGIC.length + 4);
  if (name > MAX_NAME_BYTES || data > MAX_DATA_BYTES) return undefined;
  const end = at + HEADER_BYTES + name + data;
  return end === bytes.length || isMagic(bytes, end) ? end : undefined;
}

const isMagic = (bytes: Buffer, at: number): boolean => bytes.subarray(at, at + MAGIC.length).equals(MAGIC);
