import { chmodSync, cpSync, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect } from 'vitest';
import { promise } from '#policy/promise';
import { customer as customerTable, person as personTable } from '#data-map/customers';
import { usage } from '#data-map/traffic';
import { endCustomer, numbersInUse } from '#modules/services';
import { read } from '#platform/db';
import type { House } from '../../apps/server/house.ts';
import { plant } from '../canary/index.ts';
import { addAccount, call, signIn, type Login } from '../run/api.ts';
import { NUMBERS, startBilledProduct, type BilledProduct } from '../run/billed-product.ts';
import { holds, scanKept } from '../run/on-disk.ts';

const NOW = '2026-11-10T12:00:00Z';
const ZONE = 'Europe/Stockholm';
let billed: BilledProduct;
let anna: Login;
let bo: Login;
const name = plant('kunddata', 'name');
const inside = <R>(work: (house: House) => Promise<R>, at = NOW): Promise<R> => billed.house(at, work);
const over = (customer: string): Promise<unknown> =>
  inside((house) => endCustomer(house.ctx('proof'), { customer, lastDay: '2026-11-08', zone: ZONE }));
interface Told {
  readonly lines: { table: string; rows: number; act: string; ground: string | null; until: string | null }[];
  readonly waits: { for: string; until: string | null; what: string }[];
  readonly state: string;
  readonly id: string;
}
const toldBy = (body: unknown): Told => body as Told;
const whose = async (house: House, number: string): Promise<{ customer: string; person: string }> => {
  const [found] = await numbersInUse(house.ctx('proof'), 0, Date.parse('2040-01-01'), [number]);
  return { customer: found!.customer, person: found!.person ?? '' };
};

beforeAll(async () => {
  billed = await startBilledProduct(NOW);
  anna = await addAccount(billed.product, name, 'anna@example.org');
  bo = await addAccount(billed.product, 'Bo Ek', 'bo@example.org');
  // Vera rings Tor: one call, two people, a record each.
  await billed.traffic('2026-10-20T09:00:00Z', [
    { served: NUMBERS.vera, other: NUMBERS.tor, start: '2026-10-19T10:00:00+02:00', seconds: 90 },
    {
      served: NUMBERS.tor,
      other: NUMBERS.vera,
      start: '2026-10-19T10:00:00+02:00',
      seconds: 90,
      direction: 'in',
    },
    { served: NUMBERS.tor, other: '46701740655', start: '2026-10-20T10:00:00+02:00', seconds: 30 },
  ]);
  await billed.bill('2026-11-02T09:00:00Z', '2026-10');
}, 300_000);
afterAll(() => billed?.stop());

/** Checks of the books that do not hold. */
const checks = async (): Promise<unknown[]> => {
  const all = (await billed.at(NOW, 'bill', 'check')) as unknown as { name: string; ok: boolean }[];
  expect(all.length).toBeGreaterThan(5);
  return all.filter(({ ok }) => !ok);
};

/** As an operator does: the database is closed when this returns. */
const shutDown = (): Promise<void> =>
  new Promise((done) => {
    billed.product.process.once('exit', () => done());
    billed.product.process.kill('SIGTERM');
  });

const keyBytes = (login: Pick<Login, 'person'>): Buffer => {
  const file = new DatabaseSync(join(billed.product.dataDir, 'keys/keys.sqlite'), { readOnly: true });
  const row = file.prepare('SELECT wrapped FROM key WHERE name = ?').get(`subject:${login.person}`) as
    | { wrapped: Uint8Array }
    | undefined;
  file.close();
  return Buffer.from(row!.wrapped).subarray(0, 40);
};

promise(
  'access.9',
  'a person sees what goes, what stays, why and until when, confirms with the password, and is gone with session and key; the receipt stays readable',
  async () => {
    const { product } = billed;
    const cookie = await signIn(product, anna);
    const waiting = toldBy((await call(product, '/api/privacy/erasure', { cookie })).body);
    expect(waiting.waits).toEqual([{ for: 'contract', until: null, what: '' }]);
    await over(anna.customer);
    const dry = toldBy((await call(product, '/api/privacy/erasure', { cookie })).body);
    expect(dry.waits).toEqual([]);
    expect(dry.lines).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ table: 'customers.person', act: 'delete', rows: 1 }),
        expect.objectContaining({ table: 'audit.entry', act: 'keep', ground: 'security_log' }),
      ]),
    );
    const wrong = await call(product, '/api/privacy/erasure', {
      cookie,
      body: { password: 'not-hers-at-all' },
    });
    expect(wrong.status).toBe(401);
    const key = keyBytes(anna);
    expect(holds(join(product.dataDir, 'keys'), [key])).toBe(1);
    const answer = await call(product, '/api/privacy/erasure', { cookie, body: { password: anna.password } });
    expect(answer.body).toMatchObject({ state: 'done', waits: [] });
    const { id } = toldBy(answer.body);
    expect((await call(product, '/api/privacy/erasure', { cookie })).status).toBe(401);
    expect(
      (
        await call(product, '/api/session/sign-in', {
          body: { userId: anna.userId, password: anna.password },
        })
      ).status,
    ).toBe(401);
    const receipt = await call(product, `/api/privacy/erasure-receipts/${id}`);
    expect(receipt.body).toMatchObject({ id, state: 'done' });
    expect(receipt.text).not.toContain(anna.person);
    expect((await call(product, `/api/privacy/erasure-receipts/${'A'.repeat(22)}`)).status).toBe(404);
    // The key is gone down to its bytes, and Bo's, looked for the same way, is not.
    expect(holds(join(product.dataDir, 'keys'), [key])).toBe(0);
    expect(holds(join(product.dataDir, 'keys'), [keyBytes(bo)])).toBe(1);
    // What is left of her are the ids of the register that the receipt names: that she asked, and that it was done.
    const kept = toldBy(receipt.body)
      .lines.filter(({ act }) => act === 'keep')
      .map(({ table }) => table);
    const places = await left(anna);
    expect(places.filter((place) => !kept.includes(place.slice(0, place.lastIndexOf('.'))))).toEqual([]);
    expect(new Set(places.map((place) => place.split('.')[1]))).toEqual(
      new Set(['request', 'request_event']),
    );
    const { rows: register } = await inside(({ pool }) =>
      pool.query('SELECT state, outcome, text, answer FROM privacy.request WHERE person_id = $1', [
        anna.person,
      ]),
    );
    expect(register).toEqual([{ state: 'answered', outcome: 'granted', text: null, answer: null }]);
    expect((await left(bo)).length).toBeGreaterThan(3);
  },
);

/** Rows that name somebody, anywhere in the live database but the log that is kept by rule. */
const left = (who: Pick<Login, 'person' | 'customer'>): Promise<string[]> =>
  inside(async ({ pool }) => {
    const { rows } = await pool.query<{ place: string; column: string }>(
      `SELECT table_schema || '.' || table_name AS place, column_name AS column FROM information_schema.columns
       WHERE data_type = 'text' AND table_schema NOT IN ('pg_catalog', 'information_schema', 'traffic_day')`,
    );
    const found: string[] = [];
    for (const { place, column } of rows) {
      const hit = await pool.query(`SELECT 1 FROM ${place} WHERE "${column}" = ANY($1) LIMIT 1`, [
        [who.person, who.customer],
      ]);
      if (hit.rows.length > 0 && place !== 'audit.entry') found.push(`${place}.${column}`);
    }
    return found;
  });

promise(
  ['access.9', 'customer.4'],
  'with a bill unpaid the calls and the books stay with ground and date, the order goes, the other one on the line keeps every call, and the key waits for the last record',
  async () => {
    const { product } = billed;
    const [vera, tor] = await inside(async (house) => [
      await whose(house, NUMBERS.vera),
      await whose(house, NUMBERS.tor),
    ]);
    const torsCalls = (): Promise<unknown> =>
      inside((house) =>
        read(
          house.ctx('proof'),
          'rights',
          usage,
          ['start_at', 'other', 'seconds', 'direction', 'amount_ore'],
          {
            where: { customer_id: tor.customer },
            order: [['start_at', 'asc']],
          },
        ),
      );
    const before = await torsCalls();
    expect(before).toMatchObject([{ other: NUMBERS.vera, direction: 'in' }, { direction: 'out' }]);
    await over(vera.customer);
    const cookie = await billed.cookieOf('vera');
    const { lines } = toldBy((await call(product, '/api/privacy/erasure', { cookie })).body);
    const { code, out } = await product.telink('privacy', 'erase', vera.customer, vera.person, '--json');
    expect(code, out).toBe(0);
    const done = JSON.parse(out) as Told & { erasure: string; deleted: Record<string, number> };
    expect(done.state).toBe('waiting');
    expect(done.waits).toEqual(
      expect.arrayContaining([expect.objectContaining({ for: 'records', what: 'traffic.usage' })]),
    );
    const line = (table: string): unknown => lines.find((each) => each.table === table);
    expect(line('services.service')).toMatchObject({ act: 'delete', rows: 1 });
    expect(line('billing.invoice')).toMatchObject({
      act: 'keep',
      ground: 'bookkeeping',
      until: '2033-12-31',
    });
    expect(line('traffic.usage')).toMatchObject({ act: 'keep', ground: 'legal_claims', rows: 1 });
    for (const { table, rows, act } of lines)
      if (act === 'delete') expect(done.deleted[table], table).toBe(rows);
    expect(await torsCalls()).toEqual(before);
    await inside(async ({ pool, keys }) => {
      const rows = await pool.query('SELECT 1 FROM services.service WHERE customer_id = $1', [vera.customer]);
      expect(rows.rows).toEqual([]);
      const books = await pool.query('SELECT invoice_number FROM billing.invoice WHERE customer_id = $1', [
        vera.customer,
      ]);
      expect(books.rows.length).toBe(1);
      // The contract's key seals nothing that stays; the person's seals a call that does.
      expect(await keys.find(`subject:${vera.customer}`)).toBe('destroyed');
      expect(await keys.find(`subject:${vera.person}`)).toBeInstanceOf(Buffer);
    });
    // Paid, and thirty days on: the records go by their own rule, and the key with them.
    await billed.payAll('2026-11-20T09:00:00Z');
    await billed.at('2026-12-22T03:00:00Z', 'traffic', 'sweep');
    await billed.at('2026-12-22T04:00:00Z', 'privacy', 'retention');
    const { erasures } = await billed.at('2026-12-22T04:00:00Z', 'privacy', 'erased');
    expect(erasures).toEqual(
      expect.arrayContaining([expect.objectContaining({ id: done.erasure, state: 'done', waits: [] })]),
    );
    await inside(async ({ keys }) => expect(await keys.find(`subject:${vera.person}`)).toBe('destroyed'));
  },
);

promise(
  'access.9',
  'who uses what somebody else pays for is erased while the contract runs; the service goes on, and what it is used for then is the customer’s and nobody’s else',
  async () => {
    const folke = await inside((house) => whose(house, NUMBERS.folke));
    expect(folke.person).not.toBe('');
    const ring = (at: string): Promise<unknown> =>
      billed.traffic('2026-11-10T12:00:00Z', [
        { served: NUMBERS.folke, other: NUMBERS.tor, start: at, seconds: 61 },
      ]);
    expect(await ring('2026-11-09T10:00:00+01:00')).toMatchObject({ rejected: 0, rated: 1 });
    const { code, out } = await billed.product.telink(
      'privacy',
      'erase',
      folke.customer,
      folke.person,
      '--json',
    );
    expect(code, out).toBe(0);
    expect(await ring('2026-11-10T10:00:00+01:00')).toMatchObject({ rejected: 0, rated: 1 });
    await inside(async (house) => {
      expect(await whose(house, NUMBERS.folke)).toEqual({ customer: folke.customer, person: '' });
      const { rows } = await house.pool.query<{ person: string }>(
        "SELECT person_id AS person FROM traffic.usage WHERE customer_id = $1 AND start_at > '2026-11-10' ",
        [folke.customer],
      );
      expect(rows).toEqual([{ person: folke.customer }]);
    });
  },
);

promise(
  'marketing.5',
  'an address whose person was erased is still one that wants no advertising when it is imported again, and the database holds no address for it',
  async () => {
    const dora = await addAccount(billed.product, 'Dora Prov', 'dora@example.org');
    expect((await billed.product.telink('privacy', 'suppressed', 'dora@example.org')).code).toBe(1);
    await over(dora.customer);
    expect((await billed.product.telink('privacy', 'erase', dora.customer, dora.person)).code).toBe(0);
    const again = await addAccount(billed.product, 'Dora igen', 'dora@example.org');
    expect(await billed.at(NOW, 'privacy', 'suppressed', 'Dora@Example.org')).toEqual({ suppressed: true });
    expect((await billed.product.telink('privacy', 'suppressed', 'bo@example.org')).code).toBe(1);
    const { rows } = await inside(({ pool }) =>
      pool.query<{ address_hash: string }>('SELECT address_hash FROM privacy.suppression'),
    );
    expect(rows.every(({ address_hash: hash }) => /^[0-9a-f]{64}$/.test(hash))).toBe(true);
    expect(again.person).not.toBe(dora.person);
  },
);

promise(
  ['access.9', 'law.10'],
  'a backup holds no key and nothing in clear; it is refused without the ledger, and brings nobody back who was erased after it was made',
  async () => {
    const { product, folder } = billed;
    const file = join(folder, 'telink.backup');
    const cleo = await addAccount(product, plant('kunddata', 'cleo'), 'cleo@example.org');
    const key = keyBytes(cleo);
    await billed.at(NOW, 'backup', file);
    const old = await inside(async ({ pool, db }) => {
      const { rows } = await pool.query<{ name: Buffer }>(
        'SELECT name FROM customers.person WHERE person_id = $1',
        [cleo.person],
      );
      const sealed = rows[0]!.name;
      expect(await db.sealer.open(cleo.person, 'customers.person.name', sealed)).toContain('CNRY');
      return sealed;
    });
    await over(cleo.customer);
    const erased = await product.telink('privacy', 'erase', cleo.customer, cleo.person, '--json');
    expect(JSON.parse(erased.out)).toMatchObject({ state: 'done' });
    // What the backup has of her is noise from now on.
    await inside(async ({ db }) =>
      expect(await db.sealer.open(cleo.person, 'customers.person.name', old)).toBeUndefined(),
    );
    expect(holds(folder, [key])).toBe(0);
    expect((await scanKept(folder, [name, 'cleo@example.org'])).hits).toEqual([]);
    // The file is read to its inside by the same look: an id that stands in clear is found.
    expect((await scanKept(folder, [cleo.customer])).hits.length).toBeGreaterThan(0);

    const refusedWhileRunning = await product.telink('restore', file);
    expect(refusedWhileRunning.out).toContain('Stop Telink first');
    await shutDown();
    const ledger = join(product.dataDir, 'erasure/ledger.jsonl');
    const fresh = (): void => rmSync(join(product.dataDir, 'postgres'), { recursive: true, force: true });
    fresh();
    renameSync(ledger, `${ledger}.away`);
    const without = await product.telink('restore', file, '--json');
    expect([without.code, JSON.parse(without.out)]).toEqual([1, { ok: false, reason: 'ledger-missing' }]);
    renameSync(`${ledger}.away`, ledger);
    const back = await product.telink('restore', file, '--json');
    expect(JSON.parse(back.out)).toMatchObject({ ok: true, erased: 1, forgotten: 1 });
    const twice = await product.telink('restore', file, '--json');
    expect(JSON.parse(twice.out)).toEqual({ ok: false, reason: 'not-empty' });
    expect(await left(cleo)).toEqual([]);
    await product.restart();
    // From another address: the clock of the restarted product stands before earlier wrong tries.
    const again = await call(product, '/api/session/sign-in', {
      body: { userId: cleo.userId, password: cleo.password },
      headers: { 'x-forwarded-for': '203.0.113.7' },
    });
    expect(again.status).toBe(401);
    expect(await signIn(product, bo)).toContain('telink');
    expect(await checks()).toEqual([]);
    expect(await billed.at(NOW, 'audit', 'verify')).toMatchObject({ ok: true });
  },
  { timeout: 300_000 },
);

promise(
  'access.9',
  'an old copy of the database put back behind our backs is held against the ledger before the first page is served',
  async () => {
    const { product } = billed;
    const dora = await addAccount(product, 'Dora Alm', 'dora@example.org');
    await over(dora.customer);
    await shutDown();
    const database = join(product.dataDir, 'postgres');
    const old = join(product.dataDir, 'old-postgres');
    cpSync(database, old, { recursive: true });
    // A copy has the modes of whoever makes it; PostgreSQL wants its folder for itself.
    chmodSync(join(old, 'data'), 0o700);
    await product.restart();
    const done = await product.telink('privacy', 'erase', dora.customer, dora.person, '--json');
    expect(JSON.parse(done.out)).toMatchObject({ state: 'done' });
    await shutDown();
    rmSync(database, { recursive: true });
    renameSync(old, database);
    const ledger = join(product.dataDir, 'erasure/ledger.jsonl');
    renameSync(ledger, `${ledger}.away`);
    await expect(product.restart()).rejects.toThrow(/ledger of erasures/);
    renameSync(`${ledger}.away`, ledger);
    expect(existsSync(ledger)).toBe(true);
    await product.restart();
    expect(await left(dora)).toEqual([]);
  },
  { timeout: 300_000 },
);

promise(
  'law.6',
  'the books of a year stay through 31 December of the seventh year after it, and are gone with their key when the next day begins',
  async () => {
    const count = (at: string): Promise<{ invoices: number; entries: number; key: unknown }> =>
      inside(async ({ pool, keys }) => {
        const { rows } = await pool.query<{ invoices: number; entries: number }>(
          "SELECT (SELECT count(*)::int FROM billing.invoice) AS invoices, (SELECT count(*)::int FROM billing.entry WHERE customer_id <> '-') AS entries",
        );
        return { ...rows[0]!, key: await keys.find('subject:book:2026') };
      }, at);
    await billed.at('2033-12-31T22:30:00Z', 'privacy', 'retention');
    const before = await count(NOW);
    expect(before.invoices).toBeGreaterThan(0);
    expect(before.key).toBeInstanceOf(Buffer);
    await billed.at('2033-12-31T23:30:00Z', 'privacy', 'retention');
    expect(await count(NOW)).toEqual({ invoices: 0, entries: 0, key: 'destroyed' });
    // What is left still adds up.
    expect(await checks()).toEqual([]);
  },
  { timeout: 300_000 },
);

promise(
  'law.5',
  'ten years on, when every job has run, nothing is left but what a running contract or a stated ground keeps',
  async () => {
    const then = '2036-11-10T12:00:00Z';
    await over(bo.customer);
    await billed.at(then, 'traffic', 'sweep');
    await billed.at(then, 'privacy', 'retention');
    expect(await left(bo)).toEqual([]);
    await inside(async ({ pool, ctx }) => {
      const customers = await read(ctx('proof'), 'rights', customerTable, [
        'customer_id',
        'contract_end',
        'state',
      ]);
      // Those whose contract still runs, which is the ground.
      expect(customers.length).toBeGreaterThan(0);
      expect(customers.filter(({ contract_end: end, state }) => end !== null || state === 'ended')).toEqual(
        [],
      );
      const people = await read(ctx('proof'), 'rights', personTable, ['customer_id']);
      const running = new Set(customers.map(({ customer_id: id }) => id));
      expect(people.filter(({ customer_id: id }) => !running.has(id))).toEqual([]);
      const dated = await pool.query<{ table: string; n: number }>(
        `SELECT 'usage' AS table, count(*)::int AS n FROM traffic.usage UNION ALL SELECT 'invoice', count(*)::int FROM billing.invoice
         UNION ALL SELECT 'payment', count(*)::int FROM billing.payment UNION ALL SELECT 'session', count(*)::int FROM session.session
         UNION ALL SELECT 'old log', count(*)::int FROM audit.entry WHERE at < '2031-11-10'`,
      );
      expect(dated.rows.filter(({ n }) => n > 0)).toEqual([]);
    }, then);
    expect(await billed.at(then, 'audit', 'verify')).toMatchObject({ ok: true });
  },
  { timeout: 300_000 },
);
