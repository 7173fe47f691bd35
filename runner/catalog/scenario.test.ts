// SPDX-License-Identifier: GPL-2.0-or-later
import { describe, expect, test } from 'vitest';
import { originOf, parseScenario } from './scenario.ts';

const LTP = `title: closes a descriptor over exec
ltp:
  path: testcases/kernel/syscalls/fcntl/fcntl07.c
  tree: 891fee45c
  dropped_by: b6a09758d
  tier: 1
  tags: [fcntl07]
child: vfork-exec
points: 3
`;

const NEW = `title: an anonymous mapping
nommu:
  id: nommu/mmap-anon-01
  source: [mm/nommu.c:do_mmap]
child: none
points: 2
`;

const scenarioOf = (text: string) => {
  const result = parseScenario(text, 'c.yaml');
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.scenario;
};
const problemsOf = (text: string) => {
  const result = parseScenario(text, 'c.yaml');
  return result.ok ? [] : result.problems;
};
const only = (text: string) => {
  const problems = problemsOf(text);
  expect(problems).toHaveLength(1);
  expect(problems[0]?.file).toBe('c.yaml');
  return problems[0];
};

describe('a good scenario', () => {
  test('gets its defaults', () => {
    expect(scenarioOf(LTP)).toEqual({
      title: 'closes a descriptor over exec',
      ltp: {
        path: 'testcases/kernel/syscalls/fcntl/fcntl07.c',
        tree: '891fee45c',
        dropped_by: 'b6a09758d',
        tier: 1,
        tags: ['fcntl07'],
      },
      child: 'vfork-exec',
      points: 3,
      timeout: 10,
      needs: { root: false, tmpdir: false, kconfig: [], cmds: [], files: [] },
      expect: { exit: 0, taint: false, kernel_events: [] },
    });
  });

  test('says what it needs and expects', () => {
    const scenario = scenarioOf(
      `${LTP}nommu: vfork in place of fork\ntimeout: 2.5\nneeds:\n  root: true\n  tmpdir: true\n  kconfig: [SYSVIPC, SYSVIPC=y, '!SWAP', HZ=100]\n  files:\n    - {src: data.txt, dest: /tmp/data.txt}\n  memory_mb: 128\nexpect: {exit: 1, kernel_events: [warning]}\n`,
    );
    expect(scenario.needs.files).toEqual([{ src: 'data.txt', dest: '/tmp/data.txt', mode: '0644' }]);
    expect(scenario.needs.kconfig).toHaveLength(4);
    expect(scenario.expect).toEqual({ exit: 1, taint: false, kernel_events: ['warning'] });
    expect(scenario.timeout).toBe(2.5);
  });

  test('knows its origin', () => {
    expect(originOf(scenarioOf(LTP))).toBe('ltp 891fee45c testcases/kernel/syscalls/fcntl/fcntl07.c');
    expect(originOf(scenarioOf(NEW))).toBe('nommu/mmap-anon-01');
  });

  test('gives the place of a key for later complaints', () => {
    const result = parseScenario(`${LTP}needs:\n  kconfig: [SYSVIPC, AIO]\n`, 'c.yaml');
    expect(result.ok && result.place(['needs', 'kconfig', 1])).toEqual({
      file: 'c.yaml',
      line: 11,
      column: 22,
    });
  });
});

describe('a mistake has its line and column', () => {
  test.each([
    ['wrong type', `${LTP}timeout: soon\n`, 10, 10, "'timeout' must be a number (is: soon)"],
    [
      'wrong value',
      LTP.replace('vfork-exec', 'fork'),
      8,
      8,
      "'child' is 'fork', expected one of none, vfork-exec, vfork-exit, exec-other, thread",
    ],
    ['out of range', LTP.replace('points: 3', 'points: 0'), 9, 9, /'points': too small.* \(is: 0\)/],
    ['not whole', LTP.replace('points: 3', 'points: 2.5'), 9, 9, "'points' must be a whole number (is: 2.5)"],
    ['missing key', LTP.replace('points: 3\n', ''), 1, 1, "'points' is missing"],
    ['missing inner key', LTP.replace('  tree: 891fee45c\n', ''), 3, 3, "'ltp.tree' is missing"],
    [
      'empty value',
      LTP.replace('closes a descriptor over exec', ''),
      1,
      8,
      /'title' must be a string, is empty/,
    ],
    ['bad list item', `${LTP}needs:\n  kconfig: [SYSVIPC, CONFIG_AIO]\n`, 11, 22, /without CONFIG_/],
    ['no commit', LTP.replace('891fee45c', 'master'), 4, 9, /commit id/],
    ['no origin', 'title: x\nchild: none\npoints: 1\n', 1, 1, /no origin/],
    ['two origins', `${LTP}nommu: {id: nommu/x, source: [a:b]}\n`, 10, 8, /two origins/],
    ['bad new origin', NEW.replace('  id: nommu/mmap-anon-01\n', ''), 3, 3, "'nommu.id' is missing"],
    ['relative dest', `${LTP}needs: {files: [{src: a, dest: b}]}\n`, 10, 32, /absolute path/],
  ])('%s', (_, text, line, column, message) => {
    const problem = only(text);
    expect(problem).toMatchObject({ code: 'SCENARIO_INVALID', line, column });
    if (typeof message === 'string') expect(problem?.message).toBe(message);
    else expect(problem?.message).toMatch(message);
  });

  test('unknown keys: the place of the key, and the nearest known one', () => {
    const problems = problemsOf(`${LTP}timout: 3\nneeds:\n  tmpdri: true\nzzz: 1\n`);
    expect(problems.map(({ message, line, column, hint }) => [message, line, column, hint])).toEqual([
      ["unknown key 'timout'", 10, 1, 'did you mean timeout?'],
      ["unknown key 'tmpdri' in 'needs'", 12, 3, 'did you mean tmpdir?'],
      ["unknown key 'zzz'", 13, 1, expect.stringMatching(/^known keys: title, ltp, nommu, child/)],
    ]);
  });

  test('an unknown key inside a new origin or a file is found too', () => {
    expect(only(NEW.replace('  source:', '  sources:\n    - a:b\n  source:'))).toMatchObject({
      line: 4,
      column: 3,
      hint: 'did you mean source?',
    });
    expect(only(`${LTP}needs:\n  files:\n    - {src: a, dest: /b, moed: '0755'}\n`)).toMatchObject({
      line: 12,
      column: 26,
      hint: 'did you mean mode?',
    });
  });

  test('a near value is suggested', () => {
    expect(only(LTP.replace('vfork-exec', 'vfork-exce'))?.hint).toMatch(/^did you mean vfork-exec\b/);
  });

  test('a commit that YAML takes for a number', () => {
    expect(only(LTP.replace('891fee45c', '12345678'))).toMatchObject({
      line: 4,
      column: 9,
      hint: 'put the value in quotes',
    });
    expect(scenarioOf(LTP.replace('891fee45c', "'12345678'")).ltp?.tree).toBe('12345678');
  });
});

describe('broken YAML', () => {
  test.each([
    ['duplicate key', `${LTP}points: 4\n`, 10, 1],
    ['tab', 'title: x\nltp:\n\tpath: y\n', 3, 1],
    ['unclosed list', 'title: [a\n', 2, 1],
    ['unknown alias', 'title: *nowhere\n', 1, 1],
    ['no map', '- a\n- b\n', 1, 1],
    ['empty file', '', 1, 1],
  ])('%s', (_, text, line, column) => {
    const problems = problemsOf(text);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems[0]).toMatchObject({ file: 'c.yaml', line, column });
  });
});
