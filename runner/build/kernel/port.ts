// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * Our port on top of a kernel tree: overlay/ (new files) and patches/ (hooks into existing ones). The result is made in
 * a staging folder and moved over file by file, only where the content differs: so a build copy keeps the timestamps of
 * what did not change, and make rebuilds only what did.
 */
import { copyFile, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { HostError } from '../../errors.ts';
import { cacheKey, exists, hashTree, listFiles } from '../cache.ts';
import { runTool } from '../exec.ts';
import { packageRoot } from '../paths.ts';

export interface Port {
  readonly overlay: string;
  readonly patches: string;
  readonly configs: string;
}

export function builtinPort(): Port {
  const base = join(packageRoot(), 'runner', 'emulator', 'kernel');
  return { overlay: join(base, 'overlay'), patches: join(base, 'patches'), configs: join(base, 'configs') };
}

/** Hash over overlay and patches (not the configs: these are hashed as the merged result). */
export async function portHash(port: Port): Promise<string> {
  const [overlay, patches] = await Promise.all([
    hashTree(port.overlay, isHidden),
    hashTree(port.patches, isNoPatch),
  ]);
  return cacheKey({ overlay, patches });
}

export interface PortResult {
  /** Paths in the tree that are ours now: written, or removed by a patch. */
  readonly owned: readonly string[];
  /** Those that differed from what the tree had. */
  readonly changed: readonly string[];
}

/**
 * Applies the port to `tree`, taking the originals of patched files from `originals` (the same folder for a fresh tree,
 * the user's own tree for a build copy). `stage` is a scratch folder.
 */
export async function applyPort(
  port: Port,
  places: { readonly originals: string; readonly tree: string; readonly stage: string },
): Promise<PortResult> {
  const { originals, tree, stage } = places;
  await rm(stage, { recursive: true, force: true });
  const overlay = await listFiles(port.overlay, isHidden);
  const patches = (await exists(port.patches))
    ? (await readdir(port.patches)).filter((name) => !isNoPatch(name)).sort()
    : [];
  const owned = new Set(overlay);
  for (const patch of patches) {
    for (const path of patchedFiles(await readFile(join(port.patches, patch), 'utf8'))) owned.add(path);
  }
  for (const path of owned) {
    const from = [join(port.overlay, path), join(originals, path)];
    for (const candidate of from) {
      if (!(await exists(candidate))) continue;
      await mkdir(dirname(join(stage, path)), { recursive: true });
      await copyFile(candidate, join(stage, path));
      break;
    }
  }
  await mkdir(stage, { recursive: true });
  for (const patch of patches) await applyPatch(port, patch, stage);
  const changed: string[] = [];
  for (const path of owned) {
    if (await install(join(stage, path), join(tree, path))) changed.push(path);
  }
  await rm(stage, { recursive: true, force: true });
  return { owned: [...owned].sort(), changed };
}

async function applyPatch(port: Port, name: string, stage: string): Promise<void> {
  const file = join(port.patches, name);
  const args = ['-p1', '--batch', '--forward', '--no-backup-if-mismatch', '--reject-file=-', '--input', file];
  const result = await runTool('patch', args, { cwd: stage });
  if (result.code === 0) return;
  const { path, hunk } = firstFailure(result.lines);
  const where = [path, hunk === undefined ? undefined : `hunk ${hunk}`]
    .filter((part) => part !== undefined)
    .join(', ');
  throw new HostError(
    'KERNEL_PATCH_FAILED',
    `${name} does not apply to this kernel source${where && `: ${where}`}`,
    {
      excerpt:
        hunk === undefined ? result.lines.slice(0, 12) : hunkLines(await readFile(file, 'utf8'), path, hunk),
      hint: 'the port is made for Linux 6.12; a tree that brings its own no-MMU UML is built as it is',
    },
  );
}

/** What patch(1) says: `patching file F`, then `Hunk #2 FAILED at 40.` */
export function firstFailure(lines: readonly string[]): { path?: string; hunk?: number } {
  let path: string | undefined;
  for (const line of lines) {
    path = /^(?:patching|checking) file '?(.*?)'?$/.exec(line)?.[1] ?? path;
    const hunk = /^Hunk #(\d+) (?:FAILED|ignored)/.exec(line)?.[1];
    if (hunk !== undefined) return { ...(path === undefined ? {} : { path }), hunk: Number(hunk) };
    const missing = /^can't find file to patch at input line \d+|^\|\+\+\+ (?:b\/)?(\S+)/.exec(line)?.[1];
    if (missing !== undefined) return { path: missing };
  }
  return path === undefined ? {} : { path };
}

/** Paths that a patch touches, from its `--- a/…` and `+++ b/…` lines. */
export function patchedFiles(patch: string): string[] {
  const paths = new Set<string>();
  for (const match of patch.matchAll(/^(?:---|\+\+\+) [ab]\/(\S+)/gm)) {
    if (match[1] !== undefined) paths.add(match[1]);
  }
  return [...paths];
}

/** The lines of the n-th hunk of one file of a patch, at most 20. */
export function hunkLines(patch: string, path: string | undefined, hunk: number): string[] {
  const lines = patch.split('\n');
  let start =
    path === undefined ? 0 : lines.findIndex((line) => line.startsWith('+++ ') && line.includes(path));
  for (let count = 0; count < hunk && start >= 0; count++) {
    start = lines.findIndex((line, index) => index > start && line.startsWith('@@ '));
  }
  if (start < 0) return [];
  const end = lines.findIndex((line, index) => index > start && /^(?:@@ |diff |--- |-- $)/.test(line));
  const hunkText = lines.slice(start, end < 0 ? undefined : end);
  return hunkText.filter((line) => line !== '').slice(0, 20);
}

/** Makes `to` what `from` is: true if that changed anything. A missing `from` removes `to`. */
async function install(from: string, to: string): Promise<boolean> {
  const [wanted, present] = await Promise.all([readOptional(from), readOptional(to)]);
  if (wanted === undefined) {
    await rm(to, { force: true });
    return present !== undefined;
  }
  if (present?.equals(wanted)) return false;
  await mkdir(dirname(to), { recursive: true });
  await rm(to, { force: true });
  await copyFile(from, to);
  return true;
}

async function readOptional(path: string): Promise<Buffer | undefined> {
  return (await stat(path).catch(() => undefined))?.isFile() ? readFile(path) : undefined;
}

function isHidden(path: string): boolean {
  return path.slice(path.lastIndexOf('/') + 1).startsWith('.');
}

function isNoPatch(path: string): boolean {
  return !path.endsWith('.patch');
}
