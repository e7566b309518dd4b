import { fileRequest } from '#modules/privacy';
import type { House } from './house.ts';

const DAY = 86_400_000;

/** Something on the privacy officer's board: a question that has time, and a letter whose answer is due soon. */
export async function seedRequests(house: House): Promise<void> {
  const { rows } = await house.pool.query<{ some: boolean }>(
    'SELECT EXISTS (SELECT 1 FROM privacy.request) AS some',
  );
  if (rows[0]?.some === true) return;
  const people = await house.pool.query<{ customer: string; person: string; user: string }>(
    'SELECT customer_id AS customer, person_id AS person FROM session.account ORDER BY created_at',
  );
  const [elin, nils] = people.rows;
  const ctx = house.ctx('demonstration');
  const before = (days: number): string => new Date(house.config.clock.now() - days * DAY).toISOString();
  if (elin !== undefined)
    await fileRequest(ctx, {
      customer: elin.customer,
      person: elin.person,
      kind: 'restriction',
      hat: 'subscriber',
      channel: 'letter',
      proof: 'staff',
      receivedAt: before(24),
      text: 'Fakturaadressen stämmer inte. Använd den inte förrän den är rättad.',
    });
  if (nils !== undefined)
    await fileRequest(ctx, {
      customer: nils.customer,
      person: nils.person,
      kind: 'question',
      hat: 'person',
      channel: 'app',
      proof: 'session',
      receivedAt: before(3),
      text: 'Hur länge har ni kvar vem jag har ringt?',
    });
}
