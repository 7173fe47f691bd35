// SPDX-License-Identifier: GPL-2.0-or-later
/** A built kernel as it lies in the cache: linux, linux.debug, .config, System.map, build.log, meta.json, for coverage also coverage/. */
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { exists } from '../cache.ts';
import { cacheDir } from '../paths.ts';
import { type KernelConfig, optionOf, parseConfig } from './config.ts';
import { NOTES_DIR, storeNotes } from './notes.ts';
import { GDB_SCRIPTS, KEPT_BINARY, keepGdbScripts, SYMBOLS } from './symbols.ts';

const metaSchema = z.object({
  release: z.string(),
  version: z.string(),
  variant: z.string(),
  source: z.object({ kind: z.enum(['tarball', 'tree', 'binary']), path: z.string(), hash: z.string() }),
  /** Hash of overlay and patches; '' where the source was built as it is. */
  port: z.string(),
  /** Hash of the wanted options. */
  config: z.string(),
  compiler: z.string(),
  /** SHA-256 of the binary. */
  sha256: z.string(),
  objects: z.number(),
  seconds: z.number(),
  /** Options that the source does not know; only for a user's own tree. */
  unknownOptions: z.array(z.string()),
});

export type KernelMeta = z.output<typeof metaSchema>;

export interface KernelBuild {
  /** Absolute path of the `linux` binary. */
  readonly path: string;
  /** The file with its debug information, or undefined where there is none. */
  readonly symbols: string | undefined;
  /** The kernel's own commands for gdb; undefined where they were not built. */
  readonly gdbScripts: string | undefined;
  /** `uname -r` of the guest. */
  readonly release: string;
  readonly key: string;
  readonly variant: string;
  readonly config: KernelConfig;
  /** Path of the build's log; undefined for a ready binary. */
  readonly log: string | undefined;
  readonly meta: KernelMeta;
  /** Folder with what describes the objects that count which of their lines have run; undefined: this kernel has none. */
  readonly notes?: string | undefined;
  /** False when it was there already. */
  readonly built: boolean;
}

/** Copies what is kept of a finished tree to `dir`. */
export async function storeKernel(tree: string, dir: string, log: string, meta: KernelMeta): Promise<void> {
  await mkdir(dir, { recursive: true });
  await copyFile(join(tree, KEPT_BINARY), join(dir, 'linux'));
  if (await exists(join(tree, SYMBOLS))) await copyFile(join(tree, SYMBOLS), join(dir, SYMBOLS));
  await keepGdbScripts(tree, dir);
  await copyFile(join(tree, '.config'), join(dir, '.config'));
  if (await exists(join(tree, 'System.map')))
    await copyFile(join(tree, 'System.map'), join(dir, 'System.map'));
  const config = parseConfig(await readFile(join(tree, '.config'), 'utf8'));
  if (countsLines(config)) await storeNotes(tree, join(dir, NOTES_DIR), meta.compiler);
  await copyFile(log, join(dir, 'build.log'));
  await writeFile(join(dir, 'meta.json'), `${JSON.stringify(meta, undefined, 2)}\n`);
}

export async function readKernel(dir: string, key: string, built: boolean): Promise<KernelBuild> {
  const meta = metaSchema.parse(JSON.parse(await readFile(join(dir, 'meta.json'), 'utf8')));
  const config = parseConfig(await readFile(join(dir, '.config'), 'utf8'));
  const { release, variant } = meta;
  return {
    path: join(dir, 'linux'),
    symbols: await present(join(dir, SYMBOLS)),
    gdbScripts: await present(join(dir, GDB_SCRIPTS)),
    release,
    key,
    variant,
    config,
    log: join(dir, 'build.log'),
    meta,
    ...(countsLines(config) ? { notes: join(dir, NOTES_DIR) } : {}),
    built,
  };
}

const present = async (path: string): Promise<string | undefined> =>
  (await exists(path)) ? path : undefined;

const countsLines = (config: KernelConfig): boolean => optionOf(config, 'UML_COVERAGE') === 'y';

/** Release and version of a finished tree: what uname(2) will say. */
export async function treeRelease(tree: string): Promise<{ release: string; version: string }> {
  const [release, header] = await Promise.all([
    readFile(join(tree, 'include/config/kernel.release'), 'utf8'),
    readFile(join(tree, 'include/generated/utsversion.h'), 'utf8').catch(() => ''),
  ]);
  return { release: release.trim(), version: /UTS_VERSION "(.*)"/.exec(header)?.[1] ?? '' };
}

/** How many objects the last build of a variant had: the scale of the next build's percentage. */
export async function expectedObjects(variant: string): Promise<number> {
  try {
    const counts = JSON.parse(await readFile(countsFile(), 'utf8')) as Record<string, number>;
    return counts[variant] ?? TYPICAL_OBJECTS;
  } catch {
    return TYPICAL_OBJECTS;
  }
}

export async function recordObjects(variant: string, count: number): Promise<void> {
  let counts: Record<string, number> = {};
  try {
    counts = JSON.parse(await readFile(countsFile(), 'utf8')) as Record<string, number>;
  } catch {
    // first build
  }
  await mkdir(cacheDir('kernel'), { recursive: true });
  await writeFile(countsFile(), JSON.stringify({ ...counts, [variant]: count }));
}

/** Objects of a first build, measured with the base configuration. */
const TYPICAL_OBJECTS = 1060;

const countsFile = (): string => join(cacheDir('kernel'), 'objects.json');
