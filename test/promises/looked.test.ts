import { afterAll, beforeAll, expect } from 'vitest';
import { appendAudit } from '#platform/audit';
import { PURPOSES, type AnyTable, type Field, type Purpose } from '#platform/data-map';
import { queryOf, read, type Ctx } from '#platform/db';
import { Problem } from '#platform/problem';
import { promise } from '#policy/promise';
import { dataMaps } from '../../apps/server/data-map.ts';
import { call } from '../run/api.ts';
import { loosen, plantEverywhere, type Marked } from '../run/canaries.ts';
import { testWorld, type TestWorld } from '../run/database.ts';
import { startFrozenWorld, type FrozenWorld } from '../run/frozen-world.ts';
import { NOW } from '../run/billed-october.ts';

const X: Marked = { customer: 'cust-xena', person: 'pers-xena', mark: 'XENA' };
let world: TestWorld;
let office: FrozenWorld;

beforeAll(async () => {
  world = await testWorld({ facts: { staff: async () => ({ ndaInForce: true, secondFactor: true }) } });
  await loosen(world.pool);
  await plantEverywhere(world.pool, world.db.sealer, dataMaps, X);
  office = await startFrozenWorld();
}, 180_000);
afterAll(async () => {
  await world?.drop();
  await office?.billed.stop();
});

const staffed = (): Ctx => ({
  db: world.db,
  actor: {
    kind: 'staff',
    staff: 'colleague',
    session: 'session-1',
    roles: ['support', 'billing', 'prices', 'privacy', 'admin'],
    case: { id: 'case-1', reason: 'customer-asks', customer: X.customer },
  },
});

/** Columns of a table that are somebody's and declared for the purpose. */
const columnsFor = (table: AnyTable, purpose: Purpose): string[] =>
  Object.entries(table.columns as Record<string, Field>)
    .filter(([, field]) => field.personal && field.purposes.some(([declared]) => declared === purpose))
    .map(([column]) => column);

async function entriesOf(table: string): Promise<{ subject: string; customer: string }[]> {
  const { rows } = await queryOf(world.ctx)(
    `SELECT DISTINCT subject, customer FROM audit.entry WHERE actor = 'colleague' AND event = 'read' AND detail::jsonb ->> 'table' = $1`,
    [table],
  );
  return rows as { subject: string; customer: string }[];
}

/** Tables that staff may read for some purpose, and what the chain then says of whom. */
async function readAll(): Promise<Map<string, { subject: string; customer: string }[]>> {
  const seen = new Map<string, { subject: string; customer: string }[]>();
  for (const table of dataMaps.flatMap(({ tables }) => tables)) {
    let rows = 0;
    for (const purpose of PURPOSES) {
      const columns = columnsFor(table, purpose);
      if (columns.length === 0) continue;
      try {
        rows += (await read(staffed(), purpose, table, columns as never[])).length;
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
      }
    }
    if (rows > 0) seen.set(table.name, await entriesOf(table.name));
  }
  return seen;
}

promise(
  'protection.5',
  'whatever table of the data map a member of staff reads somebody’s data from, the chain says of whom',
  async () => {
    // The chain itself is one of the tables; it has an entry about her before anybody looks.
    await appendAudit(queryOf(world.ctx), world.clock.now, {
      event: 'token-issued',
      purpose: 'security',
      actor: world.ctx.actor,
      subject: X.person,
      customer: X.customer,
      detail: {},
    });
    const seen = await readAll();
    expect(seen.size).toBeGreaterThan(30);
    for (const name of ['billing.payment', 'services.plan', 'customers.person', 'privacy.disclosure'])
      expect([...seen.keys()]).toContain(name);
    const silent = [...seen].filter(([, entries]) => entries.length === 0).map(([name]) => name);
    expect(silent).toEqual([]);
    const tables = new Map(dataMaps.flatMap(({ tables: all }) => all).map((table) => [table.name, table]));
    for (const [name, entries] of seen) {
      const { isolate } = tables.get(name)!;
      if (isolate?.customer === undefined) continue;
      const whose = isolate.person === undefined ? X.customer : X.person;
      expect(entries, name).toContainEqual({ subject: whose, customer: X.customer });
    }
  },
);

promise(
  'protection.5',
  'a list of work at the office that names a customer leaves an entry for each it names, in the look’s own role, and the person sees it',
  async () => {
    const { billed, officer, own, freeze } = office;
    await freeze('vera', { scope: 'person', ground: 'unlawful-not-erased', note: '' });
    const asked = await own('vera', '/api/privacy/requests', { kind: 'access', text: '' });
    expect(asked.status, asked.text).toBe(200);
    const { customers, people } = await billed.house(NOW, async ({ pool }) => ({
      customers: (await pool.query<{ id: string }>('SELECT customer_id AS id FROM customers.customer')).rows,
      people: (
        await pool.query<{ id: string; customer: string }>(
          'SELECT person_id AS id, customer_id AS customer FROM customers.person',
        )
      ).rows,
    }));
    const newest = (): Promise<number> =>
      billed.house(NOW, async ({ pool }) =>
        Number(
          (await pool.query<{ seq: string }>('SELECT coalesce(max(seq), 0) AS seq FROM audit.entry')).rows[0]!
            .seq,
        ),
      );
    const runs = await call(billed.product, '/api/office/billing/runs', {
      app: 'office',
      cookie: officer.cookie,
    });
    const run = (runs.body as unknown as { runs: { run: string }[] }).runs[0]!.run;
    const { body } = await call(billed.product, '/api/openapi.json', { app: 'office' });
    const paths = body!['paths'] as Record<string, { get?: object }>;
    const lists = Object.keys(paths).filter(
      (path) =>
        path.startsWith('/api/office/') &&
        paths[path]!.get !== undefined &&
        !path.includes('{') &&
        !/agreement|second-factor|office\/(session|own|enrolment|prices)/.test(path),
    );
    expect(lists.length).toBeGreaterThan(9);
    let naming = 0;
    for (const path of [
      ...lists,
      `/api/office/billing/runs/${run}`,
      `/api/office/billing/runs/${run}/checks`,
    ]) {
      const before = await newest();
      const answer = await call(billed.product, path, { app: 'office', cookie: officer.cookie });
      expect([200, 403], `${path} ${answer.text}`).toContain(answer.status);
      const { rows } = await billed.house(NOW, ({ pool }) =>
        pool.query<{ customer: string; role: string; kind: string }>(
          'SELECT customer, role, actor_kind AS kind FROM audit.entry WHERE seq > $1',
          [before],
        ),
      );
      const named = customers.filter(({ id }) => answer.text.includes(id)).map(({ id }) => id);
      const through = people.filter(({ id }) => answer.text.includes(id)).map(({ customer }) => customer);
      naming += named.length > 0 ? 1 : 0;
      for (const id of new Set([...named, ...through]))
        expect(
          rows.filter(({ customer, kind }) => customer === id && kind === 'staff'),
          `${path} shows ${id}`,
        ).toHaveLength(1);
    }
    expect(naming).toBeGreaterThan(2);
    const looked = await own('vera', '/api/privacy/looked');
    expect(looked.text).toContain('work-list');
    expect(looked.text).not.toContain('Petra');
  },
  { timeout: 120_000 },
);
