// SPDX-License-Identifier: GPL-2.0-or-later

import { describe, expect, it } from 'vitest';
import {
  compareKernelVersions,
  inKernelRange,
  kernelRangeError,
  parseKernelVersion,
} from './kernel-version.ts';

describe('kernel versions', () => {
  it('are in the order in which kernels come out', () => {
    const order = [
      '5.19.17',
      '6.9',
      '6.12-rc1',
      '6.12-rc3',
      '6.12',
      '6.12.1',
      '6.12.9',
      '6.12.117',
      '6.13-rc1',
      '7.0',
    ];
    for (let at = 1; at < order.length; at++) {
      const [before, after] = [order[at - 1] ?? '', order[at] ?? ''].map(
        (text) => parseKernelVersion(text) ?? [],
      );
      expect(
        compareKernelVersions(before ?? [], after ?? []),
        `${order[at - 1]} < ${order[at]}`,
      ).toBeLessThan(0);
    }
  });

  it.each([
    ['6.12.117-gabc', '6.12.117'],
    ['v6.12', '6.12.0'],
    ['6.12.117+', '6.12.117'],
    ['6.1.0-28-amd64', '6.1'],
    ['6.12-rc3-00123-gabc', '6.12-rc3'],
    ['6.12.0-rc3', '6.12-rc3'],
  ])('%s counts as %s', (a, b) => {
    expect(compareKernelVersions(parseKernelVersion(a) ?? [], parseKernelVersion(b) ?? [1])).toBe(0);
  });

  it.each(['', '6', 'linux', '6.x', '6.12rc3'])('%j is none', (text) => {
    expect(parseKernelVersion(text)).toBeNull();
  });

  it.each([
    ['6.12.117', '>=6.12 <6.14', true],
    ['6.12-rc3', '>=6.12', false],
    ['6.14', '>=6.12 <6.14', false],
    ['6.13.9', '>= 6.12 < 6.14', true],
    ['6.12', '=6.12', true],
    ['6.12', '>6.12', false],
    ['6.12', '<=6.12', true],
    ['nonsense', '>=1.0', false],
  ])('%s in %s: %s', (release, range, inside) => {
    expect(kernelRangeError(range)).toBeNull();
    expect(inKernelRange(release, range)).toBe(inside);
  });

  it.each([
    ['', 'the range is empty'],
    ['6.12', "'6.12' is no comparison"],
    ['>=six', "'six' is no kernel version"],
    ['~6.12', "'~6.12' is no comparison"],
  ])('says what is wrong with %j', (range, message) => {
    expect(kernelRangeError(range)).toContain(message);
  });
});
