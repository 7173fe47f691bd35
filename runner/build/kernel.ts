// SPDX-License-Identifier: GPL-2.0-or-later
/** The kernel: from the packaged source, the user's own tree or tarball, or a ready binary. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { cacheEntry, cacheKey, exists, findEntry, hashFile } from './cache.ts';
import { addedConfig, requireAdded } from './kernel/added.ts';
import { compilerVersion } from './kernel/compiler.ts';
import {
  configMismatches,
  formatConfig,
  type KernelConfig,
  mergeConfigs,
  mmuIsOptional,
  optionOf,
  parseConfig,
} from './kernel/config.ts';
import { configError, configureKernel, makeKernel, unknownOptions } from './kernel/make.ts';
import { applyPort, builtinPort, type Port, type PortResult, portHash } from './kernel/port.ts';
import { readyKernel } from './kernel/ready.ts';
import { findKernelSource, type KernelSource, unpackKernel } from './kernel/source.ts';
import {
  expectedObjects,
  type KernelBuild,
  type KernelMeta,
  readKernel,
  recordObjects,
  storeKernel,
  treeRelease,
} from './kernel/store.ts';
import { KEPT_BINARY, splitSymbols } from './kernel/symbols.ts';
import { syncTree, type TreeManifest } from './kernel/tree.ts';
import { DEFAULT_VARIANT, variantConfig } from './kernel/variants.ts';
import { withLock } from './lock.ts';
import { cacheDir } from './paths.ts';
import { noProgress, type ProgressListener } from './progress.ts';

export interface KernelOptions {
  /** `--kernel`: a ready no-MMU UML binary; nothing is built. */
  readonly kernel?: string | undefined;
  /** `--kernel-src`: a tree or a tarball. */
  readonly kernelSrc?: string | undefined;
  readonly variant?: string | undefined;
  /** `--kconfig-add`: lines like `CONFIG_X=y`, on top of the variant's. */
  readonly kconfigAdd?: readonly string[] | undefined;
  readonly jobs?: number | undefined;
  /** Where the port is, for tests. */
  readonly port?: Port | undefined;
}

export async function ensureKernel(
  options: KernelOptions = {},
  progress: ProgressListener = noProgress,
): Promise<KernelBuild> {
  if (options.kernel !== undefined) return readyKernel(options.kernel);
  const job = await planKernel(options, progress);
  return job.source.kind === 'tree' ? buildTree(job, job.source.path) : buildTarball(job, job.source);
}

/** The cached kernel for these options, or undefined when it would have to be built. Never builds. */
export async function findKernel(options: KernelOptions = {}): Promise<KernelBuild | undefined> {
  if (options.kernel !== undefined) return readyKernel(options.kernel);
  const job = await planKernel(options, noProgress);
  if (job.source.kind === 'tree') {
    const state = await readTreeState(treeDir(job, job.source.path));
    const dir = state.kernel === undefined ? undefined : await findEntry('kernel', state.kernel);
    return dir === undefined || state.kernel === undefined ? undefined : readKernel(dir, state.kernel, false);
  }
  const key = tarballKey(job, job.source.sha256);
  const dir = await findEntry('kernel', key);
  return dir === undefined ? undefined : readKernel(dir, key, false);
}

/**
 * The name of these options' kernel in a cache that is kept between machines. Never builds. A tree's content is not in
 * it: a build copy made elsewhere would be of no use, because the files' times tell what has to be built again.
 */
export async function kernelKey(options: KernelOptions = {}): Promise<string> {
  if (options.kernel !== undefined) return (await readyKernel(options.kernel)).key;
  const job = await planKernel(options, noProgress);
  return tarballKey(job, job.source.kind === 'tree' ? `tree ${job.source.path}` : job.source.sha256);
}

/**
 * A folder with the source that these options' kernel is built from, the port in it, for a debugger to show; undefined
 * for a ready binary. Of a tarball it is unpacked once.
 */
export async function ensureKernelSource(
  options: KernelOptions = {},
  progress: ProgressListener = noProgress,
): Promise<string | undefined> {
  if (options.kernel !== undefined) return undefined;
  const job = await planKernel(options, progress);
  const { source } = job;
  if (source.kind === 'tree') return join(treeDir(job, source.path), 'tree');
  const entry = await cacheEntry({
    kind: 'src',
    key: `linux-${cacheKey({ source: source.sha256, port: job.portHash })}`,
    build: async (dir) => {
      job.tell('unpack the source for gdb', SHARE.unpack);
      const log = await newLog('source');
      await unpackWithPort(job, source.path, dir, log);
      await rm(log);
    },
  });
  return entry.dir;
}

interface Job {
  readonly source: KernelSource;
  readonly variant: string;
  readonly wanted: KernelConfig;
  /** Those of `wanted` that the user asked for. */
  readonly added: KernelConfig;
  readonly port: Port;
  readonly portHash: string;
  readonly compiler: string;
  readonly jobs: number;
  readonly tell: (phase: string, percent?: number) => void;
}

async function planKernel(options: KernelOptions, progress: ProgressListener): Promise<Job> {
  const port = options.port ?? builtinPort();
  const variant = options.variant ?? DEFAULT_VARIANT;
  const added = addedConfig(options.kconfigAdd);
  const wanted = mergeConfigs([await variantConfig(port.configs, variant), added]);
  const source = await findKernelSource(options.kernelSrc);
  const [ours, compiler] = await Promise.all([portHash(port), compilerVersion()]);
  let top = 0;
  const tell = (phase: string, percent?: number): void => {
    top = Math.max(top, Math.min(99, Math.floor(percent ?? top)));
    progress({ what: 'kernel', phase, percent: top });
  };
  const jobs = options.jobs ?? availableParallelism();
  return { source, variant, wanted, added, port, portHash: ours, compiler, jobs, tell };
}

const configHash = (job: Job): string => cacheKey({ config: formatConfig(job.wanted) });

/** Raise it when the way of building changes what comes out. */
const RECIPE = '2';

function tarballKey(job: Job, sha256: string): string {
  const { variant, portHash: port, compiler } = job;
  return cacheKey({ recipe: RECIPE, source: sha256, port, config: configHash(job), compiler, variant });
}

/** Where the time goes on two cores, as shares of the whole: what the percentages are made of. */
const SHARE = { unpack: 0, port: 8, configure: 9, compile: 11, done: 99 } as const;

async function buildTarball(job: Job, source: KernelSource & { kind: 'tarball' }): Promise<KernelBuild> {
  const key = tarballKey(job, source.sha256);
  const entry = await cacheEntry({
    kind: 'kernel',
    key,
    onWait: () => job.tell('wait for another build of the same kernel'),
    build: async (dir) => {
      const started = Date.now();
      const log = await newLog(key);
      const tree = join(dir, 'source');
      job.tell('unpack', SHARE.unpack);
      const ownPort = await unpackWithPort(job, source.path, tree, log);
      const made = await configureAndMake({ ...job, tree, log, ownSource: !source.packaged });
      await storeKernel(tree, dir, log, {
        ...(await describeBuild(job, tree, made, started)),
        source: { kind: 'tarball', path: source.path, hash: source.sha256 },
        port: ownPort ? '' : job.portHash,
      });
      await recordObjects(job.variant, made.objects);
      await rm(tree, { recursive: true });
      await rm(log);
    },
  });
  return readKernel(entry.dir, key, entry.built);
}

/** True when the source brings a no-MMU UML of its own and so was left as it is. */
async function unpackWithPort(job: Job, tarball: string, tree: string, log: string): Promise<boolean> {
  await unpackKernel(tarball, tree, log);
  const ownPort = mmuIsOptional(await readFile(join(tree, 'arch/um/Kconfig'), 'utf8'));
  if (!ownPort) await addPort(job, tree, tree);
  return ownPort;
}

function addPort(job: Job, originals: string, tree: string): Promise<PortResult> {
  job.tell('apply the no-MMU port', SHARE.port);
  return applyPort(job.port, { originals, tree, stage: `${tree}.stage` });
}

interface Made {
  readonly objects: number;
  readonly unknown: readonly string[];
}

interface MakeJob extends Job {
  readonly tree: string;
  readonly log: string;
  /** The user's own source may be of another version: options that it does not know are left out, not an error. */
  readonly ownSource: boolean;
  /** The tree's .config is what these options and Kconfig files give: it need not be made again. */
  readonly configured?: boolean;
}

async function configureAndMake(job: MakeJob): Promise<Made> {
  const fullDebug = optionOf(job.wanted, 'DEBUG_INFO_NONE') !== 'y';
  const run = { tree: job.tree, jobs: job.jobs, log: job.log, fullDebug };
  if (!job.configured) job.tell('configure', SHARE.configure);
  const config = job.configured
    ? parseConfig(await readFile(join(job.tree, '.config'), 'utf8'))
    : await configureKernel(run, job.wanted);
  const mismatches = configMismatches(job.wanted, config);
  const unknown = await unknownOptions(
    job.tree,
    mismatches.map(({ option }) => option),
  );
  requireAdded(job.added, mismatches, unknown);
  const unmet = job.ownSource ? mismatches.filter(({ option }) => !unknown.has(option)) : mismatches;
  if (unmet.length > 0) throw configError(unmet, unknown, job.log);
  const expected = await expectedObjects(job.variant);
  const objects = await makeKernel(run, (count) => {
    const share = Math.min(1, count / expected);
    job.tell('compile', SHARE.compile + share * (SHARE.done - SHARE.compile));
  });
  await splitSymbols(job.tree, job.log);
  return { objects, unknown: [...unknown] };
}

async function describeBuild(
  job: Job,
  tree: string,
  made: Made,
  started: number,
): Promise<Omit<KernelMeta, 'source' | 'port'>> {
  return {
    ...(await treeRelease(tree)),
    variant: job.variant,
    config: configHash(job),
    compiler: job.compiler,
    sha256: await hashFile(join(tree, KEPT_BINARY)),
    objects: made.objects,
    seconds: Math.round((Date.now() - started) / 100) / 10,
    unknownOptions: [...made.unknown],
  };
}

// -- the user's own tree: an incremental build copy

interface TreeState {
  readonly manifest: TreeManifest;
  /** What the last finished build was made with, besides the files. */
  readonly inputs?: string;
  /** Hash of the options that .config was made from. */
  readonly configured?: string;
  /** Key of the kernel that the last finished build gave. */
  readonly kernel?: string;
  readonly owned?: readonly string[];
}

function treeDir(job: Job, source: string): string {
  return cacheDir('src', `tree-${cacheKey({ source, variant: job.variant })}`);
}

async function readTreeState(dir: string): Promise<TreeState> {
  try {
    return JSON.parse(await readFile(join(dir, 'state.json'), 'utf8')) as TreeState;
  } catch {
    return { manifest: {} };
  }
}

const NO_PORT: PortResult = { owned: [], changed: [] };

async function buildTree(job: Job, source: string): Promise<KernelBuild> {
  const dir = treeDir(job, source);
  const onWait = (): void => job.tell('wait for another build of the same tree');
  return withLock(`${dir}.lock`, () => buildTreeLocked(job, source, dir), { onWait });
}

async function buildTreeLocked(job: Job, source: string, dir: string): Promise<KernelBuild> {
  const started = Date.now();
  const tree = join(dir, 'tree');
  await mkdir(tree, { recursive: true });
  const before = await readTreeState(dir);
  job.tell('copy what changed', SHARE.unpack);
  const ownPort = mmuIsOptional(await readFile(join(source, 'arch/um/Kconfig'), 'utf8'));
  const wasOwned = new Set(ownPort ? [] : (before.owned ?? []));
  const { manifest, changed } = syncTree(source, tree, before.manifest, wasOwned);
  const inputs = cacheKey({
    recipe: RECIPE,
    port: ownPort ? '' : job.portHash,
    config: configHash(job),
    compiler: job.compiler,
  });
  const same =
    changed.length === 0 && before.inputs === inputs && sameOwned(before.manifest, manifest, wasOwned);
  if (same && before.kernel !== undefined) {
    const known = await findEntry('kernel', before.kernel);
    if (known !== undefined) return readKernel(known, before.kernel, false);
  }
  const { owned, changed: ported }: PortResult = ownPort ? NO_PORT : await addPort(job, source, tree);
  // A path that the port no longer owns must get the user's content back: forget it, so that it is copied again.
  for (const path of wasOwned) if (!owned.includes(path)) delete manifest[path];
  const lost = [...wasOwned].filter((path) => !owned.includes(path));
  const restored = lost.length === 0 ? manifest : syncTree(source, tree, manifest, new Set(owned)).manifest;
  for (const path of lost) if (!(path in restored)) await rm(join(tree, path), { force: true });
  // Without inputs and kernel: should make fail, the next call has to make again.
  await writeState(dir, { manifest: restored, owned });
  const log = await newLog(`tree-${cacheKey({ source, variant: job.variant })}`);
  const files = [...changed, ...ported, ...lost];
  const configured =
    before.configured === configHash(job) &&
    !files.some((path) => /(?:^|\/)Kconfig/.test(path)) &&
    (await exists(join(tree, '.config')));
  const made = await configureAndMake({ ...job, tree, log, ownSource: true, configured });
  const meta: KernelMeta = {
    ...(await describeBuild(job, tree, made, started)),
    source: { kind: 'tree', path: source, hash: '' },
    port: ownPort ? '' : job.portHash,
  };
  const key = cacheKey({ binary: meta.sha256, inputs, source });
  const entry = await cacheEntry({
    kind: 'kernel',
    key,
    build: (target) => storeKernel(tree, target, log, meta),
  });
  if (made.objects > 200) await recordObjects(job.variant, made.objects);
  await writeState(dir, { manifest: restored, owned, inputs, configured: configHash(job), kernel: key });
  await rm(log);
  return readKernel(entry.dir, key, true);
}

/** Whether the originals of patched files are what they were: these are not copied, so `changed` does not tell. */
function sameOwned(before: TreeManifest, now: TreeManifest, owned: ReadonlySet<string>): boolean {
  return [...owned].every((path) => before[path]?.join() === now[path]?.join());
}

async function writeState(dir: string, state: TreeState): Promise<void> {
  await writeFile(join(dir, 'state.json'), JSON.stringify(state));
}

async function newLog(name: string): Promise<string> {
  const dir = join(cacheDir('kernel'), 'logs');
  await mkdir(dir, { recursive: true });
  const log = join(dir, `${name}.log`);
  await writeFile(log, '');
  return log;
}
