// SPDX-License-Identifier: GPL-2.0-or-later
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { UserError } from '../errors.ts';
import { parseReporters, prepareFiles, REPORTER_HELP, REPORTER_NAMES } from './reporter-options.ts';
import { screenFor } from './run-reporters.ts';

function complaint(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof UserError) return `${error.message}; ${error.hint ?? ''}`;
    throw error;
  }
  return 'nothing';
}

test('one for the screen, any number of files', () => {
  expect(parseReporters()).toEqual({ screen: undefined, files: [] });
  expect(parseReporters(['ci', 'junit=/a/b.xml', 'json=/a/c=d.json', 'junit=/a/e.xml'])).toEqual({
    screen: 'ci',
    files: [
      { format: 'junit', path: '/a/b.xml' },
      { format: 'json', path: '/a/c=d.json' },
      { format: 'junit', path: '/a/e.xml' },
    ],
  });
  expect(parseReporters(['kirk=k.json']).files[0]?.path).toBe(join(process.cwd(), 'k.json'));
  for (const name of REPORTER_NAMES) expect(parseReporters([name]).screen).toBe(name);
});

test.each([
  [['junt'], /no reporter is called 'junt'; did you mean junit\?/],
  [['html5'], /no reporter is called 'html5'; /],
  [['junit:out.xml'], /did you mean junit=out.xml\?/],
  [['ci,junit'], /did you mean --reporter ci --reporter junit\?/],
  [['ci=log.txt'], /ci is for the screen and has no file; say --reporter ci/],
  [['junit='], /junit= wants the name of a file; for example junit=/],
  [['json', 'ci'], /both json and ci would write to standard output; give one a file: json=FILE/],
  [['json=a', 'ktap=./a'], /two reports would be written to \.\/a/],
  [[''], /no reporter is called ''; there are tty, ci, json/],
])('%j is refused', (values, message) => {
  expect(complaint(() => parseReporters(values))).toMatch(message);
});

test('a file that cannot be is refused before anything runs', () => {
  const dir = mkdtempSync(join(tmpdir(), 'reporters-'));
  try {
    prepareFiles(parseReporters([`junit=${dir}/new/a.xml`]));
    expect(existsSync(join(dir, 'new'))).toBe(true);
    mkdirSync(join(dir, 'folder'));
    writeFileSync(join(dir, 'file'), '');
    expect(complaint(() => prepareFiles(parseReporters([`junit=${dir}/folder`])))).toMatch(
      /folder is a directory/,
    );
    expect(complaint(() => prepareFiles(parseReporters([`junit=${dir}/file/a.xml`])))).toMatch(
      /cannot write .*a\.xml: .*file is no directory/,
    );
  } finally {
    rmSync(dir, { recursive: true });
  }
});

test('what suits standard output, when nothing is chosen', () => {
  const terminal = { TERM: 'xterm' };
  expect(screenFor({}, true, terminal)).toBe('tty');
  expect(screenFor({ verbose: true }, true, terminal)).toBe('ci');
  expect(screenFor({}, false, {})).toBe('ci');
  expect(screenFor({}, false, { GITHUB_ACTIONS: 'true', CI: 'true' })).toBe('github');
  expect(screenFor({ screen: 'ci' }, false, { GITHUB_ACTIONS: 'true' })).toBe('ci');
});

test('help and docs tell of each', () => {
  const docs = readFileSync(new URL('../../docs/formats.md', import.meta.url), 'utf8');
  const told = [...docs.matchAll(/^\| `([\w-]+)` +\|/gm)].map(([, name]) => name);
  expect(told.sort()).toEqual([...REPORTER_NAMES].sort());
  for (const name of REPORTER_NAMES) expect(REPORTER_HELP).toContain(`${name} (`);
});
