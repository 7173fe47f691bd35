// SPDX-License-Identifier: GPL-2.0-or-later
import { expect, test } from 'vitest';
import type { Command } from './command.ts';
import { COMMANDS } from './commands.ts';

/** What --help shows comes from the table, what is parsed from the module: they must be the same command. */
test.each(COMMANDS.map((entry) => [entry.name, entry] as const))(
  '%s is what its module says',
  async (_, entry) => {
    const command = (await entry.load()).command as unknown as Command<unknown>;
    expect(command.name).toBe(entry.name);
  },
);
