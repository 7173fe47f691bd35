// SPDX-License-Identifier: GPL-2.0-or-later
/*!
 * The page's program is part of ltp-nommu, GPL-2.0-or-later. It contains preact, (c) 2015-present Jason Miller, which
 * is under the MIT licence: https://github.com/preactjs/preact/blob/main/LICENSE
 */
import { render } from 'preact';
import type { Report } from '../model.ts';
import { App } from './app.tsx';
import { readPart } from './data.ts';

async function start(root: HTMLElement): Promise<void> {
  const report = await readPart<Report>('report');
  root.textContent = '';
  render(<App report={report} />, root);
}

const root = document.getElementById('app');
if (root) {
  start(root).catch((error: unknown) => {
    root.textContent = `This page needs a browser of 2023 or later (DecompressionStream): ${String(error)}`;
  });
}
