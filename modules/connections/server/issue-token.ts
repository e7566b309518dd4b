import { appendAudit } from '#platform/audit';
import { queryOf, read, transact, update, type Ctx } from '#platform/db';
import { Problem, type ProblemCode } from '#platform/problem';
import type { Feature, TokenAnswer } from '../contract.ts';
import { connectionTable, refreshTokenTable } from '../data-map.ts';
import { mayKeepToken, type Life } from '../pure/life.ts';
import { connectorFor, missingScopes, type Connector } from './connectors.ts';
import { ctxOf, iso, type House, type PersonActor } from './deps.ts';
import type { Grant } from './provider.ts';
import { readClaims, type Refusal } from './refusal.ts';
import { apply, lockConnection } from './store.ts';
import { createShared, createTurns } from './turns.ts';

type Issued =
  | { readonly ok: true; readonly grant: Grant; readonly at: number }
  | { readonly ok: false; readonly code: ProblemCode };

export type IssueToken = (
  actor: PersonActor,
  connectionId: string,
  asked: { feature: string; claims?: string },
) => Promise<TokenAnswer>;

/**
 * Hands out a short-lived access token for one feature of one connection of the person's own (ruling R11). It is kept nowhere here:
 * the refresh token is read, used and replaced in one transaction that holds the connection's row, so that of two refreshes at once,
 * in whatever process, none loses the newest token.
 * @throws Problem `not-found`, `not-supported`, `needs-consent`, `pending-admin`, `claims`, `provider-refused`.
 */
export function createIssueToken(house: House): IssueToken {
  const turns = createTurns(3);
  const shared = createShared();
  return async (actor, connectionId, asked) => {
    const found = connectorFor(house.connectors, 'microsoft365', asked.feature);
    const { microsoft } = house.config;
    if (!found || !microsoft) throw new Problem('not-supported');
    const claims = asked.claims === undefined ? null : readClaims(asked.claims);
    if (asked.claims !== undefined && claims === null) throw new Problem('bad-request', ['claims']);
    const issued = await shared(
      [actor.session, actor.person, connectionId, found.feature, claims ?? ''].join('\n'),
      () =>
        turns.take(connectionId, () =>
          transact(ctxOf(house, actor), (tx) => refresh(house, tx, actor, connectionId, found, claims)),
        ),
    );
    if (!issued.ok) throw new Problem(issued.code);
    const { grant, at } = issued;
    return {
      accessToken: grant.accessToken,
      expiresAt: iso(at + grant.expiresIn * 1000),
      expiresIn: grant.expiresIn,
      scopes: [...found.connector.features[found.feature].scopes],
      graph: microsoft.graph,
      upload: microsoft.upload,
    };
  };
}

async function refresh(
  house: House,
  tx: Ctx,
  actor: PersonActor,
  connectionId: string,
  asked: { connector: Connector; feature: Feature },
  claims: string | null,
): Promise<Issued> {
  // Another process may hold the row for as long as the provider is given, and no longer.
  await queryOf(tx)("SET LOCAL lock_timeout = '20s'", []);
  const connection = await lockConnection(tx, connectionId);
  if (!connection || connection.life.state === 'disconnected' || connection.life.state === 'none')
    return { ok: false, code: 'not-found' };
  if (!mayKeepToken(connection.life))
    return { ok: false, code: connection.life.state === 'pending-admin' ? 'pending-admin' : 'needs-consent' };
  if (!connection.features.includes(asked.feature)) return { ok: false, code: 'needs-consent' };
  const sealed = (
    await read(tx, 'mail_client', refreshTokenTable, ['token'], { where: { connection_id: connectionId } })
  )[0];
  if (!sealed || !house.provider) return { ok: false, code: 'needs-consent' };
  const answer = await house.provider.refresh(
    sealed.token,
    [...asked.connector.features[asked.feature].scopes, 'offline_access'],
    claims,
  );
  if (!answer.ok) return refuse(house, tx, actor, connection, answer.refusal);
  const { grant } = answer;
  if (missingScopes(asked.connector, asked.feature, grant.scopes).length > 0) {
    await update(
      tx,
      connectionTable,
      { missing: missingScopes(asked.connector, asked.feature, grant.scopes) },
      { connection_id: connectionId, person_id: actor.person },
    );
    await apply(tx, actor, connection, 'partly-consented');
    return { ok: false, code: 'needs-consent' };
  }
  const at = house.now();
  if (grant.refreshToken !== undefined)
    await update(
      tx,
      refreshTokenTable,
      { token: grant.refreshToken, stored_at: iso(at) },
      { connection_id: connectionId, person_id: actor.person },
    );
  await apply(tx, actor, connection, 'claims-met', { claims: null });
  await update(
    tx,
    connectionTable,
    { last_token_at: iso(at), last_token_until: iso(at + grant.expiresIn * 1000) },
    { connection_id: connectionId, person_id: actor.person },
  );
  await appendAudit(queryOf(tx), house.now, {
    event: 'token-issued',
    purpose: 'mail_client',
    actor,
    subject: actor.person,
    customer: actor.customer,
    detail: {
      connection: connectionId,
      provider: asked.connector.id,
      feature: asked.feature,
      scopes: [...asked.connector.features[asked.feature].scopes],
    },
  });
  return { ok: true, grant, at };
}

/** What a refused refresh does to the connection: written down here, in the transaction that asked. */
async function refuse(
  house: House,
  tx: Ctx,
  actor: PersonActor,
  connection: { readonly id: string; readonly life: Life },
  refusal: Refusal,
): Promise<Issued> {
  switch (refusal.kind) {
    case 'claims':
      await apply(tx, actor, connection, 'claims-demanded', { claims: refusal.claims });
      return { ok: false, code: 'claims' };
    case 'revoked':
    case 'refused':
    case 'pending-admin':
      await apply(tx, actor, connection, 'revoked');
      await appendAudit(queryOf(tx), house.now, {
        event: 'connection-closed',
        purpose: 'mail_client',
        actor,
        subject: actor.person,
        customer: actor.customer,
        detail: { connection: connection.id, by: 'provider' },
      });
      return { ok: false, code: 'needs-consent' };
    default:
      return { ok: false, code: 'provider-refused' };
  }
}
