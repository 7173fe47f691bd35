// SPDX-License-Identifier: GPL-2.0-or-later

import { z } from 'zod';
import { CAUSES, kernelRangeError, OUTCOMES } from '../verdict/index.ts';

/** A pass or a skip is no failure that could be known. */
const FAILURES = OUTCOMES.filter((outcome) => outcome !== 'pass' && outcome !== 'skip');
const FAILURE_CAUSES = CAUSES.filter((cause) => cause !== 'none');

const text = z.string().trim().min(1);

const when = z
  .strictObject({
    machine: text.optional(),
    variant: text.optional(),
    kernel: z.string().optional(),
  })
  .superRefine((value, context) => {
    const wrong = value.kernel === undefined ? null : kernelRangeError(value.kernel);
    if (wrong) context.addIssue({ code: 'custom', path: ['kernel'], message: wrong });
  });

/** One entry of a list in runtest/known-failures/; the head of uml.yaml there says what each key means. */
export const knownEntrySchema = z
  .strictObject({
    case: z
      .string()
      .regex(/^[^/\s*?[\]]+\/[^/\s*?[\]]+$/, 'must be one exact case, suite/tag; globs are not for lists'),
    points: z.array(z.int().min(1)).min(1).optional(),
    outcome: z.enum(FAILURES as [string, ...string[]]).optional(),
    cause: z.enum(FAILURE_CAUSES as [string, ...string[]]).optional(),
    reason: text,
    link: z.url({ protocol: /^https?$/ }).optional(),
    when: when.optional(),
    expires: z.iso.date('must be a date, yyyy-mm-dd').optional(),
  })
  .superRefine((value, context) => {
    if (value.points === undefined) return;
    const complain = (key: 'outcome' | 'cause', right: string): void => {
      const message = `points belong to ${key} ${right}`;
      if (value[key] !== undefined && value[key] !== right)
        context.addIssue({ code: 'custom', path: [key], message });
    };
    complain('outcome', 'fail');
    complain('cause', 'assert');
    if (new Set(value.points).size !== value.points.length) {
      context.addIssue({ code: 'custom', path: ['points'], message: 'a point is named twice' });
    }
  });

/** A file of nothing but comments is an empty list. */
export const knownFileSchema = z.array(knownEntrySchema).nullable();
