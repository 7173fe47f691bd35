// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * Programs that are not ours, compiled as the cases are: musl, static PIE, the test library. Warnings are the compiler's
 * default ones and no errors; headers are looked for where LTP's build has them.
 */
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { UserError, type UserErrorDetails } from '../errors.ts';
import { cacheEntry, cacheKey, exists, hashTree } from './cache.ts';
import { FORK_SYMBOLS, readElf, staticPieProblems } from './elf.ts';
import { runTool } from './exec.ts';
import {
  CASE_CFLAGS,
  compileError,
  ensureArchive,
  type LibraryContext,
  libraryContext,
  sourceFiles,
} from './programs.ts';
import { CASE_STACK_BYTES, prefixMap } from './toolchain.ts';

export interface ForeignBuild {
  /** Absolute paths of C sources; together one program. */
  readonly sources: readonly string[];
  /** Absolute path of the program to write. Nothing is written unless all went well. */
  readonly output: string;
  /** More words for the compiler: -D, -I, -l … */
  readonly flags?: readonly string[] | undefined;
  /** The flags of our own cases: every warning is an error. */
  readonly strict?: boolean | undefined;
  /** Link fork() all the same; in the guest it fails with ENOSYS. */
  readonly allowFork?: boolean | undefined;
  /** Each line that the compiler prints. */
  readonly onLine?: ((line: string) => void) | undefined;
}

/** How far up from a source `include` folders are looked for: testcases/kernel/syscalls/NAME/ is four below LTP's top. */
const LEVELS_UP = 5;

/**
 * What tst_test.h defines, before the C library's headers that a test includes first: musl shows more names only on
 * demand than the C library which LTP's tests are written with. Empty, as in the tests that define it themselves.
 */
const GNU_NAMES = '-D_GNU_SOURCE=';

/** The source's own folder, LTP's `utils` beside that, then each `include` beside or above the source. */
export async function includeDirs(source: string): Promise<string[]> {
  const dirs = [dirname(source)];
  const utils = join(dirname(dirname(source)), 'utils');
  if (await exists(utils)) dirs.push(utils);
  let at = dirname(source);
  for (let level = 0; level < LEVELS_UP && at !== dirname(at); level++, at = dirname(at)) {
    // The system's own headers are another C library's.
    const include = join(at, 'include');
    if (at !== '/' && at !== '/usr' && at !== '/usr/local' && (await exists(include))) dirs.push(include);
  }
  return dirs;
}

/**
 * The helper sources of a test: NAME.c beside it, for each NAME.h beside it that it includes. LTP's Makefiles link such
 * a pair by hand; a source with a main() of its own, which has a header of its name as well, is left out by the caller.
 */
export async function companions(source: string): Promise<string[]> {
  const folder = dirname(source);
  const headers = (await sourceFiles(source)).map(({ path }) => path).filter((path) => path.endsWith('.h'));
  const beside = headers
    .filter((path) => dirname(path) === folder)
    .map((path) => path.replace(/\.h$/, '.c'))
    .filter((path) => path !== source);
  const there = await Promise.all(beside.map((path) => exists(path)));
  return beside.filter((_, index) => there[index]);
}

/**
 * Compiles and links one program, with its helper sources. Throws UserError CASE_SOURCE, CASE_COMPILE (at the compiler's
 * first error), CASE_FORK (names the object and the symbol) or CASE_PROGRAM (linked, but no guest could run it).
 */
export async function compileForeign(build: ForeignBuild): Promise<void> {
  for (const source of build.sources) {
    if (!(await exists(source)))
      throw new UserError('CASE_SOURCE', 'there is no such file', { file: source });
  }
  const context = await libraryContext();
  const dir = await mkdtemp(join(tmpdir(), 'ltp-nommu-cc-'));
  try {
    await compileIn(dir, context, build);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function compileIn(dir: string, context: LibraryContext, build: ForeignBuild): Promise<void> {
  const { tools, library } = context;
  const archive = await ensureArchive(context);
  const cc = async (source: string, args: readonly string[]): Promise<void> => {
    const words = [...tools.cc.slice(1), ...tools.cflags, ...args];
    const { code, lines } = await runTool(tools.cc[0] ?? 'gcc', words, {
      env: tools.env,
      onLine: build.onLine,
    });
    if (code !== 0) throw compileError(source, lines, undefined);
  };
  const flags = build.flags ?? [];
  const objects: string[] = [];
  const helpers = (await Promise.all(build.sources.map(companions))).flat();
  const sources = [...new Set([...build.sources, ...helpers])];
  for (const [index, source] of sources.entries()) {
    const object = join(dir, `${index}-${basename(source, '.c')}.o`);
    const includes = (await includeDirs(source)).flatMap((include) => ['-I', include]);
    await cc(source, [
      ...(flags.includes('-DTST_KEEP_FEATURES') ? [] : [GNU_NAMES]),
      ...(build.strict ? CASE_CFLAGS : []),
      ...flags.filter((flag) => !/^-(?:l|Wl,)/.test(flag)),
      '-I',
      join(library, 'include'),
      ...includes,
      prefixMap(`${dirname(source)}/`, ''),
      '-c',
      source,
      '-o',
      object,
    ]);
    const named = build.sources.includes(source);
    if (!named && readElf(await readFile(object)).definedSymbols?.has('main')) continue;
    if (!build.allowFork) await refuseFork(source, object);
    objects.push(object);
  }
  const [first = ''] = build.sources;
  const program = join(dir, 'program');
  await cc(first, [...objects, ...flags, archive, ...tools.ldflags, '-o', program]);
  const facts = readElf(await readFile(program));
  const forks = FORK_SYMBOLS.filter((name) => facts.definedSymbols?.has(name));
  if (forks.length > 0 && !build.allowFork)
    throw forkError(forks, 'a library that it is linked with', { file: first });
  const problems = staticPieProblems(facts, { stackBytes: CASE_STACK_BYTES, fork: true });
  if (problems.length > 0) throw new UserError('CASE_PROGRAM', problems.join('; '), { file: first });
  await copyFile(program, build.output).catch((error: NodeJS.ErrnoException) => {
    throw new UserError('CC_OUTPUT', `cannot write ${build.output}: ${error.message}`);
  });
}

async function refuseFork(source: string, object: string): Promise<void> {
  const { undefinedSymbols } = readElf(await readFile(object));
  const forks = FORK_SYMBOLS.filter((name) => undefinedSymbols.has(name));
  if (forks.length === 0) return;
  const lines = (await readFile(source, 'utf8')).split('\n');
  const call = new RegExp(`\\b(?:${[...forks, 'SAFE_FORK'].join('|')})\\s*\\(`);
  const line = lines.findIndex((text) => call.test(text));
  const column = (lines[line]?.search(call) ?? 0) + 1;
  throw forkError(forks, `object ${basename(source, '.c')}.o`, {
    file: source,
    ...(line < 0 ? {} : { line: line + 1, column }),
  });
}

const forkError = (forks: readonly string[], who: string, place: UserErrorDetails): UserError =>
  new UserError('CASE_FORK', `${who} wants ${forks.join(', ')}: there is no fork without an MMU`, {
    ...place,
    hint: 'use vfork and exec, a thread, or the children of tst_child.h; --allow-fork links it all the same (ENOSYS in the guest)',
  });

/** A foreign source's program in the cache: the same inputs are compiled once. */
export async function ensureForeign(source: string): Promise<{ path: string; built: boolean }> {
  const context = await libraryContext();
  const includes = (await includeDirs(source)).slice(1);
  const [groups, headers] = await Promise.all([
    Promise.all([source, ...(await companions(source))].map((path) => sourceFiles(path))),
    Promise.all(includes.map((include) => hashTree(include))),
  ]);
  const key = cacheKey({
    recipe: 'foreign-3',
    tools: context.tools.key,
    library: context.libraryHash,
    include: headers.join(' '),
    source: basename(source),
    ...Object.fromEntries(
      groups.flat().map(({ path, text }) => [`source ${relative(dirname(source), path)}`, text]),
    ),
  });
  const name = basename(source, '.c');
  const entry = await cacheEntry({
    kind: 'cases',
    key,
    build: (dir) => compileForeign({ sources: [resolve(source)], output: join(dir, name) }),
  });
  return { path: join(entry.dir, name), built: entry.built };
}
