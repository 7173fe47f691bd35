// SPDX-License-Identifier: GPL-2.0-or-later
/** The page: what the address says is shown, and keys go round in it. */
import type { JSX } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { CaseRow, Report } from '../model.ts';
import { matches, parseQuery } from '../query.ts';
import { parseRoute, type Route, routeHash } from '../route.ts';
import { CaseView } from './case.tsx';
import { Charts } from './charts.tsx';
import { Groups } from './groups.tsx';
import { Help } from './help.tsx';
import { keyHandler } from './keys.ts';
import { byState, CaseList } from './list.tsx';
import { Facts, Head, Search, SinceLast } from './overview.tsx';

/** The address; replaced, not added to, while somebody types. */
function useRoute(): readonly [Route, (route: Route, replace?: boolean) => void] {
  const [route, setRoute] = useState(() => parseRoute(location.hash));
  useEffect(() => {
    const onChange = (): void => setRoute(parseRoute(location.hash));
    addEventListener('hashchange', onChange);
    return () => removeEventListener('hashchange', onChange);
  }, []);
  const go = (next: Route, replace = false): void => {
    const hash = routeHash(next);
    if (replace) {
      history.replaceState(null, '', hash);
      setRoute(next);
    } else location.hash = hash;
  };
  return [route, go];
}

export function App({ report }: { report: Report }): JSX.Element {
  const [route, go] = useRoute();
  const [helpShown, showHelp] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const scrolled = useRef(0);
  const query = useMemo(() => parseQuery(route.q), [route.q]);
  const order = useMemo(() => byState(report.cases), [report]);
  const found = useMemo(() => order.filter((row) => matches(query, row)), [order, query]);
  const shown = route.case === undefined ? undefined : findCase(report, route.case);

  useEffect(() => {
    scrollTo(0, route.case === undefined ? scrolled.current : 0);
  }, [route.case]);
  useEffect(() => {
    if (route.case !== undefined) return;
    const onScroll = (): void => {
      scrolled.current = scrollY;
    };
    addEventListener('scroll', onScroll, { passive: true });
    return () => removeEventListener('scroll', onScroll);
  }, [route.case]);
  useEffect(() => {
    const step = (by: 1 | -1): void => {
      const next = shown && found[found.indexOf(shown) + by];
      if (next) go({ ...route, case: next.key }, true);
    };
    const onKey = keyHandler({
      inCase: route.case !== undefined,
      step,
      search: () => search.current,
      help: () => showHelp((before) => !before),
      back: () => {
        if (helpShown) showHelp(false);
        else if (route.case !== undefined) go({ q: route.q });
        else if (route.q !== '') go({ q: '' }, true);
      },
    });
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });

  const neighbours = shown ? [found[found.indexOf(shown) - 1], found[found.indexOf(shown) + 1]] : [];
  return (
    <>
      {helpShown && <Help close={() => showHelp(false)} />}
      {route.case === undefined ? (
        <main>
          <Head report={report} />
          <Search
            report={report}
            value={route.q}
            found={found.length}
            problem={query.problem}
            input={search}
            change={(q) => go({ q }, true)}
            help={() => showHelp(true)}
          />
          {route.q === '' ? (
            <>
              <SinceLast report={report} />
              <Groups report={report} />
              <CaseList report={report} rows={order} title="All cases" />
              <Charts report={report} />
              <Facts report={report} />
            </>
          ) : (
            <CaseList
              report={report}
              rows={found}
              title={found.length === 0 ? 'No case fits' : 'What fits'}
            />
          )}
        </main>
      ) : (
        <main class="one">
          {shown ? (
            <CaseView
              key={shown.key}
              report={report}
              row={shown}
              q={route.q}
              before={neighbours[0]}
              after={neighbours[1]}
            />
          ) : (
            <p>
              There is no case {route.case} in this run. <a href={routeHash({ q: route.q })}>All cases</a>
            </p>
          )}
        </main>
      )}
    </>
  );
}

/** By its whole name, or by its tag alone: links are also typed. */
function findCase(report: Report, name: string): CaseRow | undefined {
  return (
    report.cases.find((row) => row.key === name) ??
    report.cases.find((row) => row.id === name || row.id.endsWith(`/${name}`))
  );
}
