// SPDX-License-Identifier: GPL-2.0-or-later
import { describe, expect, test } from 'vitest';
import { sourceLists } from './sources.ts';

const line = (text: string) => ({ style: 'line' as const, text });
const deb822 = (text: string) => ({ style: 'deb822' as const, text });

describe('our package list', () => {
  test('has the sources of one-line entries', () => {
    const text = [
      '# a comment',
      'deb http://mirror.example/debian bookworm main contrib # with a comment',
      'deb [arch=amd64 signed-by=/k/a.gpg,/k/b.gpg] http://mirror.example/debian/ bookworm-updates main',
      'deb cdrom:[Debian]/ bookworm main',
      '#deb http://off.example/debian bookworm main',
      'deb http://other.example/apt bookworm stable',
      'deb http://third.example/apt bookworm-pgdg main',
    ].join('\n');
    expect(sourceLists([line(text)], 'bookworm')).toBe(
      [
        'Types: deb-src\nURIs: http://mirror.example/debian\nSuites: bookworm\nComponents: main\n',
        'Types: deb-src\nURIs: http://mirror.example/debian/\nSuites: bookworm-updates\nComponents: main\nSigned-By: /k/a.gpg /k/b.gpg\n',
      ].join('\n'),
    );
  });

  test('has the sources of deb822 stanzas, with keys that are written out', () => {
    const text = [
      'Types: deb',
      '# a comment inside',
      'URIs: http://mirror.example/debian',
      'Suites: trixie trixie-updates trixie-backports',
      'Components: main non-free-firmware',
      'Architectures: amd64',
      'Signed-By:',
      ' -----BEGIN PGP PUBLIC KEY BLOCK-----',
      ' .',
      ' abc',
      '',
      'Enabled: no',
      'Types: deb',
      'URIs: http://off.example/debian',
      'Suites: trixie',
      'Components: main',
    ].join('\n');
    expect(sourceLists([deb822(text)], 'trixie')).toBe(
      [
        'Types: deb-src',
        'URIs: http://mirror.example/debian',
        'Suites: trixie trixie-updates',
        'Components: main',
        'Signed-By: ',
        ' -----BEGIN PGP PUBLIC KEY BLOCK-----',
        ' .',
        ' abc',
        '',
      ]
        .join('\n')
        .replace('Signed-By: \n', 'Signed-By: \n'),
    );
  });

  test('names a place once, also when the system has its sources already', () => {
    const text = [
      'deb http://mirror.example/debian sid main',
      'deb-src http://mirror.example/debian sid main',
      'deb-src http://mirror.example/debian/ sid main contrib',
    ].join('\n');
    expect(sourceLists([line(text)], 'trixie').match(/^Types/gm)).toHaveLength(1);
  });

  test('is empty when the system names no suite of its release', () => {
    expect(sourceLists([line('deb http://x.example/node nodistro main')], 'bookworm')).toBe('');
    expect(sourceLists([], 'bookworm')).toBe('');
  });
});
