import { useSyncExternalStore } from 'react';
import type { SessionView } from '../contract.ts';
import { session } from './in-browser.ts';
import type { Loss, SessionState } from './store.ts';

export function useSession(): SessionState {
  return useSyncExternalStore(session.subscribe, session.get);
}

/** What a sign-out would lose, while the person decides; null otherwise. */
export function useUnsaved(): readonly Loss[] | null {
  return useSyncExternalStore(session.subscribe, session.unsaved);
}

/** For screens that stand behind the gate: who is signed in. */
export function useMe(): SessionView {
  const state = useSession();
  if (state.status !== 'signed-in') throw new Error('This screen stands outside the gate.');
  return state.view;
}
