// SPDX-License-Identifier: GPL-2.0-or-later
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { cacheEntry, cacheKey, findEntry, hashTree, listFiles } from './cache.ts';
import { cacheDir } from './paths.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ltp-nommu-cache-'));
  vi.stubEnv('LTP_NOMMU_CACHE', root);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true });
});

const builder = (log: string[] = []) => ({
  kind: 'src' as const,
  key: 'k',
  build: async (dir: string) => {
    log.push('build');
    await sleep(50);
    writeFileSync(join(dir, 'file'), 'x');
  },
});

test('an entry is built once, then found', async () => {
  const log: string[] = [];
  expect(await findEntry('src', 'k')).toBeUndefined();
  const first = await cacheEntry(builder(log));
  expect(first).toEqual({ dir: cacheDir('src', 'k'), built: true });
  expect(await cacheEntry(builder(log))).toEqual({ dir: first.dir, built: false });
  expect(await findEntry('src', 'k')).toBe(first.dir);
  expect(log).toEqual(['build']);
  expect(readdirSync(join(root, 'src'))).toEqual(['k']);
});

test('several who ask at once share one build', async () => {
  const log: string[] = [];
  const entries = await Promise.all([1, 2, 3, 4].map(() => cacheEntry(builder(log))));
  expect(log).toEqual(['build']);
  expect(entries.filter((entry) => entry.built)).toHaveLength(1);
});

test('a failed build publishes nothing and leaves nothing', async () => {
  const broken = { ...builder(), build: () => Promise.reject(new Error('no')) };
  await expect(cacheEntry(broken)).rejects.toThrow('no');
  expect(readdirSync(join(root, 'src'))).toEqual([]);
  expect((await cacheEntry(builder())).built).toBe(true);
});

test('what a dead builder left is removed; what a live one makes is not', async () => {
  mkdirSync(cacheDir('src', 'k.tmp-1/deep'), { recursive: true });
  mkdirSync(cacheDir('src', 'other.tmp-1'), { recursive: true });
  mkdirSync(cacheDir('src', 'live.tmp-2'), { recursive: true });
  await cacheEntry({
    kind: 'src',
    key: 'live',
    build: async () => {
      mkdirSync(cacheDir('src', 'live.tmp-live'), { recursive: true });
      await cacheEntry(builder());
      const own = `live.tmp-${process.pid}`;
      expect(readdirSync(join(root, 'src')).sort()).toEqual(['k', 'live.lock', 'live.tmp-live', own].sort());
      rmSync(cacheDir('src', 'live.tmp-live'), { recursive: true });
    },
  });
});

test('using an entry is noted', async () => {
  const { dir } = await cacheEntry(builder());
  utimesSync(join(dir, 'usedAt'), 1, 1);
  await cacheEntry(builder());
  expect(Date.now() - statSync(join(dir, 'usedAt')).mtimeMs).toBeLessThan(60_000);
});

test('a key does not depend on the order of its inputs, and on every one of them', () => {
  const key = cacheKey({ a: '1', b: '2' });
  expect(cacheKey({ b: '2', a: '1' })).toBe(key);
  expect(key).toMatch(/^[0-9a-f]{32}$/);
  const others = [
    { a: '1', b: '3' },
    { a: '1' },
    { a: '12', b: '' },
    { a: '1', bb: '2' },
    { a: '1b', '': '2' },
  ];
  expect(new Set([key, ...others.map((inputs) => cacheKey(inputs))]).size).toBe(others.length + 1);
});

test('a tree’s hash sees names, contents and the executable bit, and only these', async () => {
  const dir = join(root, 'tree');
  mkdirSync(join(dir, 'b'), { recursive: true });
  writeFileSync(join(dir, 'a'), '1');
  writeFileSync(join(dir, 'b', 'c'), '2');
  const hashes = [await hashTree(dir)];
  utimesSync(join(dir, 'a'), 1, 1);
  expect(await hashTree(dir)).toBe(hashes[0]);
  expect(await listFiles(dir)).toEqual(['a', 'b/c']);
  expect(await hashTree(dir, (path) => path === 'b')).not.toBe(hashes[0]);
  writeFileSync(join(dir, 'a'), '3');
  hashes.push(await hashTree(dir));
  rmSync(join(dir, 'a'));
  writeFileSync(join(dir, 'a'), '3', { mode: 0o755 });
  hashes.push(await hashTree(dir));
  expect(new Set(hashes).size).toBe(3);
  expect(await listFiles(join(root, 'nowhere'))).toEqual([]);
});
