import * as client from 'openid-client';
import { appendAudit } from '#platform/audit';
import { insert, queryOf, read, remove, transact, type Ctx } from '#platform/db';
import { Problem } from '#platform/problem';
import { connectionTable, flowTable } from '../data-map.ts';
import { connectorFor, scopesFor } from './connectors.ts';
import { ctxOf, hashed, iso, type House, type PersonActor } from './deps.ts';
import { readClaims } from './refusal.ts';

/** A journey must come back within this time. */
export const FLOW_MS: number = 10 * 60_000;
const MOST_FLOWS = 10;

/**
 * Begins a journey to the provider for one feature.
 * @returns the authorize address for a full-page redirect.
 * @throws Problem `not-supported` (promise mail.3), `not-found` for a connection that is not the person's or is ended, `provider-refused`.
 */
export async function begin(
  house: House,
  actor: PersonActor,
  asked: { provider: string; feature: string; connection?: string; claims?: string },
): Promise<string> {
  const found = connectorFor(house.connectors, asked.provider, asked.feature);
  if (!found || !house.provider) {
    await noteRefusal(house, actor, asked.provider);
    throw new Problem('not-supported');
  }
  const ctx = ctxOf(house, actor);
  const existing =
    asked.connection === undefined
      ? undefined
      : (
          await read(ctx, 'mail_client', connectionTable, ['state', 'address', 'claims'], {
            where: { connection_id: asked.connection },
          })
        )[0];
  if (asked.connection !== undefined && (!existing || existing.state === 'disconnected'))
    throw new Problem('not-found');
  const journey = {
    state: client.randomState(),
    nonce: client.randomNonce(),
    verifier: client.randomPKCECodeVerifier(),
  };
  const answer = await house.provider.authorizeUrl({
    ...journey,
    scopes: scopesFor(found.connector, found.feature),
    loginHint: existing?.address ? existing.address : null,
    claims: readClaims(asked.claims) ?? existing?.claims ?? null,
  });
  if (!answer.ok) throw new Problem('provider-refused');
  await transact(ctx, async (tx) => {
    await dropOldFlows(house, actor, tx);
    await insert(tx, flowTable, {
      customer_id: actor.customer,
      state_hash: hashed(journey.state),
      person_id: actor.person,
      session_hash: hashed(actor.session),
      provider: found.connector.id,
      feature: found.feature,
      connection_id: asked.connection ?? null,
      verifier: journey.verifier,
      nonce: journey.nonce,
      expires_at: iso(house.now() + FLOW_MS),
    });
  });
  return answer.url;
}

/** Somebody who starts journeys and never comes back keeps the latest ten. */
async function dropOldFlows(house: House, actor: PersonActor, tx: Ctx): Promise<void> {
  await remove(tx, flowTable, { person_id: actor.person, expires_at: { below: iso(house.now()) } });
  const open = await read(tx, 'mail_client', flowTable, ['state_hash'], { order: [['expires_at', 'desc']] });
  for (const { state_hash } of open.slice(MOST_FLOWS - 1)) await remove(tx, flowTable, { state_hash });
}

/** A wish for a provider we don't support is written down by its closed kind only: what was typed may be anything. */
async function noteRefusal(house: House, actor: PersonActor, provider: string): Promise<void> {
  const known = house.connectors.some(({ id }) => id === provider);
  await transact(ctxOf(house, actor), (tx) =>
    appendAudit(queryOf(tx), house.now, {
      event: 'refused',
      purpose: 'mail_client',
      actor,
      subject: actor.person,
      customer: actor.customer,
      detail: { what: known ? 'feature' : 'provider' },
    }),
  );
}
