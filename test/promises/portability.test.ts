import { createHash, createPublicKey, verify } from 'node:crypto';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect } from 'vitest';
import { promise } from '#policy/promise';
import type { PortMade, PortView } from '#contract/privacy';
import { unzipped } from '#modules/privacy';
import type { Described } from '#platform/data-map';
import { call, type Answer } from '../run/api.ts';
import { NUMBERS, startBilledProduct, type BilledProduct } from '../run/billed-product.ts';
import { HOSTS, ORIGINS, startRunningProduct, type RunningProduct } from '../run/product.ts';
import { startPlainFront, type PlainFront } from '../worlds/plain-front.ts';

const NOW = '2026-11-10T12:00:00Z';
/** Nobody’s key: ours only sends to the neighbour. */
const NO_KEY = 'A'.repeat(43);
type Rows = Record<string, readonly Record<string, unknown>[]>;

let ours: BilledProduct;
let theirs: RunningProduct;
let [toOurs, toTheirs]: PlainFront[] = [];
let folder: string;
let archive: Buffer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'telink-port-'));
  [toOurs, toTheirs] = [await startPlainFront(ORIGINS.app), await startPlainFront(ORIGINS.app)];
  ours = await startBilledProduct(NOW, { TELINK_CONTROLLERS: `grannen=${toTheirs.origin}#${NO_KEY}` });
  toOurs.target = ours.product.port;
  const { body } = await call(ours.product, '/.well-known/telink/keys.json');
  const { x } = (body as { keys: { x: string }[] }).keys[0]!;
  theirs = await startRunningProduct({
    cloud: { seed: 'empty' },
    env: {
      TELINK_CLOCK: NOW,
      TELINK_ALLOW_CLOCK: '1',
      TELINK_CONTROLLERS: `hemma=${ORIGINS.app}#${x},nara=${toOurs.origin}#${x}`,
    },
  });
  await ours.traffic('2026-11-10T12:00:00Z', [
    { served: NUMBERS.vera, other: '46313900644', start: '2026-11-09T10:00:00+01:00', seconds: 61 },
    { served: NUMBERS.vera, other: '46313900645', start: '2026-11-09T11:00:00+01:00', seconds: 62 },
    { served: NUMBERS.tor, other: '46313900646', start: '2026-11-09T12:00:00+01:00', seconds: 63 },
  ]);
  await post('/api/privacy/facts/address', {
    kind: 'invoice',
    street: 'Nygatan 8, "bakom", 2 tr',
    postalCode: '352 46',
    city: 'Växjö',
  });
  await post('/api/privacy/facts/phone', { value: '070-174 06 62' });
  const made = (await post('/api/privacy/port', { way: 'archive' })).body as unknown as PortMade;
  archive = await bytesOf(made.archive!, await ours.cookieOf('vera'));
}, 400_000);
afterAll(async () => {
  await ours?.stop();
  await theirs?.stop();
  await toOurs?.stop();
  await toTheirs?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function post(path: string, body: unknown, user = 'vera'): Promise<Answer> {
  const answer = await call(ours.product, path, { cookie: await ours.cookieOf(user), body });
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.text}`);
  return answer;
}
const bytesOf = (path: string, cookie: string): Promise<Buffer> =>
  new Promise((done, fail) => {
    const headers = { host: HOSTS.app, 'x-forwarded-proto': 'https', cookie };
    request({ host: '127.0.0.1', port: ours.product.port, path, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () =>
        answer.statusCode === 200 ? done(Buffer.concat(parts)) : fail(new Error(String(answer.statusCode))),
      );
    })
      .on('error', fail)
      .end();
  });
const inside = (name: string): string => unzipped(archive, name)!;
const tablesIn = (text: string): Rows => (JSON.parse(text) as { tables: Rows }).tables;
const publishedMap = async (): Promise<readonly Described[]> =>
  (await call(ours.product, '/.well-known/telink/data-map.json', { app: 'shop' }))
    .body as unknown as Described[];
const schema = async (): Promise<{
  properties: { tables: { properties: Record<string, { items: { properties: object } }> } };
}> =>
  (await call(ours.product, '/.well-known/telink/portability.schema.json', { app: 'shop' })).body as never;

/** What may be left out although a person gave it or it came of their use: what opens a door, and rows that lead to nobody. */
const LEFT_OUT = new Set([
  'session.account.password',
  'session.account.totp',
  'session.session.session_id',
  'session.vault_secret.session_id',
  'session.vault_secret.secret',
  'session.passkey.credential',
  'session.passkey.public_key',
  'session.attempt.key_hash',
  'traffic.reject.raw',
  // Sealed for authorities: nobody here can open it.
  'retained.telephony.sealed_records',
  'retained.internet.sealed_records',
  'privacy.port_inbox.content',
  ...[
    'answered_at',
    'channel',
    'hat',
    'kind',
    'language',
    'latest',
    'mail',
    'received_at',
    'target',
    'text',
  ].map((column) => `privacy.unknown_request.${column}`),
  // The operator's own account of what happened.
  'privacy.incident.description',
  'privacy.incident_event.note',
]);
/** Says what a row is and nothing of a person. */
const CONTEXT = new Set(['customers.customer.kind', 'customers.address.kind', 'customers.contact_fact.kind']);

promise(
  'portability.1',
  'everything a person gave and everything their use left is in the file, column for column as the published map says; nothing that was worked out, and nobody else’s',
  async () => {
    const map = (await publishedMap()).filter(({ where, personal }) => where === 'database' && personal);
    const expected = map
      .filter(({ origin, subject }) => ['provided', 'observed'].includes(origin) && subject !== 'staff')
      .map(({ place }) => place)
      .filter((place) => !LEFT_OUT.has(place));
    const tables = tablesIn(inside('data.json'));
    const promised = Object.entries((await schema()).properties.tables.properties).flatMap(
      ([table, { items }]) =>
        Object.keys(items.properties)
          .filter((column) => column !== 'service')
          .map((column) => `${table}.${column}`),
    );
    expect(new Set(promised.filter((place) => !CONTEXT.has(place)))).toEqual(new Set(expected));
    const carried = Object.entries(tables).flatMap(([table, rows]) =>
      rows.flatMap((row) => Object.keys(row).map((column) => `${table}.${column}`)),
    );
    const derived = new Set(map.filter(({ origin }) => origin === 'derived').map(({ place }) => place));
    expect(carried.filter((place) => derived.has(place))).toEqual([]);
    expect(tables['traffic.usage']!.map(({ other, seconds }) => [other, seconds])).toEqual(
      expect.arrayContaining([
        ['46313900644', 61],
        ['46313900645', 62],
      ]),
    );
    expect(tables['customers.person']).toMatchObject([
      { name: 'Vera Lind', email: 'vera@example.org', phone: '+46701740662' },
    ]);
    expect(tables['customers.address']!.map(({ street, valid_to: to }) => [street, to === null])).toEqual(
      expect.arrayContaining([
        ['Ekstigen 1', false],
        ['Nygatan 8, "bakom", 2 tr', true],
      ]),
    );
    const everything = ['data.json', 'calls.csv', 'contact.vcf'].map(inside).join('\n');
    for (const mark of ['46313900646', 'Tor Lilja', 'tor@example.org', 'Ekstigen 2'])
      expect(everything).not.toContain(mark);
    const other = await call(ours.product, '/api/privacy/port', { cookie: await ours.cookieOf('torlilja') });
    expect((other.body as unknown as PortView).transfers).toEqual([]);
    const mine = await call(ours.product, '/api/privacy/port', { cookie: await ours.cookieOf('vera') });
    const { id } = (mine.body as unknown as PortView).transfers[0]!;
    const stolen = await call(ours.product, `/api/privacy/port/${id}/archive`, {
      cookie: await ours.cookieOf('torlilja'),
    });
    expect(stolen.status).toBe(404);
  },
  { timeout: 120_000 },
);

promise(
  'portability.2',
  'the file holds against its published schema by a validator that isn’t ours, opens with common tools, and every checksum and the signature are right',
  async () => {
    const require = createRequire(import.meta.resolve('fastify'));
    const { default: Ajv } = require('ajv/dist/2020.js') as {
      default: new (options: object) => {
        compile(schema: unknown): ((data: unknown) => boolean) & { errors?: unknown };
      };
    };
    const { default: addFormats } = require('ajv-formats') as { default: (ajv: unknown) => void };
    const ajv = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true });
    addFormats(ajv);
    const holds = ajv.compile(await schema());
    const data = JSON.parse(inside('data.json')) as { tables: Rows };
    expect([holds(data), holds.errors ?? null]).toEqual([true, null]);
    expect(holds({ ...data, tables: { ...data.tables, 'customers.person': [{ name: 7 }] } })).toBe(false);
    expect(JSON.parse(inside('portability.schema.json'))).toEqual(await schema());

    const manifest = inside('manifest.json');
    const { files } = JSON.parse(manifest) as { files: { name: string; sha256: string; bytes: number }[] };
    expect(files.length).toBeGreaterThan(20);
    for (const { name, sha256, bytes } of files) {
      const text = Buffer.from(inside(name));
      expect([name, createHash('sha256').update(text).digest('hex'), text.length]).toEqual([
        name,
        sha256,
        bytes,
      ]);
    }
    const { body } = await call(ours.product, '/.well-known/telink/keys.json');
    const key = createPublicKey({ key: (body as { keys: object[] }).keys[0] as never, format: 'jwk' });
    const signature = Buffer.from(inside('manifest.sig').trim(), 'base64url');
    expect(verify(null, Buffer.from(manifest), key, signature)).toBe(true);

    const path = join(folder, 'taken.zip');
    writeFileSync(path, archive);
    // Where the machine has Info-ZIP it is asked too: an archive that only we can open is none.
    if (spawnSync('unzip', ['-v']).status === 0)
      expect(execFileSync('unzip', ['-tqq', path]).toString()).toBe('');
    for (const { name } of files.filter((file) => file.name.endsWith('.csv'))) {
      const rows = parse(inside(name), { columns: true });
      const table = /^csv\/(.+)\.csv$/.exec(name)?.[1];
      if (table !== undefined) expect([table, rows.length]).toEqual([table, data.tables[table]!.length]);
    }
    const lived = parse<{ street: string }>(inside('csv/customers.address.csv'), { columns: true });
    expect(lived.map(({ street }) => street)).toContain('Nygatan 8, "bakom", 2 tr');
    const calls = parse<Record<string, string>>(inside('calls.csv'), { columns: true });
    expect(calls.map(({ served, other, seconds }) => [served, other, seconds])).toEqual(
      expect.arrayContaining([
        [`+${NUMBERS.vera}`, '+46313900644', '61'],
        [`+${NUMBERS.vera}`, '+46313900645', '62'],
      ]),
    );
    const card = inside('contact.vcf');
    expect(card).toMatch(/^BEGIN:VCARD\r\nVERSION:4\.0\r\nFN:Vera Lind\r\n/);
    expect(card).toContain('TEL;VALUE=uri:tel:+46701740662\r\n');
    expect(card.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  },
  { timeout: 120_000 },
);

/** What of a package is a person’s own facts, in an order that says nothing of how they were stored. */
function ownFacts(text: string): Record<string, string[]> {
  const tables = tablesIn(text);
  const names = ['customers.customer', 'customers.person', 'customers.address', 'customers.contact_fact'];
  return Object.fromEntries(
    names.map((name) => [name, tables[name]!.map((row) => JSON.stringify(row)).toSorted()]),
  );
}

/** What the neighbour would hand on: the newest customer there. */
async function handedOn(name: string): Promise<string> {
  const { withHouse } = await import('../../apps/server/reach.ts');
  const { readConfig } = await import('#platform/config');
  const ids: { customer: string; person: string }[] = [];
  await withHouse(readConfig({ TELINK_DATA: theirs.dataDir }), async ({ pool }) => {
    const { rows } = await pool.query<{ customer: string; person: string }>(
      'SELECT customer_id AS customer, person_id AS person FROM customers.person ORDER BY created_at DESC LIMIT 1',
    );
    ids.push(...rows);
    return 0;
  });
  const file = join(folder, name);
  const { code, out } = await theirs.telink('privacy', 'export', ids[0]!.customer, ids[0]!.person, file);
  if (code !== 0) throw new Error(out);
  return unzipped(readFileSync(file), 'data.json')!;
}
const peopleThere = async (): Promise<number> => {
  const { withHouse } = await import('../../apps/server/reach.ts');
  const { readConfig } = await import('#platform/config');
  let count = -1;
  await withHouse(readConfig({ TELINK_DATA: theirs.dataDir }), async ({ pool }) => {
    count = Number((await pool.query('SELECT count(*)::int AS n FROM customers.person')).rows[0].n);
    return 0;
  });
  return count;
};

promise(
  'portability.3',
  'data goes straight to another operator, pushed or fetched once with a token, and by hand; whoever it is about says yes there first, and what they hand on is what was given',
  async () => {
    const given = ownFacts(inside('data.json'));
    const there = (path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer> =>
      call(theirs, path, {
        ...(body === undefined ? {} : { body }),
        ...(headers === undefined ? {} : { headers }),
      });
    // By hand: the archive itself.
    const path = join(folder, 'by-hand.zip');
    writeFileSync(path, archive);
    const byHand = await theirs.telink('privacy', 'import', path, '--json');
    expect(byHand.code).toBe(0);
    expect(ownFacts(await handedOn('one.zip'))).toEqual(given);

    // Pushed: nobody is there yet, so it waits and is tried again.
    const pushed = (await post('/api/privacy/port', { way: 'push', receiver: 'grannen' }))
      .body as unknown as PortMade;
    const transfer = async (): Promise<PortView['transfers'][number]> =>
      (
        (await call(ours.product, '/api/privacy/port', { cookie: await ours.cookieOf('vera') }))
          .body as unknown as PortView
      ).transfers.find(({ id }) => id === pushed.id)!;
    // Not asked without a pause: calls are counted, and more than the limit are answered with no.
    await expect
      .poll(async () => (await transfer()).tries, { timeout: 60_000, interval: 500 })
      .toBeGreaterThan(0);
    expect(await transfer()).toMatchObject({ state: 'open', receiver: 'grannen' });
    toTheirs!.target = theirs.port;
    for (;;) {
      if ((await transfer()).state === 'done') break;
      await new Promise((done) => setTimeout(done, 700));
    }
    const before = await peopleThere();
    expect((await there('/api/privacy/port/inbox/confirm', { code: 'AAAA-BBBB-CCCC-DDDD' })).status).toBe(
      404,
    );
    expect(await peopleThere()).toBe(before);
    const yes = await there('/api/privacy/port/inbox/confirm', { code: pushed.code });
    expect(yes.body).toEqual({ taken: true, name: 'Vera Lind' });
    expect(await peopleThere()).toBe(before + 1);
    expect(ownFacts(await handedOn('two.zip'))).toEqual(given);
    expect((await there('/api/privacy/port/inbox/confirm', { code: pushed.code })).status).toBe(404);

    // Somebody else's signature, or a message that was changed on its way, is not even read.
    const forged = { 'x-opendsr-processor-domain': HOSTS.app, 'x-opendsr-signature': 'AAAA' };
    expect((await there('/api/privacy/port/inbox', { regulation: 'gdpr' }, forged)).status).toBe(403);

    // Fetched, once.
    const pull = (await post('/api/privacy/port', { way: 'pull' })).body as unknown as PortMade;
    const fetched = await there('/api/privacy/port/pull-in', { from: 'nara', token: pull.token });
    expect(fetched.body).toEqual({ taken: true, name: 'Vera Lind' });
    expect(ownFacts(await handedOn('three.zip'))).toEqual(given);
    const again = await there('/api/privacy/port/pull-in', { from: 'nara', token: pull.token });
    expect(again.status).toBe(404);
    const direct = await call(ours.product, '/api/privacy/port/pull', {
      headers: { authorization: `Bearer ${pull.token}` },
    });
    expect(direct.status).toBe(404);
    const nowhere = await call(ours.product, '/api/privacy/port', {
      cookie: await ours.cookieOf('vera'),
      body: { way: 'push', receiver: 'okand' },
    });
    expect(nowhere.status).toBe(400);
  },
  { timeout: 240_000 },
);

promise(
  'portability.4',
  'what rests on neither consent nor contract is carried all the same, when a machine processes it: the promise is wider than the law',
  async () => {
    const map = (await publishedMap()).filter(({ where }) => where === 'database');
    const wider = map.filter(
      ({ personal, origin, subject, bases, place }) =>
        personal &&
        ['provided', 'observed'].includes(origin) &&
        subject !== 'staff' &&
        !bases.includes('contract') &&
        !bases.includes('consent') &&
        !LEFT_OUT.has(place),
    );
    expect(wider.length).toBeGreaterThan(0);
    const tables = (await schema()).properties.tables.properties;
    for (const { place } of wider) {
      const [table, column] = [
        place.slice(0, place.lastIndexOf('.')),
        place.slice(place.lastIndexOf('.') + 1),
      ];
      expect([place, column in (tables[table]?.items.properties ?? {})]).toEqual([place, true]);
    }
    // Not by its heading alone: a correction rests on the law, and what Vera wrote in hers is there.
    expect(wider.map(({ place }) => place)).toContain('privacy.correction.new_value');
    const corrections = tablesIn(inside('data.json'))['privacy.correction']!;
    expect(corrections.map((row) => row['new_value'])).toContain('+46701740662');
  },
  { timeout: 60_000 },
);
