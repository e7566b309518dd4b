import { afterAll, beforeAll, expect } from 'vitest';
import { promise } from '#policy/promise';
import { usage } from '#data-map/traffic';
import { consentInForce, mayDecide, recordDecision } from '#modules/privacy';
import { table } from '#platform/data-map';
import { read } from '#platform/db';
import { createBilling } from '#modules/billing';
import { noteStop } from '../../apps/server/spend-cap-decision.ts';
import { billSource } from '../../apps/server/bill-source.ts';
import type { Answer } from '../run/api.ts';
import { NOW } from '../run/billed-october.ts';
import { NUMBERS } from '../run/billed-product.ts';
import { office } from '../run/office.ts';
import { stands, startFrozenWorld, type FrozenWorld } from '../run/frozen-world.ts';

let world: FrozenWorld;
let billed: FrozenWorld['billed'];
let officer: FrozenWorld['officer'];
let own: FrozenWorld['own'];
let ids: FrozenWorld['ids'];
beforeAll(async () => {
  world = await startFrozenWorld();
  ({ billed, officer, own, ids } = world);
}, 180_000);
afterAll(() => world?.billed.stop());

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
    // Nobody decides about a customer who is not open before them.
    expect((await office(billed.product, officer.cookie, at, refused)).status).toBe(403);
    await world.open(greta.customer);
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
    const contested = `/api/office/privacy/decisions/${at}/${made!.id}`;
    const early = { review: 'stands', answer: 'Utan att se efter.' };
    expect((await office(billed.product, officer.cookie, contested, early)).status).toBe(403);
    await world.open(tor.customer);
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
    expect((await office(billed.product, officer.cookie, contested, review)).status).toBe(200);
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
    await world.open(vera.customer);
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
        'SELECT text_version, channel, length(text_hash) AS hash, withdrawn_at IS NOT NULL AS back FROM privacy.consent WHERE person_id = $1',
        [tor.person],
      );
      expect(rows).toEqual([{ text_version: 1, channel: 'app', hash: 64, back: true }]);
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

/** What no map of the product has: columns that somebody would like to read for marketing. The tables are the real ones. */
const wished = {
  personal: true,
  category: 'trafikdata',
  origin: 'observed',
  subject: 'self',
  purposes: [['marketing', 'consent']],
  retention: { event: 'invoice_paid', plus: 'P30D', then: 'delete' },
  onErase: 'delete',
} as const;
const wishedUsage = table<{ customer_id: string; person_id: string; seconds: number }>()({
  name: 'traffic.usage',
  isolate: { customer: 'customer_id', person: 'person_id' },
  columns: { customer_id: wished, person_id: wished, seconds: wished },
});

promise(
  ['traffic.4', 'law.1', 'law.2'],
  'were traffic data declared for marketing, only rows of those who have said yes would be read, and none from the moment they take it back',
  async () => {
    const tor = await ids(NUMBERS.tor);
    const found = (): Promise<string[]> =>
      billed.house(NOW, async (house) => [
        ...new Set(
          (await read(house.ctx('campaign'), 'marketing', wishedUsage, ['person_id', 'seconds'])).map(
            (row) => row.person_id,
          ),
        ),
      ]);
    expect(await found()).toEqual([]);
    stands(await own('torlilja', '/api/privacy/consents/marketing', { on: true, version: 1 }));
    expect(await found()).toEqual([tor.person]);
    stands(await own('torlilja', '/api/privacy/consents/marketing', { on: false, version: 1 }));
    expect(await found()).toEqual([]);
  },
  { timeout: 60_000 },
);
