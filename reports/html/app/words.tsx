// SPDX-License-Identifier: GPL-2.0-or-later
/** Small things that all parts of the page show alike. */
import type { ComponentChildren, JSX } from 'preact';
import { type CaseRow, type PastRunInfo, STATES, type State, stateOfLetter } from '../model.ts';

/** A word and a sign for each state: nothing is said by colour alone. */
export const STATE_WORDS: Readonly<
  Record<State, { readonly word: string; readonly sign: string; readonly means: string }>
> = {
  unexpected: { word: 'unexpected', sign: '✕', means: 'failed, and no list says that it does' },
  notrun: { word: 'not run', sign: '∅', means: 'selected, but without a result' },
  flaky: { word: 'flaky', sign: '~', means: 'failed, then passed when it was run again' },
  fixed: { word: 'fixed', sign: '+', means: 'a known failure that passes: its entry can go' },
  known: { word: 'known', sign: '=', means: 'failed as a known-failure list says' },
  skip: { word: 'skipped', sign: '–', means: 'cannot be tested here' },
  ok: { word: 'ok', sign: '✓', means: 'passed' },
};

export const CHANGE_WORDS: Readonly<Record<NonNullable<CaseRow['change']>, string>> = {
  worse: 'newly failing',
  better: 'no longer failing',
  other: 'changed',
  new: 'new case',
};

export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m${two(seconds % 60)}s`;
  return `${Math.floor(seconds / 3600)}h${two(Math.floor((seconds % 3600) / 60))}m`;
}

export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** `2026-11-25 12:00 UTC`: the same for each reader. */
export const moment = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;

/** `crash/panic`, `fail`. */
export const outcomeText = ({ outcome, cause }: Pick<CaseRow, 'outcome' | 'cause'>): string =>
  cause === 'none' || cause === 'assert'
    ? outcome === 'notrun'
      ? 'not run'
      : outcome
    : `${outcome}/${cause}`;

export function Badge({ row }: { row: CaseRow }): JSX.Element {
  const { sign, word } = STATE_WORDS[row.state];
  const text = row.state === 'unexpected' ? outcomeText(row) : word;
  return (
    <span class={`badge ${row.state}`}>
      <span class="sign" aria-hidden="true">
        {sign}
      </span>
      {text}
    </span>
  );
}

const BAR: Readonly<Record<State, number>> = {
  unexpected: 14,
  notrun: 14,
  flaky: 10,
  fixed: 8,
  known: 8,
  skip: 3,
  ok: 5,
};

/** What became of a case in earlier runs, and last in this one: the height says it, and so does the colour. */
export function History({ row, past }: { row: CaseRow; past: readonly PastRunInfo[] }): JSX.Element | null {
  if (past.length === 0) return null;
  const states = [...row.past].map(stateOfLetter);
  const label = `earlier runs, oldest first: ${states.map((state) => (state ? STATE_WORDS[state].word : 'none')).join(', ')}`;
  return (
    <svg class="history" width={states.length * 5} height="14" role="img" aria-label={label}>
      <title>{label}</title>
      {states.map((state, index) =>
        state === undefined ? null : (
          <rect
            key={past[index]?.id}
            class={state}
            x={index * 5}
            y={14 - BAR[state]}
            width="4"
            height={BAR[state]}
            rx="1"
          />
        ),
      )}
    </svg>
  );
}

/** `7 known`, in the order of the page. */
export function tallies(states: Partial<Record<State, number>>): string {
  return STATES.filter((state) => (states[state] ?? 0) > 0)
    .map((state) => `${states[state]} ${STATE_WORDS[state].word}`)
    .join(', ');
}

/** Only addresses that a browser should follow become links. */
export function Link({ href, children }: { href: string; children: JSX.Element | string }): JSX.Element {
  if (!/^https?:\/\//.test(href)) return <span>{children}</span>;
  return (
    <a href={href} rel="noreferrer noopener" target="_blank">
      {children}
    </a>
  );
}

export type Fact = readonly [name: string, value: ComponentChildren];

/** Names with what belongs to them; a fact without a value is not shown. */
export function FactList({ facts }: { facts: readonly Fact[] }): JSX.Element {
  return (
    <dl class="facts">
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
