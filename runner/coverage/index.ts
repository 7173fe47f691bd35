// SPDX-License-Identifier: GPL-2.0-or-later
/** Which lines of the kernel the cases have run: docs/coverage.md. */
export { type Collected, collectCoverage } from './collect.ts';
export { figuresOf, percent, tableText, total } from './figures.ts';
export { lcovText } from './lcov.ts';
export { COVERAGE_DIR, hasCounts, prepareCounts } from './notes.ts';
export { coveragePage } from './page.ts';
export type { FileCoverage, Share, SourceCoverage } from './types.ts';
export { markUnreachable, parseUnreachable } from './unreachable.ts';
