// SPDX-License-Identifier: GPL-2.0-or-later
/** What the guest init says of a boot spec that is wrong, large or names what cannot be run. */
import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { rootfsFixture, run, shell, words } from './fixtures/rootfs/fixture.ts';
import { canMakeWorlds, specBytes, TOKEN } from './fixtures/rootfs/world.ts';

const worlds = canMakeWorlds();
const fixture = rootfsFixture();

describe.runIf(worlds)('a spec that is wrong is told and ends the boot', () => {
  const good = ['ltp-nommu 1', `token ${TOKEN}`, 'id x/y', 'arg /bin/true', 'data', ''].join('\n');
  const broken: readonly (readonly [name: string, spec: string, error: RegExp])[] = [
    ['empty', '', /spec: empty$/],
    ['another format', good.replace('nommu 1', 'nommu 2'), /first line.* ltp-nommu%202$/],
    ['no end of the text', good.replace('\ndata\n', '\n'), /ends before the `data` line$/],
    ['a zero byte', good.replace('x/y', 'x\0y'), /zero byte/],
    ['no token', good.replace(/token.*\n/, ''), /^# ltp-nommu - setup-error spec: no token$/],
    ['nothing to run', good.replace(/arg.*\n/, ''), /no arg line/],
    ['an unknown key', good.replace('arg ', 'args '), /unknown key or bad value in a line of args$/],
    ['a line without a value', good.replace('arg /bin/true', 'arg'), /no value in line arg$/],
    ['an unknown mode', good.replace('data\n', 'mode both\ndata\n'), /a line of mode$/],
    ['half an escape', good.replace('/bin/true', '/bin/%4'), /a line of arg$/],
    ['an escaped zero', good.replace('/bin/true', '/bin/%00x'), /a line of arg$/],
    ['no number', good.replace('data\n', 'uid root\ndata\n'), /a line of uid$/],
    ['a variable without =', good.replace('data\n', 'env NAME\ndata\n'), /a line of env$/],
    ['a relative path', good.replace('data\n', 'file 0644 0 etc/x\ndata\n'), /a line of file$/],
    ['a climbing path', good.replace('data\n', 'file 0644 0 /a/../b\ndata\n'), /a line of file$/],
    [
      'an escaped climbing path',
      good.replace('data\n', 'file 0644 0 /a/%2e%2e/b\ndata\n'),
      /a line of file$/,
    ],
    ['a bad mode', good.replace('data\n', 'file 0855 0 /x\ndata\n'), /a line of file$/],
    ['a huge size', good.replace('data\n', 'file 0644 99999999999999999999 /x\ndata\n'), /a line of file$/],
    ['missing data', `${good.replace('data\n', 'file 0644 10 /x\ndata\n')}123`, /data end inside of \/x$/],
    ['more data than files', `${good}more`, /more data than its files have bytes$/],
    [
      'a file in place of a directory',
      good.replace('data\n', 'file 0644 0 /etc/passwd/x\ndata\n'),
      /cannot create \/etc\/passwd\/x: ENOTDIR \(20\)$/,
    ],
    ['no program', good.replace('/bin/true', '/case/none'), /cannot execute \/case\/none: ENOENT \(2\)$/],
    ['a directory to run', good.replace('/bin/true', '/case'), /cannot execute \/case: EACCES \(13\)$/],
    [
      'no such directory',
      good.replace('data\n', 'cwd /none\ndata\n'),
      /cannot change to the directory of \/bin\/true: ENOENT \(2\)$/,
    ],
    ['a text without end', `ltp-nommu 1\n${'env A=b\n'.repeat(140_000)}`, /longer than 1 MiB/],
  ];

  test.each(broken)('%s', async (_name, spec, error) => {
    const end = await fixture.boot(Buffer.from(spec, 'latin1'));
    const told = end.frames.filter((line) => line.includes(' setup-error '));
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(error);
    expect(end.frames.at(-1)).toMatch(/ end$/);
    expect(end.code).toBe(0);
  });

  test('garbage to execute is told', async () => {
    const end = await fixture.boot(
      specBytes(run('/case/garbage'), [{ path: '/case/garbage', data: randomBytes(5000) }]),
    );
    expect(words(end)).toContain('setup-error cannot execute /case/garbage: ENOEXEC (8)');
  });

  test('a large text is no error', async () => {
    const many = Array.from({ length: 2000 }, (_, index) => `env NAME${index}=${'v'.repeat(200)}`);
    const end = await fixture.boot(specBytes([...shell('env | grep -c ^NAME'), ...many]));
    expect(end.output).toBe('2000\n');
  });
});
