import { afterAll, beforeAll, expect } from 'vitest';
import { promise } from '#policy/promise';
import { address } from '#data-map/customers';
import { serviceTable } from '#data-map/services';
import { heldUsage } from '#data-map/traffic';
import { read } from '#platform/db';
import { NOW } from '../run/billed-october.ts';
import { NUMBERS } from '../run/billed-product.ts';
import { office } from '../run/office.ts';
import { stands, startFrozenWorld, type FrozenWorld } from '../run/frozen-world.ts';

let world: FrozenWorld;
let billed: FrozenWorld['billed'];
let officer: FrozenWorld['officer'];
let own: FrozenWorld['own'];
let freeze: FrozenWorld['freeze'];
let ids: FrozenWorld['ids'];
let lift: FrozenWorld['lift'];
beforeAll(async () => {
  world = await startFrozenWorld();
  ({ billed, officer, own, freeze, ids, lift } = world);
}, 180_000);
afterAll(() => world?.billed.stop());

promise(
  'restriction.1',
  'a field that a person says is wrong is read by nobody for the product’s own work from then on, the rest of the row is, and they see it themself',
  async () => {
    const vera = await ids(NUMBERS.vera);
    const streets = (purpose: 'bill' | 'rights' | 'support'): Promise<unknown> =>
      billed.house(NOW, (house) =>
        read(house.ctx('proof'), purpose, address, ['street', 'city'], {
          where: { customer_id: vera.customer },
        }),
      );
    expect(await streets('bill')).toEqual([{ street: 'Ekstigen 1', city: 'Växjö' }]);
    const id = await freeze('vera', {
      scope: 'field',
      table: 'customers.address',
      field: 'street',
      ground: 'disputed-accuracy',
      note: 'Jag har flyttat.',
    });
    expect(await streets('bill')).toEqual([{ street: null, city: 'Växjö' }]);
    expect(await streets('support')).toEqual([{ street: null, city: 'Växjö' }]);
    expect(await streets('rights')).toEqual([{ street: 'Ekstigen 1', city: 'Växjö' }]);
    // Everybody else, and the rest of Vera's, are as they were.
    expect((await own('vera', '/api/services')).text).toContain('Min mobil');
    const shown = stands(await own('vera', '/api/privacy/restrict')).restrictions;
    expect(shown).toMatchObject([{ id, field: 'street', note: 'Jag har flyttat.', lifted: null }]);
    expect((await own('torlilja', '/api/privacy/restrict')).body).toMatchObject({ restrictions: [] });
    // What can't be frozen by itself is refused, not dropped in silence.
    const odd = { scope: 'field', table: 'session.account', field: 'password', ground: 'disputed-accuracy' };
    expect((await own('vera', '/api/privacy/restrict', { ...odd, note: '' })).status).toBe(400);
    await lift(vera, id);
    expect(await streets('bill')).toEqual([{ street: 'Ekstigen 1', city: 'Växjö' }]);
  },
  { timeout: 60_000 },
);

promise(
  'restriction.6',
  'a restriction is not lifted before the person has been told: not at the office, and not in the database',
  async () => {
    const tor = await ids(NUMBERS.tor);
    const id = await freeze('torlilja', {
      scope: 'field',
      table: 'customers.person',
      field: 'email',
      ground: 'disputed-accuracy',
      note: '',
    });
    const at = `/api/office/privacy/restrict/${tor.customer}/${tor.person}/${id}`;
    const early = await office(billed.product, officer.cookie, `${at}/lift`, {});
    expect([early.status, early.body?.['code']]).toEqual([409, 'notice-first']);
    // No mail can be sent from here, so a notice by mail is none.
    const unsent = await office(billed.product, officer.cookie, `${at}/notice`, { way: 'mail' });
    expect(unsent.status).toBe(502);
    expect((await office(billed.product, officer.cookie, `${at}/lift`, {})).status).toBe(409);
    await billed.house(NOW, async ({ pool }) => {
      await expect(
        pool.query('UPDATE privacy.restriction SET lifted_at = now() WHERE restriction_id = $1', [id]),
      ).rejects.toThrow('check constraint');
    });
    // The person may say that it may be lifted; it takes the notice all the same.
    stands(await own('torlilja', `/api/privacy/restrict/${id}/lift`, {}));
    expect((await office(billed.product, officer.cookie, `${at}/lift`, {})).status).toBe(409);
    await lift(tor, id);
    expect((await office(billed.product, officer.cookie, `${at}/lift`, {})).status).toBe(409);
    const [after] = stands(await own('torlilja', '/api/privacy/restrict')).restrictions;
    expect(after?.lifted).not.toBe(null);
  },
  { timeout: 60_000 },
);

promise(
  'restriction.3',
  'what a person needs for a claim of their own is kept and closed to everybody, and they fetch it themself',
  async () => {
    const tor = await ids(NUMBERS.tor);
    const services = (purpose: 'deliver_contract' | 'bill' | 'rights' | 'legal_claims'): Promise<number> =>
      billed.house(
        NOW,
        async (house) =>
          (await read(house.ctx('proof'), purpose, serviceTable, ['service_id'])).filter(
            ({ service_id: id }) => id === service,
          ).length,
      );
    const service = (
      (await own('torlilja', '/api/services')).body as unknown as { services: { id: string }[] }
    ).services[0]!.id;
    const id = await freeze('torlilja', {
      scope: 'record',
      table: 'services.service',
      record: service,
      ground: 'needed-for-claims',
      note: '',
    });
    expect([await services('deliver_contract'), await services('bill')]).toEqual([0, 0]);
    expect([await services('rights'), await services('legal_claims')]).toEqual([1, 1]);
    expect((await own('torlilja', '/api/services')).text).not.toContain(service);
    expect(stands(await own('torlilja', '/api/privacy/restrict')).restrictions[0]).toMatchObject({
      record: service,
      lifted: null,
    });
    await lift(tor, id);
    expect(await services('bill')).toBe(1);
  },
  { timeout: 60_000 },
);

promise(
  'restriction.2',
  'what is unlawfully kept and may not be erased is past every end still there, still used for nothing, and goes by its rule once it is lifted',
  async () => {
    const late = '2027-06-01T12:00:00Z';
    await billed.payAll('2026-11-10T12:00:00Z');
    const vera = await ids(NUMBERS.vera);
    const id = await freeze('vera', {
      scope: 'table',
      table: 'traffic.usage',
      ground: 'unlawful-not-erased',
      note: 'Radera inte.',
    });
    const kept = (customer: string): Promise<number> =>
      billed.house(late, async ({ pool }) => {
        const { rows } = await pool.query<{ kept: number }>(
          'SELECT (SELECT count(*) FROM traffic.usage WHERE customer_id = $1)::int + (SELECT count(*) FROM traffic.held_usage WHERE customer_id = $1)::int AS kept',
          [customer],
        );
        return rows[0]!.kept;
      });
    const before = await kept(vera.customer);
    expect(before).toBeGreaterThan(3);
    await billed.at(late, 'traffic', 'sweep');
    const tor = await ids(NUMBERS.tor);
    expect([await kept(vera.customer), await kept(tor.customer)]).toEqual([before, 0]);
    await billed.house(late, async (house) => {
      const where = { where: { customer_id: vera.customer } };
      const lines = (purpose: 'bill' | 'rights'): Promise<unknown[]> =>
        read(house.ctx('proof'), purpose, heldUsage, ['other'], where);
      expect(await lines('bill')).toEqual([]);
      expect((await lines('rights')).length).toBe(before);
    });
    await lift(vera, id);
    await billed.at(late, 'traffic', 'sweep');
    expect(await kept(vera.customer)).toBe(0);
  },
  { timeout: 120_000 },
);
