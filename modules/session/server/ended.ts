export type EndReason =
  | 'sign-out'
  | 'remote'
  | 'idle'
  | 'expired'
  | 'password-changed'
  | 'password-reset'
  | 'second-factor-on'
  | 'disabled'
  | 'replaced'
  | 'erased';

export interface EndedSession {
  readonly session: string;
  readonly person: string;
  readonly customer: string;
  readonly reason: EndReason;
}

/** Tells who listens in this process that sessions are gone. Other processes notice at their next heartbeat or request. */
export interface Ended {
  on(listener: (ended: EndedSession) => void): () => void;
  /** Called after the transaction has committed: whoever hears it finds the keys destroyed. */
  tell(ended: readonly EndedSession[]): void;
}

export function createEnded(): Ended {
  const listeners = new Set<(ended: EndedSession) => void>();
  return {
    on(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    tell(all) {
      for (const ended of all) for (const listener of listeners) listener(ended);
    },
  };
}
