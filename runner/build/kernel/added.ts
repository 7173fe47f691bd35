// SPDX-License-Identifier: GPL-2.0-or-later
/** `--kconfig-add`: options of the user's own on top of a variant's. Pure. */
import { type Problem, UserError } from '../../errors.ts';
import type { KernelConfig, Mismatch } from './config.ts';

const LINE = /^CONFIG_([A-Z0-9_a-z]+)=(y|n|-?\d+|0x[0-9a-fA-F]+|"[^"\\]*")$/;

/** Reads `CONFIG_X=y`; throws UserError for what is no such line, and for MMU, without which this is another kernel. */
export function addedConfig(lines: readonly string[] = []): KernelConfig {
  const config = new Map<string, string>();
  const problems: Problem[] = [];
  const wrong = (message: string, hint: string): void =>
    void problems.push({ code: 'KCONFIG_ADD', message: `--kconfig-add ${message}`, hint });
  for (const line of lines) {
    const [, name, value] = LINE.exec(line) ?? [];
    if (name === undefined || value === undefined) {
      const module = /=m$/.test(line);
      wrong(
        `${line}: ${module ? 'guests load no modules' : 'is no option with a value'}`,
        module
          ? `${line.slice(0, -1)}y builds it in`
          : 'like CONFIG_EXT4_FS=y, CONFIG_HZ=250 or CONFIG_X="text"',
      );
    } else if (name === 'MMU') {
      wrong(`${line}: whether there is an MMU is not for an option`, 'guests are kernels without one');
    } else if (config.has(name) && config.get(name) !== value) {
      wrong(`${line}: CONFIG_${name}=${config.get(name)} was asked for as well`, 'give one of the two');
    } else config.set(name, value);
  }
  if (problems.length > 0) throw UserError.of(problems);
  return config;
}

/** What the user asked for and did not get is the user's to put right, before minutes go into a build. */
export function requireAdded(
  added: KernelConfig,
  mismatches: readonly Mismatch[],
  unknown: ReadonlySet<string>,
): void {
  const mine = mismatches.filter(({ option }) => added.has(option));
  if (mine.length === 0) return;
  throw UserError.of(
    mine.map(({ option, wanted, got }) => ({
      code: 'KCONFIG_ADD',
      message: `--kconfig-add CONFIG_${option}=${wanted}: the configuration has ${got}`,
      hint: unknown.has(option)
        ? 'this kernel source has no such option'
        : "its 'depends on' or a 'select' of another option decides otherwise: add what it needs as well, or it needs an MMU",
    })),
  );
}
