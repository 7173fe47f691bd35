// SPDX-License-Identifier: GPL-2.0-or-later
/** `known add` and `known prune`: changes of the lists after what a run has shown. */
import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { DEFAULT_VARIANT } from '../build/index.ts';
import { didYouMean } from '../catalog/index.ts';
import { EXIT, UserError } from '../errors.ts';
import { findRun } from '../history/index.ts';
import type { CaseEnd, Summary } from '../journal/index.ts';
import {
  claimsFor,
  entryText,
  KNOWN_DIR,
  type KnownLists,
  knownEntrySchema,
  loadKnown,
  type NewEntry,
  parseKnown,
  type StaleEntry,
  staleEntries,
  withEdits,
  withEntry,
} from '../known/index.ts';
import { type KnownEnvironment, KnownFailures } from '../verdict/index.ts';
import type { KnownOptions } from './known.ts';
import { expectation } from './known-text.ts';

type AddOptions = Pick<KnownOptions, 'case' | 'file' | 'from' | 'reason' | 'link' | 'expires' | 'json'>;
type PruneOptions = Pick<KnownOptions, 'file' | 'from' | 'yes' | 'json'>;

const HEAD =
  '# SPDX-License-Identifier: GPL-2.0-or-later\n# Known failures; runtest/known-failures/uml.yaml says what each key means.\n';

/** Where the entries of a run's cases hold. */
function environmentOf({ start }: Summary): KnownEnvironment {
  return {
    machine: start?.machine ?? 'uml',
    variant: start?.kernel.variant ?? DEFAULT_VARIANT,
    kernel: start?.kernel.release ?? '',
  };
}

export async function addKnown(root: string, options: AddOptions): Promise<number> {
  const { summary } = await findRun(options.from ?? 'last');
  const end = failedCase(summary, options.case ?? '');
  const path = options.file?.at(-1) ?? join(root, KNOWN_DIR, 'uml.yaml');
  const isNew = !existsSync(path);
  // All lists count for what is known already, and the one that is written to, wherever it is.
  const given = options.file?.filter((file) => existsSync(file));
  const { entries } = await loadKnown(root, options.file === undefined ? undefined : given);
  const environment = environmentOf(summary);
  const known = new KnownFailures(entries, environment).entriesFor(end.id);
  const claims = claimsFor(end.result, known);
  if (claims.length === 0) {
    const [first] = known;
    throw new UserError('KNOWN_ALREADY', `what failed of ${end.id} is known already`, {
      ...(first === undefined ? {} : { file: first.file, line: first.line, column: first.column }),
    });
  }
  const added = claims.map((claim) =>
    checkedEntry({ case: end.id, ...claim, ...detailsOf(options, environment) }),
  );
  const before = isNew ? HEAD : await readFile(path, 'utf8');
  await replaceFile(path, added.reduce(withEntry, before));
  process.stdout.write(
    options.json
      ? `${JSON.stringify({ file: path, entries: added }, null, 2)}\n`
      : `${shortPath(path)}:\n${added.map(entryText).join('')}`,
  );
  return EXIT.ok;
}

const shortPath = (path: string): string => {
  const short = relative(process.cwd(), path);
  return short.startsWith('..') ? path : short;
};

function detailsOf(
  { reason = '', link, expires }: AddOptions,
  { variant }: KnownEnvironment,
): Omit<NewEntry, 'case'> {
  // What a kernel with more checks finds may not show in the plain one.
  const special = variant !== DEFAULT_VARIANT && variant !== 'custom';
  return {
    reason: reason.trim(),
    ...(link === undefined ? {} : { link }),
    ...(special ? { when: { variant } } : {}),
    ...(expires === undefined ? {} : { expires }),
  };
}

function checkedEntry(entry: NewEntry): NewEntry {
  const parsed = knownEntrySchema.safeParse(entry);
  const issue = parsed.error?.issues[0];
  if (issue === undefined) return entry;
  throw new UserError('KNOWN_INVALID', `known add: --${issue.path.join('.')}: ${issue.message}`);
}

/** The result in the run that an entry is to explain: the first that was unexpected. */
function failedCase(summary: Summary, name: string): CaseEnd {
  const ids = [...new Set(summary.finished.map((end) => end.id))];
  const found = ids.filter((id) => id === name || id.slice(id.indexOf('/') + 1) === name);
  const [id] = found;
  const run = summary.start?.runId ?? '';
  if (id === undefined) {
    const hint = didYouMean(name, [...ids, ...ids.map((each) => each.slice(each.indexOf('/') + 1))]);
    throw new UserError('KNOWN_NO_RESULT', `the run ${run} has no result of '${name}'`, { hint });
  }
  if (found.length > 1) {
    throw new UserError('KNOWN_AMBIGUOUS', `'${name}' is the tag of several cases`, {
      hint: found.join(', '),
    });
  }
  const ends = summary.finished.filter((end) => end.id === id);
  const end = ends.find((each) => each.verdict === 'unexpected') ?? ends[0];
  if (end === undefined || end.result.faults.length === 0) {
    throw new UserError('KNOWN_NO_FAILURE', `${id} did not fail in the run ${run}: ${end?.result.outcome}`);
  }
  if (end.result.cause === 'host') {
    const message = `${id} has no result of its own in the run ${run}: ${end.result.reason}`;
    throw new UserError('KNOWN_NO_FAILURE', message, { hint: 'run it again; the host failed, not the case' });
  }
  return end;
}

export async function pruneKnown(root: string, lists: KnownLists, options: PruneOptions): Promise<number> {
  const { summary } = await findRun(options.from ?? 'last');
  const stale = staleEntries(lists.entries, summary.finished, environmentOf(summary));
  if (options.json) process.stdout.write(`${JSON.stringify(stale, null, 2)}\n`);
  else process.stdout.write(staleText(stale, summary));
  if (stale.length === 0) return EXIT.ok;
  if (!(options.yes || (await confirmed(`Change ${stale.length} of the lists' entries?`)))) {
    process.stderr.write("nothing was changed; 'known prune --yes' does it without asking\n");
    return EXIT.unexpected;
  }
  for (const file of new Set(stale.map(({ entry }) => entry.file))) {
    const path = options.file === undefined ? join(root, file) : resolve(file);
    const text = await readFile(path, 'utf8');
    const parsed = parseKnown(text, file);
    const lines = parsed.ok ? parsed.entries.map(({ line }) => line) : [];
    const edits = stale
      .filter(({ entry }) => entry.file === file)
      .map(({ entry, remaining }) => ({ index: lines.indexOf(entry.line), points: remaining }));
    await replaceFile(path, withEdits(text, edits));
    process.stderr.write(`${file}: ${edits.length} changed\n`);
  }
  return EXIT.ok;
}

function staleText(stale: readonly StaleEntry[], summary: Summary): string {
  const run = summary.start?.runId ?? '';
  if (stale.length === 0) return `nothing to prune: no known failure passed in ${run}\n`;
  const lines = stale.map(({ entry, remaining }) => {
    const what = remaining === undefined ? 'remove' : `narrow to points ${remaining.join(',')}`;
    return `${entry.file}:${entry.line}: ${entry.case} ${expectation(entry)}: ${what}`;
  });
  return `${[`passed in ${run}:`, ...lines].join('\n')}\n`;
}

/** Nobody can be asked without a terminal, and then nothing is changed. */
async function confirmed(question: string): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await terminal.question(`${question} [y/N] `)).trim());
  } finally {
    terminal.close();
  }
}

/** A list is never seen half written. */
async function replaceFile(path: string, text: string): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  await writeFile(temporary, text);
  await rename(temporary, path);
}
