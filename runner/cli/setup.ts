// SPDX-License-Identifier: GPL-2.0-or-later
/** `ltp-nommu setup`: everything that a later run needs, so that it starts at once (and can be cached in CI). */
import { ensureKernel, ensurePrograms, ensureRootfs, ensureStarter, packageRoot } from '../build/index.ts';
import { loadCatalog } from '../catalog/index.ts';
import { UserError } from '../errors.ts';
import { type BuildOptions, kernelOptions, kernelRequest, prepareHost } from './build-options.ts';
import { defineCommand } from './command.ts';
import { progressView } from './run-progress.ts';

export const command = defineCommand<BuildOptions>({
  name: 'setup',
  describe: 'Install missing host packages and build all that runs need',
  builder: (yargs) =>
    kernelOptions(yargs)
      .default('with-deps', true)
      .example('$0 setup', 'once; later runs start at once')
      .example('$0 setup --no-with-deps', 'build only; exit 3 names what is missing'),
  handler: async (options) => {
    // A broken catalogue first: it would only be found after minutes of building.
    const { cases, problems } = await loadCatalog({ root: packageRoot() });
    if (problems.length > 0) throw UserError.of(problems);
    const view = progressView(process.stderr);
    const say = (line: string): void => {
      view.clear();
      process.stdout.write(`${line}\n`);
    };
    try {
      await prepareHost(options, view.listener);
      const kernel = await ensureKernel(kernelRequest(options), view.listener);
      say(`kernel   ${kernel.release} ${kernel.path}${news(kernel.built)}`);
      const starter = await ensureStarter();
      say(`starter  ${starter.path}${news(starter.built)}`);
      const rootfs = await ensureRootfs({ progress: (phase) => view.listener({ what: 'rootfs', phase }) });
      say(`rootfs   ${rootfs.cpio}${news(rootfs.built)}`);
      const programs = [...(await ensurePrograms(cases, { jobs: options.jobs }, view.listener)).values()];
      const fresh = programs.filter(({ built }) => built).length;
      say(`cases    ${programs.length} programs${fresh === 0 ? news(false) : ` (${fresh} built)`}`);
    } finally {
      view.clear();
    }
    return 0;
  },
});

function news(built: boolean): string {
  return built ? ' (built)' : ' (was there)';
}
