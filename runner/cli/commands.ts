// SPDX-License-Identifier: GPL-2.0-or-later
/** The commands there are. */
import type { CommandEntry } from './cli.ts';

/** In the order of --help. Modules are loaded when their command is used. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'run [names..]',
    describe: 'Boot each case in a fresh no-MMU kernel and hold the results against the known failures',
    load: () => import('./run.ts'),
    ownSignals: true,
  },
  {
    name: 'kunit [globs..]',
    describe: "Run the kernel's own KUnit suites on a no-MMU kernel, one boot for each suite",
    load: () => import('./kunit.ts'),
    ownSignals: true,
  },
  {
    name: 'report [run]',
    describe: 'Make any report of a finished run',
    load: () => import('./report.ts'),
  },
  {
    name: 'list [names..]',
    describe: 'List suites and cases',
    load: () => import('./list.ts'),
  },
  {
    name: 'cc <files..>',
    describe: 'Compile a test of your own for the guest: musl, static PIE, with the test library',
    load: () => import('./cc.ts'),
  },
  {
    name: 'shell',
    describe: 'An interactive busybox in a no-MMU guest, with the case programs at hand',
    load: () => import('./shell.ts'),
    ownSignals: true,
  },
  {
    name: 'kernel <action>',
    describe: 'Build the no-MMU kernel, or tell about it',
    load: () => import('./kernel.ts'),
  },
  {
    name: 'rootfs <action>',
    describe: "Build the guest's root file system, or tell about it",
    load: () => import('./rootfs.ts'),
  },
  {
    name: 'merge <dirs..>',
    describe: 'Put the runs of shards together: one journal, one report, one exit code',
    load: () => import('./merge.ts'),
  },
  {
    name: 'runs [action]',
    describe: 'List earlier runs, or remove old ones',
    load: () => import('./runs.ts'),
  },
  {
    name: 'diff [before] [after]',
    describe: 'Compare two runs: regressions, fixes, new, gone and slower cases',
    load: () => import('./diff.ts'),
  },
  {
    name: 'coverage [names..]',
    describe: "Which lines of the kernel's no-MMU code the cases run",
    load: () => import('./coverage.ts'),
    ownSignals: true,
  },
  {
    name: 'known <action> [case]',
    describe: 'Show, check, extend or prune the known-failure lists',
    load: () => import('./known.ts'),
  },
  {
    name: 'bench',
    describe: 'Measure boots and system calls of the no-MMU kernel',
    load: () => import('./bench.ts'),
  },
  {
    name: 'doctor',
    describe: 'Check this host: packages, kernel features, memory, disk',
    load: () => import('./doctor.ts'),
  },
  {
    name: 'setup',
    describe: 'Install missing host packages and build all that runs need',
    load: () => import('./setup.ts'),
  },
];
