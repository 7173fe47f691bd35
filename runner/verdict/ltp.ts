// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * LTP's own result lines, in both styles, as points:
 *
 *     new:  file.c:12: TPASS: text            then a block "Summary:" with five counts
 *     old:  tag01     1  TPASS  :  text       numbered from 1, no summary
 *
 * The exit code is a bit mask of the kinds that came (1 TFAIL, 2 TBROK, 4 TWARN, 32 TCONF) and is held against the lines.
 */
import type { TapReading } from './tap.ts';
import { cleanLine, oneLine, plural, splitLines } from './text.ts';
import type { CaseExit, Point } from './types.ts';

type Kind = 'TPASS' | 'TFAIL' | 'TBROK' | 'TWARN' | 'TCONF' | 'TINFO' | 'TDEBUG';

const KINDS = 'TPASS|TFAIL|TBROK|TWARN|TCONF|TINFO|TDEBUG';
const NEW_STYLE = new RegExp(`^([^\\s:]+\\.[A-Za-z]+:\\d+): (${KINDS}): (.*)$`);
const OLD_STYLE = new RegExp(`^(\\S+)\\s+(\\d+)\\s+(${KINDS})\\s+:\\s*(.*)$`);
const SUMMARY = /^Summary:\s*$/;
const COUNT = /^(passed|failed|broken|skipped|warnings)\s+(\d+)\s*$/;

/** The rows of the summary, in its order, with the kind they count and its bit of the exit code. */
const ROWS = [
  ['passed', 'TPASS', 0],
  ['failed', 'TFAIL', 1],
  ['broken', 'TBROK', 2],
  ['skipped', 'TCONF', 32],
  ['warnings', 'TWARN', 4],
] as const satisfies readonly (readonly [string, Kind, number])[];

const CONF_BIT = 32;
const ALL_BITS = 1 | 2 | 4 | CONF_BIT;
const MAX_DIAG = 20;
const MAX_NAME = 500;
const MAX_NOISE = 100;

/** Whether a line, cleaned, is one that only LTP prints. */
export const isLtpLine = (line: string): boolean =>
  NEW_STYLE.test(line) || OLD_STYLE.test(line) || SUMMARY.test(line);

class LtpReader {
  readonly #points: Point[] = [];
  readonly #counts = new Map<Kind, number>();
  readonly #problems = new Set<string>();
  readonly #noise: string[] = [];
  readonly #styles = new Set<'new' | 'old'>();
  readonly #rows = new Map<string, number>();
  #summaries = 0;
  #bailout: string | null = null;
  #diag: string[] = [];

  read(channel: string, exit: CaseExit | undefined): TapReading {
    const { lines, rest } = splitLines(channel);
    for (const line of lines) this.#take(cleanLine(line));
    const cut = cleanLine(rest).trim();
    if (cut !== '') this.#problems.add(`the last line is cut: ${oneLine(cut, 60)}`);
    this.#finish(exit);
    return {
      points: this.#points,
      failed: this.#points.filter(({ ok }) => !ok).map(({ number }) => number),
      plan: this.#points.length,
      skipAll: null,
      bailout: this.#bailout,
      problems: [...this.#problems],
      empty: channel.trim() === '',
      tail: this.#diag,
      noise: this.#noise,
    };
  }

  #take(line: string): void {
    const fresh = NEW_STYLE.exec(line);
    if (fresh !== null) {
      const [, place = '', kind = '', text = ''] = fresh;
      this.#styles.add('new');
      this.#result(kind as Kind, place, text);
      return;
    }
    const old = OLD_STYLE.exec(line);
    if (old !== null) {
      const [, tag = '', number = '', kind = '', text = ''] = old;
      this.#styles.add('old');
      const informs = kind === 'TINFO' || kind === 'TDEBUG';
      if (!informs && Number(number) !== this.#points.length + 1)
        this.#problems.add(`result ${number} where ${this.#points.length + 1} was due`);
      // Some tests put file and line into the text themselves.
      const placed = /^([^\s:]+\.[A-Za-z]+:\d+): ?(.*)$/.exec(text);
      this.#result(kind as Kind, placed?.[1] ?? tag, placed?.[2] ?? text);
      return;
    }
    if (SUMMARY.test(line)) {
      if (++this.#summaries === 2) this.#problems.add('a second summary');
      return;
    }
    const count = this.#summaries > 0 ? COUNT.exec(line) : null;
    if (count === null) {
      if (line.trim() !== '' && this.#noise.length < MAX_NOISE) this.#noise.push(line);
      return;
    }
    const [, row = '', number = ''] = count;
    if (this.#rows.has(row)) this.#problems.add(`'${row}' twice in the summary`);
    else this.#rows.set(row, Number(number));
  }

  #result(kind: Kind, place: string, text: string): void {
    if (kind === 'TINFO' || kind === 'TDEBUG') {
      if (this.#diag.length < MAX_DIAG) this.#diag.push(`${place}: ${kind}: ${text}`);
      return;
    }
    if (this.#summaries > 0) this.#problems.add('a result after the summary');
    this.#counts.set(kind, this.#count(kind) + 1);
    if (kind === 'TBROK') this.#bailout ??= `TBROK: ${place}: ${text}`;
    const shown = kind === 'TBROK' || kind === 'TWARN' ? `${kind}: ${text}` : text;
    this.#points.push({
      number: this.#points.length + 1,
      ok: kind === 'TPASS' || kind === 'TCONF',
      name: oneLine(`${place}: ${shown}`, MAX_NAME),
      ...(kind === 'TCONF' ? { directive: { kind: 'skip', reason: text } } : {}),
      ...(this.#diag.length > 0 ? { diag: this.#diag } : {}),
    });
    this.#diag = [];
  }

  #count(kind: Kind): number {
    return this.#counts.get(kind) ?? 0;
  }

  #finish(exit: CaseExit | undefined): void {
    if (this.#styles.size > 1) this.#problems.add("results in LTP's new and old style mixed");
    if (this.#points.length === 0)
      this.#problems.add('no LTP result line (TPASS, TFAIL, TBROK, TWARN, TCONF)');
    if (this.#styles.has('new') || this.#summaries > 0) this.#checkSummary();
    if (exit?.code !== undefined) this.#checkExit(exit.code);
  }

  #checkSummary(): void {
    if (this.#summaries === 0) {
      this.#problems.add("no 'Summary:' after the results: the program ended early");
      return;
    }
    for (const [row, kind] of ROWS) {
      const said = this.#rows.get(row);
      if (said === undefined) this.#problems.add(`the summary has no row '${row}'`);
      else if (said !== this.#count(kind))
        this.#problems.add(
          `the summary says ${row} ${said}, but ${plural(this.#count(kind), `${kind} line`)}`,
        );
    }
  }

  /** TCONF's bit may be left out when something passed: the new style does, the old one does not. */
  #checkExit(code: number): void {
    if ((code & ~ALL_BITS) !== 0) {
      this.#problems.add(`exit code ${code} is none of LTP's`);
      return;
    }
    for (const [, kind, bit] of ROWS) {
      if (bit === 0) continue;
      const said = (code & bit) !== 0;
      const came = this.#count(kind) > 0;
      const optional = bit === CONF_BIT && this.#points.length > this.#count('TCONF');
      if (said && !came) this.#problems.add(`exit code ${code} says ${kind}, but no line does`);
      if (came && !said && !optional)
        this.#problems.add(`${kind} lines, but exit code ${code} does not say so`);
    }
  }
}

/** Reads what an LTP program printed; `exit` is how it ended. */
export function readLtp(channel: string, exit: CaseExit | undefined): TapReading {
  return new LtpReader().read(channel, exit);
}
