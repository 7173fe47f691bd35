// SPDX-License-Identifier: GPL-2.0-or-later
/** The published JSON Schemas: what other programs check our files with. */
import { z } from 'zod';
import { JOURNAL_VERSION, journalEventSchema } from './events.ts';
import { RESULTS_VERSION, resultsSchema } from './results.ts';

export interface PublishedSchema {
  /** Below docs/. */
  readonly file: string;
  readonly title: string;
  readonly description: string;
  readonly schema: z.ZodType;
}

export const PUBLISHED_SCHEMAS: readonly PublishedSchema[] = [
  {
    file: 'results.schema.json',
    title: `ltp-nommu results, version ${RESULTS_VERSION}`,
    description:
      'results.json of a run. Durations are milliseconds, times ISO 8601 in UTC, paths of logs relative to the run directory.',
    schema: resultsSchema,
  },
  {
    file: 'journal.schema.json',
    title: `ltp-nommu journal event, version ${JOURNAL_VERSION}`,
    description: 'One line of journal.jsonl.',
    schema: journalEventSchema,
  },
];

/**
 * Text of a schema file, draft 2020-12. Keys that are unknown are allowed although we write none: those of a later
 * minor version must not make a file invalid.
 */
export function jsonSchemaText({ title, description, schema }: PublishedSchema): string {
  const made = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io: 'output',
    override: ({ jsonSchema }) => {
      delete jsonSchema.additionalProperties;
    },
  });
  const { $schema, ...rest } = made;
  return `${JSON.stringify({ $schema, title, description, ...rest }, null, 2)}\n`;
}
