// SPDX-License-Identifier: GPL-2.0-or-later
/** Configures and makes a UML kernel in a tree, so that the same inputs give the same bytes wherever it is built. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HostError } from '../../errors.ts';
import { cleanEnv, runTool, runToolOrFail, type ToolResult } from '../exec.ts';
import { formatConfig, type KernelConfig, type Mismatch, parseConfig } from './config.ts';

export interface MakeRun {
  readonly tree: string;
  readonly jobs: number;
  readonly log: string;
  /** The configuration asks for debug information by itself, and more of it than line tables. */
  readonly fullDebug: boolean;
}

/** Everything that the kernel's build puts into the binary besides source, config and compiler. */
const PINNED = {
  KBUILD_BUILD_TIMESTAMP: '1970-01-01 00:00:00 UTC',
  KBUILD_BUILD_USER: 'ltp-nommu',
  KBUILD_BUILD_HOST: 'ltp-nommu',
  KBUILD_BUILD_VERSION: '1',
  KCONFIG_NOTIMESTAMP: '1',
  /** Set but empty: no `+` from a git tree that happens to lie around the build. */
  LOCALVERSION: '',
} as const;

/**
 * Functions, what is inlined in them and line numbers: what it takes to say where an address is. No variables, no types.
 * User flags come last, so with a configuration that wants all debug information this would take some of it away.
 */
const LINE_TABLES = '-g1';

export function makeArgs(run: MakeRun): string[] {
  const map = `-ffile-prefix-map=${run.tree}=.`;
  const flags = run.fullDebug ? map : `${map} ${LINE_TABLES}`;
  return ['ARCH=um', 'SUBARCH=x86_64', `KCFLAGS=${flags}`, `KAFLAGS=${flags}`, `-j${run.jobs}`];
}

/** Makes .config from the wanted options, all others off; an option that does not end up as asked is an error. */
export async function configureKernel(run: MakeRun, wanted: KernelConfig): Promise<KernelConfig> {
  const fragment = join(run.tree, '.ltp-nommu.config');
  await writeFile(fragment, formatConfig(wanted));
  await runToolOrFail(
    'KERNEL_CONFIG_FAILED',
    'configuring the kernel',
    'make',
    [...makeArgs(run), 'allnoconfig'],
    {
      cwd: run.tree,
      env: cleanEnv({ ...PINNED, KCONFIG_ALLCONFIG: fragment }),
      log: run.log,
    },
  );
  return parseConfig(await readFile(join(run.tree, '.config'), 'utf8'));
}

/** Explains options that were asked for and not granted. `unknown` are names that this source does not have at all. */
export function configError(
  mismatches: readonly Mismatch[],
  unknown: ReadonlySet<string>,
  log: string,
): HostError {
  const lines = mismatches.map(({ option, wanted, got }) => {
    const why = unknown.has(option) ? 'this source has no such option' : 'its dependencies decide otherwise';
    return `CONFIG_${option}: asked ${wanted}, got ${got} (${why})`;
  });
  return new HostError(
    'KERNEL_CONFIG_UNMET',
    `the kernel configuration cannot be had: ${lines.length} option(s) differ`,
    {
      excerpt: lines,
      hint: 'see runner/emulator/kernel/configs',
      log,
    },
  );
}

/** Names of `candidates` that no Kconfig file of the tree defines. */
export async function unknownOptions(tree: string, candidates: readonly string[]): Promise<Set<string>> {
  if (candidates.length === 0) return new Set();
  const pattern = `^(menu)?config (${candidates.join('|')})$`;
  const args = ['--recursive', '--no-filename', '--extended-regexp', '--include=Kconfig*', pattern, '.'];
  const { lines } = await runTool('grep', args, { cwd: tree, keepLines: 10_000 });
  const known = new Set(lines.map((line) => line.replace(/^(menu)?config /, '')));
  return new Set(candidates.filter((name) => !known.has(name)));
}

/** Lines by which kbuild tells of one finished object. */
const OBJECT_LINE = /^ {2}(?:CC|AS|LDS|AR|LD|HOSTCC|GEN|UPD)\s/;

/** Makes the kernel; `onObject` counts what is done. Returns the number of objects. */
export async function makeKernel(run: MakeRun, onObject: (count: number) => void): Promise<number> {
  let objects = 0;
  const failures = new FailureFinder();
  const result = await runTool('make', [...makeArgs(run), 'all'], {
    cwd: run.tree,
    env: cleanEnv(PINNED),
    log: run.log,
    onLine: (line) => {
      failures.take(line);
      if (OBJECT_LINE.test(line)) onObject(++objects);
    },
  });
  if (result.code !== 0) throw buildError(result, failures, run);
  return objects;
}

function buildError(result: ToolResult, failures: FailureFinder, run: MakeRun): HostError {
  const first = failures.excerpt[0];
  const how = result.signal === null ? `make: exit ${result.code}` : `make: ${result.signal}`;
  const message =
    first === undefined ? `the kernel does not build (${how})` : `the kernel does not build: ${first}`;
  return new HostError('KERNEL_BUILD_FAILED', message, {
    excerpt: first === undefined ? result.lines.slice(-12) : failures.excerpt.slice(1),
    log: run.log,
  });
}

const COMPILER_ERROR =
  /^\S+?:\d+(?::\d+)?: (?:fatal )?[Ee]rror: |^\S*ld: |undefined reference to|: multiple definition of/;
const AFTER_ERROR = 5;

/** Finds the first compiler or linker error in a parallel build's output, with the lines that explain it. */
export class FailureFinder {
  readonly excerpt: string[] = [];

  take(line: string): void {
    const started = this.excerpt.length > 0;
    // The source line and the caret below it; with -j a line of another compiler may come between.
    const explains = this.excerpt.length <= AFTER_ERROR && /^\s+\d*\s*\|/.test(line);
    if (started ? explains : COMPILER_ERROR.test(line)) {
      this.excerpt.push(line);
    }
  }
}
