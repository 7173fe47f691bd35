// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * A user's own tree, for real: the same source in another folder gives the same kernel, byte for byte; one changed file is
 * rebuilt alone; nothing is written into the tree. Compiles a whole kernel once, which takes minutes.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { constants, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BUILD_TIMEOUT_MS, buildCli, Place } from './fixtures/run/harness.ts';

const TARBALL = '/usr/src/linux-source-6.12.tar.xz';

const place = new Place();
const dir = mkdtempSync(join(tmpdir(), 'ltp-nommu-tree-'));
const tree = join(dir, 'my linux');
/** Build copies go where the test takes them away again; everything else is in the usual cache. */
const env = { ...process.env, LTP_NOMMU_CACHE: join(dir, 'cache') };

beforeAll(async () => {
  await buildCli();
  execFileSync('sh', ['-c', 'mkdir "$1" && tar xf "$2" -C "$1" --strip-components=1', 'sh', tree, TARBALL]);
}, BUILD_TIMEOUT_MS);
afterAll(() => {
  place.remove();
  rmSync(dir, { recursive: true, force: true });
});

/** The path of a kernel, built if need be. */
async function kernel(...args: string[]): Promise<string> {
  const build = place.start(['kernel', 'build', ...args], undefined, env);
  // Other test files boot guests meanwhile, and they have time limits.
  setPriority(build.process.pid ?? 0, constants.priority.PRIORITY_LOW);
  expect(await build.ended).toMatchObject({ code: 0 });
  const { stdout } = await place.cli(['kernel', 'path', ...args], undefined, env);
  return stdout.trim();
}

const sha256 = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

/** Names, sizes and times of all files. */
function snapshot(root: string): string {
  const lines = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const { size, mtimeMs } = statSync(path);
      return `${path} ${size} ${mtimeMs}`;
    });
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex');
}

test(
  'same source, other folder, same kernel; one changed file is rebuilt and boots; the tree stays as it was',
  async () => {
    const before = snapshot(tree);
    const { stdout } = await place.cli(['kernel', 'path']);
    const packaged = stdout.trim();
    const own = await kernel('--kernel-src', tree);
    expect(own).not.toBe(packaged);
    expect(sha256(own)).toBe(sha256(packaged));
    expect(snapshot(tree)).toBe(before);

    appendFileSync(
      join(tree, 'mm/nommu.c'),
      '\nstatic int __init say_changed(void)\n{\n\tpr_alert("a changed kernel\\n");\n\treturn 0;\n}\nlate_initcall(say_changed);\n',
    );
    const changed = await kernel('--kernel-src', tree);
    expect(sha256(changed)).not.toBe(sha256(packaged));
    const shell = await place.cli(['shell', '--kernel', changed, '-c', 'dmesg | grep changed']);
    expect(shell).toMatchObject({ code: 0, stdout: expect.stringContaining('a changed kernel') });
  },
  BUILD_TIMEOUT_MS,
);
