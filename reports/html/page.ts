// SPDX-License-Identifier: GPL-2.0-or-later
/** Puts a page together: one file, nothing from outside, the same bytes for the same run. */
import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import type { Report } from './model.ts';
import { packPiece } from './pack.ts';
import type { Shaped } from './shape.ts';

/** The built browser part. */
export interface Assets {
  readonly script: string;
  readonly style: string;
}

/** Without a header, so without a place where an operating system or a clock could show. */
const pack = (value: unknown): string =>
  deflateRawSync(JSON.stringify(value), { level: 9, memLevel: 9 }).toString('base64');

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char);

/** Only our own script and style run, and nothing is fetched, whatever a log holds. */
const policy = ({ script, style }: Assets): string =>
  [
    "default-src 'none'",
    `script-src ${hash(script)}`,
    `style-src ${hash(style)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

export function verdictLine({ states, cases, run }: Pick<Report, 'states' | 'cases' | 'run'>): string {
  const count = cases.length;
  const parts = [
    ...(run.interrupted === null ? [] : [`interrupted by ${run.interrupted}`]),
    ...(states.unexpected > 0 ? [`${states.unexpected} of ${count} unexpected`] : []),
    ...(states.notrun > 0 ? [`${states.notrun} not run`] : []),
  ];
  return parts.length > 0 ? parts.join(', ') : `all ${count} as expected`;
}

export function pageHtml({ report, pieces }: Shaped, assets: Assets): string {
  const title = `${verdictLine(report)} · ${report.run.kernel.release} · ltp-nommu`;
  // What a script element holds is not parsed as HTML up to its end tag; base64 cannot write one.
  const data = (id: string, value: unknown): string =>
    `<script type="text/plain" id="${id}">${pack(value)}</script>`;
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy(assets)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escaped(title)}</title>`,
    '<link rel="icon" href="data:,">',
    `<style>${assets.style}</style>`,
    '</head>',
    '<body>',
    `<div id="app"><main><h1>${escaped(title)}</h1><noscript>The results are in this file, compressed: reading them needs JavaScript. results.ktap beside it is text.</noscript></main></div>`,
    data('report', report),
    ...pieces.map((piece, index) => data(`piece${index}`, packPiece(piece))),
    `<script>${assets.script}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}
