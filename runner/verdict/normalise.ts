// SPDX-License-Identifier: GPL-2.0-or-later

import { cleanLine, splitLines } from './text.ts';
import type { Directive, DirectiveKind } from './types.ts';

/**
 * Lines of a channel -> lines of TAP grammar.
 *
 * A TAP parser is lenient by design: noise is "extra", a stream without a plan may be fine, a `pragma` switches its
 * mode. None of that may decide a verdict here. So the channel is reduced to the few forms below, with prefixes and
 * escapes removed and nesting turned into a depth; all other text is noise, kept for the reader and never counted.
 */
export type TapLine =
  | { kind: 'version'; depth: number }
  | { kind: 'subtest'; depth: number; name: string }
  | { kind: 'plan'; depth: number; start: number; count: number; skip?: string }
  | { kind: 'point'; depth: number; id: number | null; ok: boolean; name: string; directive?: Directive }
  | { kind: 'bailout'; depth: number; reason: string }
  | { kind: 'diag'; depth: number; text: string }
  /** A line of a YAML block; belongs to the point before it. */
  | { kind: 'yaml'; depth: number; text: string };

export interface Normalised {
  lines: TapLine[];
  /** Complete lines that are not TAP, up to `MAX_NOISE` of them. */
  noise: string[];
  noiseCount: number;
  /** The unfinished last line: it may say anything, so it says nothing. */
  cut: string | null;
  /** False when no version line came at the outermost level. */
  versioned: boolean;
}

const MAX_NOISE = 100;
const MAX_NAME = 500;
const TAB = 8;

/** What a line means once its indentation is off; depth is added by the caller. */
type Form = TapLine extends infer L ? (L extends { depth: number } ? Omit<L, 'depth'> : never) : never;

const VERSION = /^K?TAP version \d+\s*$/i;
const PLAN = /^(\d{1,9})\.\.(\d{1,9})\s*(?:#\s*(.*))?$/;
const POINT = /^(not )?ok(?=\s|$)(?:\s+(\d{1,9})(?=\s|$))?\s*(?:-(?=\s|$))?\s*(.*)$/;
const BAILOUT = /^bail out!\s*(.*)$/i;
const SUBTEST = /^# Subtest(?::\s*(.*))?$/;
const COMMENT = /^#\s?(.*)$/;
const PRAGMA = /^pragma [+-]/;
const PLAN_SKIP = /^skip\w*:?\s*(.*)$/i;

/**
 * SKIP and TODO are TAP's and written in any case, `# Skipped: why` too; the rest is KTAP's and only valid in capitals
 * (`# error handling` is prose). The leftmost one counts, so a `#` in the name before it does no harm.
 */
const DIRECTIVE =
  /(?<=^|\s)#\s*(?:([Ss][Kk][Ii][Pp])\w*|([Tt][Oo][Dd][Oo])|(TIMEOUT|ERROR|XFAIL))(?=[\s:]|$):?\s*(.*)$/;

function splitDirective(description: string): { name: string; directive?: Directive } {
  const match = description.includes('#') ? DIRECTIVE.exec(description) : null;
  const name = (match ? description.slice(0, match.index) : description).trim().replaceAll('\\#', '#');
  const short = name.length > MAX_NAME ? `${name.slice(0, MAX_NAME - 1)}…` : name;
  if (!match) return { name: short };
  const word = (match[1] ?? match[2] ?? match[3] ?? '').toLowerCase() as DirectiveKind;
  return { name: short, directive: { kind: word, reason: (match[4] ?? '').trim().slice(0, MAX_NAME) } };
}

function formOf(text: string): Form | 'pragma' | null {
  // One look at the first character spares most lines all patterns.
  switch (text.charCodeAt(0)) {
    case 0x23: {
      const subtest = SUBTEST.exec(text);
      if (subtest) return { kind: 'subtest', name: (subtest[1] ?? '').trim().slice(0, MAX_NAME) };
      return { kind: 'diag', text: COMMENT.exec(text)?.[1] ?? '' };
    }
    case 0x6f /* o */:
    case 0x6e /* n */:
      {
        const point = POINT.exec(text);
        if (!point) return null;
        const id = point[2] === undefined ? null : Number(point[2]);
        return { kind: 'point', id, ok: point[1] === undefined, ...splitDirective(point[3] ?? '') };
      }
    case 0x42 /* B */:
    case 0x62 /* b */:
      {
        const bail = BAILOUT.exec(text);
        return bail ? { kind: 'bailout', reason: (bail[1] ?? '').trim().slice(0, MAX_NAME) } : null;
      }
    case 0x70 /* p */:
      return PRAGMA.test(text) ? 'pragma' : null;
    case 0x4b /* K */:
    case 0x54 /* T */:
    case 0x6b:
    case 0x74:
      return VERSION.test(text) ? { kind: 'version' } : null;
    default: {
      const plan = PLAN.exec(text);
      if (!plan) return null;
      const skip = plan[3] === undefined ? null : PLAN_SKIP.exec(plan[3]);
      const form: Form = { kind: 'plan', start: Number(plan[1]), count: Number(plan[2]) };
      return skip ? { ...form, skip: (skip[1] ?? '').trim().slice(0, MAX_NAME) } : form;
    }
  }
}

function indentOf(line: string): { width: number; text: string } {
  let width = 0;
  let at = 0;
  for (; at < line.length; at++) {
    const char = line.charCodeAt(at);
    if (char === 0x20) width += 1;
    else if (char === 0x09) width += TAB - (width % TAB);
    else break;
  }
  return { width, text: at === 0 ? line : line.slice(at) };
}

/** Only these may begin a nested block: an indented `ok` in a flat stream is prose. */
const opensBlock = (form: Form): boolean =>
  form.kind === 'version' || form.kind === 'plan' || form.kind === 'subtest';

/**
 * Nesting is written with 2 blanks (KTAP), 4 blanks (KUnit, TAP 14) or a tab (older KUnit); whatever was seen opens
 * levels on a stack, so the depth is right for all of them, also mixed.
 */
class Indentation {
  readonly #widths = [0];

  /** The depth of a line, or null if a line at this width cannot be TAP. */
  depthOf(width: number, form: Form): number | null {
    const floating = form.kind === 'diag' || form.kind === 'bailout';
    if (!floating) while (width < this.#top()) this.#widths.pop();
    if (width === this.#top()) return this.#widths.length - 1;
    if (floating) return this.#widths.length - 1;
    if (width > this.#top() && opensBlock(form)) {
      this.#widths.push(width);
      return this.#widths.length - 1;
    }
    return null;
  }

  get depth(): number {
    return this.#widths.length - 1;
  }

  #top(): number {
    return this.#widths[this.#widths.length - 1] ?? 0;
  }
}

/** A result never stands inside a YAML block: the block was not closed. */
function endsYaml(text: string): boolean {
  const form = formOf(text);
  return form !== null && form !== 'pragma' && form.kind !== 'diag';
}

/** Reads a whole channel. Lines before the first version line are noise, if a version line comes at all. */
export function normalise(channel: string): Normalised {
  const { lines, rest } = splitLines(channel);
  const clean = lines.map(cleanLine);
  const first = clean.findIndex((line) => VERSION.test(line));
  const out: Normalised = { lines: [], noise: [], noiseCount: 0, cut: null, versioned: first >= 0 };
  const noise = (line: string): void => {
    if (line === '') return;
    out.noiseCount++;
    if (out.noise.length < MAX_NOISE) out.noise.push(line);
  };
  const indentation = new Indentation();
  let yaml = false;
  for (const [index, line] of clean.entries()) {
    if (index < first) {
      noise(line);
      continue;
    }
    const { width, text } = indentOf(line);
    if (yaml && width === 0 && endsYaml(text)) yaml = false;
    if (yaml) {
      yaml = text !== '...';
      if (yaml) out.lines.push({ kind: 'yaml', depth: indentation.depth, text: line });
      continue;
    }
    if (text === '---' && width > 0 && out.lines.at(-1)?.kind === 'point') {
      yaml = true;
      continue;
    }
    const form = formOf(text);
    if (form === 'pragma') continue;
    const depth = form === null ? null : indentation.depthOf(width, form);
    if (form === null || depth === null) noise(line);
    else out.lines.push({ ...form, depth } as TapLine);
  }
  if (rest !== '') out.cut = cleanLine(rest);
  return out;
}
