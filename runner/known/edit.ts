// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * Changes of a list as text: an entry more, some less. People write comments into lists and lay them out, so what is not
 * changed stays byte for byte; only a layout that this cannot follow is written anew by the YAML library. Pure.
 */
import { Document, isCollection, isMap, isNode, isPair, isSeq, parseDocument, type YAMLSeq } from 'yaml';
import type { KnownFailure } from '../verdict/index.ts';
import { parseKnown } from './load.ts';

/** An entry before it stands anywhere. */
export type NewEntry = Omit<KnownFailure, 'file' | 'line' | 'column'>;

/** What becomes of the entry with this index: gone, or with only these points. */
export interface EntryEdit {
  readonly index: number;
  readonly points?: readonly number[] | undefined;
}

const STYLE = { lineWidth: 0, flowCollectionPadding: false } as const;
const KEYS = ['case', 'points', 'outcome', 'cause', 'reason', 'link', 'when', 'expires'] as const;

/** An entry as it is written: keys in the usual order, points on one line. */
function listOf(entry: NewEntry): Document {
  const known = KEYS.filter((key) => entry[key] !== undefined).map((key) => [key, entry[key]] as const);
  const doc = new Document([Object.fromEntries(known)]);
  onOneLine(doc, [0, 'points']);
  return doc;
}

function onOneLine(doc: Document, path: readonly (string | number)[]): void {
  const node = doc.getIn(path, true);
  if (isCollection(node)) node.flow = true;
}

export const entryText = (entry: NewEntry): string => listOf(entry).toString(STYLE);

/** What the text means, without places; null when it is no list. */
function meaning(text: string): NewEntry[] | null {
  const parsed = parseKnown(text, '');
  if (!parsed.ok) return null;
  return parsed.entries.map(({ file: _file, line: _line, column: _column, ...entry }) => entry);
}

const sameMeaning = (text: string, wanted: readonly NewEntry[]): boolean =>
  JSON.stringify(sorted(meaning(text))) === JSON.stringify(sorted(wanted));

/** Keys in one order: two entries that mean the same may have been written differently. */
const sorted = (entries: readonly NewEntry[] | null): unknown =>
  entries?.map((entry) => KEYS.map((key) => entry[key] ?? null));

/** The list with one more entry, at its end. `text` must be a list that parses. */
export function withEntry(text: string, entry: NewEntry): string {
  const before = meaning(text);
  if (before === null) throw new Error('the list does not parse');
  const separator = text === '' || text.endsWith('\n') ? '' : '\n';
  const appended = text + separator + entryText(entry);
  if (sameMeaning(appended, [...before, entry])) return appended;
  // Indented, in brackets, or with an end mark.
  const doc: Document = parseDocument(text);
  const [node] = (listOf(entry).contents as YAMLSeq).items;
  if (isSeq(doc.contents)) doc.contents.items.push(node);
  else doc.contents = doc.createNode([node]);
  return doc.toString(STYLE);
}

/** The list with these changes; comments right above an entry go with it, those at the head of the file stay. */
export function withEdits(text: string, edits: readonly EntryEdit[]): string {
  const before = meaning(text);
  if (before === null) throw new Error('the list does not parse');
  const byIndex = new Map(edits.map((edit) => [edit.index, edit]));
  const wanted = before.flatMap((entry, index) => {
    const edit = byIndex.get(index);
    if (edit === undefined) return [entry];
    return edit.points === undefined ? [] : [{ ...entry, points: edit.points }];
  });
  const lastFirst = [...byIndex.values()].sort((a, b) => b.index - a.index);
  const cut = lastFirst.reduce<string | null>(
    (rest, edit) => (rest === null ? null : cutOut(rest, edit)),
    text,
  );
  if (cut !== null && sameMeaning(cut, wanted)) return cut;
  const doc = parseDocument(text);
  for (const { index, points } of lastFirst) {
    if (points === undefined) doc.deleteIn([index]);
    else {
      doc.setIn([index, 'points'], doc.createNode([...points]));
      onOneLine(doc, [index, 'points']);
    }
  }
  return doc.toString(STYLE);
}

/** One edit by offsets; null where the layout is not one entry after the other. */
function cutOut(text: string, { index, points }: EntryEdit): string | null {
  const { contents } = parseDocument(text);
  const item = isSeq(contents) ? contents.items[index] : undefined;
  if (!isMap(item) || !item.range) return null;
  if (points !== undefined) {
    const node = item.get('points', true);
    if (!isNode(node) || !node.range) return null;
    return `${text.slice(0, node.range[0])}[${points.join(', ')}]${text.slice(node.range[1])}`;
  }
  const lines = text.split('\n');
  const lineOf = (offset: number): number => text.slice(0, offset).split('\n').length - 1;
  let first = lineOf(item.range[0]);
  const last = lineOf(item.range[0] + text.slice(item.range[0], endOf(item)).trimEnd().length);
  let comment = first;
  while (comment > 0 && /^\s*#/.test(lines[comment - 1] ?? '')) comment--;
  if (comment > 0) first = comment;
  return [...lines.slice(0, first), ...lines.slice(last + 1)].join('\n');
}

/** Where a node's last value ends; the range of a block goes on over comments that belong to what follows. */
function endOf(node: unknown): number {
  if (isPair(node)) return isNode(node.value) ? endOf(node.value) : endOf(node.key);
  if (isCollection(node) && !node.flow && node.items.length > 0) return endOf(node.items.at(-1));
  return isNode(node) ? (node.range?.[1] ?? 0) : 0;
}
