// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * Variants of the kernel: base.config, and for each other variant a fragment on top of it. `a-b` is on top of `a` when
 * there is such a fragment.
 */
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { UserError } from '../../errors.ts';
import { type KernelConfig, mergeConfigs, parseConfig } from './config.ts';

export const DEFAULT_VARIANT = 'base';

export async function variantNames(configs: string): Promise<string[]> {
  const names = (await readdir(configs))
    .filter((name) => name.endsWith('.config'))
    .map((name) => basename(name, '.config'));
  return names.sort();
}

/** The fragments of a variant, lowest first. */
export function variantFragments(names: readonly string[], variant: string): string[] {
  if (variant === DEFAULT_VARIANT) return [DEFAULT_VARIANT];
  const words = variant.split('-');
  const below = words
    .map((_, index) => words.slice(0, index).join('-'))
    .filter((name) => names.includes(name));
  return [DEFAULT_VARIANT, ...below, variant];
}

/** The options that a variant asks for. */
export async function variantConfig(configs: string, variant: string): Promise<KernelConfig> {
  const names = await variantNames(configs);
  if (!names.includes(variant)) {
    throw new UserError('KERNEL_VARIANT_UNKNOWN', `no kernel variant is called '${variant}'`, {
      hint: `variants: ${names.join(', ')}`,
    });
  }
  const texts = await Promise.all(
    variantFragments(names, variant).map((name) => readFile(join(configs, `${name}.config`), 'utf8')),
  );
  return mergeConfigs(texts.map(parseConfig));
}
