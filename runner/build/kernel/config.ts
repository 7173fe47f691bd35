// SPDX-License-Identifier: GPL-2.0-or-later
/** Kernel configuration as data. Pure: fragments and .config files are texts here. */

/** Option without CONFIG_ -> its value as written: `y`, `m`, `n` (also "is not set"), `64`, `0x10`, `"text"`. */
export type KernelConfig = ReadonlyMap<string, string>;

const SET = /^CONFIG_(\w+)=(.*)$/;
const UNSET = /^# CONFIG_(\w+) is not set$/;

/** Reads a .config or a fragment. Lines that are neither are comments. */
export function parseConfig(text: string): KernelConfig {
  const config = new Map<string, string>();
  for (const line of text.split('\n')) {
    const set = SET.exec(line.trim());
    const name = set?.[1] ?? UNSET.exec(line.trim())?.[1];
    if (name !== undefined) config.set(name, set?.[2] ?? 'n');
  }
  return config;
}

/** Later fragments win. */
export function mergeConfigs(fragments: readonly KernelConfig[]): KernelConfig {
  return new Map(fragments.flatMap((fragment) => [...fragment]));
}

/** In the form that KCONFIG_ALLCONFIG reads. */
export function formatConfig(config: KernelConfig): string {
  return [...config]
    .map(([name, value]) => (value === 'n' ? `# CONFIG_${name} is not set\n` : `CONFIG_${name}=${value}\n`))
    .join('');
}

/** The value of an option; what a .config does not name is off. */
export function optionOf(config: KernelConfig, name: string): string {
  return config.get(name) ?? 'n';
}

export interface Mismatch {
  readonly option: string;
  readonly wanted: string;
  readonly got: string;
}

/** The options that did not end up as the fragments asked. */
export function configMismatches(wanted: KernelConfig, actual: KernelConfig): Mismatch[] {
  return [...wanted]
    .map(([option, value]) => ({ option, wanted: value, got: optionOf(actual, option) }))
    .filter((each) => each.got !== each.wanted);
}

/**
 * Of a scenario's `needs.kconfig` (`SYSVIPC`, `SYSVIPC=y`, `!SWAP`) those that this kernel does not meet. A bare name
 * means on, whatever the value.
 */
export function unmetKconfig(needs: readonly string[], config: KernelConfig): string[] {
  return needs.filter((need) => {
    if (need.startsWith('!')) return optionOf(config, need.slice(1)) !== 'n';
    const equals = need.indexOf('=');
    if (equals < 0) return optionOf(config, need) === 'n';
    return optionOf(config, need.slice(0, equals)) !== need.slice(equals + 1);
  });
}

/** Whether arch/um/Kconfig lets MMU be switched off. In a stock tree MMU is a constant: no prompt, default y. */
export function mmuIsOptional(umKconfig: string): boolean {
  const block = /^config MMU\n((?:[ \t].*\n|\n)*)/m.exec(umKconfig)?.[1] ?? '';
  return /^\s+(?:bool|def_bool|prompt)\s*"|^\s+prompt\s/m.test(block);
}
