// SPDX-License-Identifier: GPL-2.0-or-later
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { busyboxConfigPath, configOf, patchNames } from './busybox.ts';
import { commandNames } from './rootfs.ts';

describe('busybox', () => {
  test('an option is as the fragment has it, and off when it does not name it', () => {
    const fragment = '# head\n# CONFIG_A is not set\nCONFIG_B=y\nCONFIG_N=100\nCONFIG_UNKNOWN=y\n';
    expect(configOf(['A', 'B', 'N', 'TAIL'], fragment)).toBe(
      '# CONFIG_A is not set\nCONFIG_B=y\nCONFIG_N=100\n# CONFIG_TAIL is not set\n',
    );
  });

  test('our fragment sets each option once', () => {
    const text = readFileSync(busyboxConfigPath(), 'utf8');
    const names = [...text.matchAll(/^(?:# )?(CONFIG_\w+)(?:=| is not set$)/gm)].map((match) => match[1]);
    expect(names.length).toBeGreaterThan(200);
    expect(names.length).toBe(new Set(names).size);
  });

  test('a series of patches is read like quilt reads it', () => {
    expect(patchNames('# comment\nfirst.patch\n\n  second.diff # why\n')).toEqual([
      'first.patch',
      'second.diff',
    ]);
  });

  test('commands are named once, wherever they are installed', () => {
    expect(commandNames(['bin/sh', 'usr/bin/awk', 'sbin/awk', 'linuxrc', 'bin/busybox'])).toEqual([
      'awk',
      'sh',
    ]);
  });
});
