// SPDX-License-Identifier: GPL-2.0-or-later
/** The table of formats that a report can be written in. */
import { githubSummaryReporter } from './github-summary.ts';
import { type HtmlContext, htmlReporter } from './html/html.ts';
import { jsonReporter } from './json.ts';
import { junitReporter } from './junit.ts';
import { kcidbReporter } from './kcidb.ts';
import { kirkReporter } from './kirk.ts';
import { ktapReporter } from './ktap.ts';
import type { Reporter, Sink } from './reporter.ts';

/** The run's directory, and earlier runs, for formats that hold logs and histories. */
export type FormatContext = HtmlContext;

export interface Format {
  /** What it is for, in a few words, for --help. */
  readonly describe: string;
  /** Set for those that every run leaves in its directory, under this name. */
  readonly always?: string;
  /** A reporter that writes the whole report with one `write`, at the end of the run. */
  readonly make: (sink: Sink, context: FormatContext) => Reporter;
}

const TABLE = {
  json: { describe: 'everything, with a schema', always: 'results.json', make: jsonReporter },
  ktap: { describe: 'KTAP version 1', always: 'results.ktap', make: ktapReporter },
  junit: { describe: 'JUnit XML, for GitLab, Jenkins and others', make: junitReporter },
  kirk: { describe: "results.json of kirk, LTP's runner", make: kirkReporter },
  kcidb: { describe: 'a KCIDB 5.3 submission', make: kcidbReporter },
  html: { describe: 'one page with logs and histories, for people', make: htmlReporter },
  github: { describe: "Markdown of a GitHub step's summary", make: githubSummaryReporter },
} satisfies Record<string, Format>;

export type FormatName = keyof typeof TABLE;

export const FORMATS: Readonly<Record<FormatName, Format>> = TABLE;

export const FORMAT_NAMES = Object.keys(FORMATS) as readonly FormatName[];
