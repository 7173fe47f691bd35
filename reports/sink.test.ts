// SPDX-License-Identifier: GPL-2.0-or-later
import { execFileSync } from 'node:child_process';
import {
  closeSync,
  constants,
  lstatSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fileSink } from './sink.ts';

let dir = '';
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'ltp-nommu-sink-'));
});
afterAll(() => rmSync(dir, { recursive: true }));

it('replaces what an earlier report left, and leaves nothing else', () => {
  const path = join(dir, 'new/report.xml');
  fileSink(path).write('first, and long');
  fileSink(path).write('second');
  expect(readFileSync(path, 'utf8')).toBe('second');
  expect(readdirSync(join(dir, 'new'))).toEqual(['report.xml']);
});

it('writes to where a link leads; the link stays', () => {
  const target = join(dir, 'target');
  fileSink(target).write('old');
  symlinkSync('target', join(dir, 'link'));
  fileSink(join(dir, 'link')).write('new');
  expect(lstatSync(join(dir, 'link')).isSymbolicLink()).toBe(true);
  expect(readFileSync(target, 'utf8')).toBe('new');
});

it('writes into a pipe and does not put a file in its place', () => {
  const pipe = join(dir, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const reader = openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK);
  try {
    fileSink(pipe).write('report');
    const got = Buffer.alloc(16);
    expect(got.toString('utf8', 0, readSync(reader, got))).toBe('report');
    expect(lstatSync(pipe).isFIFO()).toBe(true);
  } finally {
    closeSync(reader);
  }
});
