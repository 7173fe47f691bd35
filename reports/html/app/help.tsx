// SPDX-License-Identifier: GPL-2.0-or-later
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { STATES } from '../model.ts';
import { STATE_WORDS } from './words.tsx';

const KEYS: readonly (readonly [string, string])[] = [
  ['/', 'search'],
  ['j, k', 'next, previous case'],
  ['Enter', 'open the case'],
  ['c', 'copy the command that runs it again'],
  ['Esc', 'back'],
  ['?', 'this help'],
];

const TERMS: readonly (readonly [string, string])[] = [
  ['mmap01', 'this text in name, title, reason or kernel event'],
  ['"not syncing"', 'these words as they stand'],
  ['!text', 'all but these'],
  ['s:unexpected', 'a state (below), or an outcome: pass fail skip broken crash timeout missing'],
  ['cause:panic,oops', 'one of these causes'],
  ['event:any', 'kernel events: a kind, any or none'],
  ['area:mmap', 'the folder of the source'],
  ['suite:nommu', 'the suite; id:fcntl* names of cases'],
  ['change:worse', 'since the last run: worse better other new any none'],
  ['origin:ltp', 'where it comes from: ltp or nommu'],
  ['ms:>500', 'how long it took; also ms:<=2s'],
];

export function Help({ close }: { close: () => void }): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} onClose={close} aria-labelledby="help">
      <h2 id="help">Help</h2>
      <h3>Keys</h3>
      <Terms list={KEYS} />
      <h3>Search: all terms must hold</h3>
      <Terms list={TERMS} />
      <h3>States</h3>
      <Terms
        list={STATES.map((state) => [`${STATE_WORDS[state].sign} ${state}`, STATE_WORDS[state].means])}
      />
      <button type="button" onClick={close}>
        Close
      </button>
    </dialog>
  );
}

function Terms({ list }: { list: readonly (readonly [string, string])[] }): JSX.Element {
  return (
    <dl class="facts">
      {list.map(([term, means]) => (
        <div key={term}>
          <dt>
            <code>{term}</code>
          </dt>
          <dd>{means}</dd>
        </div>
      ))}
    </dl>
  );
}
