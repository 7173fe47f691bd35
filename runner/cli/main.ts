// SPDX-License-Identifier: GPL-2.0-or-later
/** Entry point of bin/ltp-nommu. */
import { ignoreClosedPipes, runCli } from './cli.ts';
import { COMMANDS } from './commands.ts';

ignoreClosedPipes();
process.exit(await runCli(process.argv.slice(2), COMMANDS));
