// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * The compiler for programs that run inside a guest: the host's gcc, made to produce musl static PIEs.
 *
 * Why not `musl-gcc -static-pie`: the specs of musl 1.2.3 (Debian 12) ignore the option and link a
 * *dynamic* PIE without a word. So we write a specs file of our own; it holds for 1.2.3 and 1.2.5 alike:
 *  - musl's headers and start files (`rcrt1.o`, which relocates itself) in place of the C library's;
 *  - `-static -pie --no-dynamic-linker -z text` on every final link, nothing on a partial one (`-r`);
 *  - no RELRO and no page between code and constants: there is no mprotect without an MMU, and the
 *    whole image is copied by every exec, so padding costs time and memory;
 *  - the kernel's own headers come last (-idirafter), from a directory of three links, so that no
 *    header of the host's C library is ever seen.
 *
 * For whoever compiles a program:
 *
 *     const tools = await muslToolchain();
 *     compile: [...tools.cc, ...tools.cflags, '-c', 'x.c', '-o', 'x.o']          with env tools.env
 *     link:    [...tools.cc, ...tools.cflags, 'x.o', …, ...tools.ldflags, '-o', 'x']
 *     then:    checkProgram(path)  throws if the result cannot run in a guest
 *
 * `tools.key` belongs into every cache key: it changes with the compiler, the linker, musl, the kernel
 * headers and our flags, and with nothing else. Map your own source directory with `prefixMap(dir, name)`
 * or __FILE__ and debug information will hold the path of the machine that built it.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { HostError } from '../errors.ts';
import { exists } from './cache.ts';
import { type ElfFacts, readElf, staticPieProblems } from './elf.ts';
import { cacheRoot } from './paths.ts';

const run = promisify(execFile);

/** Stack of a case, bytes. Without an MMU a stack never grows; 128 KiB overflowed in some of LTP's cases. */
export const CASE_STACK_BYTES = 1024 * 1024;
/** Stack of the guest init and of each busybox process, bytes: the kernel's own default. */
export const SMALL_STACK_BYTES = 128 * 1024;

export interface MuslToolchain {
  /** Program and first arguments of every compile and link. */
  readonly cc: readonly string[];
  /** For every compile, and for links too. */
  readonly cflags: readonly string[];
  /** After the objects of a link; asks for a stack of CASE_STACK_BYTES. A later stackFlag() wins. */
  readonly ldflags: readonly string[];
  /** The whole environment for the compiler: nothing of the user's CPATH, GCC_* or locale gets in. */
  readonly env: Readonly<Record<string, string>>;
  /** Hex digest over everything above that can change a program's bytes. */
  readonly key: string;
  /** For people: `gcc version …` and what the kernel headers say. */
  readonly description: string;
}

/** Where a distribution keeps musl: include directory, library directory. ARCH is as in `gcc -dumpmachine`. */
const MUSL_PLACES: readonly (readonly [include: string, lib: string])[] = [
  ['/usr/include/ARCH-linux-musl', '/usr/lib/ARCH-linux-musl'], // Debian, Ubuntu
  ['/usr/lib/musl/include', '/usr/lib/musl/lib'], // Arch
  ['/usr/ARCH-linux-musl/include', '/usr/ARCH-linux-musl/lib64'], // Fedora
  ['/usr/local/musl/include', '/usr/local/musl/lib'], // musl's own `make install`
];

/** Directories of kernel headers, by the name they get in our directory of links. */
const KERNEL_HEADERS: Readonly<Record<string, readonly string[]>> = {
  linux: ['/usr/include/linux'],
  'asm-generic': ['/usr/include/asm-generic'],
  asm: ['/usr/include/ARCH-linux-gnu/asm', '/usr/include/asm'],
};

const CFLAGS: readonly string[] = [
  '-std=gnu11',
  '-O2',
  '-pipe',
  '-fPIE',
  '-fno-plt',
  '-fno-strict-aliasing',
  '-ffunction-sections',
  '-fdata-sections',
];
const LDFLAGS: readonly string[] = ['-Wl,--gc-sections', '-Wl,--build-id=none', stackFlag(CASE_STACK_BYTES)];

/** Link flag that sets PT_GNU_STACK's size: how large the guest's kernel makes the program's stack. */
export function stackFlag(bytes: number): string {
  return `-Wl,-z,stack-size=${bytes}`;
}

/** Compile flag that writes `name` wherever the path `directory` would get into the output. */
export function prefixMap(directory: string, name: string): string {
  return `-ffile-prefix-map=${directory}=${name}`;
}

/** The specs file. See GCC's manual, "Specifying Subprocesses and the Switches to Pass to Them". */
export function specsText(place: { include: string; lib: string; kernelHeaders: string }): string {
  const headers = `-nostdinc -isystem ${place.include} -isystem include%s -idirafter ${place.kernelHeaders}`;
  const sections: readonly (readonly [name: string, text: string])[] = [
    ['cpp_options', `${headers} %(guest_old_cpp)`],
    ['cc1', `%(cc1_cpu) ${headers}`],
    ['startfile', `%{!r:${place.lib}/rcrt1.o ${place.lib}/crti.o crtbeginS.o%s}`],
    ['endfile', `%{!r:crtendS.o%s ${place.lib}/crtn.o}`],
    ['link_libgcc', `-L${place.lib} -L .%s`],
    ['libgcc', 'libgcc.a%s %:if-exists(libgcc_eh.a%s)'],
    ['link', '%{!r:-static -pie --no-dynamic-linker -z text -z norelro -z noseparate-code --hash-style=gnu}'],
  ];
  const rename = '%rename cpp_options guest_old_cpp\n';
  return `${rename}\n${sections.map(([name, body]) => `*${name}:\n${body}\n`).join('\n')}\n`;
}

let ready: Promise<MuslToolchain> | undefined;

/**
 * Finds gcc, musl and the kernel headers, writes the specs file into the cache and tries it once.
 * Throws HostError TOOLCHAIN_* when a piece is missing or the result is no static PIE.
 */
export function muslToolchain(): Promise<MuslToolchain> {
  ready ??= makeToolchain(join(cacheRoot(), 'toolchain')).catch((error: unknown) => {
    ready = undefined; // a later call may find the packages installed
    throw error;
  });
  return ready;
}

/** muslToolchain() with its files below `directory`; exported for tests. */
export async function makeToolchain(directory: string): Promise<MuslToolchain> {
  const env = compilerEnvironment();
  const compiler = await compilerVersion(env);
  const arch = compiler.machine.split('-')[0] ?? 'x86_64';
  const place = await findMusl(arch);
  const headers = await findKernelHeaders(arch);

  const hash = createHash('sha256');
  const inputs: readonly (string | Uint8Array)[] = [
    specsText({ ...place, kernelHeaders: 'HEADERS' }),
    JSON.stringify([CFLAGS, LDFLAGS, compiler.text, compiler.linker, headers]),
    await readFile(join(place.lib, 'libc.a')),
    await readFile(join(place.lib, 'rcrt1.o')),
    await readFile(join(headers.linux ?? '', 'version.h')),
  ];
  for (const input of inputs) hash.update(createHash('sha256').update(input).digest());
  const key = hash.digest('hex');

  const home = join(directory, key.slice(0, 16));
  const specs = join(home, 'musl.specs');
  const tools: MuslToolchain = {
    cc: ['gcc', `-specs=${specs}`],
    cflags: [...CFLAGS, prefixMap(home, '/toolchain')],
    ldflags: LDFLAGS,
    env,
    key,
    description: `${compiler.text}, ${compiler.linker}, musl in ${place.lib}`,
  };
  if (!(await exists(specs))) await install(home, place, headers, tools);
  return tools;
}

/** Reads the program at `path` and throws HostError TOOLCHAIN_NOT_STATIC_PIE if a guest could not run it. */
export async function checkProgram(path: string, want: { stackBytes?: number } = {}): Promise<ElfFacts> {
  const facts = readElf(await readFile(path));
  const problems = staticPieProblems(facts, want);
  if (problems.length > 0) {
    throw new HostError('TOOLCHAIN_NOT_STATIC_PIE', `${path}: ${problems.join('; ')}`);
  }
  return facts;
}

function compilerEnvironment(): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '/usr/bin:/bin',
    LC_ALL: 'C',
    TMPDIR: process.env.TMPDIR ?? '/tmp',
    SOURCE_DATE_EPOCH: '0', // __DATE__ and __TIME__ become constants
  };
}

async function compilerVersion(env: Record<string, string>) {
  const ask = async (...args: string[]) => (await run('gcc', args, { env })).stdout;
  try {
    const [version, machine, linker] = await Promise.all([
      ask('--version'),
      ask('-dumpmachine'),
      ask('-Wl,--version', '-nostdlib'),
    ]);
    const firstLine = (text: string) => text.split('\n', 1)[0] ?? '';
    return { text: firstLine(version), machine: machine.trim(), linker: firstLine(linker) };
  } catch (error) {
    throw new HostError(
      'TOOLCHAIN_NO_COMPILER',
      `gcc does not run: ${reason(error)}`,
      'install gcc and binutils',
    );
  }
}

async function findMusl(arch: string): Promise<{ include: string; lib: string }> {
  for (const [include, lib] of MUSL_PLACES) {
    const place = { include: include.replace('ARCH', arch), lib: lib.replace('ARCH', arch) };
    const wanted = [join(place.include, 'stdio.h'), join(place.lib, 'libc.a'), join(place.lib, 'rcrt1.o')];
    if ((await Promise.all(wanted.map(exists))).every(Boolean)) return place;
  }
  throw new HostError(
    'TOOLCHAIN_NO_MUSL',
    'musl is not installed (libc.a, rcrt1.o and headers)',
    'install musl-dev',
  );
}

async function findKernelHeaders(arch: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [name, candidates] of Object.entries(KERNEL_HEADERS)) {
    for (const candidate of candidates.map((path) => path.replace('ARCH', arch))) {
      if (found[name] === undefined && (await exists(candidate))) found[name] = candidate;
    }
    if (found[name] === undefined) {
      throw new HostError(
        'TOOLCHAIN_NO_HEADERS',
        `the kernel's ${name}/ headers are not installed`,
        'install linux-libc-dev',
      );
    }
  }
  return found;
}

/** Makes the directory under a temporary name, tries the compiler there, and renames it into place. */
async function install(
  home: string,
  place: { include: string; lib: string },
  headers: Record<string, string>,
  tools: MuslToolchain,
): Promise<void> {
  await mkdir(join(home, '..'), { recursive: true });
  const temporary = await mkdtemp(`${home}.`);
  try {
    await mkdir(join(temporary, 'include'));
    for (const [name, target] of Object.entries(headers))
      await symlink(target, join(temporary, 'include', name));
    await writeFile(
      join(temporary, 'musl.specs'),
      specsText({ ...place, kernelHeaders: join(home, 'include') }),
    );
    await tryOut(temporary, tools);
    await rename(temporary, home).catch(async (error: unknown) => {
      if (!(await exists(join(home, 'musl.specs')))) throw error; // else another run was first: the same content
    });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** A linker that drops one of our options would give programs that fail only in the guest: find out now. */
async function tryOut(directory: string, tools: MuslToolchain): Promise<void> {
  const source = join(directory, 'try.c');
  const program = join(directory, 'try');
  await writeFile(source, '#include <stdio.h>\nint main(void) { return puts("static") < 0; }\n');
  const args = [
    `-specs=${join(directory, 'musl.specs')}`,
    ...tools.cflags,
    source,
    ...tools.ldflags,
    '-o',
    program,
  ];
  try {
    await run(tools.cc[0] ?? 'gcc', args, { env: tools.env });
  } catch (error) {
    throw new HostError('TOOLCHAIN_BROKEN', `a first program does not link against musl: ${reason(error)}`);
  }
  await checkProgram(program, { stackBytes: CASE_STACK_BYTES });
  await Promise.all([rm(source), rm(program)]);
}

function reason(error: unknown): string {
  if (
    error instanceof Error &&
    'stderr' in error &&
    typeof error.stderr === 'string' &&
    error.stderr !== ''
  ) {
    return error.stderr.trim().split('\n').slice(0, 3).join(' | ');
  }
  return error instanceof Error ? error.message : String(error);
}
