import { useSyncExternalStore } from 'react';
import type { StaffView } from '../contract.ts';
import { ask, CallFailed, onShut } from './call.ts';

export type Presence =
  | { readonly status: 'checking' | 'signed-out' | 'unreachable' }
  | { readonly status: 'signed-in'; readonly view: StaffView };

let now: Presence = { status: 'checking' };
const listeners = new Set<() => void>();

function set(next: Presence): void {
  now = next;
  for (const listener of listeners) listener();
}

/** Asks the server who works here. The first thing at every start, after signing in and after signing the agreement. */
export async function checkPresence(options: { readonly background?: boolean } = {}): Promise<void> {
  try {
    set({
      status: 'signed-in',
      view: await ask<StaffView>('GET', '/api/office/session', undefined, options),
    });
  } catch (error) {
    const out = error instanceof CallFailed && error.code === 'not-signed-in';
    // A passing fault must not take away what somebody is working with.
    if (out || now.status !== 'signed-in') set({ status: out ? 'signed-out' : 'unreachable' });
  }
}

/** Takes what the server has just answered. */
export const present = (view: StaffView): void => set({ status: 'signed-in', view });

export async function signOut(): Promise<void> {
  await ask('POST', '/api/office/sign-out').catch(() => undefined);
  set({ status: 'signed-out' });
}

// What is on the screen goes when the server says so, to whichever call it says it.
onShut((code) => {
  if (code === 'not-signed-in') set({ status: 'signed-out' });
  else if (now.status === 'signed-in' && now.view.agreement.signed)
    set({
      status: 'signed-in',
      view: { ...now.view, agreement: { ...now.view.agreement, signed: false, inForceUntil: null } },
    });
});

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

export const usePresence = (): Presence => useSyncExternalStore(subscribe, () => now);

const SOON = 30 * 24 * 3_600_000;

/** Whether the signature ends within thirty days: time to sign again. `at` in milliseconds. */
export const runsOut = ({ agreement }: StaffView, at: number): boolean =>
  agreement.inForceUntil !== null && Date.parse(agreement.inForceUntil) - at < SOON;

/** For screens behind the gate: who works here. */
export function useMe(): StaffView {
  const presence = usePresence();
  if (presence.status !== 'signed-in') throw new Error('This screen stands outside the gate.');
  return presence.view;
}
