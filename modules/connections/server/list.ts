import { read, type Ctx } from '#platform/db';
import type { ConnectionView } from '../contract.ts';
import { connectionTable } from '../data-map.ts';
import { lifeOf, mayKeepToken } from '../pure/life.ts';
import { ctxOf, type House, type PersonActor } from './deps.ts';

/** The person's own connections, oldest first; ended ones stand there for 30 days, without name, so that every device wipes what it kept. */
export async function list(house: House, actor: PersonActor): Promise<ConnectionView[]> {
  const rows = await read(
    ctxOf(house, actor),
    'mail_client',
    connectionTable,
    [
      'connection_id',
      'state',
      'reason',
      'features',
      'missing',
      'address',
      'name',
      'connected_at',
      'last_token_at',
    ],
    {
      order: [
        ['created_at', 'asc'],
        ['connection_id', 'asc'],
      ],
    },
  );
  return rows.map((row) => ({
    id: row.connection_id,
    provider: 'microsoft365',
    address: row.address ?? '',
    name: row.name ?? '',
    state: row.state,
    reason: row.reason,
    features: [...row.features],
    missing: [...row.missing],
    connectedAt: row.connected_at,
    lastTokenAt: row.last_token_at,
  }));
}

/** Whether what a browser keeps of that account may be opened: it is the person's, and the consent stands. */
export async function ownsAccount(ctx: Ctx, connectionId: string): Promise<boolean> {
  if (ctx.actor.kind !== 'person') return false;
  const row = (
    await read(ctx, 'mail_client', connectionTable, ['state', 'reason'], {
      where: { connection_id: connectionId },
    })
  )[0];
  return row !== undefined && mayKeepToken(lifeOf(row.state, row.reason));
}
