// SPDX-License-Identifier: GPL-2.0-or-later
/** `npm run schemas`: writes docs/*.schema.json anew. A test fails while they differ from what zod says. */
import { writeFileSync } from 'node:fs';
import { jsonSchemaText, PUBLISHED_SCHEMAS } from './json-schema.ts';

const docs = new URL('../../../docs/', import.meta.url);
for (const published of PUBLISHED_SCHEMAS) {
  writeFileSync(new URL(published.file, docs), jsonSchemaText(published));
}
