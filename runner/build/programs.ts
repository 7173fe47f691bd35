// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * The cases' programs: each C source with the test library, a static PIE for the guest. One cache entry per program,
 * keyed by everything that goes into it; when all are there, no compiler is started. The library is compiled once into
 * an archive.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { HostError, type Problem, UserError } from '../errors.ts';
import { cacheEntry, cacheKey, exists, hashTree, listFiles } from './cache.ts';
import { runTool } from './exec.ts';
import { cacheDir, packageRoot } from './paths.ts';
import { noProgress, type ProgressListener } from './progress.ts';
import { CASE_STACK_BYTES, checkProgram, type MuslToolchain, muslToolchain, prefixMap } from './toolchain.ts';

/** What to build: a Case is one. Several may share a source; it is compiled once. */
export interface ProgramRequest {
  /** `suite/tag`. */
  readonly id: string;
  /** Absolute path of the C source. */
  readonly program: string;
}

export interface ProgramBuild {
  /** Absolute path of the program. */
  readonly path: string;
  readonly key: string;
  /** False when it was in the cache already. */
  readonly built: boolean;
}

export interface ProgramsOptions {
  /** Compilers at a time. Default: one per processor, at most 2, so that a shared machine stays usable. */
  readonly jobs?: number | undefined;
  /** Folder of the test library. Default: the package's own. */
  readonly library?: string | undefined;
  readonly progress?: ProgressListener | undefined;
  /**
   * The same code with debug information, for a debugger to read. It names the source files where they are; what boots
   * is the program without it, which a guest's memory can hold better.
   */
  readonly debug?: boolean | undefined;
}

/** Counts up when the steps below change what they make of the same inputs. */
const RECIPE = '1';

/** Every warning is an error, in the library and in cases: a warning in a test is usually a test of nothing. */
export const CASE_CFLAGS: readonly string[] = ['-Wall', '-Wextra', '-Werror'];

export const testLibraryDir = (): string => join(packageRoot(), 'testcases', 'lib');

/** The test library with the compiler for it. */
export interface LibraryContext {
  readonly tools: MuslToolchain;
  readonly library: string;
  /** Hash of the library's sources and headers. */
  readonly libraryHash: string;
  readonly debug?: boolean | undefined;
}

/**
 * The programs of these cases, by case id. Throws UserError CASE_COMPILE (one problem per source that does not compile,
 * at the compiler's first error) or CASE_PROGRAM (compiles, but cannot run in a guest), HostError for the library.
 */
export async function ensurePrograms(
  requests: readonly ProgramRequest[],
  options: ProgramsOptions = {},
  progress: ProgressListener = options.progress ?? noProgress,
): Promise<Map<string, ProgramBuild>> {
  const sources = [...new Set(requests.map((request) => request.program))];
  const context = { ...(await libraryContext(options.library)), debug: options.debug };
  const jobs = options.jobs ?? Math.min(2, availableParallelism());
  const builds = new Map<string, ProgramBuild>();
  const problems: Problem[] = [];
  let done = 0;
  await eachOf(sources, jobs, async (source) => {
    try {
      builds.set(source, await ensureProgram(context, source));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push(error, ...error.more);
    }
    done++;
    progress({
      what: 'cases',
      phase: 'compile',
      percent: Math.floor((done * 100) / sources.length),
    });
  });
  if (problems.length > 0) {
    throw UserError.of(problems.sort((a, b) => ((a.file ?? '') < (b.file ?? '') ? -1 : 1)));
  }
  return new Map(
    requests.map(({ id, program }) => {
      const build = builds.get(program);
      if (build === undefined) throw new Error(`${program} was not built`);
      return [id, build];
    }),
  );
}

export async function libraryContext(library: string = testLibraryDir()): Promise<LibraryContext> {
  const [tools, libraryHash] = await Promise.all([
    muslToolchain(),
    hashTree(library, (path) => !/\.[ch]$/.test(path) && /\.[^/]*$/.test(path)),
  ]);
  return { tools, library, libraryHash };
}

async function ensureProgram(context: LibraryContext, source: string): Promise<ProgramBuild> {
  const { tools } = context;
  const files = await sourceFiles(source);
  const name = basename(source, '.c');
  const key = cacheKey({
    recipe: RECIPE,
    tools: tools.key,
    flags: CASE_CFLAGS.join(' '),
    library: context.libraryHash,
    ...(context.debug ? { debug: dirname(source), with: context.library } : {}),
    ...Object.fromEntries(files.map((file) => [`source ${relative(dirname(source), file.path)}`, file.text])),
  });
  const entry = await cacheEntry({
    kind: 'cases',
    key,
    build: async (dir) => compileProgram(context, source, join(dir, name)),
  });
  return { path: join(entry.dir, name), key, built: entry.built };
}

interface SourceFile {
  readonly path: string;
  readonly text: string;
}

const INCLUDE = /^[ \t]*#[ \t]*include[ \t]+"([^"\n]+)"/gm;

/**
 * The source and what it includes from beside it, recursively and in a stable order. Includes that are found nowhere
 * there are the library's (its hash is in the key) or the compiler's error to tell. One under a false #if counts too.
 */
export async function sourceFiles(source: string): Promise<SourceFile[]> {
  const found = new Map<string, string>();
  const visit = async (path: string): Promise<void> => {
    if (found.has(path)) return;
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      throw new UserError('CASE_SOURCE', `cannot read: ${error.message}`, { file: path });
    });
    found.set(path, text);
    for (const [, name] of text.matchAll(INCLUDE)) {
      const candidate = resolve(dirname(path), name ?? '');
      if (await exists(candidate)) await visit(candidate);
    }
  };
  await visit(source);
  return [...found].map(([path, text]) => ({ path, text })).sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Compiles one source with the library to `output`, and makes sure that a guest can run it. */
async function compileProgram(context: LibraryContext, source: string, output: string): Promise<void> {
  const { tools } = context;
  const archive = await ensureArchive(context);
  const log = await failureLog(basename(output));
  const args = [
    ...tools.cc.slice(1),
    ...caseFlags(context),
    ...debugFlags(context, prefixMap(dirname(source), basename(dirname(source)))),
    source,
    archive,
    ...tools.ldflags,
    '-o',
    output,
  ];
  const result = await runTool(tools.cc[0] ?? 'gcc', args, { env: tools.env, log });
  if (result.code !== 0) throw compileError(source, result.lines, log);
  try {
    await checkProgram(output, { stackBytes: CASE_STACK_BYTES });
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    // "<path>: <problem>": the path is a temporary one, the source is what a person can change.
    const message = error.message.replace(`${output}: `, '');
    throw new UserError('CASE_PROGRAM', message, {
      file: source,
      hint: 'see testcases/lib/README.md, children',
    });
  }
  await rm(log, { force: true });
}

const caseFlags = (context: LibraryContext): string[] => [
  ...context.tools.cflags,
  ...CASE_CFLAGS,
  '-I',
  join(context.library, 'include'),
  ...debugFlags(context, prefixMap(context.library, 'lib')),
];

/** A mapped path is right for __FILE__, and nothing that a debugger could open. */
const debugFlags = ({ debug }: LibraryContext, map: string): string[] =>
  debug ? ['-g', map.replace('-ffile-prefix-map=', '-fmacro-prefix-map=')] : [map];

async function failureLog(name: string): Promise<string> {
  const dir = join(cacheDir('cases'), 'logs');
  await mkdir(dir, { recursive: true });
  const log = join(dir, `${name}.log`);
  await rm(log, { force: true });
  return log;
}

const DIAGNOSTIC = /^(.+?):(\d+):(?:(\d+):)? (?:fatal )?error: (.*)$/;

/** The compiler's first error as a problem at its place; the linker's has none but the source. */
export function compileError(source: string, lines: readonly string[], log: string | undefined): UserError {
  const hint = log === undefined ? undefined : `full log: ${log}`;
  for (const line of lines) {
    const match = DIAGNOSTIC.exec(line);
    if (match === null) continue;
    const [, file = source, row, column, message = ''] = match;
    return new UserError('CASE_COMPILE', message, {
      file,
      line: Number(row),
      ...(column === undefined ? {} : { column: Number(column) }),
      hint,
    });
  }
  const linker =
    lines.find((line) => line.includes('undefined reference')) ??
    lines.find((line) => /\bld: |error/.test(line)) ??
    lines[0] ??
    'no message';
  const message = linker.replace(/^.*?(undefined reference)/, '$1').replace(/^.*\bld: /, '');
  return new UserError('CASE_COMPILE', `does not link: ${message}`, { file: source, hint });
}

/** One compilation for all who ask at the same time. */
const archives = new Map<string, Promise<string>>();

/** The library as an archive. One compilation for all who ask at the same time. */
export function ensureArchive(context: LibraryContext): Promise<string> {
  const key = cacheKey({
    recipe: RECIPE,
    tools: context.tools.key,
    flags: CASE_CFLAGS.join(' '),
    library: context.libraryHash,
    ...(context.debug ? { debug: context.library } : {}),
  });
  let archive = archives.get(key);
  if (archive === undefined) {
    archive = buildArchive(context, key).catch((error: unknown) => {
      archives.delete(key);
      throw error;
    });
    archives.set(key, archive);
  }
  return archive;
}

async function buildArchive(context: LibraryContext, key: string): Promise<string> {
  const entry = await cacheEntry({
    kind: 'cases',
    key: `lib-${key}`,
    build: async (dir) => {
      const log = await failureLog('library');
      const names = (await listFiles(context.library)).filter((file) => /^[^/]+\.c$/.test(file));
      await eachOf(names, Math.min(2, availableParallelism()), async (name) => {
        const args = [
          ...context.tools.cc.slice(1),
          ...caseFlags(context),
          '-I',
          context.library,
          '-c',
          join(context.library, name),
          '-o',
          join(dir, name.replace(/\.c$/, '.o')),
        ];
        await step('compile', context.tools.cc[0] ?? 'gcc', args, context.tools, log);
      });
      const objects = names.map((name) => join(dir, name.replace(/\.c$/, '.o')));
      await step('archive', 'ar', ['rcsD', join(dir, 'libtst.a'), ...objects], context.tools, log);
      await Promise.all([...objects, log].map((path) => rm(path)));
      await writeFile(join(dir, 'sources'), `${names.join('\n')}\n`);
    },
  });
  return join(entry.dir, 'libtst.a');
}

async function step(
  what: string,
  command: string,
  args: readonly string[],
  tools: MuslToolchain,
  log: string,
): Promise<void> {
  const result = await runTool(command, args, { env: tools.env, log });
  if (result.code === 0) return;
  const first = result.lines.findIndex((line) => DIAGNOSTIC.test(line));
  throw new HostError('CASES_LIBRARY', `the test library does not ${what}`, {
    log,
    excerpt: first < 0 ? result.lines.slice(-8) : result.lines.slice(first, first + 6),
  });
}

/** Runs `work` for each item, so many at a time; the first error ends it when what is under way has finished. */
async function eachOf<T>(items: readonly T[], jobs: number, work: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  let failed = false;
  const worker = async (): Promise<void> => {
    while (next < items.length && !failed) {
      const item = items[next++] as T;
      try {
        await work(item);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const results = await Promise.allSettled(Array.from({ length: Math.max(1, jobs) }, worker));
  const rejected = results.find((result) => result.status === 'rejected');
  if (rejected !== undefined) throw rejected.reason;
}
