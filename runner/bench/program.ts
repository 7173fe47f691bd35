// SPDX-License-Identifier: GPL-2.0-or-later
/** The program that runs in the guest: a small static PIE without the test library, as programs on small machines are. */
import { dirname, join } from 'node:path';
import {
  cacheEntry,
  cacheKey,
  checkProgram,
  hashFile,
  muslToolchain,
  packageRoot,
  prefixMap,
  runToolOrFail,
  SMALL_STACK_BYTES,
  stackFlag,
} from '../build/index.ts';

const SOURCE = join(packageRoot(), 'runner', 'bench', 'guest.c');
const FLAGS = ['-O2', '-Wall', '-Wextra', '-Werror'];

/** Path of the program; compiled once. Throws HostError BENCH_PROGRAM when it does not compile. */
export async function benchProgram(): Promise<string> {
  const tools = await muslToolchain();
  const entry = await cacheEntry({
    kind: 'cases',
    key: cacheKey({ bench: await hashFile(SOURCE), tools: tools.key, flags: FLAGS.join(' ') }),
    build: async (dir) => {
      const [command = 'gcc', ...first] = tools.cc;
      const output = join(dir, 'bench');
      const flags = [...tools.cflags, ...FLAGS, prefixMap(dirname(SOURCE), 'bench')];
      await runToolOrFail(
        'BENCH_PROGRAM',
        'compiling the benchmark',
        command,
        [...first, ...flags, SOURCE, ...tools.ldflags, stackFlag(SMALL_STACK_BYTES), '-s', '-o', output],
        { env: tools.env },
      );
      await checkProgram(output, { stackBytes: SMALL_STACK_BYTES });
    },
  });
  return join(entry.dir, 'bench');
}
