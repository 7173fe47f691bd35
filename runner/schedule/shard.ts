// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * Which part of the cases a machine runs. Every machine works it out for itself, so the split hangs on nothing but the
 * names and the durations that all of them are given. Pure.
 */
import { UserError } from '../errors.ts';

export interface ShardPart {
  /** From 1. */
  readonly index: number;
  readonly total: number;
}

/** More shards than anybody has machines: a mistyped number. */
const MOST = 10_000;

type Variables = Readonly<Record<string, string | undefined>>;

/** Where a CI system says which of several equal jobs this one is. The first whose index is set counts. */
const CI_SYSTEMS = [
  { name: 'GitLab CI parallel:', index: 'CI_NODE_INDEX', first: 1, total: ['CI_NODE_TOTAL'] },
  {
    name: 'Kubernetes indexed Job',
    index: 'JOB_COMPLETION_INDEX',
    first: 0,
    // Kubernetes gives the index alone; the total has to be put into the pod's environment.
    total: ['LTP_NOMMU_SHARD_TOTAL', 'JOB_COMPLETIONS'],
  },
  { name: 'CircleCI parallelism', index: 'CIRCLE_NODE_INDEX', first: 0, total: ['CIRCLE_NODE_TOTAL'] },
  {
    name: 'Buildkite parallelism',
    index: 'BUILDKITE_PARALLEL_JOB',
    first: 0,
    total: ['BUILDKITE_PARALLEL_JOB_COUNT'],
  },
] as const;

/** Ours, for everything else, like a matrix of GitHub Actions: `2/3`. */
const OWN = 'LTP_NOMMU_SHARD';

/** `2/3`, or `auto`: what the environment says. Throws UserError. */
export function parseShard(text: string, env: Variables): ShardPart {
  if (text !== 'auto') return parsePart(text, '--shard');
  if (env[OWN]) return parsePart(env[OWN], OWN);
  for (const system of CI_SYSTEMS) {
    const index = env[system.index];
    if (!index) continue;
    const name = system.total.find((each) => env[each]);
    if (name === undefined) {
      throw new UserError('SHARD_TOTAL', `--shard auto: ${system.index} is set, but not of how many shards`, {
        hint: `set ${system.total.join(' or ')} (${system.name}), or give --shard i/n`,
      });
    }
    const number = /^\d+$/.test(index) ? Number(index) + 1 - system.first : Number.NaN;
    return checked(number, Number(env[name]), `${system.index}=${index} ${name}=${env[name]}`);
  }
  const looked = [OWN, ...CI_SYSTEMS.map(({ index, total }) => `${index} and ${total.join(' or ')}`)];
  throw new UserError('SHARD_AUTO', '--shard auto: nothing in the environment says which shard this is', {
    hint: `looked for ${looked.join('; ')}; set ${OWN}=i/n, or give --shard i/n`,
  });
}

function parsePart(text: string, from: string): ShardPart {
  const match = /^(\d+)\/(\d+)$/.exec(text.trim());
  return checked(Number(match?.[1] ?? Number.NaN), Number(match?.[2] ?? Number.NaN), `${from}: ${text}`);
}

function checked(index: number, total: number, told: string): ShardPart {
  if (Number.isInteger(index) && Number.isInteger(total) && index >= 1 && index <= total && total <= MOST)
    return { index, total };
  throw new UserError('SHARD_VALUE', `${told} is no part of a whole`, {
    hint: 'the second of three shards is --shard 2/3',
  });
}

/**
 * The ids of one shard, sorted. The longest first, each to the shard with the least to do: with this rule no shard takes
 * more than 4/3 of what the best split would. A case nobody has timed counts as the mean of the others; without any
 * times the sorted names are dealt out in turn.
 */
export function shardOf(
  ids: readonly string[],
  part: ShardPart,
  durations: ReadonlyMap<string, number> = new Map(),
): string[] {
  const timed = ids.map((id) => durations.get(id)).filter((ms) => ms !== undefined);
  const mean = timed.length === 0 ? 1 : timed.reduce((sum, ms) => sum + ms, 0) / timed.length;
  const order = [...new Set(ids)]
    .map((id) => ({ id, ms: durations.get(id) ?? mean }))
    .sort((a, b) => b.ms - a.ms || (a.id < b.id ? -1 : 1));
  const loads = new Array<number>(part.total).fill(0);
  const counts = new Array<number>(part.total).fill(0);
  const mine: string[] = [];
  for (const { id, ms } of order) {
    let least = 0;
    for (let shard = 1; shard < part.total; shard++) {
      // Equal loads (cases that take no time at all): the one with fewer cases.
      const lighter =
        (loads[shard] ?? 0) - (loads[least] ?? 0) || (counts[shard] ?? 0) - (counts[least] ?? 0);
      if (lighter < 0) least = shard;
    }
    loads[least] = (loads[least] ?? 0) + ms;
    counts[least] = (counts[least] ?? 0) + 1;
    if (least === part.index - 1) mine.push(id);
  }
  return mine.sort();
}
