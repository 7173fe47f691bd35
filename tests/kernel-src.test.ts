// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * A user's own tree, for real: the same source in another folder gives the same kernel, byte for byte; one changed file is
 * rebuilt alone; nothing is written into the tree; `git bisect run` finds the commit that broke a case. Compiles a whole
 * kernel once, which takes minutes; each commit costs some seconds more.
 */
import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { constants, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cacheRoot, packageRoot } from '../runner/build/index.ts';
import { BUILD_TIMEOUT_MS, buildCli, Place } from './fixtures/run/harness.ts';

const TARBALL = '/usr/src/linux-source-6.12.tar.xz';

const place = new Place();
const dir = mkdtempSync(join(tmpdir(), 'ltp-nommu-tree-'));
const tree = join(dir, 'my linux');
/** Kernels and build copies go where the test takes them away again; everything else is in the usual cache. */
const cache = join(dir, 'cache');
const env = { ...process.env, LTP_NOMMU_CACHE: cache, XDG_STATE_HOME: place.path('state') };

beforeAll(async () => {
  await buildCli();
  mkdirSync(cache);
  for (const kind of ['cases', 'rootfs', 'starter', 'toolchain', 'facts'])
    if (existsSync(join(cacheRoot(), kind))) symlinkSync(join(cacheRoot(), kind), join(cache, kind));
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

/** One commit of the history that is bisected: what it does to a file of the tree. */
interface Commit {
  readonly subject: string;
  readonly path: string;
  readonly edit: (text: string) => string;
}

const NOMMU = 'mm/nommu.c';
/** The first answer that do_mremap() gives for a range that is no mapping: what the case mremap03 asks for. */
const UNMAPPED = /(vma = find_vma_exact\(.*\n\tif \(!vma\)\n\t\treturn \(unsigned long\) )-E\w+;/;
const answer = (errno: string) => (text: string) => {
  expect(text).toMatch(UNMAPPED);
  return text.replace(UNMAPPED, `$1-${errno};`);
};
const comment = (words: string) => (text: string) => `${text}/* ${words} */\n`;

/** A file that the port patches, before a commit takes it away from under the patch. */
let ported = '';
const PORTED = 'arch/um/os-Linux/irq.c';

const HISTORY: readonly Commit[] = [
  { subject: 'mm: nommu: a comment', path: NOMMU, edit: comment('one') },
  { subject: 'mm: nommu: does not compile', path: NOMMU, edit: (text) => `${text}int half_of(\n` },
  {
    subject: 'um: the port does not apply',
    path: PORTED,
    edit: (text) => {
      ported = text;
      return '/* moved */\n';
    },
  },
  { subject: 'um: the port applies again', path: PORTED, edit: () => ported },
  { subject: 'mm: nommu: compiles again', path: NOMMU, edit: (text) => text.replace('int half_of(\n', '') },
  { subject: 'mm: nommu: mremap() of nothing is EFAULT', path: NOMMU, edit: answer('EFAULT') },
  { subject: 'mm: nommu: a last comment', path: NOMMU, edit: comment('two') },
];

function git(...args: string[]): string {
  const identity = ['-c', 'user.name=test', '-c', 'user.email=test@localhost', '-c', 'commit.gpgsign=false'];
  return execFileSync('git', [...identity, ...args], { cwd: tree, env, encoding: 'utf8' });
}

test(
  'git bisect run finds the commit that broke a case, past commits that cannot be built',
  async () => {
    git('init', '--quiet');
    // 80,000 files that no commit touches need not be in the history.
    writeFileSync(join(tree, '.git/info/exclude'), '*\n');
    git('add', '--force', NOMMU, PORTED);
    git('commit', '--quiet', '--message', 'base');
    for (const { subject, path, edit } of HISTORY) {
      const file = join(tree, path);
      writeFileSync(file, edit(readFileSync(file, 'utf8')));
      git('commit', '--quiet', '--all', '--message', subject);
    }
    git('bisect', 'start', 'HEAD', `HEAD~${HISTORY.length}`);
    const cli = [process.execPath, join(packageRoot(), 'bin/ltp-nommu')];
    const run = promisify(execFile)(
      'nice',
      ['git', 'bisect', 'run', ...cli, 'run', 'mremap03', '--bisect', '--kernel-src', '.', '--quiet'],
      { cwd: tree, env },
    );
    const { stdout } = await run;
    expect(stdout).toMatch(/is the first bad commit[\s\S]*mm: nommu: mremap\(\) of nothing is EFAULT/);
    const log = git('bisect', 'log');
    // The middle of the history; then whichever commits git takes instead, of which one does not compile.
    expect(log).toMatch(/^# skip: .* um: the port does not apply$/m);
    expect(log).not.toMatch(/^# (?:good|bad): .* (?:mm: nommu: does not compile|um: .*)$/m);
    expect(git('status', '--porcelain')).toBe('');
  },
  BUILD_TIMEOUT_MS,
);
