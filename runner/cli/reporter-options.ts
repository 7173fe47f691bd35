// SPDX-License-Identifier: GPL-2.0-or-later
/** `--reporter NAME` and `--reporter NAME=FILE`, for each command that makes reports. */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { FORMAT_NAMES, FORMATS, type FormatName } from '../../reports/index.ts';
import { didYouMean } from '../catalog/nearest.ts';
import { UserError } from '../errors.ts';
import { tryFile } from './output-place.ts';

/** What is written as things happen, for people; it has no file. */
export const LIVE_REPORTERS = { tty: 'live progress', ci: 'a line for each case' } as const;

export type ScreenReporter = keyof typeof LIVE_REPORTERS | FormatName;

/** Everything that `--reporter` takes. */
export const REPORTER_NAMES = [
  ...(Object.keys(LIVE_REPORTERS) as (keyof typeof LIVE_REPORTERS)[]),
  ...FORMAT_NAMES,
];

export interface ReporterChoice {
  /** What standard output shows; absent: whatever suits it. */
  readonly screen?: ScreenReporter | undefined;
  readonly files: readonly { readonly format: FormatName; readonly path: string }[];
}

const isFormat = (name: string): name is FormatName => Object.hasOwn(FORMATS, name);

const isReporter = (name: string): name is ScreenReporter =>
  isFormat(name) || Object.hasOwn(LIVE_REPORTERS, name);

const wrong = (message: string, hint?: string): UserError =>
  new UserError('REPORTER', `--reporter: ${message}`, hint === undefined ? {} : { hint });

/** Reads the values of `--reporter`; paths become absolute. Throws UserError. */
export function parseReporters(values: readonly string[] = []): ReporterChoice {
  let screen: ScreenReporter | undefined;
  const files: { format: FormatName; path: string }[] = [];
  for (const value of values) {
    const equals = value.indexOf('=');
    const name = equals < 0 ? value : value.slice(0, equals);
    if (!isReporter(name)) throw unknown(name);
    if (equals < 0) {
      if (screen !== undefined && screen !== name) {
        const [format] = [screen, name].filter(isFormat).reverse();
        throw wrong(
          `both ${screen} and ${name} would write to standard output`,
          format && `give one a file: ${format}=FILE`,
        );
      }
      screen = name;
      continue;
    }
    const path = value.slice(equals + 1);
    if (!isFormat(name)) throw wrong(`${name} is for the screen and has no file`, `say --reporter ${name}`);
    if (path === '') throw wrong(`${name}= wants the name of a file`, `for example ${name}=report.${name}`);
    if (files.some((file) => file.path === resolve(path)))
      throw wrong(`two reports would be written to ${path}`);
    files.push({ format: name, path: resolve(path) });
  }
  return { screen, files };
}

function unknown(name: string): UserError {
  const [before = ''] = name.split(/[:,]/, 1);
  if (before !== name && isReporter(before)) {
    const rest = name.slice(before.length + 1);
    const hint = name.includes(',') ? `--reporter ${before} --reporter ${rest}` : `${before}=${rest}`;
    return wrong(`no reporter is called '${name}'`, `did you mean ${hint}?`);
  }
  return wrong(
    `no reporter is called '${name}'`,
    didYouMean(name, REPORTER_NAMES) ?? `there are ${REPORTER_NAMES.join(', ')}`,
  );
}

/** Makes sure, before anything runs for minutes, that there will be a place for the files. Throws UserError. */
export function prepareFiles({ files }: ReporterChoice): void {
  for (const { format, path } of files) {
    try {
      tryFile(path);
    } catch (error) {
      throw wrong(`cannot write ${path}: ${(error as Error).message}`);
    }
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
      throw wrong(`${path} is a directory`, `name a file: ${format}=${path}/report.${format}`);
  }
}

export const REPORTER_HELP = [
  ...Object.entries(LIVE_REPORTERS),
  ...Object.entries(FORMATS).map(([name, { describe }]) => [name, describe] as const),
]
  .map(([name, describe]) => `${name} (${describe})`)
  .join(', ');

/** `--reporter` for yargs, the same in each command that has it. */
export const REPORTER_OPTION = {
  type: 'string',
  array: true,
  requiresArg: true,
  describe: `What to print, or NAME=FILE: what else to write; may be repeated. ${REPORTER_HELP}. Default: tty on a terminal, github in a job of GitHub Actions, else ci`,
} as const;
