// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * A small reader for 64-bit little-endian ELF files: just what decides whether a program can run
 * in a guest without an MMU. Layout after the System V ABI, gABI chapters 4 and 5.
 */

const ET_EXEC = 2;
const ET_DYN = 3;
const PT_LOAD = 1;
const PT_DYNAMIC = 2;
const PT_INTERP = 3;
const PT_GNU_STACK = 0x6474e551;
const PT_NOTE = 4;
const SHT_SYMTAB = 2;
const DT_NEEDED = 1;
const DT_TEXTREL = 22;
const PROGRAM_HEADER_BYTES = 56;
const SECTION_HEADER_BYTES = 64;
const SYMBOL_BYTES = 24;
const NOTE_BUILD_ID = 3;

/** What the file says about itself. Sizes are bytes. */
export interface ElfFacts {
  readonly type: 'executable' | 'pie' | 'other';
  /** EM_* number; 62 is x86-64, 243 RISC-V. */
  readonly machine: number;
  /** The dynamic loader named by PT_INTERP, or null. */
  readonly interpreter: string | null;
  /** Number of DT_NEEDED entries: shared libraries it wants. */
  readonly neededLibraries: number;
  readonly textRelocations: boolean;
  /** PT_GNU_STACK's memory size: the stack a no-MMU kernel gives; 0 means the kernel's default. */
  readonly stackBytes: number;
  /** Bytes of memory from the first to the last PT_LOAD: what one exec costs without an MMU. */
  readonly imageBytes: number;
  readonly buildId: string | null;
  /** Names defined in .symtab, or null when the file is stripped. */
  readonly definedSymbols: ReadonlySet<string> | null;
  /** Names left undefined in .symtab (weak ones too), empty when stripped. */
  readonly undefinedSymbols: ReadonlySet<string>;
}

/** Symbols whose presence shows that fork() got linked: without an MMU it fails or ruins the parent's stack. */
export const FORK_SYMBOLS: readonly string[] = ['fork', '_Fork', '__fork', 'daemon', 'forkpty', 'wordexp'];

export class ElfError extends Error {
  readonly code = 'ELF_MALFORMED';
}

/** Reads an ELF file from memory. Throws ElfError when it is none, or cut short, or not 64-bit little endian. */
export function readElf(file: Uint8Array): ElfFacts {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.length < 64 || view.getUint32(0, false) !== 0x7f454c46) throw new ElfError('not an ELF file');
  if (view.getUint8(4) !== 2 || view.getUint8(5) !== 1)
    throw new ElfError('not a 64-bit little-endian ELF file');
  try {
    return readFacts(view);
  } catch (error) {
    if (error instanceof RangeError) throw new ElfError('ELF file is cut short');
    throw error;
  }
}

/** What keeps the program from running in a no-MMU guest; empty when nothing does. `fork`: one that has it may run. */
export function staticPieProblems(
  facts: ElfFacts,
  want: { readonly stackBytes?: number; readonly machine?: number; readonly fork?: boolean } = {},
): string[] {
  const problems: string[] = [];
  const forks = FORK_SYMBOLS.filter((name) => facts.definedSymbols?.has(name));
  const checks: readonly (readonly [boolean, string])[] = [
    [facts.type !== 'pie', `type is ${facts.type}, not a position independent program (ET_DYN)`],
    [facts.interpreter !== null, `wants a dynamic loader (PT_INTERP ${facts.interpreter})`],
    [facts.neededLibraries > 0, `wants ${facts.neededLibraries} shared libraries (DT_NEEDED)`],
    [facts.textRelocations, 'has text relocations (DT_TEXTREL)'],
    [forks.length > 0 && !want.fork, `contains ${forks.join(', ')}: there is no fork without an MMU`],
    [
      want.machine !== undefined && facts.machine !== want.machine,
      `is for machine ${facts.machine}, not ${want.machine}`,
    ],
    [
      want.stackBytes !== undefined && facts.stackBytes !== want.stackBytes,
      `asks for a stack of ${facts.stackBytes} bytes, not ${want.stackBytes} (PT_GNU_STACK)`,
    ],
  ];
  for (const [bad, text] of checks) if (bad) problems.push(text);
  return problems;
}

interface Segment {
  readonly type: number;
  readonly offset: number;
  readonly address: number;
  readonly fileBytes: number;
  readonly memoryBytes: number;
}

interface Section {
  readonly type: number;
  readonly offset: number;
  readonly bytes: number;
  readonly link: number;
}

function readFacts(view: DataView): ElfFacts {
  const segments = readSegments(view);
  const interp = segments.find((segment) => segment.type === PT_INTERP);
  const tags = dynamicTags(
    view,
    segments.find((segment) => segment.type === PT_DYNAMIC),
  );
  const symbols = readSymbols(view, readSections(view));
  const loads = segments.filter((segment) => segment.type === PT_LOAD);
  const low = Math.min(...loads.map((load) => load.address));
  const high = Math.max(...loads.map((load) => load.address + load.memoryBytes));
  const type = view.getUint16(16, true);
  return {
    type: type === ET_DYN ? 'pie' : type === ET_EXEC ? 'executable' : 'other',
    machine: view.getUint16(18, true),
    interpreter: interp === undefined ? null : text(view, interp.offset, interp.offset + interp.fileBytes),
    neededLibraries: tags.filter((tag) => tag === DT_NEEDED).length,
    textRelocations: tags.includes(DT_TEXTREL),
    stackBytes: segments.find((segment) => segment.type === PT_GNU_STACK)?.memoryBytes ?? 0,
    imageBytes: loads.length === 0 ? 0 : high - low,
    buildId: readBuildId(view, segments),
    definedSymbols: symbols?.defined ?? null,
    undefinedSymbols: symbols?.undefined ?? new Set(),
  };
}

/** A u64 that must fit a JavaScript number; anything larger cannot be an offset or size in a real file. */
function word(view: DataView, at: number): number {
  const value = view.getBigUint64(at, true);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new ElfError('ELF file holds an impossible size');
  return Number(value);
}

function text(view: DataView, start: number, limit: number): string {
  const bytes: number[] = [];
  for (let at = start; at < limit; at++) {
    const byte = view.getUint8(at);
    if (byte === 0) break;
    bytes.push(byte);
  }
  return Buffer.from(bytes).toString('latin1');
}

function readSegments(view: DataView): Segment[] {
  const table = word(view, 32);
  return Array.from({ length: view.getUint16(56, true) }, (_, index) => {
    const at = table + index * PROGRAM_HEADER_BYTES;
    return {
      type: view.getUint32(at, true),
      offset: word(view, at + 8),
      address: word(view, at + 16),
      fileBytes: word(view, at + 32),
      memoryBytes: word(view, at + 40),
    };
  });
}

function readSections(view: DataView): Section[] {
  const table = word(view, 40);
  if (table === 0) return [];
  return Array.from({ length: view.getUint16(60, true) }, (_, index) => {
    const at = table + index * SECTION_HEADER_BYTES;
    return {
      type: view.getUint32(at + 4, true),
      offset: word(view, at + 24),
      bytes: word(view, at + 32),
      link: view.getUint32(at + 40, true),
    };
  });
}

function dynamicTags(view: DataView, segment: Segment | undefined): number[] {
  const tags: number[] = [];
  if (segment === undefined) return tags;
  for (let at = segment.offset; at + 16 <= segment.offset + segment.fileBytes; at += 16) {
    const tag = Number(view.getBigInt64(at, true));
    if (tag === 0) break;
    tags.push(tag);
  }
  return tags;
}

function readSymbols(
  view: DataView,
  sections: readonly Section[],
): { defined: Set<string>; undefined: Set<string> } | null {
  const table = sections.find((section) => section.type === SHT_SYMTAB);
  if (table === undefined) return null;
  const strings = sections[table.link];
  if (strings === undefined) throw new ElfError('.symtab has no string table');
  const found = { defined: new Set<string>(), undefined: new Set<string>() };
  const LOCAL_FILE = 4;
  for (let at = table.offset; at + SYMBOL_BYTES <= table.offset + table.bytes; at += SYMBOL_BYTES) {
    if ((view.getUint8(at + 4) & 0xf) === LOCAL_FILE) continue;
    const name = text(view, strings.offset + view.getUint32(at, true), strings.offset + strings.bytes);
    if (name === '') continue;
    (view.getUint16(at + 6, true) === 0 ? found.undefined : found.defined).add(name);
  }
  return found;
}

function readBuildId(view: DataView, segments: readonly Segment[]): string | null {
  for (const note of segments.filter((segment) => segment.type === PT_NOTE)) {
    let at = note.offset;
    while (at + 12 <= note.offset + note.fileBytes) {
      const nameBytes = view.getUint32(at, true);
      const dataBytes = view.getUint32(at + 4, true);
      const data = at + 12 + ((nameBytes + 3) & ~3);
      if (view.getUint32(at + 8, true) === NOTE_BUILD_ID && text(view, at + 12, data) === 'GNU') {
        return Buffer.from(view.buffer, view.byteOffset + data, dataBytes).toString('hex');
      }
      at = data + ((dataBytes + 3) & ~3);
    }
  }
  return null;
}
