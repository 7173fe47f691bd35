// SPDX-License-Identifier: GPL-2.0-or-later

/** What the text reporters share. */
export * from './format.ts';
export { type SummaryOptions, summaryText } from './summary.ts';
