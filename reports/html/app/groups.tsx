// SPDX-License-Identifier: GPL-2.0-or-later
/** Where to look: unexpected results by cause, then what else wants a hand, then what is known. */
import type { JSX } from 'preact';
import type { CaseRow, Group, Report } from '../model.ts';
import { Rows } from './list.tsx';
import { Link, plural } from './words.tsx';

/** Cases of one cause that are shown without asking. */
const OPEN = 5;

const membersOf = (report: Report, group: Group): CaseRow[] =>
  group.members.map((index) => report.cases[index]).filter((row) => row !== undefined);

function Cause({ report, group }: { report: Report; group: Group }): JSX.Element {
  const rows = membersOf(report, group);
  return (
    <article class="cause">
      <h3>
        <span class="kind">{group.kind}</span>
        <span class="quiet">{plural(rows.length, 'case')}</span>
      </h3>
      <p class="reason">{group.reason}</p>
      <Rows report={report} rows={rows.slice(0, OPEN)} titles />
      {rows.length > OPEN && (
        <details>
          <summary>{rows.length - OPEN} more with this cause</summary>
          <Rows report={report} rows={rows.slice(OPEN)} titles />
        </details>
      )}
    </article>
  );
}

function Some({
  report,
  title,
  rows,
}: {
  report: Report;
  title: string;
  rows: readonly CaseRow[];
}): JSX.Element | null {
  if (rows.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <Rows report={report} rows={rows.slice(0, 50)} />
      {rows.length > 50 && <p class="quiet">and {rows.length - 50} more</p>}
    </section>
  );
}

export function Groups({ report }: { report: Report }): JSX.Element {
  const of = (state: CaseRow['state']): CaseRow[] => report.cases.filter((row) => row.state === state);
  return (
    <>
      {report.groups.length > 0 && (
        <section aria-labelledby="look">
          <h2 id="look">
            Where to look <span class="quiet">{plural(report.groups.length, 'cause')}</span>
          </h2>
          {report.groups.map((group) => (
            <Cause key={`${group.kind}${group.reason}`} report={report} group={group} />
          ))}
        </section>
      )}
      <Problems report={report} />
      <Some report={report} title="Did not run" rows={of('notrun')} />
      <Some report={report} title="Flaky: passed when run again" rows={of('flaky')} />
      <Some report={report} title="Fixed: no longer fails, the entry can go" rows={of('fixed')} />
      {report.known.length > 0 && (
        <section>
          <details>
            <summary>
              <h2>
                Known failures{' '}
                <span class="quiet">
                  {plural(report.states.known, 'case')}, {plural(report.known.length, 'reason')}
                </span>
              </h2>
            </summary>
            {report.known.map((group) => (
              <article class="cause" key={group.reason}>
                <p class="reason">
                  {group.link === undefined ? group.reason : <Link href={group.link}>{group.reason}</Link>}
                </p>
                <p class="quiet">{group.kind}</p>
                <Rows report={report} rows={membersOf(report, group)} titles />
              </article>
            ))}
          </details>
        </section>
      )}
    </>
  );
}

function Problems({ report }: { report: Report }): JSX.Element | null {
  if (report.problems.length === 0) return null;
  return (
    <section aria-labelledby="problems">
      <h2 id="problems">Problems of the run</h2>
      <ul class="problems">
        {report.problems.map((problem) => (
          <li key={`${problem.file}${problem.line}${problem.text}`}>
            <span class={`kind ${problem.severity}`}>{problem.severity}</span> {problem.text}
            {problem.file !== undefined && (
              <span class="quiet">
                {' '}
                {problem.file}
                {problem.line !== undefined && `:${problem.line}`}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
