// SPDX-License-Identifier: GPL-2.0-or-later
/** One sample each: a boot of a guest that does nothing, and one whose program times system calls. */
import { performance } from 'node:perf_hooks';
import type { Boot, BootSpec, Emulator } from '../emulator/index.ts';
import { HostError } from '../errors.ts';
import { parseFrames } from '../verdict/index.ts';
import { parseGuestFigures } from './figures.ts';

const GUEST_PATH = '/case/bin/bench';
const TIMEOUT_MS = 120_000;

export interface BootSample {
  /** From the request to init's first line, ms. */
  readonly firstLine: number;
  /** From the request until the guest is gone, ms. */
  readonly whole: number;
}

const spec = (program: string, args: readonly string[]): BootSpec => ({
  id: 'bench',
  argv: [GUEST_PATH, ...args],
  files: [{ path: GUEST_PATH, mode: 0o755, source: program }],
  timeoutMs: TIMEOUT_MS,
});

export async function measureBoot(emulator: Emulator, program: string): Promise<BootSample> {
  const start = performance.now();
  let firstLine = 0;
  const boot = await emulator.boot(spec(program, ['end']), {
    onData: (channel) => {
      if (channel === 'frames' && firstLine === 0) firstLine = performance.now() - start;
    },
  });
  requireExit(boot);
  return { firstLine, whole: performance.now() - start };
}

/** Nanoseconds by operation. */
export async function measureCalls(emulator: Emulator, program: string): Promise<Map<string, number>> {
  const boot = await emulator.boot(spec(program, []));
  requireExit(boot);
  return parseGuestFigures(boot.output);
}

/** A figure of a guest that went wrong is none. The case's verdict is not asked: a kernel with an MMU never gets one. */
function requireExit(boot: Boot): void {
  const { exit, ended, setupError, problems } = parseFrames(boot.frames, boot.token, boot.id);
  if (exit?.code === 0 && ended && problems.length === 0 && boot.end.reason === 'exit') return;
  const reason = setupError ?? problems[0] ?? `exit ${exit?.code ?? exit?.signal ?? boot.end.reason}`;
  const console = boot.kernel.split(/\r?\n/).filter((line) => line.trim() !== '');
  throw new HostError('BENCH_GUEST', `the guest did not do its part: ${reason}`, {
    excerpt: console.slice(-15),
  });
}
