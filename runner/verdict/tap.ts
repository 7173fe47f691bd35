// SPDX-License-Identifier: GPL-2.0-or-later

import { Parser } from 'tap-parser';
import { normalise, type TapLine } from './normalise.ts';
import { oneLine, plural } from './text.ts';
import type { Directive, Point } from './types.ts';

/** What the result channel says, before anything else is considered. */
export interface TapReading {
  points: Point[];
  failed: number[];
  /** Points announced; null without a plan. */
  plan: number | null;
  /** Reason of a `1..0 # SKIP`. */
  skipAll: string | null;
  bailout: string | null;
  /** Broken rules of the protocol, in the order met; each makes the stream worthless as a pass. */
  problems: string[];
  /** True when the channel held nothing at all. */
  empty: boolean;
  /** Comments after the last point. */
  tail: string[];
  noise: string[];
}

/** Caps that keep a journal event small; the full text is in the case's result.tap. */
const MAX_DIAG_PER_POINT = 20;
const MAX_DIAG = 400;

type PointLine = Extract<TapLine, { kind: 'point' }>;

/** One nesting level: its own plan, its own numbering. */
interface Block {
  depth: number;
  name: string;
  plan: number | null;
  skip: string | null;
  /** A plan that came after points must stay the last word. */
  planIsLast: boolean;
  ids: Set<number>;
  count: number;
  /** Points announced minus those that only sum up a nested block. */
  announced: number;
  leaves: Leaf[];
  /** A nested block that waits for the result line that sums it up. */
  child: Block | null;
}

interface Leaf {
  line: PointLine;
  serial: number;
  path: string;
  diag: string[];
}

/** Failed, directives considered: KTAP counts TIMEOUT and ERROR as failures, SKIP, TODO and XFAIL never. */
export function isFailure(ok: boolean, directive: Directive | undefined): boolean {
  switch (directive?.kind) {
    case 'timeout':
    case 'error':
      return true;
    case 'skip':
    case 'todo':
    case 'xfail':
      return false;
    default:
      return !ok;
  }
}

const newBlock = (depth: number): Block => ({
  depth,
  name: '',
  plan: null,
  skip: null,
  planIsLast: false,
  ids: new Set(),
  count: 0,
  announced: 0,
  leaves: [],
  child: null,
});

/**
 * The parser's view of the stream. It is given lines of our own making only: the guest's words are replaced by serial
 * numbers, so nothing in a name (`{` opens a block, `#` a directive) can steer it. What it reports back are the points
 * it accepted and the rules it saw broken.
 */
class CheckedParser {
  readonly #text: string[] = ['TAP version 13'];
  readonly accepted = new Set<number>();
  readonly errors: string[] = [];

  plan(depth: number, count: number, skip: boolean): void {
    this.#text.push(`${'    '.repeat(depth)}1..${count}${skip ? ' # SKIP' : ''}`);
  }

  point(depth: number, line: PointLine, serial: number): void {
    const id = line.id === null ? '' : ` ${line.id}`;
    const directive = { skip: ' # SKIP', todo: ' # TODO' }[line.directive?.kind as 'skip' | 'todo'] ?? '';
    this.#text.push(`${'    '.repeat(depth)}${line.ok ? 'ok' : 'not ok'}${id} - ${serial}${directive}`);
  }

  run(): void {
    const parser = new Parser({});
    const listen = (level: Parser): void => {
      level.on('assert', (result: { name: string; tapError: unknown }) => {
        this.accepted.add(Number(result.name));
        if (result.tapError) this.errors.push(String(result.tapError));
      });
      level.on('child', listen);
    };
    listen(parser);
    parser.end(`${this.#text.join('\n')}\n`);
  }
}

class TapReader {
  readonly #blocks: Block[] = [newBlock(0)];
  readonly #problems: string[] = [];
  readonly #parser = new CheckedParser();
  #versions = 0;
  #serial = 0;
  #diag: string[] = [];
  #diagTotal = 0;
  #bailout: string | null = null;
  #pendingName = '';

  get #block(): Block {
    return this.#blocks[this.#blocks.length - 1] as Block;
  }

  read(channel: string): TapReading {
    const normal = normalise(channel);
    for (const line of normal.lines) {
      this.#enter(line.depth);
      this.#take(line);
      if (this.#bailout !== null) break;
    }
    if (this.#bailout === null) this.#finish(normal.versioned, normal.cut, channel === '');
    const root = this.#blocks[0] as Block;
    this.#parser.run();
    this.#cross(root);
    const points = pointsOf(root);
    return {
      points,
      failed: points.filter((point) => isFailure(point.ok, point.directive)).map((point) => point.number),
      plan: root.plan === null ? null : root.announced,
      skipAll: root.skip,
      bailout: this.#bailout,
      problems: [...new Set(this.#problems)],
      empty: channel.trim() === '',
      tail: this.#diag,
      noise: normal.noise,
    };
  }

  /** Closes deeper blocks, opens one if this line is deeper. */
  #enter(depth: number): void {
    while (this.#block.depth > depth) this.#leave();
    if (this.#block.depth < depth) {
      const parent = this.#block;
      if (parent.child) this.#problem('a nested block has no result line of its own');
      const block = newBlock(depth);
      block.name = this.#pendingName;
      this.#pendingName = '';
      this.#blocks.push(block);
    }
  }

  #leave(): void {
    const block = this.#blocks.pop() as Block;
    this.#check(block);
    const parent = this.#block;
    parent.child = block;
  }

  #take(line: TapLine): void {
    switch (line.kind) {
      case 'version':
        if (line.depth === 0 && ++this.#versions > 1) this.#problem('a second version line');
        break;
      case 'subtest':
        // KUnit names the block from inside, TAP 14 before it.
        if (line.depth > 0 && this.#block.name === '' && this.#block.count === 0)
          this.#block.name = line.name;
        else this.#pendingName = line.name;
        break;
      case 'plan':
        this.#plan(line);
        break;
      case 'point':
        this.#point(line);
        break;
      case 'bailout':
        this.#bailout = line.reason;
        break;
      case 'diag':
        if (this.#diag.length < MAX_DIAG_PER_POINT && this.#diagTotal++ < MAX_DIAG)
          this.#diag.push(line.text);
        break;
      case 'yaml': {
        const diag = this.#block.leaves.at(-1)?.diag;
        if (diag && diag.length < MAX_DIAG_PER_POINT && this.#diagTotal++ < MAX_DIAG) diag.push(line.text);
        break;
      }
    }
  }

  #plan(line: Extract<TapLine, { kind: 'plan' }>): void {
    const block = this.#block;
    const where = block.depth === 0 ? '' : ' in a nested block';
    if (block.plan !== null) {
      this.#problem(`a second plan${where}: 1..${line.count} after 1..${block.plan}`);
      return;
    }
    if (line.start !== 1) this.#problem(`the plan${where} begins at ${line.start}`);
    block.plan = line.count;
    block.announced += line.count;
    block.planIsLast = block.count > 0;
    if (line.count === 0) {
      if (line.skip === undefined) this.#problem(`the plan${where} announces no points and is no SKIP`);
      else block.skip = line.skip;
      if (block.count > 0) this.#problem(`plan 1..0 after ${plural(block.count, 'point')}`);
    }
    this.#parser.plan(block.depth, line.count, line.skip !== undefined);
  }

  #point(line: PointLine): void {
    const block = this.#block;
    if (block.planIsLast) this.#problem('a point after the closing plan');
    if (block.plan === 0) this.#problem('a point after plan 1..0');
    if (line.id === null) this.#problem(`a result line without a number: ${oneLine(line.name, 60)}`);
    else if (line.id === 0) this.#problem('a point with number 0');
    else if (block.ids.has(line.id)) this.#problem(`point ${line.id} twice`);
    if (line.id !== null) block.ids.add(line.id);
    block.count++;
    const serial = this.#serial++;
    this.#parser.point(block.depth, line, serial);
    const child = block.child;
    block.child = null;
    const diag = this.#diag;
    this.#diag = [];
    if (child) {
      const name = line.name || child.name;
      for (const leaf of child.leaves) leaf.path = name === '' ? leaf.path : `${name} / ${leaf.path}`;
      block.leaves.push(...child.leaves);
      block.announced += child.announced;
      const explained = child.leaves.some((leaf) => isFailure(leaf.line.ok, leaf.line.directive));
      const silent = child.leaves.length > 0 && (explained || !isFailure(line.ok, line.directive));
      if (silent) {
        block.announced -= 1;
        return;
      }
    }
    block.leaves.push({ line, serial, path: line.name, diag });
  }

  #check(block: Block): void {
    const where = block.depth === 0 ? '' : ` in nested block ${block.name || '?'}`;
    if (block.child) this.#problem('a nested block has no result line of its own');
    if (block.plan === null) this.#problem(`no plan${where}`);
    else {
      const beyond = [...block.ids].find((id) => id > (block.plan ?? 0));
      if (block.plan !== block.count) {
        this.#problem(`plan 1..${block.plan}${where}, but ${plural(block.count, 'point')}`);
      } else if (beyond !== undefined)
        this.#problem(`point ${beyond} is beyond plan 1..${block.plan}${where}`);
    }
  }

  #finish(versioned: boolean, cut: string | null, empty: boolean): void {
    if (empty) {
      this.#problem('the result channel is empty');
      return;
    }
    while (this.#blocks.length > 1) this.#leave();
    if (!versioned) this.#problem('no TAP version line');
    if (cut !== null) {
      // Half a `Bail out!` is still one: it can only make things worse.
      const bail = /^\s*bail out!\s*(.*)$/i.exec(cut);
      if (bail) this.#bailout = (bail[1] ?? '').trim();
      else this.#problem(`the last line is cut: ${oneLine(cut, 60)}`);
    }
    this.#check(this.#block);
  }

  /** The parser must have accepted exactly the points we counted. */
  #cross(root: Block): void {
    // A stream that already broke a rule is worthless; what else the parser thinks of it is no news.
    if (this.#problems.length > 0 || this.#bailout !== null) return;
    for (const error of this.#parser.errors) this.#problem(`TAP parser: ${oneLine(error, 100)}`);
    const lost = root.leaves.filter((leaf) => !this.#parser.accepted.has(leaf.serial)).length;
    if (lost > 0) this.#problem(`TAP parser: ${plural(lost, 'point')} not accepted`);
  }

  #problem(text: string): void {
    this.#problems.push(text);
  }
}

/** Flat streams keep the numbers they wrote (children may race, so sorted); nested ones number their leaves. */
function pointsOf(root: Block): Point[] {
  const nested = root.leaves.some((leaf) => leaf.line.depth > 0);
  const points = root.leaves.map((leaf, index): Point => {
    const { line, diag } = leaf;
    return {
      number: nested ? index + 1 : (line.id ?? 0),
      ok: line.ok,
      name: leaf.path,
      ...(line.directive ? { directive: line.directive } : {}),
      ...(diag.length > 0 ? { diag } : {}),
    };
  });
  return nested ? points : points.sort((a, b) => a.number - b.number);
}

/** Reads a result channel; see `TapReading`. */
export function readTap(channel: string): TapReading {
  return new TapReader().read(channel);
}
