import type { ConnectionState, StateReason } from '../contract.ts';

/** Where a connection stands. `none`: no row yet. */
export type Life =
  | { readonly state: 'none'; readonly reason: null }
  | { readonly state: 'pending-admin'; readonly reason: 'asked' | 'granted' | 'refused' }
  | { readonly state: 'connected'; readonly reason: null }
  | { readonly state: 'needs-consent'; readonly reason: 'revoked' | 'partial' | 'claims' }
  | { readonly state: 'disconnected'; readonly reason: null };

export type LifeEvent =
  /** The person came back from the provider with everything the feature needs. */
  | 'consented'
  /** … with a part of it. */
  | 'partly-consented'
  /** The provider says that an administrator has to approve first. */
  | 'admin-needed'
  /** The administrator used the link we gave to hand over. */
  | 'admin-granted'
  | 'admin-refused'
  /** invalid_grant: the consent is gone, or the password was reset, or 90 days have passed. */
  | 'revoked'
  /** Conditional access asks for another sign-in. */
  | 'claims-demanded'
  /** A token was issued again without anyone doing anything: the demand has been lifted. */
  | 'claims-met'
  | 'disconnected';

export const NONE: Life = { state: 'none', reason: null };

/**
 * The life of a connection: none → pending-admin → connected → needs-consent → disconnected, with the ways back.
 * @returns undefined when the event means nothing in that state; nothing is changed then. Nothing leaves `disconnected`: connecting
 * again is a new connection, so that what was kept about the old one stays gone.
 */
export function next(life: Life, event: LifeEvent): Life | undefined {
  if (life.state === 'disconnected') return undefined;
  switch (event) {
    case 'consented':
      return { state: 'connected', reason: null };
    case 'partly-consented':
      return { state: 'needs-consent', reason: 'partial' };
    case 'admin-needed':
      // A connection that works is not torn down because a later consent needs more.
      return life.state === 'connected' ? undefined : { state: 'pending-admin', reason: 'asked' };
    case 'admin-granted':
      return life.state === 'pending-admin' ? { state: 'pending-admin', reason: 'granted' } : undefined;
    case 'admin-refused':
      return life.state === 'pending-admin' ? { state: 'pending-admin', reason: 'refused' } : undefined;
    case 'revoked':
      return life.state === 'connected' || life.state === 'needs-consent'
        ? { state: 'needs-consent', reason: 'revoked' }
        : undefined;
    case 'claims-demanded':
      return life.state === 'connected' || (life.state === 'needs-consent' && life.reason === 'claims')
        ? { state: 'needs-consent', reason: 'claims' }
        : undefined;
    case 'claims-met':
      return life.state === 'needs-consent' && life.reason === 'claims'
        ? { state: 'connected', reason: null }
        : undefined;
    default:
      return life.state === 'none' ? undefined : { state: 'disconnected', reason: null };
  }
}

/** Whether a sealed refresh token may be kept in that state; in every other it is deleted. */
export const mayKeepToken = (life: Life): boolean =>
  life.state === 'connected' || (life.state === 'needs-consent' && life.reason === 'claims');

const LIVES: readonly Life[] = [
  { state: 'pending-admin', reason: 'asked' },
  { state: 'pending-admin', reason: 'granted' },
  { state: 'pending-admin', reason: 'refused' },
  { state: 'connected', reason: null },
  { state: 'needs-consent', reason: 'revoked' },
  { state: 'needs-consent', reason: 'partial' },
  { state: 'needs-consent', reason: 'claims' },
  { state: 'disconnected', reason: null },
];

/** A stored pair as a life. @throws Error on a pair that can't be: the table's own check says the same. */
export function lifeOf(state: ConnectionState, reason: StateReason | null): Life {
  const life = LIVES.find((each) => each.state === state && each.reason === reason);
  if (!life) throw new Error(`No connection is ${state} for ${String(reason)}.`);
  return life;
}
