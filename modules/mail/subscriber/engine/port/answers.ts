import type { Answer, Done, Trouble, TroubleReason } from './provider.ts';

export const done = <T>(value: T): Done<T> => ({ ok: true, value });

export const trouble = (reason: TroubleReason, code = '', waitMs?: number): Trouble =>
  waitMs === undefined ? { ok: false, reason, code } : { ok: false, reason, code, waitMs };

/** Troubles that pass by themselves: the act stays in the outbox. */
export function passes(reason: TroubleReason): boolean {
  return (
    reason === 'offline' ||
    reason === 'throttled' ||
    reason === 'unavailable' ||
    reason === 'signed-out' ||
    reason === 'needs-consent' ||
    reason === 'pending-admin' ||
    reason === 'claims'
  );
}

export function mapped<A, B>(answer: Answer<A>, to: (value: A) => B): Answer<B> {
  return answer.ok ? done(to(answer.value)) : answer;
}
