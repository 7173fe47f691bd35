// SPDX-License-Identifier: GPL-2.0-or-later
import { describe, expect, test } from 'vitest';
import { type HostFacts, hostFacts, judgeHost, mountIsNoexec, versionAtLeast } from './doctor.ts';
import { parseConfig } from './kernel/config.ts';

const GOOD: HostFacts = {
  platform: 'linux',
  arch: 'x64',
  node: 'v22.12.0',
  release: '6.1.0-40-amd64',
  distribution: 'Debian GNU/Linux 12 (bookworm)',
  hasApt: true,
  missing: [],
  config: undefined,
  cpuFlags: new Set(['fsgsbase']),
  cpus: 2,
  memoryAvailableMb: 8000,
  memoryLimitMb: undefined,
  cache: { path: '/c', freeMb: 50_000, noexec: false },
  container: undefined,
  seccompActions: ['kill_process', 'trap', 'allow'],
  seccompMode: 0,
  overcommit: 0,
  addressSpace: undefined,
  denyExecmem: false,
  devNull: true,
};
const flex = { name: 'flex', what: 'flex', purposes: ['kernel'], found: ['flex'] } as const;

test('a good host has nothing to remark', () => {
  expect(judgeHost(GOOD).filter(({ status }) => status !== 'ok')).toEqual([]);
});

describe('each lack has its status and says what it means', () => {
  test.each<[string, Partial<HostFacts>, string, RegExp, RegExp]>([
    ['system', { platform: 'darwin' }, 'fail', /darwin/, /Linux only/],
    ['system', { arch: 'arm64' }, 'fail', /arm64/, /x86-64/],
    ['packages', { missing: [flex] }, 'fail', /missing: flex/, /apt-get install flex/],
    ['packages', { missing: [flex], hasApt: false }, 'fail', /missing: flex/, /means of this system/],
    ['syscall-dispatch', { release: '5.10.0-9-amd64' }, 'warn', /seccomp traps instead/, /slower/],
    ['syscall-dispatch', { release: '4.4.0', seccompActions: ['allow'] }, 'fail', /neither/, /5\.11/],
    ['syscall-dispatch', { config: parseConfig('CONFIG_X=y') }, 'warn', /no syscall user dispatch/, /slower/],
    ['seccomp', { seccompActions: [] }, 'warn', /not available/, /sandbox/],
    ['seccomp', { seccompMode: 2 }, 'warn', /filter/, /prctl/],
    ['fsgsbase', { cpuFlags: new Set() }, 'warn', /not available/, /system call more/],
    ['memory', { memoryAvailableMb: 600 }, 'warn', /600 MB/, /--jobs 1/],
    ['memory', { memoryLimitMb: 128 }, 'fail', /128 MB usable \(control group limit\)/, /too little/],
    ['disk', { cache: { path: '/c', freeMb: 100, noexec: false } }, 'fail', /100 MB free/, /LTP_NOMMU_CACHE/],
    [
      'disk',
      { cache: { path: '/c', freeMb: 1500, noexec: false } },
      'warn',
      /1500 MB free/,
      /one kernel build/,
    ],
    ['disk', { cache: { path: '/c', freeMb: 9000, noexec: true } }, 'fail', /noexec/, /LTP_NOMMU_CACHE/],
    ['overcommit', { overcommit: 2 }, 'warn', /=2/, /KASAN/],
    ['address-space', { addressSpace: 1048576 * 500 }, 'warn', /500 MB/, /may not start/],
    ['executable-memory', { denyExecmem: true }, 'fail', /execmem/, /setsebool/],
    ['dev-null', { devNull: false }, 'fail', /no \/dev\/null/, /standard input/],
  ])('%s %j', (id, facts, status, found, meaning) => {
    const bad = judgeHost({ ...GOOD, ...facts }).filter((check) => check.status !== 'ok');
    expect(bad.map((check) => [check.id, check.status])).toEqual([[id, status]]);
    expect(bad[0]?.found).toMatch(found);
    expect(bad[0]?.meaning).toMatch(meaning);
  });

  test('a container is no lack', () => {
    expect(judgeHost({ ...GOOD, container: 'docker' }).find(({ id }) => id === 'container')).toMatchObject({
      status: 'ok',
      found: expect.stringMatching(/^docker; guests need no privileges/),
    });
  });
});

test('the facts of this host can be had', () => {
  const facts = hostFacts();
  expect(facts.memoryAvailableMb).toBeGreaterThan(0);
  expect(facts.cache.freeMb).toBeGreaterThan(0);
  expect(judgeHost(facts).length).toBe(judgeHost(GOOD).length);
});

test.each([
  ['5.11.0', true],
  ['5.10.209-amd64', false],
  ['6.0', true],
  ['4.19', false],
  ['10.1.2', true],
])('%s is at least 5.11: %s', (release, expected) => {
  expect(versionAtLeast(release, 5, 11)).toBe(expected);
});

test('the mount that holds a path decides about noexec', () => {
  const info = [
    '22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw',
    '30 22 0:26 / /tmp rw,nosuid,noexec - tmpfs tmpfs rw',
    '31 30 0:27 / /tmp/inner rw - tmpfs tmpfs rw',
  ].join('\n');
  expect(mountIsNoexec(info, '/tmp/a')).toBe(true);
  expect(mountIsNoexec(info, '/tmp')).toBe(true);
  expect(mountIsNoexec(info, '/tmpfoo')).toBe(false);
  expect(mountIsNoexec(info, '/tmp/inner/a')).toBe(false);
  expect(mountIsNoexec('', '/a')).toBe(false);
});
