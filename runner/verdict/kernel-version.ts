// SPDX-License-Identifier: GPL-2.0-or-later

/**
 * Kernel versions as kernel people write them: `6.12-rc3 < 6.12 < 6.12.1 < 6.12.117-gabcdef`. What follows the numbers
 * (`-gabcdef`, `-1-amd64`, `+`) says where a build comes from and does not count. Semantic versioning knows neither
 * `6.12` nor this order.
 */
const VERSION = /^v?(\d+)\.(\d+)(?:\.(\d+))?(?:-rc(\d+))?(?=$|[-+._~])/;

/** Comparable numbers, or null if it is no kernel version. */
export function parseKernelVersion(text: string): readonly number[] | null {
  const match = VERSION.exec(text.trim());
  if (!match) return null;
  const [major, minor, patch, rc] = match.slice(1).map((part) => (part === undefined ? null : Number(part)));
  // A candidate comes before its release, so a release has the highest candidate there can be.
  return [major ?? 0, minor ?? 0, patch ?? 0, rc ?? Number.MAX_SAFE_INTEGER];
}

/** Negative, zero or positive, as `sort` wants it. */
export function compareKernelVersions(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < 4; at++) {
    const order = (a[at] ?? 0) - (b[at] ?? 0);
    if (order !== 0) return order;
  }
  return 0;
}

const OPERATORS: Readonly<Record<string, (order: number) => boolean>> = {
  '>=': (order) => order >= 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '<': (order) => order < 0,
  '=': (order) => order === 0,
};

const TERM = /^(>=|<=|>|<|=)\s*(\S+)$/;

/** What is wrong with a range such as `>=6.12 <6.14`; null if nothing is. */
export function kernelRangeError(range: string): string | null {
  const terms = splitRange(range);
  if (terms.length === 0) return 'the range is empty';
  for (const term of terms) {
    const match = TERM.exec(term);
    if (!match) return `'${term}' is no comparison; write >=6.12, <6.14 or =6.12.3`;
    if (!parseKernelVersion(match[2] ?? '')) return `'${match[2]}' is no kernel version`;
  }
  return null;
}

const splitRange = (range: string): string[] =>
  range
    .replace(/(>=|<=|>|<|=)\s+/g, '$1')
    .split(/\s+/)
    .filter(Boolean);

/** True if the release lies in the range. An unknown release lies in none: a condition that cannot be shown to hold does not. */
export function inKernelRange(release: string, range: string): boolean {
  const version = parseKernelVersion(release);
  if (!version) return false;
  return splitRange(range).every((term) => {
    const match = TERM.exec(term);
    const bound = parseKernelVersion(match?.[2] ?? '');
    const holds = OPERATORS[match?.[1] ?? ''];
    return bound !== null && holds?.(compareKernelVersions(version, bound)) === true;
  });
}
