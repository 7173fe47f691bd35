// SPDX-License-Identifier: GPL-2.0-or-later
/** Reports of a real run: what is made of its journal later is, byte for byte, what the run wrote. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { FORMAT_NAMES, FORMATS, type KirkResults } from '../reports/index.ts';
import { casesOf, junitComplaints, readXml } from './fixtures/formats/junit.ts';
import { readKtap } from './fixtures/formats/ktap.ts';
import { BUILD_TIMEOUT_MS, buildCli, type Ended, Place } from './fixtures/run/harness.ts';

const place = new Place();
const files = (folder: string): string[] =>
  FORMAT_NAMES.flatMap((name) => ['--reporter', `${name}=${join(folder, `report.${name}`)}`]);
const read = (folder: string, file: string): string => readFileSync(join(place.path(folder), file), 'utf8');

let run: Ended;

beforeAll(async () => {
  await buildCli();
  run = await place.run(
    'demo/good',
    'demo/bad',
    'demo/panic',
    'demo/needs',
    '--out',
    'run',
    ...files('live'),
  );
}, BUILD_TIMEOUT_MS);
afterAll(() => place.remove());

test('all files that were asked for are there, and the screen as ever', () => {
  expect(run).toMatchObject({ code: 1, stderr: '' });
  expect(run.stdout).toMatch(/^\[\d\/4\] FAIL {4}demo\/bad /m);
  expect(readdirSync(place.path('live')).sort()).toEqual(FORMAT_NAMES.map((name) => `report.${name}`).sort());
  for (const [name, { always }] of Object.entries(FORMATS)) {
    if (always !== undefined) expect(read('run', always)).toBe(read('live', `report.${name}`));
  }
});

describe('report', () => {
  test('makes each file as the run made it', async () => {
    expect(await place.cli(['report', 'run', ...files('again')])).toMatchObject({
      code: 0,
      stdout: '',
      stderr: '',
    });
    for (const name of FORMAT_NAMES) {
      expect(read('again', `report.${name}`), name).toBe(read('live', `report.${name}`));
    }
  });

  test('of the last run prints what it printed', async () => {
    expect((await place.cli(['report'])).stdout).toBe(run.stdout);
    const { stdout } = await place.cli(['report', 'run', '--reporter', 'kirk']);
    expect(stdout).toBe(read('live', 'report.kirk'));
  });

  test('leaves a page in the run, or where it is told to', async () => {
    expect((await place.cli(['report'])).stderr).toBe(`HTML page: ${place.path('run/report.html')}\n`);
    expect(read('run', 'report.html')).toBe(read('live', 'report.html'));
    const ended = await place.cli(['report', 'run', '-o', 'pages/a.html']);
    expect(ended).toMatchObject({ code: 0, stdout: '' });
    expect(read('pages', 'a.html')).toBe(read('live', 'report.html'));
  });

  test('opens the page, and lives without a browser', async () => {
    writeFileSync(place.path('browser'), '#!/bin/sh\necho "$1" >opened.tmp && mv opened.tmp opened\n', {
      mode: 0o755,
    });
    const env = { ...process.env, BROWSER: place.path('browser') };
    expect(await place.cli(['report', 'run', '--open'], undefined, env)).toMatchObject({
      code: 0,
      stdout: '',
      stderr: `HTML page: ${place.path('run/report.html')}\n`,
    });
    await vi.waitFor(() => expect(read('.', 'opened')).toBe(`${place.path('run/report.html')}\n`), 5000);
    const without = await place.cli(['report', 'run', '--open'], undefined, { ...env, BROWSER: '/no/such' });
    expect(without).toMatchObject({ code: 0, stderr: expect.stringContaining('cannot open it') });
  });

  test('of a run that is not there', async () => {
    const ended = await place.cli(['report', 'nosuch']);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain('there is no run in nosuch');
  });
});

test('the formats agree on what the guests did', () => {
  const junit = read('live', 'report.junit');
  expect(junitComplaints(junit)).toEqual([]);
  const marks = casesOf(readXml(junit)).map(
    ({ attributes, children }) => `${attributes.name} ${children[0]?.name ?? 'passed'}`,
  );
  expect(marks).toEqual(['good passed', 'bad failure', 'panic error', 'needs skipped']);
  const [demo] = readKtap(read('live', 'report.ktap'));
  expect(demo?.children.map(({ ok, directive }) => `${ok} ${directive}`)).toEqual([
    'true undefined',
    'false undefined',
    'false undefined',
    'true SKIP',
  ]);
  const { results } = JSON.parse(read('live', 'report.kirk')) as KirkResults;
  expect(results.map(({ status }) => status)).toEqual(['pass', 'fail', 'brok', 'conf']);
});

test('a file that cannot be is refused before anything boots', async () => {
  const ended = await place.run('demo/good', '--out', 'refused', '--reporter', 'junit=run');
  expect(ended).toMatchObject({ code: 2, stdout: '' });
  expect(existsSync(place.path('refused'))).toBe(false);
});
