import { request } from 'node:http';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import type { HeldView } from '#contract/privacy';
import { checkArchive, recordDisclosure, unzip, type Report } from '#modules/privacy';
import { promise } from '#policy/promise';
import type { House } from '../../apps/server/house.ts';
import { call } from '../run/api.ts';
import { NUMBERS, startBilledProduct, type BilledProduct } from '../run/billed-product.ts';
import { HOSTS } from '../run/product.ts';

const NOW = '2026-11-05T12:00:00Z';
const OTHER = '46701740661';
let billed: BilledProduct;
beforeAll(async () => {
  billed = await startBilledProduct(NOW);
  await billed.traffic('2026-10-20T12:00:00Z', [
    { served: NUMBERS.vera, other: OTHER, start: '2026-10-20T10:00:00+02:00', seconds: 61 },
    { served: NUMBERS.folke, other: '46701740699', start: '2026-10-20T10:05:00+02:00', seconds: 62 },
  ]);
  await billed.traffic('2026-11-04T12:00:00Z', [
    { served: NUMBERS.vera, other: OTHER, start: '2026-11-04T10:00:00+01:00', answered: false },
  ]);
  await billed.bill('2026-11-01T12:00:00Z', '2026-10');
}, 300_000);
afterAll(() => billed?.stop());

const inside = <R>(work: (house: House) => Promise<R>): Promise<R> => billed.house(NOW, work);

interface Archive {
  readonly files: Map<string, Buffer>;
  readonly report: Report;
  readonly data: Readonly<Record<string, readonly Record<string, unknown>[]>>;
  readonly bytes: Buffer;
  readonly id: string;
}

function fetched(id: string, cookie?: string): Promise<{ status: number; bytes: Buffer }> {
  const headers = {
    host: HOSTS.app,
    'x-forwarded-proto': 'https',
    ...(cookie === undefined ? {} : { cookie }),
  };
  return new Promise((done, fail) => {
    request(
      { host: '127.0.0.1', port: billed.product.port, path: `/api/privacy/archives/${id}`, headers },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => done({ status: response.statusCode ?? 0, bytes: Buffer.concat(parts) }));
      },
    )
      .on('error', fail)
      .end();
  });
}

async function archiveOf(user: string, language: 'sv' | 'en' = 'sv'): Promise<Archive> {
  const cookie = await billed.cookieOf(user);
  const asked = await call(billed.product, '/api/privacy/archives', { cookie, body: { language } });
  expect(asked.status).toBe(200);
  const id = String(asked.body?.['archive']);
  const { status, bytes } = await fetched(id, cookie);
  expect(status).toBe(200);
  const files = unzip(bytes)!;
  return {
    files,
    bytes,
    id,
    ...(JSON.parse(files.get('data.json')!.toString('utf8')) as Pick<Archive, 'report' | 'data'>),
  };
}
const held = async (user: string): Promise<HeldView> =>
  (await call(billed.product, '/api/privacy/held', { cookie: await billed.cookieOf(user) }))
    .body as unknown as HeldView;
const field = (report: Report, place: string) =>
  report.categories.flatMap(({ fields }) => fields).find((each) => each.place === place)!;

promise(
  ['access.4', 'access.5', 'access.8', 'customer.1'],
  'the report says for what is held of this very person why, in which categories and what can be asked for, and the five facts are customer data',
  async () => {
    const { report, files } = await archiveOf('vera');
    expect(report.confirmation).toMatch(/^Ja/);
    const names = report.categories.map(({ name }) => name);
    expect(names).toContain('Kunddata');
    expect(names).toContain('Trafikdata');
    for (const { fields } of report.categories)
      for (const each of fields) {
        expect(each.purposes.length, each.place).toBeGreaterThan(0);
        expect(each.until, each.place).not.toBe('');
      }
    expect(field(report, 'customers.person.email').purposes).toContain('leverera tjänsten');
    // Tor has no calls: his report claims none, and says what is never stored.
    const tor = (await archiveOf('torlilja')).report;
    expect(tor.categories.map(({ name }) => name)).not.toContain('Trafikdata');
    expect(tor.neverStored).toEqual(['Mejl', 'Kalender', 'Kontakter']);
    const customer = report.categories.find(({ name }) => name === 'Kunddata')!;
    for (const [place, value] of [
      ['customers.person.name', 'Vera Lind'],
      ['customers.address.street', 'Ekstigen 1'],
      ['customers.person.email', 'vera@example.org'],
      ['services.number.phone_number', NUMBERS.vera],
    ])
      expect(customer.fields.find((each) => each.place === place)?.samples, place).toContain(value);
    const html = files.get('report.html')!.toString('utf8');
    for (const kind of ['correction', 'erasure', 'restriction', 'objection'])
      expect(html).toContain(`/mina-uppgifter?begar=${kind}"`);
    for (const authority of ['Integritetsskyddsmyndigheten', 'Post- och telestyrelsen'])
      expect(html).toContain(authority);
    expect(html).not.toContain('<script');
  },
);

promise(
  ['access.6', 'access.13'],
  'a recipient stands in the report by name, country and day, one outside the EEA with its safeguard, and without one nothing may go',
  async () => {
    const given = await inside(async (house) => {
      const { rows } = await house.pool.query<{ customer_id: string; person_id: string }>(
        'SELECT a.customer_id, a.person_id FROM customers.address a JOIN services.service s USING (customer_id) ORDER BY a.customer_id LIMIT 1',
      );
      const { customer_id: customer, person_id: person } = rows[0]!;
      const about = { customer, person, categories: ['kunddata'], purpose: 'bill' } as const;
      const ctx = house.ctx('proof');
      return [
        await recordDisclosure(ctx, { ...about, recipient: 'Brevhuset AB', country: 'SE' }),
        await recordDisclosure(ctx, { ...about, recipient: 'Nowhere Inc', country: 'US' }),
        await recordDisclosure(ctx, {
          ...about,
          recipient: 'Print & Post Inc',
          country: 'US',
          safeguard: 'standard-clauses',
        }),
        person,
      ] as const;
    });
    expect(given.slice(0, 3)).toMatchObject([
      { ok: true },
      { ok: false, reason: 'no-safeguard' },
      { ok: true },
    ]);
    const found = [];
    for (const user of ['vera', 'torlilja', 'greta']) {
      const { report, files } = await archiveOf(user);
      if (report.person !== given[3]) expect(report.recipients).toEqual([]);
      else found.push(report, files.get('report.html')!.toString('utf8'));
    }
    const [report, html] = found as [Report, string];
    expect(report.recipients).toMatchObject([
      {
        recipient: 'Brevhuset AB',
        country: 'SE',
        safeguard: null,
        first: expect.stringMatching(/^2026-11-05T12/),
      },
      {
        recipient: 'Print & Post Inc',
        country: 'US',
        safeguard: expect.stringContaining('standardavtalsklausuler'),
      },
    ]);
    expect(html).toContain('<strong>Brevhuset AB</strong>, Sverige');
    expect(html).toContain('USA');
    expect(html).not.toContain('Nowhere');
  },
);

promise(
  'access.7',
  'the day the report promises is the day the records are erased, for a call nobody pays and for one on a paid bill',
  async () => {
    const promised = field((await archiveOf('vera')).report, 'traffic.usage.start_at').ends!;
    await billed.payAll('2026-11-06T12:00:00Z');
    // A payment moves the day at the next sweep, which is within the hour.
    await billed.at('2026-11-06T12:00:00Z', 'traffic', 'sweep');
    const paid = field((await archiveOf('vera')).report, 'traffic.usage.start_at').ends!;
    expect(paid.first).toBe(promised.first);
    expect(paid.last).not.toBe(promised.last);
    const left = (): Promise<number> =>
      inside(async ({ pool }) => {
        const { rows } = await pool.query<{ n: number }>(
          'SELECT count(*)::int AS n FROM (SELECT 1 FROM traffic.usage u JOIN customers.address a ON a.person_id = u.person_id WHERE u.seconds <> 62 UNION ALL SELECT 1 FROM traffic.held_usage) x',
        );
        return rows[0]!.n;
      });
    const eve = (day: string): string =>
      `${new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)}T12:00:00Z`;
    const counts: number[] = [];
    for (const at of [eve(paid.first), `${paid.first}T12:00:00Z`, eve(paid.last), `${paid.last}T12:00:00Z`]) {
      await billed.at(at, 'traffic', 'sweep');
      counts.push(await left());
    }
    expect(counts).toEqual([2, 1, 1, 0]);
    // The books: through the seventh year after the fiscal year of the bill.
    const books = field((await archiveOf('vera')).report, 'billing.invoice.payable_ore');
    expect(books.until).toBe('2034-01-01');
  },
  { timeout: 240_000 },
);

promise(
  'access.11',
  'each fact says where it came from and when, and a source that changes is a source that shows',
  async () => {
    const before = field((await archiveOf('vera')).report, 'customers.address.street');
    expect(before.sources).toMatchObject([
      { source: 'ett tidigare system', at: expect.stringMatching(/^2026/) },
    ]);
    await inside(({ pool }) =>
      pool.query("UPDATE customers.address SET source = 'register', verified_at = '2026-11-04T00:00:00Z'"),
    );
    const after = field((await archiveOf('vera')).report, 'customers.address.street');
    expect(after.sources).toEqual([{ source: 'ett offentligt register', at: '2026-11-04T00:00:00.000Z' }]);
    const call = field((await archiveOf('vera', 'en')).report, 'billing.invoice.payable_ore');
    expect(call.sources[0]?.source).toBe('computed');
  },
);

promise('access.12', 'where no decision was made by a program the report says so', async () => {
  const { report, files } = await archiveOf('vera');
  expect(report.decisions).toEqual([]);
  expect(files.get('report.html')!.toString('utf8')).toContain(
    'Inga. Inget beslut om dig har fattats av ett program',
  );
});

promise(
  'access.14',
  'the copy is HTML, PDF, JSON and CSV, signed, behind the own sign-in, in the chain at each fetch, and gone after a week',
  async () => {
    const { files, bytes, id } = await archiveOf('vera', 'en');
    expect([...files.keys()]).toEqual(
      expect.arrayContaining([
        'report.html',
        'report.pdf',
        'data.json',
        'data/customers.person.csv',
        'manifest.json',
      ]),
    );
    expect(files.get('report.pdf')!.subarray(0, 5).toString()).toBe('%PDF-');
    expect(files.get('report.html')!.toString('utf8')).toContain('<html lang="en">');
    const key = (await call(billed.product, '/.well-known/telink/report-key.json', { app: 'shop' })).body?.[
      'x'
    ];
    expect(checkArchive(bytes, String(key))).toMatchObject({ ok: true });
    const file = join(billed.folder, 'report.zip');
    writeFileSync(file, bytes);
    expect(await billed.at(NOW, 'privacy', 'verify', file)).toMatchObject({ ok: true });
    // One byte of a stored hash, and one byte of the data: neither passes.
    const forged = Buffer.from(bytes);
    const at = forged.indexOf('data/customers.person.csv') + 40;
    forged[at] = forged[at]! ^ 1;
    expect(checkArchive(forged, String(key)).ok).toBe(false);
    expect((await fetched(id)).status).toBe(401);
    expect((await fetched(id, await billed.cookieOf('torlilja'))).status).toBe(404);
    const cookie = await billed.cookieOf('vera');
    const entries = (): Promise<number> =>
      inside(async ({ pool }) => {
        const { rows } = await pool.query<{ n: number }>(
          `SELECT count(*)::int AS n FROM audit.entry WHERE event = 'archive-fetched' AND detail LIKE $1`,
          [`%${id}%`],
        );
        return rows[0]!.n;
      });
    expect(await entries()).toBe(1);
    expect((await fetched(id, cookie)).status).toBe(200);
    expect(await entries()).toBe(2);
    await inside(({ pool }) =>
      pool.query("UPDATE privacy.archive SET expires_at = '2026-11-05T11:59:59Z' WHERE archive_id = $1", [
        id,
      ]),
    );
    expect((await fetched(id, cookie)).status).toBe(410);
    expect(await entries()).toBe(2);
  },
);

promise(
  'access.15',
  'who pays for two sees nothing of the other’s calls, what names the other is covered with its ground, and the rest is there',
  async () => {
    const { files, report, data } = await archiveOf('greta');
    const text = files.get('data.json')!.toString('utf8');
    expect(text).not.toContain('46701740699');
    expect(text).not.toContain('folke@example.se');
    expect(data['services.service']?.map((row) => row['person_id'])).toContain(
      '(en annan person hos kunden)',
    );
    expect(report.hidden.find(({ place }) => place === 'services.service.person_id')?.why).toMatch(/15\.4/);
    expect(data['session.account']?.[0]?.['password']).toBe('(ett avtryck sparas, inte värdet)');
    expect(text).not.toContain('argon2');
    expect(report.categories.length).toBeGreaterThan(1);
  },
);

promise(
  ['access.1', 'access.15'],
  'who uses what another pays for sees the service and number they use, and nothing of the payer’s own',
  async () => {
    const { files, data, report } = await archiveOf('folke');
    const numbers = data['services.number']?.map((row) => row['phone_number']);
    expect(numbers).toEqual([NUMBERS.folke]);
    expect(data['services.service']).toMatchObject([{ person_id: report.person, label: 'Folkes mobil' }]);
    expect(data['services.plan']).toHaveLength(1);
    const text = files.get('data.json')!.toString('utf8');
    expect(text).not.toContain(NUMBERS.greta);
    expect(text).not.toContain('greta@example.se');
    expect((await archiveOf('greta')).data['services.number']).toHaveLength(2);
    const counts = await call(billed.product, '/api/privacy/held/counts', {
      cookie: await billed.cookieOf('folke'),
    });
    expect(counts.status, counts.text).toBe(200);
  },
);

promise(
  'customer.4',
  'what was ordered is in the report, with who ordered it and until when it is kept',
  async () => {
    const { data, report } = await archiveOf('vera');
    expect(data['services.service']).toMatchObject([
      { kind: 'mobile', label: 'Min mobil', starts_on: '2026-01-01' },
    ]);
    expect(data['services.plan']).toMatchObject([{ plan_id: 'mobil-bas' }]);
    expect(field(report, 'services.service.starts_on')).toMatchObject({
      purposes: expect.arrayContaining(['leverera tjänsten']),
      until: expect.stringContaining('90 dagar'),
    });
  },
);

promise('access.2', 'the app shows what is held, why and until when without anybody asking', async () => {
  const places = (given: readonly { readonly fields: readonly { readonly place: string }[] }[]): string[] =>
    given
      .flatMap(({ fields }) => fields.map(({ place }) => place))
      .filter((place) => !place.startsWith('privacy.archive'))
      .toSorted();
  // First, since the asking is itself something that is held from then on.
  const { report } = await archiveOf('vera');
  const view = await held('vera');
  expect(places(view.categories)).toEqual(places(report.categories));
  const fields = view.categories.flatMap((category) => category.fields);
  expect(fields.find(({ place }) => place === 'customers.person.email')).toMatchObject({
    samples: ['vera@example.org'],
    purposes: expect.arrayContaining(['leverera tjänsten']),
    until: '90 dagar efter att avtalet är slut',
  });
  expect((await call(billed.product, '/api/privacy/held')).status).toBe(401);
});
