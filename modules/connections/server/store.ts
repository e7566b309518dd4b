import { randomId } from '#platform/crypto';
import { insert, read, remove, update, type Ctx } from '#platform/db';
import type { ConnectionState, Feature, StateReason } from '../contract.ts';
import { connectionTable, refreshTokenTable } from '../data-map.ts';
import { lifeOf, mayKeepToken, next, NONE, type Life, type LifeEvent } from '../pure/life.ts';
import type { Connector } from './connectors.ts';
import { heldScopes, missingScopes } from './connectors.ts';
import { iso, type PersonActor } from './deps.ts';
import type { AccountFacts, Grant } from './provider.ts';

/** The stored columns that are a life. Anything stored that can't be one is an error, not a guess. */
export const stored = (life: Life): { state: ConnectionState; reason: StateReason | null } => {
  if (life.state === 'none') throw new Error('A connection that is none has no row.');
  return { state: life.state, reason: life.reason };
};

/** Locks one connection of the person until the transaction ends: acts on one connection take turns, across processes too. */
export async function lockConnection(
  ctx: Ctx,
  connectionId: string,
): Promise<{ readonly id: string; readonly life: Life; readonly features: readonly string[] } | undefined> {
  const row = (
    await read(ctx, 'mail_client', connectionTable, ['state', 'reason', 'features'], {
      where: { connection_id: connectionId },
      forUpdate: true,
    })
  )[0];
  return row && { id: connectionId, life: lifeOf(row.state, row.reason), features: row.features };
}

/** Applies an event; whatever state it leads to, a token stays only where one may be kept. @returns the life after it. */
export async function apply(
  ctx: Ctx,
  actor: PersonActor,
  connection: { readonly id: string; readonly life: Life },
  event: LifeEvent,
  extra: { claims?: string | null } = {},
): Promise<Life> {
  const after = next(connection.life, event);
  if (!after) return connection.life;
  const features = mayKeepToken(after) ? {} : { features: [] };
  await update(
    ctx,
    connectionTable,
    { ...stored(after), ...features, ...extra },
    { connection_id: connection.id, person_id: actor.person },
  );
  if (!mayKeepToken(after)) await remove(ctx, refreshTokenTable, { connection_id: connection.id });
  return after;
}

export interface Came {
  readonly outcome: 'connected' | 'updated' | 'partial';
  readonly connection: string;
}

/**
 * Stores what came back from a journey: a new connection, or the one that was waiting, or the one that already stands for that
 * account. A consent that lacks a scope of the feature keeps no token: there is no use for it.
 */
export async function keepGrant(
  ctx: Ctx,
  actor: PersonActor,
  now: number,
  came: {
    connector: Connector;
    feature: Feature;
    grant: Grant;
    account: AccountFacts;
    waiting: string | null;
  },
): Promise<Came> {
  const { connector, feature, grant, account } = came;
  const missing = [
    ...missingScopes(connector, feature, grant.scopes),
    ...(grant.refreshToken === undefined ? ['offline_access'] : []),
  ];
  const same = (
    await read(ctx, 'mail_client', connectionTable, ['connection_id', 'state', 'reason', 'features'], {
      where: { provider: connector.id, subject: account.subject },
      forUpdate: true,
    })
  )[0];
  const waiting =
    came.waiting === null || same
      ? undefined
      : (
          await read(ctx, 'mail_client', connectionTable, ['connection_id', 'state', 'reason', 'features'], {
            where: { connection_id: came.waiting, state: 'pending-admin', subject: null },
            forUpdate: true,
          })
        )[0];
  const row = same ?? waiting;
  const life = next(
    row ? lifeOf(row.state, row.reason) : NONE,
    missing.length === 0 ? 'consented' : 'partly-consented',
  );
  if (!life) throw new Error('A live row was read; it can be consented to.');
  const id = row?.connection_id ?? randomId();
  const values = {
    ...stored(life),
    features: missing.length === 0 ? [...new Set([...(row?.features ?? []), feature])] : [],
    scopes: heldScopes(connector, feature, grant.scopes),
    missing,
    subject: account.subject,
    address: account.address,
    name: account.name,
    claims: null,
    admin_hash: null,
    admin_until: null,
    ...(missing.length === 0 ? { connected_at: iso(now) } : {}),
  };
  if (row) await update(ctx, connectionTable, values, { connection_id: id, person_id: actor.person });
  else
    await insert(ctx, connectionTable, {
      customer_id: actor.customer,
      connection_id: id,
      person_id: actor.person,
      provider: connector.id,
      created_at: iso(now),
      connected_at: null,
      last_token_at: null,
      last_token_until: null,
      disconnected_at: null,
      ...values,
    });
  if (same && came.waiting !== null && came.waiting !== id)
    await remove(ctx, connectionTable, {
      connection_id: came.waiting,
      state: 'pending-admin',
      subject: null,
    });
  await remove(ctx, refreshTokenTable, { connection_id: id });
  if (mayKeepToken(life) && grant.refreshToken !== undefined) {
    await insert(ctx, refreshTokenTable, {
      customer_id: actor.customer,
      connection_id: id,
      person_id: actor.person,
      token: grant.refreshToken,
      stored_at: iso(now),
    });
  }
  if (missing.length > 0) return { outcome: 'partial', connection: id };
  return { outcome: same?.state === 'connected' ? 'updated' : 'connected', connection: id };
}
