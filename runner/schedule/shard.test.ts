// SPDX-License-Identifier: GPL-2.0-or-later
import { describe, expect, test } from 'vitest';
import { parseShard, shardOf, shuffled } from './index.ts';

const ids = Array.from({ length: 23 }, (_, index) => `s/c${String(index).padStart(2, '0')}`);
const split = (total: number, durations?: ReadonlyMap<string, number>, list = ids) =>
  Array.from({ length: total }, (_, index) => shardOf(list, { index: index + 1, total }, durations));

describe('shardOf', () => {
  test.each([1, 2, 3, 7, 30])('every case is in exactly one of %i shards', (total) => {
    const times = new Map(ids.map((id, index) => [id, (index * 7919) % 400]));
    for (const durations of [undefined, times, new Map([...times].slice(0, 5))]) {
      expect(split(total, durations).flat().sort()).toEqual(ids);
    }
  });

  test('without times the sorted names are dealt out, whatever order they come in', () => {
    expect(split(3, undefined, ['s/d', 's/a', 's/c', 's/b'])).toEqual([['s/a', 's/d'], ['s/b'], ['s/c']]);
    const sizes = split(4).map((each) => each.length);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    expect(split(4, undefined, [...ids].reverse())).toEqual(split(4));
  });

  test('with times the shards take about equally long', () => {
    const times = new Map(ids.map((id, index) => [id, index === 3 ? 9000 : 100 + 40 * index]));
    const [first = [], ...rest] = split(3, times).sort((a, b) => a.length - b.length);
    expect(first).toEqual(['s/c03']); // longer than all the others together
    const loads = rest.map((shard) => shard.reduce((sum, id) => sum + (times.get(id) ?? 0), 0));
    expect(Math.max(...loads) / Math.min(...loads)).toBeLessThan(1.1);
  });

  test('a case without a time counts as the mean', () => {
    const times = new Map([
      ['s/a', 100],
      ['s/b', 300],
    ]);
    // 300 | 200 (not known) + 100
    expect(split(2, times, ['s/a', 's/b', 's/new'])).toEqual([['s/b'], ['s/a', 's/new']]);
  });
});

describe('parseShard', () => {
  test('i/n', () => {
    expect(parseShard('2/3', {})).toEqual({ index: 2, total: 3 });
  });

  test.each(['0/3', '4/3', '1', 'x/3', '1/0', '-1/3', '1/3/5', '1.5/3', ''])('%s is refused', (text) => {
    expect(() => parseShard(text, {})).toThrow(expect.objectContaining({ code: 'SHARD_VALUE', exitCode: 2 }));
  });

  test.each<[string, Record<string, string>, number, number]>([
    ['our own', { LTP_NOMMU_SHARD: '3/4', CI_NODE_INDEX: '1', CI_NODE_TOTAL: '2' }, 3, 4],
    ['GitLab, from 1', { CI_NODE_INDEX: '1', CI_NODE_TOTAL: '5' }, 1, 5],
    ['Kubernetes, from 0', { JOB_COMPLETION_INDEX: '0', LTP_NOMMU_SHARD_TOTAL: '4' }, 1, 4],
    ['Kubernetes, the last', { JOB_COMPLETION_INDEX: '3', JOB_COMPLETIONS: '4' }, 4, 4],
    ['CircleCI, from 0', { CIRCLE_NODE_INDEX: '1', CIRCLE_NODE_TOTAL: '2' }, 2, 2],
    ['Buildkite, from 0', { BUILDKITE_PARALLEL_JOB: '0', BUILDKITE_PARALLEL_JOB_COUNT: '2' }, 1, 2],
  ])('auto: %s', (_name, env, index, total) => {
    expect(parseShard('auto', env)).toEqual({ index, total });
  });

  test('auto: what is not set is told, with all that was looked for', () => {
    expect(() => parseShard('auto', {})).toThrow(
      expect.objectContaining({
        code: 'SHARD_AUTO',
        hint: expect.stringMatching(/LTP_NOMMU_SHARD;.*CI_NODE_INDEX.*JOB_COMPLETION_INDEX/),
      }),
    );
    expect(() => parseShard('auto', { JOB_COMPLETION_INDEX: '1' })).toThrow(
      expect.objectContaining({
        code: 'SHARD_TOTAL',
        hint: expect.stringContaining('LTP_NOMMU_SHARD_TOTAL'),
      }),
    );
    expect(() => parseShard('auto', { CI_NODE_INDEX: '6', CI_NODE_TOTAL: '5' })).toThrow(/CI_NODE_INDEX=6/);
    expect(() => parseShard('auto', { JOB_COMPLETION_INDEX: 'x', JOB_COMPLETIONS: '5' })).toThrow(/INDEX=x/);
  });
});

test('shuffled: a seed gives an order, another seed another, and nothing is lost', () => {
  expect(shuffled(ids, 7)).toEqual(shuffled(ids, 7));
  expect(shuffled(ids, 7)).not.toEqual(shuffled(ids, 8));
  expect(shuffled(ids, 7)).not.toEqual(ids);
  expect(shuffled(ids, 7).sort()).toEqual(ids);
});
