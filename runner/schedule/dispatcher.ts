// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * Which boot next, on which slot. Every decision is synchronous and made in one place (`#fill`); the only asynchronous
 * step is the run of a job itself.
 */

/** What the dispatcher must know of a job. */
export interface Job {
  /** What the guest may use at most, MB, with the overhead of its process. */
  readonly memoryMb: number;
  /** How long it took last time; absent: not known. */
  readonly expectedMs?: number | undefined;
}

export interface Running {
  readonly slot: number;
  readonly memoryMb: number;
}

/**
 * The order to start in: the longest first, so that no long one is left alone at the end. Jobs that nobody has timed
 * yet come before these, in the order given: each of them may be long.
 */
export function longestFirst<T extends Job>(jobs: readonly T[]): T[] {
  const length = (job: T) => job.expectedMs ?? Number.POSITIVE_INFINITY;
  return jobs
    .map((job, index) => ({ job, index }))
    .sort((a, b) => (length(b.job) === length(a.job) ? a.index - b.index : length(b.job) - length(a.job)))
    .map(({ job }) => job);
}

/**
 * Index in `queue` of the job to start now, or -1 to wait. The first one that fits into the memory wins; smaller ones
 * may overtake a large one, which gets its turn when nothing runs: alone, a job always fits.
 */
export function choose(
  queue: readonly Job[],
  running: readonly Running[],
  slots: number,
  memoryMb: number,
): number {
  if (queue.length === 0 || running.length >= slots) return -1;
  if (running.length === 0) return 0;
  const free = memoryMb - running.reduce((sum, job) => sum + job.memoryMb, 0);
  return queue.findIndex((job) => job.memoryMb <= free);
}

/** The lowest lane that is not taken. */
export function freeSlot(running: readonly Running[]): number {
  const taken = new Set(running.map((job) => job.slot));
  let slot = 0;
  while (taken.has(slot)) slot++;
  return slot;
}

export interface DispatcherOptions<T extends Job> {
  /** The most jobs at a time. */
  readonly slots: number;
  /** For all guests together, MB. */
  readonly memoryMb: number;
  /** Runs one job to its end. A rejection stops the dispatcher and comes out of `run()`. */
  readonly run: (job: T, slot: number) => Promise<void>;
}

export class Dispatcher<T extends Job> {
  readonly #options: DispatcherOptions<T>;
  readonly #queue: T[] = [];
  readonly #running = new Map<T, Running>();
  #stopped = false;
  #failure: { readonly error: unknown } | undefined;
  #done: (() => void) | undefined;

  constructor(options: DispatcherOptions<T>) {
    this.#options = options;
  }

  /** Runs all jobs; resolves when the last one ended or, after stop(), when those that were started ended. */
  async run(jobs: readonly T[]): Promise<void> {
    this.#queue.push(...jobs);
    await new Promise<void>((resolve) => {
      this.#done = resolve;
      this.#fill();
    });
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  /** Puts a job at the head of the queue: a retry, while the run still goes on. */
  addFirst(job: T): void {
    this.#queue.unshift(job);
  }

  /** Starts nothing more. Jobs under way go on; ending them is their runner's affair. */
  stop(): void {
    this.#stopped = true;
    this.#queue.length = 0;
    if (this.#running.size === 0) this.#done?.();
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  get waiting(): readonly T[] {
    return this.#queue;
  }

  get running(): number {
    return this.#running.size;
  }

  /** Stays synchronous on purpose: between a choice and its entry in the table nothing else can happen. */
  #fill(): void {
    for (;;) {
      const running = [...this.#running.values()];
      const index = this.#stopped
        ? -1
        : choose(this.#queue, running, this.#options.slots, this.#options.memoryMb);
      const job = index < 0 ? undefined : this.#queue.splice(index, 1)[0];
      if (job === undefined) break;
      this.#start(job, freeSlot(running));
    }
    if (this.#running.size === 0) this.#done?.();
  }

  #start(job: T, slot: number): void {
    this.#running.set(job, { slot, memoryMb: job.memoryMb });
    const ended = () => {
      this.#running.delete(job);
      this.#fill();
    };
    const failed = (error: unknown) => {
      this.#failure ??= { error };
      this.#stopped = true;
      this.#queue.length = 0;
      ended();
    };
    // A run() that throws at once is a rejection like any other.
    Promise.resolve()
      .then(() => this.#options.run(job, slot))
      .then(ended, failed);
  }
}
