// SPDX-License-Identifier: GPL-2.0-or-later
/** The part of an address after `#`: which case is shown, and what is searched for. */

export interface Route {
  readonly case?: string;
  readonly q: string;
}

export function parseRoute(hash: string): Route {
  const values = new URLSearchParams(hash.replace(/^#\??/, ''));
  const shown = values.get('case');
  return { q: values.get('q') ?? '', ...(shown === null || shown === '' ? {} : { case: shown }) };
}

/** Slashes and the like stay as they are: links are read by people too. */
const encode = (text: string): string =>
  encodeURIComponent(text)
    .replace(/%(2F|3A|40|2C|21)/g, (whole) => decodeURIComponent(whole))
    .replaceAll('%20', '+');

export function routeHash(route: Route): string {
  const parts = [
    ...(route.case === undefined ? [] : [`case=${encode(route.case)}`]),
    ...(route.q === '' ? [] : [`q=${encode(route.q)}`]),
  ];
  return `#?${parts.join('&')}`;
}
