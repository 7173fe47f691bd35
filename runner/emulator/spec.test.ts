// SPDX-License-Identifier: GPL-2.0-or-later
import { expect, test } from 'vitest';
import { kernelArgs } from './cmdline.ts';
import { encodeValue, specHeader } from './spec.ts';

test('values keep to one line and one field', () => {
  expect(encodeValue('plain-µ/=:"')).toBe('plain-µ/=:"');
  expect(encodeValue('a b\n%\t\0\x7f')).toBe('a%20b%0A%25%09%00%7F');
});

test('every key in its place', () => {
  expect(
    specHeader({
      token: 'ab',
      id: 's/t',
      argv: ['/case/bin/t', '', 'x y'],
      env: { A: '1', B: 'a=b c' },
      cwd: '/tmp',
      uid: 65534,
      mode: 'case',
      files: [
        { path: '/case/bin/t', mode: 0o4755, size: 12 },
        { path: '/etc/a b', mode: 0, size: 0 },
      ],
    }),
  ).toBe(
    [
      'ltp-nommu 1',
      'token ab',
      'id s/t',
      'arg /case/bin/t',
      'arg ',
      'arg x%20y',
      'env A=1',
      'env B=a=b%20c',
      'cwd /tmp',
      'uid 65534',
      'mode case',
      'file 4755 12 /case/bin/t',
      'file 0000 0 /etc/a%20b',
      'data',
      '',
    ].join('\n'),
  );
});

test('optional keys are left out', () => {
  expect(specHeader({ token: 't', id: 'i', argv: [], mode: 'shell', files: [] })).toBe(
    'ltp-nommu 1\ntoken t\nid i\nmode shell\ndata\n',
  );
});

test('the command line', () => {
  const args = kernelArgs({ memoryMb: 96, extra: ['loglevel=8'] });
  expect(args).toContain('mem=96M');
  expect(args).toContain('con0=null,fd:1');
  expect(args.at(-1)).toBe('loglevel=8');
  expect(kernelArgs({ memoryMb: 64, tty: true })).toContain('con0=fd:0,fd:1');
  expect(args.join(' ')).not.toContain('coverage');
  expect(kernelArgs({ memoryMb: 64, coverage: true })).toContain('coverage=8');
});
