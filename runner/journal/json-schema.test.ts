// SPDX-License-Identifier: GPL-2.0-or-later
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import { jsonSchemaText, PUBLISHED_SCHEMAS } from './json-schema.ts';

const docs = new URL('../../docs/', import.meta.url);
const golden = new URL('../../reports/golden/run.jsonl', import.meta.url);

test.each(PUBLISHED_SCHEMAS)('docs/$file is what zod says', (published) => {
  // 'npm run schemas' writes it anew; read the difference: a key that vanished or changed needs a new version.
  expect(readFileSync(new URL(published.file, docs), 'utf8')).toBe(jsonSchemaText(published));
});

test('each line of a journal is valid against its schema', () => {
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(new URL('journal.schema.json', docs), 'utf8')));
  const lines = readFileSync(golden, 'utf8').trimEnd().split('\n');
  expect(lines.length).toBeGreaterThan(30);
  for (const line of lines) expect(validate(JSON.parse(line)), JSON.stringify(validate.errors)).toBe(true);
  expect(validate({ ...JSON.parse(lines[0] ?? ''), type: 'run-begin' })).toBe(false);
});
