import type { DraftFields, Live, ReplyKind } from './engine/types.ts';

/** What someone asked to write. The compose window listens; screens only ask. */
export type ComposeRequest =
  | { readonly open: 'new'; readonly account: string; readonly start?: DraftFields }
  | { readonly open: 'answer'; readonly account: string; readonly kind: ReplyKind; readonly id: string }
  /** A draft from the drafts mailbox (its message id) or one of `mail.unfinished` (its key). */
  | { readonly open: 'draft'; readonly account: string; readonly draft: string };

export interface AskedFor {
  readonly request: ComposeRequest;
  /** Grows by one with every request, so that the same one twice is two. */
  readonly turn: number;
}

let asked: AskedFor | null = null;
const listeners = new Set<() => void>();

/** The latest request, or null before the first. `useSyncExternalStore(composeRequests.subscribe, composeRequests.get)`. */
export const composeRequests: Live<AskedFor | null> = {
  get: () => asked,
  subscribe(changed) {
    listeners.add(changed);
    return () => listeners.delete(changed);
  },
};

/** Opens the compose window, lazily loaded by whoever shows it. */
export function requestCompose(request: ComposeRequest): void {
  performance.mark('telink:compose-asked');
  asked = { request, turn: (asked?.turn ?? 0) + 1 };
  for (const listener of listeners) listener();
}

/** When a session ends: nothing of what was asked for stays in memory. */
export function forgetComposeRequests(): void {
  asked = null;
  for (const listener of listeners) listener();
}
