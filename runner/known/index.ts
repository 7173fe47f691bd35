// SPDX-License-Identifier: GPL-2.0-or-later

/** Known-failure lists: reading and checking the files. What they mean for a verdict is runner/verdict's. */
export { checkKnown } from './check.ts';
export { KNOWN_DIR, type KnownLists, loadKnown, parseKnown } from './load.ts';
export { knownEntrySchema, knownFileSchema } from './schema.ts';
