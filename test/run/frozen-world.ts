import { expect } from 'vitest';
import type { OwnRestrictions } from '#contract/privacy';
import { call, type Answer } from './api.ts';
import { NOW, startOctober } from './billed-october.ts';
import type { BilledProduct } from './billed-product.ts';
import { enrol, office, publish, sign, type OfficeLogin } from './office.ts';

/** October billed, and an officer at the office who answers for the rights. */
export interface FrozenWorld {
  readonly billed: BilledProduct;
  readonly officer: OfficeLogin;
  /** A call of a user of the app; a body makes it a POST. */
  own(user: string, path: string, body?: object): Promise<Answer>;
  /** The person freezes something. @returns the restriction's id. */
  freeze(user: string, body: object): Promise<string>;
  ids(number: string): Promise<{ customer: string; person: string }>;
  /** The officer opens the customer, for a request about rights. */
  open(customer: string): Promise<void>;
  /** The notice and the lifting, as the office does them. */
  lift(who: { customer: string; person: string }, id: string): Promise<void>;
}

/** How it all stands after an act that went well. */
export const stands = (answer: Answer): OwnRestrictions => {
  expect(answer.status, answer.text).toBe(200);
  return answer.body as unknown as OwnRestrictions;
};

export async function startFrozenWorld(): Promise<FrozenWorld> {
  const billed = await startOctober();
  const officer = await enrol(
    billed.product,
    'Petra Frost',
    'privacy,support,billing',
    await productTime(billed),
  );
  await publish(billed.product, 'Det jag får veta om kunder för jag inte vidare.');
  await sign(billed.product, officer);
  const own = async (user: string, path: string, body?: object): Promise<Answer> =>
    call(billed.product, path, {
      cookie: await billed.cookieOf(user),
      ...(body === undefined ? {} : { body }),
    });
  return {
    billed,
    officer,
    own,
    freeze: async (user, body) => stands(await own(user, '/api/privacy/restrict', body)).restrictions[0]!.id,
    ids: (number) =>
      billed.house(NOW, async (house) => {
        const found = await house.pool.query<{ customer: string; person: string }>(
          `SELECT s.customer_id AS customer, s.person_id AS person FROM services.service s JOIN services.number n USING (customer_id, service_id)
           WHERE n.phone_number_index = $1`,
          [await house.db.sealer.blindIndex('services.number.phone_number', number)],
        );
        return found.rows[0]!;
      }),
    async open(customer) {
      const path = `/api/office/customers/${customer}/case`;
      const why = { reason: 'rights-request', note: 'Har invänt.' };
      const opened = await office(billed.product, officer.cookie, path, why);
      expect(opened.status, opened.text).toBe(200);
    },
    async lift(who, id) {
      const at = `/api/office/privacy/restrict/${who.customer}/${who.person}/${id}`;
      expect((await office(billed.product, officer.cookie, `${at}/notice`, { way: 'paper' })).status).toBe(
        200,
      );
      expect((await office(billed.product, officer.cookie, `${at}/lift`, {})).status).toBe(200);
    },
  };
}

/** The product's clock began at NOW when it started; how far it has come stands with a session that has just begun. */
async function productTime(billed: BilledProduct): Promise<() => number> {
  await billed.cookieOf('folke');
  const ahead = await billed.house(NOW, async ({ pool }) => {
    const { rows } = await pool.query<{ at: string }>('SELECT max(created_at) AS at FROM session.session');
    return Date.parse(rows[0]!.at) - Date.now();
  });
  return () => Date.now() + ahead;
}
