// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * Boots guests: composes the request, asks the starter, puts the channels' bytes back together. One starter process
 * lives as long as the emulator is open; it ends every guest when we close, crash or are killed.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { HostError } from '../errors.ts';
import { type BootEnd, type BootMode, CHANNELS, type Channel, type RawBoot } from '../verdict/types.ts';
import { DEFAULT_MEMORY_MB, kernelArgs } from './cmdline.ts';
import {
  encodeDump,
  encodeKill,
  encodeQuit,
  encodeStart,
  FrameDecoder,
  type GuestEnd,
  PROTOCOL_VERSION,
  parseReply,
  type Reply,
  toAppend,
} from './protocol.ts';
import { specHeader } from './spec.ts';

/** A file for the guest: bytes of a host file, or a short text (without NUL). */
export type BootFile = { readonly path: string; readonly mode: number } & (
  | { readonly source: string }
  | { readonly content: string }
);

export interface BootSpec {
  /** Names the boot in the guest's frame lines: the case's id. */
  readonly id: string;
  readonly argv: readonly string[];
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly cwd?: string | undefined;
  readonly uid?: number | undefined;
  readonly mode?: 'case' | 'shell' | undefined;
  readonly files?: readonly BootFile[] | undefined;
  /** From start to SIGKILL, without the grace; 0: no limit. */
  readonly timeoutMs: number;
  readonly memoryMb?: number | undefined;
  /** More arguments for this boot's kernel. */
  readonly kernelArgs?: readonly string[] | undefined;
  readonly expectedPoints?: number | undefined;
  /** The console is the user's terminal. Needs `EmulatorOptions.tty`. */
  readonly tty?: boolean | undefined;
  /** The guest waits, stopped at its first instruction, for a debugger; `onStarted` has its pid. */
  readonly hold?: boolean | undefined;
  /** Folder on the host, writable by nobody, where the guest's process may leave its core. */
  readonly coreDir?: string | undefined;
}

export interface EmulatorOptions {
  /** Paths on the host. */
  readonly starter: string;
  readonly kernel: string;
  readonly rootfs: string;
  /** For all boots. */
  readonly kernelArgs?: readonly string[] | undefined;
  /** Time for the dump of tasks after a timeout. */
  readonly graceMs?: number | undefined;
  /** Bytes kept of each channel of a boot. */
  readonly capBytes?: number | undefined;
  /** Guests run as the user who started us, also when that is root. */
  readonly keepUser?: boolean | undefined;
  /** An existing file to which the kernels, built for it, append which of their code has run. */
  readonly coverage?: string | undefined;
  /** Descriptor of a terminal that `tty` boots may take. */
  readonly tty?: number | undefined;
  /** `fork`: copies of one kernel that has booted, where that can be had; `cold`, the default: each boots itself. */
  readonly boot?: BootMode | undefined;
}

/** What is told while a boot runs. Must not throw. */
export interface BootListeners {
  readonly onStarted?: (pid: number) => void;
  readonly onData?: (channel: Channel, bytes: Uint8Array) => void;
  readonly onTimeout?: () => void;
}

/** A boot's channels as text, for the verdict, and as they came, for the log files. */
export interface Boot extends RawBoot {
  readonly bytes: Readonly<Record<Channel, Buffer>>;
  /** Path of the core that the guest's process left, where that was asked for. */
  readonly core?: string;
}

export const DEFAULT_GRACE_MS = 1000;
export const DEFAULT_CAP_BYTES = 4 << 20;

const SIGKILL = 9;
const CLOSE_MS = 6000;
const STDERR_BYTES = 4096;

/** A boot that is under way. */
interface Pending {
  readonly spec: BootSpec;
  readonly token: string;
  readonly listeners: BootListeners;
  readonly chunks: Record<Channel, Uint8Array[]>;
  readonly started: number;
  readonly resolve: (boot: Boot) => void;
  readonly reject: (error: Error) => void;
  how?: BootMode;
  timedOut: boolean;
  killed: boolean;
}

export class Emulator {
  readonly #options: EmulatorOptions;
  readonly #process: ChildProcess;
  readonly #decoder = new FrameDecoder();
  readonly #pending = new Map<number, Pending>();
  readonly #sizes = new Map<string, number>();
  readonly #gone: Promise<void>;
  #nextId = 1;
  #stderr = '';
  #failure: HostError | undefined;
  #hello: ((pid: number) => void) | undefined;
  /** Pid of the process that owns the guests; the one we started watches over it. */
  starterPid = 0;

  /** Starts the starter and waits for its greeting. */
  static async open(options: EmulatorOptions): Promise<Emulator> {
    const emulator = new Emulator(options);
    emulator.starterPid = await new Promise<number>((resolve, reject) => {
      emulator.#hello = resolve;
      emulator.#gone.then(() =>
        reject(emulator.#failure ?? new HostError('STARTER_DIED', 'the starter ended at once')),
      );
    });
    return emulator;
  }

  private constructor(options: EmulatorOptions) {
    this.#options = options;
    // A session of its own keeps the terminal's Ctrl-C from it: we decide what that means. Not with a terminal to hand
    // on, which belongs to our session.
    const child = spawn(options.starter, [], {
      stdio: ['pipe', 'pipe', 'pipe', ...(options.tty === undefined ? [] : [options.tty])],
      detached: options.tty === undefined,
      env: {},
      cwd: '/',
    });
    this.#process = child;
    child.stdin?.on('error', () => {}); // EPIPE: its end is told by 'close'
    child.stderr?.on('data', (chunk: Buffer) => {
      this.#stderr = (this.#stderr + chunk.toString()).slice(-STDERR_BYTES);
    });
    child.stdout?.on('data', (chunk: Buffer) => this.#onData(chunk));
    this.#gone = new Promise((resolve) => {
      child.on('error', (error) => {
        this.#failure ??= new HostError(
          'STARTER_MISSING',
          `cannot run the starter ${options.starter}: ${error.message}`,
        );
        this.#failAll();
        resolve();
      });
      child.on('close', (code, signal) => {
        this.#failure ??= new HostError(
          'STARTER_DIED',
          `the starter ended (${signal ?? `exit ${code}`}) with ${this.#pending.size} guests running`,
          { excerpt: this.#stderr.trim() === '' ? [] : this.#stderr.trim().split('\n') },
        );
        this.#failAll();
        resolve();
      });
    });
  }

  /** Boots one guest and resolves when it and all it left is gone. Rejects only when the starter itself fails. */
  async boot(spec: BootSpec, listeners: BootListeners = {}): Promise<Boot> {
    const token = randomBytes(16).toString('hex');
    const id = this.#nextId++;
    const request = await this.#request(spec, token, id);
    return new Promise<Boot>((resolve, reject) => {
      if (this.#failure !== undefined) {
        reject(this.#failure);
        return;
      }
      this.#pending.set(id, {
        spec,
        token,
        listeners,
        chunks: { kernel: [], frames: [], result: [], output: [] },
        started: performance.now(),
        resolve,
        reject,
        timedOut: false,
        killed: false,
      });
      this.#send(request);
    });
  }

  /** Ends all guests of now; their boots resolve as `interrupted`. */
  endAll(): void {
    for (const [id, pending] of this.#pending) {
      pending.killed = true;
      this.#send(encodeKill(id));
    }
  }

  /** Asks all guests for a dump of their tasks on the kernel channel. */
  dumpTasks(): void {
    for (const id of this.#pending.keys()) this.#send(encodeDump(id));
  }

  /** Boots under way. */
  get running(): number {
    return this.#pending.size;
  }

  /** Ends all guests and the starter. */
  async close(): Promise<void> {
    this.endAll();
    this.#send(encodeQuit());
    this.#process.stdin?.end();
    const late = setTimeout(() => this.#process.kill('SIGKILL'), CLOSE_MS);
    await this.#gone;
    clearTimeout(late);
  }

  async #request(spec: BootSpec, token: string, id: number): Promise<Buffer> {
    const all = spec.files ?? [];
    // Texts follow the header at once; the starter appends host files after them.
    const texts = all.filter((file) => 'content' in file);
    const hostFiles = all.filter((file) => 'source' in file);
    const files = [
      ...texts.map((file) => ({ path: file.path, mode: file.mode, size: Buffer.byteLength(file.content) })),
      ...(await Promise.all(
        hostFiles.map(async (file) => ({
          path: file.path,
          mode: file.mode,
          size: await this.#size(file.source),
        })),
      )),
    ];
    const { argv, env, cwd, uid, mode = 'case' } = spec;
    const seed = randomBytes(32).toString('hex');
    const header = specHeader({ token, id: spec.id, seed, argv, env, cwd, uid, mode, files });
    const tty = spec.tty ?? false;
    return encodeStart(id, {
      exe: this.#options.kernel,
      args: kernelArgs({
        memoryMb: spec.memoryMb ?? DEFAULT_MEMORY_MB,
        tty,
        coverage: this.#options.coverage !== undefined,
        extra: [...(this.#options.kernelArgs ?? []), ...(spec.kernelArgs ?? [])],
      }),
      pass: [
        this.#options.rootfs,
        ...(this.#options.coverage === undefined ? [] : [toAppend(this.#options.coverage)]),
      ],
      header: header + texts.map((file) => file.content).join(''),
      files: hostFiles.map((file) => file.source),
      timeoutMs: spec.timeoutMs,
      graceMs: this.#options.graceMs ?? DEFAULT_GRACE_MS,
      capBytes: this.#options.capBytes ?? DEFAULT_CAP_BYTES,
      tty,
      keepUser: this.#options.keepUser ?? false,
      // A copy is in the middle of its boot, and works where its template does.
      fork: this.#options.boot === 'fork' && !tty && !spec.hold && spec.coreDir === undefined,
      hold: spec.hold ?? false,
      coreDir: spec.coreDir,
    });
  }

  /** Case programs come from the cache and never change under their name. */
  async #size(path: string): Promise<number> {
    const known = this.#sizes.get(path);
    if (known !== undefined) return known;
    const { size } = await stat(path).catch((error: NodeJS.ErrnoException) => {
      throw new HostError('BOOT_FILE', `cannot give ${path} to a guest: ${error.message}`);
    });
    this.#sizes.set(path, size);
    return size;
  }

  #send(frame: Buffer): void {
    if (this.#process.stdin?.writable) this.#process.stdin.write(frame);
  }

  #onData(chunk: Buffer): void {
    try {
      for (const frame of this.#decoder.push(chunk)) this.#onReply(parseReply(frame));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.#failure ??= new HostError(
        'STARTER_PROTOCOL',
        `the starter does not speak our protocol: ${message}`,
      );
      this.#process.kill('SIGTERM');
      this.#failAll();
    }
  }

  #onReply(reply: Reply): void {
    if (reply.type === 'hello') {
      if (reply.version !== PROTOCOL_VERSION)
        throw new Error(`version ${reply.version}, not ${PROTOCOL_VERSION}`);
      this.#hello?.(reply.pid);
      return;
    }
    const pending = this.#pending.get(reply.id);
    if (pending === undefined) {
      if (reply.type === 'error') throw new Error(reply.message);
      return;
    }
    switch (reply.type) {
      case 'started':
        pending.how = reply.how;
        pending.listeners.onStarted?.(reply.pid);
        break;
      case 'data':
        pending.chunks[reply.channel].push(reply.bytes);
        pending.listeners.onData?.(reply.channel, reply.bytes);
        break;
      case 'timeout':
        pending.timedOut = true;
        pending.listeners.onTimeout?.();
        break;
      case 'ended':
        this.#settle(reply.id, pending, endOf(reply.end, pending));
        break;
      case 'error':
        this.#settle(reply.id, pending, {
          reason: 'start-failed',
          error: reply.message,
          wallMs: performance.now() - pending.started,
          userMs: 0,
          systemMs: 0,
          maxRssKb: 0,
          truncated: [],
        });
        break;
    }
  }

  #settle(id: number, pending: Pending, end: BootEnd): void {
    this.#pending.delete(id);
    const { spec, token } = pending;
    const bytes = {} as Record<Channel, Buffer>;
    for (const channel of CHANNELS) bytes[channel] = Buffer.concat(pending.chunks[channel]);
    pending.resolve({
      token,
      id: spec.id,
      ...(spec.expectedPoints === undefined ? {} : { expectedPoints: spec.expectedPoints }),
      kernel: bytes.kernel.toString('utf8'),
      frames: bytes.frames.toString('utf8'),
      result: bytes.result.toString('utf8'),
      output: bytes.output.toString('utf8'),
      bytes,
      end,
    });
  }

  #failAll(): void {
    const failure = this.#failure ?? new HostError('STARTER_DIED', 'the starter ended');
    for (const pending of this.#pending.values()) pending.reject(failure);
    this.#pending.clear();
  }
}

function endOf(end: GuestEnd, pending: Pick<Pending, 'how' | 'timedOut' | 'killed'>): BootEnd {
  const how = end.signal === undefined ? 'exit' : 'signal';
  // A guest that was through before our signal came has a result of its own.
  const interrupted = pending.killed && end.signal === SIGKILL;
  return {
    reason: pending.timedOut ? 'timeout' : interrupted ? 'interrupted' : how,
    ...(pending.how === undefined ? {} : { boot: pending.how }),
    ...(end.code === undefined ? {} : { code: end.code }),
    ...(end.signal === undefined ? {} : { signal: end.signal }),
    wallMs: end.wallUs / 1000,
    userMs: end.userUs / 1000,
    systemMs: end.systemUs / 1000,
    maxRssKb: end.maxRssKb,
    truncated: end.truncated,
  };
}
