// SPDX-License-Identifier: GPL-2.0-or-later

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { judge } from './judge.ts';
import { CAUSES, type Expectations, KERNEL_EVENT_KINDS, OUTCOMES, type RawBoot } from './types.ts';

const ID = 'syscalls/case01';
const TOKEN = '9f86d081884c7d659a2feaa0c55ad015';

/** One boot of the corpus: channels as they came (`$T` is the token), how the guest ended, what the verdict must be. */
const bootSchema = z.strictObject({
  name: z.string(),
  kernel: z.string().optional(),
  frames: z.string().optional(),
  /** Replaces the text of single frames of a faultless boot. */
  frame: z.partialRecord(z.enum(['exit', 'leftovers', 'taint', 'uname']), z.string()).optional(),
  result: z.string().optional(),
  output: z.string().optional(),
  /** The scenario's `points:`. */
  points: z.number().optional(),
  end: z.record(z.string(), z.unknown()).optional(),
  allow: z.record(z.string(), z.unknown()).optional(),
  expect: z.strictObject({
    outcome: z.enum(OUTCOMES).optional(),
    cause: z.enum(CAUSES).optional(),
    /** Part of the reason. */
    reason: z.string().optional(),
    points: z.number().optional(),
    plan: z.number().nullable().optional(),
    failed: z.array(z.number()).optional(),
    /** Name of the first point. */
    first: z.string().optional(),
    events: z.array(z.enum(KERNEL_EVENT_KINDS)).optional(),
    phase: z.string().optional(),
    faults: z.array(z.enum(CAUSES)).optional(),
    /** Number of excerpt lines. */
    excerpt: z.number().optional(),
  }),
});
type Boot = z.infer<typeof bootSchema>;

/** `{{text*times}}` repeats. */
const expand = (text: string): string =>
  text
    .replace(/\{\{(.*?)\*(\d+)\}\}/gs, (_, part: string, times: string) =>
      part.replaceAll('\\n', '\n').repeat(Number(times)),
    )
    .replaceAll('$T', TOKEN);

const FRAME_ORDER = ['exit', 'leftovers', 'taint', 'uname'] as const;
const GOOD_FRAMES = {
  exit: 'exit code=0',
  leftovers: 'leftovers procs=0 mounts=0 ipc=0',
  taint: 'taint=0 taint-before=0',
  uname: 'uname 6.12.117 #1 Mon Jan 1 00:00:00 UTC 2024 mmu=0',
};

function goodFrames(changed: Boot['frame']): string {
  const lines = [`begin ${ID}`];
  for (const name of FRAME_ORDER) {
    const text = changed?.[name];
    const verb = name === 'exit' || name === 'leftovers' ? `${name} ` : '';
    lines.push(text === undefined ? GOOD_FRAMES[name] : `${verb}${text}`);
  }
  return [...lines, 'end'].map((line) => `# ltp-nommu ${TOKEN} ${line}\n`).join('');
}

const GOOD_KERNEL = `[    0.012345] ltp-nommu: begin ${ID}\n[    0.023456] ltp-nommu: end ${ID}\n`;
const GOOD_RESULT = 'TAP version 13\n1..3\nok 1 - a.c:1: one\nok 2 - a.c:2: two\nok 3 - a.c:3: three\n';

function rawOf(boot: Boot): RawBoot {
  return {
    token: TOKEN,
    id: ID,
    ...(boot.points === undefined ? {} : { expectedPoints: boot.points }),
    kernel: expand(boot.kernel ?? GOOD_KERNEL),
    frames: boot.frames === undefined ? goodFrames(boot.frame) : expand(boot.frames),
    result: expand(boot.result ?? (boot.allow?.format === undefined ? GOOD_RESULT : '')),
    output: expand(boot.output ?? ''),
    end: {
      reason: 'exit',
      ...((boot.end?.reason ?? 'exit') === 'exit' ? { code: 0 } : {}),
      wallMs: 9,
      userMs: 3,
      systemMs: 2,
      maxRssKb: 8000,
      truncated: [],
      ...boot.end,
    } as RawBoot['end'],
  };
}

const folder = new URL('corpus/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
let total = 0;

for (const file of files) {
  const boots = z.array(bootSchema).parse(parse(readFileSync(new URL(file, folder), 'utf8')));
  total += boots.length;
  describe(`corpus/${file}`, () => {
    it.each(boots.map((boot) => [boot.name, boot] as const))('%s', (_name, boot) => {
      const result = judge(rawOf(boot), (boot.allow ?? {}) as Expectations);
      const want = boot.expect;
      const got = `${result.outcome}/${result.cause}: ${result.reason}`;
      if (want.outcome) expect(result.outcome, got).toBe(want.outcome);
      if (want.cause) expect(result.cause, got).toBe(want.cause);
      if (want.reason) expect(result.reason).toContain(want.reason);
      if (want.points !== undefined) expect(result.points.length, got).toBe(want.points);
      if (want.plan !== undefined) expect(result.plan).toBe(want.plan);
      if (want.failed) expect(result.failed).toEqual(want.failed);
      if (want.first) expect(result.points[0]?.name).toBe(want.first);
      if (want.events) expect(result.kernelEvents.map((event) => event.kind)).toEqual(want.events);
      if (want.phase) expect(result.kernelEvents[0]?.phase).toBe(want.phase);
      if (want.faults) expect(result.faults.map((fault) => fault.cause)).toEqual(want.faults);
      if (want.excerpt !== undefined) expect(result.excerpt.length).toBe(want.excerpt);
      // Holds for every boot there is.
      expect(result.reason).not.toMatch(/[\n\r]/);
      expect(result.reason.length).toBeLessThanOrEqual(300);
      expect(result.excerpt.length).toBeLessThanOrEqual(12);
      expect(result.reason === '').toBe(result.outcome === 'pass');
      expect(result.faults.length === 0).toBe(result.outcome === 'pass' || result.outcome === 'skip');
      expect(JSON.parse(JSON.stringify(result))).toEqual(result);
      expect(JSON.stringify(result).length).toBeLessThan(64 * 1024);
    });
  });
}

it('is a corpus worth its name', () => {
  expect(total).toBeGreaterThanOrEqual(45);
});
