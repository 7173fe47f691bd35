// SPDX-License-Identifier: GPL-2.0-or-later
/** The browser part, as `npm run build` has bundled it into dist/. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Assets } from './page.ts';

/** From the bundled command line's chunks, and from the sources. */
const PLACES = ['../reports/html/app', '../../dist/reports/html/app'];

export function readAssets(): Assets {
  const dir = PLACES.map((place) => join(import.meta.dirname, place)).find((each) =>
    existsSync(join(each, 'main.js')),
  );
  if (dir === undefined) throw new Error("its browser part is not built: 'npm run build' does that");
  // Ends of lines and nothing else may differ between the bundle and what the page's policy allows.
  const read = (name: string): string => readFileSync(join(dir, name), 'utf8').trim();
  return { script: read('main.js'), style: read('main.css') };
}
