// SPDX-License-Identifier: GPL-2.0-or-later

import { appendFileSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Sink } from './reporter.ts';

/** A report file, written with one `write`: under another name first, so nobody ever reads half of it. */
export function fileSink(path: string): Sink {
  return {
    write(text) {
      mkdirSync(dirname(path), { recursive: true });
      const temporary = `${path}.${process.pid}.tmp`;
      writeFileSync(temporary, text);
      renameSync(temporary, path);
    },
  };
}

/** Adds to a file that others write too, like the summary of a CI step. */
export function appendSink(path: string): Sink {
  return { write: (text) => appendFileSync(path, text) };
}

/** Collects in memory. */
export function memorySink(): Sink & { text: () => string } {
  const parts: string[] = [];
  return { write: (text) => void parts.push(text), text: () => parts.join('') };
}
