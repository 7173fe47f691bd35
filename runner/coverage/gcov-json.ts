// SPDX-License-Identifier: GPL-2.0-or-later
/** What `gcov --json-format` says (gcc's manual, "Invoking Gcov"), reduced to one source file. Pure. */
import { z } from 'zod';
import type { FileCoverage, FunctionCount } from './types.ts';

const gcovSchema = z.object({
  files: z.array(
    z.object({
      file: z.string(),
      functions: z.array(
        z.object({
          name: z.string(),
          start_line: z.number(),
          end_line: z.number(),
          execution_count: z.number(),
        }),
      ),
      lines: z.array(z.object({ line_number: z.number(), count: z.number() })),
    }),
  ),
});

/** Only what is of `path` itself: code of headers is in as many objects as include them. Throws ZodError. */
export function readGcovJson(text: string, path: string): FileCoverage {
  const { files } = gcovSchema.parse(JSON.parse(text));
  const lines = new Map<number, number>();
  const functions = new Map<string, FunctionCount>();
  for (const { file, functions: some, lines: counted } of files) {
    // Absolute for a kernel that was built elsewhere than in its source.
    if (file !== path && !file.endsWith(`/${path}`)) continue;
    for (const { line_number: line, count } of counted) lines.set(line, (lines.get(line) ?? 0) + count);
    for (const { name, start_line: line, end_line: endLine, execution_count } of some) {
      const before = functions.get(name)?.count ?? 0;
      functions.set(name, { name, line, endLine, count: before + execution_count });
    }
  }
  return {
    path,
    functions: [...functions.values()].sort((a, b) => a.line - b.line || (a.name < b.name ? -1 : 1)),
    lines: new Map([...lines].sort(([a], [b]) => a - b)),
  };
}
