// SPDX-License-Identifier: GPL-2.0-or-later
/** A file that names what to run: a suite or a case a line, `#` comments. Exact names only: what it says is what runs. */
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { type Problem, UserError } from '../errors.ts';
import { isGlob } from './select.ts';
import type { ListedName } from './types.ts';

export interface ParsedCaseList {
  readonly names: readonly ListedName[];
  readonly problems: readonly Problem[];
}

/** `file` is what messages call it. Pure. */
export function parseCaseList(content: string, file: string): ParsedCaseList {
  const names: ListedName[] = [];
  const problems: Problem[] = [];
  for (const [index, raw] of content.split('\n').entries()) {
    const line = raw.replace(/(^|\s)#.*$/, '').trimEnd();
    const name = line.trimStart();
    if (name === '') continue;
    const column = line.length - name.length + 1;
    const at = { file, line: index + 1, column };
    const wrong = (message: string, hint: string): void =>
      void problems.push({ code: 'CASE_LIST', message, hint, ...at });
    if (/\s/.test(name)) wrong(`one name a line, not '${name}'`, 'a comment begins with #');
    else if (isGlob(name))
      wrong(`'${name}' is a glob; a list names each case`, `ltp-nommu list '${name}' shows them`);
    else names.push({ name, ...at });
  }
  if (names.length === 0 && problems.length === 0)
    problems.push({ code: 'CASE_LIST', message: 'the list names no case', file });
  return { names, problems };
}

/** Reads such a file; `-` is standard input. Throws UserError with all that is wrong with it. */
export async function readCaseList(path: string): Promise<readonly ListedName[]> {
  const file = path === '-' ? 'standard input' : path;
  let content: string;
  try {
    content = path === '-' ? await text(process.stdin) : await readFile(path, 'utf8');
  } catch (error) {
    const message = `cannot read the list of cases: ${(error as Error).message}`;
    throw new UserError('CASE_LIST', message, { file, cause: error });
  }
  const { names, problems } = parseCaseList(content, file);
  if (problems.length > 0) throw UserError.of(problems);
  return names;
}
