// SPDX-License-Identifier: GPL-2.0-or-later
/** `ltp-nommu doctor`: whether this host can build and run guests, and what each lack means. */
import { type Check, hostFacts, judgeHost } from '../build/index.ts';
import { EXIT } from '../errors.ts';
import { defineCommand } from './command.ts';

export interface DoctorOptions {
  json: boolean;
}

export const command = defineCommand<DoctorOptions>({
  name: 'doctor',
  describe: 'Check this host: packages, kernel features, memory, disk',
  builder: (yargs) =>
    yargs
      .option('json', { type: 'boolean', default: false, describe: 'Print JSON' })
      .example('$0 doctor', 'exit 3 when something that is needed is missing'),
  handler: async ({ json }) => {
    const checks = judgeHost(hostFacts());
    process.stdout.write(json ? `${JSON.stringify(checks, null, 2)}\n` : doctorText(checks));
    return checks.some(({ status }) => status === 'fail') ? EXIT.host : EXIT.ok;
  },
});

export function doctorText(checks: readonly Check[]): string {
  const width = Math.max(...checks.map(({ id }) => id.length));
  const lines = checks.flatMap(({ id, status, found, meaning }) => [
    `${status.padEnd(4)}  ${id.padEnd(width)}  ${found}`,
    ...(meaning === undefined ? [] : [`${' '.repeat(width + 8)}${meaning}`]),
  ]);
  const count = (status: Check['status']): number => checks.filter((check) => check.status === status).length;
  const [fails, warnings] = [count('fail'), count('warn')];
  const verdict =
    fails > 0 ? `not ready: ${fails} needed` : warnings > 0 ? `ready, with ${warnings} remark(s)` : 'ready';
  return `${lines.join('\n')}\n${verdict}\n`;
}
