// SPDX-License-Identifier: GPL-2.0-or-later
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { exists } from '../cache.ts';
import { type KernelMeta, readKernel, storeKernel } from './store.ts';
import { KEPT_BINARY } from './symbols.ts';

const META: KernelMeta = {
  release: '6.12.0-nommu',
  version: '',
  variant: 'gcov',
  source: { kind: 'tree', path: '/src', hash: '' },
  port: '',
  config: '',
  compiler: 'gcc 12; ld 2',
  sha256: '',
  objects: 1,
  seconds: 1,
  unknownOptions: [],
};

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ltp-nommu-notes-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

async function stored(config: string) {
  const files = {
    [`tree/${KEPT_BINARY}`]: 'the kernel',
    'tree/.config': config,
    'tree/mm/nommu.gcno': 'notes',
    'tree/mm/nommu.c': 'int a;\n',
    'tree/fs/proc/nommu.gcno': 'more notes',
    'tree/fs/proc/nommu.c': 'int b;\n',
    'tree/mm/slub.c': 'int c;\n',
    log: '',
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  await storeKernel(join(dir, 'tree'), join(dir, 'entry'), join(dir, 'log'), META);
  return readKernel(join(dir, 'entry'), 'key', true);
}

test('a kernel that counts keeps notes and sources of what counts', async () => {
  const { notes = '' } = await stored('CONFIG_UML_COVERAGE=y\n');
  const read = (path: string) => readFileSync(join(notes, path), 'utf8');
  expect(read('mm/nommu.gcno')).toBe('notes');
  expect(read('mm/nommu.c')).toBe('int a;\n');
  expect(read('fs/proc/nommu.c')).toBe('int b;\n');
  expect(read('compiler')).toBe('gcc 12; ld 2\n');
  expect(await exists(join(notes, 'mm/slub.c'))).toBe(false);
});

test('another one keeps none', async () => {
  const { notes } = await stored('# CONFIG_UML_COVERAGE is not set\n');
  expect(notes).toBeUndefined();
  expect(await exists(join(dir, 'entry/coverage'))).toBe(false);
});
