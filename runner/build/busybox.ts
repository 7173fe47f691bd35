// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * busybox for the guest: the distribution's source with its patches, our configuration, a static PIE against musl.
 */
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { HostError } from '../errors.ts';
import { cacheEntry, cacheKey, exists, findEntry, hashFile, hashTree, listFiles } from './cache.ts';
import { readElf, staticPieProblems } from './elf.ts';
import { runTool, runToolOrFail } from './exec.ts';
import { packageRoot } from './paths.ts';
import { downloadSource, sourceName } from './sources.ts';
import { checkProgram, type MuslToolchain, prefixMap, stackFlag } from './toolchain.ts';

/** Stack of each busybox process, bytes: awk, sort and the shell recurse, and there is no guard page below. */
const STACK_BYTES = 256 * 1024;
/** Counts up when the steps below change what they make of the same inputs. */
const RECIPE = '1';

export interface BusyboxBuild {
  /** The program, stripped. */
  readonly path: string;
  /** Paths of its commands below the root, sorted: `bin/cat`, `usr/bin/awk`. */
  readonly commands: readonly string[];
  readonly version: string;
  readonly key: string;
  readonly built: boolean;
}

const rootfsDir = (): string => join(packageRoot(), 'runner', 'emulator', 'rootfs');
export const busyboxConfigPath = (): string => join(rootfsDir(), 'busybox.config');
/** Our patches: defects that only show without an MMU. Applied after the distribution's, in the order of their names. */
const patchesDir = (): string => join(rootfsDir(), 'patches');

/** The program from the cache, or built in about 20 seconds. Throws HostError BUSYBOX_* or SOURCE_*. */
export async function ensureBusybox(
  tools: MuslToolchain,
  progress: (line: string) => void,
): Promise<BusyboxBuild> {
  const source = await ensureSource(progress);
  const fragment = await readFile(busyboxConfigPath(), 'utf8');
  const patches = await hashTree(patchesDir());
  const key = cacheKey({ recipe: RECIPE, tools: tools.key, source: source.hash, fragment, patches });
  const entry = await cacheEntry({
    kind: 'rootfs',
    key: `busybox-${key}`,
    onWait: () => progress('busybox: another run is building it, waiting'),
    build: (dir) => build(dir, source, fragment, tools, progress),
  });
  const [links, version] = await Promise.all(
    ['links', 'version'].map((name) => readFile(join(entry.dir, name), 'utf8')),
  );
  return {
    path: join(entry.dir, 'busybox'),
    commands: (links ?? '').trim().split('\n'),
    version: (version ?? '').trim(),
    key,
    built: entry.built,
  };
}

interface Source {
  /** Tar file of the upstream release. */
  readonly archive: string;
  /** Tar file with debian/patches, where there is one. */
  readonly patches: string | undefined;
  readonly hash: string;
}

/** From LTP_NOMMU_BUSYBOX_SOURCE (a tar file; for hosts without apt), the cache, or the package manager. */
async function ensureSource(progress: (line: string) => void): Promise<Source> {
  const given = process.env.LTP_NOMMU_BUSYBOX_SOURCE;
  if (given) {
    if (!(await exists(given)))
      throw new HostError('BUSYBOX_SOURCE', `LTP_NOMMU_BUSYBOX_SOURCE: there is no file ${given}`);
    return { archive: given, patches: undefined, hash: await hashFile(given) };
  }
  const key = `busybox-${await sourceName()}`;
  if ((await findEntry('src', key)) === undefined)
    progress('busybox: fetching its source through the package manager');
  const entry = await cacheEntry({
    kind: 'src',
    key,
    onWait: () => progress('busybox: another run is fetching its source, waiting'),
    build: (dir) => downloadSource('busybox', dir),
  });
  const names = (await readdir(entry.dir)).filter((name) => name.includes('.tar.')).sort();
  const path = (part: string): string | undefined => {
    const name = names.find((candidate) => candidate.includes(part) && !candidate.endsWith('.asc'));
    return name === undefined ? undefined : join(entry.dir, name);
  };
  const archive = path('.orig.tar.');
  if (archive === undefined)
    throw new HostError('BUSYBOX_SOURCE', `the source package in ${entry.dir} has no orig.tar file`);
  const patches = path('.debian.tar.');
  const parts = await Promise.all([archive, ...(patches === undefined ? [] : [patches])].map(hashFile));
  return { archive, patches, hash: createHash('sha256').update(parts.join()).digest('hex') };
}

async function build(
  dir: string,
  source: Source,
  fragment: string,
  tools: MuslToolchain,
  progress: (line: string) => void,
): Promise<void> {
  const work = join(dir, 'work');
  const log = join(dir, 'build.log');
  const env = { ...tools.env, HOME: '/nonexistent', KCONFIG_NOTIMESTAMP: '1' };
  const step = (what: string, command: string, args: readonly string[]) =>
    runToolOrFail('BUSYBOX_BUILD', `busybox: ${what}`, command, args, { cwd: work, env, log });
  try {
    progress('busybox: unpacking');
    await mkdir(work);
    await unpack(work, source, step);
    progress('busybox: configuring');
    const config = join(work, '.config');
    await writeFile(config, configOf(await optionNames(work), fragment));
    // oldconfig asks for numbers and texts that we leave open; an empty line takes the default.
    const make = ['make', '-s', `CC=${tools.cc.join(' ')} -pipe`, 'HOSTCFLAGS=-O0'];
    await step('the configuration', 'sh', ['-c', 'yes "" | "$@" oldconfig', 'sh', ...make]);
    checkConfig(await readFile(config, 'utf8'), fragment);
    await compile(work, make, { tools, env, log, progress });
    await publish(work, dir, step);
  } catch (error) {
    throw await withKeptLog(error, log);
  }
  await rm(work, { recursive: true });
}

type Step = (what: string, command: string, args: readonly string[]) => Promise<readonly string[]>;

async function unpack(work: string, source: Source, step: Step): Promise<void> {
  const tar = ['--no-same-owner', '-x', '-f'];
  await step('unpacking', 'tar', [...tar, source.archive, '--strip-components=1']);
  const patches: string[] = [];
  if (source.patches !== undefined) {
    await step('unpacking the patches', 'tar', [...tar, source.patches]);
    const theirs = join(work, 'debian', 'patches');
    const series = await readFile(join(theirs, 'series'), 'utf8').catch(() => '');
    patches.push(...patchNames(series).map((name) => join(theirs, name)));
  }
  const ours = await listFiles(patchesDir(), (path) => !path.endsWith('.patch'));
  patches.push(...ours.map((name) => join(patchesDir(), name)));
  for (const patch of patches) {
    await step(`applying ${basename(patch)}`, 'patch', ['-s', '-f', '-p1', '-i', patch]);
  }
}

/** Names in a quilt series file, in order. */
export function patchNames(series: string): string[] {
  return series
    .split('\n')
    .map((line) => line.replace(/\s*#.*$/, '').trim())
    .filter((line) => line !== '');
}

const OPTION = /^(?:# )?CONFIG_(\w+)(?:=.*| is not set)$/;

/** The names of all options, from the sources: in files of their own and, behind `//config:`, in the C files. */
async function optionNames(tree: string): Promise<string[]> {
  const files = await listFiles(tree, (path) => /^(?:debian|docs|examples|testsuite|scripts)$/.test(path));
  const names = new Set<string>();
  for (const file of files.filter((path) => /(?:\.c|(?:^|\/)Config\.(?:in|src))$/.test(path))) {
    const text = await readFile(join(tree, file), 'latin1');
    for (const match of text.matchAll(/^(?:\/\/config:)?config[ \t]+(\w+)[ \t]*$/gm))
      names.add(match[1] ?? '');
  }
  return [...names].sort();
}

/** A whole configuration: the fragment's options as it has them, all others off. */
export function configOf(names: readonly string[], fragment: string): string {
  const wanted = new Map<string, string>();
  for (const line of fragment.split('\n')) {
    const name = OPTION.exec(line)?.[1];
    if (name !== undefined) wanted.set(name, line);
  }
  return names.map((name) => `${wanted.get(name) ?? `# CONFIG_${name} is not set`}\n`).join('');
}

/** Options without which the guest would not work; others may differ from version to version. */
const ESSENTIAL = ['NOMMU', 'HUSH', 'SH_IS_HUSH', 'MOUNT', 'PS', 'MKE2FS', 'FEATURE_BUFFERS_USE_MALLOC'];

function checkConfig(config: string, fragment: string): void {
  const lines = new Set(config.split('\n'));
  const missing = ESSENTIAL.map((name) => `CONFIG_${name}=y`).filter((line) => !lines.has(line));
  if (missing.length === 0) return;
  const ours = missing.filter((line) => !fragment.split('\n').includes(line));
  const where = ours.length > 0 ? 'busybox.config does not set' : 'this busybox does not take';
  throw new HostError('BUSYBOX_CONFIG', `busybox: ${where} ${missing.join(', ')}`);
}

interface Compile {
  readonly tools: MuslToolchain;
  readonly env: Readonly<Record<string, string>>;
  readonly log: string;
  readonly progress: (line: string) => void;
}

async function compile(work: string, make: readonly string[], how: Compile): Promise<void> {
  const expected = 300; // objects, about; only for the percentage
  let objects = 0;
  let told = 0;
  const result = await runTool(
    'make',
    [
      '-j2',
      ...make.slice(2),
      `EXTRA_CFLAGS=-fPIE ${prefixMap(work, 'busybox')}`,
      // For the final link alone: busybox also makes partial links, with the same flags otherwise.
      `CFLAGS_busybox=-Wl,--build-id=none ${stackFlag(STACK_BYTES)}`,
      'busybox_unstripped',
      'busybox.links',
    ],
    {
      cwd: work,
      env: how.env,
      log: how.log,
      onLine: (line) => {
        if (!line.startsWith('  CC ')) return;
        objects++;
        const percent = Math.min(99, Math.floor((objects * 100) / expected));
        if (percent < told + 10) return;
        told = percent - (percent % 10);
        how.progress(`busybox: compiling, ${told} %`);
      },
    },
  );
  if (result.code === 0) return;
  const first = result.lines.findIndex((line) => /(?:error|undefined reference)\b/.test(line));
  throw new HostError('BUSYBOX_BUILD', 'busybox does not compile', {
    excerpt: first < 0 ? result.lines.slice(-8) : result.lines.slice(first, first + 6),
    log: how.log,
  });
}

/** Checks the program while it still has its symbols, then strips it into the entry. */
async function publish(work: string, dir: string, step: Step): Promise<void> {
  const unstripped = join(work, 'busybox_unstripped');
  const problems = staticPieProblems(readElf(await readFile(unstripped)));
  if (problems.length > 0)
    throw new HostError('BUSYBOX_BUILD', `busybox cannot run in a guest: ${problems.join('; ')}`);
  const program = join(dir, 'busybox');
  await copyFile(unstripped, program);
  // No section that a segment covers may go: binutils would lay the program headers out anew and lose the stack's size.
  await step('stripping', 'strip', ['-s', '--remove-section=.comment', program]);
  await checkProgram(program, { stackBytes: STACK_BYTES });
  const links = (await readFile(join(work, 'busybox.links'), 'utf8')).trim().split('\n');
  await writeFile(
    join(dir, 'links'),
    `${links
      .map((link) => link.replace(/^\//, ''))
      .sort()
      .join('\n')}\n`,
  );
  const makefile = await readFile(join(work, 'Makefile'), 'utf8');
  const number = (name: string): string => new RegExp(`^${name} *= *(\\d+)`, 'm').exec(makefile)?.[1] ?? '?';
  await writeFile(
    join(dir, 'version'),
    `${number('VERSION')}.${number('PATCHLEVEL')}.${number('SUBLEVEL')}\n`,
  );
}

/** The entry's folder goes away when a build fails; its log is what a person needs then. */
async function withKeptLog(error: unknown, log: string): Promise<unknown> {
  if (!(error instanceof HostError) || !(await exists(log))) return error;
  const kept = join(log, '..', '..', 'busybox-failed.log');
  await copyFile(log, kept);
  return new HostError(error.code, error.message, {
    hint: error.hint,
    log: kept,
    excerpt: error.excerpt,
    cause: error,
  });
}
