import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect } from 'vitest';
import { promise } from '#policy/promise';
import { describeMaps, PURPOSES } from '#platform/data-map';
import { addressFile } from '#platform/postgres';
import { dataMaps, machinery, machinerySchemas } from '../../apps/server/data-map.ts';
import { plant, scan, scanText } from '../canary/index.ts';
import { addAccount, call, signIn, type Login } from '../run/api.ts';
import { startRunningProduct, type RunningProduct } from '../run/product.ts';

let product: RunningProduct;
let login: Login;
let cookie: string;
const canaries = {
  name: plant('customer', 'name'),
  password: plant('customer', 'password'),
  agent: plant('header', 'agent'),
  extra: plant('body', 'extra'),
  address: plant('header', 'forwarded'),
};

beforeAll(async () => {
  product = await startRunningProduct({ cloud: { seed: 'empty' } });
  login = await addAccount(product, `Anna ${canaries.name}`, 'anna@example.org');
  cookie = await signIn(product, login, { 'user-agent': canaries.agent, 'x-forwarded-for': '203.0.113.77' });
});
afterAll(() => product?.stop());

async function withDatabase<R>(work: (client: pg.Client) => Promise<R>): Promise<R> {
  const client = new pg.Client({ connectionString: readFileSync(addressFile(product.dataDir), 'utf8') });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** As an outsider with a database tool sees it: every column outside the machinery, blind indexes left to their column. */
const liveColumns = (): Promise<string[]> =>
  withDatabase(async (client) => {
    const { rows } = await client.query<{ table: string; column: string }>(
      `SELECT table_schema || '.' || table_name AS table, column_name AS column FROM information_schema.columns WHERE table_schema NOT IN ('pg_catalog', 'information_schema')`,
    );
    const names = rows
      .filter(
        ({ table }) => !Object.hasOwn(machinerySchemas, table.split('.')[0] ?? '') && !(table in machinery),
      )
      .map(({ table, column }) => `${table}.${column}`);
    return names.filter((name) => !(name.endsWith('_index') && names.includes(name.slice(0, -6)))).toSorted();
  });

promise(
  'scope.1',
  'the published map of stored fields and the live database name the same columns, and the public page shows each',
  async () => {
    const map = (await call(product, '/.well-known/telink/data-map.json', { app: 'shop' }))
      .body as unknown as { place: string; where: string; personal: boolean }[];
    const declared = map.filter((row) => row.where === 'database').map((row) => row.place);
    const live = await liveColumns();
    expect(live.length).toBeGreaterThan(40);
    expect(declared.toSorted()).toEqual(live);
    const page = (await call(product, '/vad-vi-lagrar', { app: 'shop' })).text;
    expect(map.filter((row) => !page.includes(row.place))).toEqual([]);
    await withDatabase((client) => client.query('ALTER TABLE customers.person ADD COLUMN shoe_size int'));
    expect(await liveColumns()).toContain('customers.person.shoe_size');
    await withDatabase((client) => client.query('ALTER TABLE customers.person DROP COLUMN shoe_size'));
  },
);

promise(
  'scope.2',
  'for every stored fact about a person the published map says whether it was given, arose, was computed or came from someone else',
  async () => {
    const map = (await call(product, '/.well-known/telink/data-map.json', { app: 'shop' }))
      .body as unknown as { personal: boolean; origin: string; place: string }[];
    const personal = map.filter((row) => row.personal);
    expect(personal.length).toBeGreaterThan(30);
    expect(
      personal.filter((row) => !['provided', 'observed', 'derived', 'third-party'].includes(row.origin)),
    ).toEqual([]);
    expect(personal.find((row) => row.place === 'customers.person.email')?.origin).toBe('provided');
    expect(personal.find((row) => row.place === 'session.session.seen_at')?.origin).toBe('observed');
  },
);

promise(
  'scope.5',
  'the log of who did what holds, and one changed character, one deleted row or a cut tail makes the verifier name the first bad entry',
  async () => {
    const verify = async (): Promise<unknown> =>
      JSON.parse((await product.telink('audit', 'verify', '--json')).out);
    for (let i = 0; i < 3; i += 1) await signIn(product, login);
    expect(await verify()).toMatchObject({ ok: true });
    const { rows } = await withDatabase((client) =>
      client.query<{ seq: string }>('SELECT seq FROM audit.entry ORDER BY seq'),
    );
    expect(rows.length).toBeGreaterThanOrEqual(4);
    await withDatabase(async (client) => {
      await client.query('CREATE TABLE public.kept AS SELECT * FROM audit.entry');
      await client.query(
        "ALTER TABLE audit.entry DISABLE TRIGGER USER; UPDATE audit.entry SET subject = subject || 'x' WHERE seq = 2",
      );
    });
    expect(await verify()).toMatchObject({ ok: false, seq: '2', fault: 'changed' });
    await withDatabase((client) =>
      client.query(
        'DELETE FROM audit.entry; INSERT INTO audit.entry SELECT * FROM public.kept; DELETE FROM audit.entry WHERE seq = 3',
      ),
    );
    expect(await verify()).toMatchObject({ ok: false, seq: '3', fault: 'missing' });
    await withDatabase((client) =>
      client.query(
        'DELETE FROM audit.entry; INSERT INTO audit.entry SELECT * FROM public.kept; DROP TABLE public.kept; ALTER TABLE audit.entry ENABLE TRIGGER USER',
      ),
    );
    expect(await verify()).toMatchObject({ ok: true });
  },
);

promise(
  'customer.5',
  'a hundred user ids are random: none alike, none in order, none made of a name or an address',
  async () => {
    // The very function that makes them, a hundred times; one whole journey has shown above that accounts get theirs from it.
    const { randomUserId } = await import('../../modules/session/server/account.ts');
    const ids = Array.from({ length: 100 }, randomUserId);
    expect(new Set(ids).size).toBe(100);
    expect(ids).not.toEqual(ids.toSorted());
    expect(ids).not.toEqual(ids.toSorted().toReversed());
    expect(login.userId).toMatch(/^[2-9a-hjkmnp-z]{8}$/);
    expect([login.person, login.customer].every((id) => /^[\w-]{22}$/.test(id))).toBe(true);
  },
);

promise(
  'customer.8',
  'what no contract names is refused, and a caller’s address, browser and headers are kept nowhere',
  async () => {
    const refused = await call(product, '/api/session/sign-in', {
      body: { userId: login.userId, password: login.password, shoeSize: canaries.extra },
    });
    expect(refused).toMatchObject({ status: 400, body: { code: 'unknown-field' } });
    await call(product, `/api/connections?note=${canaries.extra}`, {
      cookie,
      headers: { 'user-agent': canaries.agent, referer: `https://example.org/${canaries.address}` },
    });
    writeFileSync(join(product.dataDir, 'control.txt'), canaries.extra);
    const found = await scan([product.dataDir], [canaries.agent, canaries.extra, canaries.address]);
    expect(found.unread).toEqual([]);
    expect(found.hits.map((hit) => hit.file)).toEqual([join(product.dataDir, 'control.txt')]);
    expect(scanText(product.said(), Object.values(canaries))).toEqual([]);
    expect(product.said()).toContain('/api/session/sign-in');
  },
);

promise(
  'customer.6',
  'the password lies nowhere, in no form: only an argon2id hash, in no answer, log or export',
  async () => {
    const changed = await call(product, '/api/session/password', {
      cookie,
      body: { current: login.password, next: canaries.password },
    });
    expect(changed.status).toBeLessThan(300);
    const again = await call(product, '/api/session/sign-in', {
      body: { userId: login.userId, password: canaries.password },
    });
    expect(again.status).toBe(200);
    const wrong = await call(product, '/api/session/sign-in', {
      body: { userId: login.userId, password: 'wrong-password-1' },
    });
    const unknown = await call(product, '/api/session/sign-in', {
      body: { userId: 'zzzzzzzz', password: 'wrong-password-1' },
    });
    expect([wrong.status, wrong.text]).toEqual([unknown.status, unknown.text]);
    const found = await scan([product.dataDir], [canaries.password]);
    expect(found.unread).toEqual([]);
    expect(found.hits).toEqual([]);
    expect(scanText(product.said(), [canaries.password])).toEqual([]);
  },
);

promise(
  'customer.2',
  'a personal number lies encrypted: its bytes are nowhere in the database’s files, log or settings, and it is masked where shown',
  async () => {
    const number = '189001289819';
    const probe = plant('control', 'plain');
    await withDatabase((client) =>
      client.query(`CREATE TABLE public.control AS SELECT '${probe}'::text AS plain`),
    );
    const { registerPerson, maskedPersonalNumber } = await import('#modules/customers');
    const { withHouse } = await import('../../apps/server/reach.ts');
    const { readConfig } = await import('#platform/config');
    await withHouse(readConfig({ TELINK_DATA: product.dataDir }), async (house) => {
      const person = await registerPerson(house.ctx('proof'), {
        customer: login.customer,
        name: 'Bo Test',
        personalNumber: number,
        roles: ['user'],
        source: 'staff',
      });
      expect(await maskedPersonalNumber(house.ctx('proof'), { customer: login.customer, person })).toMatch(
        /^••••••-9819$/,
      );
      return 0;
    });
    await withDatabase((client) => client.query('CHECKPOINT'));
    const found = await scan([product.dataDir], [number, '9001289819', '900128-9819', probe, canaries.name]);
    expect(found.unread).toEqual([]);
    expect([...new Set(found.hits.map((hit) => hit.canary))]).toEqual([probe]);
  },
);

promise(
  'purpose.2',
  'a purpose outside the closed list is refused by the data layer itself, whoever asks',
  async () => {
    expect(PURPOSES).toHaveLength(16);
    const used = new Set(describeMaps(dataMaps).flatMap((row) => row.purposes));
    expect([...used].filter((purpose) => !PURPOSES.includes(purpose))).toEqual([]);
    const { read } = await import('#platform/db');
    const { person } = await import('#data-map/customers');
    const { withHouse } = await import('../../apps/server/reach.ts');
    const { readConfig } = await import('#platform/config');
    await withHouse(readConfig({ TELINK_DATA: product.dataDir }), async (house) => {
      await expect(read(house.ctx('proof'), 'resale' as 'support', person, ['name'])).rejects.toThrow(
        'may not be read for resale',
      );
      return 0;
    });
  },
);

promise(
  'law.3',
  'the register of processing is downloadable, names the controller, and covers exactly the stored personal fields',
  async () => {
    const register = (await call(product, '/.well-known/telink/register.json', { app: 'shop' }))
      .body as unknown as {
      controller: { name: string };
      activities: { purpose: string; places: string[]; bases: string[] }[];
    };
    expect(register.controller.name).toBe('Select Telecom AB');
    const live = new Set(await liveColumns());
    const covered = new Set(
      register.activities.flatMap((activity) => activity.places).filter((place) => live.has(place)),
    );
    const personal = describeMaps(dataMaps)
      .filter((row) => row.personal && row.where === 'database')
      .map((row) => row.place);
    expect([...covered].toSorted()).toEqual(personal.toSorted());
    expect(register.activities.every((activity) => activity.bases.length > 0)).toBe(true);
  },
);

promise(
  'law.2',
  'a fresh account has every optional processing off: nothing is stored for marketing or statistics, and the rules refuse both',
  async () => {
    const optional = describeMaps(dataMaps).filter((row) =>
      row.purposes.some((purpose) => purpose === 'marketing' || purpose === 'statistics'),
    );
    expect(optional).toEqual([]);
    const { loadPolicyFiles } = await import('#platform/access');
    const decide = loadPolicyFiles(new URL('../../policy/', import.meta.url));
    const staff = { ndaInForce: true, secondFactor: true };
    for (const purpose of ['marketing', 'statistics'] as const) {
      const ask = (consent: boolean) =>
        decide({
          actor: { kind: 'system', job: 'campaign' },
          purpose,
          category: 'kunddata',
          restricted: false,
          consent,
          staff,
        });
      expect(ask(false)).toEqual({ allow: false, rules: ['law.2'] });
      expect(ask(true).allow).toBe(true);
    }
  },
);
