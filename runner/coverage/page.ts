// SPDX-License-Identifier: GPL-2.0-or-later
/** A page with the source lines that no case has reached, each where it stands. Needs no script. Pure. */
import { figuresOf, percent, total } from './figures.ts';
import type { Share, SourceCoverage } from './types.ts';

/** Lines shown around one that did not run. */
const CONTEXT = 3;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char);

const STYLE = `
:root { color-scheme: light dark; --missed: light-dark(#ffe3e3, #4d1f1f); --never: light-dark(#eeeeee, #333333); }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 76rem; padding: 0 1rem; }
table { border-collapse: collapse; } th, td { padding: .2rem 1.5rem .2rem 0; text-align: left; }
td.n { font-variant-numeric: tabular-nums; }
pre { border: 1px solid light-dark(#cccccc, #555555); margin: .5rem 0 1rem; overflow-x: auto; padding: .3rem 0; tab-size: 8; }
pre span { display: block; padding: 0 .6rem; } .missed { background: var(--missed); } .never { background: var(--never); }
i { font-style: normal; opacity: .65; }`;

export function coveragePage(files: readonly SourceCoverage[], title: string): string {
  const all = total(files.map(figuresOf));
  const rows = files.map((file) => row(link(file.path), figuresOf(file)));
  return [
    '<!doctype html>',
    '<!-- SPDX-License-Identifier: GPL-2.0-or-later -->',
    '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    `<title>${escaped(title)}</title><style>${STYLE}</style></head><body>`,
    `<h1>${escaped(title)}</h1>`,
    '<table><thead><tr><th>File<th>Lines<th>Of the reachable<th>Functions</tr></thead><tbody>',
    ...rows,
    row('all', all),
    '</tbody></table>',
    '<p><span class="missed">Red</span>: no case got there. <span class="never">Grey</span>: none can, for the reason beside it.</p>',
    ...files.map(section),
    '</body></html>',
    '',
  ].join('\n');
}

const anchor = (path: string): string => path.replace(/[^\w.-]/g, '-');
const link = (path: string): string => `<a href="#${anchor(path)}">${escaped(path)}</a>`;
const cell = (one: Share): string => `<td class="n">${percent(one).toFixed(1)} % (${one.ran}/${one.of})`;
const row = (name: string, { lines, reachable, functions }: ReturnType<typeof figuresOf>): string =>
  `<tr><td>${name}${cell(lines)}${cell(reachable)}${cell(functions)}</tr>`;

function section(file: SourceCoverage): string {
  const missed = [...file.lines].filter(([, count]) => count === 0).map(([line]) => line);
  const blocks = excerpts(missed, file.source.length).map((lines) => block(file, lines));
  const text = missed.length === 0 ? ['<p>Every line ran.</p>'] : blocks;
  return [`<h2 id="${anchor(file.path)}">${escaped(file.path)}</h2>`, ...text].join('\n');
}

/** The missed lines with their surroundings, those that touch each other as one. */
export function excerpts(missed: readonly number[], last: number): [from: number, to: number][] {
  const found: [number, number][] = [];
  for (const line of missed) {
    const from = Math.max(1, line - CONTEXT);
    const to = Math.min(last, line + CONTEXT);
    const before = found.at(-1);
    if (before !== undefined && from <= before[1] + 1) before[1] = to;
    else found.push([from, to]);
  }
  return found;
}

function block(file: SourceCoverage, [from, to]: readonly [number, number]): string {
  const lines: string[] = [];
  for (let line = from; line <= to; line++) lines.push(sourceLine(file, line));
  const names = file.functions
    .filter(({ line, endLine }) => line <= to && endLine >= from)
    .map(({ name }) => name);
  const heading = names.length === 0 ? '' : `<h3>${escaped([...new Set(names)].join(', '))}</h3>\n`;
  return `${heading}<pre>${lines.join('')}</pre>`;
}

function sourceLine({ source, lines, unreachable }: SourceCoverage, line: number): string {
  const reason = unreachable.get(line);
  const count = lines.get(line);
  const kind = reason !== undefined ? ' class="never"' : count === 0 ? ' class="missed"' : '';
  const number = String(line).padStart(5);
  const counted = (count === undefined ? '' : String(count)).padStart(9);
  const why = reason === undefined ? '' : ` <i>— ${escaped(reason)}</i>`;
  return `<span${kind}><i>${number} ${counted}</i>  ${escaped(source[line - 1] ?? '')}${why}</span>`;
}
