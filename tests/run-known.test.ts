// SPDX-License-Identifier: GPL-2.0-or-later
/** `known add` and `known prune` after what real guests have shown. */
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BUILD_TIMEOUT_MS, buildCli, FIXTURES, Place } from './fixtures/run/harness.ts';

const place = new Place();
const list = place.path('known.yaml');
const known = (...args: string[]) => place.cli(['known', ...args, '--file', list, '--root', FIXTURES]);
const run = (...args: string[]) => place.cli(['run', '--root', FIXTURES, '--known', list, ...args]);

beforeAll(async () => {
  await buildCli();
  writeFileSync(list, '# what is known\n');
  expect(await run('bad', 'panic', 'good')).toMatchObject({ code: 1 });
}, BUILD_TIMEOUT_MS);
afterAll(() => place.remove());

test('add takes points, outcome and cause from the run; then all is as expected; prune takes out what passes', async () => {
  expect(await known('add', 'bad', '--reason', 'on purpose')).toMatchObject({ code: 0 });
  const panic = await known(
    'add',
    'demo/panic',
    '--from',
    'last',
    '--reason',
    'so be it',
    '--expires',
    '2999-01-01',
  );
  expect(panic).toMatchObject({ code: 0, stderr: '' });
  expect(readFileSync(list, 'utf8')).toBe(
    [
      '# what is known',
      '- case: demo/bad',
      '  points: [2]',
      '  reason: on purpose',
      '- case: demo/panic',
      '  outcome: crash',
      '  cause: panic',
      '  reason: so be it',
      '  expires: 2999-01-01',
      '',
    ].join('\n'),
  );
  expect(await known('check')).toMatchObject({ code: 0 });
  expect(await run('bad', 'panic', 'good')).toMatchObject({ code: 0 });
  const again = await known('add', 'bad', '--reason', 'again');
  expect(again).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/known\.yaml:2:3: error: .*known already/),
  });

  expect(await known('prune')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('nothing to prune'),
  });
  writeFileSync(list, `${readFileSync(list, 'utf8')}# passes\n- case: demo/good\n  reason: was broken\n`);
  expect(await run('bad', 'panic', 'good')).toMatchObject({ code: 0 });
  const before = readFileSync(list, 'utf8');
  const listed = await known('prune');
  expect(listed).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/known\.yaml:11: demo\/good .*: remove/),
  });
  expect(readFileSync(list, 'utf8')).toBe(before);
  expect(await known('prune', '--yes')).toMatchObject({ code: 0 });
  expect(readFileSync(list, 'utf8')).toBe(before.replace(/# passes[\s\S]*/, ''));
});

test.each([
  [['add', 'good', '--reason', 'r'], 'did not fail'],
  [['add', 'baad', '--reason', 'r'], 'did you mean'],
  [['add', 'bad'], '--reason'],
  [['add', '--reason', 'r'], 'which case'],
  [['add', 'panic', '--reason', 'r', '--expires', 'soon', '--from', 'last~9'], 'last~9'],
  [['prune', '--reason', 'r'], '--reason is not for this action'],
  [['check', 'bad'], "'bad' is not for this action"],
])('known %j is refused', async (args, message) => {
  const before = readFileSync(list, 'utf8');
  const ended = await known(...args);
  expect(ended).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(message) });
  expect(readFileSync(list, 'utf8')).toBe(before);
});

test('check says file, line and column of all that is wrong', async () => {
  const wrong = place.path('wrong.yaml');
  writeFileSync(
    wrong,
    '- case: demo/godo\n  reason: r\n- case: demo/good\n  reason: r\n  expires: 2020-01-01\n',
  );
  const ended = await place.cli(['known', 'check', '--file', wrong, '--root', FIXTURES]);
  expect(ended.code).toBe(2);
  expect(ended.stdout).toMatch(/wrong\.yaml:1:3: error: .*demo\/good/);
  expect(ended.stdout).toMatch(/wrong\.yaml:3:3: error: .*expired on 2020-01-01/);
});
