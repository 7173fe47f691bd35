// SPDX-License-Identifier: GPL-2.0-or-later
/** What SIGINT, SIGTERM and SIGHUP do to a run: the first one ends it in good order, a second SIGINT at once. */
import { EXIT } from '../errors.ts';

export const EXIT_OF_SIGNAL = { SIGHUP: 129, SIGINT: EXIT.interrupted, SIGTERM: EXIT.terminated } as const;

export type StopSignal = keyof typeof EXIT_OF_SIGNAL;

/**
 * `npm run` and `npx` pass SIGINT on to us, although the terminal gave it to us too: two within this time are one
 * press of Ctrl-C.
 */
const SAME_PRESS_MS = 500;

export interface SignalWatch {
  /** The first signal that came, if any. */
  readonly signal: StopSignal | null;
  /** Replaces what the first signal does; called at once when it came already. */
  onFirst(stop: (signal: StopSignal) => void): void;
  /** From now on SIGINT is somebody else's, who shares our terminal. */
  ignoreInterrupt(): void;
  dispose(): void;
}

/** Until onFirst() is called a signal ends the process: builds can be cut off at any time. */
export function watchSignals(exit: (code: number) => void = (code) => process.exit(code)): SignalWatch {
  let first: StopSignal | null = null;
  let firstAt = 0;
  let deaf = false;
  let stop: ((signal: StopSignal) => void) | undefined;
  const handle = (signal: StopSignal) => {
    if (deaf && signal === 'SIGINT') return;
    if (stop === undefined) {
      exit(EXIT_OF_SIGNAL[signal]);
    } else if (first === null) {
      first = signal;
      firstAt = Date.now();
      stop(signal);
    } else if (Date.now() - firstAt > SAME_PRESS_MS) {
      exit(EXIT_OF_SIGNAL[signal]);
    }
  };
  const names = Object.keys(EXIT_OF_SIGNAL) as StopSignal[];
  for (const name of names) process.on(name, handle);
  return {
    get signal() {
      return first;
    },
    onFirst: (action) => {
      stop = action;
    },
    ignoreInterrupt: () => {
      deaf = true;
    },
    dispose: () => {
      for (const name of names) process.removeListener(name, handle);
    },
  };
}
