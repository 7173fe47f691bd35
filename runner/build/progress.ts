// SPDX-License-Identifier: GPL-2.0-or-later
/** How builds tell what they do. Who shows it (a terminal line, plain lines in CI, nothing) is the caller's affair. */

export interface BuildProgress {
  /** What is built: `kernel`, `rootfs`, `cases`, `packages`. */
  readonly what: string;
  /** What happens to it now, for people: `unpack`, `compile`. */
  readonly phase: string;
  /** Of the whole build, 0 to 100, never falling. Left out where nobody can know. */
  readonly percent?: number | undefined;
}

export type ProgressListener = (progress: BuildProgress) => void;

export const noProgress: ProgressListener = () => {};
