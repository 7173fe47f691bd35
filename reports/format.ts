// SPDX-License-Identifier: GPL-2.0-or-later

import { styleText } from 'node:util';
import type { CaseEnd, Summary } from '../runner/journal/index.ts';

/** `7 ms`, `1.2 s`, `3m07s`, `1h02m`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m${two(seconds % 60)}s`;
  return `${Math.floor(seconds / 3600)}h${two(Math.floor((seconds % 3600) / 60))}m`;
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Cuts to a width, with an ellipsis. */
export function cutTo(text: string, width: number): string {
  if (text.length <= width) return text;
  return width <= 1 ? text.slice(0, Math.max(0, width)) : `${text.slice(0, width - 1)}…`;
}

/** Breaks a line at blanks; lines after the first are indented. A width of 0 never breaks. */
export function wrap(text: string, width: number, indent = '      '): string[] {
  if (width <= indent.length + 10 || text.length <= width) return [text];
  const lines: string[] = [];
  let rest = text;
  while (rest.length > width) {
    const at = rest.lastIndexOf(' ', width);
    // A word wider than the line is left whole: a path must stay one that can be copied.
    const end = at > indent.length ? at : rest.indexOf(' ', width);
    if (end < 0) break;
    lines.push(rest.slice(0, end).trimEnd());
    rest = indent + rest.slice(end + 1);
  }
  return [...lines, rest];
}

/** `syscalls/fcntl07`, with `@2` in the second repetition. */
export const caseName = (event: { id: string; repeat: number }): string =>
  event.repeat > 1 ? `${event.id}@${event.repeat}` : event.id;

export type Tone = 'good' | 'quiet' | 'warn' | 'bad';

/**
 * One word for a result, as wide as the widest: capitals for what somebody must look at. An unexpected result is called
 * by its outcome, any other by what makes it acceptable.
 */
export function label(end: CaseEnd): { word: string; tone: Tone } {
  const { verdict, result } = end;
  if (verdict === 'unexpected') return { word: result.outcome.toUpperCase(), tone: 'bad' };
  if (verdict === 'fixed' || verdict === 'flaky') return { word: verdict.toUpperCase(), tone: 'warn' };
  if (result.outcome === 'pass') return { word: 'ok', tone: 'good' };
  if (result.outcome === 'skip') return { word: 'skip', tone: 'quiet' };
  return { word: 'known', tone: 'quiet' };
}

export const LABEL_WIDTH = 'TIMEOUT'.length;

/**
 * Why, in a line. An unexpected result tells its cause, unless the reason does so already; a known failure tells the
 * reason of its entry, not the symptom.
 */
export function why(end: CaseEnd): string {
  const { verdict, verdictReason, result, attempt } = end;
  if (verdict === 'unexpected') {
    const told = result.cause === 'none' || result.reason.toLowerCase().includes(result.cause);
    return told ? result.reason : `${result.cause}: ${result.reason}`;
  }
  if (verdict === 'flaky') return `passed in attempt ${attempt}`;
  return verdictReason || result.reason;
}

/** How tones look; plain for pipes and NO_COLOR. */
export type Paint = (tone: Tone | 'strong', text: string) => string;

export const plain: Paint = (_tone, text) => text;

const COLOURS = {
  good: 'green',
  quiet: 'dim',
  warn: 'yellow',
  bad: ['bold', 'red'],
  strong: 'bold',
} as const;

export const colour: Paint = (tone, text) =>
  text === ''
    ? ''
    : styleText(COLOURS[tone] as Parameters<typeof styleText>[0], text, { validateStream: false });

/** Colour for terminals, unless the user says otherwise (no-color.org). */
export function paintFor(isTty: boolean, env: NodeJS.ProcessEnv): Paint {
  if (env.NO_COLOR) return plain;
  if (env.FORCE_COLOR && env.FORCE_COLOR !== '0') return colour;
  return isTty && env.TERM !== 'dumb' ? colour : plain;
}

/** `24 ok, 1 known, 1 fail`: what came out, in the words of `label`; what must be looked at comes last. */
export function countsText(summary: Summary, paint: Paint = plain): string {
  const counts = new Map<string, { count: number; tone: Tone }>(
    ['ok', 'skip', 'known', 'FIXED', 'FLAKY'].map((word) => [word, { count: 0, tone: 'quiet' }]),
  );
  for (const end of summary.finished) {
    const { word, tone } = label(end);
    counts.set(word, { count: (counts.get(word)?.count ?? 0) + 1, tone });
  }
  if (summary.end) counts.set('not run', { count: summary.counts.notRun, tone: 'bad' });
  const parts = [...counts]
    .filter(([, { count }]) => count > 0)
    .map(([word, { count, tone }]) => paint(tone, `${count} ${word.toLowerCase()}`));
  return parts.length > 0 ? parts.join(', ') : 'nothing yet';
}

/** First line of a run: what runs on which kernel. */
export function headline(summary: Summary): string {
  const { start } = summary;
  if (!start) return '';
  const { kernel, selection, options, tool, machine } = start;
  const repeat = options.repeat > 1 ? ` x ${options.repeat}` : '';
  const shard = selection.shard ? `, shard ${selection.shard.index}/${selection.shard.total}` : '';
  const seed = options.seed === undefined ? '' : `, seed ${options.seed}`;
  const on = kernel.variant === '' || kernel.variant === machine ? machine : `${machine}, ${kernel.variant}`;
  const mmu = kernel.mmu === false ? 'no MMU' : kernel.mmu ? 'WITH AN MMU' : 'MMU unknown';
  const key = kernel.key === '' ? kernel.path : `kernel ${kernel.key.slice(0, 12)}`;
  const jobs = plural(options.jobs, 'job');
  return (
    `${tool.name} ${tool.version}: ${plural(selection.cases.length, 'case')}${repeat}${shard}` +
    ` on ${kernel.release} (${on}, ${mmu}), ${key}, ${jobs}${seed}${start.resumed ? ', resumed' : ''}`
  );
}
