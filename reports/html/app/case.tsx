// SPDX-License-Identifier: GPL-2.0-or-later
/** One case: what it said, what the kernel said, what is known of it, and how it is run again. */
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { CaseDetail, CaseRow, Report } from '../model.ts';
import { originLink, sourceLinks } from '../origin.ts';
import { routeHash } from '../route.ts';
import { readDetail } from './data.ts';
import { Logs } from './logs.tsx';
import { Past } from './past.tsx';
import { Badge, CHANGE_WORDS, duration, type Fact, FactList, Link, plural } from './words.tsx';

interface CaseProps {
  readonly report: Report;
  readonly row: CaseRow;
  readonly q: string;
  readonly before: CaseRow | undefined;
  readonly after: CaseRow | undefined;
}

export function CaseView({ report, row, q, before, after }: CaseProps): JSX.Element {
  const [detail, setDetail] = useState<CaseDetail | null>();
  useEffect(() => {
    readDetail(report, report.cases.indexOf(row)).then(setDetail, () => setDetail(null));
  }, [row]);
  const to = (other: CaseRow | undefined, words: string): JSX.Element =>
    other === undefined ? (
      <span class="quiet">{words}</span>
    ) : (
      <a href={routeHash({ case: other.key, q })} title={other.key}>
        {words}
      </a>
    );
  return (
    <article class="case">
      <nav aria-label="Cases">
        <a href={routeHash({ q })}>← {q === '' ? 'All cases' : `What fits ${q}`}</a>
        <span>
          {to(before, 'previous')} · {to(after, 'next')}
        </span>
      </nav>
      <header>
        <h1>
          {row.key} <Badge row={row} />
        </h1>
        {row.title !== undefined && <p class="lead">{row.title}</p>}
        {row.why !== '' && <p class={`reason ${row.state}`}>{row.why}</p>}
        {row.change !== undefined && <p class="quiet">Since the last run: {CHANGE_WORDS[row.change]}</p>}
      </header>
      {detail === undefined && <p class="quiet">Reading …</p>}
      {detail === null && <p>The case did not run.</p>}
      {detail && <Detail report={report} row={row} detail={detail} />}
    </article>
  );
}

function Detail({ report, row, detail }: { report: Report; row: CaseRow; detail: CaseDetail }): JSX.Element {
  return (
    <>
      <Rerun line={detail.rerun} />
      <Known detail={detail} row={row} report={report} />
      <Faults detail={detail} row={row} />
      <Points detail={detail} />
      <Logs detail={detail} />
      <Past report={report} row={row} detail={detail} />
      <About detail={detail} row={row} />
    </>
  );
}

function Rerun({ line }: { line: string }): JSX.Element {
  const [copied, setCopied] = useState(false);
  const copy = (): void => {
    copyText(line).then(
      (done) => setCopied(done),
      () => setCopied(false),
    );
  };
  return (
    <p class="rerun">
      <code>{line}</code>
      <button type="button" class="copy" onClick={copy} aria-live="polite">
        {copied ? 'Copied' : 'Copy'}
      </button>
    </p>
  );
}

/** The clipboard of a page from a file is not always allowed; a selection is. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const code = document.querySelector('.rerun code');
    if (code === null) return false;
    getSelection()?.selectAllChildren(code);
    return document.execCommand('copy');
  }
}

function Section({ title, children }: { title: string; children: ComponentChildren }): JSX.Element {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** Since when, as far as the runs at hand tell. */
function knownAge(row: CaseRow, report: Report): string | undefined {
  const first = row.past.indexOf('k');
  const run = report.past[first];
  const count = [...row.past].filter((letter) => letter === 'k').length;
  return run === undefined
    ? undefined
    : `known in ${plural(count, 'earlier run')}, first on ${run.started.slice(0, 10)}`;
}

function Known({
  detail,
  row,
  report,
}: {
  detail: CaseDetail;
  row: CaseRow;
  report: Report;
}): JSX.Element | null {
  if (detail.known.length === 0) return null;
  const age = knownAge(row, report);
  return (
    <Section title="Known failure">
      {detail.known.map((entry) => (
        <div class="known-entry" key={`${entry.file}${entry.line}`}>
          <p>{entry.reason}</p>
          <p class="quiet">
            {entry.file}:{entry.line}
            {entry.points !== undefined && ` · points ${entry.points.join(', ')}`}
            {entry.expires !== undefined && ` · expires ${entry.expires}`}
            {age !== undefined && ` · ${age}`}
            {entry.link !== undefined && (
              <>
                {' · '}
                <Link href={entry.link}>{entry.link}</Link>
              </>
            )}
          </p>
        </div>
      ))}
    </Section>
  );
}

function Faults({ detail, row }: { detail: CaseDetail; row: CaseRow }): JSX.Element | null {
  const more = detail.faults.slice(1);
  const notes = [
    ...more.map((fault) => `${fault.outcome}/${fault.cause}: ${fault.reason}`),
    ...(detail.verdictReason !== '' && detail.verdictReason !== row.why ? [detail.verdictReason] : []),
    ...(row.why !== detail.reason && !row.why.includes(detail.reason) && detail.reason !== ''
      ? [detail.reason]
      : []),
    ...detail.earlier.map((each) => `attempt ${each.attempt}: ${each.outcome}/${each.cause}: ${each.reason}`),
  ];
  if (notes.length === 0) return null;
  return (
    <Section title="Also">
      <ul class="notes">
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </Section>
  );
}

function Points({ detail }: { detail: CaseDetail }): JSX.Element | null {
  const { points, plan, failed, morePoints = 0 } = detail;
  if (points.length === 0 && plan === null) return null;
  const isFailed = new Set(failed);
  const bad = points.filter((point) => isFailed.has(point.number));
  const rest = points.filter((point) => !isFailed.has(point.number));
  const skipped = rest.filter((point) => point.directive?.kind === 'skip').length;
  const told = [
    `${points.length + morePoints} of ${plan ?? 'an unknown number'} came`,
    ...(bad.length > 0 ? [`${bad.length} failed`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ];
  return (
    <Section title="Points">
      <p class="quiet">{told.join(', ')}</p>
      {bad.length > 0 && <PointList points={bad} failed={isFailed} />}
      {rest.length > 0 && (
        <details open={bad.length === 0 && rest.length <= 12}>
          <summary>
            {bad.length > 0 ? `${rest.length} that did not fail` : plural(rest.length, 'point')}
          </summary>
          <PointList points={rest} failed={isFailed} />
          {morePoints > 0 && <p class="quiet">and {morePoints} more that passed</p>}
        </details>
      )}
    </Section>
  );
}

/** `expected EBADF (9), got 0`, taken apart so that the two stand below each other. */
const EXPECTED = /^(.*?)[:,]?\s*\b(expected\b.*?)(?:[,;]\s*|\s+but\s+)((?:got|is|was|not)\b.*)$/;

function PointList({
  points,
  failed,
}: {
  points: CaseDetail['points'];
  failed: ReadonlySet<number>;
}): JSX.Element {
  return (
    <ol class="points">
      {points.map((point) => {
        const bad = failed.has(point.number);
        const [, name, expected, got] = (bad && EXPECTED.exec(point.name)) || [];
        return (
          <li key={point.number} class={bad ? 'bad' : ''}>
            <span class="number">{point.number}</span>
            <span class="sign">{bad ? 'not ok' : point.directive?.kind === 'skip' ? 'skip' : 'ok'}</span>
            <div>
              {expected === undefined ? (
                point.name
              ) : (
                <>
                  {name}
                  <div class="expected">{expected}</div>
                  <div class="got">{got}</div>
                </>
              )}
              {point.directive && (
                <span class="quiet">
                  {' '}
                  # {point.directive.kind.toUpperCase()} {point.directive.reason}
                </span>
              )}
              {bad && point.diag && <pre>{point.diag.join('\n')}</pre>}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

const GUEST_END: Readonly<Record<CaseDetail['boot']['reason'], string>> = {
  exit: 'exited',
  signal: 'ended by signal',
  timeout: 'ended by the time limit',
  'start-failed': 'did not start',
  interrupted: 'was interrupted',
};

function exitText({ exit, boot }: CaseDetail): string {
  const parts: string[] = [];
  if (exit?.signal !== undefined)
    parts.push(`killed by signal ${exit.signal}${exit.core ? ', with a core' : ''}`);
  else if (exit?.code !== undefined) parts.push(`exit ${exit.code}`);
  parts.push(`guest ${GUEST_END[boot.reason]} ${boot.code ?? boot.signal ?? ''}`.trimEnd());
  if (boot.error !== undefined) parts.push(boot.error);
  return parts.join('; ');
}

function About({ detail, row }: { detail: CaseDetail; row: CaseRow }): JSX.Element {
  const { boot, origin, source, memory, taint, leftovers, guest } = detail;
  const link = origin && originLink(origin);
  const facts: readonly Fact[] = [
    ['origin', link && <Link href={link.href}>{link.text}</Link>],
    ['dropped by', link?.dropped && <Link href={link.dropped.href}>{link.dropped.text}</Link>],
    [
      'tests',
      origin?.kind === 'nommu' && origin.source && (
        <Sources list={sourceLinks(origin.source, guest?.release)} />
      ),
    ],
    ['source', source],
    ['no MMU', detail.nommu],
    ['end', exitText(detail)],
    [
      'time',
      `${duration(row.ms)} of ${duration(detail.timeoutMs)}; CPU ${duration(boot.userMs + boot.systemMs)}`,
    ],
    ['memory', memory && `${memory.freeBeforeKb} kB free before, ${memory.freeAfterKb} kB after`],
    ['host memory', boot.maxRssKb > 0 && `${Math.round(boot.maxRssKb / 1024)} MB`],
    ['taint', taint && taint.before !== taint.after && `${taint.before} before, ${taint.after} after`],
    ['left over', leftovers && leftovers.names.length > 0 && leftovers.names.join(', ')],
    ['cut', boot.truncated.length > 0 && `${boot.truncated.join(', ')}: met the size limit`],
    ['kernel', guest && `${guest.release} ${guest.version}`],
  ];
  return (
    <Section title="About the case">
      <FactList facts={facts} />
    </Section>
  );
}

function Sources({ list }: { list: ReturnType<typeof sourceLinks> }): JSX.Element {
  return (
    <>
      {list.map(({ text, href }, index) => (
        <span key={text}>
          {index > 0 && ', '}
          <Link href={href}>{text}</Link>
        </span>
      ))}
    </>
  );
}
