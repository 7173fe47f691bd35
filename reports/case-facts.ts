// SPDX-License-Identifier: GPL-2.0-or-later
/** What several formats say about a case, in the words of none of them. */
import { stripVTControlCharacters } from 'node:util';
import type { CaseEnd, Summary } from '../runner/journal/index.ts';

export const suiteOf = (id: string): string => id.slice(0, id.indexOf('/'));

/** `fcntl07`; `fcntl07@2` in the second repetition, so that no two results have one name. */
export const tagOf = (event: { id: string; repeat: number }): string =>
  event.id.slice(event.id.indexOf('/') + 1) + (event.repeat > 1 ? `@${event.repeat}` : '');

/** Anything but an unexpected result lets a run pass. */
export const isGood = (end: CaseEnd): boolean => end.verdict !== 'unexpected';

/** Failed as a known failure says: acceptable, but no pass. */
export const isKnownFailure = (end: CaseEnd): boolean =>
  end.verdict === 'expected' && end.result.outcome !== 'pass' && end.result.outcome !== 'skip';

/** What the kernel had to say, in full as far as the journal has it. */
export const kernelText = (end: CaseEnd): string[] =>
  end.result.kernelEvents.flatMap(({ headline, excerpt }) =>
    excerpt[0]?.includes(headline) ? excerpt : [headline, ...excerpt],
  );

/** `known: reason link` of the entry that held the case. */
export const knownText = (end: CaseEnd): string => {
  const [entry] = end.known;
  return entry ? `known: ${[entry.reason, entry.link].filter(Boolean).join(' ')}` : end.verdictReason;
};

/**
 * Attempts that a retry overruled, by the result that came of them. Looked up once for all results: a run of many
 * repetitions has tens of thousands of them.
 */
export function earlierAttempts(summary: Summary): (end: CaseEnd) => readonly CaseEnd[] {
  const key = (end: CaseEnd): string => `${end.repeat}\0${end.id}`;
  const earlier = new Map<string, CaseEnd[]>();
  for (const attempt of summary.attempts) {
    if (attempt.final) continue;
    const others = earlier.get(key(attempt));
    if (others) others.push(attempt);
    else earlier.set(key(attempt), [attempt]);
  }
  return (end) => earlier.get(key(end)) ?? [];
}

/** Line of the case's source that its first failed point names (`fcntl14.c:50: …`). */
export function failedLine(end: CaseEnd): number | undefined {
  const file = end.source?.slice(end.source.lastIndexOf('/') + 1);
  if (file === undefined) return undefined;
  for (const point of end.result.points) {
    if (!end.result.failed.includes(point.number)) continue;
    const [, line] = point.name.startsWith(`${file}:`)
      ? (/^:(\d+)/.exec(point.name.slice(file.length)) ?? [])
      : [];
    if (line !== undefined) return Number(line);
  }
  return undefined;
}

/** To the microsecond: more digits would be noise of the division. */
export const seconds = (ms: number): number => Math.round(ms * 1000) / 1e6;

/** Why a case came out as it did, and all lines that tell. */
export function story(end: CaseEnd): string[] {
  const { faults, reason, excerpt } = end.result;
  const told = faults.map((fault) => `${fault.outcome}/${fault.cause}: ${fault.reason}`);
  const lines = told.length > 0 || reason === '' ? told : [`${end.result.outcome}: ${reason}`];
  if (end.verdictReason !== '') lines.push(end.verdictReason);
  // The headline of a kernel event is the reason already.
  lines.push(...excerpt.filter((line, index) => index > 0 || !reason.includes(line)));
  return lines;
}

/**
 * Without escape sequences and control characters but line ends and tabs, and without half characters, which databases
 * refuse: what a guest printed may hold anything.
 */
export const printable = (text: string): string =>
  stripVTControlCharacters(text)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
    .replace(/[\0-\x08\x0b-\x1f\x7f]/g, '')
    .replace(/\p{Surrogate}/gu, '\ufffd');

/** Deciding results in the order of the selection; what was not selected (an odd journal) comes last. */
export function inOrder(summary: Summary): CaseEnd[] {
  const order = new Map((summary.start?.selection.cases ?? []).map((id, index) => [id, index]));
  const at = (end: CaseEnd): number => order.get(end.id) ?? order.size;
  return [...summary.finished].sort(
    (a, b) => a.repeat - b.repeat || at(a) - at(b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );
}

export interface SuiteResults {
  readonly name: string;
  /** Deciding results in the order of the selection. */
  readonly ends: CaseEnd[];
  /** Ids of cases without a result; once for each missing repetition. */
  readonly notRun: string[];
}

/** A run's results by suite, in the order in which the selection names the suites. */
export function suitesOf(summary: Summary): SuiteResults[] {
  const suites = new Map<string, SuiteResults>();
  const suite = (id: string): SuiteResults => {
    const name = suiteOf(id);
    const known = suites.get(name) ?? { name, ends: [], notRun: [] };
    suites.set(name, known);
    return known;
  };
  for (const end of inOrder(summary)) suite(end.id).ends.push(end);
  for (const id of summary.notRun) suite(id).notRun.push(id);
  return [...suites.values()];
}
