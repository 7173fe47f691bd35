// SPDX-License-Identifier: GPL-2.0-or-later
/** The list of code that no case can reach (runtest/coverage/unreachable.yaml), held against a source. Pure. */
import { parse } from 'yaml';
import { z } from 'zod';
import { UserError } from '../errors.ts';
import type { FileCoverage, SourceCoverage } from './types.ts';

const entrySchema = z.strictObject({
  file: z.string().min(1),
  function: z.string().min(1),
  /** Texts of lines of the function, without indentation; left out: all of it. */
  lines: z.array(z.string().min(1)).min(1).optional(),
  reason: z.string().min(1),
});

export type UnreachableEntry = z.infer<typeof entrySchema>;

/** Throws UserError COVERAGE_LIST. */
export function parseUnreachable(text: string, file: string): UnreachableEntry[] {
  const wrong = (message: string): UserError => new UserError('COVERAGE_LIST', message, { file });
  let value: unknown;
  try {
    value = parse(text) ?? [];
  } catch (error) {
    throw wrong((error as Error).message.split('\n')[0] ?? 'no YAML');
  }
  const parsed = z.array(entrySchema).safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const [index, ...rest] = issue?.path ?? [];
  const where = typeof index === 'number' ? [`entry ${index + 1}`, ...rest.map(String)] : ['the list'];
  throw wrong(`${where.join(', ')}: ${issue?.message ?? 'not as it should be'}`);
}

export interface Marked {
  readonly coverage: SourceCoverage;
  /** What the list says of this file and is not so: of another version of the source, or a case got there. */
  readonly stale: readonly string[];
}

/** Names of a function's copies that the compiler has made for some of its callers: `f.part.0`, `f.constprop.0`. */
const plainName = (name: string): string => name.replace(/\..*$/, '');

/** For gcov the function that a SYSCALL_DEFINE makes ends where it begins: go on to the brace that closes it. */
function bodyEnd(source: readonly string[], endLine: number): number {
  const brace = source.indexOf('}', endLine - 1);
  return brace < 0 ? endLine : brace + 1;
}

export function markUnreachable(
  coverage: FileCoverage,
  source: readonly string[],
  entries: readonly UnreachableEntry[],
): Marked {
  const unreachable = new Map<number, string>();
  const stale: string[] = [];
  for (const entry of entries.filter(({ file }) => file === coverage.path)) {
    const one = coverage.functions.find(({ name }) => plainName(name) === entry.function);
    const complain = (what: string): void => void stale.push(`${entry.file}: ${entry.function}: ${what}`);
    if (one === undefined) {
      complain('there is no such function');
      continue;
    }
    const end = bodyEnd(source, one.endLine);
    const own = [...coverage.lines.keys()].filter((line) => line >= one.line && line <= end);
    const textOf = (line: number): string => source[line - 1]?.trim() ?? '';
    for (const text of entry.lines ?? []) {
      if (!own.some((line) => textOf(line) === text)) complain(`there is no code that says ${text}`);
    }
    const meant = own.filter((line) => entry.lines?.includes(textOf(line)) ?? true);
    const idle = meant.filter((line) => coverage.lines.get(line) === 0);
    if (meant.length > 0 && idle.length === 0) complain('a case reaches it');
    for (const line of idle) unreachable.set(line, entry.reason);
  }
  return { coverage: { ...coverage, source, unreachable }, stale };
}
