// SPDX-License-Identifier: GPL-2.0-or-later
/** Reads what the page holds compressed. */
import type { CaseDetail, Piece, Report } from '../model.ts';
import { type PackedPiece, unpackPiece } from '../pack.ts';

export async function readPart<T>(id: string): Promise<T> {
  const text = atob(document.getElementById(id)?.textContent ?? '');
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return (await new Response(stream).json()) as T;
}

const pieces = new Map<number, Promise<Piece>>();

/** Everything about one case; its neighbours come with it. */
export async function readDetail(report: Report, index: number): Promise<CaseDetail | null> {
  const number = Math.floor(index / report.pieceSize);
  let piece = pieces.get(number);
  if (piece === undefined) {
    piece = readPart<PackedPiece>(`piece${number}`).then(unpackPiece);
    pieces.set(number, piece);
  }
  return (await piece)[index % report.pieceSize] ?? null;
}
