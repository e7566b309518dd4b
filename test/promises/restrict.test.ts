import { afterAll, beforeAll, expect } from 'vitest';
import { promise } from '#policy/promise';
import type { OwnRestrictions } from '#contract/privacy';
import { address } from '#data-map/customers';
import { serviceTable } from '#data-map/services';
import { heldUsage, usage } from '#data-map/traffic';
import { consentInForce, mayDecide, recordDecision } from '#modules/privacy';
import { read } from '#platform/db';
import { createBilling } from '#modules/billing';
import { noteStop } from '../../apps/server/spend-cap-decision.ts';
import { billSource } from '../../apps/server/bill-source.ts';
import { call, type Answer } from '../run/api.ts';
import { NOW, startOctober } from '../run/billed-october.ts';
import { NUMBERS, type BilledProduct } from '../run/billed-product.ts';
import { enrol, office, publish, sign, type OfficeLogin } from '../run/office.ts';

let billed: BilledProduct;
let officer: OfficeLogin;
beforeAll(async () => {
  billed = await startOctober();
  officer = await enrol(billed.product, 'Petra Frost', 'privacy,support,billing', await productTime());
  await publish(billed.product, 'Det jag får veta om kunder för jag inte vidare.');
  await sign(billed.product, officer);
}, 180_000);
afterAll(() => billed?.stop());

/** The product's clock began at NOW when it started; how far it has come stands with a session that has just begun. */
async function productTime(): Promise<() => number> {
  await billed.cookieOf('folke');
  const ahead = await billed.house(NOW, async ({ pool }) => {
    const { rows } = await pool.query<{ at: string }>('SELECT max(created_at) AS at FROM session.session');
    return Date.parse(rows[0]!.at) - Date.now();
  });
  return () => Date.now() + ahead;
}

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

promise(
  ['restriction.4', 'profiling.1'],
  'an objection to profiling freezes what a profile would be made of at once, and a human decides; one to decisions puts them before a human',
  async () => {
    const greta = await ids(NUMBERS.greta);
    const objected = stands(
      await own('greta', '/api/privacy/objections', { against: 'profiling', words: 'Följ mig inte.' }),
    );
    expect(objected.restrictions[0]).toMatchObject({
      table: 'traffic.usage',
      ground: 'objection-pending',
      placedBy: 'objection',
      lifted: null,
    });
    const calls = (): Promise<number> =>
      billed.house(NOW, async (house) => {
        const where = { customer_id: greta.customer };
        const rows = await read(house.ctx('proof'), 'bill', usage, ['person_id'], { where });
        return rows.filter((row) => row.person_id === greta.person).length;
      });
    expect(await calls()).toBe(0);
    const queue = await office(billed.product, officer.cookie, '/api/office/privacy/restrict');
    expect(queue.text).not.toContain('Följ mig inte');
    const [waiting] = queue.body!['objections'] as { id: string }[];
    const at = `/api/office/privacy/objections/${greta.customer}/${greta.person}/${waiting!.id}`;
    const refused = { outcome: 'refused', answer: 'Nej.', way: 'paper' };
    // No ground for profiling is registered: it can't be refused.
    expect((await office(billed.product, officer.cookie, at, refused)).status).toBe(400);
    const upheld = { outcome: 'upheld', answer: 'Vi följer dig inte.', way: 'paper' };
    expect((await office(billed.product, officer.cookie, at, upheld)).status).toBe(200);
    expect((await office(billed.product, officer.cookie, at, upheld)).status).toBe(409);
    expect(await calls()).toBe(1);
    const [after] = stands(await own('greta', '/api/privacy/restrict')).restrictions;
    expect(Date.parse(after!.noticeSent!)).toBeLessThanOrEqual(Date.parse(after!.lifted!));
    // Decisions: what is objected to is no longer taken by itself.
    const may = (kind: 'fraud-stop' | 'credit-rule'): Promise<unknown> =>
      billed.house(NOW, (house) => mayDecide(house.ctx('proof'), kind, greta));
    expect(await may('credit-rule')).toEqual({ ok: true });
    stands(
      await own('greta', '/api/privacy/objections', {
        against: 'automated-decisions',
        decision: 'credit-rule',
        words: '',
      }),
    );
    expect(await may('credit-rule')).toEqual({ ok: false, reason: 'objected' });
    expect(await may('fraud-stop')).toEqual({ ok: true });
    await billed.house(NOW, async (house) => {
      await expect(
        recordDecision(house.ctx('proof'), {
          ...greta,
          // @ts-expect-error -- no such decision is in the register
          kind: 'score',
          inputs: {},
          consequence: 'worse-offer',
        }),
      ).rejects.toThrow('No automated decision is called score');
    });
  },
  { timeout: 60_000 },
);

promise(
  ['profiling.2', 'purpose.5'],
  'a cap that stops a call is kept with what it looked at; the objection to it is refused on its registered ground, and a human still tries the decision',
  async () => {
    const tor = await ids(NUMBERS.tor);
    const stop = (): Promise<boolean> =>
      billed.house(NOW, async (house) => {
        const billing = createBilling({
          config: house.config,
          db: house.db,
          log: house.log,
          source: billSource(house),
          stopped: noteStop,
        });
        await billing.grant({ customer: tor.customer, balance: 'roaming', kind: 'cap', ore: 100n });
        const ask = { op: 'reserve', customer: tor.customer, balance: 'roaming', ore: 5000n } as const;
        return (await billing.authorize({ ...ask, key: `k${Math.random()}` })).granted;
      });
    expect(await stop()).toBe(false);
    const [made] = stands(await own('torlilja', '/api/privacy/restrict')).decisions;
    expect(made).toMatchObject({ kind: 'spend-cap', consequence: 'stopped', contested: null, version: 1 });
    expect(JSON.parse(made!.inputs)).toMatchObject({ usedOre: 0, askedOre: 5000 });
    const against = { against: 'automated-decisions', decision: 'spend-cap', words: 'Nej tack.' };
    stands(await own('torlilja', '/api/privacy/objections', against));
    const queue = await office(billed.product, officer.cookie, '/api/office/privacy/restrict');
    const waiting = (queue.body!['objections'] as { id: string; customer: string }[]).find(
      (one) => one.customer === tor.customer,
    );
    const at = `${tor.customer}/${tor.person}`;
    const no = { outcome: 'refused', answer: 'Taket är det du har valt.', way: 'paper' };
    expect(
      (
        await office(
          billed.product,
          officer.cookie,
          `/api/office/privacy/objections/${at}/${waiting!.id}`,
          no,
        )
      ).status,
    ).toBe(200);
    const [said] = stands(await own('torlilja', '/api/privacy/restrict')).objections;
    expect(said).toMatchObject({ outcome: 'refused', ground: 'contract' });
    expect(said!.answer).toContain('en människa pröva');
    expect(said!.answer).toContain('Integritetsskyddsmyndigheten');
    stands(await own('torlilja', `/api/privacy/decisions/${made!.id}/contest`, { words: 'Pröva det.' }));
    const review = { review: 'changed', answer: 'Vi höjde taket.' };
    expect(
      (
        await office(
          billed.product,
          officer.cookie,
          `/api/office/privacy/decisions/${at}/${made!.id}`,
          review,
        )
      ).status,
    ).toBe(200);
    expect(stands(await own('torlilja', '/api/privacy/restrict')).decisions[0]).toMatchObject({
      review: 'changed',
      answer: 'Vi höjde taket.',
    });
    // Nothing scores anybody: no column is called so, and what is derived says that it is.
    await billed.house(NOW, async ({ pool }) => {
      const { rows } = await pool.query(
        "SELECT table_schema || '.' || table_name || '.' || column_name AS name FROM information_schema.columns WHERE column_name ~ '(score|segment|profile|propensity|churn)' AND table_schema NOT IN ('pg_catalog', 'information_schema')",
      );
      expect(rows).toEqual([]);
    });
  },
  { timeout: 60_000 },
);

promise(
  'profiling.3',
  'an objection to marketing succeeds in the same breath, takes every yes back, and nobody at the office can refuse it',
  async () => {
    const vera = await ids(NUMBERS.vera);
    const yes = (): Promise<boolean> =>
      billed.house(NOW, (house) => consentInForce(house.ctx('proof'), vera, 'marketing'));
    expect(await yes()).toBe(false);
    stands(await own('vera', '/api/privacy/consents/marketing', { on: true, version: 1 }));
    expect(await yes()).toBe(true);
    const after = stands(await own('vera', '/api/privacy/objections', { against: 'marketing', words: '' }));
    expect(after.objections[0]).toMatchObject({ against: 'marketing', outcome: 'upheld', ground: null });
    expect(await yes()).toBe(false);
    const refused = { outcome: 'refused', answer: 'Nej.', way: 'paper' };
    const at = `/api/office/privacy/objections/${vera.customer}/${vera.person}/${after.objections[0]!.id}`;
    expect((await office(billed.product, officer.cookie, at, refused)).status).toBe(409);
    await billed.house(NOW, async ({ pool }) => {
      await expect(
        pool.query(
          "UPDATE privacy.objection SET outcome = 'refused', ground = 'contract' WHERE against = 'marketing'",
        ),
      ).rejects.toThrow('check constraint');
    });
  },
  { timeout: 60_000 },
);

promise(
  'law.2',
  'a new person has said yes to nothing: every switch is off, and none of their rows is found for marketing or statistics',
  async () => {
    const folke = stands(await own('folke', '/api/privacy/restrict'));
    expect(folke.consents.map(({ purpose, on }) => [purpose, on])).toEqual([
      ['marketing', false],
      ['statistics', false],
    ]);
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

/** Routes that change who is signed in or shut somebody out: asked last or not at all. Each is no way to read anybody. */
const NOT_ASKED =
  /api\/session\/|sign-out|sign-in|disable|enable|enrolment|second-factor|access\/|own\/|case\/close|connections|privacy\/(restrict|objections|decisions|consents)/;
/** Where a person’s own data is shown to themself, under the right to it; and the office’s list of what is frozen, which has only ids. */
const ALLOWED = [/^app GET \/api\/session/, /^app (GET|POST) \/api\/privacy\//];

promise(
  'restriction.5',
  'every route of the app, the office and the shop, every bill and every export, with a person who has frozen everything: nothing of them comes out but what is theirs by right',
  async () => {
    const vera = await ids(NUMBERS.vera);
    const marks = ['Vera Lind', 'Ekstigen 1', 'vera@example.org', '46701740650', '0701740650', '46846500401'];
    const cased = `/api/office/customers/${vera.customer}/case`;
    const reason = { reason: 'customer-asks', note: 'Ringde om sina uppgifter.' };
    const opened = await office(billed.product, officer.cookie, cased, reason);
    expect(opened.status, opened.text).toBe(200);
    const invoice = ((await own('vera', '/api/invoices')).body as unknown as { id: string }[])[0]!.id;
    const service = ((await own('vera', '/api/services')).body as unknown as { services: { id: string }[] })
      .services[0]!.id;
    const calls = (await own('vera', '/api/usage/calls?month=2026-10')).body!['calls'] as {
      record: string;
    }[];
    const runs = (await office(billed.product, officer.cookie, '/api/office/billing/runs'))
      .body as unknown as {
      runs: { run: string }[];
    };
    const { body } = await call(billed.product, '/api/openapi.json', { app: 'app' });
    const paths = body!['paths'] as Record<string, Record<string, { tags?: string[] }>>;
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([method]) => method === 'get' || method === 'post')
        .flatMap(([method, { tags }]) =>
          (tags ?? []).map((app) => ({
            app: app as 'app' | 'office' | 'shop',
            path,
            method: method.toUpperCase(),
          })),
        ),
    );
    const asked = routes.filter(
      ({ app, path, method }) =>
        // A stream that never ends by itself and names sessions only; and the page that signs out.
        !['/api/session/events', '/utloggad'].includes(path) &&
        (method === 'GET' || !NOT_ASKED.test(`${app} ${path}`)),
    );
    expect(new Set(asked.map(({ app }) => app))).toEqual(new Set(['app', 'office', 'shop']));
    expect(asked.length).toBeGreaterThan(45);
    const queries = `?month=2026-10&record=${encodeURIComponent(calls[0]!.record)}&a=x&b=y`;
    const at = (path: string): string =>
      path
        .replace('{customer}', vera.customer)
        .replace('{person}', vera.person)
        .replace('{run}', runs.runs[0]!.run)
        .replace(
          /\{\w+\}/g,
          path.includes('invoices') ? invoice : path.includes('services') ? service : vera.person,
        );
    const telling = async (): Promise<string[]> => {
      const found: string[] = [];
      for (const { app, path, method } of asked) {
        const wants = /usage|simulate|diff/.test(path)
          ? path.includes('explain')
            ? `?record=${encodeURIComponent(calls[0]!.record)}`
            : path.includes('usage/months')
              ? ''
              : path.includes('usage')
                ? '?month=2026-10'
                : queries
          : '';
        const finds = path.endsWith('/find') ? { by: 'phone', text: '070-174 06 50' } : {};
        const people: readonly [string, string | undefined][] =
          app === 'app'
            ? [
                ['vera', await billed.cookieOf('vera')],
                ['tor', await billed.cookieOf('torlilja')],
                ['greta', await billed.cookieOf('greta')],
              ]
            : [['officer', app === 'office' ? officer.cookie : undefined]];
        for (const [who, cookie] of people) {
          const answer = await call(billed.product, `${at(path)}${wants}`, {
            app,
            method,
            ...(cookie === undefined ? {} : { cookie }),
            ...(method === 'POST' ? { body: finds } : {}),
          });
          const shown = marks.filter((mark) => answer.text.includes(mark));
          if (shown.length > 0 && !ALLOWED.some((allowed) => allowed.test(`${app} ${method} ${path}`)))
            found.push(`${who} ${app} ${method} ${path}: ${shown.join(', ')}`);
        }
      }
      return found;
    };
    const before = await telling();
    // The proof can see: before anything is frozen her data is in several answers, to herself and to staff with a case.
    expect(before.filter((line) => line.startsWith('vera')).length).toBeGreaterThan(3);
    expect(before.filter((line) => line.startsWith('officer')).join()).toContain(
      'GET /api/office/customers/{customer}',
    );
    const drafts = (): Promise<{ frozen: string[]; customers: string[] }> =>
      billed.house('2026-12-02T08:00:00Z', async (house) => {
        const billing = createBilling({
          config: house.config,
          db: house.db,
          log: house.log,
          source: billSource(house),
        });
        const drafted = await billing.draftRun({ month: '2026-11', by: 'Anna' });
        if (!drafted.ok) throw new Error(drafted.reason);
        const { rows } = await house.pool.query<{ id: string }>(
          'SELECT customer_id AS id FROM billing.draft WHERE run_id = $1',
          [drafted.run],
        );
        return { frozen: [...drafted.frozen], customers: rows.map(({ id }) => id) };
      });
    expect((await drafts()).customers).toContain(vera.customer);
    const id = await freeze('vera', { scope: 'person', ground: 'unlawful-not-erased', note: '' });
    expect(await telling()).toEqual([]);
    const ordinary = await own('vera', '/api/services');
    expect([ordinary.status, ordinary.body?.['code']]).toEqual([403, 'restricted']);
    const run = await drafts();
    expect(run.frozen).toEqual([vera.customer]);
    expect(run.customers).not.toContain(vera.customer);
    expect(run.customers.length).toBeGreaterThan(1);
    // What she does meanwhile is stored, and no more.
    const stored = await billed.traffic('2026-11-03T08:00:00Z', [
      { served: NUMBERS.vera, other: '46846500401', start: '2026-11-03T08:30:00+01:00', seconds: 61 },
    ]);
    expect(stored).toMatchObject({ rejected: 0, read: 1 });
    // She still signs in and reaches her rights, and the office can lift it.
    stands(await own('vera', '/api/privacy/restrict'));
    await lift(vera, id);
    expect((await drafts()).customers).toContain(vera.customer);
    expect((await telling()).length).toBe(before.length);
  },
  { timeout: 240_000 },
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
