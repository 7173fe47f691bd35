// SPDX-License-Identifier: GPL-2.0-or-later
import { expect, test, vi } from 'vitest';
import type { Reporter } from '../../reports/index.ts';
import { JOURNAL_VERSION, type JournalEvent, type RunEnd, Tally } from '../journal/index.ts';
import { RunLog } from './run-log.ts';

const problem = (text: string): JournalEvent => ({
  v: JOURNAL_VERSION,
  time: '2026-01-01T00:00:00.000Z',
  type: 'run-problem',
  kind: 'other',
  severity: 'note',
  text,
});
const end = (exitCode: number): RunEnd => ({
  v: JOURNAL_VERSION,
  time: '2026-01-01T00:00:00.000Z',
  type: 'run-end',
  durationMs: 1,
  counts: new Tally().counts,
  exitCode,
  interrupted: null,
});

function setUp(reporters: Reporter[], earlier: JournalEvent[] = []) {
  const written: JournalEvent[] = [];
  const log = new RunLog({ write: (event) => void written.push(event as JournalEvent) }, reporters, earlier);
  return { log, written, types: () => written.map((event) => event.type) };
}

test('the journal has an event before any reporter sees it', () => {
  const { log, written } = setUp([{ name: 'x', onProblem: () => expect(written).toHaveLength(1) }]);
  log.emit(problem('p'));
  expect.assertions(1);
});

test('earlier events count in the summary and are not written again', () => {
  const { log, written } = setUp([], [problem('then')]);
  log.emit(problem('now'));
  expect(log.summary.problems.map((each) => each.text)).toEqual(['then', 'now']);
  expect(written).toHaveLength(1);
});

test('a run ends with one run-end', async () => {
  const { log, types } = setUp([{ name: 'x' }]);
  expect((await log.finish(() => end(0))).exitCode).toBe(0);
  expect(types()).toEqual(['run-end']);
});

test.each(['onProblem', 'onRunEnd'] as const)(
  'a reporter that breaks in %s changes the exit code and is told',
  async (where) => {
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const broken: Reporter = {
      name: 'broken',
      [where]: () => {
        throw new Error('disk full');
      },
    };
    const seen: string[] = [];
    const { log, written, types } = setUp([broken, { name: 'fine', onRunEnd: () => void seen.push('end') }]);
    log.emit(problem('p'));
    const last = await log.finish((reporterBroken) => end(reporterBroken ? 3 : 0));
    expect(last.exitCode).toBe(3);
    expect(types().at(-1)).toBe('run-end');
    expect(written.at(-1)).toMatchObject({ exitCode: 3 });
    expect(written).toContainEqual(
      expect.objectContaining({ kind: 'reporter', text: 'the broken report broke: disk full' }),
    );
    expect(seen).toEqual(['end']);
    expect(said).toHaveBeenCalledWith(expect.stringContaining('disk full'));
    said.mockRestore();
  },
);
