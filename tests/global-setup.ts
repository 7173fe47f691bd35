// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * Before the first test: the command line is compiled and all that the tests which boot guests need is there, packages
 * of the host too. On a new machine that takes minutes and says what it does; later it takes less than a second.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { installPackages, missingPackages, packageRoot } from '../runner/build/index.ts';
import { buildCli } from './fixtures/run/harness.ts';

export async function setup(): Promise<void> {
  await buildCli();
  const missing = missingPackages(['test', 'debug']);
  await installPackages(missing, (line) => process.stdout.write(`${line}\n`));
  execFileSync(process.execPath, [join(packageRoot(), 'bin/ltp-nommu'), 'setup'], { stdio: 'inherit' });
}
