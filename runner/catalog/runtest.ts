// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * Parser of LTP's runtest files: `tag command args…`, one entry a line; `#` comments; `#DESCRIPTION: text`.
 * LTP gave each command to a shell. Here a line that needs none is split into argv, so that a case costs no shell; a
 * line with operators, globs or variables becomes `sh -c LINE`. Pure: text in, entries and problems out.
 */
import type { Problem } from '../errors.ts';
import type { Entry, Suite } from './types.ts';

/** What a runtest line may use, with its value inside a guest. Other variables are left to the guest's shell. */
export const GUEST_VARIABLES: Readonly<Record<string, string>> = {
  LTPROOT: '/case',
  TMPDIR: '/tmp',
};

/** A tag names a folder of the run and a part of globs and TAP lines: no blanks, slashes, quotes or glob characters. */
const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.+:@=,-]*$/;

export interface ParsedRuntest {
  readonly suite: Suite;
  readonly problems: readonly Problem[];
}

/** `suite` is the file's name; `file` its path, used in entries and problems. */
export function parseRuntest(text: string, suite: string, file: string): ParsedRuntest {
  const entries: Entry[] = [];
  const problems: Problem[] = [];
  const seen = new Map<string, number>();
  let description = '';
  for (const [index, raw] of text.split('\n').entries()) {
    const line = index + 1;
    const problem = (column: number, code: string, message: string, hint?: string): void => {
      problems.push({ code, message, file, line, column, hint });
    };
    const content = raw.trim();
    if (content === '') continue;
    if (content.startsWith('#')) {
      description ||= /^#\s*DESCRIPTION:\s*(.*)$/.exec(content)?.[1] ?? '';
      continue;
    }
    const tag = /^\S+/.exec(content)?.[0] ?? '';
    const tagColumn = raw.indexOf(tag) + 1;
    const command = content.slice(tag.length).trimStart();
    const commandColumn = raw.indexOf(command, tagColumn - 1 + tag.length) + 1;
    if (!TAG.test(tag)) {
      problem(
        tagColumn,
        'RUNTEST_BAD_TAG',
        `'${tag}' is no tag`,
        'letters, digits and _ . + : @ = , - only, and no - in front',
      );
      continue;
    }
    const first = seen.get(tag);
    if (first !== undefined) {
      problem(tagColumn, 'RUNTEST_DUPLICATE', `duplicate tag '${tag}', first in line ${first}`);
      continue;
    }
    seen.set(tag, line);
    if (command === '') {
      problem(
        raw.trimEnd().length + 1,
        'RUNTEST_NO_COMMAND',
        `tag '${tag}' has no command`,
        `like: ${tag} ${tag}`,
      );
      continue;
    }
    const words = splitCommand(command);
    if (words.kind === 'error') {
      problem(commandColumn + words.offset, 'RUNTEST_BAD_COMMAND', words.message);
      continue;
    }
    const argv = words.kind === 'shell' ? ['sh', '-c', command] : words.argv;
    const [programName, ...otherPrograms] = words.kind === 'shell' ? programsOf(command) : argv.slice(0, 1);
    if (programName === undefined || programName === '') {
      problem(commandColumn, 'RUNTEST_NO_COMMAND', `tag '${tag}' has no command`, `like: ${tag} ${tag}`);
      continue;
    }
    const others = otherPrograms.length === 0 ? {} : { otherPrograms };
    entries.push({
      id: `${suite}/${tag}`,
      suite,
      tag,
      command: argv,
      programName,
      ...others,
      runtest: { file, line },
    });
  }
  return { suite: { name: suite, file, description, entries }, problems };
}

type Words =
  | { readonly kind: 'argv'; readonly argv: string[] }
  | { readonly kind: 'shell' }
  | { readonly kind: 'error'; readonly offset: number; readonly message: string };

/** Characters that mean something to a shell wherever they stand unquoted. */
const OPERATORS = new Set([';', '|', '&', '<', '>', '(', ')', '`', '*', '?', '[']);
/** Words that are shell syntax as a first word. */
const RESERVED = new Set([
  '!',
  '{',
  '}',
  'if',
  'for',
  'while',
  'until',
  'case',
  'function',
  'cd',
  'export',
  'exec',
  'ulimit',
  'umask',
  'set',
  'unset',
  'eval',
  '.',
  ':',
]);

/** Splits by the quoting rules of a POSIX shell, as long as nothing in it needs one. */
export function splitCommand(command: string): Words {
  const argv: string[] = [];
  let word: string | undefined;
  let needsShell = false;
  for (let at = 0; at < command.length; at++) {
    const char = command.charAt(at);
    if (char === ' ' || char === '\t' || char === '\r') {
      if (word !== undefined) argv.push(word);
      word = undefined;
    } else if (char === "'") {
      const end = command.indexOf("'", at + 1);
      if (end < 0) return { kind: 'error', offset: at, message: "this ' is not closed" };
      word = (word ?? '') + command.slice(at + 1, end);
      at = end;
    } else if (char === '"') {
      const quoted = doubleQuoted(command, at);
      if (quoted === undefined) return { kind: 'error', offset: at, message: 'this " is not closed' };
      needsShell ||= quoted.needsShell;
      word = (word ?? '') + quoted.text;
      at = quoted.end;
    } else if (char === '\\') {
      if (at + 1 === command.length)
        return { kind: 'error', offset: at, message: 'a \\ at the end of the line escapes nothing' };
      at++;
      word = (word ?? '') + command.charAt(at);
    } else if (char === '$') {
      const variable = variableAt(command, at);
      needsShell ||= variable === undefined;
      word = (word ?? '') + (variable?.value ?? '$');
      at = variable?.end ?? at;
    } else if (char === '#' && word === undefined) {
      break; // a comment behind the command, as a shell takes it
    } else {
      needsShell ||= OPERATORS.has(char) || (char === '~' && word === undefined);
      word = (word ?? '') + char;
    }
  }
  if (word !== undefined) argv.push(word);
  const first = argv[0] ?? '';
  needsShell ||= RESERVED.has(first) || /^[A-Za-z_]\w*=/.test(first);
  return needsShell ? { kind: 'shell' } : { kind: 'argv', argv };
}

function doubleQuoted(
  command: string,
  start: number,
): { text: string; end: number; needsShell: boolean } | undefined {
  let text = '';
  let needsShell = false;
  for (let at = start + 1; at < command.length; at++) {
    const char = command.charAt(at);
    if (char === '"') return { text, end: at, needsShell };
    if (char === '\\' && /[$`"\\]/.test(command.charAt(at + 1))) {
      at++;
      text += command.charAt(at);
    } else if (char === '$') {
      const variable = variableAt(command, at);
      needsShell ||= variable === undefined;
      text += variable?.value ?? '$';
      at = variable?.end ?? at;
    } else {
      needsShell ||= char === '`';
      text += char;
    }
  }
  return undefined;
}

/** The value of `$NAME` or `${NAME}` at `at` if it is one of ours, and the offset of its last character. */
function variableAt(command: string, at: number): { value: string; end: number } | undefined {
  const match = /^\$(?:\{(\w+)\}|([A-Za-z_]\w*))/.exec(command.slice(at));
  const value = GUEST_VARIABLES[match?.[1] ?? match?.[2] ?? ''];
  return match === null || value === undefined ? undefined : { value, end: at + match[0].length - 1 };
}

/** What ends a simple command. Inside quotes it would not, but then only a candidate too many is found. */
const OPERATOR = /[;|&()`]+/;

/** A word as a shell sees it, quoted parts and all; operators end it. */
const SHELL_WORD = /(?:[^\s;|&<>()'"`]|'[^']*'|"(?:\\.|[^"])*")+/g;

/** Commands of the shell itself and what else is no program of ours whatever follows. */
const NO_PROGRAM = new Set([
  ...RESERVED,
  'echo',
  'test',
  '[',
  'true',
  'false',
  'sleep',
  'mkdir',
  'rm',
  'mkfifo',
  'ls',
]);

/**
 * The programs of a shell line: in each of its simple commands the first word that is no assignment and no shell command,
 * without its folder. Which of them is ours is known only to whoever knows the sources.
 */
export function programsOf(command: string): string[] {
  const programs: string[] = [];
  for (const simple of command.split(OPERATOR)) {
    const words = (simple.match(SHELL_WORD) ?? []).filter((word) => !/^[A-Za-z_]\w*=/.test(word));
    const syntax = new Set(['!', '{', '}', 'if', 'then', 'else', 'while', 'until', 'do', 'exec', 'eval']);
    const word = words.find((each) => !syntax.has(each))?.replace(/['"]/g, '');
    if (word !== undefined && !NO_PROGRAM.has(word)) programs.push(word.slice(word.lastIndexOf('/') + 1));
  }
  return [...new Set(programs)];
}
