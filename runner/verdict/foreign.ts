// SPDX-License-Identifier: GPL-2.0-or-later
/** Results of programs that are not ours: where they are looked for, and in which format. */
import { isLtpLine, readLtp } from './ltp.ts';
import { readTap, type TapReading } from './tap.ts';
import { cleanLine, plural, splitLines } from './text.ts';
import type { CaseExit, RawBoot, ResultFormat } from './types.ts';

/** kselftest's exit code for a skipped test. */
export const EXIT_KSFT_SKIP = 4;

/** A stream of TAP says so itself; points without a version line are TAP too, and are told to lack it. */
const TAP_LINE = /^\s*(?:K?TAP version \d+|1\.\.\d+(?:\s|$)|(?:not )?ok \d+\b|Bail out!)/i;
const TOTALS = /^# Totals: pass:(\d+) fail:(\d+) xfail:(\d+) xpass:(\d+) skip:(\d+) error:(\d+)/;

const withProblem = (reading: TapReading, problem: string): TapReading => ({
  ...reading,
  problems: [...reading.problems, problem],
});

const nothing = (problem: string, empty: boolean): TapReading => ({
  points: [],
  failed: [],
  plan: null,
  skipAll: null,
  bailout: null,
  problems: [problem],
  empty,
  tail: [],
  noise: [],
});

/** Whether the results are on the output channel: the result channel, when used, is meant for nothing else. */
export const readsOutput = (raw: RawBoot, format: ResultFormat | undefined): boolean =>
  format !== undefined && format !== 'exit' && raw.result === '';

/** The results of a foreign program. Nothing, two formats at once, and numbers that disagree are problems. */
export function readForeign(raw: RawBoot, format: ResultFormat, exit: CaseExit | undefined): TapReading {
  if (format === 'exit') return readExit(exit);
  const text = raw.result === '' ? raw.output : raw.result;
  if (text.trim() === '') return nothing('the program printed nothing, so it has no results', true);
  if (format === 'ltp') return readLtp(text, exit);
  if (format !== 'auto') return readTapOutput(text);
  const lines = text.split('\n').map(cleanLine);
  const tap = lines.some((line) => TAP_LINE.test(line));
  const ltp = lines.some(isLtpLine);
  if (tap && ltp) {
    const both = 'lines of TAP and of LTP in one stream; --format says which are the results';
    return withProblem(readTapOutput(text), both);
  }
  if (ltp) return readLtp(text, exit);
  if (tap) return readTapOutput(text);
  return nothing('no results in what the program printed (TAP, KTAP or LTP lines)', false);
}

/** kselftest's convention: 0 pass, 4 skip, anything else a failure. How it ended by a signal is told elsewhere. */
function readExit(exit: CaseExit | undefined): TapReading {
  const code = exit?.code;
  if (code === undefined) return nothing('the program has no exit code', false);
  const ok = code === 0 || code === EXIT_KSFT_SKIP;
  const reason = `exit code ${code}`;
  return {
    ...nothing('', false),
    points: [
      {
        number: 1,
        ok,
        name: reason,
        ...(code === EXIT_KSFT_SKIP ? { directive: { kind: 'skip', reason } } : {}),
      },
    ],
    failed: ok ? [] : [1],
    plan: 1,
    problems: [],
  };
}

/** TAP, and the line of totals that kselftest programs end with. */
function readTapOutput(text: string): TapReading {
  const reading = readTap(text);
  const totals = splitLines(text)
    .lines.map((line) => TOTALS.exec(cleanLine(line)))
    .filter((match) => match !== null);
  const nested = reading.points.some(({ name }) => name.includes(' / '));
  const [first] = totals;
  // Nested streams have totals for each level and count suites too.
  if (first === undefined || totals.length > 1 || nested) return reading;
  const [pass = 0, fail = 0, xfail = 0, xpass = 0, skip = 0, error = 0] = first.slice(1).map(Number);
  const sum = pass + fail + xfail + xpass + skip + error;
  if (sum !== reading.points.length)
    return withProblem(reading, `the totals say ${plural(sum, 'point')}, there are ${reading.points.length}`);
  if (fail + error > 0 !== reading.failed.length > 0)
    return withProblem(reading, `the totals say ${fail + error} failed, there are ${reading.failed.length}`);
  return reading;
}
