// SPDX-License-Identifier: GPL-2.0-or-later
/** `ltp-nommu shell`: a busybox sh in a guest, with the programs of the cases in its PATH. */
import { statSync } from 'node:fs';
import { kernelCost, packageRoot } from '../build/index.ts';
import { loadCatalog } from '../catalog/index.ts';
import { type Boot, type BootFile, type BootSpec, DEFAULT_MEMORY_MB, Emulator } from '../emulator/index.ts';
import { EXIT, formatError, HostError, UserError } from '../errors.ts';
import { judge } from '../verdict/index.ts';
import { defineCommand } from './command.ts';
import { filesForGdb, makeArtefacts, programsThatCompile } from './run-artefacts.ts';
import { CASE_BIN } from './run-boot.ts';
import { checkGdb, DebuggedEmulator, debugInput, wantsGdb } from './run-gdb.ts';
import { lastOfEach } from './run-options.ts';
import { progressView } from './run-progress.ts';
import { EXIT_OF_SIGNAL, watchSignals } from './run-signals.ts';

export interface ShellOptions {
  command?: string | undefined;
  kernel?: string | undefined;
  kernelSrc?: string | undefined;
  variant?: string | undefined;
  withDeps?: boolean | undefined;
  mem?: number | undefined;
  kernelArgs?: string[] | undefined;
  timeout?: number | undefined;
  gdb?: boolean | undefined;
  gdbCommand?: string[] | undefined;
}

const SCRIPT = '/case/script';

export const command = defineCommand<ShellOptions>({
  name: 'shell',
  describe: 'Boot a guest and give a shell in it, with the programs of the cases',
  builder: (yargs) =>
    yargs
      .option('command', {
        alias: 'c',
        type: 'string',
        requiresArg: true,
        describe: 'Run this command line and exit with its code',
      })
      .option('kernel', { type: 'string', requiresArg: true, describe: 'Run this ready no-MMU UML binary' })
      .option('kernel-src', {
        type: 'string',
        requiresArg: true,
        describe: 'Build the kernel from this tree or tarball',
      })
      .option('variant', { type: 'string', requiresArg: true, describe: 'Variant of the kernel' })
      .option('with-deps', { type: 'boolean', describe: 'Install host packages that are missing' })
      .option('mem', { type: 'number', requiresArg: true, describe: 'Memory of the guest, MB (default: 64)' })
      .option('kernel-args', {
        type: 'string',
        array: true,
        requiresArg: true,
        describe: "More arguments for the guest's kernel",
      })
      .option('timeout', {
        type: 'number',
        requiresArg: true,
        describe: 'End the guest after so many seconds',
      })
      .option('gdb', {
        type: 'boolean',
        describe:
          'Run --command in a guest under gdb, with symbols of the kernel and of the cases (docs/debugging.md)',
      })
      .option('gdb-command', {
        type: 'string',
        array: true,
        requiresArg: true,
        describe: 'For --gdb: this gdb command, or file of them; gdb ends after the last',
      })
      .conflicts('kernel', ['kernel-src', 'variant']),
  handler: (options) => shell(lastOfEach<ShellOptions>(options)),
});

async function shell(options: ShellOptions): Promise<number> {
  const gdb = wantsGdb(options);
  if (gdb && options.command === undefined)
    throw new UserError('SHELL_GDB', '--gdb has the terminal: say with --command what the shell is to do', {
      hint: "for example --gdb --command 'mount; cat /proc/maps'",
    });
  checkGdb(options, process.stdin.isTTY === true);
  const signals = watchSignals();
  try {
    const interactive = options.command === undefined && process.stdin.isTTY === true;
    const { kernel, rootfs, starter, programs, forGdb } = await prepare(options);
    const script = options.command ?? (interactive ? '' : await readStdin());
    const emulator = await Emulator.open({
      starter: starter.path,
      kernel: kernel.path,
      rootfs: rootfs.cpio,
      kernelArgs: options.kernelArgs,
      ...(interactive ? { tty: process.stdin.fd } : {}),
    });
    try {
      const booter =
        forGdb !== undefined
          ? new DebuggedEmulator(
              emulator,
              debugInput({ kernel, files: forGdb, commands: options.gdbCommand ?? [] }),
            )
          : emulator;
      signals.onFirst(() => emulator.endAll());
      if (gdb) signals.ignoreInterrupt();
      const files = [...new Set(programs.values())].map(
        ({ name, path }): BootFile => ({ path: `${CASE_BIN}/${name}`, mode: 0o755, source: path }),
      );
      const common = {
        id: 'shell',
        cwd: '/tmp',
        timeoutMs: (options.timeout ?? 0) * 1000,
        memoryMb: memoryOf(options.mem, files) + kernelCost(kernel.config).memoryMb,
      };
      const spec: BootSpec = interactive
        ? { ...common, mode: 'shell', argv: ['/bin/sh'], files, tty: true }
        : {
            ...common,
            argv: ['/bin/sh', SCRIPT],
            files: [...files, { path: SCRIPT, mode: 0o755, content: script }],
          };
      const boot = await booter.boot(spec, {
        onData: (channel, bytes) => {
          if (channel === 'output') process.stdout.write(bytes);
        },
      });
      return signals.signal === null ? shellCode(boot) : EXIT_OF_SIGNAL[signals.signal];
    } finally {
      await emulator.close();
    }
  } finally {
    signals.dispose();
  }
}

/** What a guest needs to come up and run a shell, beside the programs, MB. */
const LEAST_MB = 24;

/** The programs lie in the guest's memory: what they take comes on top of what a guest has otherwise, MB. */
function memoryOf(asked: number | undefined, files: readonly BootFile[]): number {
  const bytes = files.reduce((sum, file) => sum + ('source' in file ? statSync(file.source).size : 0), 0);
  const programs = Math.ceil(bytes / (1024 * 1024));
  if (asked === undefined) return DEFAULT_MEMORY_MB + programs;
  if (asked >= programs + LEAST_MB) return asked;
  throw new UserError('SHELL_MEM', `--mem ${asked}: the case programs alone take ${programs} MB`, {
    hint: `at least ${programs + LEAST_MB}; without --mem it is ${DEFAULT_MEMORY_MB + programs}`,
  });
}

/** Name in the guest and path on the host of each wanted program, by the case's id. */
async function prepare(options: ShellOptions) {
  const root = packageRoot();
  // Whatever is wrong with a scenario is `list`'s and `run`'s to tell: here it only costs that one program.
  const { cases } = await loadCatalog({ root });
  const view = progressView(process.stderr);
  const say = (line: string) => {
    view.clear();
    process.stderr.write(`${line}\n`);
  };
  try {
    const made = await makeArtefacts(options, [], say, view.listener);
    const { programs: built, problems } = await programsThatCompile(cases, view.listener);
    for (const problem of problems) say(`${formatError(problem)}\n  (the shell comes without this program)`);
    const names = new Map(cases.map((one) => [one.id, one.programName]));
    const programs = new Map<string, { name: string; path: string }>();
    for (const [id, { path }] of built) {
      const name = names.get(id);
      if (name !== undefined) programs.set(name, { name, path });
    }
    // All would take a minute to compile, for one that is looked at.
    const words = new Set(options.command?.match(/[\w.-]+/g));
    const debugged = cases.filter(({ id, programName }) => built.has(id) && words.has(programName));
    const forGdb = wantsGdb(options) ? await filesForGdb(options, debugged, view.listener) : undefined;
    return { ...made, programs, forGdb };
  } finally {
    view.clear();
  }
}

async function readStdin(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  if (text.includes('\0'))
    throw new UserError('SHELL_INPUT', 'standard input is no script: it has NUL bytes');
  return text;
}

/** The shell's exit code as the shell of a shell would see it. Throws HostError when there is none. */
export function shellCode(boot: Boot): number {
  const { exit, outcome, reason } = judge(boot);
  if (exit?.code !== undefined) return exit.code;
  if (exit?.signal !== undefined) return 128 + exit.signal;
  if (boot.end.reason === 'timeout')
    throw new HostError('SHELL_TIMEOUT', 'the guest was ended at its timeout');
  const console = boot.kernel.split(/\r?\n/).filter((line) => line.trim() !== '');
  if (outcome === 'pass' || outcome === 'skip') return EXIT.ok;
  throw new HostError('SHELL_GUEST', `the guest died: ${reason}`, { excerpt: console.slice(-15) });
}
