// SPDX-License-Identifier: GPL-2.0-or-later
/** Benchmarks of the emulator. */
export { type Figure, figureTable, parseGuestFigures, spread } from './figures.ts';
export { measureBoot, measureCalls } from './measure.ts';
export { benchProgram } from './program.ts';
