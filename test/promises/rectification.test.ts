import { createPublicKey, verify } from 'node:crypto';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { promise } from '#policy/promise';
import type { CorrectionMade, OwnFacts, ReviewList } from '#contract/privacy';
import { billedTo, personById } from '#modules/customers';
import { numbersInUse } from '#modules/services';
import { call, type Answer } from '../run/api.ts';
import { axeFaults } from '../run/axe.ts';
import { withoutBrowser } from '../run/browser.ts';
import { NUMBERS, startBilledProduct, type BilledProduct } from '../run/billed-product.ts';
import { startMailServer, type MailServer } from '../run/mail-server.ts';
import { enrol, office, publish, sign, type OfficeLogin } from '../run/office.ts';
import { ORIGINS } from '../run/product.ts';
import { startRecipient, type Recipient } from '../worlds/recipient.ts';

const NOW = '2026-11-10T12:00:00Z';
/** The product's own time, which began at NOW. */
let now: () => number = Date.now;
let billed: BilledProduct;
let mail: MailServer;
let carrier: Recipient;

beforeAll(async () => {
  mail = await startMailServer();
  carrier = await startRecipient(503);
  const ahead = Date.parse(NOW) - Date.now();
  now = () => Date.now() + ahead;
  billed = await startBilledProduct(NOW, {
    TELINK_SMTP_URL: mail.url,
    TELINK_RECIPIENTS: `carrier=${carrier.url}`,
  });
  await publish(billed.product, 'Det jag får veta om kunder för jag inte vidare.');
}, 300_000);
afterAll(async () => {
  await billed?.stop();
  await mail?.stop();
  await carrier?.stop();
});

const asked = async (path: string, body?: unknown, method?: string, user = 'vera'): Promise<Answer> =>
  call(billed.product, path, {
    cookie: await billed.cookieOf(user),
    ...(body === undefined ? {} : { body }),
    ...(method === undefined ? {} : { method }),
  });
const facts = async (user = 'vera'): Promise<OwnFacts> =>
  (await asked('/api/privacy/facts', undefined, undefined, user)).body as unknown as OwnFacts;
const made = async (path: string, body: unknown): Promise<CorrectionMade> => {
  const answer = await asked(path, body);
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.text}`);
  return answer.body as unknown as CorrectionMade;
};
const until = async <T>(look: () => Promise<T | undefined>): Promise<T> => {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((done) => setTimeout(done, 200));
  }
};
const vera = (): Promise<{ customer: string; person: string }> =>
  billed.house(NOW, async (house) => {
    const [held] = await numbersInUse(house.ctx('proof'), 0, Date.parse('2040-01-01'), [NUMBERS.vera]);
    return { customer: held!.customer, person: held!.person! };
  });
const held = async (): Promise<string | undefined> => {
  const who = await vera();
  return billed.house(NOW, async (house) => (await personById(house.ctx('proof'), who))?.email);
};

promise(
  'rectification.1',
  'a changed address is used when its code has been given back and not before; one that letters come back from is unverified and nothing is sent there by itself',
  async () => {
    const { id, state } = await made('/api/privacy/facts/email', { value: 'Vera.Ny@example.org' });
    expect(state).toBe('code');
    const letter = await mail.letterTo('vera.ny@example.org', /\b\d{6}\b/);
    const code = /\b(\d{6})\b/.exec(letter.text)![1]!;
    expect(await held()).toBe('vera@example.org');
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
    expect((await asked(`/api/privacy/corrections/${id}/confirm`, { code: wrong })).status).toBe(401);
    expect((await asked(`/api/privacy/corrections/${id}/confirm`, { code }, 'POST', 'torlilja')).status).toBe(
      404,
    );
    expect(await held()).toBe('vera@example.org');
    expect((await asked(`/api/privacy/corrections/${id}/confirm`, { code })).status).toBe(200);
    expect(await held()).toBe('vera.ny@example.org');
    expect(await facts()).toMatchObject({ email: 'vera.ny@example.org', emailState: 'verified' });

    const { code: ended, out } = await billed.product.telink(
      'privacy',
      'bounced',
      'VERA.NY@example.org',
      '--json',
    );
    expect({ ended, ...(JSON.parse(out) as object) }).toEqual({ ended: 0, people: 1 });
    expect(await facts()).toMatchObject({ email: 'vera.ny@example.org', emailState: 'bounced' });
    expect(await held()).toBeUndefined();
    const sent = mail.letters.length;
    const reset = await call(billed.product, '/api/session/reset/request', { body: { who: 'vera' } });
    expect(reset.status).toBeLessThan(300);
    // A letter to somebody else, asked for later, is there; hers is not.
    await call(billed.product, '/api/session/reset/request', { body: { who: 'torlilja' } });
    await mail.letterTo('tor@example.org', /./);
    expect(mail.letters.slice(sent).map(({ to }) => to)).not.toContain('vera.ny@example.org');
    const buyer = await billed.house(NOW, async (house) => {
      const { customer } = await vera();
      return (await billedTo(house.ctx('proof'), [customer])).get(customer)?.contact?.email;
    });
    expect(buyer).toBeUndefined();

    const again = await made('/api/privacy/facts/email', { value: 'vera.ny@example.org' });
    const codes = await until(async () => {
      const letters = mail.letters.filter(
        ({ to, text }) => to === 'vera.ny@example.org' && /\b\d{6}\b/.test(text),
      );
      return letters.length > 1 ? letters : undefined;
    });
    const second = /\b(\d{6})\b/.exec(codes.at(-1)!.text)![1];
    await asked(`/api/privacy/corrections/${again.id}/confirm`, { code: second });
    expect(await held()).toBe('vera.ny@example.org');
  },
  { timeout: 120_000 },
);

promise(
  ['rectification.2', 'rectification.4'],
  'a new address holds everywhere at once and the earlier one is history; an issued invoice keeps every byte and the next one has the new address',
  async () => {
    await billed.traffic(NOW, [
      { served: NUMBERS.vera, other: '46313900644', start: '2026-10-04T10:00:00+02:00', seconds: 60 },
    ]);
    await billed.bill(NOW, '2026-10');
    const invoices = async (): Promise<{ id: string; month: string }[]> =>
      (await asked('/api/invoices')).body as unknown as { id: string; month: string }[];
    const [old] = await invoices();
    const pdf = async (id: string): Promise<string> => (await asked(`/api/invoices/${id}/pdf`)).text;
    const before = await pdf(old!.id);
    expect(before.startsWith('%PDF')).toBe(true);

    const moved = { kind: 'invoice', street: 'Nygatan 8', postalCode: '35246', city: 'Växjö' };
    expect(await made('/api/privacy/facts/address', moved)).toMatchObject({ state: 'done' });
    const { addresses, corrections } = await facts();
    expect(addresses.find(({ to }) => to === null)).toMatchObject({
      street: 'Nygatan 8',
      postalCode: '352 46',
      source: 'person',
    });
    expect(addresses.find(({ to }) => to !== null)).toMatchObject({ street: 'Ekstigen 1', to: '2026-11-10' });
    expect(corrections.find(({ what }) => what === 'address')).toMatchObject({
      state: 'done',
      earlier: 'Ekstigen 1, 352 46 Växjö',
      wanted: 'Nygatan 8, 352 46 Växjö',
    });
    await billed.traffic('2026-11-10T13:00:00Z', [
      { served: NUMBERS.vera, other: '46313900644', start: '2026-11-09T10:00:00+01:00', seconds: 60 },
    ]);
    await billed.bill('2026-12-03T08:00:00Z', '2026-11');
    const next = (await invoices()).find(({ id }) => id !== old!.id);
    const streets = await billed.house('2026-12-03T09:00:00Z', async ({ db, config, log }) => {
      const { createBilling } = await import('#modules/billing');
      const { billSource } = await import('../../apps/server/bill-source.ts');
      const billing = createBilling({ config, db, log, source: billSource({ db, config }) });
      return Promise.all(
        [old!.id, next!.id].map(
          async (id) => (await billing.invoiceOf(id))!.invoice.buyer.address?.street ?? '',
        ),
      );
    });
    expect(streets).toEqual(['Ekstigen 1', 'Nygatan 8']);
    expect(await pdf(old!.id)).toBe(before);

    expect(await made('/api/privacy/facts/phone', { value: '070-174 06 60' })).toMatchObject({
      state: 'done',
    });
    expect(await made('/api/privacy/facts/language', { value: 'en' })).toMatchObject({ state: 'done' });
    expect(await facts()).toMatchObject({ phone: '+46701740660', language: 'en' });
    await made('/api/privacy/facts/statement', { words: 'Adressen var fel redan i oktober.' });
    expect((await facts()).corrections[0]).toMatchObject({
      what: 'statement',
      words: 'Adressen var fel redan i oktober.',
    });
    const bad = await asked('/api/privacy/facts/address', { ...moved, postalCode: '0123' });
    expect(bad.status).toBe(400);
    expect((await asked('/api/privacy/facts/phone', { value: '112' })).status).toBe(400);
  },
  { timeout: 240_000 },
);

promise(
  ['rectification.2', 'rectification.4'],
  'a name changes when a colleague has looked, who states why and is named in the log; then nobody is found by the old one',
  async () => {
    const kim: OfficeLogin = await enrol(billed.product, 'Kim Berg', 'support', now);
    await sign(billed.product, kim);
    const find = async (text: string): Promise<number> => {
      const answer = await office(billed.product, kim.cookie, '/api/office/customers/find', {
        by: 'name',
        text,
      });
      return (answer.body as { customers: unknown[] }).customers.length;
    };
    expect([await find('Vera Lind'), await find('Vera Ekman')]).toEqual([1, 0]);
    const wish = { what: 'name', value: 'Vera Ekman', words: 'Jag har gift mig.' };
    const { id } = await made('/api/privacy/facts/identity', wish);
    expect((await asked('/api/privacy/facts/identity', wish)).status).toBe(409);
    expect((await facts()).name).toBe('Vera Lind');
    const queue = await office(billed.product, kim.cookie, '/api/office/privacy/corrections');
    expect(queue.text).not.toContain('Vera');
    const [waits] = (queue.body as unknown as ReviewList).waiting;
    expect(waits).toMatchObject({ id, what: 'name' });
    const at = `/api/office/privacy/corrections/${waits!.customer}/${waits!.person}/${id}`;
    expect((await office(billed.product, kim.cookie, at)).status).toBe(403);
    await office(billed.product, kim.cookie, `/api/office/customers/${waits!.customer}/case`, {
      reason: 'rights-request',
      note: 'Namnbyte',
    });
    expect((await office(billed.product, kim.cookie, at)).body).toMatchObject({
      earlier: 'Vera Lind',
      wanted: 'Vera Ekman',
      words: 'Jag har gift mig.',
    });
    const decided = await office(billed.product, kim.cookie, at, {
      decision: 'accept',
      ground: 'Folkbokföringen säger samma sak.',
    });
    expect(decided.status).toBe(200);
    expect(await facts()).toMatchObject({ name: 'Vera Ekman' });
    expect((await facts()).corrections.find((each) => each.id === id)).toMatchObject({
      state: 'done',
      earlier: 'Vera Lind',
      wanted: 'Vera Ekman',
      ground: 'Folkbokföringen säger samma sak.',
    });
    expect([await find('Vera Lind'), await find('Vera Ekman')]).toEqual([0, 1]);
    const chain = await billed.house(NOW, async ({ pool }) =>
      pool.query<{ event: string }>(
        "SELECT event FROM audit.entry WHERE actor = $1 AND subject = $2 AND event IN ('read', 'rights-decision')",
        [kim.id, waits!.person],
      ),
    );
    expect(new Set(chain.rows.map(({ event }) => event))).toEqual(new Set(['read', 'rights-decision']));
  },
  { timeout: 120_000 },
);

promise(
  'rectification.3',
  'whoever got the data is told, signed, again and again until it confirms; until then it is shown as pending',
  async () => {
    await made('/api/privacy/facts/phone', { value: '070-174 06 61' });
    const correction = async (): Promise<OwnFacts['corrections'][number] | undefined> =>
      (await facts()).corrections.find(({ wanted }) => wanted === '+46701740661');
    const mine = () => carrier.heard.filter(({ text }) => text.includes('+46701740661'));
    await until(async () => (mine().length > 1 ? true : undefined));
    expect((await correction())!.told).toEqual([{ recipient: 'carrier', state: 'pending' }]);
    carrier.answer = 200;
    const told = await until(async () => {
      const found = (await correction())!.told;
      return found[0]?.state === 'confirmed' ? found : undefined;
    });
    expect(told).toEqual([{ recipient: 'carrier', state: 'confirmed' }]);
    const last = mine().at(-1)!;
    expect(JSON.parse(last.text)).toMatchObject({
      regulation: 'gdpr',
      subject_request_type: 'rectification',
      content: { what: 'phone', value: '+46701740661' },
    });
    const { body } = await call(billed.product, '/.well-known/telink/keys.json');
    const [jwk] = (body as { keys: { kty: string; crv: string; x: string }[] }).keys;
    const key = createPublicKey({ key: jwk!, format: 'jwk' });
    const signature = Buffer.from(String(last.headers['x-opendsr-signature']), 'base64url');
    expect(verify(null, Buffer.from(last.text), key, signature)).toBe(true);
    const count = carrier.heard.length;
    const rows = await billed.house(NOW, async ({ pool }) =>
      pool.query<{ content: unknown; proof: string }>(
        "SELECT content, proof FROM privacy.notice WHERE state = 'confirmed' AND what = 'corrected'",
      ),
    );
    expect(rows.rows.length).toBeGreaterThan(0);
    for (const { content, proof } of rows.rows) {
      expect(content).toBeNull();
      expect(proof).toMatch(/^r-\d+$/);
    }
    expect(count).toBeGreaterThan(2);
  },
  { timeout: 120_000 },
);

const skipped = test.skipIf(withoutBrowser !== false);

async function open(page: Page, origin: string, cookie: string, path: string): Promise<void> {
  await page.context().addCookies(
    cookie.split('; ').map((pair) => ({
      name: pair.slice(0, pair.indexOf('=')),
      value: pair.slice(pair.indexOf('=') + 1),
      url: origin,
      secure: true,
    })),
  );
  await page.goto(`${origin}${path}`);
}

async function look(page: Page, what: string, width: number): Promise<void> {
  expect(await axeFaults(page), what).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth), what).toBeLessThanOrEqual(width);
  const shots = process.env['TELINK_SHOTS'];
  if (shots !== undefined)
    await page.screenshot({ path: join(shots, `${what}-${width}.png`), fullPage: true });
}

for (const [width, dark] of [
  [390, true],
  [1280, false],
] as const)
  skipped(
    `at ${width} pixels: an address is changed in place, a mail address by its code, and a file is made ready to take along`,
    async () => {
      const browsing = await billed.product.browse({ width, dark });
      const page = browsing.context.pages()[0] ?? (await browsing.context.newPage());
      await open(page, ORIGINS.app, await billed.cookieOf('torlilja'), '/mina-uppgifter/ratta');
      await page.getByRole('heading', { name: 'Rätta', level: 1 }).waitFor();
      await page.getByRole('button', { name: 'Ändra fakturaadress' }).click();
      await page.getByLabel('Gata').fill(`Björkstigen ${width}`);
      await page.getByRole('button', { name: 'Spara' }).click();
      await page.getByText(`Björkstigen ${width}, 352 46 Växjö`).first().waitFor();
      await page.getByRole('button', { name: 'Ändra e-post' }).click();
      const address = `tor.${width}@example.org`;
      await page.getByRole('textbox', { name: 'E-post' }).fill(address);
      await page.getByRole('button', { name: 'Spara' }).click();
      const letter = await mail.letterTo(address, /\b\d{6}\b/);
      await page.getByLabel('Kod ur brevet').fill(/\b(\d{6})\b/.exec(letter.text)![1]!);
      await look(page, 'ratta-kod', width);
      await page.getByRole('button', { name: 'Bekräfta' }).click();
      await page.getByText('Bekräftad', { exact: true }).waitFor();
      await page.getByRole('button', { name: 'Be om ändring av namn' }).click();
      await page.getByLabel('Ska vara').fill(`Tor Lilja ${width}`);
      await page.getByRole('button', { name: 'Be om ändring', exact: true }).click();
      await page.getByText(`Namn: Tor Lilja ${width}`).waitFor();
      await look(page, 'ratta', width);

      await page.goto(`${ORIGINS.app}/mina-uppgifter/ta-med`);
      await page.getByRole('button', { name: 'Gör i ordning' }).click();
      const download = page.waitForEvent('download');
      await page.getByRole('link', { name: 'Ladda ner filen' }).click();
      expect((await download).suggestedFilename()).toBe('mina-uppgifter.zip');
      await page.getByRole('button', { name: 'Gör en nyckel' }).click();
      await page.getByText('Nyckeln visas bara nu.').waitFor();
      await look(page, 'ta-med', width);

      const kim: OfficeLogin = await enrol(billed.product, `Kim Berg ${width}`, 'support', now);
      await sign(billed.product, kim);
      const desk = await browsing.context.newPage();
      await open(desk, ORIGINS.office, kim.cookie, '/rattigheter/rattelser');
      await desk.getByRole('button', { name: 'Granska' }).first().click();
      await desk.getByRole('button', { name: 'Öppna kunden' }).click();
      await desk.getByText(`Tor Lilja ${width}`).waitFor();
      await look(desk, 'rattelser', width);
      await desk.getByLabel('Skäl till beslutet').fill('Folkbokföringen säger något annat.');
      await desk.getByRole('button', { name: 'Säg nej' }).click();
      await desk.getByText('Inget väntar.').waitFor();
      await page.goto(`${ORIGINS.app}/mina-uppgifter/ratta`);
      await page.getByText('Skäl: Folkbokföringen säger något annat.').first().waitFor();
      await browsing.close();
    },
    120_000,
  );
