// SPDX-License-Identifier: GPL-2.0-or-later

/** Numbers from 0 up to 1 that a seed gives, always the same (the generator is known as mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The items in the order that the seed gives (Fisher-Yates); the same list and seed, the same order. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const next = numbersFrom(seed);
  const list = [...items];
  for (let last = list.length - 1; last > 0; last--) {
    const other = Math.floor(next() * (last + 1));
    [list[last], list[other]] = [list[other] as T, list[last] as T];
  }
  return list;
}
