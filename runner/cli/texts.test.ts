// SPDX-License-Identifier: GPL-2.0-or-later
/** What list, kernel, rootfs and doctor print, from made-up facts. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { KernelBuild } from '../build/index.ts';
import { type Case, parseScenario } from '../catalog/index.ts';
import { doctorText } from './doctor.ts';
import { kernelText } from './kernel.ts';
import { listJson, listText } from './list.ts';
import { rootfsText } from './rootfs.ts';

function oneCase(tag: string, points: number): Case {
  const parsed = parseScenario(
    `title: what ${tag} does\nltp: {path: testcases/kernel/syscalls/read/${tag}.c, tree: 891fee45c}\nchild: vfork-exec\npoints: ${points}\n`,
    'x',
  );
  if (!parsed.ok) throw new Error('scenario');
  return {
    id: `syscalls/${tag}`,
    suite: 'syscalls',
    tag,
    command: [tag],
    programName: tag,
    runtest: { file: '/r/runtest/syscalls', line: 1 },
    program: `/r/testcases/syscalls/read/${tag}.c`,
    scenario: parsed.scenario,
    scenarioFile: `/r/testcases/syscalls/read/${tag}.yaml`,
  };
}

test('list: a table whose columns fit', () => {
  expect(listText([oneCase('read02', 4), oneCase('readahead01', 12)])).toBe(
    [
      'CASE                  CHILD       POINTS  ORIGIN                       TITLE',
      'syscalls/read02       vfork-exec  4       ltp 891fee45c syscalls/read  what read02 does',
      'syscalls/readahead01  vfork-exec  12      ltp 891fee45c syscalls/read  what readahead01 does',
      '2 cases',
      '',
    ].join('\n'),
  );
  expect(listText([])).toBe('');
});

test('list --json: paths relative to the package', () => {
  expect(listJson([oneCase('read02', 4)], '/r')).toMatchObject([
    {
      id: 'syscalls/read02',
      points: 4,
      child: 'vfork-exec',
      program: 'testcases/syscalls/read/read02.c',
      scenario: 'testcases/syscalls/read/read02.yaml',
      runtest: { file: 'runtest/syscalls', line: 1 },
    },
  ]);
});

test('kernel info: what is known, and nothing that is not', () => {
  const dir = mkdtempSync(join(tmpdir(), 'ltp-nommu-texts-'));
  try {
    const path = join(dir, 'linux');
    writeFileSync(path, Buffer.alloc(3 * 1048576));
    const meta = {
      release: '6.12.1-nommu',
      version: '#1',
      variant: 'base',
      source: { kind: 'tarball' as const, path: '/s.tar.xz', hash: 'h' },
      port: 'p',
      config: 'c',
      compiler: 'gcc 12',
      sha256: 's',
      objects: 1000,
      seconds: 90.5,
      unknownOptions: [],
    };
    const config = new Map([
      ['MMU', 'n'],
      ['NET', 'y'],
    ]);
    const kernel: KernelBuild = {
      symbols: undefined,
      gdbScripts: undefined,
      path,
      release: '6.12.1-nommu',
      key: 'k',
      variant: 'base',
      config,
      log: '/l',
      meta,
      built: true,
    };
    const text = kernelText(kernel);
    expect(text).toContain('release      6.12.1-nommu #1\n');
    expect(text).toContain('MMU          no\n');
    expect(text).toContain(`path         ${path} (3.0 MB)\n`);
    expect(text).toContain('options      1 on\n');
    expect(text).toContain('built        now, 1000 objects in 90.5 s\n');
    expect(text).not.toContain('unknown');
    const binary = {
      ...kernel,
      log: undefined,
      meta: { ...meta, source: { ...meta.source, kind: 'binary' as const } },
    };
    expect(kernelText(binary)).not.toMatch(/^(port|compiler|built|log)/m);
  } finally {
    rmSync(dir, { recursive: true });
  }
});

test('rootfs info: the commands only when asked for', () => {
  const rootfs = {
    cpio: '/c/rootfs.cpio',
    key: 'k',
    size: 2048,
    built: true,
    busybox: { version: '1.35.0', commands: ['ls', 'sh'], bytes: 1024 },
    init: { bytes: 1024 },
  };
  expect(rootfsText(rootfs, false)).toBe(
    'path      /c/rootfs.cpio (2 KB)\nbusybox   1.35.0 (1 KB)\ninit      1 KB\n',
  );
  expect(rootfsText(rootfs, true)).toContain('commands  ls sh\n');
});

test('doctor: the meaning stands below what was found, the verdict last', () => {
  const checks = [
    { id: 'a', status: 'ok', found: 'x' },
    { id: 'long', status: 'fail', found: 'y', meaning: 'do z' },
  ] as const;
  expect(doctorText(checks)).toBe('ok    a     x\nfail  long  y\n            do z\nnot ready: 1 needed\n');
  expect(doctorText(checks.slice(0, 1))).toMatch(/\nready\n$/);
  expect(doctorText([{ id: 'w', status: 'warn', found: 'x', meaning: 'm' }])).toMatch(/ready, with 1 remark/);
});
