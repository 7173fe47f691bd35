// SPDX-License-Identifier: GPL-2.0-or-later
/** `ltp-nommu rootfs build|info`. */
import { ensureRootfs, type RootfsBuild, requirePackages } from '../build/index.ts';
import { defineCommand } from './command.ts';
import { progressView } from './run-progress.ts';

export interface RootfsCommandOptions {
  action: string;
  'with-deps': boolean;
  json: boolean;
}

export const command = defineCommand<RootfsCommandOptions>({
  name: 'rootfs <action>',
  describe: "Build the guest's root file system, or tell about it",
  builder: (yargs) =>
    yargs
      .positional('action', {
        type: 'string',
        choices: ['build', 'info'],
        demandOption: true,
        describe: 'Both make sure that it is built; info lists the commands too',
      })
      .option('with-deps', {
        type: 'boolean',
        default: false,
        describe: 'Install missing host packages first',
      })
      .option('json', { type: 'boolean', default: false, describe: 'Print JSON' })
      .example('$0 rootfs info', 'busybox version and its commands'),
  handler: async (options) => {
    const view = progressView(process.stderr);
    const say = (line: string): void => void process.stderr.write(`${line}\n`);
    let rootfs: RootfsBuild;
    try {
      // Like a ready kernel: only what the guest's programs need.
      await requirePackages({ kernel: 'none', withDeps: options['with-deps'] }, say, view.listener);
      rootfs = await ensureRootfs({ progress: (phase) => view.listener({ what: 'rootfs', phase }) });
    } finally {
      view.clear();
    }
    if (options.json) process.stdout.write(`${JSON.stringify(rootfs, null, 2)}\n`);
    else process.stdout.write(rootfsText(rootfs, options.action === 'info'));
    return 0;
  },
});

export function rootfsText(rootfs: RootfsBuild, commands: boolean): string {
  const rows: (readonly [string, string])[] = [
    ['path', `${rootfs.cpio} (${Math.round(rootfs.size / 1024)} KB)`],
    ['busybox', `${rootfs.busybox.version} (${Math.round(rootfs.busybox.bytes / 1024)} KB)`],
    ['init', `${Math.round(rootfs.init.bytes / 1024)} KB`],
  ];
  if (commands) rows.push(['commands', rootfs.busybox.commands.join(' ')]);
  return rows.map(([name, value]) => `${name.padEnd(9)} ${value}\n`).join('');
}
