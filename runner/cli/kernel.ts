// SPDX-License-Identifier: GPL-2.0-or-later
/** `ltp-nommu kernel build|info|path|key`. */
import { statSync } from 'node:fs';
import {
  ensureKernel,
  findKernel,
  type KernelBuild,
  kernelKey,
  noProgress,
  optionOf,
} from '../build/index.ts';
import { HostError } from '../errors.ts';
import { type BuildOptions, kernelOptions, kernelRequest, prepareHost } from './build-options.ts';
import { defineCommand } from './command.ts';
import { progressView } from './run-progress.ts';

export interface KernelCommandOptions extends BuildOptions {
  action: string;
  json: boolean;
}

export const command = defineCommand<KernelCommandOptions>({
  name: 'kernel <action>',
  describe: 'Build the no-MMU kernel, or tell about it',
  builder: (yargs) =>
    kernelOptions(
      yargs
        .positional('action', {
          type: 'string',
          choices: ['build', 'info', 'path', 'key'],
          demandOption: true,
          describe:
            'build: make sure that it is built; info: what it is; path: only its path; key: its name in a cache, built or not',
        })
        .option('json', { type: 'boolean', default: false, describe: 'Print JSON (build, info)' }),
    )
      .example('$0 kernel build --with-deps', 'install what is missing, then build')
      .example('$0 kernel build --kernel-src ~/linux', 'your own tree; our port is added to a copy of it')
      .example('$($0 kernel path) --version', 'in a script')
      .example(
        '$0 kernel key --with-deps',
        "for a CI's cache; installs the compiler, which is a part of the key",
      ),
  handler: async (options) => {
    if (options.action === 'key') {
      await prepareHost(options, noProgress);
      process.stdout.write(`${await kernelKey(kernelRequest(options))}\n`);
      return 0;
    }
    const kernel = options.action === 'build' ? await build(options) : await builtKernel(options);
    if (options.action === 'path') process.stdout.write(`${kernel.path}\n`);
    else
      process.stdout.write(
        options.json ? `${JSON.stringify(kernelJson(kernel), null, 2)}\n` : kernelText(kernel),
      );
    return 0;
  },
});

async function build(options: BuildOptions): Promise<KernelBuild> {
  const view = progressView(process.stderr);
  try {
    await prepareHost(options, view.listener);
    return await ensureKernel(kernelRequest(options), view.listener);
  } finally {
    view.clear();
  }
}

async function builtKernel(options: BuildOptions): Promise<KernelBuild> {
  const kernel = await findKernel(kernelRequest(options));
  if (kernel !== undefined) return kernel;
  throw new HostError(
    'KERNEL_NOT_BUILT',
    'this kernel is not built yet',
    "'ltp-nommu kernel build' builds it",
  );
}

function kernelJson(kernel: KernelBuild): unknown {
  const { path, key, meta, log } = kernel;
  return { path, key, ...meta, mmu: optionOf(kernel.config, 'MMU') !== 'n', bytes: statSync(path).size, log };
}

export function kernelText(kernel: KernelBuild): string {
  const { meta } = kernel;
  const from = { tarball: 'source', tree: 'own tree', binary: 'ready binary' }[meta.source.kind];
  const megabytes = (statSync(kernel.path).size / 1048576).toFixed(1);
  const rows: (readonly [string, string])[] = [
    ['release', `${meta.release} ${meta.version}`.trim()],
    ['variant', meta.variant],
    ['MMU', optionOf(kernel.config, 'MMU') === 'n' ? 'no' : 'yes'],
    ['path', `${kernel.path} (${megabytes} MB)`],
    [from, meta.source.path],
    ['port', meta.port === '' ? "the source's own" : meta.port],
    ['compiler', meta.compiler],
    ['options', `${[...kernel.config.values()].filter((value) => value !== 'n').length} on`],
    [
      'built',
      kernel.built ? `now, ${meta.objects} objects in ${meta.seconds} s` : `before, in ${meta.seconds} s`,
    ],
    ['log', kernel.log ?? ''],
    ['unknown', meta.unknownOptions.map((name) => `CONFIG_${name}`).join(' ')],
  ];
  const shown = rows.filter(
    ([name, value]) => value !== '' && !(meta.source.kind === 'binary' && BINARY_HIDES.has(name)),
  );
  return shown.map(([name, value]) => `${name.padEnd(12)} ${value}\n`).join('');
}

/** What nobody knows of a ready binary. */
const BINARY_HIDES: ReadonlySet<string> = new Set(['port', 'compiler', 'built']);
