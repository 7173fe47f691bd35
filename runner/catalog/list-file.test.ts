// SPDX-License-Identifier: GPL-2.0-or-later
import { expect, test } from 'vitest';
import { parseCaseList, parseRuntest, selectEntries } from './index.ts';

test('names, comments, blank lines', () => {
  const text = '# what hangs\nfcntl07\n\n  syscalls/kill09  # why\n\tsmoke\r\n';
  expect(parseCaseList(text, 'l.txt')).toEqual({
    names: [
      { name: 'fcntl07', file: 'l.txt', line: 2, column: 1 },
      { name: 'syscalls/kill09', file: 'l.txt', line: 4, column: 3 },
      { name: 'smoke', file: 'l.txt', line: 5, column: 2 },
    ],
    problems: [],
  });
});

test('a name may hold a #; globs and two words have no place', () => {
  expect(parseCaseList('a#b\n', 'l').names[0]?.name).toBe('a#b');
  const { problems } = parseCaseList('fcntl*\n  a b\n', 'l');
  expect(problems).toMatchObject([
    { code: 'CASE_LIST', file: 'l', line: 1, column: 1, message: expect.stringContaining('glob') },
    { code: 'CASE_LIST', file: 'l', line: 2, column: 3 },
  ]);
  expect(parseCaseList('# nothing\n', 'l').problems).toHaveLength(1);
});

test('a name that is none is told where it stands', () => {
  const { suite } = parseRuntest('fcntl07 fcntl07\nfcntl14 fcntl14\n', 'sys', '/r/runtest/sys');
  const listed = parseCaseList('fcntl14\nfcntl08\n', 'l.txt').names;
  const { entries, problems } = selectEntries([suite], { listed });
  expect(entries.map((entry) => entry.tag)).toEqual(['fcntl14']);
  expect(problems).toMatchObject([
    { file: 'l.txt', line: 2, column: 1, hint: expect.stringContaining('fcntl07') },
  ]);
});
