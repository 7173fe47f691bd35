// SPDX-License-Identifier: GPL-2.0-or-later

import { appendFileSync, mkdirSync, realpathSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Sink } from './reporter.ts';

/**
 * A report file, written with one `write`: under another name first, so nobody ever reads half of it. A pipe or a device
 * is written to as it is, and a symbolic link stays one.
 */
export function fileSink(path: string): Sink {
  return {
    write(text) {
      mkdirSync(dirname(path), { recursive: true });
      const info = statSync(path, { throwIfNoEntry: false });
      if (info !== undefined && !info.isFile()) return writeFileSync(path, text);
      const target = info === undefined ? path : realpathSync(path);
      const temporary = `${target}.${process.pid}.tmp`;
      writeFileSync(temporary, text);
      renameSync(temporary, target);
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
