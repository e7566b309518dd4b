import { appendAudit } from '#platform/audit';
import { queryOf, read, remove, transact, update, type Ctx } from '#platform/db';
import { Problem } from '#platform/problem';
import type { DisconnectAnswer } from '../contract.ts';
import { connectionTable, flowTable, refreshTokenTable } from '../data-map.ts';
import { ctxOf, iso, type House, type PersonActor } from './deps.ts';
import { apply, lockConnection } from './store.ts';

/** Name, address and account id go at once; the row stays 30 days so that other devices learn what to wipe. */
const forgotten = {
  subject: null,
  address: null,
  name: null,
  claims: null,
  admin_hash: null,
  admin_until: null,
  features: [],
  scopes: [],
  missing: [],
} as const;

/**
 * Ends a connection: our token is deleted and no more are asked for (promise mail.2). Nothing is claimed about the provider, which has
 * no way to revoke one token. Ending an ended one is no error and says the same.
 * @throws Problem `not-found` for one that is not the person's.
 */
export async function disconnect(
  house: House,
  actor: PersonActor,
  connectionId: string,
): Promise<DisconnectAnswer> {
  const last = await transact(ctxOf(house, actor), async (tx) => {
    const connection = await lockConnection(tx, connectionId);
    if (!connection) throw new Problem('not-found');
    const row = (
      await read(tx, 'mail_client', connectionTable, ['last_token_until', 'provider'], {
        where: { connection_id: connectionId },
      })
    )[0];
    if (connection.life.state !== 'disconnected') {
      await apply(tx, actor, connection, 'disconnected');
      await update(
        tx,
        connectionTable,
        { ...forgotten, disconnected_at: iso(house.now()) },
        { connection_id: connectionId, person_id: actor.person },
      );
      await remove(tx, flowTable, { connection_id: connectionId });
      await appendAudit(queryOf(tx), house.now, {
        event: 'connection-closed',
        purpose: 'mail_client',
        actor,
        subject: actor.person,
        customer: actor.customer,
        detail: { connection: connectionId, by: 'person' },
      });
    }
    return row;
  });
  await house.forgetKeys(actor, connectionId);
  const until = last?.last_token_until ?? null;
  return {
    id: connectionId,
    deletedHere: ['refresh-token', 'address', 'name', 'account-id'],
    revokedAtProvider: false,
    tokenLivesUntil: until !== null && Date.parse(until) > house.now() ? until : null,
    consentPages: [...(house.connectors.find(({ id }) => id === last?.provider)?.consentPages ?? [])],
  };
}

/** Erasure and the end of an account: everything the slice holds about a person goes, tombstones too. @returns how many connections. */
export async function closeFor(ctx: Ctx, personId: string): Promise<number> {
  return transact(ctx, async (tx) => {
    await remove(tx, flowTable, { person_id: personId });
    await remove(tx, refreshTokenTable, { person_id: personId });
    return remove(tx, connectionTable, { person_id: personId });
  });
}

const DAY_MS = 86_400_000;

/** What the data map promises about time: journeys after ten minutes, ended connections after 30 days, a wait for an administrator after 90. */
export async function forgetOld(ctx: Ctx, now: number): Promise<void> {
  await remove(ctx, flowTable, { expires_at: { below: iso(now) } });
  await remove(ctx, connectionTable, { disconnected_at: { below: iso(now - 30 * DAY_MS) } });
  await remove(ctx, connectionTable, {
    state: 'pending-admin',
    subject: null,
    created_at: { below: iso(now - 90 * DAY_MS) },
  });
}
