import { createHmac } from 'node:crypto';
import { isoTime } from '#platform/clock';
import { insert, read, type Ctx } from '#platform/db';
import type { KeyStore } from '#platform/crypto';
import { contactFact, person } from '#data-map/customers';
import { suppression } from '#data-map/privacy';
import type { EraseHouse } from './house.ts';
import type { Subject } from './plan.ts';

/** HMAC-SHA-256, hex, of an address in its one form, under a key of its own outside the database. */
async function hashOf(keys: KeyStore, address: string): Promise<string> {
  const key = await keys.key('suppression');
  return createHmac('sha256', key).update(address.trim().toLowerCase().normalize('NFC')).digest('hex');
}

/**
 * Keeps a no to advertising when its person is erased: only a check value of each address (promise marketing.5). Whoever has asked to be
 * erased has said no to that at the least.
 */
export async function suppressAddresses({ keys }: EraseHouse, ctx: Ctx, who: Subject): Promise<void> {
  const where = { customer_id: who.customer, person_id: who.person };
  const [own] = await read(ctx, 'rights', person, ['email', 'phone'], { where });
  const facts = await read(ctx, 'rights', contactFact, ['value'], { where });
  for (const address of new Set([own?.email, own?.phone, ...facts.map(({ value }) => value)]))
    if (typeof address === 'string')
      await insert(
        ctx,
        suppression,
        { address_hash: await hashOf(keys, address), made_at: isoTime(ctx.db.clock) },
        { onConflict: 'ignore' },
      );
}

/** Asked before anything is offered to an address, whoever it belongs to now. */
export async function isSuppressed(ctx: Ctx, keys: KeyStore, address: string): Promise<boolean> {
  const found = await read(ctx, 'rights', suppression, ['made_at'], {
    where: { address_hash: await hashOf(keys, address) },
  });
  return found.length > 0;
}
