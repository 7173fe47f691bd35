// SPDX-License-Identifier: GPL-2.0-or-later
/** Reads a YAML file against a zod schema, with the line and column of every mistake. Pure: text in, value or problems out. */
import { type Document, isMap, isNode, isScalar, LineCounter, type Pair, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Problem } from '../errors.ts';
import { didYouMean } from './nearest.ts';

export type YamlResult<T> =
  | { readonly ok: true; readonly value: T; readonly place: (path: YamlPath) => Place }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export type YamlPath = readonly (string | number)[];
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** `what` names the kind of file in codes and messages: `SCENARIO` gives SCENARIO_SYNTAX and SCENARIO_INVALID. */
export function readYaml<S extends z.ZodType>(
  text: string,
  file: string,
  schema: S,
  what: string,
): YamlResult<z.output<S>> {
  const lines = new LineCounter();
  const doc = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  if (doc.errors.length > 0) {
    const problems = doc.errors.map((error) => ({
      code: `${what}_SYNTAX`,
      message: `YAML: ${lowerFirst(error.message)}`,
      ...at(error.pos[0]),
    }));
    return { ok: false, problems };
  }
  let plain: unknown;
  try {
    plain = doc.toJS({ maxAliasCount: 100 });
  } catch (error) {
    // An unresolved alias or an alias bomb is found only here.
    const message = error instanceof Error ? error.message : String(error);
    return {
      ok: false,
      problems: [{ code: `${what}_SYNTAX`, message: `YAML: ${lowerFirst(message)}`, ...at(0) }],
    };
  }
  const place = (path: YamlPath): Place => at(offsetOf(doc, path));
  const parsed = schema.safeParse(plain, { reportInput: true });
  if (parsed.success) return { ok: true, value: parsed.data, place };
  const problems = parsed.error.issues.flatMap((issue) => describe(issue, doc, at, schema, what));
  problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
  return { ok: false, problems };
}

function describe(
  issue: z.core.$ZodIssue,
  doc: Document.Parsed,
  at: (offset: number) => Place,
  schema: z.ZodType,
  what: string,
): Problem[] {
  const code = `${what}_INVALID`;
  const path = issue.path.filter((part) => typeof part !== 'symbol');
  const name = path.length === 0 ? 'the file' : `'${path.join('.')}'`;
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, path);
    return issue.keys.map((key) => ({
      code,
      message: path.length === 0 ? `unknown key '${key}'` : `unknown key '${key}' in ${name}`,
      hint: didYouMean(key, known) ?? `known keys: ${known.join(', ')}`,
      ...at(keyOffset(doc, path, key)),
    }));
  }
  if (issue.code === 'invalid_union') {
    // The deepest complaint comes from the alternative that fitted best; with none, the union's own message has to do.
    const inner = [...issue.errors].sort((a, b) => depth(b) - depth(a))[0];
    if (inner !== undefined && depth(inner) > 0) {
      return inner.flatMap((each) =>
        describe({ ...each, path: [...issue.path, ...each.path] } as z.core.$ZodIssue, doc, at, schema, what),
      );
    }
  }
  if (issue.code === 'invalid_type' && issue.input === undefined) {
    const expected = `expected: ${issue.expected}`;
    return [{ code, message: `${name} is missing`, hint: expected, ...at(offsetOf(doc, path)) }];
  }
  const shown =
    typeof issue.input === 'string' || typeof issue.input === 'number' ? ` (is: ${issue.input})` : '';
  let message = `${name}: ${lowerFirst(issue.message)}`;
  let hint: string | undefined;
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String);
    message = `${name} is '${String(issue.input)}', expected ${values.length === 1 ? values[0] : `one of ${values.join(', ')}`}`;
    hint = typeof issue.input === 'string' ? didYouMean(issue.input, values) : undefined;
  } else if (issue.code === 'invalid_type') {
    message = `${name} must be ${article(issue.expected)}${shown || `, is ${kindOf(issue.input)}`}`;
    // 1234567 and 12e4567 are numbers in YAML, and on and yes are not booleans: commit ids and the like need quotes.
    if (issue.expected === 'string' && typeof issue.input !== 'object') hint = 'put the value in quotes';
  } else if (issue.code !== 'custom') {
    message += shown;
  }
  return [{ code, message, ...(hint === undefined ? {} : { hint }), ...at(offsetOf(doc, path)) }];
}

function depth(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(
    0,
    ...issues.map((issue) => issue.path.length + (issue.code === 'unrecognized_keys' ? 1 : 0)),
  );
}

/** Offset of the value at `path`; where it does not exist, of the nearest parent that does. */
function offsetOf(doc: Document.Parsed, path: YamlPath): number {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? doc.contents : doc.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

function keyOffset(doc: Document.Parsed, path: YamlPath, key: string): number {
  const map = path.length === 0 ? doc.contents : doc.getIn(path, true);
  if (isMap(map)) {
    const pair = (map.items as Pair[]).find((item) => isScalar(item.key) && String(item.key.value) === key);
    if (pair !== undefined && isScalar(pair.key) && pair.key.range) return pair.key.range[0];
  }
  return offsetOf(doc, path);
}

/** The keys that the schema knows at `path`, looking through optional, default, union and array. */
function keysAt(schema: z.ZodType, path: YamlPath): string[] {
  return [...new Set(objectsAt(schema, path).flatMap((shape) => Object.keys(shape)))];
}

interface Inner {
  readonly def?: {
    readonly innerType?: z.ZodType;
    readonly element?: z.ZodType;
    readonly options?: readonly z.ZodType[];
    readonly in?: z.ZodType;
  };
  readonly shape?: Readonly<Record<string, z.ZodType>>;
}

function objectsAt(schema: z.ZodType, path: YamlPath): Readonly<Record<string, z.ZodType>>[] {
  const { def, shape } = schema as Inner;
  if (shape !== undefined) {
    const [first, ...rest] = path;
    if (first === undefined) return [shape];
    const child = shape[String(first)];
    return child === undefined ? [] : objectsAt(child, rest);
  }
  if (def?.options !== undefined) return def.options.flatMap((option) => objectsAt(option, path));
  if (def?.element !== undefined && path.length > 0) return objectsAt(def.element, path.slice(1));
  const inner = def?.innerType ?? def?.in;
  return inner === undefined ? [] : objectsAt(inner, path);
}

function kindOf(value: unknown): string {
  if (value === null) return 'empty';
  return Array.isArray(value) ? 'a list' : article(typeof value);
}

/** zod's type names in the words of somebody who writes YAML. */
function article(type: string): string {
  const words: Readonly<Record<string, string>> = {
    string: 'a string',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
    array: 'a list',
    object: 'a map',
    record: 'a map',
  };
  return words[type] ?? type;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
