// SPDX-License-Identifier: GPL-2.0-or-later
import { describe, expect, it } from 'vitest';
import { coreGdbArgs, coreWriter } from './cores.ts';
import { gdbArgs } from './debugger.ts';

const input = {
  kernel: '/k/linux',
  symbols: '/k/linux.debug',
  script: '/g/guest.py',
  programs: [],
  commands: [],
};

describe('gdb’s arguments', () => {
  it('symbols first, then the guest; the signals that drive it do not stop it', () => {
    const args = gdbArgs(input, 42);
    expect(args).not.toContain('--batch');
    const order = ['file /k/linux', 'add-symbol-file /k/linux.debug -o 0', 'attach 42', 'source /g/guest.py'];
    expect(args.filter((arg) => order.includes(arg))).toEqual(order);
    expect(args.find((arg) => arg.includes('handle SIGSYS'))).toMatch(
      / SIGSEGV .* SIGALRM .* nostop noprint pass"/,
    );
    expect(args.join(' ')).not.toMatch(/handle [^-]*SIG(?:TRAP|ABRT|INT)\b/);
  });

  it('commands and files of them, in order, end a batch', () => {
    const args = gdbArgs({ ...input, commands: ['bt', 'x.gdb'] }, 42, (path) => path === 'x.gdb');
    expect(args).toContain('--batch');
    expect(args.slice(-4)).toEqual(['-ex', 'bt', '-x', 'x.gdb']);
  });

  it('the kernel’s own commands and its source where they are', () => {
    const args = gdbArgs({ ...input, kernelScripts: '/k/vmlinux-gdb.py', source: '/s' }, 42);
    expect(args).toContain('source /k/vmlinux-gdb.py');
    expect(args).toContain('directory /s');
  });
});

describe('who writes a core', () => {
  it.each([
    ['core\n', 'kernel'],
    ['core.%e.%p\n', 'kernel'],
    ['|/lib/systemd/systemd-coredump %P\n', 'gdb'],
    ['/var/crash/core.%p\n', 'gdb'],
    ['cores/core\n', 'gdb'],
    ['\n', 'gdb'],
  ] as const)('core_pattern %j: the %s', (pattern, writer) => {
    expect(coreWriter(pattern)).toBe(writer);
  });

  it('gdb lets the guest die as it would have', () => {
    expect(coreGdbArgs('/k/linux', 42, '/c/core').slice(-6)).toEqual([
      ...['-ex', 'continue'],
      ...['-ex', 'generate-core-file /c/core'],
      ...['-ex', 'signal SIGABRT'],
    ]);
  });
});
