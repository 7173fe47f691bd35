// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * The errors that a person sees, and how they are printed.
 *
 *  - UserError: the input is wrong (usage, runtest file, scenario, known-failure list). Exit 2, nothing was started.
 *  - HostError: the machine or a build failed us (package missing, kernel does not build or boot). Exit 3.
 *
 * Everything else that reaches main() is a defect of ours: it is printed as such, without a bare stack trace.
 */
import { relative } from 'node:path';

/** What the exit code of the command says (architecture, decision 5). */
export const EXIT = {
  ok: 0,
  unexpected: 1,
  usage: 2,
  host: 3,
  interrupted: 130,
  terminated: 143,
} as const;

/** One thing that is wrong with an input, as data: checkers collect these and go on. Lines and columns count from 1. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  /** What would be right, or which command helps. One line. */
  readonly hint?: string | undefined;
}

export interface UserErrorDetails {
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  readonly hint?: string | undefined;
  /** More of the same, printed after this one. */
  readonly more?: readonly Problem[] | undefined;
  readonly cause?: unknown;
}

/** Wrong input: exit 2. `code` is SCREAMING_SNAKE and stable; tests and JSON output use it, the message is for people. */
export class UserError extends Error implements Problem {
  readonly exitCode = EXIT.usage;
  readonly code: string;
  readonly file: string | undefined;
  readonly line: number | undefined;
  readonly column: number | undefined;
  readonly hint: string | undefined;
  readonly more: readonly Problem[];

  constructor(code: string, message: string, details: UserErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'UserError';
    this.code = code;
    this.file = details.file;
    this.line = details.line;
    this.column = details.column;
    this.hint = details.hint;
    this.more = details.more ?? [];
  }

  /** One error for a list of problems; the list must not be empty. */
  static of(problems: readonly Problem[]): UserError {
    const [first, ...more] = problems;
    if (first === undefined) throw new RangeError('UserError.of() needs at least one problem');
    return new UserError(first.code, first.message, { ...first, more });
  }
}

export interface HostErrorDetails {
  readonly hint?: string | undefined;
  /** Path of the full log. */
  readonly log?: string | undefined;
  /** The last or the telling lines of the log. */
  readonly excerpt?: readonly string[] | undefined;
  readonly cause?: unknown;
}

/** The host failed: exit 3. The third argument is the hint alone, or all details. */
export class HostError extends Error {
  readonly exitCode = EXIT.host;
  readonly code: string;
  readonly hint: string | undefined;
  readonly log: string | undefined;
  readonly excerpt: readonly string[];

  constructor(code: string, message: string, details: string | HostErrorDetails = {}) {
    const given = typeof details === 'string' ? { hint: details } : details;
    super(message, given.cause === undefined ? undefined : { cause: given.cause });
    this.name = 'HostError';
    this.code = code;
    this.hint = given.hint;
    this.log = given.log;
    this.excerpt = given.excerpt ?? [];
  }
}

/** `file:line:column: error: message`, the form editors and CI annotate; the hint goes on a line of its own. */
export function formatProblem(problem: Problem, cwd: string = process.cwd()): string {
  const place = [
    problem.file === undefined ? undefined : shortPath(problem.file, cwd),
    problem.line,
    problem.column,
  ]
    .filter((part) => part !== undefined)
    .join(':');
  const head = place === '' ? `ltp-nommu: ${problem.message}` : `${place}: error: ${problem.message}`;
  return problem.hint === undefined ? head : `${head}\n  hint: ${problem.hint}`;
}

/** The whole text for standard error, without a final newline. */
export function formatError(error: unknown, cwd: string = process.cwd()): string {
  if (error instanceof UserError) {
    return [error, ...error.more].map((problem) => formatProblem(problem, cwd)).join('\n');
  }
  if (error instanceof HostError) {
    const lines = [`ltp-nommu: ${error.message}`];
    for (const line of error.excerpt) lines.push(`  | ${line}`);
    if (error.log !== undefined) lines.push(`  log: ${shortPath(error.log, cwd)}`);
    if (error.hint !== undefined) lines.push(...error.hint.split('\n').map((line) => `  hint: ${line}`));
    return lines.join('\n');
  }
  return formatSystemError(error) ?? formatDefect(error);
}

/** Exit code for an error that nobody caught. A defect of ours counts as a failed host: it is no verdict on a case. */
export function exitCodeOf(error: unknown): number {
  return error instanceof UserError || error instanceof HostError ? error.exitCode : EXIT.host;
}

/** What the system refuses is no defect of ours: full disks, folders that belong to somebody else. */
const SYSTEM_ERRORS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space left on the device',
  EDQUOT: 'disk quota exceeded',
  EMFILE: 'too many open files',
  ENOMEM: 'out of memory',
};

function formatSystemError(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, path, syscall } = error as NodeJS.ErrnoException;
  const text = SYSTEM_ERRORS[code ?? ''];
  if (text === undefined || process.env.LTP_NOMMU_DEBUG) return undefined;
  const what = [syscall, path].filter((part) => part !== undefined).join(' ');
  return `ltp-nommu: ${what === '' ? '' : `${what}: `}${text}\n  hint: LTP_NOMMU_CACHE moves the cache, --out a run's results`;
}

function formatDefect(error: unknown): string {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const lines = [`ltp-nommu: internal error: ${message}`];
  if (process.env.LTP_NOMMU_DEBUG) lines.push(...stack.split('\n').slice(1));
  else {
    const where = stack.split('\n').find((line) => /^\s+at /.test(line) && !/node:|node_modules/.test(line));
    if (where !== undefined) lines.push(`  ${where.trim()}`);
    lines.push('  this is a defect of ltp-nommu; LTP_NOMMU_DEBUG=1 prints the whole stack');
  }
  return lines.join('\n');
}

/** Relative to the working directory where that is shorter and does not climb out of it. */
function shortPath(path: string, cwd: string): string {
  const short = relative(cwd, path);
  return short !== '' && !short.startsWith('..') ? short : path;
}
