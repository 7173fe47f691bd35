// SPDX-License-Identifier: GPL-2.0-or-later
/** The rules of the house, as functions over source text; import-rules.test.ts holds the sources against them. */
import { dirname, join, normalize } from 'node:path';

export interface Import {
  readonly from: string;
  readonly line: number;
  /** Nothing of it is left when types are stripped. */
  readonly typeOnly: boolean;
}

const STATEMENT =
  /(?:^|[\n;])[ \t]*(import|export)\s+(type\s+)?((?:[\w$*]+(?:\s+as\s+[\w$]+)?\s*,?\s*)?(?:\{[^}]*\})?)\s*from\s*['"]([^'"]+)['"]/g;
const BARE = /(?:^|[\n;])[ \t]*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

/** All imports and re-exports of a TypeScript source; comments do not count. */
export function importsOf(source: string): Import[] {
  const text = blankComments(source);
  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length;
  const found: Import[] = [];
  for (const match of text.matchAll(STATEMENT)) {
    const [whole, , type, names = '', from = ''] = match;
    const inner = /^\{([^}]*)\}$/.exec(names.trim())?.[1];
    const eachIsType = inner
      ?.split(',')
      .filter((name) => name.trim() !== '')
      .every((name) => /^\s*type\s/.test(name));
    found.push({
      from,
      line: lineAt(match.index + whole.length),
      typeOnly: type !== undefined || eachIsType === true,
    });
  }
  for (const match of text.matchAll(BARE)) {
    const from = match[1] ?? match[2] ?? '';
    found.push({ from, line: lineAt(match.index + match[0].length), typeOnly: false });
  }
  return found.sort((a, b) => a.line - b.line);
}

/** Comments become blanks, so that lines and columns stay; strings that look like comments are left alone. */
function blankComments(source: string): string {
  return source.replace(
    /('(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`)|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g,
    (whole, text: string | undefined) => text ?? whole.replace(/[^\n]/g, ' '),
  );
}

/** Folders whose insides are closed to each other: only index.ts may be imported from outside. */
const CLOSED = new Set(['runner/catalog', 'runner/build', 'runner/emulator', 'runner/schedule']);
/** What a pure folder must not reach for. */
const INPUT_OUTPUT =
  /^(?:node:)?(?:fs|fs\/promises|child_process|net|http|https|dgram|worker_threads|process)$|^execa$/;

/** `runner/verdict`, `reports`, `runner` (errors.ts), `tests`: the part of the house that a path is in. */
export function partOf(path: string): string {
  const [first = '', second = ''] = path.split('/');
  return first === 'runner' && path.split('/').length > 2 ? `${first}/${second}` : first;
}

/** Complaints about the imports of one source file; `path` is relative to the package. */
export function importComplaints(path: string, source: string): string[] {
  const complaints: string[] = [];
  const own = partOf(path);
  for (const { from, line, typeOnly } of importsOf(source)) {
    const complain = (rule: string): void => void complaints.push(`${path}:${line}: ${rule} (${from})`);
    if (own === 'runner/verdict' && INPUT_OUTPUT.test(from)) complain('verdict does no I/O');
    if (!from.startsWith('.')) continue;
    const target = normalize(join(dirname(path), from));
    const part = partOf(target);
    if (part === own) continue;
    if (part === 'runner/cli') complain('nobody imports cli');
    if (own === 'runner/verdict' && !typeOnly) complain('verdict imports nothing of ours but types');
    if (own === 'reports' && !(part === 'runner/journal' && typeOnly))
      complain('reports import journal types only');
    if (CLOSED.has(own) && CLOSED.has(part) && target !== `${part}/index.ts`) {
      complain(`only ${part}/index.ts may be imported from ${own}`);
    }
  }
  return complaints;
}

/** Licence of a source file by its place. */
export function expectedLicence(path: string): string {
  return path.startsWith('runner/emulator/kernel/') ? 'GPL-2.0-only' : 'GPL-2.0-or-later';
}

/** Undefined when the first lines of the source name the right licence. */
export function licenceComplaint(path: string, source: string): string | undefined {
  const head = source.split('\n', 2).join('\n');
  const found = /SPDX-License-Identifier: ([\w.+-]+)/.exec(head)?.[1];
  const wanted = expectedLicence(path);
  if (found === wanted) return undefined;
  return `${path}: ${found === undefined ? 'no SPDX line at the top' : `licence is ${found}`}, expected ${wanted}`;
}

export function lineCount(source: string): number {
  return source.split('\n').length - (source.endsWith('\n') ? 1 : 0);
}
