// SPDX-License-Identifier: GPL-2.0-or-later
/** The action for GitHub, run as its runner does it: real steps, real guests. And the workflows, by GitHub's parser. */
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { parseAction } from '@actions/workflow-parser/actions/action-parser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { cacheRoot, packageRoot } from '../runner/build/index.ts';
import { type ActionResult, readEnvironmentFile, runAction } from './fixtures/actions/runner.ts';
import { commandsOf } from './fixtures/formats/actions.ts';
import { casesOf, junitComplaints, readXml } from './fixtures/formats/junit.ts';
import { BUILD_TIMEOUT_MS, buildCli, FIXTURES } from './fixtures/run/harness.ts';

const root = packageRoot();
const workspace = mkdtempSync(join(tmpdir(), 'ltp-nommu-action-'));

beforeAll(buildCli, BUILD_TIMEOUT_MS);
afterAll(() => rmSync(workspace, { recursive: true, force: true }));

const act = (
  inputs: Record<string, string>,
  options: { skip?: string[]; hit?: string } = {},
): Promise<ActionResult> =>
  runAction({
    action: root,
    workspace,
    inputs,
    env: { XDG_STATE_HOME: join(workspace, 'state') },
    used: { cache: { 'cache-hit': options.hit ?? 'true' } },
    skip: options.skip ?? [],
  });

/** What has been seen to work is left out, for time. */
const PLANNED = ["Install host packages, find the cache's key", 'Build what is missing'];

describe('the action', () => {
  test('runs a suite, and says what came of it', async () => {
    const file = join(workspace, 'step summary.md');
    const result = await act({
      suite: 'smoke/fcntl07 smoke/kill09',
      args: `--jobs 1 --reporter "github=${file}"`,
    });
    // Nothing but what was compiled, if something was.
    expect(result.stderr.replace(/^cases: .*\n/gm, '')).toBe('');
    expect(result.failed).toBe(false);
    expect(result.outputs).toMatchObject({ verdict: 'expected', 'exit-code': '0' });
    expect(readdirSync(result.outputs.run ?? '')).toEqual(
      expect.arrayContaining(['cases', 'journal.jsonl', 'junit.xml', 'results.json', 'results.ktap']),
    );
    const junit = readFileSync(result.outputs.junit ?? '', 'utf8');
    expect(junitComplaints(junit)).toEqual([]);
    expect(casesOf(readXml(junit)).map(({ attributes }) => attributes.name)).toEqual(['fcntl07', 'kill09']);
    expect(result.stdout).toContain('::group::2 cases\n');
    expect(commandsOf(result.stdout).filter(({ name }) => name === 'error')).toEqual([]);
    expect(result.summary).toMatch(/^## ltp-nommu: ✅ all as expected\n/);
    expect(readFileSync(file, 'utf8')).toBe(result.summary);
    expect(result.ran).not.toContain('Keep the run directory');
  }, 120_000);

  test('keeps the cache under a key of what it holds', async () => {
    const { outputs, uses, ran } = await act(
      { cache: 'true' },
      { hit: 'false', skip: ['Run', 'Build what is missing'] },
    );
    expect(outputs['cache-key']).toMatch(/^ltp-nommu-Linux-X64-[0-9a-f]{32}-[0-9a-f]{16}$/);
    const [restore, save] = uses;
    expect(restore?.uses).toMatch(/^actions\/cache\/restore@v\d+$/);
    expect(save?.uses).toMatch(/^actions\/cache\/save@v\d+$/);
    // All by name: actions/cache takes a folder whole, whatever is excluded below it.
    const kinds = ['kernel', 'rootfs', 'starter', 'cases'];
    expect(restore?.with.path?.split('\n')).toEqual(kinds.map((kind) => join(cacheRoot(), kind)));
    expect(save?.with).toEqual({ path: restore?.with.path, key: outputs['cache-key'] });
    const [sameKernel, ...others] = restore?.with['restore-keys']?.trim().split('\n') ?? [];
    expect(outputs['cache-key']?.startsWith(sameKernel ?? '-')).toBe(true);
    expect(others).toEqual(['ltp-nommu-Linux-X64-']);
    expect(ran).toEqual([
      'Install ltp-nommu',
      "Install host packages, find the cache's key",
      'Restore kernel, root file system and programs',
      'Save kernel, root file system and programs',
    ]);
  }, 60_000);

  test('fails with what is unexpected, and annotates it', async () => {
    const inputs = {
      suite: 'demo/bad',
      'known-failures': 'none',
      args: `--root '${FIXTURES}'`,
      artifact: 'logs',
    };
    const result = await act(inputs, { skip: PLANNED });
    expect(result.failed).toBe(true);
    expect(result.outputs).toMatchObject({ verdict: 'unexpected', 'exit-code': '1' });
    const errors = commandsOf(result.stdout).filter(({ name }) => name === 'error');
    expect(errors.map(({ properties }) => properties.file)).toEqual(['testcases/demo/bad/bad.c']);
    expect(result.summary).toMatch(/^## ltp-nommu: ❌ 1 unexpected result\n/);
    // The logs of a run that failed are those that are wanted.
    expect(result.uses.at(-1)).toEqual({
      uses: 'actions/upload-artifact@v4',
      with: { name: 'logs', path: result.outputs.run, 'if-no-files-found': 'ignore' },
    });
  }, 60_000);

  test('runs shards, and puts them together', async () => {
    const suite = 'smoke/fcntl07 smoke/kill09 smoke/recv01';
    for (const shard of [1, 2]) {
      const part = await act({ suite, shard: `${shard}/2` }, { skip: PLANNED });
      expect(part.outputs.verdict).toBe('expected');
      // As artifacts are unpacked: each into a folder of its name.
      cpSync(part.outputs.run ?? '', join(workspace, `shards/shard-${shard}`), { recursive: true });
    }
    const { outputs, stdout, summary, ran, uses } = await act({ merge: 'shards', artifact: 'report' });
    expect(ran).toEqual(['Install ltp-nommu', 'Run', 'Keep the run directory']);
    expect(uses.at(-1)?.with.path).toBe(outputs.run);
    expect(outputs).toMatchObject({ verdict: 'expected', 'exit-code': '0', 'cache-key': '' });
    const junit = readXml(readFileSync(outputs.junit ?? '', 'utf8'));
    expect(casesOf(junit).map(({ attributes }) => attributes.name)).toEqual(['fcntl07', 'kill09', 'recv01']);
    expect(stdout).toContain('::group::3 cases\n');
    expect(summary).toMatch(/^## ltp-nommu: ✅ all as expected\n/);
  }, 120_000);

  test('takes nothing of its inputs for a command', async () => {
    const result = await act({ suite: '$(touch pwned) `touch pwned`; touch pwned' }, { skip: PLANNED });
    expect(result.failed).toBe(true);
    expect(result.outputs).toMatchObject({ verdict: 'usage', 'exit-code': '2', junit: '', report: '' });
    expect(existsSync(join(workspace, 'pwned'))).toBe(false);
  }, 60_000);

  test('a quote that is not closed is an error', async () => {
    const result = await act({ suite: "smoke 'x" }, { skip: PLANNED });
    expect(result.failed).toBe(true);
    expect(result.stderr).toMatch(/unmatched single quote/);
    expect(result.outputs.verdict).toBe('');
  });
});

test('environment files are read as the runner does', () => {
  expect(readEnvironmentFile('a=b=c\nd<<E\n1\n2\nE\ne=\n')).toEqual({ a: 'b=c', d: '1\n2', e: '' });
  expect(() => readEnvironmentFile('a\n')).toThrow(/not name=value/);
});

const trace = new NoOperationTraceWriter();

describe("GitHub's own parser takes", () => {
  const workflows = readdirSync(join(root, '.github/workflows'));

  test.each(workflows)('.github/workflows/%s', async (name) => {
    const file = { name, content: readFileSync(join(root, '.github/workflows', name), 'utf8') };
    expect(await workflowErrors(file)).toEqual([]);
  });

  test('action.yml', () => {
    const content = readFileSync(join(root, 'action.yml'), 'utf8');
    expect(actionErrors(content)).toEqual([]);
    expect(actionErrors(content.replace('using: composite', 'using: bash'))).not.toEqual([]);
    expect(actionErrors(content.replace('shell: bash', 'shel: bash'))).not.toEqual([]);
  });

  test('and not a workflow with a mistake', async () => {
    const content =
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: x\n        shel: bash\n';
    expect((await workflowErrors({ name: 'a.yml', content })).join()).toMatch(/shel/);
    const unknown = content.replace('shel: bash', "if: inputs.a == 'b' && nosuch.c");
    expect((await workflowErrors({ name: 'a.yml', content: unknown })).join()).toMatch(/nosuch/);
  });

  test('the inputs that the workflows give', () => {
    const action = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as { inputs: object };
    for (const name of workflows) {
      const { jobs } = parse(readFileSync(join(root, '.github/workflows', name), 'utf8')) as {
        jobs: Record<string, { steps: { uses?: string; with?: object }[] }>;
      };
      const own = Object.values(jobs).flatMap(({ steps }) => steps.filter(({ uses }) => uses === './'));
      for (const step of own) {
        expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(step.with ?? {})));
      }
    }
  });
});

describe('docs/ci.md', () => {
  const text = readFileSync(join(root, 'docs/ci.md'), 'utf8');
  const snippets = [...text.matchAll(/^```yaml\n(.*?)^```/gms)].map(([, yaml = '']) => yaml);
  const action = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as { inputs: object; outputs: object };

  test("has workflows that GitHub's parser takes", async () => {
    const jobs = snippets.filter((yaml) => yaml.startsWith('jobs:'));
    expect(jobs.length).toBe(2);
    for (const content of jobs) {
      expect(await workflowErrors({ name: 'ci.md', content: `on: push\n${content}` })).toEqual([]);
      for (const [, name = ''] of content.matchAll(/^ {10}(\w[\w-]*):(?! shard-)/gm)) {
        if (name !== 'pattern' && name !== 'path') expect(Object.keys(action.inputs)).toContain(name);
      }
    }
  });

  test('tells all inputs and outputs', () => {
    const told = [...text.matchAll(/^\| `([\w-]+)` +\|/gm)].map(([, name]) => name);
    expect(told).toEqual(Object.keys(action.inputs));
    const outputs = /^Outputs: (.*?)\. /ms.exec(text)?.[1] ?? '';
    for (const name of Object.keys(action.outputs)) expect(outputs).toContain(`\`${name}\``);
  });

  test('has other snippets that are YAML at least', () => {
    for (const yaml of snippets) expect(() => parse(yaml)).not.toThrow();
  });
});

async function workflowErrors(file: { name: string; content: string }): Promise<string[]> {
  const { context, value } = parseWorkflow(file, trace);
  if (value) await convertWorkflowTemplate(context, value);
  return context.errors.getErrors().map(({ message }) => message);
}

function actionErrors(content: string): string[] {
  const { context } = parseAction({ name: 'action.yml', content }, trace);
  return context.errors.getErrors().map(({ message }) => message);
}
