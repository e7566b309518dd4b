import { createHash, createPublicKey, verify, type JsonWebKey } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect } from 'vitest';
import { promise } from '#policy/promise';
import { addressFile } from '#platform/postgres';
import { addAccount, call, signIn, type Answer, type Login } from '../run/api.ts';
import { startMailServer, type MailServer } from '../run/mail-server.ts';
import { enrol, office, publish, sign, type OfficeLogin } from '../run/office.ts';
import { startRunningProduct, type RunningProduct } from '../run/product.ts';

let product: RunningProduct;
let mail: MailServer;
let anna: Login;
let bo: Login;
let asAnna: string;
let asBo: string;
let officer: OfficeLogin;

beforeAll(async () => {
  mail = await startMailServer();
  product = await startRunningProduct({ cloud: { seed: 'empty' }, env: { TELINK_SMTP_URL: mail.url } });
  anna = await addAccount(product, 'Anna Prov', 'anna@example.org');
  bo = await addAccount(product, 'Bo Prov', 'bo@example.org');
  asAnna = await signIn(product, anna);
  asBo = await signIn(product, bo);
  officer = await enrol(product, 'Disa Dahl', 'privacy');
  await publish(product, 'Det jag får veta om kunder för jag inte vidare.');
  await sign(product, officer);
});
afterAll(async () => {
  await product?.stop();
  await mail?.stop();
});

const app = (cookie: string, path: string, body?: object): Promise<Answer> =>
  call(product, `/api/privacy${path}`, { cookie, ...(body === undefined ? {} : { body }) });
const board = (path: string, body?: object): Promise<Answer> =>
  office(product, officer.cookie, `/api/office/privacy/requests${path}`, body);
const file = async (cookie: string, kind: string, text = 'Min fråga'): Promise<Record<string, string>> => {
  const answer = await app(cookie, '/requests', { kind, text });
  expect(answer.status).toBe(200);
  return answer.body as Record<string, string>;
};

/** Posts a plain form as a browser does. */
const form = (path: string, fields: Record<string, string>): Promise<Answer> =>
  call(product, path, {
    app: 'shop',
    method: 'POST',
    body: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-telink': '', 'accept-language': 'sv' },
  });

async function database<R>(work: (client: pg.Client) => Promise<R>): Promise<R> {
  const client = new pg.Client({ connectionString: readFileSync(addressFile(product.dataDir), 'utf8') });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Moves a request back in time, as if it had come so many days ago. */
const age = (id: string, days: number): Promise<unknown> =>
  database((client) =>
    client.query(
      `UPDATE privacy.request SET received_at = received_at - make_interval(days => $2),
         target = target - $2::int, latest = latest - $2::int WHERE request_id = $1`,
      [id, days],
    ),
  );

/** Asks in public and reads the code from the letter. */
async function ask(address: string): Promise<{ path: string; asked: Answer; shown: Answer; code: string }> {
  const asked = await form('/begar', { kind: 'access', mail: address, text: 'Har ni något om mig?' });
  expect(asked.status).toBe(303);
  const path = String(asked.headers['location']);
  const shown = await call(product, path, { app: 'shop' });
  const letter = await mail.letterTo(address, /^\d{8}\r?$/m);
  return { path, asked, shown, code: /^(\d{8})\r?$/m.exec(letter.text)![1]! };
}

promise(
  'access.1',
  'whoever asks without an account gets the same answers whether known or not until the code from the letter is entered; then the known get «yes» with a request and its days, the unknown a «no» whose signature anyone can check',
  async () => {
    const page = await call(product, '/begar', { app: 'shop' });
    expect(page.text).toMatch(/<form[^>]+method="post"/);
    expect(page.text).not.toContain('<script');
    const known = await ask('anna@example.org');
    const unknown = await ask('okand@example.net');
    const bare = (text: string, path: string): string => text.replaceAll(path.split('/').at(-1)!, 'ID');
    expect([known.asked.status, known.asked.text]).toEqual([unknown.asked.status, unknown.asked.text]);
    expect(Object.keys(known.asked.headers)).toEqual(Object.keys(unknown.asked.headers));
    expect(bare(known.shown.text, known.path)).toBe(bare(unknown.shown.text, unknown.path));
    const wrong = await Promise.all(
      [known, unknown].map(async ({ path }) => {
        const { status, text } = await form(path, { code: 'x' });
        return [status, bare(text, path)];
      }),
    );
    expect(wrong[0]).toEqual(wrong[1]);
    expect((await app(asAnna, '/requests')).body?.['requests']).toEqual([]);

    const yes = await form(known.path, { code: known.code });
    expect(yes.text).toContain('Ja, vi har uppgifter om dig');
    expect(yes.text).not.toContain('Anna');
    const { requests } = (await app(asAnna, '/requests')).body as { requests: Record<string, unknown>[] };
    const [filed] = requests;
    expect(filed).toMatchObject({ kind: 'access', channel: 'form', proof: 'code', state: 'open' });
    expect(yes.text).toContain(String(filed!['target']));
    await mail.letterTo('anna@example.org', /Vi har tagit emot din begäran/);

    const no = await form(unknown.path, { code: unknown.code });
    expect(no.text).toContain('Nej, vi har inga uppgifter om dig');
    const { text } = await mail.letterTo('okand@example.net', /"statement"/);
    const signed = JSON.parse(/\{"statement".*\}/.exec(text)![0]) as { statement: string; signature: string };
    const { text: jwk } = await call(product, '/.well-known/telink/answer-key.json', { app: 'shop' });
    const key = createPublicKey({ key: JSON.parse(jwk) as JsonWebKey, format: 'jwk' });
    const holds = (statement: string): boolean =>
      verify(null, Buffer.from(statement), key, Buffer.from(signed.signature, 'base64'));
    expect(holds(signed.statement)).toBe(true);
    expect(holds(signed.statement.replace('"no"', '"yes"'))).toBe(false);
    expect(JSON.parse(signed.statement)).toMatchObject({
      answer: 'no',
      searched: { 'e-mail address': 'okand@example.net' },
    });
    // A used code says nothing more, to either.
    const after = await Promise.all([known, unknown].map(({ path, code }) => form(path, { code })));
    expect(after.map(({ status }) => status)).toEqual([410, 410]);
    expect(after[0]!.text).toBe(after[1]!.text);
  },
  { timeout: 400_000 },
);

promise(
  'access.16',
  'an address alone opens nothing: five wrong codes end it, another site can’t post the form, and what was proven is written with the request; no field anywhere takes a copy of a paper',
  async () => {
    const { path, code } = await ask('bo@example.org');
    const bad = code === '00000000' ? '00000001' : '00000000';
    for (let n = 0; n < 5; n += 1) expect((await form(path, { code: bad })).status).toBe(401);
    expect((await form(path, { code })).status).toBe(410);
    expect((await app(asBo, '/requests')).body?.['requests']).toEqual([]);
    const foreign = await call(product, '/begar', {
      app: 'shop',
      method: 'POST',
      body: 'kind=access&mail=bo@example.org&text=',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        origin: 'https://elsewhere.example',
      },
    });
    expect(foreign.status).toBe(403);
    for (const path_ of ['/begar', '/en/request']) {
      const { text } = await call(product, path_, { app: 'shop' });
      expect(text).not.toMatch(/type="file"|multipart/);
    }
  },
  { timeout: 200_000 },
);

promise(
  'access.16',
  'the clock stands still only while proof is asked for: with a reason, soon after the request came, for thirty days at most, and the person sees why and for how long',
  async () => {
    const { id, latest } = await file(asBo, 'access', 'Vad har ni?');
    const at = `/${bo.customer}/${id}`;
    expect((await board(`${at}/pause`, {})).status).toBe(400);
    expect((await board(`${at}/pause`, { reason: 'Skriv koden som vi skickat.' })).status).toBe(204);
    expect((await board(`${at}/pause`, { reason: 'En gång till, av misstag.' })).status).toBe(409);
    await database((client) =>
      client.query(
        "UPDATE privacy.request SET paused_at = paused_at - interval '5 days' WHERE request_id = $1",
        [id],
      ),
    );
    expect((await board(`${at}/resume`, {})).status).toBe(204);
    const seen = (await app(asBo, `/requests/${id}`)).body as Record<string, unknown>;
    expect(seen).toMatchObject({ state: 'open', pausedDays: 5 });
    expect(String(seen['latest']) > latest!).toBe(true);
    expect(JSON.stringify(seen['log'])).toContain('Skriv koden som vi skickat.');
    await mail.letterTo('bo@example.org', /Skriv koden som vi skickat/);
    // Too late to ask.
    const late = await file(asBo, 'access');
    await age(late['id']!, 20);
    expect(
      (await board(`/${bo.customer}/${late['id']}/pause`, { reason: 'Vi undrar vem du är.' })).status,
    ).toBe(409);
    // Somebody else’s request is not there, by any of its addresses.
    expect((await app(asAnna, `/requests/${id}`)).status).toBe(404);
    expect((await app(asAnna, `/requests/${id}/withdraw`, {})).status).toBe(404);
    expect((await app(asAnna, `/requests/${id}/complaint`)).status).toBe(404);
  },
  { timeout: 200_000 },
);

promise(
  'access.3',
  'the days are those of the vectors, from the command line and on every request; more time is given once, with a reason sent within the first month and never after; late is an alarm and a public count; nothing has a price',
  async () => {
    for (const [received, extended, due] of [
      ['2026-03-05', false, { target: '2026-04-05', latest: '2026-04-07' }],
      ['2026-11-24', false, { target: '2026-12-24', latest: '2026-12-24' }],
      ['2028-01-31', true, { target: '2028-04-30', latest: '2028-05-02' }],
      // A second before midnight in Stockholm, and a second after.
      ['2026-05-05T21:59:59Z', false, { target: '2026-06-05', latest: '2026-06-05' }],
      ['2026-05-05T22:00:01Z', false, { target: '2026-06-06', latest: '2026-06-08' }],
    ] as const) {
      const words = ['privacy', 'deadline', received, ...(extended ? ['--extended'] : []), '--json'];
      expect(JSON.parse((await product.telink(...words)).out)).toEqual(due);
    }
    expect((await product.telink('privacy', 'deadline', 'igår', '--json')).code).toBe(2);

    const filed = await file(asAnna, 'access');
    const today = String((await app(asAnna, '/requests')).body?.['today']);
    const told = JSON.parse((await product.telink('privacy', 'deadline', today, '--json')).out) as object;
    expect(filed).toMatchObject(told);
    const at = `/${anna.customer}/${filed['id']}`;
    expect((await board(`${at}/extend`, { reason: 'kort' })).status).toBe(400);
    expect((await board(`${at}/extend`, { reason: 'Vi väntar på uppgifter från tre växlar.' })).status).toBe(
      204,
    );
    expect((await board(`${at}/extend`, { reason: 'Vi väntar fortfarande på dem.' })).status).toBe(409);
    await mail.letterTo('anna@example.org', /Vi väntar på uppgifter från tre växlar/);
    expect((await app(asAnna, `/requests/${filed['id']}`)).body).toMatchObject({ extended: true });

    const late = await file(asAnna, 'erasure');
    await age(late['id']!, 45);
    expect(
      (await board(`/${anna.customer}/${late['id']}/extend`, { reason: 'Vi har haft mycket att göra.' }))
        .status,
    ).toBe(409);
    const { figures, requests } = (await board('')).body as {
      figures: Record<string, number>;
      requests: { id: string; daysLeft: number; overdue: boolean }[];
    };
    expect(figures['overdue']).toBe(1);
    expect(requests[0]).toMatchObject({ id: late['id'], overdue: true });
    expect(requests.map(({ daysLeft }) => daysLeft)).toEqual(
      requests.map(({ daysLeft }) => daysLeft).toSorted((a, b) => a - b),
    );
    await product.restart();
    const alarm = /"event":"rights requests are overdue"/;
    while (!alarm.test(product.said())) await new Promise((resolve) => setTimeout(resolve, 50));
    const log = JSON.stringify((await app(asAnna, `/requests/${late['id']}`)).body?.['log']);
    expect(log).toContain('overdue');
    // No field of any contract or column of these tables is about money.
    const { text } = await call(product, '/api/openapi.json');
    const paths = JSON.parse(text) as { paths: Record<string, unknown> };
    const ours = Object.entries(paths.paths).filter(([path]) => path.includes('/privacy/requests'));
    expect(ours.length).toBeGreaterThan(5);
    expect(JSON.stringify(ours)).not.toMatch(/price|fee|amount|ore\b|avgift/i);
  },
  { timeout: 400_000 },
);

promise(
  'contact.1',
  'a question about one’s data has a receipt with a day, comes up before the privacy officer, and its answer reaches the one who asked',
  async () => {
    const { id, target } = await file(asBo, 'question', 'Varför sparar ni mitt nummer?');
    await mail.letterTo('bo@example.org', new RegExp(`svarar senast ${target}`));
    const view = await board(`/${bo.customer}/${id}`);
    expect(view.body).toMatchObject({ kind: 'question', text: 'Varför sparar ni mitt nummer?' });
    const text = 'För att samtal ska nå dig, och på fakturan.';
    expect((await board(`/${bo.customer}/${id}/answer`, { outcome: 'granted', text })).status).toBe(204);
    expect((await app(asBo, `/requests/${id}`)).body).toMatchObject({ state: 'answered', answer: text });
    await mail.letterTo('bo@example.org', /Din begäran är besvarad/);
    // That the officer read it is there for Bo to see, without a name.
    const looks = JSON.stringify((await app(asBo, '/looked')).body);
    expect(looks).toContain('rights-request');
    expect(looks).not.toMatch(/Disa/);
    expect(looks).not.toContain(officer.id);
    // What came by letter counts from the day it came.
    const letter = await board('', {
      email: 'bo@example.org',
      kind: 'question',
      hat: 'person',
      channel: 'letter',
      receivedOn: '2026-01-31',
      text: 'Brev',
    });
    expect(letter.body).toMatchObject({ filed: [{ target: '2026-02-28', latest: '2026-03-02' }], no: null });
    const nobody = await board('', {
      email: 'ingen@example.net',
      kind: 'access',
      hat: 'person',
      channel: 'letter',
      receivedOn: '2026-01-31',
      text: '',
    });
    expect(nobody.body?.['filed']).toEqual([]);
    expect(String(nobody.body?.['no'])).toContain('no-personal-data');
  },
  { timeout: 200_000 },
);

promise(
  ['access.10', 'complaint.2'],
  'every answer says where to complain: IMY by its name of today with address and link, and PTS; refusals above all, on the page, in the app and in the letter',
  async () => {
    const imy = ['Integritetsskyddsmyndigheten', 'Box 8114, 104 20 Stockholm', 'https://www.imy.se'];
    const pts = ['Post- och telestyrelsen', 'https://www.pts.se'];
    const nobody = await ask('nagon.annan@example.net');
    await form(nobody.path, { code: nobody.code });
    const { id } = await file(asAnna, 'objection', 'Jag vill inte.');
    const text = 'Lagen kräver att vi sparar fakturor i sju år.';
    expect((await board(`/${anna.customer}/${id}/answer`, { outcome: 'refused', text })).status).toBe(204);
    const inApp = (await app(asAnna, `/requests/${id}`)).text;
    const inLetter = (await mail.letterTo('anna@example.org', /Din begäran är besvarad/)).text.replaceAll(
      /\s+/g,
      ' ',
    );
    const inPublic = (await call(product, '/begar', { app: 'shop' })).text;
    const english = (await call(product, '/en/request', { app: 'shop' })).text;
    const receipt = (await mail.letterTo('anna@example.org', /Vi har tagit emot/)).text.replaceAll(
      /\s+/g,
      ' ',
    );
    const no = (await mail.letterTo('nagon.annan@example.net', /"statement"/)).text.replaceAll(/\s+/g, ' ');
    for (const [where, found] of Object.entries({ inApp, inLetter, inPublic, english, receipt, no }))
      for (const word of [...imy, ...pts]) expect(found, `${where}: ${word}`).toContain(word);
    expect(inLetter).toContain('domstol');
  },
  { timeout: 200_000 },
);

promise(
  'complaint.1',
  'the bundle for a complaint holds the whole history, is signed, and each of its entries stands in the audit chain; anyone can compute those that no member of staff made, and a changed bundle is found out',
  async () => {
    const { id } = await file(asBo, 'correction', 'Mitt namn är fel.');
    const at = `/${bo.customer}/${id}`;
    await board(`${at}/extend`, { reason: 'Vi behöver fråga folkbokföringen.' });
    await board(`${at}/answer`, { outcome: 'refused', text: 'Namnet stämmer med folkbokföringen.' });
    const { text, headers } = await app(asBo, `/requests/${id}/complaint`);
    expect(headers['content-disposition']).toContain('attachment');
    const signed = JSON.parse(text) as { statement: string; signature: string };
    interface Entry {
      readonly actor: string | null;
      readonly hash: string;
      readonly previous: string;
      readonly [field: string]: string | null;
    }
    const bundle = JSON.parse(signed.statement) as {
      request: { log: { what: string }[]; text: string; answer: string };
      authorities: { imy: { name: string } };
      chain: { entries: Entry[] };
    };
    expect(bundle.request.log.map(({ what }) => what)).toEqual(['filed', 'extended', 'answered']);
    expect(bundle.request).toMatchObject({
      text: 'Mitt namn är fel.',
      answer: 'Namnet stämmer med folkbokföringen.',
    });
    expect(bundle.authorities.imy.name).toContain('Integritetsskyddsmyndigheten');
    expect(bundle.chain.entries).toHaveLength(3);
    expect(text).not.toContain(officer.id);
    const open = bundle.chain.entries.filter(({ actor }) => actor !== null);
    expect(open).toHaveLength(1);
    for (const entry of open) {
      const fields = [
        'seq',
        'at',
        'event',
        'purpose',
        'actorKind',
        'actor',
        'role',
        'subject',
        'customer',
        'detail',
      ];
      const hash = createHash('sha256')
        .update(Buffer.from(entry.previous, 'hex'))
        .update(JSON.stringify(fields.map((field) => entry[field])))
        .digest('hex');
      expect(hash).toBe(entry.hash);
    }
    const check = async (content: string): Promise<Record<string, unknown>> => {
      const path = join(product.dataDir, '..', 'bundle.json');
      writeFileSync(path, content);
      return JSON.parse((await product.telink('privacy', 'bundle', path, '--json')).out) as Record<
        string,
        unknown
      >;
    };
    expect(await check(text)).toEqual({ ok: true, entries: 3 });
    expect(await check(text.replace('folkbokföringen', 'registret'))).toEqual({
      ok: false,
      reason: 'not-ours',
    });
    await database(async (client) => {
      const { rows } = await client.query<{ hash: Buffer }>('SELECT hash FROM audit.entry WHERE seq = $1', [
        open[0]!['seq'],
      ]);
      expect(rows[0]!.hash.toString('hex')).toBe(open[0]!.hash);
    });
  },
  { timeout: 200_000 },
);
