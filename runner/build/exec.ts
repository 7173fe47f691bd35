// SPDX-License-Identifier: GPL-2.0-or-later
/** Runs the tools that builds need: output line by line to a log and a listener; no child outlives this process. */
import { spawn } from 'node:child_process';
import { createWriteStream, type WriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { HostError } from '../errors.ts';

export interface ToolRun {
  readonly cwd?: string | undefined;
  /** The whole environment. Left out: cleanEnv(). */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Appended to, with the command line first. */
  readonly log?: string | undefined;
  readonly onLine?: ((line: string) => void) | undefined;
  /** Lines of output kept for the caller; the last ones. */
  readonly keepLines?: number | undefined;
  readonly timeoutMs?: number | undefined;
  /** Read and write the terminal directly (package managers may ask); nothing is kept then. */
  readonly inherit?: boolean | undefined;
}

export interface ToolResult {
  /** Exit code; 128 + n for signal n's usual shell form is not used: a signal is in `signal`. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly lines: readonly string[];
}

/** What a build may see of the user's environment. The rest (ARCH, MAKEFLAGS, CFLAGS, locale …) would change its result. */
const KEPT_VARIABLES = ['PATH', 'HOME', 'TMPDIR', 'http_proxy', 'https_proxy', 'no_proxy'];

export function cleanEnv(extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  const env: Record<string, string> = { LC_ALL: 'C', PATH: '/usr/bin:/bin' };
  for (const name of KEPT_VARIABLES) {
    const value = process.env[name];
    if (value !== undefined) env[name] = value;
  }
  return { ...env, ...extra };
}

/** Resolves when the tool has ended, however it ended. Throws HostError TOOL_MISSING when it cannot be started. */
export async function runTool(
  command: string,
  args: readonly string[],
  run: ToolRun = {},
): Promise<ToolResult> {
  const child = spawn(command, args, {
    cwd: run.cwd,
    env: run.env ?? cleanEnv(),
    stdio: run.inherit ? 'inherit' : ['ignore', 'pipe', 'pipe'],
  });
  const end = (): void => void child.kill('SIGTERM');
  process.once('exit', end);
  const timer =
    run.timeoutMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), run.timeoutMs);
  const log = run.log === undefined ? undefined : createWriteStream(run.log, { flags: 'a' });
  log?.write(`$ ${[command, ...args].join(' ')}\n`);
  const keep = run.keepLines ?? 200;
  const lines: string[] = [];
  const take = (line: string): void => {
    log?.write(`${line}\n`);
    lines.push(line);
    if (lines.length > keep) lines.shift();
    run.onLine?.(line);
  };
  const readers = [child.stdout, child.stderr].map((stream) =>
    stream === null ? undefined : eachLine(stream, take),
  );
  try {
    const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (exitCode, exitSignal) => resolve([exitCode, exitSignal]));
    });
    await Promise.all(readers);
    return { code, signal, lines };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT') throw error;
    throw new HostError(
      'TOOL_MISSING',
      `${command} is not installed`,
      "'ltp-nommu doctor' lists what is missing",
    );
  } finally {
    process.removeListener('exit', end);
    clearTimeout(timer);
    if (log !== undefined) await closed(log);
  }
}

/** Runs the tool and throws HostError with `code`, its last lines and the log unless it exits 0. */
export async function runToolOrFail(
  code: string,
  what: string,
  command: string,
  args: readonly string[],
  run: ToolRun = {},
): Promise<readonly string[]> {
  const result = await runTool(command, args, run);
  if (result.code === 0) return result.lines;
  const how = result.signal === null ? `exit ${result.code}` : result.signal;
  throw new HostError(code, `${what} failed (${command}: ${how})`, {
    excerpt: result.lines.slice(-12),
    log: run.log,
  });
}

async function eachLine(stream: NodeJS.ReadableStream, take: (line: string) => void): Promise<void> {
  for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }))
    take(line);
}

function closed(stream: WriteStream): Promise<void> {
  return new Promise((resolve) => stream.end(resolve));
}
