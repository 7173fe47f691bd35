// SPDX-License-Identifier: GPL-2.0-or-later
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type LockOwner, self, withLock } from './lock.ts';

let dir: string;
let path: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ltp-nommu-lock-'));
  path = join(dir, 'x.lock');
});
afterEach(() => rmSync(dir, { recursive: true }));

const hold = (owner: Partial<LockOwner>) => writeFileSync(path, JSON.stringify({ ...self(), ...owner }));

/** A process id that has just died. */
function deadPid(): number {
  return spawnSync('true').pid;
}

test('only one at a time, and the file goes away', async () => {
  let inside = 0;
  let most = 0;
  const body = async () => {
    most = Math.max(most, ++inside);
    await sleep(20);
    inside--;
  };
  await Promise.all([1, 2, 3].map(() => withLock(path, body)));
  expect(most).toBe(1);
  expect(existsSync(path)).toBe(false);
});

test('an error in the body releases the lock and comes through', async () => {
  await expect(withLock(path, () => Promise.reject(new Error('inner')))).rejects.toThrow('inner');
  expect(existsSync(path)).toBe(false);
});

test('a dead owner is not waited for', async () => {
  hold({ pid: deadPid(), started: '1' });
  let waited = false;
  await withLock(path, async () => {}, { onWait: () => (waited = true) });
  expect(waited).toBe(false);
});

test('a reused process id is a dead owner', async () => {
  hold({ pid: process.pid, started: '1' });
  await withLock(path, async () => expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(self()));
});

test('a live owner is waited for, and told of once', async () => {
  hold({});
  const owners: (LockOwner | undefined)[] = [];
  setTimeout(() => rmSync(path), 350);
  const started = Date.now();
  await withLock(path, async () => {}, { onWait: (owner) => owners.push(owner) });
  expect(Date.now() - started).toBeGreaterThan(300);
  expect(owners).toEqual([self()]);
});

test('an owner elsewhere counts as alive while its heartbeat is fresh, and as dead after a minute of silence', async () => {
  hold({ place: 'another machine', pid: 1 });
  let waited = 0;
  const silence = () => {
    waited++;
    const past = Date.now() / 1000 - 120;
    utimesSync(path, past, past);
  };
  await withLock(path, async () => {}, { onWait: silence });
  expect(waited).toBe(1);
});

test('a lock without an owner yet is not broken', async () => {
  writeFileSync(path, '');
  setTimeout(() => rmSync(path), 250);
  let waited = 0;
  await withLock(path, async () => {}, { onWait: () => waited++ });
  expect(waited).toBe(1);
});
