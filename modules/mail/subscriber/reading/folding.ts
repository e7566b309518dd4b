import type { Message } from '../engine/types.ts';

export interface Folding {
  readonly open: ReadonlySet<string>;
  readonly shut: ReadonlySet<string>;
  /** The run of old folded messages is drawn line by line. */
  readonly allOlder: boolean;
}

/** Open from the start: the one that was searched for, else the unread ones and the newest. A draft is a line: it is written in compose. */
export function firstOpen(
  message: Message,
  all: readonly Message[],
  unread: ReadonlySet<string>,
  wanted: string | null,
): boolean {
  if (message.draft) return false;
  if (wanted !== null && all.some((one) => one.id === wanted)) return message.id === wanted;
  return unread.has(message.id) || message === all.findLast((one) => !one.draft);
}

/** More folded lines in a row than this are one line that says how many. */
const longRun = 5;

/** The first long run of folded messages, all but its last: `count` 0 when there is none. */
export function foldedRun(
  messages: readonly Message[],
  isOpen: (message: Message) => boolean,
  allOlder: boolean,
): { readonly from: number; readonly count: number } {
  if (!allOlder)
    for (let from = 0; from < messages.length; from += 1) {
      let to = from;
      for (let one = messages[to]; one !== undefined && !isOpen(one); one = messages[to]) to += 1;
      if (to - from > longRun) return { from, count: to - from - 1 };
      from = Math.max(from, to);
    }
  return { from: -1, count: 0 };
}
