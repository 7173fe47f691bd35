// SPDX-License-Identifier: GPL-2.0-or-later
/** What comes of coverage: tracefile, table, page, and the list of what cannot be reached. */
import { expect, test } from 'vitest';
import { UserError } from '../errors.ts';
import { figuresOf, percent, tableText, total } from './figures.ts';
import { readGcovJson } from './gcov-json.ts';
import { lcovText } from './lcov.ts';
import { coveragePage, excerpts } from './page.ts';
import type { FileCoverage, SourceCoverage } from './types.ts';
import { markUnreachable, parseUnreachable } from './unreachable.ts';

const SOURCE = ['int f(int x)', '{', '\tif (x < 2 && "<b>")', '\t\treturn 1;', '\treturn 0;', '}', 'int g;'];
const FILE: FileCoverage = {
  path: 'mm/a.c',
  functions: [{ name: 'f.part.0', line: 1, endLine: 6, count: 7 }],
  lines: new Map([
    [1, 7],
    [3, 7],
    [4, 0],
    [5, 0],
  ]),
};
const plain: SourceCoverage = { ...FILE, source: SOURCE, unreachable: new Map() };

test("gcov's JSON: lines of the file itself, copies of a function together", () => {
  const json = {
    files: [
      {
        file: './mm/a.c',
        functions: [
          { name: 'g', start_line: 8, end_line: 9, execution_count: 0, blocks: 1 },
          { name: 'f', start_line: 1, end_line: 6, execution_count: 7, blocks: 3 },
        ],
        lines: [
          { line_number: 5, count: 0, branches: [] },
          { line_number: 1, count: 7, branches: [] },
          { line_number: 5, count: 2, branches: [] },
        ],
      },
      { file: 'include/linux/mm.h', functions: [], lines: [{ line_number: 1, count: 9 }] },
    ],
  };
  const file = readGcovJson(JSON.stringify(json), 'mm/a.c');
  expect(file.functions.map(({ name }) => name)).toEqual(['f', 'g']);
  expect([...file.lines]).toEqual([
    [1, 7],
    [5, 2],
  ]);
  expect(() => readGcovJson('{}', 'mm/a.c')).toThrow();
});

test('lcov tracefile', () => {
  expect(lcovText([FILE])).toBe(
    [
      'TN:',
      'SF:mm/a.c',
      'FN:1,f.part.0',
      'FNDA:7,f.part.0',
      'FNF:1',
      'FNH:1',
      'DA:1,7',
      'DA:3,7',
      'DA:4,0',
      'DA:5,0',
      'LF:4',
      'LH:2',
      'end_of_record',
      '',
    ].join('\n'),
  );
});

test('the table counts what can be reached apart', () => {
  const marked: SourceCoverage = { ...plain, path: 'mm/b.c', unreachable: new Map([[5, 'never']]) };
  expect(tableText([plain, marked])).toBe(
    [
      'FILE    LINES         OF THE REACHABLE  FUNCTIONS',
      'mm/a.c   50.0 %  2/4   50.0 %  2/4      100.0 %  1/1',
      'mm/b.c   50.0 %  2/4   66.6 %  2/3      100.0 %  1/1',
      'all      50.0 %  4/8   57.1 %  4/7      100.0 %  2/2',
      '',
    ].join('\n'),
  );
  expect(total([figuresOf(plain), figuresOf(marked)]).reachable).toEqual({ ran: 4, of: 7 });
});

test('100 % is all, not nearly all; of nothing all has run', () => {
  expect(percent({ ran: 9999, of: 10_000 })).toBe(99.9);
  expect(percent({ ran: 3, of: 3 })).toBe(100);
  expect(percent({ ran: 0, of: 0 })).toBe(100);
});

test('the page shows what did not run, and escapes the source', () => {
  const page = coveragePage([{ ...plain, unreachable: new Map([[5, 'x is <always> 1']]) }], 'A & B');
  expect(page).toContain('<title>A &amp; B</title>');
  expect(page).toContain('if (x &lt; 2 &amp;&amp; &quot;&lt;b&gt;&quot;)');
  expect(page).not.toContain('<b>');
  expect(page).toMatch(/<span class="missed"><i> {4}4 {9}0<\/i> {2}\t\treturn 1;<\/span>/);
  expect(page).toMatch(/<span class="never">.*return 0; <i>— x is &lt;always&gt; 1<\/i><\/span>/);
  expect(page).toContain('<h3>f.part.0</h3>');
});

test('excerpts with surroundings, joined where they touch', () => {
  expect(excerpts([2, 9, 30], 31)).toEqual([
    [1, 12],
    [27, 31],
  ]);
  expect(excerpts([], 9)).toEqual([]);
});

test('what cannot be reached: a whole function or lines of it, where they did not run', () => {
  const entries = parseUnreachable(
    '- {file: mm/a.c, function: f, lines: ["return 0;"], reason: always true}\n- {file: mm/b.c, function: h, reason: elsewhere}\n',
    'list.yaml',
  );
  const { coverage, stale } = markUnreachable(FILE, SOURCE, entries);
  expect([...coverage.unreachable]).toEqual([[5, 'always true']]);
  expect(stale).toEqual([]);
  const whole = markUnreachable(FILE, SOURCE, [{ file: 'mm/a.c', function: 'f', reason: 'no caller' }]);
  expect([...whole.coverage.unreachable.keys()]).toEqual([4, 5]);
});

test('a system call, whose function ends for gcov where it begins', () => {
  const oneLine = { ...FILE, functions: [{ name: '__se_sys_f', line: 1, endLine: 1, count: 7 }] };
  const entry = { file: 'mm/a.c', function: '__se_sys_f', lines: ['return 0;'], reason: 'r' };
  expect([...markUnreachable(oneLine, SOURCE, [entry]).coverage.unreachable.keys()]).toEqual([5]);
});

test('entries that are not so any more are told', () => {
  const entry = { file: 'mm/a.c', function: 'f', reason: 'r' };
  const { coverage, stale } = markUnreachable(FILE, SOURCE, [
    { ...entry, function: 'gone' },
    { ...entry, lines: ['return 2;'] },
    { ...entry, lines: ['int f(int x)'] },
  ]);
  expect(coverage.unreachable.size).toBe(0);
  expect(stale).toEqual([
    'mm/a.c: gone: there is no such function',
    'mm/a.c: f: there is no code that says return 2;',
    'mm/a.c: f: a case reaches it',
  ]);
});

test.each([
  ['- {file: a.c, function: f}', 'entry 1, reason: '],
  ['- {file: a.c, function: f, reason: r, line: 3}', 'line'],
  ['a: [', 'Flow sequence'],
])('a list that is wrong: %s', (text, message) => {
  expect(() => parseUnreachable(text, 'list.yaml')).toThrow(UserError);
  expect(() => parseUnreachable(text, 'list.yaml')).toThrow(message);
});
