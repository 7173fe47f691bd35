// SPDX-License-Identifier: GPL-2.0-or-later
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type CaseEnd, forReplay, type JournalEvent, type RunStart, Tally } from '../runner/journal/index.ts';
import { commandsOf } from '../tests/fixtures/formats/actions.ts';
import { causeGroups, causeKey } from './causes.ts';
import { annotationLine, githubReporter, MAX_ANNOTATIONS, tamed } from './github.ts';
import { githubSummary, markdown, SUMMARY_BUDGET } from './github-summary.ts';
import { Multiplexer, memorySink, replay } from './index.ts';

const RUN = readFileSync(new URL('golden/run.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as JournalEvent);

const [START] = RUN as [RunStart];

const caseOf = (id: string): CaseEnd => {
  const found = RUN.find((event) => event.type === 'case-end' && event.id === id);
  if (found?.type !== 'case-end') throw new Error(`no ${id}`);
  return found;
};

async function run(
  events: readonly JournalEvent[],
  quiet = false,
): Promise<{ out: string; summary: string }> {
  const sink = memorySink();
  const summary = memorySink();
  const reporter = githubReporter(sink, { runDir: 'runs/r1', summary, quiet });
  expect(await replay(forReplay(events), new Multiplexer([reporter], new Tally()))).toEqual([]);
  return { out: sink.text(), summary: summary.text() };
}

/** A run of nothing but these results. */
const runOf = (ends: readonly CaseEnd[]): JournalEvent[] => [
  { ...START, selection: { ...START.selection, cases: ends.map(({ id }) => id) } },
  ...ends,
];

const failing = (count: number, reason: (index: number) => string, like = 'syscalls/kill02'): CaseEnd[] =>
  Array.from({ length: count }, (_, index): CaseEnd => {
    const end = caseOf(like);
    return { ...end, id: `syscalls/c${index}`, result: { ...end.result, reason: reason(index) } };
  });

describe('annotations', () => {
  it('are read by the runner as they were meant', async () => {
    const { out } = await run(RUN);
    const commands = commandsOf(out);
    expect(commands.map(({ name }) => name).slice(0, 2)).toEqual(['group', 'endgroup']);
    const [first] = commands.filter(({ name }) => name === 'error');
    expect(first).toEqual({
      name: 'error',
      properties: {
        file: 'testcases/syscalls/fcntl/fcntl14.c',
        line: '50',
        title: 'syscalls/fcntl14: fail/assert',
      },
      data: '1 of 3 points failed: 2 fcntl14.c:50: expected EBADF (9), got ENOENT (2)\nagain: npx ltp-nommu run syscalls/fcntl14',
    });
  });

  it.each([
    ['100% sure', 'a,b:c', '100%\r\nof: it, all'],
    ['%0A stays', '%3A%2C', '%25'],
  ])('escape what would end them: %j', (title, file, message) => {
    const [command] = commandsOf(annotationLine({ level: 'warning', title, file, line: 3, message }));
    expect(command).toEqual({
      name: 'warning',
      properties: { file, line: '3', title },
      data: message.replaceAll('\r', ''),
    });
  });

  it('are one for each cause, with the cases it has', async () => {
    const panic = (index: number) =>
      `Kernel panic - not syncing: Kernel mode fault at addr 0x${index}8, ip 0x600a1b2${index % 10}`;
    const { out } = await run(runOf(failing(40, panic)));
    const errors = commandsOf(out).filter(({ name }) => name === 'error');
    expect(errors.length).toBe(1);
    expect(errors[0]?.properties.title).toBe('40 cases: crash/panic');
    expect(errors[0]?.data).toContain('cases: c0, c1, c2,');
    expect(errors[0]?.data).toContain(' and 20 more\n');
  });

  it('are ten of a kind at most, and the last one says what is left', async () => {
    const letters = (index: number) => `cause ${String.fromCharCode(97 + index)}`;
    for (const [count, shown] of [
      [9, 9],
      [10, 10],
      [11, 10],
      [26, 10],
    ] as const) {
      const { out } = await run(runOf(failing(count, letters)));
      const errors = commandsOf(out).filter(({ name }) => name === 'error');
      expect(errors.length).toBe(shown);
      expect(errors.length).toBeLessThanOrEqual(MAX_ANNOTATIONS);
      const more = errors.at(-1)?.properties.title;
      if (count > shown) expect(more).toBe(`and ${count - shown + 1} more`);
      else expect(more).toMatch(/crash\/panic$/);
    }
  });

  it('name cases that were not run', async () => {
    const { out } = await run(
      RUN.filter((event) => event.type !== 'case-end' || event.id !== 'syscalls/fcntl07'),
    );
    const lost = commandsOf(out).find(({ properties }) => properties.title === '1 case not run');
    expect(lost).toMatchObject({ name: 'error', data: 'syscalls/fcntl07' });
  });

  it('are only ours, whatever a guest prints', async () => {
    const forged = '\n::error::forged\n  ::set-output name=a::b\n##[error]forged';
    const bad = runOf([
      { ...caseOf('syscalls/fcntl14'), rerun: `x${forged}`, title: forged },
      {
        ...caseOf('syscalls/kill02'),
        result: {
          ...caseOf('syscalls/kill02').result,
          reason: `boom${forged}`,
          excerpt: ['::error::x', '##[add-mask]a'],
        },
      },
    ]);
    const { out } = await run(bad);
    const names = commandsOf(out).map(({ name }) => name);
    expect(names).toEqual(['group', 'endgroup', 'error', 'error']);
    expect(commandsOf(tamed('\t::a::\n::b c=d::e\nx ##[f]'))).toEqual([]);
    expect(tamed('a::b [ 1/2] C++::x')).toBe('a::b [ 1/2] C++::x');
  });
});

describe('causes', () => {
  it('are one although addresses, pids and the name of the case differ', () => {
    const like = (id: string, reason: string): CaseEnd => {
      const end = caseOf('syscalls/pause03');
      return { ...end, id, result: { ...end.result, reason } };
    };
    const a = like(
      's/pause03',
      'timed out after 10.0 s; the kernel is alive, pause03[22] waits in sys_pause',
    );
    const b = like('s/kill11', 'timed out after 20.0 s; the kernel is alive, kill11[31] waits in sys_pause');
    const c = like('s/kill12', 'timed out after 20.0 s; the kernel is alive, kill12[31] waits in sys_wait4');
    expect(causeKey(a)).toBe(causeKey(b));
    expect(causeKey(a)).not.toBe(causeKey(c));
    expect(causeGroups([c, a, b]).map(({ ends }) => ends.map(({ id }) => id))).toEqual([
      ['s/pause03', 's/kill11'],
      ['s/kill12'],
    ]);
  });

  it('are two when another source line warns', () => {
    const [one, two] = failing(
      2,
      (index) => `WARNING: CPU: ${index} PID: 2${index} at lib/iov_iter.c:41${index} x+0x1/0x2`,
    );
    const [again] = failing(1, () => 'WARNING: CPU: 1 PID: 77 at lib/iov_iter.c:410 x+0x9/0x2');
    expect(causeKey(one as CaseEnd)).not.toBe(causeKey(two as CaseEnd));
    expect(causeKey(one as CaseEnd)).toBe(causeKey(again as CaseEnd));
  });
});

describe('step summary', () => {
  it('is the same to a file as to a step, and nothing of it is printed', async () => {
    const { out, summary } = await run(RUN);
    expect(summary).toBe(readFileSync(new URL('golden/results.github.txt', import.meta.url), 'utf8'));
    expect(out).not.toContain('<details>');
  });

  it('stays below the limit, with whole sections', async () => {
    const excerpt = Array.from({ length: 60 }, (_, line) => `${line} ${'ä€'.repeat(200)}`);
    // Each a cause of its own: digits would not tell them apart.
    const ends = failing(60, (index) => `cause ${'x'.repeat(index)}`);
    const large = ends.map((end) => ({ ...end, result: { ...end.result, excerpt } }));
    const { summary } = await run(runOf(large));
    const bytes = Buffer.byteLength(summary);
    expect(bytes).toBeLessThanOrEqual(SUMMARY_BUDGET);
    expect(bytes).toBeGreaterThan(SUMMARY_BUDGET * 0.8);
    expect(summary).toMatch(/a step summary must stay below its limit/);
    expect(summary.match(/<pre>/g)?.length).toBe(summary.match(/<\/pre>/g)?.length);
  });

  it('shows all of a small run, and not more of a large budget', () => {
    const tally = new Tally();
    for (const event of RUN) tally.apply(event);
    const end = RUN.at(-1);
    if (end?.type !== 'run-end') throw new Error('no end');
    expect(githubSummary(tally, end)).not.toContain('… cut');
    expect(githubSummary(tally, end, 2000)).toContain('… cut');
    expect(Buffer.byteLength(githubSummary(tally, end, 2000))).toBeLessThanOrEqual(2000);
  });

  it('takes text for text', async () => {
    expect(markdown('a|b `c` *d* _e_ [f](g) <h> & #i ~j~ $k$ \\')).toBe(
      'a\\|b \\`c\\` \\*d\\* \\_e\\_ \\[f\\](g) &lt;h&gt; &amp; \\#i \\~j\\~ \\$k\\$ \\\\',
    );
    const bad = { ...caseOf('syscalls/fcntl14') };
    const text = '</pre><img src=x>\n| a | b |\n```\n# no';
    const { summary } = await run(
      runOf([
        { ...bad, verdictReason: text, result: { ...bad.result, reason: text, faults: [], excerpt: [text] } },
      ]),
    );
    expect(summary).not.toContain('<img');
    expect(summary.match(/<\/pre>/g)?.length).toBe(1);
    const headings = summary
      .replace(/<pre>.*?<\/pre>/gs, '')
      .split('\n')
      .filter((line) => line.startsWith('#'));
    expect(headings.length).toBe(3);
    for (const line of headings) expect(line).toMatch(/^#{2,4} /);
  });

  it('has a table whose rows have all its cells', async () => {
    const known = caseOf('syscalls/shmat01');
    const events = runOf([{ ...known, known: [{ file: 'f', line: 1, reason: 'a | b || c' }] }]);
    const { summary } = await run(events);
    const rows = summary.split('\n').filter((line) => line.startsWith('| syscalls/shmat01'));
    expect(rows.length).toBe(1);
    expect(rows[0]?.replace(/\\\|/g, '').match(/\|/g)?.length).toBe(3);
  });

  it('quiet prints no line for each case', async () => {
    const { out } = await run(RUN, true);
    expect(out).not.toContain('::group::');
    expect(out).not.toContain('[ 1/15]');
    expect(commandsOf(out).length).toBe(8);
  });
});
