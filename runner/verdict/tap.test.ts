// SPDX-License-Identifier: GPL-2.0-or-later

import { describe, expect, it } from 'vitest';
import { isFailure, readTap } from './tap.ts';

const tap = (...lines: string[]) => readTap(['TAP version 13', ...lines, ''].join('\n'));

describe('readTap', () => {
  it('gives a point the comments before it and the YAML after it', () => {
    const { points, tail } = tap(
      '1..2',
      '# a.c:1: TINFO: one',
      'not ok 1 - a',
      '  ---',
      '  got: 2',
      '  ...',
      '# two',
      'ok 2 - b',
      '# last',
    );
    expect(points[0]?.diag).toEqual(['a.c:1: TINFO: one', '  got: 2']);
    expect(points[1]?.diag).toEqual(['two']);
    expect(tail).toEqual(['last']);
  });

  it('never lets words of the guest steer the parser', () => {
    const reading = tap('1..2', 'ok 1 - block {', 'ok 2 - # Subtest: x', 'pragma +strict');
    expect(reading.problems).toEqual([]);
    expect(reading.points.map((point) => point.name)).toEqual(['block {', '# Subtest: x']);
  });

  it.each([
    ['ok 1 - a # SKIP r', 'a', { kind: 'skip', reason: 'r' }],
    ['ok 1 - a # skipped: r', 'a', { kind: 'skip', reason: 'r' }],
    ['ok 1 a # SKIP', 'a', { kind: 'skip', reason: '' }],
    ['ok 1 - a # b # SKIP c # d', 'a # b', { kind: 'skip', reason: 'c # d' }],
    ['ok 1 # SKIP r', '', { kind: 'skip', reason: 'r' }],
    ['ok 1 - a # TODO r', 'a', { kind: 'todo', reason: 'r' }],
    ['ok 1 - a # TIMEOUT 30 seconds', 'a', { kind: 'timeout', reason: '30 seconds' }],
    ['ok 1 - a # error handling', 'a # error handling', undefined],
    ['ok 1 - a \\# SKIP r', 'a # SKIP r', undefined],
    ['ok 1 - a#SKIP r', 'a#SKIP r', undefined],
    ['ok 1 - a # SKIPPER sails', 'a', { kind: 'skip', reason: 'sails' }],
    ['ok 1 -5 is refused', '-5 is refused', undefined],
    ['ok 1', '', undefined],
  ])('reads %j', (line, name, directive) => {
    const { points, problems } = tap('1..1', line);
    expect(problems).toEqual([]);
    expect(points[0]).toMatchObject({ number: 1, name });
    expect(points[0]?.directive).toEqual(directive);
  });

  it.each(['okay', 'ok', 'oklahoma 1', 'OK 1 - a', 'notok 1', 'not  ok 1'])(
    'finds no point in %j',
    (line) => {
      const { points } = tap('1..1', line);
      expect(points.filter((point) => point.number > 0)).toEqual([]);
    },
  );

  it('keeps names and comments within bounds', () => {
    const long = 'x'.repeat(3000);
    const comments = Array.from({ length: 500 }, (_, index) => `# ${index}`);
    const { points } = tap('1..1', ...comments, `not ok 1 - ${long}`);
    expect(points[0]?.name.length).toBe(500);
    expect(points[0]?.diag?.length).toBe(20);
  });

  it('tells a broken rule once', () => {
    const { problems } = tap('1..3', 'ok a', 'ok a', 'ok a');
    expect(problems).toEqual(['a result line without a number: a']);
  });

  it('takes indented results in a flat stream for prose', () => {
    const { points, problems } = tap('1..1', '  ok 1 - quoted', 'ok 1 - a', '    not ok 2 - quoted');
    expect(problems).toEqual([]);
    expect(points.map((point) => point.name)).toEqual(['a']);
  });

  it('stops at a bail-out', () => {
    const reading = tap('1..2', 'ok 1', 'Bail out! no', 'not ok 2', '1..9');
    expect(reading).toMatchObject({ bailout: 'no', failed: [], problems: [] });
    expect(reading.points.length).toBe(1);
  });

  it('reads 20,000 points and as many lines of noise in well under a second', () => {
    const lines = Array.from(
      { length: 20_000 },
      (_, index) => `ok ${index + 1} - point\nnoise [   1.0] ok\n`,
    );
    const began = performance.now();
    const { points } = readTap(`TAP version 13\n1..20000\n${lines.join('')}`);
    expect(points.length).toBe(20_000);
    expect(performance.now() - began).toBeLessThan(5000);
  });

  it('is not slowed down by lines made to be slow', () => {
    const evil = [
      `ok 1 - ${'# '.repeat(200_000)}`,
      `ok ${' '.repeat(500_000)}x`,
      `${'<1>[ '.repeat(100_000)}`,
    ];
    const began = performance.now();
    tap('1..1', ...evil);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

describe('isFailure', () => {
  it.each([
    [true, undefined, false],
    [false, undefined, true],
    [false, 'skip', false],
    [false, 'todo', false],
    [false, 'xfail', false],
    [true, 'timeout', true],
    [true, 'error', true],
  ] as const)('ok %s with %s: %s', (ok, kind, failed) => {
    expect(isFailure(ok, kind && { kind, reason: '' })).toBe(failed);
  });
});
