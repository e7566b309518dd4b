import { randomId } from '#platform/crypto';
import { read, system, transact, update } from '#platform/db';
import { Problem } from '#platform/problem';
import { ADMIN_CALLBACK_PATH, type AdminLinkAnswer } from '../contract.ts';
import { connectionTable } from '../data-map.ts';
import { lifeOf, next } from '../pure/life.ts';
import { ctxOf, hashed, iso, type House, type PersonActor } from './deps.ts';
import { lockConnection, stored } from './store.ts';
import { scopesFor } from './connectors.ts';

const LINK_DAYS = 30;

/**
 * The link that the person hands to whoever administers the organisation at the provider. A new link ends the one before. Asking again
 * after a refusal is a new question.
 * @throws Problem `not-found` for a connection that is not the person's, `conflict` when it waits for no administrator.
 */
export async function adminLink(
  house: House,
  actor: PersonActor,
  connectionId: string,
): Promise<AdminLinkAnswer> {
  const { provider } = house;
  const connector = house.connectors[0];
  if (!provider || !connector) throw new Problem('not-supported');
  const state = randomId();
  const until = iso(house.now() + LINK_DAYS * 86_400_000);
  await transact(ctxOf(house, actor), async (tx) => {
    const connection = await lockConnection(tx, connectionId);
    if (!connection) throw new Problem('not-found');
    if (connection.life.state !== 'pending-admin') throw new Problem('conflict');
    const life = connection.life.reason === 'refused' ? next(connection.life, 'admin-needed') : undefined;
    await update(
      tx,
      connectionTable,
      { ...(life ? stored(life) : {}), admin_hash: hashed(state), admin_until: until },
      { connection_id: connectionId, person_id: actor.person },
    );
  });
  return {
    link: provider.adminUrl(
      scopesFor(connector, 'mail'),
      `${house.config.origins.app}${ADMIN_CALLBACK_PATH}`,
      state,
    ),
    validUntil: until,
  };
}

export type AdminOutcome = 'granted' | 'refused' | 'unknown';

/**
 * The administrator comes back. They are nobody to us and need not be: what they say only changes what the person is shown; whether
 * the approval stands is decided by the person's next journey.
 */
export async function adminReturned(
  house: House,
  query: Readonly<Record<string, unknown>>,
): Promise<AdminOutcome> {
  const state = query['state'];
  if (typeof state !== 'string' || !/^[A-Za-z0-9_-]{22}$/.test(state)) return 'unknown';
  const granted = String(query['admin_consent']).toLowerCase() === 'true' && query['error'] === undefined;
  return transact(ctxOf(house, system('connections')), async (tx) => {
    const row = (
      await read(
        tx,
        'mail_client',
        connectionTable,
        ['customer_id', 'connection_id', 'person_id', 'state', 'reason', 'admin_until'],
        { where: { admin_hash: hashed(state) }, forUpdate: true },
      )
    )[0];
    if (!row || row.admin_until === null || Date.parse(row.admin_until) <= house.now()) return 'unknown';
    const life = next(lifeOf(row.state, row.reason), granted ? 'admin-granted' : 'admin-refused');
    if (life)
      await update(tx, connectionTable, stored(life), {
        customer_id: row.customer_id,
        connection_id: row.connection_id,
        person_id: row.person_id,
      });
    return granted ? 'granted' : 'refused';
  });
}
