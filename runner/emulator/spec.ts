// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * The boot spec: what guest init reads from its descriptor 3. A text header, one `key value` a line, ended by a line
 * `data`; then the bytes of the files, in the order of the `file` lines. Pure; the starter appends the bytes.
 */

export const SPEC_VERSION = 1;

/** A file that init unpacks into the guest. */
export interface GuestFile {
  /** Absolute path in the guest; directories are made as needed. */
  readonly path: string;
  /** Permission bits. */
  readonly mode: number;
  readonly size: number;
}

export interface SpecInput {
  /** 32 hex digits, new for every boot: only guest init knows it, so only it can frame the case. */
  readonly token: string;
  readonly id: string;
  /** 64 hex digits, mixed into the guest's random numbers before the program starts. */
  readonly seed?: string | undefined;
  /** argv[0] is also the path that is executed. */
  readonly argv: readonly string[];
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly cwd?: string | undefined;
  readonly uid?: number | undefined;
  readonly mode: 'case' | 'shell';
  readonly files: readonly GuestFile[];
}

/** Percent-encodes what would break a line or a field: bytes up to the blank, `%` and DEL. */
export function encodeValue(value: string): string {
  return value.replace(
    /[\0-\x20%\x7f]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

/** The header, up to and including the line `data`. */
export function specHeader(input: SpecInput): string {
  const lines = [`ltp-nommu ${SPEC_VERSION}`];
  const line = (key: string, value: string) => lines.push(`${key} ${encodeValue(value)}`);
  line('token', input.token);
  line('id', input.id);
  if (input.seed !== undefined) line('seed', input.seed);
  for (const arg of input.argv) line('arg', arg);
  for (const [name, value] of Object.entries(input.env ?? {})) line('env', `${name}=${value}`);
  if (input.cwd !== undefined) line('cwd', input.cwd);
  if (input.uid !== undefined) line('uid', String(input.uid));
  line('mode', input.mode);
  for (const file of input.files) {
    lines.push(`file ${file.mode.toString(8).padStart(4, '0')} ${file.size} ${encodeValue(file.path)}`);
  }
  return `${lines.join('\n')}\ndata\n`;
}
