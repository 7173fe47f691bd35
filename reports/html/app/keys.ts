// SPDX-License-Identifier: GPL-2.0-or-later
/** The keyboard: moves the focus, so Enter, screen readers and the mouse all mean the same place. */

export interface KeyActions {
  /** A single case is shown. */
  readonly inCase: boolean;
  readonly step: (by: 1 | -1) => void;
  readonly search: () => HTMLInputElement | null;
  readonly help: () => void;
  readonly back: () => void;
}

const rows = (): HTMLAnchorElement[] => [...document.querySelectorAll<HTMLAnchorElement>('a.row')];

function moveFocus(by: 1 | -1): void {
  const all = rows();
  const at = all.indexOf(document.activeElement as HTMLAnchorElement);
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: 'nearest' });
}

export function keyHandler(actions: KeyActions): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const field = event.target instanceof HTMLInputElement ? event.target : undefined;
    if (field !== undefined) {
      if (event.key === 'Escape') {
        field.blur();
        if (field.value !== '') actions.back();
      } else if (event.key === 'Enter' || event.key === 'ArrowDown') {
        event.preventDefault();
        field.blur();
        moveFocus(1);
      }
      return;
    }
    const step = (by: 1 | -1): void => (actions.inCase ? actions.step(by) : moveFocus(by));
    const table: Readonly<Record<string, () => void>> = {
      '/': () => (actions.inCase ? actions.back() : actions.search()?.focus()),
      j: () => step(1),
      k: () => step(-1),
      c: () => document.querySelector<HTMLButtonElement>('button.copy')?.click(),
      '?': actions.help,
      Escape: actions.back,
    };
    const action = table[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  };
}
