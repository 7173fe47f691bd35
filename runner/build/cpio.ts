// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * cpio archives in the form the kernel unpacks as its first root file system: "newc", without compression.
 * Format: the kernel's Documentation/driver-api/early-userspace/buffer-format.rst.
 *
 * The same entries give the same bytes: times are 0, inode numbers count from 1, owners are what the entry says.
 */

const S_IFLNK = 0o120000;
const S_IFREG = 0o100000;
const S_IFDIR = 0o040000;
const S_IFCHR = 0o020000;
const S_IFMT = 0o170000;
const HEADER_BYTES = 110;
const MAGIC = '070701';
const TRAILER = 'TRAILER!!!';
/** The whole archive is padded to this, so that an image is a whole number of sectors. */
const BLOCK_BYTES = 512;

interface EntryBase {
  /** Without a leading slash: `bin/sh`. */
  readonly path: string;
  /** Default 0. */
  readonly uid?: number;
  readonly gid?: number;
}

/** One thing in the archive. `mode` holds permission bits only (0o7777). */
export type CpioEntry =
  | (EntryBase & { readonly kind: 'dir'; readonly mode: number })
  | (EntryBase & {
      readonly kind: 'file';
      readonly mode: number;
      readonly data: Uint8Array;
      /** More names of the same file (hard links): they cost no memory in the guest. */
      readonly links?: readonly string[];
    })
  | (EntryBase & { readonly kind: 'symlink'; readonly target: string })
  | (EntryBase & {
      readonly kind: 'char';
      readonly mode: number;
      readonly major: number;
      readonly minor: number;
    });

/** One record as it stands in an archive; hard links are records of their own. */
export interface CpioRecord {
  readonly path: string;
  readonly inode: number;
  /** Type and permission bits, as st_mode. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly links: number;
  readonly mtime: number;
  readonly device: readonly [major: number, minor: number];
  readonly data: Uint8Array;
}

export class CpioError extends Error {
  readonly code = 'CPIO_MALFORMED';
}

/**
 * Writes the entries in the order given. Parents must come before what they hold: the kernel makes none.
 * Throws CpioError for a path that is absolute, climbs, comes twice or has no parent.
 */
export function writeCpio(entries: readonly CpioEntry[]): Uint8Array {
  const names = new Map<string, boolean>();
  const parts: Uint8Array[] = [];
  let inode = 0;
  for (const entry of entries) {
    inode++;
    for (const record of recordsOf(entry, inode)) {
      checkName(record.path, entry.kind, names);
      parts.push(...encode(record));
    }
  }
  parts.push(
    ...encode({
      path: TRAILER,
      inode: 0,
      mode: 0,
      uid: 0,
      gid: 0,
      links: 1,
      mtime: 0,
      device: [0, 0],
      data: new Uint8Array(),
    }),
  );
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  parts.push(new Uint8Array(padding(size, BLOCK_BYTES)));
  return Buffer.concat(parts);
}

/** Reads an archive that writeCpio() or another newc writer has made. Throws CpioError where it is malformed. */
export function readCpio(archive: Uint8Array): CpioRecord[] {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  const records: CpioRecord[] = [];
  for (let at = 0; ; ) {
    const { record, next } = decode(bytes, at);
    if (record.path === TRAILER) return records;
    records.push(record);
    at = next;
  }
}

function recordsOf(entry: CpioEntry, inode: number): CpioRecord[] {
  const base = { inode, uid: entry.uid ?? 0, gid: entry.gid ?? 0, mtime: 0, links: 1 };
  const none = { device: [0, 0] as const, data: new Uint8Array() };
  switch (entry.kind) {
    case 'dir':
      return [{ ...base, ...none, path: entry.path, mode: S_IFDIR | entry.mode, links: 2 }];
    case 'symlink':
      return [
        {
          ...base,
          ...none,
          path: entry.path,
          mode: S_IFLNK | 0o777,
          data: Buffer.from(entry.target, 'utf8'),
        },
      ];
    case 'char':
      return [
        {
          ...base,
          ...none,
          path: entry.path,
          mode: S_IFCHR | entry.mode,
          device: [entry.major, entry.minor],
        },
      ];
    case 'file': {
      // The kernel takes the data from whichever record has some; it is the first here, so that the others only link.
      const names = [entry.path, ...(entry.links ?? [])];
      return names.map((path, index) => ({
        ...base,
        ...none,
        path,
        mode: S_IFREG | entry.mode,
        links: names.length,
        data: index === 0 ? entry.data : none.data,
      }));
    }
  }
}

/** `seen` maps each path so far to whether it can hold others. */
function checkName(path: string, kind: CpioEntry['kind'], seen: Map<string, boolean>): void {
  const parts = path.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..') || path.includes('\0')) {
    throw new CpioError(`not a path inside an archive: ${JSON.stringify(path)}`);
  }
  if (seen.has(path)) throw new CpioError(`two entries named ${path}`);
  const parent = parts.slice(0, -1).join('/');
  if (parent !== '' && seen.get(parent) !== true)
    throw new CpioError(`no directory ${parent} before ${path}`);
  seen.set(path, kind === 'dir' || kind === 'symlink');
}

function encode(record: CpioRecord): Uint8Array[] {
  const name = Buffer.from(`${record.path}\0`, 'utf8');
  const fields = [
    record.inode,
    record.mode,
    record.uid,
    record.gid,
    record.links,
    record.mtime,
    record.data.length,
    0, // device that holds the file: one and the same for all
    0,
    record.device[0],
    record.device[1],
    name.length,
    0, // checksum: only in the "crc" form
  ];
  const header = Buffer.from(
    MAGIC + fields.map((field) => field.toString(16).toUpperCase().padStart(8, '0')).join(''),
  );
  return [
    header,
    name,
    new Uint8Array(padding(header.length + name.length, 4)),
    record.data,
    new Uint8Array(padding(record.data.length, 4)),
  ];
}

function decode(bytes: Buffer, at: number): { record: CpioRecord; next: number } {
  if (bytes.toString('latin1', at, at + MAGIC.length) !== MAGIC)
    throw new CpioError(`no header at byte ${at}`);
  const field = (index: number): number => {
    const text = bytes.toString('latin1', at + 6 + index * 8, at + 14 + index * 8);
    if (!/^[0-9A-Fa-f]{8}$/.test(text)) throw new CpioError(`not a number in the header at byte ${at}`);
    return Number.parseInt(text, 16);
  };
  const nameBytes = field(11);
  const dataBytes = field(6);
  const data = align(at + HEADER_BYTES + nameBytes, 4);
  if (nameBytes === 0 || data + dataBytes > bytes.length) throw new CpioError(`cut short at byte ${at}`);
  return {
    record: {
      path: bytes.toString('utf8', at + HEADER_BYTES, at + HEADER_BYTES + nameBytes - 1),
      inode: field(0),
      mode: field(1),
      uid: field(2),
      gid: field(3),
      links: field(4),
      mtime: field(5),
      device: [field(9), field(10)],
      data: bytes.subarray(data, data + dataBytes),
    },
    next: align(data + dataBytes, 4),
  };
}

/** `drwxr-xr-x` and the like, for listings. */
export function modeText(mode: number): string {
  const types: Readonly<Record<number, string>> = {
    [S_IFDIR]: 'd',
    [S_IFLNK]: 'l',
    [S_IFCHR]: 'c',
    [S_IFREG]: '-',
  };
  const bits = 'rwxrwxrwx'
    .split('')
    .map((letter, index) => ((mode >> (8 - index)) & 1 ? letter : '-'))
    .join('');
  const type = types[mode & S_IFMT] ?? '?';
  return mode & 0o1000 ? `${type}${bits.slice(0, 8)}${mode & 1 ? 't' : 'T'}` : `${type}${bits}`;
}

function align(value: number, to: number): number {
  return Math.ceil(value / to) * to;
}

function padding(value: number, to: number): number {
  return align(value, to) - value;
}
