// SPDX-License-Identifier: GPL-2.0-or-later
/** Debug information apart from the binary that boots: the same bytes boot with it and without it. */
import { copyFile, cp, open } from 'node:fs/promises';
import { join } from 'node:path';
import { exists } from '../cache.ts';
import { runTool, runToolOrFail } from '../exec.ts';

/** The two halves of a finished tree's `linux`; the second has this name in the cache, too. */
export const KEPT_BINARY = '.ltp-nommu.linux';
export const SYMBOLS = 'linux.debug';

/** Loads the kernel's own gdb commands; it looks for its modules in scripts/gdb beside it. */
export const GDB_SCRIPTS = 'vmlinux-gdb.py';
const GDB_MODULES = 'scripts/gdb';

/** Makes both halves of `linux`. What the linker made stays, so that make has nothing to do the next time. */
export async function splitSymbols(tree: string, log: string): Promise<void> {
  const split = (args: readonly string[]) =>
    runToolOrFail('KERNEL_SYMBOLS_FAILED', 'splitting the kernel and its symbols', 'objcopy', args, {
      cwd: tree,
      log,
    });
  if (!(await isElf(join(tree, 'linux')))) {
    // Whatever the tree's makefile makes of it, it is not ours to take apart.
    await copyFile(join(tree, 'linux'), join(tree, KEPT_BINARY));
    return;
  }
  await split(['--only-keep-debug', '--compress-debug-sections', 'linux', SYMBOLS]);
  // The link's name and checksum are all that a debugger needs to find the other half beside this one.
  await split(['--strip-debug', `--add-gnu-debuglink=${SYMBOLS}`, 'linux', KEPT_BINARY]);
}

/** With CONFIG_GDB_SCRIPTS the build leaves links to the source, which goes: the files themselves are kept. */
export async function keepGdbScripts(tree: string, dir: string): Promise<void> {
  if (!(await exists(join(tree, GDB_SCRIPTS)))) return;
  await cp(join(tree, GDB_MODULES), join(dir, GDB_MODULES), { recursive: true, dereference: true });
  await copyFile(join(tree, GDB_SCRIPTS), join(dir, GDB_SCRIPTS));
}

/**
 * Where a binary that was not built here has its line tables: in itself, or in `PATH.debug` beside it;
 * undefined: nowhere.
 */
export async function symbolsOf(binary: string, sections = sectionsOf): Promise<string | undefined> {
  for (const path of [binary, `${binary}.debug`]) {
    if ((await exists(path)) && /\.z?debug_line\b/.test(await sections(path))) return path;
  }
  return undefined;
}

async function isElf(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.toString('latin1') === '\x7fELF';
  } finally {
    await file.close();
  }
}

async function sectionsOf(path: string): Promise<string> {
  const { lines } = await runTool('readelf', ['--section-headers', '--wide', path], { keepLines: 200 });
  return lines.join('\n');
}
