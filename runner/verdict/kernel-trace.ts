// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * Addresses of code in what a kernel says: found, and replaced by places in its source. Pure: who knows the places, hands
 * them in.
 *
 * Three forms: `[<600cf19a>] ? do_mmap+0x40a/0xec0` (UML's traces), `do_mmap+0x40a/0xec0` alone (headlines, RIP, KASAN),
 * and `[<600cf19a>]` alone.
 */
import { MAX_EXCERPT_LINES } from './excerpt.ts';
import { cleanLine } from './text.ts';
import type { CaseResult, KernelEvent } from './types.ts';

/** One mention of an address. */
export interface Mention {
  /** As the kernel wrote it; undefined when it gave only a name. */
  readonly address: number | undefined;
  readonly symbol: string | undefined;
  readonly offset: number;
  /** Of the function, bytes: tells functions of one name apart. 0: not known. */
  readonly size: number;
  /** False: a word on the stack that may be stale (the kernel marks it with `?`). */
  readonly sure: boolean;
  /** An instruction that was running; else a return address, whose call is what matters. */
  readonly exact: boolean;
}

/** A place in the source. `file` is relative to the kernel's tree. */
export interface Place {
  readonly func: string;
  readonly file: string;
  readonly line: number;
}

/** Places of a mention, innermost first: all but the last are inlined in the next one. By `mentionKey()`. */
export type Places = ReadonlyMap<string, readonly Place[]>;

const MENTION =
  /(?:\[<([0-9a-f]{8,16})>\](\s+\?)?\s*)?\b([A-Za-z_][\w.]*)\+0x([0-9a-f]+)\/0x([0-9a-f]+)|\[<([0-9a-f]{8,16})>\]/g;
const RUNNING = /\b(?:RIP|EIP|PC|pc)\b/;
/** One search tells whether there is anything to decode at all. */
const QUICK = /\+0x[0-9a-f]+\/0x|\[<[0-9a-f]{8}/;

export const mentionKey = ({ address, symbol, offset, size, exact }: Omit<Mention, 'sure'>): string =>
  `${address ?? ''} ${symbol ?? ''} ${offset} ${size} ${exact}`;

function mentionsIn(line: string): { mention: Mention; end: number }[] {
  if (!QUICK.test(line)) return [];
  const exact = RUNNING.test(line);
  return [...line.matchAll(MENTION)].map((match) => {
    const [whole, address, doubt, symbol, offset, size, bare] = match;
    const hex = address ?? bare;
    return {
      mention: {
        address: hex === undefined ? undefined : Number.parseInt(hex, 16),
        symbol,
        offset: Number.parseInt(offset ?? '0', 16),
        size: Number.parseInt(size ?? '0', 16),
        sure: doubt === undefined,
        exact,
      },
      end: match.index + whole.length,
    };
  });
}

/** A function's very first instruction is nobody's return address: such a word on the stack is a pointer to it. */
const isCode = ({ exact, offset, symbol }: Mention): boolean => exact || offset > 0 || symbol === undefined;

/** All addresses of a console that can be looked up, each once. */
export function findMentions(console: string): Mention[] {
  const found = new Map<string, Mention>();
  if (!QUICK.test(console)) return [];
  for (const line of console.split('\n')) {
    for (const { mention } of mentionsIn(cleanLine(line)))
      if (isCode(mention)) found.set(mentionKey(mention), mention);
  }
  return [...found.values()];
}

export const formatPlace = ({ func, file, line }: Place): string => `${file}:${line} ${func}`;

/** `mm/nommu.c:464 add_nommu_region (inlined) mm/nommu.c:1373 do_mmap` */
const formatPlaces = (places: readonly Place[]): string => places.map(formatPlace).join(' (inlined) ');

/** A line with the places of its addresses behind each of them; the same line when none is known. */
export function decodeLine(line: string, places: Places): string {
  let text = '';
  let from = 0;
  for (const { mention, end } of mentionsIn(line)) {
    const known = isCode(mention) ? places.get(mentionKey(mention)) : undefined;
    if (known === undefined || known.length === 0) continue;
    text += `${line.slice(from, end)}  ${formatPlaces(known)}`;
    from = end;
  }
  return text + line.slice(from);
}

/** A whole console, decoded. Printk prefixes stay, terminal controls go. */
export function decodeConsole(console: string, places: Places): string {
  return console
    .split('\n')
    .map((line) => (QUICK.test(line) ? decodeLine(line.replace(/\r$/, ''), places) : line))
    .join('\n');
}

/** Functions that report, wait or keep interrupts off: never what a report is about. */
const MACHINERY =
  /^(?:show_(?:stack|regs|trace)|dump_stack\w*|_?v?printk\w*|panic|__warn|warn_slowpath_\w+|__report_bug|report_bug|die\w*|oops_\w+|um_set_signals|(?:un)?block_signals\w*|bad_page|check_panic_on_warn|print_(?:report|address_description)|(?:__)?kasan_\w+|__asan_\w+|check_region_inline|ubsan_\w+|__ubsan_\w+|__switch_to|__?schedule\w*|schedule_\w+|rwsem_\w+|(?:__)?(?:down|up)_(?:read|write)\w*|(?:__)?mutex_\w+|segv\w*|sig_handler\w*|relay_signal|hard_handler|bus_handler|um_\w+_handler)(?:\.\w+)*$/;
/** Lines of a report that are looked at. */
const REACH = 60;
/** Of each event in an excerpt. */
const EVENT_LINES = 10;

/**
 * The first place of a report that is not the reporting itself: the function's own line, not that of a header's helper.
 * Where the kernel knows its callers, only those that it is sure of count; without frame pointers it knows none.
 */
export function placeOf(
  event: Pick<KernelEvent, 'line'>,
  lines: readonly string[],
  places: Places,
): Place | undefined {
  const report = lines.slice(event.line, event.line + REACH).map(cleanLine);
  const end = report.findIndex((line) => /---\[ end /.test(line));
  const mentions = report.slice(0, end < 0 ? undefined : end).flatMap(mentionsIn);
  const knowsCallers = mentions.some(({ mention }) => mention.address !== undefined && mention.sure);
  for (const { mention } of mentions) {
    if ((knowsCallers && !mention.sure) || !isCode(mention) || MACHINERY.test(mention.symbol ?? '')) continue;
    const own = (places.get(mentionKey(mention)) ?? []).filter(({ func }) => !MACHINERY.test(func));
    const place = own.find(({ file }) => !/(?:^|\/)include\//.test(file)) ?? own[0];
    if (place !== undefined) return place;
  }
  return undefined;
}

/** Words of the stack, and trace lines that say nothing: pointers to functions, the reporting's own calls. */
function isNoise(line: string, places: Places): boolean {
  if (/^\s*(?:Stack:|Call Trace:)?\s*$|^(?:\s+[0-9a-f]{8,16})+$/.test(line)) return true;
  const mentions = /^\s*\[</.test(line) ? mentionsIn(line) : [];
  return (
    mentions.length > 0 &&
    mentions.every(({ mention }) => !places.has(mentionKey(mention)) || MACHINERY.test(mention.symbol ?? ''))
  );
}

/** An excerpt is short: with places known it is made of the lines that have them. */
function placeExcerpt(result: CaseResult, places: Places): string[] {
  const events = result.kernelEvents.filter(({ allowed }) => !allowed);
  if (events.length === 0 || events[0]?.excerpt[0] !== result.excerpt[0])
    return result.excerpt.map((line) => decodeLine(line, places));
  const lines = events.flatMap((event) =>
    event.excerpt.filter((line) => !isNoise(line, places)).slice(0, EVENT_LINES),
  );
  return lines.slice(0, MAX_EXCERPT_LINES).map((line) => decodeLine(line, places));
}

/** The same result, its events, reasons and excerpt with places of the source in them. */
export function placeResult(result: CaseResult, console: string, places: Places): CaseResult {
  if (places.size === 0) return result;
  const lines = console.split('\n');
  const placed = new Map<string, string>();
  const kernelEvents = result.kernelEvents.map((event): KernelEvent => {
    const place = placeOf(event, lines, places);
    const excerpt = event.excerpt.map((line) => decodeLine(line, places));
    if (place === undefined) return { ...event, excerpt };
    const text = formatPlace(place);
    placed.set(event.headline, text);
    return { ...event, excerpt, place: text };
  });
  const reason = (text: string): string => {
    for (const [headline, place] of placed)
      if (text.includes(headline)) return text.replace(headline, () => `${headline} (${place})`);
    return text;
  };
  return {
    ...result,
    reason: reason(result.reason),
    faults: result.faults.map((fault) => ({ ...fault, reason: reason(fault.reason) })),
    kernelEvents,
    excerpt: placeExcerpt(result, places),
  };
}
