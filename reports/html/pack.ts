// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * Details as a page stores them: the same facts in fewer bytes. What is written twice, or differs from boot to boot in
 * the middle of text that does not, is what deflate cannot make small. Pure; both directions, for host and browser.
 */
import type { CaseDetail, LogText, Piece } from './model.ts';

type Point = CaseDetail['points'][number];

/** A run of lines of the TAP log, `[first, count]`, that say all there is about their points; or a point. */
type PackedPoint = Point | readonly [number, number];

export interface PackedDetail extends Omit<CaseDetail, 'points'> {
  readonly points: readonly PackedPoint[];
  /** For each log the times taken out of its lines: differences in µs, joined by commas. */
  readonly stamps: Readonly<Record<string, string>>;
}

export type PackedPiece = readonly (PackedDetail | null)[];

/** Stands where a time stood; text of guests has no control characters left. */
const MARK = '\u0001';
const STAMP = /^\[ *(\d{1,9})\.(\d{6})\] /;

/** As the kernel prints it. */
const stampText = (us: number): string =>
  `[${String(Math.floor(us / 1e6)).padStart(5)}.${String(us % 1e6).padStart(6, '0')}] `;

function takeStamps(text: string, stamps: number[]): string {
  return text
    .split('\n')
    .map((line) => {
      const [whole, seconds, micros] = STAMP.exec(line) ?? [];
      if (whole === undefined) return line;
      const us = Number(seconds) * 1e6 + Number(micros);
      if (stampText(us) !== whole) return line;
      stamps.push(us);
      return MARK + line.slice(whole.length);
    })
    .join('\n');
}

const putStamps = (text: string, next: () => number): string =>
  text.replaceAll(MARK, () => stampText(next()));

function packLog(log: LogText): readonly [LogText, string] {
  const stamps: number[] = [];
  const head = takeStamps(log.head, stamps);
  const tail = log.tail === undefined ? {} : { tail: takeStamps(log.tail, stamps) };
  const steps = stamps.map((us, index) => us - (stamps[index - 1] ?? 0));
  return [{ ...log, head, ...tail }, steps.join(',')];
}

function unpackLog(log: LogText, steps: string): LogText {
  if (steps === '') return log;
  const values = steps.split(',').map(Number);
  let us = 0;
  let at = 0;
  const next = (): number => {
    us += values[at++] ?? 0;
    return us;
  };
  const head = putStamps(log.head, next);
  return { ...log, head, ...(log.tail === undefined ? {} : { tail: putStamps(log.tail, next) }) };
}

/** A point that is all in its line: no directive, no diagnostics. */
function pointOf(line: string): Point | undefined {
  const [, not, number, name] = /^(not )?ok (\d+) - (.*)$/.exec(line) ?? [];
  return name === undefined ? undefined : { number: Number(number), ok: not === undefined, name };
}

function packPoints(points: readonly Point[], log: LogText | undefined): PackedPoint[] {
  if (log === undefined) return [...points];
  const lines = log.head.split('\n');
  const packed: PackedPoint[] = [];
  let at = 0;
  for (const point of points) {
    const line = lines.findIndex((each, index) => index >= at && isPoint(each, point));
    const last = packed.at(-1);
    if (line < 0) packed.push(point);
    else if (Array.isArray(last) && last[0] + last[1] === line)
      packed[packed.length - 1] = [last[0], last[1] + 1];
    else packed.push([line, 1]);
    if (line >= 0) at = line + 1;
  }
  return packed;
}

function isPoint(line: string, point: Point): boolean {
  const found = pointOf(line);
  if (found === undefined || found.number !== point.number || found.ok !== point.ok) return false;
  return found.name === point.name && point.directive === undefined && point.diag === undefined;
}

function unpackPoints(packed: readonly PackedPoint[], log: LogText | undefined): Point[] {
  const lines = log?.head.split('\n') ?? [];
  return packed.flatMap((each) => {
    if (!('length' in each)) return [each];
    const [first, count] = each;
    return lines.slice(first, first + count).flatMap((line) => pointOf(line) ?? []);
  });
}

const CHANNELS = ['result', 'kernel', 'output'] as const;

function packDetail(detail: CaseDetail): PackedDetail {
  const stamps: Record<string, string> = {};
  const logs: { -readonly [K in keyof CaseDetail['logs']]: LogText } = {};
  for (const channel of CHANNELS) {
    const log = detail.logs[channel];
    if (log === undefined) continue;
    const [text, steps] = packLog(log);
    logs[channel] = text;
    if (steps !== '') stamps[channel] = steps;
  }
  return { ...detail, points: packPoints(detail.points, detail.logs.result), logs, stamps };
}

function unpackDetail({ stamps, points, ...rest }: PackedDetail): CaseDetail {
  const logs: { -readonly [K in keyof CaseDetail['logs']]: LogText } = {};
  for (const channel of CHANNELS) {
    const log = rest.logs[channel];
    if (log !== undefined) logs[channel] = unpackLog(log, stamps[channel] ?? '');
  }
  return { ...rest, points: unpackPoints(points, logs.result), logs };
}

export const packPiece = (piece: Piece): PackedPiece => piece.map((each) => each && packDetail(each));

export const unpackPiece = (piece: PackedPiece): Piece => piece.map((each) => each && unpackDetail(each));
