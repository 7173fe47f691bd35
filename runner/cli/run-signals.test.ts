// SPDX-License-Identifier: GPL-2.0-or-later
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type SignalWatch, watchSignals } from './run-signals.ts';

let exits: number[];
let watch: SignalWatch;
beforeEach(() => {
  vi.useFakeTimers();
  exits = [];
  watch = watchSignals((code) => exits.push(code));
});
afterEach(() => {
  watch.dispose();
  vi.useRealTimers();
});

const raise = (signal: NodeJS.Signals) => process.emit(signal, signal);

test('before there is anything to end in order, a signal exits', () => {
  raise('SIGTERM');
  expect(exits).toEqual([143]);
});

test('the first one ends in order, the second at once', () => {
  const stops: string[] = [];
  watch.onFirst((signal) => stops.push(signal));
  raise('SIGINT');
  expect(watch.signal).toBe('SIGINT');
  expect([stops, exits]).toEqual([['SIGINT'], []]);
  vi.advanceTimersByTime(2000);
  raise('SIGINT');
  expect([stops, exits]).toEqual([['SIGINT'], [130]]);
});

test('npm passes on what the terminal sent already: that is one press', () => {
  const stops: string[] = [];
  watch.onFirst((signal) => stops.push(signal));
  raise('SIGINT');
  vi.advanceTimersByTime(50);
  raise('SIGINT');
  expect([stops, exits]).toEqual([['SIGINT'], []]);
});

test('afterwards the process has its own ways again', () => {
  const before = process.listenerCount('SIGINT');
  watch.dispose();
  expect(process.listenerCount('SIGINT')).toBe(before - 1);
});
