// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * The shape of a command module. Each file of runner/cli that is a command exports `command`; main.ts knows name and
 * description from its own table and loads the module only when the command is used, so `--help` stays fast.
 */
import type { ArgumentsCamelCase, Argv } from 'yargs';

export interface Command<Options> {
  /** As yargs wants it: `run [names..]`, `kernel <action>`. */
  readonly name: string;
  readonly describe: string;
  readonly builder: (yargs: Argv) => Argv<Options>;
  /** Resolves to the exit code; undefined is 0. Throw UserError (exit 2) or HostError (exit 3) for what goes wrong. */
  readonly handler: (options: ArgumentsCamelCase<Options>) => Promise<number | undefined>;
}

/** A command whose options nobody needs to know any more: what main.ts handles. */
export interface AnyCommand {
  readonly builder: (yargs: Argv) => unknown;
  readonly handler: (options: never) => Promise<number | undefined>;
}

/** Keeps the types of builder and handler together: `export const command = defineCommand({...})`. */
export function defineCommand<Options>(command: Command<Options>): Command<Options> {
  return command;
}
