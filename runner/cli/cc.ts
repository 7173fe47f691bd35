// SPDX-License-Identifier: GPL-2.0-or-later
/** `ltp-nommu cc`: one test of somebody's own, compiled as the cases are. */
import { basename, relative, resolve } from 'node:path';
import { compileForeign, requirePackages } from '../build/index.ts';
import { UserError } from '../errors.ts';
import { defineCommand } from './command.ts';
import { progressView } from './run-progress.ts';

export interface CcOptions {
  files: string[];
  output: string | undefined;
  include: string[] | undefined;
  strict: boolean;
  'allow-fork': boolean;
  'with-deps': boolean;
  '--'?: string[];
}

export const command = defineCommand<CcOptions>({
  name: 'cc <files..>',
  describe: 'Compile a test of your own for the guest: musl, static PIE, with the test library',
  builder: (yargs) =>
    yargs
      .parserConfiguration({
        'duplicate-arguments-array': true,
        'greedy-arrays': false,
        'strip-aliased': true,
        'populate--': true,
      })
      .positional('files', {
        type: 'string',
        array: true,
        demandOption: true,
        describe: 'C sources of one program',
      })
      .option('output', {
        alias: 'o',
        type: 'string',
        requiresArg: true,
        describe: 'The program (default: the first source without .c, here)',
      })
      .option('include', {
        alias: 'I',
        type: 'string',
        array: true,
        requiresArg: true,
        describe: 'More folders with headers',
      })
      .option('strict', {
        type: 'boolean',
        default: false,
        describe: 'The flags of our own cases: -Wall -Wextra -Werror',
      })
      .option('allow-fork', {
        type: 'boolean',
        default: false,
        describe: 'Link fork() all the same; in the guest it is ENOSYS',
      })
      .option('with-deps', {
        type: 'boolean',
        default: false,
        describe: 'Install host packages that are missing',
      })
      .example('$0 cc mytest01.c', "LTP's API: tst_test.h and its like are there; gives ./mytest01")
      .example('$0 cc a.c b.c -o /tmp/a -- -DSIZE=64 -lrt', "two sources; words after -- are the compiler's")
      .example("$0 cc mytest01.c && $0 run --program './mytest01 -i 3'", 'and run it in a guest'),
  handler: async (options) => {
    const sources = options.files.map((file) => resolve(file));
    const wrong = options.files.find((file) => !file.endsWith('.c'));
    if (wrong !== undefined) {
      throw new UserError('CC_SOURCE', `'${wrong}' is no C source`, {
        hint: 'sources end in .c; words for the compiler come after --',
      });
    }
    const output = resolve(options.output ?? basename(sources[0] ?? '', '.c'));
    const view = progressView(process.stderr, false);
    const say = (line: string): void => void process.stderr.write(`${line}\n`);
    if (options['with-deps']) {
      await requirePackages({ withDeps: true }, say, view.listener).finally(() => view.clear());
    }
    const includes = (options.include ?? []).flatMap((dir) => ['-I', resolve(dir)]);
    await compileForeign({
      sources,
      output,
      flags: [...includes, ...(options['--'] ?? []).map(String)],
      strict: options.strict,
      allowFork: options['allow-fork'],
      onLine: say,
    });
    process.stdout.write(`${relative(process.cwd(), output) || output}\n`);
    return 0;
  },
});
