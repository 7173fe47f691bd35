// SPDX-License-Identifier: GPL-2.0-or-later
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fileIsUsed, folderIsUsed, tarExcludes } from './source.ts';
import { isBuildProduct, syncTree, type TreeManifest } from './tree.ts';

let dir: string;
let manifest: TreeManifest;
const at = (path: string) => join(dir, path);
const write = (path: string, text: string) => {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
};
const sync = (owned: string[] = []) => {
  const result = syncTree(at('user'), at('copy'), manifest, new Set(owned));
  manifest = result.manifest;
  return result.changed;
};

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ltp-nommu-tree-'));
  manifest = {};
  mkdirSync(at('copy'));
  write('user/Makefile', 'all:\n');
  write('user/mm/nommu.c', 'int a;\n');
  symlinkSync('nommu.c', at('user/mm/link.c'));
});
afterEach(() => rmSync(dir, { recursive: true }));

test('copies all, then only what changed', () => {
  expect([...sync()].sort()).toEqual(['Makefile', 'mm/link.c', 'mm/nommu.c']);
  expect(readFileSync(at('copy/mm/nommu.c'), 'utf8')).toBe('int a;\n');
  expect(lstatSync(at('copy/mm/link.c')).isSymbolicLink()).toBe(true);
  expect(sync()).toEqual([]);
  write('user/mm/nommu.c', 'int ab;\n');
  write('user/mm/more.c', '');
  expect([...sync()].sort()).toEqual(['mm/more.c', 'mm/nommu.c']);
  rmSync(at('user/mm/more.c'));
  expect(sync()).toEqual(['mm/more.c']);
  expect(existsSync(at('copy/mm/more.c'))).toBe(false);
});

test('an older file with other content still counts as new for make', () => {
  sync();
  utimesSync(at('copy/mm/nommu.c'), 1000, 1000);
  write('user/mm/nommu.c', 'int b;\n');
  utimesSync(at('user/mm/nommu.c'), 500, 500);
  expect(sync()).toEqual(['mm/nommu.c']);
  expect(lstatSync(at('copy/mm/nommu.c')).mtimeMs).toBeGreaterThan(1_000_000);
});

test('a file that was only touched keeps its copy', () => {
  sync();
  utimesSync(at('copy/mm/nommu.c'), 7, 7);
  utimesSync(at('user/mm/nommu.c'), 500, 500);
  expect(sync()).toEqual([]);
  expect(lstatSync(at('copy/mm/nommu.c')).mtimeMs).toBe(7000);
});

test('our own files are left alone, and seen', () => {
  sync();
  write('copy/mm/nommu.c', 'ours\n');
  write('user/mm/nommu.c', 'theirs\n');
  expect(sync(['mm/nommu.c'])).toEqual([]);
  expect(readFileSync(at('copy/mm/nommu.c'), 'utf8')).toBe('ours\n');
  expect(manifest['mm/nommu.c']?.[0]).toBe(7);
});

test('the user’s objects, configuration and git folder do not get in', () => {
  for (const path of [
    '.config',
    '.git/HEAD',
    'mm/nommu.o',
    'mm/.nommu.o.cmd',
    'vmlinux',
    'linux',
    'include/generated/a.h',
    'include/config/auto.conf',
    'arch/um/include/generated/a.h',
  ]) {
    write(`user/${path}`, '');
  }
  expect([...sync()].sort()).toEqual(['Makefile', 'mm/link.c', 'mm/nommu.c']);
});

describe('what is left out', () => {
  test.each([
    ['Makefile', false],
    ['scripts/Makefile.vmlinux', false],
    ['arch/um/kernel/vmlinux.lds.S', false],
    ['tools/lib/x.a', true],
    ['.tmp_vmlinux1.o', true],
    ['.version', true],
    ['include/linux/a.h', false],
  ])('%s is a build product: %s', (path, expected) => {
    expect(isBuildProduct(path)).toBe(expected);
  });

  test.each([
    ['drivers/gpu/drm/a.c', false],
    ['drivers/gpu/drm/Kconfig', true],
    ['drivers/gpu/drm/Makefile', true],
    ['arch/arm/kernel/a.S', false],
    ['arch/arm/crypto/Kconfig', true],
    ['arch/x86/um/a.c', true],
    ['arch/um/kernel/a.c', true],
    ['sound/core/a.c', false],
    ['drivers/net/loopback.c', true],
    ['drivers/video/a.h', false],
    ['include/dt-bindings/leds/common.h', true],
  ])('%s is used: %s', (path, expected) => {
    expect(fileIsUsed(path)).toBe(expected);
  });

  test('folders', () => {
    expect(folderIsUsed('Documentation')).toBe(true);
    expect(folderIsUsed('Documentation/mm')).toBe(false);
    expect(folderIsUsed('tools/perf')).toBe(false);
    expect(folderIsUsed('tools/include')).toBe(true);
    expect(tarExcludes()).toContain('*/Documentation/*/*');
    expect(tarExcludes()).toContain('*/drivers/gpu/*.[chS]');
  });
});
