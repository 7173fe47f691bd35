// SPDX-License-Identifier: GPL-2.0-or-later
/** Where a picture says more: states over the runs, the slowest cases, boots over time. */
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { type CaseRow, type Report, STATES, type State } from '../model.ts';
import { routeHash } from '../route.ts';
import { duration, moment, plural, STATE_WORDS, tallies } from './words.tsx';

export function Charts({ report }: { report: Report }): JSX.Element {
  return (
    <>
      <OverRuns report={report} />
      <Slowest report={report} />
      <Timeline report={report} />
    </>
  );
}

/** Drawn from the top: what must be looked at is on one line in all columns. */
function OverRuns({ report }: { report: Report }): JSX.Element | null {
  if (report.past.length === 0) return null;
  const { run, states } = report;
  const runs = [
    ...report.past,
    { id: run.id, started: run.started, release: run.kernel.release, variant: run.kernel.variant, states },
  ];
  const total = (each: (typeof runs)[number]): number =>
    Object.values(each.states).reduce((sum: number, count) => sum + (count ?? 0), 0);
  const most = Math.max(1, ...runs.map(total));
  const there = STATES.filter((state) => runs.some((each) => (each.states[state] ?? 0) > 0));
  return (
    <section aria-labelledby="runs">
      <h2 id="runs">Over the last {plural(runs.length, 'run')}</h2>
      <div class="over">
        <div class="columns">
          {runs.map((each) => (
            <Column
              key={each.id}
              states={each.states}
              most={most}
              label={`${moment(each.started)}, Linux ${each.release} ${each.variant}: ${tallies(each.states)}`}
            />
          ))}
        </div>
        <p class="quiet axis">
          <span>{moment(runs[0]?.started ?? '')}</span>
          <span>this run</span>
        </p>
      </div>
      <ul class="legend">
        {there.map((state) => (
          <li key={state}>
            <svg width="10" height="10" aria-hidden="true">
              <rect class={state} width="10" height="10" rx="2" />
            </svg>
            {STATE_WORDS[state].word}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Column({
  states,
  most,
  label,
}: {
  states: Partial<Record<State, number>>;
  most: number;
  label: string;
}): JSX.Element {
  let y = 0;
  return (
    <svg viewBox="0 0 10 100" preserveAspectRatio="none" role="img" aria-label={label}>
      <title>{label}</title>
      {STATES.map((state) => {
        const count = states[state] ?? 0;
        if (count === 0) return null;
        const height = Math.max(1.5, (count / most) * 100);
        const at = y;
        y += height;
        return (
          <rect key={state} class={state} x="0" y={at} width="10" height={Math.max(0.5, height - 0.5)} />
        );
      })}
    </svg>
  );
}

function Slowest({ report }: { report: Report }): JSX.Element | null {
  const slowest = useMemo(
    () =>
      report.cases
        .filter((row) => row.at !== null)
        .sort((a, b) => b.ms - a.ms)
        .slice(0, 10),
    [report],
  );
  const longest = slowest[0]?.ms ?? 0;
  if (slowest.length < 2 || longest <= 0) return null;
  return (
    <section aria-labelledby="slowest">
      <h2 id="slowest">Slowest cases</h2>
      <ol class="slowest">
        {slowest.map((row) => (
          <li key={row.key}>
            <a href={routeHash({ case: row.key, q: '' })}>{row.key}</a>
            <span class="number">{duration(row.ms)}</span>
            <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
              <rect class={row.state} x="0" y="1" width={(row.ms / longest) * 100} height="8" />
            </svg>
          </li>
        ))}
      </ol>
    </section>
  );
}

const LANE = 16;

/** A lane for each guest that ran at a time; one path for each state, for thousands of boots draw as quickly as ten. */
function Timeline({ report }: { report: Report }): JSX.Element | null {
  const booted = useMemo(() => report.cases.filter((row) => row.at !== null), [report]);
  if (booted.length < 2) return null;
  const lanes = Math.max(...booted.map((row) => row.slot)) + 1;
  const end = Math.max(...booted.map((row) => (row.at ?? 0) + row.ms), 1);
  const x = (ms: number): number => (ms / end) * 1000;
  const shape = (row: CaseRow): string => {
    const width = Math.max(0.6, x(row.ms) - 0.3);
    return `M${x(row.at ?? 0).toFixed(2)} ${row.slot * LANE + 2}h${width.toFixed(2)}v${LANE - 4}h-${width.toFixed(2)}z`;
  };
  const caseAt = (event: MouseEvent): CaseRow | undefined => {
    const { left, top, width, height } = (event.currentTarget as SVGElement).getBoundingClientRect();
    const ms = ((event.clientX - left) / width) * end;
    const slot = Math.floor(((event.clientY - top) / height) * lanes);
    return booted
      .filter((row) => row.slot === slot)
      .sort((a, b) => Math.abs((a.at ?? 0) + a.ms / 2 - ms) - Math.abs((b.at ?? 0) + b.ms / 2 - ms))[0];
  };
  const show = (event: MouseEvent): void => {
    const row = caseAt(event);
    const title = (event.currentTarget as SVGElement).querySelector('title');
    if (row && title) title.textContent = `${row.key}, ${duration(row.ms)}, ${STATE_WORDS[row.state].word}`;
  };
  const open = (event: MouseEvent): void => {
    const row = caseAt(event);
    if (row) location.hash = routeHash({ case: row.key, q: '' });
  };
  const label = `${plural(booted.length, 'boot')} in ${plural(lanes, 'lane')}, ${duration(end)} in all`;
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline">
        Boots <span class="quiet">{label}</span>
      </h2>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a shortcut for the mouse; the lists reach every case */}
      <svg
        class="timeline"
        viewBox={`0 0 1000 ${lanes * LANE}`}
        height={lanes * LANE}
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
        onMouseMove={show}
        onClick={open}
      >
        <title>{label}</title>
        {STATES.toReversed().map((state) => (
          <path
            key={state}
            class={state}
            d={booted
              .filter((row) => row.state === state)
              .map(shape)
              .join('')}
          />
        ))}
      </svg>
      <p class="quiet axis">
        <span>0</span>
        <span>{duration(end)}</span>
      </p>
    </section>
  );
}
