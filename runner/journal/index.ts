// SPDX-License-Identifier: GPL-2.0-or-later

/** The journal: what a run writes as it goes, and all that is later read from it. */
export * from './events.ts';
export { BISECT_SKIP, type ExitOptions, exitCodeFor } from './exit-code.ts';
export { type MergedRun, mergeShards, type ShardJournal } from './merge.ts';
export { JournalReader, parseJournalLine, readJournal } from './reader.ts';
export { forReplay, type Replay } from './replay.ts';
export type { Results, ResultsCase, ResultsRun } from './results.ts';
export { lastFailed, type Pending, remaining } from './resume.ts';
export { type Summary, summarise, Tally } from './summary.ts';
export { JOURNAL_FILE, JournalWriter } from './writer.ts';
