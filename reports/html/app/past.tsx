// SPDX-License-Identifier: GPL-2.0-or-later
/** A case in the runs before this one. */
import type { JSX } from 'preact';
import { type CaseDetail, type CaseRow, type Report, type State, stateOfLetter } from '../model.ts';
import { duration, moment, STATE_WORDS } from './words.tsx';

interface Line {
  readonly key: string;
  readonly state: State;
  readonly when: string;
  readonly kernel: string;
  readonly ms: number;
}

export function Past({
  report,
  row,
  detail,
}: {
  report: Report;
  row: CaseRow;
  detail: CaseDetail;
}): JSX.Element | null {
  if (report.past.length === 0) return null;
  const { run } = report;
  const earlier = report.past.flatMap((each, index): Line[] => {
    const state = stateOfLetter(row.past[index] ?? '.');
    if (state === undefined) return [];
    const { id, started, release, variant } = each;
    return [
      {
        key: id,
        state,
        when: moment(started),
        kernel: `${release} ${variant}`,
        ms: detail.pastMs[index] ?? 0,
      },
    ];
  });
  const now: Line = {
    key: run.id,
    state: row.state,
    when: 'this run',
    kernel: `${run.kernel.release} ${run.kernel.variant}`,
    ms: row.ms,
  };
  const lines = [...earlier, now].reverse();
  const longest = Math.max(1, ...lines.map(({ ms }) => ms));
  return (
    <section>
      <h2>Earlier runs</h2>
      {earlier.length === 0 ? (
        <p class="quiet">None of the {report.past.length} runs before had this case.</p>
      ) : (
        <table class="past">
          <thead>
            <tr>
              <th scope="col">run</th>
              <th scope="col">state</th>
              <th scope="col">kernel</th>
              <th scope="col" class="number">
                time
              </th>
              <td />
            </tr>
          </thead>
          <tbody>
            {lines.map(({ key, state, when, kernel, ms }) => (
              <tr key={key}>
                <td>{when}</td>
                <td class={state}>
                  {STATE_WORDS[state].sign} {STATE_WORDS[state].word}
                </td>
                <td>{kernel}</td>
                <td class="number">{duration(ms)}</td>
                <td class="chart">
                  <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                    <rect class={state} x="0" y="1" width={Math.max(0.5, (ms / longest) * 100)} height="8" />
                  </svg>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
