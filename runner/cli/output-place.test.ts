// SPDX-License-Identifier: GPL-2.0-or-later
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeFolder, prepareOut, tryFile } from './output-place.ts';

let dir = '';
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'ltp-nommu-place-'));
});
afterAll(() => rmSync(dir, { recursive: true }));

test('a folder is made with those above it, and taken as it is the second time', () => {
  const deep = join(dir, 'a/b/c');
  makeFolder(deep);
  makeFolder(deep);
  expect(existsSync(deep)).toBe(true);
});

test('where nothing can be made the answer is an error, and comes', () => {
  expect(() => makeFolder('/proc/nowhere/deep')).toThrow(/ENOENT/);
  writeFileSync(join(dir, 'file'), '');
  expect(() => makeFolder(join(dir, 'file'))).toThrow('is no directory');
  expect(() => makeFolder(join(dir, 'file/below'))).toThrow(/ENOTDIR/);
  expect(() => prepareOut('/proc/nowhere', true)).toThrow('--out: cannot write to /proc/nowhere');
});

test('--out with a run in it is taken', () => {
  const out = join(dir, 'taken');
  mkdirSync(out);
  expect(prepareOut(out, true)).toBe(out);
  writeFileSync(join(out, 'journal.jsonl'), '');
  expect(() => prepareOut(out, true)).toThrow('there is a run in');
});

test('a report file is tried and leaves nothing behind', () => {
  const file = join(dir, 'reports/junit.xml');
  tryFile(file);
  expect(readdirSync(join(dir, 'reports'))).toEqual([]);
  tryFile('/dev/null');
  expect(() => tryFile('/proc/junit.xml')).toThrow(/ENOENT/);
});
