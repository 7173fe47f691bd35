// SPDX-License-Identifier: GPL-2.0-or-later
/** The kernel driver against a toy "kernel": a Makefile that knows allnoconfig and all, and compiles by copying. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Port } from './kernel/port.ts';
import { ensureKernel, findKernel } from './kernel.ts';
import type { BuildProgress } from './progress.ts';

const MAKEFILE = `
allnoconfig:
	@while read -r line; do \\
	  name=$$(echo "$$line" | sed 's/^# //; s/^CONFIG_//; s/[= ].*//'); \\
	  if [ $$name != NEEDY ] && grep -q "^config $$name$$" arch/um/Kconfig; then echo "$$line"; fi; \\
	done < $(KCONFIG_ALLCONFIG) > .config
all: linux
%.o: %.c .config
	@if grep -q BROKEN $<; then echo "  CC      other.o"; echo "$<:1:5: error: expected ';' before 'int'"; \\
	  echo "    1 | BROKEN"; echo "      |     ^"; exit 1; fi
	@echo "  CC      $@"; cp $< $@
linux: a.o b.o port.o
	@cat a.o b.o port.o > linux; chmod +x linux; env | grep ^KBUILD_ | sort >> linux
	@mkdir -p include/config include/generated
	@echo 6.12.0-toy > include/config/kernel.release
	@echo '#define UTS_VERSION "#1 toy"' > include/generated/utsversion.h
`;
const KCONFIG = 'config MMU\n\tbool\n\tdefault y\n\nconfig NET\n\nconfig NEEDY\n\n';
const PATCH = `--- a/arch/um/Kconfig
+++ b/arch/um/Kconfig
@@ -1,3 +1,3 @@
 config MMU
-	bool
+	bool "MMU"
 	default y
`;

let dir: string;
let port: Port;
const at = (path: string) => join(dir, path);
const write = (path: string, text: string) => {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
};
const pack = () => execFileSync('tar', ['-cJf', at('linux.tar.xz'), '-C', dir, 'linux']);
const cache = (path: string) => at(`cache/${path}`);

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ltp-nommu-kernel-'));
  vi.stubEnv('LTP_NOMMU_CACHE', at('cache'));
  write('linux/Makefile', MAKEFILE);
  write('linux/arch/um/Kconfig', KCONFIG);
  write('linux/a.c', 'a1\n');
  write('linux/b.c', 'b1\n');
  write('overlay/port.c', 'ours\n');
  write('patches/0001-mmu.patch', PATCH);
  write('configs/base.config', '# CONFIG_MMU is not set\nCONFIG_NET=y\n');
  write('configs/kasan.config', 'CONFIG_NET=m\n');
  port = { overlay: at('overlay'), patches: at('patches'), configs: at('configs') };
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(dir, { recursive: true });
});

describe('from a tarball', () => {
  const build = (
    more: { variant?: string; kconfigAdd?: string[] } = {},
    progress?: (p: BuildProgress) => void,
  ) => ensureKernel({ kernelSrc: at('linux.tar.xz'), port, jobs: 2, ...more }, progress);
  beforeEach(() => {
    pack();
  });

  test('is unpacked, ported, configured, made and kept; the second call builds nothing', async () => {
    const seen: BuildProgress[] = [];
    const kernel = await build({}, (progress) => seen.push(progress));
    expect(kernel).toMatchObject({ built: true, release: '6.12.0-toy', variant: 'base' });
    expect(kernel.meta).toMatchObject({
      version: '#1 toy',
      objects: 3,
      unknownOptions: [],
      source: { kind: 'tarball' },
    });
    expect([...kernel.config]).toEqual([
      ['MMU', 'n'],
      ['NET', 'y'],
    ]);
    expect(readFileSync(kernel.path, 'utf8')).toMatch(/^a1\nb1\nours\nKBUILD_BUILD_HOST=/);
    expect(readdirSync(dirname(kernel.path)).sort()).toEqual([
      '.config',
      'build.log',
      'linux',
      'meta.json',
      'usedAt',
    ]);
    expect(readFileSync(kernel.log ?? '', 'utf8')).toContain('CC      a.o');
    expect(readdirSync(cache('kernel/logs'))).toEqual([]);

    const percents = seen.map(({ percent }) => percent ?? -1);
    expect(percents).toEqual([...percents].sort((x, y) => x - y));
    expect(new Set(seen.map(({ phase }) => phase))).toEqual(
      new Set(['unpack', 'apply the no-MMU port', 'configure', 'compile']),
    );
    const again = await build({}, () => expect.unreachable('nothing is to be done'));
    expect(again).toEqual({ ...kernel, built: false });
    expect(await findKernel({ kernelSrc: at('linux.tar.xz'), port })).toEqual(again);
  });

  test('gives the same bytes in another cache', async () => {
    const first = await build();
    vi.stubEnv('LTP_NOMMU_CACHE', at('another/and/longer/cache'));
    const second = await build();
    expect(second.built).toBe(true);
    expect(second.key).toBe(first.key);
    expect(second.meta.sha256).toBe(first.meta.sha256);
  });

  test('another port, configuration or source is another kernel', async () => {
    const keys = [(await build()).key, (await build({ variant: 'kasan' })).key];
    write('overlay/port.c', 'other\n');
    keys.push((await build()).key);
    write('linux/a.c', 'a2\n');
    pack();
    keys.push((await build()).key);
    expect(new Set(keys).size).toBe(4);
  });

  test('an option that the source does not know is noted, one that it refuses is an error with its name', async () => {
    write('configs/base.config', 'CONFIG_NEWER=y\nCONFIG_NET=y\n');
    expect((await build()).meta.unknownOptions).toEqual(['NEWER']);
    write('configs/base.config', 'CONFIG_NEEDY=y\nCONFIG_NEWER=y\n');
    await expect(build()).rejects.toMatchObject({
      code: 'KERNEL_CONFIG_UNMET',
      excerpt: ['CONFIG_NEEDY: asked y, got n (its dependencies decide otherwise)'],
    });
  });

  test('options of the user’s own: another kernel; one that is not granted is the user’s error', async () => {
    write('linux/arch/um/Kconfig', `${KCONFIG}config EXTRA\n\n`);
    pack();
    const plain = await build();
    const more = await build({ kconfigAdd: ['CONFIG_EXTRA=y', 'CONFIG_NET=n'] });
    expect(more.config.get('EXTRA')).toBe('y');
    expect(more.config.get('NET')).toBe('n');
    expect(more.key).not.toBe(plain.key);
    expect(await build({ kconfigAdd: ['CONFIG_EXTRA=y', 'CONFIG_NET=n'] })).toEqual({
      ...more,
      built: false,
    });
    await expect(build({ kconfigAdd: ['CONFIG_NEEDY=y'] })).rejects.toMatchObject({ code: 'KCONFIG_ADD' });
    await expect(build({ kconfigAdd: ['CONFIG_NOPE=y'] })).rejects.toMatchObject({
      hint: 'this kernel source has no such option',
    });
  });

  test('the first compiler error is told, the log is kept, nothing is published', async () => {
    write('linux/b.c', 'BROKEN\n');
    pack();
    const error = await build().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'KERNEL_BUILD_FAILED',
      message: "the kernel does not build: b.c:1:5: error: expected ';' before 'int'",
      excerpt: ['    1 | BROKEN', '      |     ^'],
    });
    expect(readFileSync((error as { log: string }).log, 'utf8')).toContain('BROKEN');
    expect(readdirSync(cache('kernel')).sort()).toEqual(['logs']);
    expect(await findKernel({ kernelSrc: at('linux.tar.xz'), port })).toBeUndefined();
  });

  test('what is no kernel source is refused', async () => {
    rmSync(at('linux/arch'), { recursive: true });
    pack();
    await expect(build()).rejects.toMatchObject({ code: 'KERNEL_SRC_INVALID' });
    writeFileSync(at('linux.tar.xz'), 'no archive');
    await expect(build()).rejects.toMatchObject({ code: 'KERNEL_UNPACK_FAILED' });
  });

  test('an unknown variant lists those there are', async () => {
    await expect(build({ variant: 'kasam' })).rejects.toMatchObject({
      code: 'KERNEL_VARIANT_UNKNOWN',
      hint: 'variants: base, kasan',
    });
  });
});

describe('from the user’s tree', () => {
  const build = () => ensureKernel({ kernelSrc: at('linux'), port, jobs: 2 });
  const binary = async () => readFileSync((await build()).path, 'utf8').split('KBUILD')[0];
  const files = () =>
    execFileSync('find', ['linux', '-printf', '%p %T@ %s\n'], { cwd: dir, encoding: 'utf8' });

  test('works in a copy and leaves the tree alone', async () => {
    const before = files();
    const kernel = await build();
    expect(kernel).toMatchObject({
      built: true,
      meta: { objects: 3, source: { kind: 'tree', path: at('linux') } },
    });
    expect(files()).toBe(before);
    expect(await build()).toEqual({ ...kernel, built: false });
    expect(await findKernel({ kernelSrc: at('linux'), port })).toEqual({ ...kernel, built: false });
  });

  test('makes again only what changed', async () => {
    await build();
    write('linux/a.c', 'a22\n');
    const second = await build();
    expect(second).toMatchObject({ built: true, meta: { objects: 1 } });
    expect(await binary()).toBe('a22\nb1\nours\n');
    write('linux/a.c', 'a1\n');
    expect(await binary()).toBe('a1\nb1\nours\n');
  });

  test('follows changes of the port', async () => {
    await build();
    write('overlay/port.c', 'ours 2\n');
    write('overlay/b.c', 'b ours\n');
    expect(await binary()).toBe('a1\nb ours\nours 2\n');
    rmSync(at('overlay/b.c'));
    expect(await binary()).toBe('a1\nb1\nours 2\n');
    write('linux/arch/um/Kconfig', `# theirs\n${KCONFIG}`);
    const kernel = await build();
    expect(kernel.built).toBe(true);
    expect(readFileSync(at('linux/arch/um/Kconfig'), 'utf8')).toContain('\tbool\n');
  });

  test('after a failure the next call makes again', async () => {
    write('linux/b.c', 'BROKEN\n');
    await expect(build()).rejects.toMatchObject({ code: 'KERNEL_BUILD_FAILED' });
    await expect(build()).rejects.toMatchObject({ code: 'KERNEL_BUILD_FAILED' });
    write('linux/b.c', 'b3\n');
    expect(await binary()).toBe('a1\nb3\nours\n');
  });

  test('a tree with its own no-MMU UML is built as it is', async () => {
    write('linux/arch/um/Kconfig', KCONFIG.replace('\tbool', '\tbool "MMU"'));
    write('linux/port.c', 'theirs\n');
    expect(await binary()).toBe('a1\nb1\ntheirs\n');
    expect((await build()).meta.port).toBe('');
  });

  test('what is no tree is refused', async () => {
    await expect(ensureKernel({ kernelSrc: at('nowhere'), port })).rejects.toMatchObject({
      code: 'KERNEL_SRC_MISSING',
    });
    await expect(ensureKernel({ kernelSrc: at('configs'), port })).rejects.toMatchObject({
      code: 'KERNEL_SRC_INVALID',
    });
  });
});

describe('a ready binary', () => {
  const fake = (config: string, mode = 0o755) => {
    const text = `#!/bin/sh\ncase $1 in --version) echo 6.12.9-mine;; --showconfig) printf '${config}';; esac\n`;
    writeFileSync(at('mine'), text);
    chmodSync(at('mine'), mode);
    return ensureKernel({ kernel: at('mine') });
  };

  test('tells its release and configuration', async () => {
    const kernel = await fake('# CONFIG_MMU is not set\\nCONFIG_NET=y\\n');
    expect(kernel).toMatchObject({
      path: at('mine'),
      release: '6.12.9-mine',
      variant: 'custom',
      built: false,
    });
    expect(kernel.config.get('NET')).toBe('y');
    expect(kernel.log).toBeUndefined();
    expect(existsSync(cache('kernel'))).toBe(false);
  });

  test.each([
    ['has an MMU', 'CONFIG_MMU=y\\n', 0o755, 'KERNEL_HAS_MMU'],
    ['is no UML', '', 0o755, 'KERNEL_INVALID'],
    ['is not executable', 'CONFIG_NET=y\\n', 0o644, 'KERNEL_INVALID'],
  ])('that %s is refused', async (_, config, mode, code) => {
    await expect(fake(config, mode)).rejects.toMatchObject({ code });
  });

  test('that is not there is refused', async () => {
    await expect(ensureKernel({ kernel: at('nowhere') })).rejects.toMatchObject({ code: 'KERNEL_MISSING' });
  });
});
