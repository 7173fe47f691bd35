// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * Asks binutils where addresses of a kernel are in its source: nm once for the symbols, and one addr2line that stays, since
 * reading the line tables is what takes time. Nothing is started before the first question.
 */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { type Mention, mentionKey, type Place, type Places } from '../../verdict/kernel-trace.ts';
import { cleanEnv, runTool } from '../exec.ts';

interface KernelSymbol {
  readonly address: number;
  /** Bytes to the next symbol: what the kernel prints as the size. */
  readonly size: number;
}

/** Reads `nm --numeric-sort`: the functions of each name. */
export function parseSymbols(lines: readonly string[]): Map<string, KernelSymbol[]> {
  const all = lines.flatMap((line) => {
    const [, address = '', type = '', name = ''] = /^([0-9a-f]+) (\w) (\S+)$/.exec(line) ?? [];
    return name === '' ? [] : [{ address: Number.parseInt(address, 16), type, name }];
  });
  const symbols = new Map<string, KernelSymbol[]>();
  let end = 0;
  for (const [index, { address, type, name }] of [...all.entries()].reverse()) {
    const next = all[index + 1]?.address ?? address;
    if (next !== address) end = next;
    if (!/[tTwW]/.test(type)) continue;
    symbols.set(name, [...(symbols.get(name) ?? []), { address, size: end - address }]);
  }
  return symbols;
}

/** The address that a mention stands for; of several functions with its name the one of its size. */
export function addressOf(
  mention: Mention,
  symbols: ReadonlyMap<string, readonly KernelSymbol[]>,
): number | undefined {
  if (mention.address !== undefined) return mention.address;
  const named = symbols.get(mention.symbol ?? '') ?? [];
  const [first, second] = named.filter(({ size }) => size === mention.size);
  const found = second === undefined ? (first ?? (named.length === 1 ? named[0] : undefined)) : undefined;
  return found === undefined ? undefined : found.address + mention.offset;
}

/** What `addr2line -a -f -i` says about one address, without the line that repeats it. */
export function parsePlaces(lines: readonly string[]): Place[] {
  const places: Place[] = [];
  for (let i = 0; i + 1 < lines.length; i += 2) {
    const [, file, line] = /^(.+?):(\d+)(?: \(discriminator \d+\))?$/.exec(lines[i + 1] ?? '') ?? [];
    if (file === undefined || file === '??') continue;
    places.push({ func: lines[i] ?? '??', file: file.replace(/^(?:\.\/)+/, ''), line: Number(line) });
  }
  return places;
}

/** No kernel has code there: its answer shows that the one before is complete. */
const NOWHERE = 0;
const ADDRESS_LINE = /^0x[0-9a-f]+$/;

export class AddressReader {
  readonly #file: string;
  readonly #known = new Map<number, readonly Place[]>();
  #symbols: Promise<ReadonlyMap<string, readonly KernelSymbol[]>> | undefined;
  #process: ChildProcessByStdio<Writable, Readable, null> | undefined;
  #answers: AsyncIterator<string> | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  /** `file`: a kernel with line tables, or the debug half of one. */
  constructor(file: string) {
    this.#file = file;
  }

  /** Throws HostError TOOL_MISSING without binutils. */
  async places(mentions: readonly Mention[]): Promise<Places> {
    const places = new Map<string, readonly Place[]>();
    if (mentions.length === 0) return places;
    const mine = this.#turn.then(async () => {
      this.#symbols ??= this.#readSymbols();
      const symbols = await this.#symbols;
      for (const mention of mentions) {
        const address = addressOf(mention, symbols);
        if (address === undefined) continue;
        const found = await this.#ask(mention.exact ? address : address - 1);
        if (found.length > 0) places.set(mentionKey(mention), found);
      }
      return places;
    });
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  close(): void {
    this.#process?.stdin.end();
    this.#process?.kill();
  }

  async #readSymbols(): Promise<Map<string, KernelSymbol[]>> {
    const { lines } = await runTool('nm', ['--numeric-sort', this.#file], { keepLines: 1_000_000 });
    return parseSymbols(lines);
  }

  async #ask(address: number): Promise<readonly Place[]> {
    const known = this.#known.get(address);
    if (known !== undefined) return known;
    this.#process ??= this.#start();
    this.#answers ??= createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
    this.#process.stdin.write(`${address.toString(16)}\n${NOWHERE}\n`);
    const lines: string[] = [];
    for (let heads = 0; heads < 2; ) {
      const { value, done } = await this.#answers.next();
      if (done) break;
      if (ADDRESS_LINE.test(value)) heads++;
      else if (heads === 1) lines.push(value);
    }
    // `??` and `??:0` of the address that is nowhere.
    await this.#answers.next();
    await this.#answers.next();
    const places = parsePlaces(lines);
    this.#known.set(address, places);
    return places;
  }

  #start(): ChildProcessByStdio<Writable, Readable, null> {
    const child = spawn('addr2line', ['-a', '-f', '-i', '-e', this.#file], {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: cleanEnv(),
    });
    child.stdin.on('error', () => {}); // EPIPE: its end shows as the end of the answers
    child.on('error', () => child.stdout.destroy());
    return child;
  }
}
