// SPDX-License-Identifier: GPL-2.0-or-later
import { describe, expect, test } from 'vitest';
import { choose, Dispatcher, freeSlot, type Job, longestFirst } from './dispatcher.ts';

const job = (memoryMb: number, expectedMs?: number) => ({ memoryMb, expectedMs });

describe('longestFirst', () => {
  test('untimed ones first, in order; then by length, equal ones in order', () => {
    const jobs = [job(1, 5), job(2), job(3, 50), job(4), job(5, 5)];
    expect(longestFirst(jobs).map((one) => one.memoryMb)).toEqual([2, 4, 3, 1, 5]);
  });

  test('leaves its input alone', () => {
    const jobs = [job(1, 1), job(2, 2)];
    longestFirst(jobs);
    expect(jobs.map((one) => one.memoryMb)).toEqual([1, 2]);
  });
});

describe('choose', () => {
  const running = (...memory: number[]) => memory.map((memoryMb, slot) => ({ slot, memoryMb }));

  test.each<[string, Job[], number[], number, number, number]>([
    ['nothing waits', [], [], 2, 100, -1],
    ['the head', [job(10), job(20)], [10], 2, 100, 0],
    ['all slots taken', [job(10)], [10, 10], 2, 100, -1],
    ['no memory left', [job(60)], [50], 2, 100, -1],
    ['exactly enough memory', [job(50)], [50], 2, 100, 0],
    ['a smaller one overtakes', [job(60), job(40)], [50], 2, 100, 1],
    ['alone, one larger than all memory runs', [job(500), job(1)], [], 2, 100, 0],
  ])('%s', (_name, queue, taken, slots, memory, expected) => {
    expect(choose(queue, running(...taken), slots, memory)).toBe(expected);
  });

  test('freeSlot() gives the lowest one', () => {
    expect(freeSlot([])).toBe(0);
    expect(freeSlot(running(1, 1))).toBe(2);
    expect(freeSlot([{ slot: 1, memoryMb: 1 }])).toBe(0);
  });
});

/** Jobs by name; each ends when the test says so. */
function bench(slots: number, memoryMb = 1000) {
  const ends = new Map<string, { end: () => void; fail: (error: Error) => void }>();
  const log: string[] = [];
  const dispatcher = new Dispatcher<Job & { name: string }>({
    slots,
    memoryMb,
    run: (one, slot) => {
      log.push(`${one.name}@${slot}`);
      return new Promise((resolve, reject) => ends.set(one.name, { end: resolve, fail: reject }));
    },
  });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const end = async (name: string) => {
    ends.get(name)?.end();
    await settle();
  };
  const fail = async (name: string) => {
    ends.get(name)?.fail(new Error(name));
    await settle();
  };
  return { dispatcher, log, settle, end, fail };
}

const named = (...names: string[]) => names.map((name) => ({ name, memoryMb: 10 }));

describe('Dispatcher', () => {
  test('fills the slots, reuses a free one, resolves at the last end', async () => {
    const { dispatcher, log, settle, end } = bench(2);
    let done = false;
    const all = dispatcher.run(named('a', 'b', 'c', 'd')).then(() => {
      done = true;
    });
    await settle();
    expect(log).toEqual(['a@0', 'b@1']);
    await end('b');
    expect(log).toEqual(['a@0', 'b@1', 'c@1']);
    await end('a');
    await end('c');
    expect(log.at(-1)).toBe('d@0');
    expect(done).toBe(false);
    await end('d');
    expect(done).toBe(true);
    await all;
  });

  test('keeps within the memory', async () => {
    const { dispatcher, log, settle, end } = bench(4, 25);
    const all = dispatcher.run(named('a', 'b', 'c'));
    await settle();
    expect(log).toEqual(['a@0', 'b@1']);
    await end('a');
    expect(log).toHaveLength(3);
    await end('b');
    await end('c');
    await all;
  });

  test('stop() lets what runs end and starts nothing more', async () => {
    const { dispatcher, log, settle, end } = bench(1);
    const all = dispatcher.run(named('a', 'b'));
    await settle();
    dispatcher.stop();
    expect(dispatcher.waiting).toEqual([]);
    await end('a');
    await all;
    expect(log).toEqual(['a@0']);
  });

  test('stop() with nothing running resolves', async () => {
    const { dispatcher } = bench(1);
    const all = dispatcher.run([]);
    dispatcher.stop();
    await all;
  });

  test('a job that fails stops the rest and is told after those that run ended', async () => {
    const { dispatcher, log, settle, end, fail } = bench(2);
    let told = '';
    const all = dispatcher.run(named('a', 'b', 'c')).catch((error: Error) => {
      told = error.message;
    });
    await settle();
    await fail('a');
    expect(told).toBe('');
    await end('b');
    await all;
    expect(told).toBe('a');
    expect(log).toEqual(['a@0', 'b@1']);
  });

  test('a retry goes before what waits', async () => {
    const { dispatcher, log, settle, end } = bench(1);
    const all = dispatcher.run(named('a', 'b'));
    await settle();
    dispatcher.addFirst({ name: 'a2', memoryMb: 10 });
    await end('a');
    await end('a2');
    await end('b');
    await all;
    expect(log).toEqual(['a@0', 'a2@0', 'b@0']);
  });
});
