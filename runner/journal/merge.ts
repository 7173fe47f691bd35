// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * Shards of one run, put together: their journals become one journal, which reporters cannot tell from that of a run
 * on a single machine. Pure.
 */
import { type Problem, UserError } from '../errors.ts';
import {
  JOURNAL_VERSION,
  type JournalEvent,
  type RunEnd,
  type RunProblem,
  type RunStart,
  type Shard,
} from './events.ts';
import { summarise } from './summary.ts';

/** One shard's journal as it was read. */
export interface ShardJournal {
  /** What messages call it: its path. */
  readonly path: string;
  readonly events: readonly JournalEvent[];
  /** It ends in half a line. */
  readonly cut: boolean;
}

export interface MergedRun {
  readonly start: RunStart;
  /** Everything between start and end, in the order of time. */
  readonly events: readonly JournalEvent[];
  /** What is not complete: a shard is missing, was killed or interrupted. With any of these the run is no whole. */
  readonly problems: readonly RunProblem[];
  /** Time of the last event, and how long it all took from the first start on. */
  readonly ended: string;
  readonly durationMs: number;
}

interface Part extends ShardJournal {
  readonly start: RunStart;
  readonly shard: Shard;
  readonly end: RunEnd | null;
}

/**
 * What must be equal in all shards. An array is compared element by element, so order counts. Kernels are the same when
 * their binaries are: the key of one that was built from a tree has the tree's path in it.
 */
const MUST_EQUAL: readonly (readonly [what: string, of: (part: Part) => unknown])[] = [
  ['version of ltp-nommu', ({ start }) => start.tool.version],
  ['number of shards', ({ shard }) => shard.total],
  ['selected cases', ({ shard }) => shard.all],
  ['sources of the cases', ({ shard }) => shard.sources],
  ['--durations', ({ shard }) => shard.durations],
  ['machine', ({ start }) => start.machine],
  ['kernel release', ({ start }) => start.kernel.release],
  ['kernel', ({ start: { kernel } }) => kernel.sha256 ?? kernel.key],
  ['kernel configuration', ({ start }) => start.kernel.configHash],
  ['root file system', ({ start }) => start.rootfs.key],
  ['known failures', ({ start: { known } }) => known],
  ['--repeat', ({ start }) => start.options.repeat],
  ['--retries', ({ start }) => start.options.retries],
  ['--timeout-scale', ({ start }) => start.options.timeoutScale],
  ['--strict', ({ start }) => start.options.strict],
  ['--fail-on-flaky', ({ start }) => start.options.failOnFlaky],
  ['--bisect', ({ start }) => start.options.bisect],
];

/** @throws UserError when the journals are not shards of the same run */
export function mergeShards(journals: readonly ShardJournal[]): MergedRun {
  const problems: Problem[] = [];
  const parts = journals.flatMap((journal) => {
    const part = asPart(journal);
    if ('message' in part) problems.push(part);
    return 'message' in part ? [] : [part];
  });
  parts.sort((a, b) => a.shard.index - b.shard.index);
  const [first] = parts;
  problems.push(...differences(parts));
  if (problems.length > 0) throw UserError.of(problems);
  if (first === undefined) throw new UserError('MERGE_NOTHING', 'there is no journal to merge');
  const twice = duplicates(parts);
  if (twice.length > 0) throw UserError.of(twice);
  return joined(first, parts);
}

function asPart(journal: ShardJournal): Part | Problem {
  const { start, end } = summarise(journal.events);
  const file = journal.path;
  if (start === null) return { code: 'MERGE_EMPTY', message: 'the journal ended before the run began', file };
  const { shard } = start.selection;
  if (shard === undefined) {
    const message = 'this run is no shard';
    return { code: 'MERGE_NO_SHARD', message, hint: 'shards are made by run --shard i/n', file };
  }
  return { ...journal, start, shard, end };
}

function differences(parts: readonly Part[]): Problem[] {
  const [first, ...others] = parts;
  if (first === undefined) return [];
  return others.flatMap((part) =>
    MUST_EQUAL.filter(([, of]) => JSON.stringify(of(part)) !== JSON.stringify(of(first))).map(
      ([what, of]): Problem => ({
        code: 'MERGE_DIFFERENT',
        message: `shard ${name(part)} is of another run: not the same ${what} as in shard ${name(first)}`,
        file: part.path,
        hint: `${short(of(first))} in ${first.path}, ${short(of(part))} here`,
      }),
    ),
  );
}

/** A shard twice, or the same case in two: a split that differed between the machines. */
function duplicates(parts: readonly Part[]): Problem[] {
  const problems: Problem[] = [];
  const shards = new Map<number, Part>();
  const cases = new Map<string, Part>();
  for (const part of parts) {
    const file = part.path;
    const other = shards.get(part.shard.index);
    if (other !== undefined) {
      const message = `shard ${name(part)} is there twice: also in ${other.path}`;
      problems.push({ code: 'MERGE_TWICE', message, file, hint: 'keep one of the two' });
      continue;
    }
    shards.set(part.shard.index, part);
    const shared = part.start.selection.cases.filter((id) => cases.has(id));
    for (const id of part.start.selection.cases) cases.set(id, part);
    const [id] = shared;
    if (id === undefined) continue;
    const message = `${shared.length} cases of shard ${name(part)} are also in ${cases.get(id)?.path}: ${id}`;
    problems.push({ code: 'MERGE_OVERLAP', message, file });
  }
  return problems;
}

const name = ({ shard }: Part): string => `${shard.index}/${shard.total}`;

function short(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function joined(first: Part, parts: readonly Part[]): MergedRun {
  const started = Math.min(...parts.map((part) => firstTime(part)));
  const ended = Math.max(...parts.map((part) => Date.parse(part.events.at(-1)?.time ?? part.start.time)));
  const merged: RunStart['merged'] = [];
  const events: { readonly time: number; readonly event: JournalEvent }[] = [];
  const told = new Set<string>();
  let slots = 0;
  for (const part of parts) {
    const { jobs } = part.start.options;
    const from = firstTime(part);
    const last = Date.parse(part.events.at(-1)?.time ?? part.start.time);
    merged.push({
      shard: part.shard.index,
      runId: part.start.runId,
      started: new Date(from).toISOString(),
      durationMs: part.end?.durationMs ?? last - from,
      firstSlot: slots,
      jobs,
    });
    for (const event of part.events) {
      const moved = movedTo(event, slots, told);
      if (moved !== undefined) events.push({ time: Date.parse(event.time), event: moved });
    }
    slots += jobs;
  }
  // Stable: what one shard wrote within a millisecond stays in its order.
  events.sort((a, b) => a.time - b.time);
  const { shard, ...selection } = first.start.selection;
  const endTime = new Date(ended).toISOString();
  return {
    start: {
      ...first.start,
      time: new Date(started).toISOString(),
      resumed: false,
      selection: { ...selection, cases: [...(shard?.all ?? [])] },
      options: { ...first.start.options, jobs: slots },
      merged,
    },
    events: events.map(({ event }) => event),
    problems: incomplete(first, parts, endTime),
    ended: endTime,
    durationMs: ended - started,
  };
}

const firstTime = ({ events, start }: Part): number => Date.parse(events[0]?.time ?? start.time);

/** An event as it stands in the merged journal: in a lane of its own shard; starts and ends are made anew. */
function movedTo(event: JournalEvent, slots: number, told: Set<string>): JournalEvent | undefined {
  switch (event.type) {
    case 'run-start':
    case 'run-end':
      return undefined;
    case 'case-start':
    case 'case-end':
      return { ...event, slot: event.slot + slots };
    case 'run-problem': {
      // About the lists: each shard says the same.
      const { kind, text, file, line, id } = event;
      const key = JSON.stringify([kind, text, file, line, id]);
      if (event.severity !== 'error' && told.has(key)) return undefined;
      told.add(key);
      return event;
    }
  }
}

function incomplete(first: Part, parts: readonly Part[], time: string): RunProblem[] {
  const problem = (text: string): RunProblem => ({
    v: JOURNAL_VERSION,
    time,
    type: 'run-problem',
    kind: 'host',
    severity: 'error',
    text,
  });
  const problems: RunProblem[] = [];
  const there = new Set(parts.map((part) => part.shard.index));
  for (let index = 1; index <= first.shard.total; index++) {
    if (!there.has(index)) problems.push(problem(`shard ${index}/${first.shard.total} is missing`));
  }
  for (const part of parts) {
    if (part.cut || part.end === null)
      problems.push(problem(`the journal of shard ${name(part)} breaks off: its runner was killed`));
    else if (part.end.interrupted !== null)
      problems.push(problem(`shard ${name(part)} was interrupted by ${part.end.interrupted}`));
  }
  if (there.size < first.shard.total) return problems;
  const selected = new Set(parts.flatMap((part) => part.start.selection.cases));
  const lost = first.shard.all.filter((id) => !selected.has(id));
  if (lost.length > 0)
    problems.push(problem(`${lost.length} cases are in no shard: ${lost.slice(0, 5).join(' ')}`));
  return problems;
}
