// SPDX-License-Identifier: GPL-2.0-or-later
/** The first screen: is it as expected, on which kernel, what is new. */
import type { JSX, RefObject } from 'preact';
import { type Report, STATES } from '../model.ts';
import { routeHash } from '../route.ts';
import { Rows } from './list.tsx';
import { duration, type Fact, FactList, moment, plural, STATE_WORDS, tallies } from './words.tsx';

const bad = ({ states, run }: Report): boolean =>
  states.unexpected > 0 || states.notrun > 0 || run.exitCode !== 0;

function headline({ states, cases, run }: Report): string {
  if (states.unexpected > 0) {
    const verb = states.unexpected === 1 ? 'is' : 'are';
    return `${states.unexpected} of ${plural(cases.length, 'case')} ${verb} not as expected`;
  }
  if (states.notrun > 0) return `${plural(states.notrun, 'case')} did not run`;
  if (run.exitCode !== 0) return `The run ended with exit code ${run.exitCode}`;
  return cases.length === 1 ? 'The case is as expected' : `All ${cases.length} cases are as expected`;
}

export function Head({ report }: { report: Report }): JSX.Element {
  const { run, states } = report;
  const { kernel } = run;
  const mmu = kernel.mmu === false ? 'no MMU' : kernel.mmu === true ? 'with an MMU' : 'MMU unknown';
  const on = [run.machine, kernel.variant].filter((each, at, all) => each !== '' && all.indexOf(each) === at);
  return (
    <header>
      <p class="tool">
        {run.tool.name} {run.tool.version}
        {run.selection.shard && ` · shard ${run.selection.shard.index} of ${run.selection.shard.total}`}
      </p>
      <h1 class={bad(report) ? 'bad' : 'good'}>{headline(report)}</h1>
      <p class="on">
        Linux <strong>{kernel.release}</strong> · {on.join(', ')} · {mmu} · {moment(run.started)} ·{' '}
        {duration(run.durationMs)}
        {run.interrupted !== null && <strong> · interrupted by {run.interrupted}</strong>}
      </p>
      <p class="on keys">
        {(
          [
            ['config', kernel.configHash],
            ['source', kernel.sourceHash],
            ['kernel', kernel.key],
          ] as const
        )
          .filter(([, hash]) => hash)
          .map(([name, hash]) => (
            <span key={name} title={hash}>
              {name} <code>{hash?.slice(0, 12)}</code>
            </span>
          ))}
      </p>
      <Proportions states={states} total={report.cases.length} />
    </header>
  );
}

/** A bar of the states, and each state with its number as a filter. */
function Proportions({ states, total }: { states: Report['states']; total: number }): JSX.Element {
  const there = STATES.filter((state) => states[state] > 0);
  let x = 0;
  // Whatever there is can be seen: a single failure among thousands has a width too.
  const least = 0.8;
  const widths = new Map(there.map((state) => [state, Math.max(least, (states[state] / total) * 100)]));
  const sum = [...widths.values()].reduce((all, each) => all + each, 0);
  return (
    <>
      <svg class="bar" viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden="true">
        {there.map((state) => {
          const width = ((widths.get(state) ?? 0) / sum) * 100;
          const at = x;
          x += width;
          return (
            <rect key={state} class={state} x={at} y="0" width={Math.max(0.1, width - 0.15)} height="2" />
          );
        })}
      </svg>
      <ul class="counts">
        {there.map((state) => (
          <li key={state}>
            <a href={routeHash({ q: `s:${state}` })} title={STATE_WORDS[state].means} class={state}>
              <span class="sign" aria-hidden="true">
                {STATE_WORDS[state].sign}
              </span>
              <strong>{states[state]}</strong> {STATE_WORDS[state].word}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

interface SearchProps {
  readonly report: Report;
  readonly value: string;
  readonly found: number;
  readonly problem: string | undefined;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly change: (value: string) => void;
  readonly help: () => void;
}

export function Search({ report, value, found, problem, input, change, help }: SearchProps): JSX.Element {
  return (
    <search class="search">
      <input
        ref={input}
        type="search"
        aria-label="Search the cases"
        placeholder="s:unexpected cause:oops area:mmap words"
        spellcheck={false}
        autocomplete="off"
        value={value}
        onInput={(event) => change(event.currentTarget.value)}
      />
      <output>{problem ?? `${found} of ${report.cases.length}`}</output>
      <button type="button" onClick={help} aria-label="Help: keys and search">
        ?
      </button>
    </search>
  );
}

/** What is not as it was in the last run that had the case. */
export function SinceLast({ report }: { report: Report }): JSX.Element | null {
  const last = report.past.at(-1);
  if (last === undefined) return null;
  const of = (change: string) => report.cases.filter((row) => row.change === change);
  const [worse, better, other, fresh] = [of('worse'), of('better'), of('other'), of('new')];
  const still = report.cases.filter(
    (row) => row.state === 'unexpected' && row.change !== 'worse' && row.change !== 'new',
  );
  const parts = [
    [worse.length, 'newly failing', 'change:worse'],
    [still.length, 'still failing', 's:unexpected !change:worse,new'],
    [better.length, 'no longer failing', 'change:better'],
    [other.length, 'changed otherwise', 'change:other'],
    [fresh.length, 'without a history', 'change:new'],
  ] as const;
  const told = parts.filter(([count]) => count > 0);
  return (
    <section aria-labelledby="since">
      <h2 id="since">Since the last run</h2>
      <p class="quiet">
        {moment(last.started)}, Linux {last.release}
        {last.release === report.run.kernel.release ? '' : ' (another kernel)'}: {tallies(last.states)}
      </p>
      {told.length === 0 ? (
        <p>Nothing has changed.</p>
      ) : (
        <ul class="counts">
          {told.map(([count, words, q]) => (
            <li key={words}>
              <a href={routeHash({ q })}>
                <strong>{count}</strong> {words}
              </a>
            </li>
          ))}
        </ul>
      )}
      {worse.length > 0 && worse.length <= 12 && <Rows report={report} rows={worse} />}
    </section>
  );
}

/** Which kernel, which machine, which command: what a mail would have to say. */
export function Facts({ report }: { report: Report }): JSX.Element {
  const { run } = report;
  const { kernel, host } = run;
  const facts: readonly Fact[] = [
    ['kernel', [kernel.release, kernel.version].filter(Boolean).join(' ')],
    ['variant', kernel.variant],
    ['machine', run.machine],
    ['config', kernel.configHash],
    ['source', kernel.sourceHash],
    ['kernel key', kernel.key === '' ? kernel.path : kernel.key],
    ['root fs', run.rootfs.key],
    ['command', [run.tool.name, ...run.argv].join(' ')],
    ['run', `${run.id}, exit code ${run.exitCode}, ${plural(run.options.jobs, 'guest')} at a time`],
    [
      'host',
      `${host.distribution ?? 'Linux'}, ${host.release} ${host.arch}, ${plural(host.cpus, 'CPU')}, ${Math.round(host.memoryMb / 1024)} GB, Node ${host.node.replace(/^v/, '')}`,
    ],
  ];
  return (
    <section aria-labelledby="facts">
      <h2 id="facts">What ran</h2>
      <FactList facts={facts} />
    </section>
  );
}
