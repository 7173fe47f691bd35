// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * Source packages through apt, with lists of our own: the system's lists say where its packages come from, ours say
 * the same with `deb-src` in place of `deb`. Nothing of the system is changed, and no host's name stands in this
 * project. Signatures and hashes are checked by apt as ever.
 * Formats: sources.list(5), both styles.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HostError } from '../errors.ts';
import { cleanEnv, runTool } from './exec.ts';

const HINT =
  'apt-get and the package lists of the distribution are needed; elsewhere give the source as a tar file in LTP_NOMMU_BUSYBOX_SOURCE';

/** One stanza of a deb822 list: field names as written, values with their continuation lines. */
type Stanza = readonly (readonly [name: string, value: string])[];

/** The name of the distribution's release, `debian-bookworm`: what a source package depends on. */
export async function sourceName(): Promise<string> {
  const release = await osRelease();
  return `${release.get('ID') ?? 'linux'}-${release.get('VERSION_CODENAME') ?? release.get('VERSION_ID') ?? 'unknown'}`;
}

/** Downloads the files of a source package (.dsc, .tar.*) into `dir`. Throws HostError SOURCE_*. */
export async function downloadSource(name: string, dir: string): Promise<void> {
  const codename = (await osRelease()).get('VERSION_CODENAME') ?? '';
  const sources = sourceLists(await systemLists(), codename);
  if (sources === '') {
    throw new HostError(
      'SOURCE_NO_LISTS',
      `no package list of this system names ${codename || 'its release'}`,
      HINT,
    );
  }
  const home = join(dir, 'apt');
  await mkdir(join(home, 'lists', 'partial'), { recursive: true });
  await mkdir(join(home, 'cache', 'archives', 'partial'), { recursive: true });
  await writeFile(join(home, 'own.sources'), sources);
  const options = [
    `Dir::Etc::sourcelist=${join(home, 'own.sources')}`,
    'Dir::Etc::sourceparts=-',
    `Dir::State::Lists=${join(home, 'lists')}`,
    `Dir::Cache=${join(home, 'cache')}`,
    'Acquire::Languages=none',
    'Acquire::Retries=3',
    'APT::Get::AllowUnauthenticated=false',
  ].flatMap((option) => ['-o', option]);
  const apt = (...args: string[]) =>
    runTool('apt-get', ['-q', ...options, ...args], { cwd: dir, env: cleanEnv() });
  // One list that cannot be had (a third party without sources) is no failure yet: what counts is the package.
  const update = await apt('update');
  const download = await apt('source', '--download-only', name);
  await rm(home, { recursive: true, force: true });
  if (download.code === 0) return;
  throw new HostError('SOURCE_DOWNLOAD', `the source of ${name} could not be had through apt`, {
    hint: HINT,
    excerpt: [...update.lines, ...download.lines].filter((line) => /^(?:E|W|Err)/.test(line)).slice(-8),
  });
}

async function osRelease(): Promise<Map<string, string>> {
  const text = await readFile('/etc/os-release', 'utf8').catch(() => '');
  const pairs = [...text.matchAll(/^(\w+)=(["']?)(.*)\2$/gm)];
  return new Map(pairs.map((pair) => [pair[1] ?? '', pair[3] ?? '']));
}

/** All lists the system uses, as text with the style that the file's name says. */
async function systemLists(): Promise<{ style: 'line' | 'deb822'; text: string }[]> {
  const parts = '/etc/apt/sources.list.d';
  const names = await readdir(parts).catch(() => []);
  const files = ['/etc/apt/sources.list', ...names.sort().map((name) => join(parts, name))];
  const lists = files
    .filter((file) => /\.(?:list|sources)$/.test(file))
    .map(async (file) => ({
      style: file.endsWith('.list') ? ('line' as const) : ('deb822' as const),
      text: await readFile(file, 'utf8').catch(() => ''),
    }));
  return Promise.all(lists);
}

/**
 * Our list, in deb822 style: the release's own entries as sources. Entries of other suites are third parties', who
 * often have no sources; `codename` decides, with its -updates and -security and the rolling names.
 */
export function sourceLists(
  lists: readonly { readonly style: 'line' | 'deb822'; readonly text: string }[],
  codename: string,
): string {
  const found = new Map<string, string>();
  for (const list of lists) {
    const stanzas = list.style === 'line' ? parseLines(list.text) : parseStanzas(list.text);
    for (const stanza of stanzas) {
      const own = asSource(stanza, codename);
      if (own !== undefined) found.set(keyOf(own), format(own));
    }
  }
  return [...found.values()].join('\n');
}

/** One-line style: `deb [option=value …] uri suite component …`. */
function parseLines(text: string): Stanza[] {
  const stanzas: Stanza[] = [];
  for (const line of text.split('\n')) {
    const match = /^\s*(deb|deb-src)\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)\s*([^#]*)/.exec(line);
    if (match === null) continue;
    const [, type = '', options = '', uri = '', suite = '', components = ''] = match;
    stanzas.push([
      ['Types', type],
      ['URIs', uri],
      ['Suites', suite],
      ['Components', components.trim()],
      ...options
        .split(/\s+/)
        .filter((option) => option.includes('='))
        .map((option) => lineOption(option)),
    ]);
  }
  return stanzas;
}

/** `signed-by=a,b` of the one-line style is `Signed-By: a b`. */
function lineOption(option: string): readonly [string, string] {
  const at = option.search(/[+-]?=/);
  const name = option.slice(0, at);
  const value = option.slice(option.indexOf('=') + 1).replaceAll(',', ' ');
  return [name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase()), value];
}

function parseStanzas(text: string): Stanza[] {
  const lines = text.split('\n').filter((line) => !line.startsWith('#'));
  return lines
    .join('\n')
    .split(/\n\s*\n/)
    .map((block) =>
      [...block.matchAll(/^([A-Za-z][A-Za-z0-9-]*):[ \t]*(.*(?:\n[ \t].*)*)/gm)].map(
        (match) => [match[1] ?? '', (match[2] ?? '').trimEnd()] as const,
      ),
    )
    .filter((stanza) => stanza.length > 0);
}

function fieldValue(stanza: Stanza, name: string): string {
  return stanza.find(([field]) => field.toLowerCase() === name)?.[1].trim() ?? '';
}

/** Fields that say how entries are found and trusted; those about binary packages would only disturb. */
const KEPT_FIELDS = new Set([
  'signed-by',
  'trusted',
  'check-valid-until',
  'valid-until-max',
  'by-hash',
  'inrelease-path',
]);

function asSource(stanza: Stanza, codename: string): Stanza | undefined {
  if (/^(?:no|false|0|off)$/i.test(fieldValue(stanza, 'enabled'))) return undefined;
  if (!/\bdeb(?:-src)?\b/.test(fieldValue(stanza, 'types'))) return undefined;
  const uris = fieldValue(stanza, 'uris')
    .split(/\s+/)
    .filter((uri) => uri !== '' && !uri.startsWith('cdrom:'));
  const suites = fieldValue(stanza, 'suites')
    .split(/\s+/)
    .filter((suite) => isReleaseSuite(suite, codename));
  const components = fieldValue(stanza, 'components').split(/\s+/);
  if (uris.length === 0 || suites.length === 0 || !components.includes('main')) return undefined;
  return [
    ['Types', 'deb-src'],
    ['URIs', uris.join(' ')],
    ['Suites', suites.join(' ')],
    ['Components', 'main'],
    ...stanza.filter(([name]) => KEPT_FIELDS.has(name.toLowerCase())),
  ];
}

function isReleaseSuite(suite: string, codename: string): boolean {
  const release = suite.replace(/(?:-updates|-security|\/updates)$/, '');
  return release === codename || ['stable', 'testing', 'unstable', 'sid'].includes(release);
}

function keyOf(stanza: Stanza): string {
  return ['uris', 'suites'].map((name) => fieldValue(stanza, name).replaceAll(/\/+(?= |$)/g, '')).join('|');
}

function format(stanza: Stanza): string {
  return stanza.map(([name, value]) => `${name}: ${value}\n`).join('');
}
