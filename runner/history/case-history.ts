// SPDX-License-Identifier: GPL-2.0-or-later
/** What became of a case in earlier runs. */
import { resolve } from 'node:path';
import type { CaseEnd } from '../journal/index.ts';
import { readRun } from './refs.ts';
import { listRuns, type RunEntry } from './store.ts';

/** One case in one run; of repetitions the worst. */
export interface CasePast {
  readonly runId: string;
  readonly dir: string;
  /** Start of the run, ISO 8601. */
  readonly started: string;
  readonly kernel: string;
  readonly outcome: CaseEnd['result']['outcome'];
  readonly cause: CaseEnd['result']['cause'];
  readonly verdict: CaseEnd['verdict'];
  readonly durationMs: number;
}

/** Runs begun before that one (its directory or id), newest first, at most `n`; without a run: the newest ones. */
export async function runsBefore(run?: string, n = 10): Promise<RunEntry[]> {
  const runs = (await listRuns()).reverse();
  const at = run === undefined ? -1 : runs.findIndex(({ id, dir }) => id === run || dir === resolve(run));
  return runs.slice(at + 1, at + 1 + n);
}

const WORST_FIRST = [
  'unexpected',
  'flaky',
  'fixed',
  'expected',
] as const satisfies readonly CaseEnd['verdict'][];

/**
 * The pasts of all cases in these runs, by id; each in the order of the runs. A journal that cannot be read counts as
 * no run: a report is not to fail for what is long ago.
 */
export async function histories(runs: readonly RunEntry[]): Promise<Map<string, CasePast[]>> {
  const pasts = new Map<string, CasePast[]>();
  for (const { id: runId, dir, started, kernel } of runs) {
    const read = await readRun(dir).catch(() => undefined);
    const worst = new Map<string, CaseEnd>();
    for (const end of read?.summary.finished ?? []) {
      const other = worst.get(end.id);
      const worse =
        other === undefined || WORST_FIRST.indexOf(end.verdict) < WORST_FIRST.indexOf(other.verdict);
      if (worse) worst.set(end.id, end);
    }
    for (const { id, verdict, durationMs, result } of worst.values()) {
      const past = {
        runId,
        dir,
        started,
        kernel,
        outcome: result.outcome,
        cause: result.cause,
        verdict,
        durationMs,
      };
      const list = pasts.get(id);
      if (list === undefined) pasts.set(id, [past]);
      else list.push(past);
    }
  }
  return pasts;
}

/** The last `n` results of one case, newest first. */
export async function history(caseId: string, n = 10): Promise<CasePast[]> {
  return (await histories(await runsBefore(undefined, n))).get(caseId) ?? [];
}
