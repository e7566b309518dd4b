/** What a tab tells the others: close the vaults on one database, or the whole origin is being wiped. */
type Notice = { readonly close: string } | { readonly wiped: true };

const CHANNEL = '0';
const vaults = new Map<object, { readonly name: string; readonly drop: () => void }>();
const listeners = new Set<() => void>();
let channel: BroadcastChannel | undefined;
let wipes = 0;

function isNotice(data: unknown): data is Notice {
  return typeof data === 'object' && data !== null && ('close' in data || 'wiped' in data);
}

function obey(notice: Notice): void {
  if ('wiped' in notice) wipes += 1;
  for (const { name, drop } of vaults.values()) if (!('close' in notice) || notice.close === name) drop();
  if ('wiped' in notice) {
    // The wiping tab cannot reach this one's sessionStorage, and it would stay on disk until the next start.
    if (typeof sessionStorage === 'object') sessionStorage.clear();
    for (const listener of listeners) listener();
  }
}

function settle(): void {
  if (vaults.size + listeners.size === 0) {
    channel?.close();
    channel = undefined;
  } else if (!channel && typeof BroadcastChannel === 'function') {
    channel = new BroadcastChannel(CHANNEL);
    channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (isNotice(data)) obey(data);
    });
  }
}

/** Tells every tab and worker of the origin, this one too. */
export function tell(notice: Notice): void {
  obey(notice);
  if (typeof BroadcastChannel !== 'function') return;
  // A channel of its own: messages never come back to the channel that sent them.
  const sender = channel ?? new BroadcastChannel(CHANNEL);
  sender.postMessage(notice);
  if (sender !== channel) sender.close();
}

/** Registers an open vault until `leave`. */
export function join(vault: object, name: string, drop: () => void): void {
  vaults.set(vault, { name, drop });
  settle();
}

export function leave(vault: object): void {
  vaults.delete(vault);
  settle();
}

/** Rises with every wipe of the origin seen here: an opening vault that meets a wipe gives up. */
export function wipesSeen(): number {
  return wipes;
}

/**
 * Calls `listener` when any tab wipes the origin, so that this one can blank itself. Returns how to stop listening.
 * Tabs without an open vault hear a wipe only while they listen.
 */
export function onWiped(listener: () => void): () => void {
  listeners.add(listener);
  settle();
  return () => {
    listeners.delete(listener);
    settle();
  };
}
