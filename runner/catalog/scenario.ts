// SPDX-License-Identifier: GPL-2.0-or-later
/** The scenario file beside a case's C source: how the case runs without an MMU. This schema is the file's definition. */
import { z } from 'zod';
import type { Problem } from '../errors.ts';
import type { KernelEventKind } from '../verdict/index.ts';
import { type Place, readYaml } from './yaml.ts';

/** How the case makes a child. There is no fork without an MMU, so each case says which way it takes. */
export const CHILD_KINDS = ['none', 'vfork-exec', 'vfork-exit', 'exec-other', 'thread'] as const;

/** Kernel messages that a case may declare as its own doing. A panic is not among them: it ends the case. */
export const ALLOWABLE_KERNEL_EVENTS = [
  'oops',
  'bug',
  'kasan',
  'ubsan',
  'warning',
  'lockdep',
  'rcu-stall',
  'soft-lockup',
  'hung-task',
  'netdev',
  'oom',
] as const satisfies readonly KernelEventKind[];

const text = z.string().trim().min(1);
const commit = z.string().regex(/^[0-9a-f]{7,40}$/, 'must be a commit id (7 to 40 hex digits)');
const guestPath = z.string().regex(/^\/[^\0]*$/, 'must be an absolute path in the guest');

/** `SYSVIPC` or `SYSVIPC=y`: must be so in the guest's kernel; `!SWAP`: must be off. Without the CONFIG_ prefix. */
const kconfig = z
  .string()
  .regex(
    /^(?!!?CONFIG_)(?:![A-Z0-9][A-Z0-9_]*|[A-Z0-9][A-Z0-9_]*(?:=(?:[ymn]|-?\d+|0x[0-9a-fA-F]+|"[^"]*"))?)$/,
    'must be an option without CONFIG_, like SYSVIPC, SYSVIPC=y or !SWAP',
  );

const ltpOrigin = z.strictObject({
  /** Path of the source in LTP, in `tree`. */
  path: text,
  tree: commit,
  /** The commit that took no-MMU support out of it. */
  dropped_by: commit.optional(),
  /** 1: had it until LTP gave up no-MMU; 2: lost it earlier. */
  tier: z.literal([1, 2]).optional(),
  /** Its tags in LTP's runtest files. */
  tags: z.array(text).default([]),
});

const nommuOrigin = z.strictObject({
  id: text,
  /** Kernel code that the case is about, `path:function`. */
  source: z.array(text).min(1),
});

const needs = z.strictObject({
  root: z.boolean().default(false),
  /** Who runs the case; root when not said. */
  user: z.enum(['root', 'daemon', 'bin', 'nobody']).optional(),
  tmpdir: z.boolean().default(false),
  kconfig: z.array(kconfig).default([]),
  cmds: z.array(text).default([]),
  files: z
    .array(
      z.strictObject({
        src: text,
        dest: guestPath,
        mode: z
          .string()
          .regex(/^0?[0-7]{3,4}$/, 'must be an octal mode in quotes, like "0644"')
          .default('0644'),
      }),
    )
    .default([]),
  memory_mb: z.int().min(16).max(2048).optional(),
});

const expect = z.strictObject({
  exit: z.int().min(0).max(255).default(0),
  taint: z.boolean().default(false),
  kernel_events: z.array(z.enum(ALLOWABLE_KERNEL_EVENTS)).default([]),
});

export const scenarioSchema = z
  .strictObject({
    title: text,
    ltp: ltpOrigin.optional(),
    /** Text: what differs without an MMU. For a case that LTP never had: its origin. */
    nommu: z.union([text, nommuOrigin]).optional(),
    child: z.enum(CHILD_KINDS),
    points: z.int().min(1),
    needs: needs.prefault({}),
    /** Seconds. */
    timeout: z.number().positive().max(3600).default(10),
    expect: expect.prefault({}),
  })
  .superRefine((value, context) => {
    const isNew = typeof value.nommu === 'object';
    if (value.ltp === undefined && !isNew) {
      context.addIssue({
        code: 'custom',
        message: "no origin: give 'ltp: {path, tree, …}', or 'nommu: {id, source}' for a new case",
      });
    }
    if (value.ltp !== undefined && isNew) {
      context.addIssue({
        code: 'custom',
        path: ['nommu'],
        message: "two origins: with 'ltp', 'nommu' is a text",
      });
    }
  });

export type Scenario = z.output<typeof scenarioSchema>;
export type ChildKind = (typeof CHILD_KINDS)[number];

export interface ScenarioFile {
  readonly scenario: Scenario;
  /** Line and column of a key, for later complaints (kconfig not met, file missing). */
  readonly place: (path: readonly (string | number)[]) => Place;
}

/** The scenario in `source`, or all that is wrong with it. */
export function parseScenario(
  source: string,
  file: string,
): ({ ok: true } & ScenarioFile) | { ok: false; problems: readonly Problem[] } {
  const result = readYaml(source, file, scenarioSchema, 'SCENARIO');
  return result.ok ? { ok: true, scenario: result.value, place: result.place } : result;
}

/** Where the case comes from, for lists and reports: `ltp 891fee45c testcases/…` or `nommu/mmap-anon-01`. */
export function originOf(scenario: Scenario): string {
  if (scenario.ltp !== undefined) return `ltp ${scenario.ltp.tree.slice(0, 9)} ${scenario.ltp.path}`;
  return typeof scenario.nommu === 'object' ? scenario.nommu.id : '';
}
