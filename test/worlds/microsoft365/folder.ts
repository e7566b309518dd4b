import type { StoredMessage } from './message.ts';

/** The names that Graph takes in place of a folder id (docs: mailFolder resource). */
export const wellKnownNames = [
  'msgfolderroot', 'inbox', 'drafts', 'sentitems', 'deleteditems', 'junkemail', 'archive', 'outbox',
  'conversationhistory', 'recoverableitemsdeletions',
] as const; // prettier-ignore
export type WellKnownName = (typeof wellKnownNames)[number];

export type ChangeKind = 'created' | 'updated' | 'moved-away' | 'deleted';

export interface FolderChange {
  readonly version: number;
  readonly message: StoredMessage;
  readonly kind: ChangeKind;
  /** How often the message had moved when it was here: gives the id a client without immutable ids knew. */
  readonly moves: number;
}

export interface Folder {
  readonly key: number;
  name: string;
  parent: Folder | null;
  readonly wellKnown: WellKnownName | null;
  isHidden: boolean;
  unread: number;
  version: number;
  createdVersion: number;
  /** Newest first. */
  readonly items: StoredMessage[];
  readonly changes: FolderChange[];
}

/** Newest first; the later key first among equals. */
export function newestFirst(a: StoredMessage, b: StoredMessage): number {
  return b.received - a.received || b.key - a.key;
}

/** Where `message` is, or would be put, in a list that is newest first. */
export function placeIn(list: readonly StoredMessage[], message: { received: number; key: number }): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const at = list[middle];
    if (
      at !== undefined &&
      (at.received > message.received || (at.received === message.received && at.key > message.key))
    )
      low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first place after a given message in a list that is newest first; the message may be gone. */
export function placeAfter(items: readonly StoredMessage[], received: number, key: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const at = items[middle];
    if (at !== undefined && (at.received > received || (at.received === received && at.key >= key)))
      low = middle + 1;
    else high = middle;
  }
  return low;
}
