// SPDX-License-Identifier: GPL-2.0-or-later
/** The command line: which commands there are, how usage errors are told, what the exit code is. */
import type { Argv } from 'yargs';
import { packageVersion } from '../build/paths.ts';
import { didYouMean } from '../catalog/nearest.ts';
import { EXIT, exitCodeOf, formatError, UserError } from '../errors.ts';
import type { AnyCommand } from './command.ts';

export interface CommandEntry {
  /** As in the module; here again, so that --help loads no module. */
  readonly name: string;
  readonly describe: string;
  readonly load: () => Promise<{ readonly command: AnyCommand }>;
  /** It has its own handling of SIGINT and SIGTERM. */
  readonly ownSignals?: boolean;
}

/** Runs one command line (without node and script); resolves to the exit code. Everything to print is printed. */
export async function runCli(args: readonly string[], commands: readonly CommandEntry[]): Promise<number> {
  try {
    // Not worth loading yargs for.
    if (args.length === 1 && args[0] === '--version') {
      process.stdout.write(`${packageVersion()}\n`);
      return EXIT.ok;
    }
    return await parse(args, commands);
  } catch (error) {
    process.stderr.write(`${formatError(error)}\n`);
    // git bisect takes 1 to 127 but 125 for "bad"; a wrong command line says nothing about the commit.
    return args.some((arg) => /^--bisect(=|$)/.test(arg)) ? BISECT_CANNOT_TELL : exitCodeOf(error);
  }
}

const BISECT_CANNOT_TELL = 125;

/** The options of a command as its help shows them: `--jobs`, `-j`. */
export async function optionsOf(entry: CommandEntry): Promise<string[]> {
  const { default: createYargs } = await import('yargs');
  const yargs = createYargs([]).help().alias('help', 'h').wrap(null);
  (await entry.load()).command.builder(yargs);
  const help = await yargs.getHelp();
  return [...help.matchAll(/^ +(-[\w-]+(?:, -[\w-]+)*)/gm)].flatMap(([, names = '']) => names.split(', '));
}

/** An option that the command does not have: told with those that it may have been meant for. */
class UnknownOptions extends UserError {
  readonly names: readonly string[];
  constructor(names: readonly string[], hint: string) {
    const dashed = names.map((name) => (name.length > 1 ? `--${name}` : `-${name}`));
    super('USAGE', `unknown option${names.length > 1 ? 's' : ''} ${dashed.join(', ')}`, { hint });
    this.names = dashed;
  }
}

async function withNearest(
  error: UnknownOptions,
  args: readonly string[],
  commands: readonly CommandEntry[],
): Promise<UserError> {
  const entry = commands.find(({ name }) => args.includes(name.split(' ')[0] ?? name));
  const [first = ''] = error.names;
  const nearest = entry && didYouMean(first, (await optionsOf(entry)).filter(isLong));
  return nearest === undefined ? error : new UserError('USAGE', error.message, { hint: nearest });
}

async function parse(args: readonly string[], commands: readonly CommandEntry[]): Promise<number> {
  const { default: createYargs } = await import('yargs');
  let code: number = EXIT.ok;
  const yargs = createYargs([...args])
    .scriptName('ltp-nommu')
    .usage('$0 <command>\n\nRuns LTP cases, each in its own freshly booted Linux kernel without an MMU.')
    .version(packageVersion())
    .help()
    .alias('help', 'h')
    .strict()
    .exitProcess(false)
    .parserConfiguration({ 'duplicate-arguments-array': true, 'greedy-arrays': false, 'strip-aliased': true })
    // yargs renders its help at each command, shown or not, and breaking its lines takes a tenth of a second.
    .wrap(wantsHelp(args) ? Math.min(110, Math.max(60, process.stdout.columns || 100)) : null)
    .demandCommand(1, 'which command?')
    .fail((message: string | null, error: Error | undefined) => {
      // What a command throws comes without a message; what yargs found itself, and check() functions threw, with one.
      if (error instanceof UserError || (error !== undefined && message === null)) throw error;
      throw usageError(message ?? 'wrong usage', args, commands);
    })
    .example('$0 run syscalls --with-deps', 'all cases of LTP; installs and builds what is missing')
    .example('$0 run fcntl07', 'one case')
    .example("$0 run 'fcntl*' --exclude fcntl14", 'a selection')
    .example('$0 run smoke --kernel-src ~/linux', 'on your own kernel tree')
    .example('$0 list', 'what there is')
    .epilogue(
      'Exit codes: 0 all as expected; 1 something unexpected; 2 usage or broken input; 3 the host failed; ' +
        '130/143 interrupted. Each command has its own --help.',
    );
  for (const entry of commands) addCommand(yargs, entry, (value) => (code = value));
  try {
    await yargs.parseAsync();
  } catch (error) {
    if (error instanceof UnknownOptions) throw await withNearest(error, args, commands);
    // Some of its findings yargs throws past fail().
    if (error instanceof Error && error.name === 'YError') throw usageError(error.message, args, commands);
    throw error;
  }
  return code;
}

const wantsHelp = (args: readonly string[]): boolean =>
  args.length === 0 || args.some((arg) => arg === '--help' || /^-[a-z]*h/.test(arg) || arg === 'help');

function addCommand(yargs: Argv, entry: CommandEntry, setCode: (code: number) => void): void {
  yargs.command(
    entry.name,
    entry.describe,
    async (inner) => (await entry.load()).command.builder(inner) as Argv,
    async (options) => {
      const { command } = await entry.load();
      if (!entry.ownSignals) exitOnSignals();
      setCode((await command.handler(options as never)) ?? EXIT.ok);
    },
  );
}

/** process.exit() runs the exit handlers, which end the tools that a build has started. */
function exitOnSignals(): void {
  process.once('SIGINT', () => process.exit(EXIT.interrupted));
  process.once('SIGTERM', () => process.exit(EXIT.terminated));
}

function usageError(message: string, args: readonly string[], commands: readonly CommandEntry[]): UserError {
  const names = commands.map(({ name }) => name.split(' ')[0] ?? name);
  const given = args.find((arg) => !arg.startsWith('-'));
  const known = given !== undefined && names.includes(given);
  const help = `'ltp-nommu ${known ? `${given} ` : ''}--help' shows what there is`;
  if (given !== undefined && !known) {
    return new UserError('USAGE', `no command is called '${given}'`, {
      hint: didYouMean(given, names) ?? `commands: ${names.join(', ')}`,
    });
  }
  const unknown = /^Unknown arguments?: (.*)/s.exec(message)?.[1]?.split(', ') ?? [];
  const options = unknown.filter((name) => args.some((arg) => isOption(arg, name)));
  if (options.length > 0) return new UnknownOptions(options, help);
  return new UserError('USAGE', plainWords(message), { hint: help });
}

/** One letter is near to every other. */
const isLong = (option: string): boolean => option.startsWith('--');

const isOption = (arg: string, name: string): boolean =>
  arg === `--${name}` ||
  arg === `--no-${name}` ||
  arg.startsWith(`--${name}=`) ||
  (name.length === 1 && /^-[a-z]/i.test(arg));

/** yargs' sentences that a person would have to decode, in other words. */
const PLAIN_WORDS: readonly (readonly [RegExp, string])[] = [
  [/^Not enough non-option arguments.*/s, 'an argument is missing'],
  [/^Unknown arguments?: (.*)/s, 'unknown: $1'],
  [/^Not enough arguments following: (.*)/s, '--$1 wants a value'],
  [/^Invalid values:\s+Argument: ([^,]+), Given: "(.*)", Choices: (.*)/s, "'$2' is no $1; choices: $3"],
];

function plainWords(message: string): string {
  for (const [pattern, words] of PLAIN_WORDS) {
    if (pattern.test(message)) return message.replace(pattern, words);
  }
  return message.charAt(0).toLowerCase() + message.slice(1);
}

/** A reader that goes away (`ltp-nommu list | head`) is no error: what it did not want is not written. */
export function ignoreClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}
