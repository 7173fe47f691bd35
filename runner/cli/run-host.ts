// SPDX-License-Identifier: GPL-2.0-or-later
/** What the journal says about the machine that runs the guests. */
import { existsSync, readFileSync } from 'node:fs';
import { arch, availableParallelism, release, totalmem } from 'node:os';
import type { RunStart } from '../journal/index.ts';

export function hostFacts(): RunStart['host'] {
  const distribution = distributionName(readText('/etc/os-release'));
  return {
    release: release(),
    arch: arch(),
    cpus: availableParallelism(),
    memoryMb: Math.floor(totalmem() / (1024 * 1024)),
    node: process.version,
    ...(distribution === undefined ? {} : { distribution }),
    container: isContainer(),
  };
}

/** `PRETTY_NAME` of os-release(5). */
export function distributionName(osRelease: string): string | undefined {
  const value = /^PRETTY_NAME=(.*)$/m.exec(osRelease)?.[1]?.trim();
  return value === undefined ? undefined : value.replace(/^(["'])(.*)\1$/, '$2') || undefined;
}

function isContainer(): boolean {
  return (
    existsSync('/.dockerenv') ||
    existsSync('/run/.containerenv') ||
    /\b(docker|lxc|kubepods|containerd|libpod)\b/.test(readText('/proc/1/cgroup')) ||
    process.env.container !== undefined
  );
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
