// SPDX-License-Identifier: GPL-2.0-or-later
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { formatError } from '../errors.ts';
import {
  HOST_PACKAGES,
  type HostPackage,
  installCommand,
  installPackages,
  missingError,
  missingPackages,
  purposesFor,
} from './host.ts';

const names = (packages: readonly HostPackage[]) => packages.map(({ name }) => name);

describe('missing packages', () => {
  test('one of the places is enough', () => {
    expect(missingPackages(undefined, () => true)).toEqual([]);
    // What only our own tests or a debugger need is no concern of a run.
    const forRuns = HOST_PACKAGES.filter(
      ({ purposes }) => !purposes.includes('test') && !purposes.includes('debug'),
    );
    expect(names(missingPackages(undefined, () => false))).toEqual(names(forRuns));
    expect(names(missingPackages(['test'], () => false))).toEqual(['chromium']);
    const withoutFlex = missingPackages(undefined, (place) => place !== 'flex');
    expect(names(withoutFlex)).toEqual(['flex']);
    const onlyLib64 = (place: string) => place === '/usr/lib64/libc.a';
    expect(names(missingPackages(undefined, onlyLib64))).not.toContain('libc6-dev');
  });

  test('only what the build is for', () => {
    const missing = (options: Parameters<typeof purposesFor>[0]) =>
      names(missingPackages(purposesFor(options), () => false));
    expect(missing({})).toContain('linux-source-6.12');
    expect(missing({ kernelSrc: 'x' })).not.toContain('linux-source-6.12');
    expect(missing({ kernelSrc: 'x' })).toContain('flex');
    expect(missing({ kernel: 'x' })).not.toContain('flex');
    expect(missing({ kernel: 'x' })).toContain('musl-dev');
    expect(missing({})).not.toContain('gdb');
    expect(missing({ kernel: 'x', gdb: true })).toContain('gdb');
  });

  test('the error names each package, what it is and the command', () => {
    const text = formatError(
      missingError(missingPackages(undefined, (place) => place !== 'flex' && place !== 'bc')),
    );
    expect(text).toMatch(/2 host package\(s\) are missing/);
    expect(text).toMatch(/\| flex {2}flex\n/);
    expect(text).toMatch(/apt-get install flex bc|package manager/);
  });
});

describe('installing', () => {
  let dir: string;
  const log = () => readFileSync(join(dir, 'calls'), 'utf8').trimEnd().split('\n');
  /** An apt-get that notes its calls and does what `script` says. */
  const apt = (script: string) => {
    writeFileSync(join(dir, 'bin', 'apt-get'), `#!/bin/sh\necho "$*" >> ${dir}/calls\n${script}\n`);
    writeFileSync(join(dir, 'bin', 'sudo'), '#!/bin/sh\nexec "$@"\n');
    for (const name of ['apt-get', 'sudo']) chmodSync(join(dir, 'bin', name), 0o755);
  };
  const wanted: HostPackage[] = [
    { name: 'flex', what: 'flex', purposes: ['kernel'], found: ['flex'] },
    { name: 'bc', what: 'bc', purposes: ['kernel'], found: ['bc'] },
  ];
  const install = (said: string[] = []) => installPackages(wanted, (line) => said.push(line));

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'ltp-nommu-host-'));
    mkdirSync(join(dir, 'bin'));
    vi.stubEnv('PATH', `${join(dir, 'bin')}:/usr/bin:/bin`);
    vi.stubEnv('LTP_NOMMU_CACHE', join(dir, 'cache'));
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(dir, { recursive: true });
  });
  const provide = `for tool in flex bc; do echo > ${'$'}{0%/*}/$tool; done`;

  test('says what, and does not fetch lists that are good', async () => {
    apt(`case "$*" in *simulate*) ;; *) ${provide};; esac`);
    const said: string[] = [];
    await install(said);
    expect(said).toEqual(['installing host packages: flex bc']);
    expect(log().map((line) => line.replace(/^.*Timeout=120 /, ''))).toEqual([
      'install --simulate flex bc',
      'install --yes --no-install-recommends flex bc',
    ]);
  });

  test('fetches the lists when apt-get does not know a package', async () => {
    apt(`case "$*" in *simulate*) exit 100;; *yes*) ${provide};; esac`);
    await install();
    expect(log().some((line) => line.endsWith(' update'))).toBe(true);
  });

  test('fetches the lists and tries again when a download fails by old ones', async () => {
    apt(
      `case "$*" in *yes*) if grep -q update ${'$'}{0%/*}/../calls; then ${provide}; else exit 100; fi;; esac`,
    );
    await install();
    expect(log().filter((line) => line.includes('--yes'))).toHaveLength(2);
  });

  test('a failure shows apt-get’s own words and the command', async () => {
    // flex and bc may be on this machine: only a failed apt-get counts then.
    apt('case "$*" in *yes*) echo "E: no space left"; exit 100;; esac');
    await expect(install()).rejects.toMatchObject({
      code: 'HOST_INSTALL_FAILED',
      excerpt: ['E: no space left'],
      hint: `try '${installCommand(['flex', 'bc'])}' by hand`,
    });
  });

  test('nothing missing: nothing done', async () => {
    await installPackages([], () => expect.unreachable());
  });
});
