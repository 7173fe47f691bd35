// SPDX-License-Identifier: GPL-2.0-or-later

import { describe, expect, it } from 'vitest';
import type { KnownFailure, KnownProblem } from '../verdict/index.ts';
import { checkCode, checkText } from './known.ts';
import { listText } from './known-text.ts';

const problem = (kind: KnownProblem['kind']): KnownProblem => ({
  kind,
  text: 'text',
  file: 'k.yaml',
  line: 3,
  id: 'a/b',
});

describe('known', () => {
  it('exits by what is wrong', () => {
    expect(checkCode([])).toBe(0);
    expect(checkCode([problem('known-expired')])).toBe(1);
    expect(checkCode([problem('known-expired'), problem('known-unknown-case')])).toBe(2);
    expect(checkCode([problem('known-unknown-point')])).toBe(2);
  });

  it('tells what is wrong and how much there is', () => {
    expect(checkText([problem('known-expired')], 4, 1)).toBe(
      'k.yaml:3: error: text\n4 known failures in 1 list, 1 wrong\n',
    );
    expect(checkText([], 1, 2)).toBe('1 known failure in 2 lists, nothing wrong\n');
  });

  it('lists entries in columns', () => {
    const base = { reason: 'why', file: 'k.yaml', line: 3 };
    const entries: KnownFailure[] = [
      { ...base, case: 'syscalls/shmat01', points: [2, 3], when: { machine: 'uml', kernel: '>=6.12' } },
      {
        ...base,
        case: 'a/b',
        outcome: 'timeout',
        cause: 'hang',
        expires: '2027-06-30',
        link: 'https://x.org',
      },
    ];
    expect(listText(entries)).toBe(
      [
        'syscalls/shmat01  points 2,3    uml >=6.12                    k.yaml:3',
        '    why',
        'a/b               timeout/hang  always      until 2027-06-30  k.yaml:3',
        '    why  https://x.org',
        '',
      ].join('\n'),
    );
    expect(listText([])).toBe('no known failures\n');
  });
});
