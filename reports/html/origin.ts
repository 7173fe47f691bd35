// SPDX-License-Identifier: GPL-2.0-or-later
/** Public places of what a case comes from. */
import type { Origin } from '../../runner/journal/index.ts';

const LTP = 'https://github.com/linux-test-project/ltp';
const LINUX = 'https://elixir.bootlin.com/linux';

export interface PlaceLink {
  readonly text: string;
  /** Empty: there is no such place. */
  readonly href: string;
}

const isCommit = (text: string): boolean => /^[0-9a-f]{7,40}$/.test(text);
const path = (text: string): string => text.split('/').map(encodeURIComponent).join('/');

/** The case in LTP as of the commit it was taken from, and the commit that dropped it. */
export function originLink(origin: Origin): (PlaceLink & { readonly dropped?: PlaceLink }) | undefined {
  if (origin.kind !== 'ltp') return undefined;
  const { path: file, tree, droppedBy, tags } = origin;
  const at = tree !== undefined && isCommit(tree) ? tree : undefined;
  const names = tags === undefined || tags.length === 0 ? '' : ` (${tags.join(', ')})`;
  return {
    text: `LTP ${at ?? ''} ${file}${names}`.replace('  ', ' '),
    href: at === undefined ? '' : `${LTP}/blob/${at}/${path(file)}`,
    ...(droppedBy !== undefined && isCommit(droppedBy)
      ? { dropped: { text: `LTP ${droppedBy}`, href: `${LTP}/commit/${droppedBy}` } }
      : {}),
  };
}

/** `mm/nommu.c:do_mmap` in the released kernel that the guest's is made from. */
export function sourceLinks(sources: readonly string[], release: string | undefined): PlaceLink[] {
  const version = /^\d+\.\d+(?:\.\d+)?(?:-rc\d+)?/.exec(release ?? '')?.[0];
  return sources.map((text) => {
    const [file = '', name] = text.split(':');
    if (version === undefined || !/\.[chS]$/.test(file)) return { text, href: '' };
    const line = name !== undefined && /^\d+$/.test(name) ? `#L${name}` : '';
    return { text, href: `${LINUX}/v${version}/source/${path(file)}${line}` };
  });
}
