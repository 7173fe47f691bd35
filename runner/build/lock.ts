// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * A lock file between processes that share a cache. Two owners at once would only build the same thing twice (results
 * are published by rename), so the aim is: never wait for a dead owner, never break a live one.
 *
 * The owner is named by host, boot, pid namespace, pid and start time. In the same namespace that decides exactly
 * whether it lives (a reused pid has another start time). From another host or container it cannot be looked up; there
 * the owner's heartbeat on the file's mtime decides.
 */
import { readFileSync, readlinkSync } from 'node:fs';
import { mkdir, open, readFile, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const HEARTBEAT_MS = 5_000;
/** An owner that cannot be looked up is dead after so long without a heartbeat. */
const SILENT_MS = 60_000;
const POLL_MS = 100;

export interface LockOwner {
  readonly pid: number;
  /** Field 22 of /proc/<pid>/stat: start time in clock ticks since boot. */
  readonly started: string;
  /** host name, boot id and pid namespace: where the pid means something. */
  readonly place: string;
}

export interface LockOptions {
  /** Called once when somebody else holds the lock. */
  readonly onWait?: ((owner: LockOwner | undefined) => void) | undefined;
}

/** Runs `body` while holding the lock file `path`. */
export async function withLock<T>(
  path: string,
  body: () => Promise<T>,
  options: LockOptions = {},
): Promise<T> {
  await acquire(path, options);
  const heartbeat = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => {}); // gone: released, or the cache was removed under us
  }, HEARTBEAT_MS);
  heartbeat.unref();
  try {
    return await body();
  } finally {
    clearInterval(heartbeat);
    await rm(path, { force: true });
  }
}

async function acquire(path: string, options: LockOptions): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  let told = false;
  for (;;) {
    if (await create(path, JSON.stringify(self()))) return;
    const owner = await readOwner(path);
    if (await isStale(path, owner)) {
      await breakStale(path);
      continue;
    }
    if (!told) options.onWait?.(owner);
    told = true;
    await sleep(POLL_MS);
  }
}

/** Only one process at a time may judge and remove: else the second would remove the lock the first just took. */
async function breakStale(path: string): Promise<void> {
  const breaker = `${path}.break`;
  if (!(await create(breaker, ''))) {
    const age = await ageMs(breaker);
    if (age !== undefined && age > SILENT_MS) await rm(breaker, { force: true });
    await sleep(POLL_MS);
    return;
  }
  try {
    if (await isStale(path, await readOwner(path))) await rm(path, { force: true });
  } finally {
    await rm(breaker, { force: true });
  }
}

async function create(path: string, text: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    await file.writeFile(text);
    await file.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function readOwner(path: string): Promise<LockOwner | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as LockOwner;
  } catch {
    return undefined; // gone, or its owner is between open and write
  }
}

/** True when nobody holds the lock: there is no file, or its owner is dead. */
export async function isFree(path: string): Promise<boolean> {
  const age = await ageMs(path);
  return age === undefined || isStale(path, await readOwner(path));
}

async function isStale(path: string, owner: LockOwner | undefined): Promise<boolean> {
  if (owner !== undefined && owner.place === self().place) return startTime(owner.pid) !== owner.started;
  const age = await ageMs(path);
  return age !== undefined && age > SILENT_MS;
}

async function ageMs(path: string): Promise<number | undefined> {
  try {
    return Date.now() - (await stat(path)).mtimeMs;
  } catch {
    return undefined;
  }
}

let own: LockOwner | undefined;

/** This process as a lock owner. */
export function self(): LockOwner {
  own ??= {
    pid: process.pid,
    started: startTime(process.pid) ?? '',
    place: [hostname(), read('/proc/sys/kernel/random/boot_id'), pidNamespace()].join(' '),
  };
  return own;
}

function startTime(pid: number): string | undefined {
  const text = read(`/proc/${pid}/stat`);
  // The command name may hold blanks and brackets: count the fields after the last bracket (the first there is field 3).
  return text === '' ? undefined : text.slice(text.lastIndexOf(')') + 2).split(' ')[19];
}

function pidNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
}
