import { afterAll, beforeAll, expect } from 'vitest';
import { promise } from '#policy/promise';
import type { OwnRestrictions } from '#contract/privacy';
import { address, person as personTable } from '#data-map/customers';
import { usage } from '#data-map/traffic';
import { consentInForce, mayDecide, recordDecision } from '#modules/privacy';
import { servicesOf } from '#modules/services';
import { read } from '#platform/db';
import { createBilling } from '#modules/billing';
import { noteStop } from '../../apps/server/spend-cap-decision.ts';
import { billSource } from '../../apps/server/bill-source.ts';
import { call, type Answer } from '../run/api.ts';
import { NOW, startOctober, whose } from '../run/billed-october.ts';
import { NUMBERS, type BilledProduct } from '../run/billed-product.ts';
import { enrol, office, publish, sign, type OfficeLogin } from '../run/office.ts';

let billed: BilledProduct;
let officer: OfficeLogin;
beforeAll(async () => {
  billed = await startOctober();
  officer = await enrol(billed.product, 'Petra Frost', 'privacy,support,billing');
  await publish(billed.product, 'Det jag får veta om kunder för jag inte vidare.');
  await sign(billed.product, officer);
}, 180_000);
afterAll(() => billed?.stop());

const own = async (user: string, path: string, body?: object): Promise<Answer> =>
  call(billed.product, path, {
    cookie: await billed.cookieOf(user),
    ...(body === undefined ? {} : { body }),
  });
const stands = (answer: Answer): OwnRestrictions => {
  expect(answer.status, answer.text).toBe(200);
  return answer.body as unknown as OwnRestrictions;
};
const freeze = async (user: string, body: object): Promise<string> =>
  stands(await own(user, '/api/privacy/restrict', body)).restrictions[0]!.id;
const ids = (number: string): Promise<{ customer: string; person: string }> =>
  billed.house(NOW, async (house) => {
    const found = await house.pool.query<{ customer: string; person: string }>(
      `SELECT s.customer_id AS customer, s.person_id AS person FROM services.service s JOIN services.number n USING (customer_id, service_id)
       WHERE n.phone_number_index = $1`,
      [await house.db.sealer.blindIndex('services.number.phone_number', number)],
    );
    return found.rows[0]!;
  });
/** The notice and the lifting, as the office does them. */
const lift = async (who: { customer: string; person: string }, id: string): Promise<void> => {
  const at = `/api/office/privacy/restrict/${who.customer}/${who.person}/${id}`;
  expect((await office(billed.product, officer.cookie, `${at}/notice`, { way: 'paper' })).status).toBe(200);
  expect((await office(billed.product, officer.cookie, `${at}/lift`, {})).status).toBe(200);
};

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
  'law.1',
  'a consent is kept with its text, time and channel, is taken back with one call, and the next read goes without',
  async () => {
    const tor = await ids(NUMBERS.tor);
    const people = (): Promise<string[]> =>
      billed.house(NOW, async (house) => [
        ...((await house.db.gate.consented(
          async (text, values) => {
            const found = await house.pool.query<Record<string, unknown>>(text, [...values]);
            return { rows: found.rows, count: found.rowCount ?? 0 };
          },
          'marketing',
          [tor],
        )) ?? []),
      ]);
    const put = (on: boolean, version = 1): Promise<Answer> =>
      own('torlilja', '/api/privacy/consents/marketing', { on, version });
    expect(await people()).toEqual([]);
    expect((await put(true, 7)).status).toBe(409);
    expect(stands(await put(true)).consents[0]).toMatchObject({ purpose: 'marketing', on: true });
    expect(await people()).toEqual([`${tor.customer} ${tor.person}`]);
    expect(stands(await put(false)).consents[0]).toMatchObject({ on: false });
    expect(await people()).toEqual([]);
    await billed.house(NOW, async ({ pool }) => {
      const { rows } = await pool.query(
        'SELECT text_version, channel, length(text_hash) AS hash, withdrawn_at IS NOT NULL AS back FROM privacy.consent',
      );
      expect(rows).toEqual([{ text_version: 1, channel: 'app', hash: 64, back: true }]);
    });
  },
  { timeout: 60_000 },
);
