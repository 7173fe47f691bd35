// SPDX-License-Identifier: GPL-2.0-or-later
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HostError } from '../../errors.ts';
import { applyPort, firstFailure, hunkLines, type Port, patchedFiles, portHash } from './port.ts';

let dir: string;
let port: Port;
const at = (path: string) => join(dir, path);
const write = (path: string, text: string) => {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
};
const read = (path: string) => readFileSync(at(path), 'utf8');
const apply = (originals = 'tree') =>
  applyPort(port, { originals: at(originals), tree: at('tree'), stage: at('stage') });

const PATCH = `Let it be two.

--- a/arch/um/Kconfig
+++ b/arch/um/Kconfig
@@ -1,3 +1,3 @@
 one
-old
+new
 three
`;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ltp-nommu-port-'));
  port = { overlay: at('overlay'), patches: at('patches'), configs: at('configs') };
  write('tree/arch/um/Kconfig', 'one\nold\nthree\n');
  write('tree/other', 'x');
  write('overlay/arch/um/new.c', 'int x;\n');
  write('patches/0001-two.patch', PATCH);
});
afterEach(() => rmSync(dir, { recursive: true }));

describe('applying', () => {
  test('adds the overlay and changes the hooks', async () => {
    const { owned, changed } = await apply();
    expect(owned).toEqual(['arch/um/Kconfig', 'arch/um/new.c']);
    expect([...changed].sort()).toEqual(owned);
    expect(read('tree/arch/um/Kconfig')).toBe('one\nnew\nthree\n');
    expect(read('tree/arch/um/new.c')).toBe('int x;\n');
    expect(existsSync(at('stage'))).toBe(false);
  });

  test('again, from the originals, touches only what differs', async () => {
    write('user/arch/um/Kconfig', 'one\nold\nthree\n');
    await apply('user');
    utimesSync(at('tree/arch/um/Kconfig'), 9, 9);
    write('overlay/arch/um/new.c', 'int y;\n');
    expect((await apply('user')).changed).toEqual(['arch/um/new.c']);
    expect(statSync(at('tree/arch/um/Kconfig')).mtimeMs).toBe(9000);
    expect(read('user/arch/um/Kconfig')).toBe('one\nold\nthree\n');
  });

  test('patches build on each other, in the order of their names, and on the overlay', async () => {
    write('patches/0002-three.patch', PATCH.replace('-old', '-new').replace('+new', '+newer'));
    write(
      'patches/0003-new.patch',
      '--- a/arch/um/new.c\n+++ b/arch/um/new.c\n@@ -1 +1 @@\n-int x;\n+int z;\n',
    );
    write('patches/README', 'no patch');
    await apply();
    expect(read('tree/arch/um/Kconfig')).toBe('one\nnewer\nthree\n');
    expect(read('tree/arch/um/new.c')).toBe('int z;\n');
  });

  test('a patch can remove a file', async () => {
    write(
      'patches/0002-rm.patch',
      '--- a/other\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n\\ No newline at end of file\n',
    );
    expect((await apply()).owned).toContain('other');
    expect(existsSync(at('tree/other'))).toBe(false);
  });

  test('a patch that does not apply is named with its file and hunk, and the tree stays as it was', async () => {
    write('tree/arch/um/Kconfig', 'one\nsomething else\nthree\n');
    const error = await apply().then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(HostError);
    expect(error).toMatchObject({
      code: 'KERNEL_PATCH_FAILED',
      message: '0001-two.patch does not apply to this kernel source: arch/um/Kconfig, hunk 1',
      excerpt: ['@@ -1,3 +1,3 @@', ' one', '-old', '+new', ' three'],
    });
    expect(read('tree/arch/um/Kconfig')).toBe('one\nsomething else\nthree\n');
    expect(existsSync(at('tree/arch/um/new.c'))).toBe(false);
  });

  test('a patch for a file that is not there is named too', async () => {
    rmSync(at('tree/arch/um/Kconfig'));
    await expect(apply()).rejects.toMatchObject({
      code: 'KERNEL_PATCH_FAILED',
      message: /0001-two\.patch.*arch\/um\/Kconfig/,
    });
  });
});

test('the hash of a port changes with overlay and patches, not with the configs', async () => {
  const before = await portHash(port);
  write('configs/base.config', 'CONFIG_X=y\n');
  write('patches/README', 'no patch');
  expect(await portHash(port)).toBe(before);
  write('overlay/arch/um/new.c', 'int y;\n');
  const changed = await portHash(port);
  expect(changed).not.toBe(before);
  write('patches/0002-x.patch', '');
  expect(await portHash(port)).not.toBe(changed);
});

test('patchedFiles finds all paths, removed and added ones too', () => {
  const text = `${PATCH}--- /dev/null\n+++ b/added.c\n@@ -0,0 +1 @@\n+x\n--- a/gone.c\n+++ /dev/null\n`;
  expect(patchedFiles(text)).toEqual(['arch/um/Kconfig', 'added.c', 'gone.c']);
});

test('firstFailure reads what patch prints', () => {
  expect(
    firstFailure([
      'patching file a.c',
      'patching file b.c',
      'Hunk #1 succeeded at 3.',
      'Hunk #2 FAILED at 40.',
    ]),
  ).toEqual({
    path: 'b.c',
    hunk: 2,
  });
  expect(firstFailure(["can't find file to patch at input line 3", '|--- a/x.c', '|+++ b/x.c'])).toEqual({
    path: 'x.c',
  });
  expect(firstFailure([])).toEqual({});
});

test('hunkLines finds the n-th hunk of the right file', () => {
  const text = `--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n@@ -9 +9 @@\n-c\n+d\n--- a/y\n+++ b/y\n@@ -1 +1 @@\n-e\n+f\n`;
  expect(hunkLines(text, 'x', 2)).toEqual(['@@ -9 +9 @@', '-c', '+d']);
  expect(hunkLines(text, 'y', 1)[1]).toBe('-e');
  expect(hunkLines(text, 'y', 5)).toEqual([]);
});
