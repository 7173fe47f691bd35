// SPDX-License-Identifier: GPL-2.0-or-later

import { createReadStream } from 'node:fs';
import { UserError } from '../errors.ts';
import { JOURNAL_VERSION, type JournalEvent, journalEventSchema } from './events.ts';

/** Longest piece of a bad line that a message shows. */
const SHOWN = 80;

/** Parses one line of a journal; `file` and `line` are for the error. */
export function parseJournalLine(text: string, file: string, line: number): JournalEvent {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UserError('JOURNAL_SYNTAX', `not JSON: ${(error as Error).message}`, {
      file,
      line,
      hint: `the line begins: ${text.slice(0, SHOWN)}`,
      cause: error,
    });
  }
  const version = (value as { v?: unknown } | null)?.v;
  if (typeof version === 'number' && version > JOURNAL_VERSION) {
    throw new UserError(
      'JOURNAL_VERSION',
      `journal version ${version} is newer than this ltp-nommu (${JOURNAL_VERSION})`,
      {
        file,
        line,
        hint: 'read it with the ltp-nommu that wrote it, or a newer one',
      },
    );
  }
  const parsed = journalEventSchema.safeParse(value);
  // The value as written, not zod's copy: the order of keys is part of a report that must equal the live one.
  if (parsed.success) return value as JournalEvent;
  const issue = parsed.error.issues[0];
  const where = issue && issue.path.length > 0 ? `${issue.path.join('.')}: ` : '';
  throw new UserError('JOURNAL_EVENT', `not a journal event: ${where}${issue?.message ?? 'unknown form'}`, {
    file,
    line,
    hint: `the line begins: ${text.slice(0, SHOWN)}`,
  });
}

/**
 * Reads a journal event by event. Iterate once; `cut` then says whether the file ended in half a line, which a killed
 * runner leaves behind and which is not an error.
 */
export class JournalReader implements AsyncIterable<JournalEvent> {
  readonly path: string;
  #cut = false;

  constructor(path: string) {
    this.path = path;
  }

  get cut(): boolean {
    return this.#cut;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<JournalEvent, void, undefined> {
    let pending: string[] = [];
    let line = 0;
    const stream = createReadStream(this.path, { encoding: 'utf8', highWaterMark: 1 << 18 });
    try {
      for await (const chunk of stream as AsyncIterable<string>) {
        const pieces = chunk.split('\n');
        const last = pieces.pop() ?? '';
        for (const piece of pieces) {
          const text = pending.length > 0 ? pending.join('') + piece : piece;
          pending = [];
          line++;
          if (text.trim() !== '') yield parseJournalLine(text, this.path, line);
        }
        // Kept in pieces: an event longer than many chunks must not be joined anew for each.
        if (last !== '') pending.push(last);
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
      throw new UserError('JOURNAL_READ', `cannot read the journal: ${(error as Error).message}`, {
        file: this.path,
        cause: error,
      });
    }
    this.#cut = pending.length > 0;
  }
}

/** A whole journal at once. */
export async function readJournal(path: string): Promise<{ events: JournalEvent[]; cut: boolean }> {
  const reader = new JournalReader(path);
  const events: JournalEvent[] = [];
  for await (const event of reader) events.push(event);
  return { events, cut: reader.cut };
}
