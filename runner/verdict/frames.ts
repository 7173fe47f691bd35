// SPDX-License-Identifier: GPL-2.0-or-later

import { oneLine, splitLines } from './text.ts';
import type { CaseExit, GuestInfo, Leftovers } from './types.ts';

/** What guest init said about the case, from the frames channel. Only pid 1 of the guest can write there. */
export interface Frames {
  begun: boolean;
  /** The end frame came, and nothing after it. */
  ended: boolean;
  exit: CaseExit | null;
  leftovers: Leftovers | null;
  memory: { freeBeforeKb: number; freeAfterKb: number } | null;
  taint: { before: number; after: number } | null;
  guest: GuestInfo | null;
  /** Init could not do its part; its own words. */
  setupError: string | null;
  /** Broken rules, in the order met; any of them makes the boot no verdict. */
  problems: string[];
}

const PREFIX = '# ltp-nommu ';
const MAX_LEFTOVER_NAMES = 20;

/** Stages of a boot's frames; a frame must not come at an earlier stage than the one before it. */
const STAGE = { start: 0, begun: 1, exited: 2, ended: 3 } as const;

interface Verb {
  /** First and last stage at which the frame may come. */
  from: number;
  to: number;
  /** Stage after it. */
  next?: number;
  /** May come more than once. */
  many?: boolean;
  /** False: the text is not what this frame looks like. */
  take: (frames: Frames, rest: string, id: string) => boolean;
}

/** Init writes text that is not its own (ids, names, paths) with %XX for blanks, controls and anything not ASCII. */
const decodePercent = (text: string): string =>
  text.replace(/(?:%[0-9A-F]{2})+/g, (codes) =>
    Buffer.from(codes.replaceAll('%', ''), 'hex').toString('utf8'),
  );

const numbers = (rest: string, pattern: RegExp): number[] | null => {
  const match = pattern.exec(rest);
  return match ? match.slice(1).map(Number) : null;
};

const VERBS: Readonly<Record<string, Verb>> = {
  begin: {
    from: STAGE.start,
    to: STAGE.start,
    next: STAGE.begun,
    take(frames, rest, id) {
      frames.begun = decodePercent(rest) === id;
      return frames.begun;
    },
  },
  exit: {
    from: STAGE.begun,
    to: STAGE.begun,
    next: STAGE.exited,
    take(frames, rest) {
      const code = numbers(rest, /^code=(\d{1,3})$/);
      const signal = numbers(rest, /^signal=(\d{1,3}) core=([01])$/);
      if (code) frames.exit = { code: code[0] as number, core: false };
      else if (signal) frames.exit = { signal: signal[0] as number, core: signal[1] === 1 };
      return frames.exit !== null;
    },
  },
  leftovers: {
    from: STAGE.exited,
    to: STAGE.exited,
    take(frames, rest) {
      const found = numbers(rest, /^procs=(\d{1,9}) mounts=(\d{1,9}) ipc=(\d{1,9})$/);
      if (!found) return false;
      const [procs = 0, mounts = 0, ipc = 0] = found;
      frames.leftovers = { procs, mounts, ipc, names: frames.leftovers?.names ?? [] };
      return true;
    },
  },
  leftover: {
    from: STAGE.exited,
    to: STAGE.exited,
    many: true,
    take(frames, rest) {
      if (!/^(?:proc|mount|ipc) \S/.test(rest)) return false;
      frames.leftovers ??= { procs: 0, mounts: 0, ipc: 0, names: [] };
      if (frames.leftovers.names.length < MAX_LEFTOVER_NAMES)
        frames.leftovers.names.push(oneLine(decodePercent(rest), 120));
      return true;
    },
  },
  memory: {
    from: STAGE.begun,
    to: STAGE.exited,
    take(frames, rest) {
      const found = numbers(rest, /^free-before=(\d{1,12}) free-after=(\d{1,12})$/);
      if (found) frames.memory = { freeBeforeKb: found[0] as number, freeAfterKb: found[1] as number };
      return found !== null;
    },
  },
  taint: {
    from: STAGE.exited,
    to: STAGE.exited,
    take(frames, rest) {
      const found = numbers(rest, /^=(\d{1,10})\s+taint-before=(\d{1,10})$/);
      if (found) frames.taint = { before: found[1] as number, after: found[0] as number };
      return found !== null;
    },
  },
  uname: {
    from: STAGE.start,
    to: STAGE.exited,
    take(frames, rest) {
      const match = /^(\S+) (.*?)\s*\bmmu=([01])$/.exec(rest);
      if (!match) return false;
      frames.guest = {
        release: oneLine(match[1] ?? '', 80),
        version: oneLine(match[2] ?? '', 200),
        mmu: match[3] === '1',
      };
      return true;
    },
  },
  'setup-error': {
    from: STAGE.start,
    to: STAGE.exited,
    many: true,
    take(frames, rest) {
      frames.setupError ??= oneLine(decodePercent(rest)) || 'no reason given';
      return true;
    },
  },
  end: {
    from: STAGE.start,
    to: STAGE.exited,
    next: STAGE.ended,
    take(frames, rest) {
      frames.ended = rest === '';
      return frames.ended;
    },
  },
};

/** `taint=…` has its verb glued to its value; all others have a blank. */
const VERB = /^([a-z][a-z-]*)(?: (.*)|(=.*))?$/;

/** Reads the frames channel of a boot. The token must match in each line, and the order must hold. */
export function parseFrames(channel: string, token: string, id: string): Frames {
  const frames: Frames = {
    begun: false,
    ended: false,
    exit: null,
    leftovers: null,
    memory: null,
    taint: null,
    guest: null,
    setupError: null,
    problems: [],
  };
  const { lines, rest } = splitLines(channel);
  const prefix = `${PREFIX}${token} `;
  const seen = new Set<string>();
  let stage: number = STAGE.start;
  for (const line of lines) {
    if (stage === STAGE.ended) {
      frames.problems.push(`text after the end frame: ${oneLine(line, 80)}`);
      break;
    }
    if (!line.startsWith(prefix)) {
      const forged = line.startsWith(PREFIX);
      frames.problems.push(
        forged ? 'a frame with a wrong token' : `not a frame: ${oneLine(line, 80) || 'an empty line'}`,
      );
      continue;
    }
    const match = VERB.exec(line.slice(prefix.length));
    const name = match?.[1] ?? '';
    const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
    if (!verb) {
      frames.problems.push(`unknown frame: ${oneLine(line.slice(prefix.length), 80)}`);
      continue;
    }
    if (stage < verb.from || stage > verb.to) frames.problems.push(`frame ${name} out of order`);
    else if (seen.has(name) && !verb.many) frames.problems.push(`frame ${name} twice`);
    else if (!verb.take(frames, match?.[2] ?? match?.[3] ?? '', id)) {
      frames.problems.push(`malformed frame: ${oneLine(line.slice(prefix.length), 80)}`);
    } else stage = verb.next ?? stage;
    seen.add(name);
  }
  if (rest !== '') {
    const what = stage === STAGE.ended ? 'text after the end frame' : 'the last frame is cut';
    frames.problems.push(`${what}: ${oneLine(rest.replace(prefix, ''), 80)}`);
  }
  if (frames.problems.length > 0) frames.ended = false;
  return frames;
}

/**
 * What init says before it has read its token, or on the console when it has no channel. It proves nothing, but it is
 * the best explanation of a boot that has no valid frame.
 */
export function earlySetupError(...channels: readonly string[]): string | null {
  for (const channel of channels) {
    const match = channel.includes(PREFIX) ? /# ltp-nommu - setup-error (.+)/.exec(channel) : null;
    if (match) return oneLine(decodePercent(match[1] ?? ''));
  }
  return null;
}

/** Frames that a complete boot must have; what is missing, in words. */
export function missingFrames(frames: Frames): string[] {
  if (frames.setupError !== null) return [];
  const missing: string[] = [];
  if (!frames.exit) missing.push('exit');
  if (!frames.leftovers) missing.push('leftovers');
  if (!frames.taint) missing.push('taint');
  if (!frames.guest) missing.push('uname');
  return missing.map((name) => `no ${name} frame`);
}
