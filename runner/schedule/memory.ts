// SPDX-License-Identifier: GPL-2.0-or-later
/** How much memory all guests together may take: what the host has left, or the container's limit, if that is less. */
import { readFileSync } from 'node:fs';

/** Of the host's process of a guest, beside the guest's own memory, MB. */
export const GUEST_OVERHEAD_MB = 10;

/** Left for the runner, the starter and whoever else is on the machine: a tenth, at least this much. */
const RESERVE_MB = 192;
/** When nothing can be found out. */
const UNKNOWN_MB = 1024;

const MB = 1024 * 1024;

/** `MemAvailable` of /proc/meminfo, MB. */
export function parseMemAvailable(meminfo: string): number | undefined {
  const kb = /^MemAvailable:\s+(\d+) kB$/m.exec(meminfo)?.[1];
  return kb === undefined ? undefined : Math.floor(Number(kb) / 1024);
}

/** What a control group has left, MB, from its limit and its use in bytes; undefined: no limit. */
export function parseCgroup(limit: string, used: string): number | undefined {
  const most = Number(limit.trim());
  // `max` in version 2; in version 1 a number near 2^63 means the same.
  if (!Number.isFinite(most) || most > 2 ** 60) return undefined;
  return Math.max(0, Math.floor((most - Number(used.trim())) / MB));
}

/** What of `availableMb` the guests may have. */
export function budgetMb(availableMb: readonly (number | undefined)[]): number {
  const known = availableMb.filter((value) => value !== undefined);
  const available = known.length === 0 ? UNKNOWN_MB : Math.min(...known);
  return Math.max(0, available - Math.max(RESERVE_MB, Math.ceil(available / 10)));
}

const CGROUP_FILES = [
  ['/sys/fs/cgroup/memory.max', '/sys/fs/cgroup/memory.current'],
  ['/sys/fs/cgroup/memory/memory.limit_in_bytes', '/sys/fs/cgroup/memory/memory.usage_in_bytes'],
] as const;

/** The budget of this machine, now. */
export function memoryBudgetMb(): number {
  const meminfo = read('/proc/meminfo');
  const groups = CGROUP_FILES.map(([limit, used]) => {
    const [most, now] = [read(limit), read(used)];
    return most === undefined || now === undefined ? undefined : parseCgroup(most, now);
  });
  return budgetMb([meminfo === undefined ? undefined : parseMemAvailable(meminfo), ...groups]);
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
