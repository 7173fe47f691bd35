// SPDX-License-Identifier: GPL-2.0-or-later
/** From the folders of runs to coverage: reads counts and notes, lets gcov make sense of them. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { execa } from 'execa';
import { HostError, UserError } from '../errors.ts';
import { readGcovJson } from './gcov-json.ts';
import { countsFile, hasCounts, notesDir, type ObjectNotes, readNotes } from './notes.ts';
import { readRecords } from './records.ts';
import { addCoverage, sumRecords } from './sum.ts';
import type { FileCoverage } from './types.ts';

export interface Collected {
  /** By path. */
  readonly files: readonly FileCoverage[];
  /** Path to text. */
  readonly sources: ReadonlyMap<string, string>;
  /** What is incomplete, in words. */
  readonly problems: readonly string[];
}

/** Throws UserError for runs that have no counts or are of different sources, HostError when gcov fails. */
export async function collectCoverage(runDirs: readonly string[]): Promise<Collected> {
  const files = new Map<string, FileCoverage>();
  const sources = new Map<string, string>();
  const problems: string[] = [];
  for (const dir of runDirs) {
    if (!(await hasCounts(dir))) {
      throw new UserError('COVERAGE_NONE', `the run in ${dir} has no coverage`, {
        hint: "its kernel did not count: 'ltp-nommu run --variant gcov' makes one that does",
      });
    }
    const { objects, compiler } = await readNotes(notesDir(dir));
    const { records, lostBytes } = readRecords(await readFile(countsFile(dir)));
    const { files: summed, bad } = sumRecords(
      records,
      objects.map(({ stem }) => stem),
    );
    if (records.length === 0) problems.push(`${dir}: no guest has written any counts`);
    if (lostBytes > 0) problems.push(`${dir}: ${lostBytes} bytes of a guest that was killed while it wrote`);
    if (bad > 0) problems.push(`${dir}: ${bad} records that are not of this kernel`);
    for (const object of objects) {
      const path = `${object.stem}.c`;
      if ((sources.get(path) ?? object.source) !== object.source) {
        throw new UserError('COVERAGE_SOURCES', `${path} is not the same in all runs`, {
          hint: 'put runs of one kernel source together',
        });
      }
      sources.set(path, object.source);
      const coverage = await runGcov(object, summed.get(object.stem), compiler);
      if (coverage.lines.size === 0) problems.push(`${dir}: gcov knows no lines of ${path}`);
      const before = files.get(path);
      files.set(path, before === undefined ? coverage : addCoverage(before, coverage));
    }
  }
  return { files: [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1)), sources, problems };
}

/** Without counts gcov says that nothing ran. */
async function runGcov(
  { stem, note }: ObjectNotes,
  counts: Buffer | undefined,
  compiler: string,
): Promise<FileCoverage> {
  const dir = await mkdtemp(join(tmpdir(), 'ltp-nommu-gcov-'));
  try {
    const name = basename(stem);
    await writeFile(join(dir, `${name}.gcno`), note);
    if (counts !== undefined) await writeFile(join(dir, `${name}.gcda`), counts);
    const result = await execa('gcov', ['--json-format', '--stdout', `${name}.gcno`], {
      cwd: dir,
      env: { LC_ALL: 'C' },
      reject: false,
    });
    if (result.failed || /version '.*', prefer|stamp mismatch/.test(result.stderr)) {
      throw new HostError('GCOV_FAILED', `gcov cannot read the counts of ${stem}.c`, {
        excerpt: (result.stderr || String(result.message)).split('\n').slice(0, 5),
        hint: `it has to be of the compiler that built the kernel: ${compiler}`,
      });
    }
    return readGcovJson(result.stdout, `${stem}.c`);
  } finally {
    await rm(dir, { recursive: true });
  }
}
