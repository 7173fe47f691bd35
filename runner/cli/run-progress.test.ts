// SPDX-License-Identifier: GPL-2.0-or-later
import { expect, test } from 'vitest';
import { distributionName } from './run-host.ts';
import { type ProgressView, progressView } from './run-progress.ts';

function setUp(more: { isTTY?: boolean; columns?: number } = {}, quiet = false) {
  const parts: string[] = [];
  let now = 0;
  const view: ProgressView = progressView(
    { write: (text) => void parts.push(text), ...more },
    quiet,
    () => now,
  );
  now = 1000;
  return {
    view,
    text: () => parts.join(''),
    at: (ms: number) => {
      now = ms;
    },
  };
}

test('plain: a line for each phase and each quarter', () => {
  const { view, text } = setUp();
  view.listener({ what: 'kernel', phase: 'unpack' });
  for (let percent = 0; percent <= 100; percent += 5)
    view.listener({ what: 'kernel', phase: 'compile', percent });
  view.clear();
  expect(text().split('\n')).toEqual([
    'kernel: unpack',
    ...[0, 25, 50, 75, 100].map((percent) => `kernel: compile ${percent} %`),
    '',
  ]);
});

test('terminal: one line, cut to its width, taken away at the end', () => {
  const { view, text } = setUp({ isTTY: true, columns: 24 });
  view.listener({ what: 'kernel', phase: 'a phase with a long name', percent: 7 });
  view.listener({ what: 'kernel', phase: 'a phase with a long name', percent: 8 });
  view.clear();
  view.clear();
  expect(text()).toBe('\r\x1b[Kkernel: a phase with a \r\x1b[K');
});

test('a terminal that knows no width, as under script(1), is taken for one of 80 columns', () => {
  const { view, text } = setUp({ isTTY: true, columns: 0 });
  view.listener({ what: 'kernel', phase: 'a phase with a long name', percent: 7 });
  expect(text()).toBe('\r\x1b[Kkernel: a phase with a long name 7 %');
});

test('what is done at once is not shown', () => {
  const { view, text, at } = setUp();
  at(100);
  view.listener({ what: 'cases', phase: 'compile', percent: 100 });
  expect(text()).toBe('');
  at(800);
  view.listener({ what: 'cases', phase: 'compile', percent: 100 });
  expect(text()).toBe('cases: compile 100 %\n');
});

test('quiet: nothing', () => {
  const { view, text } = setUp({ isTTY: true }, true);
  view.listener({ what: 'kernel', phase: 'compile', percent: 1 });
  view.clear();
  expect(text()).toBe('');
});

test.each([
  ['PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n', 'Debian GNU/Linux 12 (bookworm)'],
  ["ID=x\nPRETTY_NAME='X 1'\n", 'X 1'],
  ['PRETTY_NAME=Plain\n', 'Plain'],
  ['ID=x\n', undefined],
  ['PRETTY_NAME=\n', undefined],
])('the name in %j', (text, name) => {
  expect(distributionName(text)).toBe(name);
});
