// SPDX-License-Identifier: GPL-2.0-or-later
/** Options and checks for programs that are not ours. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Argv } from 'yargs';
import {
  ElfError,
  ensureForeign,
  ensurePrograms,
  type ProgressListener,
  readElf,
  staticPieProblems,
} from '../build/index.ts';
import type { Case } from '../catalog/index.ts';
import { type Problem, UserError } from '../errors.ts';
import { RESULT_FORMATS, type ResultFormat } from '../verdict/index.ts';

export interface ForeignRunOptions {
  program?: string[] | undefined;
  testcases?: string | undefined;
  runtest?: string[] | undefined;
  format?: ResultFormat | undefined;
  timeout?: number | undefined;
}

const GROUP = 'Programs of your own:';

export const foreignBuilder = <T>(yargs: Argv<T>): Argv<T> =>
  yargs
    .option('program', {
      type: 'string',
      array: true,
      requiresArg: true,
      group: GROUP,
      describe: "A ready static PIE with its arguments, like './a.out -x 3'",
    })
    .option('testcases', {
      type: 'string',
      requiresArg: true,
      group: GROUP,
      describe: 'Folder with C sources or ready programs, and runtest/',
    })
    .option('runtest', {
      type: 'string',
      array: true,
      requiresArg: true,
      group: GROUP,
      describe: 'Runtest files, or folders of them, for --testcases',
    })
    .option('format', {
      choices: RESULT_FORMATS,
      group: GROUP,
      describe: 'How they tell results; exit: the exit code alone, 0 pass, 4 skip (default: auto)',
    })
    .option('timeout', {
      type: 'number',
      requiresArg: true,
      group: GROUP,
      describe: 'Seconds for each case without a scenario (default: 330)',
    })
    .example("$0 run --program './mytest01 -i 3'", 'a ready program of your own (ltp-nommu cc makes one)')
    .example('$0 run --testcases ~/tests', 'a folder with C sources and runtest/') as unknown as Argv<T>;

/** Whether a run is of foreign programs. Throws UserError for options that make no sense together. */
export function isForeign(options: ForeignRunOptions): boolean {
  const { program, testcases, runtest, format, timeout } = options;
  const wrong = (text: string): never => {
    throw new UserError('OPTION_VALUE', text, { hint: "see 'ltp-nommu run --help', Programs of your own" });
  };
  const foreign = program !== undefined || testcases !== undefined;
  if (runtest !== undefined && testcases === undefined) wrong('--runtest goes with --testcases');
  if (!foreign && format !== undefined) wrong('--format goes with --program or --testcases');
  if (!foreign && timeout !== undefined)
    wrong('--timeout goes with --program or --testcases; --timeout-scale is for all cases');
  if (timeout !== undefined && !(timeout > 0 && timeout <= 3600))
    wrong('--timeout: must be a number of seconds above 0, at most 3600');
  return foreign;
}

/** EM_X86_64: the machine that guests are. */
const MACHINE = 62;

/** What keeps a ready program from running in a guest, or undefined. */
async function programProblem(path: string): Promise<Problem | undefined> {
  const hint = `compile it for the guest: ltp-nommu cc ${basename(path)}.c`;
  try {
    const problems = staticPieProblems(readElf(await readFile(path)), { machine: MACHINE, fork: true });
    if (problems.length === 0) return undefined;
    return { code: 'PROGRAM_UNFIT', message: `no static PIE: ${problems.join('; ')}`, file: path, hint };
  } catch (error) {
    if (!(error instanceof ElfError)) throw error;
    return { code: 'PROGRAM_UNFIT', message: error.message, file: path, hint };
  }
}

/** The programs of all cases by id: ready ones are checked, foreign sources compiled, ours built as ever. */
export async function programsOf(
  cases: readonly Case[],
  progress: ProgressListener,
): Promise<Map<string, { readonly path: string }>> {
  const own = cases.filter(({ foreign }) => foreign === undefined);
  const programs = new Map<string, { readonly path: string }>(
    own.length === 0 ? [] : await ensurePrograms(own, { progress }),
  );
  const problems: Problem[] = [];
  for (const one of cases) {
    if (one.foreign === undefined) continue;
    if (one.foreign.ready) {
      const problem = await programProblem(one.program);
      if (problem === undefined) programs.set(one.id, { path: one.program });
      else problems.push(problem);
      continue;
    }
    try {
      programs.set(one.id, await ensureForeign(one.program));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push(error);
    }
  }
  if (problems.length > 0) throw UserError.of(problems);
  return programs;
}
