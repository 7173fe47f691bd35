// SPDX-License-Identifier: GPL-2.0-or-later

/** Known-failure lists: reading and checking the files. What they mean for a verdict is runner/verdict's. */
export { checkKnown } from './check.ts';
export { type EntryEdit, entryText, type NewEntry, withEdits, withEntry } from './edit.ts';
export { KNOWN_DIR, type KnownLists, loadKnown, parseKnown } from './load.ts';
export { type Claim, claimsFor, type StaleEntry, staleEntries } from './propose.ts';
export { knownEntrySchema, knownFileSchema } from './schema.ts';
