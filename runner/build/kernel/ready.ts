// SPDX-License-Identifier: GPL-2.0-or-later
/** A ready binary in place of a build: what it says of itself. */
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UserError } from '../../errors.ts';
import { hashFile } from '../cache.ts';
import { cleanEnv, runTool } from '../exec.ts';
import { rememberFact } from '../memo.ts';
import { optionOf, parseConfig } from './config.ts';
import type { KernelBuild, KernelMeta } from './store.ts';
import { symbolsOf } from './symbols.ts';

/** `--kernel`: a no-MMU UML binary that somebody else built. */
export async function readyKernel(given: string): Promise<KernelBuild> {
  const path = resolve(given);
  const info = await stat(path).catch(() => undefined);
  if (info === undefined) throw new UserError('KERNEL_MISSING', `--kernel: ${given} does not exist`);
  if (!info.isFile() || (info.mode & 0o111) === 0) {
    throw new UserError('KERNEL_INVALID', `--kernel: ${given} is no executable file`);
  }
  const [release, config] = await Promise.all([ask(path, '--version'), ask(path, '--showconfig')]);
  const parsed = parseConfig(config);
  if (parsed.size === 0) {
    throw new UserError('KERNEL_INVALID', `--kernel: ${given} is no UML kernel`, {
      hint: `'${given} --showconfig' gave no configuration`,
    });
  }
  if (optionOf(parsed, 'MMU') !== 'n') {
    throw new UserError('KERNEL_HAS_MMU', `--kernel: ${given} was built with an MMU (CONFIG_MMU=y)`, {
      hint: 'cases are about a kernel without one',
    });
  }
  const sha256 = await rememberFact('sha256', path, hashFile);
  const name = release.trim().split('\n')[0] ?? '';
  const meta: KernelMeta = {
    release: name,
    version: '',
    variant: 'custom',
    source: { kind: 'binary', path, hash: sha256 },
    port: '',
    config: '',
    compiler: '',
    sha256,
    objects: 0,
    seconds: 0,
    unknownOptions: [],
  };
  return {
    path,
    symbols: await symbolsOf(path),
    gdbScripts: undefined,
    release: name,
    key: sha256.slice(0, 32),
    variant: 'custom',
    config: parsed,
    log: undefined,
    meta,
    built: false,
  };
}

/** UML prints its release and its configuration without booting. A binary that is no UML may do anything: 5 s at most. */
async function ask(path: string, option: string): Promise<string> {
  const { lines } = await runTool(path, [option], { env: cleanEnv(), keepLines: 20_000, timeoutMs: 5_000 });
  return lines.join('\n');
}
