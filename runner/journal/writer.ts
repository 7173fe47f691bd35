// SPDX-License-Identifier: GPL-2.0-or-later

import {
  closeSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { HostError } from '../errors.ts';
import type { JournalEvent } from './events.ts';

/** Name of the journal in a run directory. */
export const JOURNAL_FILE = 'journal.jsonl';

/**
 * Appends events to a journal, each with one `write`, so a SIGKILL of the runner loses at most the event that is being
 * written: what was written lies in the page cache. Synchronous on purpose: it costs some ten microseconds, and no
 * event is still in a queue when the next one is thought about.
 */
export class JournalWriter {
  readonly path: string;
  #fd: number | null;

  private constructor(path: string, fd: number) {
    this.path = path;
    this.#fd = fd;
  }

  /**
   * @param mode `create`: must not exist yet. `append`: an existing journal goes on (resume); half a last line, left
   * by a runner that was killed, is removed first.
   */
  static open(path: string, mode: 'create' | 'append'): JournalWriter {
    return guarded(path, () => {
      mkdirSync(dirname(path), { recursive: true });
      const fd = openSync(path, mode === 'create' ? 'ax+' : 'a+', 0o644);
      if (mode === 'append') dropHalfLine(fd);
      return new JournalWriter(path, fd);
    });
  }

  /** One event, or a batch that goes out with one `write`. */
  write(events: JournalEvent | readonly JournalEvent[]): void {
    const fd = this.#fd;
    if (fd === null) throw new Error('the journal is closed');
    const list = Array.isArray(events) ? (events as readonly JournalEvent[]) : [events as JournalEvent];
    if (list.length === 0) return;
    const bytes = Buffer.from(list.map((event) => `${JSON.stringify(event)}\n`).join(''));
    guarded(this.path, () => {
      for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
    });
  }

  /** Brings all to the disk. The journal takes no events afterwards; closing twice is fine. */
  close(): void {
    const fd = this.#fd;
    if (fd === null) return;
    this.#fd = null;
    guarded(this.path, () => {
      try {
        fsyncSync(fd);
      } finally {
        closeSync(fd);
      }
    });
  }
}

/** Cuts the file after its last newline. */
function dropHalfLine(fd: number): void {
  const size = fstatSync(fd).size;
  const block = Buffer.alloc(65_536);
  let end = size;
  while (end > 0) {
    const start = Math.max(0, end - block.length);
    const got = readSync(fd, block, 0, end - start, start);
    const newline = block.subarray(0, got).lastIndexOf(0x0a);
    if (newline >= 0) {
      end = start + newline + 1;
      break;
    }
    end = start;
  }
  if (end < size) ftruncateSync(fd, end);
}

/** A journal that cannot be written is a failure of the host. */
function guarded<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const hint = code === 'EEXIST' ? 'choose another --out, or continue that run with --resume' : '';
    throw new HostError('JOURNAL_WRITE', `cannot write the journal ${path}: ${message}`, {
      ...(hint === '' ? {} : { hint }),
      cause: error,
    });
  }
}
