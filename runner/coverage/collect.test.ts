// SPDX-License-Identifier: GPL-2.0-or-later
/** With a real gcc and gcov, and a small program in place of a kernel. */
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { collectCoverage } from './collect.ts';
import { countsFile, prepareCounts } from './notes.ts';

const SOURCE = `int twice(int x)
{
	if (x > 100)
		return -1;
	return 2 * x;
}

int unused(void)
{
	return 3;
}

int main(int argc, char **argv)
{
	return twice(argc) == 2 ? 0 : 1;
}
`;

let dir: string;
let counts: Buffer;
const at = (path: string) => join(dir, path);

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'ltp-nommu-collect-'));
  mkdirSync(at('notes/mm'), { recursive: true });
  writeFileSync(at('notes/mm/small.c'), SOURCE);
  writeFileSync(at('notes/compiler'), 'gcc of the test\n');
  const gcc = (args: string[]) => execFileSync('gcc', args, { cwd: at('notes') });
  gcc(['-O0', '-fprofile-arcs', '-ftest-coverage', '-c', 'mm/small.c', '-o', 'mm/small.o']);
  gcc(['-fprofile-arcs', 'mm/small.o', '-o', 'small']);
  execFileSync(at('notes/small'));
  const name = Buffer.from(at('notes/mm/small.gcda'));
  const data = readFileSync(at('notes/mm/small.gcda'));
  const head = Buffer.alloc(16);
  head.write('UMCOVER1');
  head.writeUInt32LE(name.length, 8);
  head.writeUInt32LE(data.length, 12);
  counts = Buffer.concat([head, name, data]);
  for (const path of ['small.gcda', 'small.o']) rmSync(at(`notes/mm/${path}`));
});
afterAll(() => rmSync(dir, { recursive: true }));

async function run(name: string, boots: number): Promise<string> {
  mkdirSync(at(name));
  const file = await prepareCounts(at('notes'), at(name));
  for (let i = 0; i < boots; i++) appendFileSync(file, counts);
  return at(name);
}

test('boots of two runs add up; what never ran is there with 0', async () => {
  const { files, sources, problems } = await collectCoverage([await run('one', 3), await run('two', 1)]);
  expect(problems).toEqual([]);
  expect(sources.get('mm/small.c')).toBe(SOURCE);
  expect(files.map(({ path }) => path)).toEqual(['mm/small.c']);
  expect(files[0]?.functions).toEqual([
    { name: 'twice', line: 1, endLine: 6, count: 4 },
    { name: 'unused', line: 8, endLine: 11, count: 0 },
    { name: 'main', line: 13, endLine: 16, count: 4 },
  ]);
  const { lines } = files[0] ?? { lines: new Map<number, number>() };
  expect([3, 4, 5, 10, 15].map((line) => lines.get(line))).toEqual([4, 0, 4, 0, 4]);
});

test('a run whose guests wrote nothing: all is 0, and it is told', async () => {
  const none = await run('none', 0);
  const { files, problems } = await collectCoverage([none]);
  expect([...(files[0]?.lines.values() ?? [])].some((count) => count > 0)).toBe(false);
  expect(problems).toEqual([`${none}: no guest has written any counts`]);
});

test('a guest that was killed while it wrote', async () => {
  const cut = await run('cut', 2);
  appendFileSync(countsFile(cut), counts.subarray(0, 40));
  const { files, problems } = await collectCoverage([cut]);
  expect(files[0]?.functions[0]?.count).toBe(2);
  expect(problems).toEqual([`${cut}: 40 bytes of a guest that was killed while it wrote`]);
});

test('runs without counts, and of different sources', async () => {
  mkdirSync(at('base'));
  await expect(collectCoverage([at('base')])).rejects.toMatchObject({ code: 'COVERAGE_NONE', exitCode: 2 });
  const other = await run('other', 1);
  writeFileSync(join(other, 'coverage/notes/mm/small.c'), `${SOURCE}\n`);
  await expect(collectCoverage([await run('same', 1), other])).rejects.toMatchObject({
    code: 'COVERAGE_SOURCES',
  });
});

test('notes that gcov cannot read', async () => {
  const bad = await run('bad', 1);
  writeFileSync(join(bad, 'coverage/notes/mm/small.gcno'), 'not notes');
  await expect(collectCoverage([bad])).rejects.toMatchObject({ code: 'GCOV_FAILED', exitCode: 3 });
});
