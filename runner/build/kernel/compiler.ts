// SPDX-License-Identifier: GPL-2.0-or-later
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { HostError } from '../../errors.ts';
import { runTool } from '../exec.ts';
import { rememberFact } from '../memo.ts';

/** First lines of the compiler's and the linker's --version: part of the key, as another compiler gives another kernel. */
export async function compilerVersion(): Promise<string> {
  const versions = await Promise.all(
    ['gcc', 'ld'].map(async (tool) => {
      const path = whichTool(tool);
      if (path === undefined)
        throw new HostError(
          'TOOL_MISSING',
          `${tool} is not installed`,
          "'ltp-nommu doctor' lists what is missing",
        );
      return rememberFact('version', path, async () => (await runTool(path, ['--version'])).lines[0] ?? '');
    }),
  );
  return versions.join('; ');
}

function whichTool(name: string): string | undefined {
  const dirs = (process.env.PATH ?? '/usr/bin:/bin').split(':');
  return dirs.map((dir) => join(dir, name)).find((path) => existsSync(path));
}
