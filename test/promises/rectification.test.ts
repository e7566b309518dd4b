import { createPublicKey, verify } from 'node:crypto';
import { afterAll, beforeAll, expect } from 'vitest';
import { promise } from '#policy/promise';
import type { CorrectionMade, OwnFacts, ReviewList } from '#contract/privacy';
import { billedTo, personById } from '#modules/customers';
import { numbersInUse } from '#modules/services';
import { call, type Answer } from '../run/api.ts';
import { NUMBERS, startBilledProduct, type BilledProduct } from '../run/billed-product.ts';
import { startMailServer, type MailServer } from '../run/mail-server.ts';
import { enrol, office, publish, sign, type OfficeLogin } from '../run/office.ts';
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
    await publish(billed.product, 'Det jag får veta om kunder för jag inte vidare.');
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
