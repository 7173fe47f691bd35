// SPDX-License-Identifier: GPL-2.0-or-later
import { describe, expect, test } from 'vitest';
import { parseRuntest, splitCommand } from './runtest.ts';

const parse = (text: string) => parseRuntest(text, 'demo', 'runtest/demo');
const argvOf = (command: string) => {
  const words = splitCommand(command);
  return words.kind === 'argv' ? words.argv : words.kind;
};

describe('a runtest file', () => {
  test('gives suite, description and entries with their lines', () => {
    const { suite, problems } = parse(
      '#DESCRIPTION: Demo cases\n\n# a comment\nfcntl07 fcntl07\n\tpipe5  pipeio -T pipe5 -c 5\n',
    );
    expect(problems).toEqual([]);
    expect(suite.description).toBe('Demo cases');
    expect(suite.entries).toEqual([
      {
        id: 'demo/fcntl07',
        suite: 'demo',
        tag: 'fcntl07',
        command: ['fcntl07'],
        programName: 'fcntl07',
        runtest: { file: 'runtest/demo', line: 4 },
      },
      {
        id: 'demo/pipe5',
        suite: 'demo',
        tag: 'pipe5',
        command: ['pipeio', '-T', 'pipe5', '-c', '5'],
        programName: 'pipeio',
        runtest: { file: 'runtest/demo', line: 5 },
      },
    ]);
  });

  test('may have DOS line ends', () => {
    expect(parse('a a -x\r\nb b\r\n').suite.entries.map((entry) => entry.command)).toEqual([
      ['a', '-x'],
      ['b'],
    ]);
  });

  test.each([
    ['a a\nb b\n  a c\n', 'RUNTEST_DUPLICATE', 3, 3, /'a', first in line 1/],
    ['lonely\n', 'RUNTEST_NO_COMMAND', 1, 7, /'lonely' has no command/],
    ['x # only a comment\n', 'RUNTEST_NO_COMMAND', 1, 3, /'x' has no command/],
    ['x A=1\n', 'RUNTEST_NO_COMMAND', 1, 3, /no command/],
    [' sys/a a\n', 'RUNTEST_BAD_TAG', 1, 2, /'sys\/a' is no tag/],
    ['-a a\n', 'RUNTEST_BAD_TAG', 1, 1, /no tag/],
    ['a* a\n', 'RUNTEST_BAD_TAG', 1, 1, /no tag/],
    ['t prog "open\n', 'RUNTEST_BAD_COMMAND', 1, 8, /" is not closed/],
    ["t prog 'open\n", 'RUNTEST_BAD_COMMAND', 1, 8, /' is not closed/],
    ['t  prog \\\n', 'RUNTEST_BAD_COMMAND', 1, 9, /escapes nothing/],
  ])('%j is refused with its place', (text, code, line, column, message) => {
    const { problems } = parse(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ code, line, column, file: 'runtest/demo' });
    expect(problems[0]?.message).toMatch(message);
  });

  test('a bad line does not hide the others', () => {
    const { suite, problems } = parse('a a\nlonely\nb b\na a\n');
    expect(suite.entries.map((entry) => entry.tag)).toEqual(['a', 'b']);
    expect(problems.map((problem) => problem.line)).toEqual([2, 4]);
  });

  test('a shell line keeps its text and names its program', () => {
    const entry = (line: string) => parse(`t ${line}\n`).suite.entries[0];
    expect(entry('prog -a | other')).toMatchObject({
      command: ['sh', '-c', 'prog -a | other'],
      programName: 'prog',
    });
    expect(entry('A=1 B="x y" prog')?.programName).toBe('prog');
    expect(entry('cd $LTPROOT/dir; ./prog -x')?.programName).toBe('prog');
    expect(entry('ulimit -c; prog')?.programName).toBe('prog');
    expect(entry('export LTPROOT; prog -x 1:$TMPDIR/a-$$')?.programName).toBe('prog');
    expect(entry('F=`mktemp /tmp/x`; ls -l > $F; prog $F')).toMatchObject({
      programName: 'mktemp',
      otherPrograms: ['prog'],
    });
  });
});

describe('splitCommand', () => {
  test.each([
    ['prog -a  -b\tc', ['prog', '-a', '-b', 'c']],
    ['prog "a b" \'c  d\' e\\ f', ['prog', 'a b', 'c  d', 'e f']],
    ['prog ""', ['prog', '']],
    ['prog a"b"c', ['prog', 'abc']],
    ['prog "a\\"b\\\\c\\d"', ['prog', 'a"b\\c\\d']],
    ["prog '$HOME;|&<>*?'", ['prog', '$HOME;|&<>*?']],
    ['prog \\$x \\;', ['prog', '$x', ';']],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell's variable
    ['prog $LTPROOT/bin ${TMPDIR}/x "$TMPDIR y"', ['prog', '/case/bin', '/tmp/x', '/tmp y']],
    ['prog -o a=b {} # rest', ['prog', '-o', 'a=b', '{}']],
    ['prog a#b ~', 'shell'],
    ['prog a#b a~', ['prog', 'a#b', 'a~']],
  ])('%s', (command, expected) => {
    expect(argvOf(command)).toEqual(expected);
  });

  test.each([
    'a; b',
    'a | b',
    'a && b',
    'a > f',
    'a < f',
    'a `b`',
    'a "`b`"',
    'a $(b)',
    'a $$',
    'a $HOME',
    'a "$OTHER"',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell's variable
    'a ${LTPROOT:-x}',
    'a *.c',
    'a ?x',
    'a [ab]',
    'A=1 a',
    'export A',
    '! a',
  ])('%s needs a shell', (command) => {
    expect(argvOf(command)).toBe('shell');
  });
});
