// SPDX-License-Identifier: GPL-2.0-or-later
/** Lists of cases: each row is a link, so that the browser's own ways of going round all work. */
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { type CaseRow, type Report, STATES } from '../model.ts';
import { parseRoute, routeHash } from '../route.ts';
import { Badge, CHANGE_WORDS, duration, History } from './words.tsx';

/** What must be looked at first; within a state the order of the selection. */
export function byState(rows: readonly CaseRow[]): CaseRow[] {
  return STATES.flatMap((state) => rows.filter((row) => row.state === state));
}

/** More rows than anybody reads; the rest is a click away. */
const FIRST = 200;

interface RowsProps {
  readonly report: Report;
  readonly rows: readonly CaseRow[];
  /** Their reason stands above them already: the rows tell what the cases check. */
  readonly titles?: boolean;
}

export function Rows({ report, rows, titles = false }: RowsProps): JSX.Element {
  const { q } = parseRoute(location.hash);
  return (
    <ul class="rows">
      {rows.map((row) => (
        <li key={row.key}>
          <a class="row" href={routeHash({ case: row.key, q })}>
            <Badge row={row} />
            <span class="name">{row.key}</span>
            <span class="why">{titles ? row.title : row.why || row.title}</span>
            {row.change !== undefined && row.change !== 'new' && (
              <span class={`change ${row.change}`}>{CHANGE_WORDS[row.change]}</span>
            )}
            <History row={row} past={report.past} />
            <span class="time">{row.at === null ? '' : duration(row.ms)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

export function CaseList({
  report,
  rows,
  title,
}: {
  report: Report;
  rows: readonly CaseRow[];
  title: string;
}): JSX.Element {
  const [limit, setLimit] = useState(FIRST);
  useEffect(() => setLimit(FIRST), [rows]);
  return (
    <section aria-labelledby="cases">
      <h2 id="cases">
        {title} <span class="quiet">{rows.length > 0 && rows.length}</span>
      </h2>
      <Rows report={report} rows={rows.slice(0, limit)} />
      {rows.length > limit && (
        <p>
          <button type="button" onClick={() => setLimit(rows.length)}>
            Show the other {rows.length - limit}
          </button>
        </p>
      )}
    </section>
  );
}
