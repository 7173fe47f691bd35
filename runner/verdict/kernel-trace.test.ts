// SPDX-License-Identifier: GPL-2.0-or-later
import { describe, expect, it } from 'vitest';
import { judge } from './judge.ts';
import {
  decodeConsole,
  decodeLine,
  findMentions,
  type Mention,
  mentionKey,
  type Place,
  type Places,
  placeResult,
} from './kernel-trace.ts';

/** Recorded from nommu/devmem-01. */
const BUG = `ltp-nommu: begin nommu/devmem-01
BUG: failure at mm/nommu.c:464/add_nommu_region()!
Kernel panic - not syncing: BUG!
CPU: 0 UID: 0 PID: 24 Comm: devmem-01 Not tainted 6.12.117-nommu #1${' '}
Stack:
 00000000 60bdbcd0 604ea73d 614b7000
 6001d160 60658720 614b7000 60bdbd48
 60a94640 603f39df 60a95a18 603f10a6
Call Trace:
 [<6001d160>] ? show_stack+0x0/0xc0
 [<603f39df>] ? _printk+0x0/0x61
 [<603f10a6>] ? panic+0x143/0x345
 [<603f0f63>] ? panic+0x0/0x345
 [<60363300>] ? rb_next+0x0/0x50
 [<603f7513>] ? delete_nommu_region.part.0+0x0/0x4b
 [<600cf19a>] ? do_mmap+0x40a/0xec0
 [<6040fb80>] ? down_write+0x0/0x50
 [<600c5f20>] ? vm_mmap_pgoff+0xa0/0x120
`;

/** Recorded from nommu/exit-mixed-01. */
const WARNING = `ltp-nommu: begin nommu/exit-mixed-01
------------[ cut here ]------------
WARNING: CPU: 0 PID: 22 at include/linux/maple_tree.h:737 do_munmap+0x5db/0x750
CPU: 0 UID: 0 PID: 22 Comm: exit-mixed-01 Not tainted 6.12.117-nommu #1${' '}
Call Trace:
 [<600260a0>] ? um_set_signals+0x0/0x50
 [<603f13b2>] ? __warn.cold+0x3c/0x68
 [<600d039b>] ? do_munmap+0x5db/0x750
---[ end trace 0000000000000000 ]---
`;

const at = (func: string, file: string, line: number): Place => ({ func, file, line });

/** Places by the kernel's own words, whatever form they are in. */
function known(console: string, table: Record<string, readonly Place[]>): Places {
  const places = new Map<string, readonly Place[]>();
  for (const mention of findMentions(console)) {
    const found = table[`${mention.symbol}+0x${mention.offset.toString(16)}`];
    if (found !== undefined) places.set(mentionKey(mention), found);
  }
  return places;
}

const NOMMU = {
  'panic+0x143': [at('panic', 'kernel/panic.c', 354)],
  'do_mmap+0x40a': [at('add_nommu_region', 'mm/nommu.c', 464), at('do_mmap', 'mm/nommu.c', 1373)],
  'vm_mmap_pgoff+0xa0': [at('vm_mmap_pgoff', 'mm/util.c', 588)],
  'do_munmap+0x5db': [
    at('__mas_set_range', 'include/linux/maple_tree.h', 737),
    at('vmi_shrink', 'mm/nommu.c', 1400),
    at('do_munmap', 'mm/nommu.c', 1490),
  ],
};

const verdict = (console: string, id: string) =>
  judge({
    token: 't',
    id,
    kernel: console,
    frames: '',
    result: '',
    output: '',
    end: { reason: 'signal', signal: 6, wallMs: 1, userMs: 0, systemMs: 0, maxRssKb: 0, truncated: [] },
  });

describe('addresses in what a kernel says', () => {
  it('are found once each, without words on the stack that no call left there', () => {
    expect(findMentions(BUG).map(({ symbol, address, size }) => [symbol, address, size])).toEqual([
      ['panic', 0x603f10a6, 0x345],
      ['do_mmap', 0x600cf19a, 0xec0],
      ['vm_mmap_pgoff', 0x600c5f20, 0x120],
    ]);
    expect(findMentions('no address here, not even 0x12/0x34')).toEqual([]);
  });

  it.each<[string, Partial<Mention>]>([
    ['WARNING: CPU: 0 PID: 22 at mm/x.c:7 do_munmap+0x5db/0x750', { symbol: 'do_munmap', exact: false }],
    ['[    1.000000][    T1] RIP: 0033:do_exit+0x0/0xb10', { symbol: 'do_exit', offset: 0, exact: true }],
    ['BUG: KASAN: slab-out-of-bounds in foo.isra.0+0x12/0x34', { symbol: 'foo.isra.0', size: 0x34 }],
    [' [<60039e08>]', { symbol: undefined, address: 0x60039e08 }],
    [' [<0000000060039e08>] ? a+0x1/0x2', { symbol: 'a', address: 0x60039e08 }],
  ])('%s', (line, mention) => {
    expect(findMentions(line)).toEqual([expect.objectContaining(mention)]);
  });

  it('get their places behind them, with what is inlined; all else stays', () => {
    const decoded = decodeConsole(BUG, known(BUG, NOMMU)).split('\n');
    expect(decoded).toContain(
      ' [<600cf19a>] ? do_mmap+0x40a/0xec0  mm/nommu.c:464 add_nommu_region (inlined) mm/nommu.c:1373 do_mmap',
    );
    expect(decoded).toContain(' [<603f39df>] ? _printk+0x0/0x61');
    expect(decoded.length).toBe(BUG.split('\n').length);
    expect(decodeConsole(BUG, new Map())).toBe(BUG);
  });

  it('several in one line', () => {
    const line = 'a+0x1/0x2 calls b+0x3/0x4 (C)';
    const places = known(line, { 'a+0x1': [at('a', 'a.c', 1)], 'b+0x3': [at('b', 'b.c', 2)] });
    expect(decodeLine(line, places)).toBe('a+0x1/0x2  a.c:1 a calls b+0x3/0x4  b.c:2 b (C)');
  });
});

describe('a verdict with places', () => {
  it('names the first place that is not the reporting itself', () => {
    const result = verdict(BUG, 'nommu/devmem-01');
    const placed = placeResult(result, BUG, known(BUG, NOMMU));
    expect(placed.kernelEvents.map(({ place }) => place)).toContain('mm/nommu.c:464 add_nommu_region');
    expect(placed.reason).toContain(' (mm/nommu.c:464 add_nommu_region)');
    expect(placed.faults[0]?.reason).toBe(placed.reason);
    expect(placed.excerpt.join('\n')).toContain('mm/nommu.c:1373 do_mmap');
    expect({ ...placed, reason: '', faults: [], kernelEvents: [], excerpt: [] }).toEqual({
      ...result,
      reason: '',
      faults: [],
      kernelEvents: [],
      excerpt: [],
    });
  });

  it('prefers the function to a helper in a header that is inlined in it', () => {
    const placed = placeResult(verdict(WARNING, 'nommu/exit-mixed-01'), WARNING, known(WARNING, NOMMU));
    expect(placed.kernelEvents[0]?.place).toBe('mm/nommu.c:1400 vmi_shrink');
  });

  it('does not look into the next report', () => {
    const text = `${WARNING}${BUG}`;
    const { 'do_munmap+0x5db': _, ...others } = NOMMU;
    const [first] = placeResult(verdict(text, 'x'), text, known(text, others)).kernelEvents;
    expect(first?.kind).toBe('warning');
    expect(first?.place).toBeUndefined();
  });

  it('is the same when nothing is known', () => {
    const result = verdict(BUG, 'nommu/devmem-01');
    expect(placeResult(result, BUG, new Map())).toBe(result);
  });
});
