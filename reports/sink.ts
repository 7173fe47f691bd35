// SPDX-License-Identifier: GPL-2.0-or-later

import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
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

/** Collects in memory. */
export function memorySink(): Sink & { text: () => string } {
  const parts: string[] = [];
  return { write: (text) => void parts.push(text), text: () => parts.join('') };
}
