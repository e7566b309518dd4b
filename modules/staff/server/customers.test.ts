import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { person as people } from '#data-map/customers';
import { whoLooked, type StaffActor } from '#modules/staff';
import { read } from '#platform/db';
import type { CustomerView } from '../contract.ts';
import { testPersonalNumbers } from '../../../test/run/session-world.ts';
import { staffWorld, type Colleague, type StaffWorld } from '../../../test/run/staff-world.ts';

let world: StaffWorld;
let mo: Colleague;
let vera: { customer: string; person: string };
let other: { customer: string; person: string };
const numbers = testPersonalNumbers();
const number = numbers?.[0];
beforeAll(async () => {
  world = await staffWorld();
  mo = await world.colleague('Mo Lind', ['billing', 'support']);
  vera = await world.someone({
    name: 'Vera Lind',
    phone: '070-174 06 21',
    email: 'vera@example.org',
    ...(number === undefined ? {} : { personalNumber: number }),
  });
  other = await world.someone({ name: 'Otto Ek' });
});
afterAll(() => world.drop());

const find = async (by: string, text: string) =>
  (await mo.browser.send('POST', '/api/office/customers/find', { by, text })).json<{
    customers: { id: string; open: boolean }[];
  }>().customers;
const openCase = (who: Colleague, customer: string, reason = 'invoice-question') =>
  who.browser.send('POST', `/api/office/customers/${customer}/case`, { reason, note: 'Frågar om oktober' });
const page = (who: Colleague, customer = vera.customer) =>
  who.browser.get(`/api/office/customers/${customer}`);

describe('a customer is found by one whole value, and the answer says nothing of them', () => {
  test.each([
    ['name', 'Vera Lind'],
    ['phone', '+46 70 174 06 21'],
    ['mail', 'Vera@Example.org'],
  ])('by %s', async (by, text) => {
    expect(await find(by, text)).toEqual([{ id: vera.customer, open: false }]);
  });

  test.skipIf(number === undefined)('by personal number, however it is written (corpora/ids)', async () => {
    // The tax agency's test people are born in the 1890s: ten digits take a plus sign.
    for (const text of [
      number!,
      `${number!.slice(0, 8)}-${number!.slice(8)}`,
      `${number!.slice(2, 8)}+${number!.slice(8)}`,
    ])
      expect(await find('number', text)).toEqual([{ id: vera.customer, open: false }]);
  });

  test('by its id; a part of a name, a percent sign and what is nobody’s find nothing', async () => {
    expect(await find('customer', vera.customer)).toHaveLength(1);
    for (const [by, text] of [
      ['name', 'Vera'],
      ['name', '%'],
      ['customer', '%'],
      ['phone', '070'],
      ['number', '12'],
      ['mail', 'nobody@example.org'],
    ] as const)
      expect(await find(by, text)).toEqual([]);
  });

  test('the chain says that somebody looked, and not for what', async () => {
    await find('name', 'Otto Ek');
    const { rows } = await world.pool.query<{ actor: string; detail: string }>(
      'SELECT actor, detail FROM audit.entry ORDER BY seq DESC LIMIT 1',
    );
    expect(rows[0]).toEqual({ actor: mo.id, detail: JSON.stringify({ find: 'name', found: 1 }) });
  });
});

describe('before anything is shown a reason is stated', () => {
  test('without a case the customer is closed, with one it is open for an hour, to the one who stated it', async () => {
    const closed = await page(mo);
    expect([closed.statusCode, closed.json<{ code: string }>().code]).toEqual([403, 'case-needed']);
    expect(closed.body).not.toContain('Vera');
    expect((await openCase(mo, vera.customer)).statusCode).toBe(200);
    const view = (await page(mo)).json<CustomerView>();
    expect(view).toMatchObject({ name: 'Vera Lind', kind: 'person', case: { reason: 'invoice-question' } });
    expect(view.people[0]).toMatchObject({ email: 'vera@example.org', phone: '+46701740621' });
    expect(view.people[0]!.addresses).toMatchObject([{ city: 'Växjö' }]);
    expect(view.cases).toMatchObject([{ note: 'Frågar om oktober', mine: true }]);
    const colleague = await world.colleague('Bo Ek', ['support']);
    expect((await page(colleague)).json()).toMatchObject({ code: 'case-needed' });
    expect((await page(mo, other.customer)).json()).toMatchObject({ code: 'case-needed' });
    world.clock.advance(60 * 60_000);
    const again = await world.colleague('Ny Mo', ['support']);
    expect((await page(again)).json()).toMatchObject({ code: 'case-needed' });
    const { rows } = await world.pool.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM staff.opened_case WHERE closes_at > $1',
      [new Date(world.clock.now())],
    );
    expect(rows[0]).toEqual({ n: 0 });
  });

  test('a case can be closed before its hour is over, and reasons are a closed list with a word of one’s own', async () => {
    const ulla = await world.colleague('Ulla Ek', ['support']);
    await openCase(ulla, other.customer);
    expect((await page(ulla, other.customer)).statusCode).toBe(200);
    await ulla.browser.send('POST', `/api/office/customers/${other.customer}/case/close`);
    expect((await page(ulla, other.customer)).statusCode).toBe(403);
    expect((await openCase(ulla, other.customer, 'curious')).statusCode).toBe(400);
    const noNote = await ulla.browser.send('POST', `/api/office/customers/${other.customer}/case`, {
      reason: 'bill-run',
      note: '',
    });
    expect(noNote.statusCode).toBe(400);
    expect((await openCase(ulla, 'AAAAAAAAAAAAAAAAAAAAAA')).statusCode).toBe(404);
  });

  test('a role that works with prices opens nobody', async () => {
    const pia = await world.colleague('Pia Pris', ['prices', 'admin']);
    expect((await openCase(pia, vera.customer)).json()).toMatchObject({ code: 'forbidden' });
    expect((await page(pia)).json()).toMatchObject({ code: 'forbidden' });
  });

  test('a case at one customer reads no row of another, whatever the code asks for', async () => {
    const actor: StaffActor = {
      kind: 'staff',
      staff: mo.id,
      roles: ['support'],
      session: 's',
      case: { id: 'c', reason: 'fault-report', customer: vera.customer },
    };
    const rows = await read({ db: world.db, actor }, 'support', people, ['customer_id', 'name'], {
      where: { customer_id: other.customer },
    });
    expect(rows.map((row) => row.name)).not.toContain('Otto Ek');
    expect(new Set(rows.map((row) => row.customer_id))).toEqual(new Set([vera.customer]));
  });
});

describe('the person sees who looked', () => {
  test('when, in what role, for which purpose and why, and never the name', async () => {
    const sees = await world.colleague('Siv Ser', ['support']);
    const target = await world.someone({ name: 'Mål Person' });
    expect(await whoLooked(world.ctx, target)).toEqual([]);
    await openCase(sees, target.customer, 'fault-report');
    await page(sees, target.customer);
    world.clock.advance(60_000);
    await page(sees, target.customer);
    const self = {
      db: world.db,
      actor: { kind: 'person', ...target, roles: ['subscriber'], session: 's' },
    } as const;
    const [look, ...more] = await whoLooked(self, target);
    expect(more).toEqual([]);
    expect(look).toMatchObject({
      role: 'support',
      reason: 'fault-report',
      purposes: ['support'],
      unmasked: false,
    });
    expect(Date.parse(look!.until) - Date.parse(look!.at)).toBeGreaterThanOrEqual(60_000);
    expect(look!.what).toContain('customers.person.email');
    expect(look!.what).not.toContain('customers.person.personal_number');
    expect(JSON.stringify(look)).not.toContain(sees.id);
    await expect(whoLooked(self, other)).rejects.toThrow('forbidden');
  });

  test.skipIf(number === undefined)(
    'a personal number is masked until a reason is given, and then that is told (corpora/ids)',
    async () => {
      const sees = await world.colleague('Una Unmask', ['support']);
      await openCase(sees, vera.customer);
      const masked = (await page(sees)).json<CustomerView>();
      expect(masked.people[0]!.personalNumber).toBe(`••••••-${number!.slice(-4)}`);
      expect(JSON.stringify(masked)).not.toContain(number!.slice(2, 8));
      const ask = (body: object, at = vera) =>
        sees.browser.send(
          'POST',
          `/api/office/customers/${at.customer}/people/${at.person}/personal-number`,
          body,
        );
      expect((await ask({})).statusCode).toBe(400);
      expect((await ask({ reason: 'curious' })).statusCode).toBe(400);
      expect((await ask({ reason: 'identify-caller' }, other)).json()).toMatchObject({ code: 'case-needed' });
      expect((await ask({ reason: 'identify-caller' })).json()).toEqual({ personalNumber: number });
      const looks = await whoLooked(world.ctx, vera);
      expect(looks.find(({ unmasked }) => unmasked)).toMatchObject({
        reason: 'identify-caller',
        role: 'support',
      });
      // Whoever works with the rights alone reads for them and for nothing else, the number too.
      const rights = await world.colleague('Rut Rask', ['privacy']);
      await openCase(rights, vera.customer);
      expect((await page(rights)).json<CustomerView>().people[0]!.name).toBe(masked.people[0]!.name);
      const path = `/api/office/customers/${vera.customer}/people/${vera.person}/personal-number`;
      const shown = await rights.browser.send('POST', path, { reason: 'identify-caller' });
      expect(shown.json()).toEqual({ personalNumber: number });
      const { rows } = await world.pool.query<{ purpose: string }>(
        "SELECT DISTINCT purpose FROM audit.entry WHERE customer = $1 AND actor = $2 AND event IN ('read', 'unmask')",
        [vera.customer, rights.id],
      );
      expect(rows).toEqual([{ purpose: 'rights' }]);
    },
  );
});
