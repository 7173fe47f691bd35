// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * The frames between the runner and the starter (starter/*.c), both directions alike:
 *
 *     u32le payload length | u32le boot id (0: the starter itself) | u8 type | payload
 *
 * Pure: bytes in, values out.
 */
import type { BootMode, Channel } from '../verdict/types.ts';

export const PROTOCOL_VERSION = 2;

/** For `StartRequest.pass`. No absolute path begins like this. */
export const toAppend = (path: string): string => `>>${path}`;

const HEADER_BYTES = 9;
/** The starter takes no request longer than this. */
export const MAX_REQUEST_BYTES = 1 << 20;

/** What the starter may send at most in one frame; more means that we lost step. */
const MAX_REPLY_BYTES = 1 << 20;

/** Frame type of a channel's data: the guest's descriptor. */
const CHANNEL_OF_DIGIT: Readonly<Record<string, Channel>> = {
  '1': 'kernel',
  '4': 'frames',
  '5': 'result',
  '6': 'output',
};

/** One guest to start. */
export interface StartRequest {
  readonly exe: string;
  readonly args: readonly string[];
  /**
   * Host files that the guest's process finds open as fd 7, 8 …: readable even where their path is not. One made by
   * `toAppend` is there, and can be written to at its end only.
   */
  readonly pass: readonly string[];
  /** Text of the boot spec up to the bytes of the first of `files`. */
  readonly header: string;
  /** Host files appended to the boot spec, in order. */
  readonly files: readonly string[];
  /** 0: no limit. */
  readonly timeoutMs: number;
  /** From the request for a dump of tasks to SIGKILL; 0: no dump. */
  readonly graceMs: number;
  /** Per channel; what comes after is dropped. */
  readonly capBytes: number;
  /** Address space of the guest's process; 0 or absent: no limit. */
  readonly asBytes?: number;
  /** The guest's console is the user's terminal (fd 3 of the starter). */
  readonly tty?: boolean;
  /** Do not become `nobody` when root. */
  readonly keepUser?: boolean;
  /** A copy of a kernel that has booted already, where that can be had. */
  readonly fork?: boolean;
  /** Stopped at its first instruction, for a debugger to attach to. */
  readonly hold?: boolean;
  /** The guest's process works in this folder and may leave a core there. Absent: no core. */
  readonly coreDir?: string | undefined;
}

/** What the starter says, as values. `id` is the boot's. */
export type Reply =
  | { readonly type: 'hello'; readonly version: number; readonly pid: number }
  | { readonly type: 'started'; readonly id: number; readonly pid: number; readonly how: BootMode }
  | { readonly type: 'data'; readonly id: number; readonly channel: Channel; readonly bytes: Uint8Array }
  | { readonly type: 'timeout'; readonly id: number }
  | { readonly type: 'ended'; readonly id: number; readonly end: GuestEnd }
  | { readonly type: 'error'; readonly id: number; readonly message: string };

/** How a guest's process ended, exactly as wait4() told. */
export interface GuestEnd {
  readonly code?: number;
  readonly signal?: number;
  readonly core: boolean;
  readonly userUs: number;
  readonly systemUs: number;
  readonly maxRssKb: number;
  readonly wallUs: number;
  readonly truncated: readonly Channel[];
}

export interface Frame {
  readonly id: number;
  readonly type: string;
  readonly payload: Uint8Array;
}

/** The other side does not speak this protocol, or we lost step. */
export class ProtocolError extends Error {
  readonly code = 'STARTER_PROTOCOL';
}

export function encodeFrame(id: number, type: string, payload: string | Uint8Array = ''): Buffer {
  const length = typeof payload === 'string' ? Buffer.byteLength(payload) : payload.length;
  const frame = Buffer.allocUnsafe(HEADER_BYTES + length);
  frame.writeUInt32LE(length, 0);
  frame.writeUInt32LE(id, 4);
  frame.writeUInt8(type.charCodeAt(0), 8);
  if (typeof payload === 'string') frame.write(payload, HEADER_BYTES);
  else frame.set(payload, HEADER_BYTES);
  return frame;
}

/** The `S` frame. Throws ProtocolError when a value has a NUL or all together are too long. */
export function encodeStart(id: number, request: StartRequest): Buffer {
  const strings: string[] = [];
  const pair = (key: string, value: string | number) => strings.push(key, String(value));
  pair('exe', request.exe);
  for (const arg of request.args) pair('arg', arg);
  for (const path of request.pass) pair('pass', path);
  pair('timeout-ms', Math.ceil(request.timeoutMs));
  pair('grace-ms', Math.ceil(request.graceMs));
  pair('cap-bytes', request.capBytes);
  if (request.asBytes) pair('as-bytes', request.asBytes);
  pair('header', request.header);
  for (const path of request.files) pair('file', path);
  if (request.tty) strings.push('tty');
  if (request.keepUser) strings.push('keep-user');
  if (request.fork) strings.push('fork');
  if (request.hold) strings.push('hold');
  if (request.coreDir !== undefined) pair('core-dir', request.coreDir);
  const bad = strings.find((text) => text.includes('\0'));
  if (bad !== undefined) throw new ProtocolError(`a NUL in ${JSON.stringify(bad.slice(0, 80))}`);
  const frame = encodeFrame(id, 'S', `${strings.join('\0')}\0`);
  if (frame.length - HEADER_BYTES > MAX_REQUEST_BYTES) {
    throw new ProtocolError(`a request of ${frame.length} bytes; ${MAX_REQUEST_BYTES} is the most`);
  }
  return frame;
}

export const encodeKill = (id: number): Buffer => encodeFrame(id, 'K');
export const encodeDump = (id: number): Buffer => encodeFrame(id, 'D');
export const encodeQuit = (): Buffer => encodeFrame(0, 'Q');

/** Cuts a byte stream into frames. Payloads point into the pushed chunks where they can. */
export class FrameDecoder {
  #rest: Buffer = Buffer.alloc(0);

  push(chunk: Buffer): Frame[] {
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    const frames: Frame[] = [];
    let at = 0;
    while (bytes.length - at >= HEADER_BYTES) {
      const length = bytes.readUInt32LE(at);
      if (length > MAX_REPLY_BYTES) throw new ProtocolError(`a frame of ${length} bytes from the starter`);
      const end = at + HEADER_BYTES + length;
      if (end > bytes.length) break;
      frames.push({
        id: bytes.readUInt32LE(at + 4),
        type: String.fromCharCode(bytes.readUInt8(at + 8)),
        payload: bytes.subarray(at + HEADER_BYTES, end),
      });
      at = end;
    }
    this.#rest = bytes.subarray(at);
    return frames;
  }

  /** Bytes of a frame that is not complete yet. */
  get pending(): number {
    return this.#rest.length;
  }
}

const text = (payload: Uint8Array): string =>
  Buffer.from(payload.buffer, payload.byteOffset, payload.length).toString('utf8');

const REPLIES: Readonly<Record<string, (frame: Frame) => Reply>> = {
  H: ({ payload }) => {
    const [version, pid] = text(payload).split(' ').map(Number);
    return { type: 'hello', version: version ?? Number.NaN, pid: pid ?? Number.NaN };
  },
  P: ({ id, payload }) => {
    const [pid, how] = text(payload).split(' ', 2);
    return { type: 'started', id, pid: Number(pid), how: how === 'fork' ? 'fork' : 'cold' };
  },
  T: ({ id }) => ({ type: 'timeout', id }),
  X: ({ id, payload }) => ({ type: 'ended', id, end: parseEnd(text(payload)) }),
  E: ({ id, payload }) => ({ type: 'error', id, message: text(payload) }),
};

/** The meaning of a frame from the starter. */
export function parseReply(frame: Frame): Reply {
  const channel = CHANNEL_OF_DIGIT[frame.type];
  if (channel !== undefined) return { type: 'data', id: frame.id, channel, bytes: frame.payload };
  const parse = REPLIES[frame.type];
  if (parse === undefined)
    throw new ProtocolError(`an unknown frame ${JSON.stringify(frame.type)} from the starter`);
  return parse(frame);
}

/** `code=0 utime-us=… stime-us=… maxrss-kb=… wall-us=… truncated=16`, or `signal=9 core=0 …`. */
export function parseEnd(line: string): GuestEnd {
  const fields = new Map(line.split(' ').map((field) => field.split('=', 2) as [string, string]));
  const number = (key: string): number => {
    const value = Number(fields.get(key) || Number.NaN);
    if (Number.isNaN(value)) throw new ProtocolError(`no ${key} in ${JSON.stringify(line)}`);
    return value;
  };
  return {
    ...(fields.has('code') ? { code: number('code') } : { signal: number('signal') }),
    core: fields.get('core') === '1',
    userUs: number('utime-us'),
    systemUs: number('stime-us'),
    maxRssKb: number('maxrss-kb'),
    wallUs: number('wall-us'),
    truncated: [...(fields.get('truncated') ?? '')].map((digit) => {
      const channel = CHANNEL_OF_DIGIT[digit];
      if (channel === undefined) throw new ProtocolError(`an unknown channel in ${JSON.stringify(line)}`);
      return channel;
    }),
  };
}
