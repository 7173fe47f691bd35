// SPDX-License-Identifier: GPL-2.0-or-later
/** Traces of the run's kernel, decoded where logs are written: the verdict knows text only. */
import { AddressReader, type KernelBuild } from '../build/index.ts';
import type { Boot } from '../emulator/index.ts';
import { HostError } from '../errors.ts';
import { type CaseResult, decodeConsole, findMentions, placeResult } from '../verdict/index.ts';
import type { Decoded } from './run-session.ts';

export class TraceDecoder {
  readonly #kernel: Pick<KernelBuild, 'path' | 'symbols'>;
  readonly #say: (text: string) => void;
  #reader: AddressReader | undefined;
  #unable = false;

  /** `say` is told once why traces stay as they are. */
  constructor(kernel: Pick<KernelBuild, 'path' | 'symbols'>, say: (text: string) => void) {
    this.#kernel = kernel;
    this.#say = say;
  }

  /** Undefined when the kernel reported nothing, or nothing can be known about its addresses. */
  async decode(result: CaseResult, boot: Boot): Promise<Decoded | undefined> {
    if (this.#unable || (result.kernelEvents.length === 0 && boot.end.reason !== 'timeout')) return undefined;
    const mentions = findMentions(boot.kernel);
    if (mentions.length === 0) return undefined;
    const { symbols, path } = this.#kernel;
    if (symbols === undefined)
      return this.#giveUp(
        `${path} has no line tables (build it with -g, or put them beside it as ${path}.debug)`,
      );
    this.#reader ??= new AddressReader(symbols);
    try {
      const places = await this.#reader.places(mentions);
      return {
        result: placeResult(result, boot.kernel, places),
        console: decodeConsole(boot.kernel, places),
      };
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      return this.#giveUp(error.message);
    }
  }

  close(): void {
    this.#reader?.close();
  }

  #giveUp(why: string): undefined {
    this.#unable = true;
    this.#say(`kernel traces are not decoded: ${why}`);
    return undefined;
  }
}
