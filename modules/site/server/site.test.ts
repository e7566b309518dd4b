import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { customersMap } from '#data-map/customers';
import { auditMap } from '#platform/audit';
import { readConfig, type Controller } from '#platform/config';
import { createHttp, type Server } from '#platform/http';
import { createLog } from '#platform/log';
import { PROMISES } from '#policy';
import { loadPolicies } from '#policy/load';
import { promise } from '#policy/promise';
import { plainText, sentencesOf } from '#policy/read';
import { resultsOf, type Proof, type Standing } from '#policy/state';
import { siteRoutes, SWEDISH_AUTHORITIES, supportedMailSentence, type Provider } from '../index.ts';
import { fill, filledMarkup } from './fill.ts';
import { policyPage } from './policy-page.ts';

const OPERATOR: Controller = {
  name: 'Nordvik Telefoni AB',
  number: '556000-0000',
  address: 'Storgatan 1, 123 45 Ort',
  email: 'integritet@example.com',
};
const MICROSOFT: Provider = { id: 'microsoft365', name: 'Microsoft 365', features: ['mail'] };
const proof = (state: Proof['state']): Proof => ({
  file: 'test/promises/mail.test.ts',
  title: `a proof that ${state}`,
  ms: 3,
  state,
});

let standing: Standing = { kind: 'never', results: resultsOf(new Map()) };
let server: Server;

beforeAll(async () => {
  const shop = siteRoutes({
    controller: OPERATOR,
    providers: [MICROSOFT],
    appOrigin: 'http://app.localhost:3000',
    standing: () => standing,
    timeZone: 'Europe/Stockholm',
    maps: [customersMap, auditMap],
    transfers: [{ recipient: 'Microsoft', country: 'US', safeguard: 'adequacy' }],
    shopOrigin: 'http://localhost:3000',
    now: () => Date.parse('2026-11-28T08:00:00Z'),
  });
  const config = readConfig({ PORT: '0' });
  server = await createHttp({
    config,
    log: createLog('error'),
    apps: { shop: [shop], app: [], office: [] },
    ready: () => true,
  });
});
afterAll(() => server.close());

const get = (url: string, headers: Record<string, string> = {}) =>
  server.inject({ url, headers: { host: 'localhost', ...headers } });
const page = async (url: string): Promise<string> => (await get(url)).body;
/** What a reader sees when nothing but the document arrives. */
const words = (document: string): string =>
  document
    .replaceAll(/<[^>]*>/gu, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll('&quot;', '"')
    .replaceAll(/\s+/gu, ' ');
const POLICY = { sv: '/integritetspolicy', en: '/en/privacy-policy' } as const;
const facts = { controller: OPERATOR, providers: [MICROSOFT], authorities: SWEDISH_AUTHORITIES };

describe('the policy page', () => {
  promise(
    'contact.2',
    'the whole policy is in the document itself, in both languages, with no script and every version kept',
    async () => {
      for (const lang of ['sv', 'en'] as const) {
        const document = await page(POLICY[lang]);
        const read = words(document);
        const sentences = sentencesOf(loadPolicies()[lang]);
        expect(sentences.length).toBeGreaterThan(140);
        for (const sentence of sentences) {
          const told = plainText(fill(sentence.text, facts, lang));
          // A link's label stands between tags, so the words around it are compared piece by piece.
          for (const piece of told.split(OPERATOR.email))
            expect(read).toContain(piece.split(/(?=www\.|imy\.se|pts\.se)/u)[0]?.trim());
          expect(document).toContain(`id="${sentence.key}"`);
        }
        expect(document).not.toMatch(/<script|<noscript|\son\w+=|javascript:/iu);
        for (const version of [...document.matchAll(/href="([^"]+\/version\/\d+)"/gu)].map(
          (match) => match[1] ?? '',
        )) {
          expect((await get(version)).statusCode).toBe(200);
        }
        expect((await get(`${POLICY[lang]}/version/1`)).statusCode).toBe(200);
      }
    },
  );

  test('shows every one of the 140 ids, and counts them', async () => {
    const document = await page(POLICY.sv);
    const shown = new Set(
      [...document.matchAll(/<span class="ids">([^<]+)<\/span>/gu)].flatMap((match) =>
        (match[1] ?? '').split(', '),
      ),
    );
    expect(shown.size).toBe(140);
    expect(PROMISES.filter((row) => !shown.has(row.id))).toEqual([]);
  });

  test('has no inline style and no inline script, and a policy that would refuse them', async () => {
    for (const url of [
      '/',
      '/en',
      POLICY.sv,
      POLICY.en,
      `${POLICY.sv}/version/1`,
      `${POLICY.sv}/version/999`,
    ]) {
      const answer = await get(url);
      expect(answer.body).not.toMatch(/<style|\sstyle=|<script/iu);
      const csp = String(answer.headers['content-security-policy']);
      expect(csp).toContain("default-src 'none'; script-src 'none'; style-src 'self';");
      expect(csp).not.toContain('unsafe');
    }
  });

  test('fetches nothing from another host', async () => {
    const document = await page(POLICY.sv);
    const fetched = [
      ...document.matchAll(/<(?:link|img|source|use|iframe|object)[^>]*\s(?:href|src)="([^"]+)"/gu),
    ].map((match) => match[1]);
    expect(fetched.length).toBeGreaterThan(1);
    expect(fetched.filter((address) => !address?.startsWith('/') || address.startsWith('//'))).toEqual([]);
  });

  test('names the controller, the authorities and the providers from configuration alone', async () => {
    for (const url of [POLICY.sv, POLICY.en, '/', '/en']) {
      const document = await page(url);
      expect(document).toContain('Nordvik Telefoni AB');
      expect(document).toContain('556000-0000');
      expect(document).not.toMatch(/Select Telecom|559199|selecttelecom|Smedjegatan/u);
    }
    const swedish = words(await page(POLICY.sv));
    expect(swedish).toContain(
      'Integritetsskyddsmyndigheten (IMY, tidigare Datainspektionen), Box 8114, 104 20 Stockholm',
    );
    expect(swedish).toContain('Post- och telestyrelsen (PTS), Box 6101, 102 32 Stockholm');
    expect(swedish).toContain('E-post kan anslutas från: Microsoft 365.');
    expect(swedish).toContain('Kalender och kontakter kan anslutas från: ingen leverantör än.');
  });

  test('tells version, date and what changed', async () => {
    const document = words(await page(POLICY.sv));
    expect(document).toContain('Gäller från 24 november 2026.');
    expect(document).toContain('Version 1, 24 november 2026 gäller nu Första versionen.');
  });

  test('exists on the shop’s host and on no other', async () => {
    expect((await get(POLICY.sv, { host: 'app.localhost' })).statusCode).toBe(404);
    expect((await get(POLICY.sv, { host: 'telink.example' })).statusCode).toBe(404);
  });

  test('answers an unknown version with a page, and refuses what is no number', async () => {
    const gone = await get(`${POLICY.sv}/version/999`);
    expect(gone.statusCode).toBe(404);
    expect(gone.body).toContain('Sidan finns inte');
    expect((await get(`${POLICY.sv}/version/..%2f`)).statusCode).toBe(400);
  });
});

describe('the state of proof', () => {
  const stateBeside = (document: string, key: string): string | undefined =>
    new RegExp(`class="se (\\w+)" id="${key.replace('.', '\\.')}"`, 'u').exec(document)?.[1];

  test('is «not proven» throughout while this build has not been tried', async () => {
    standing = { kind: 'never', results: resultsOf(new Map()) };
    const document = await page(POLICY.sv);
    expect(new Set([...document.matchAll(/class="se (\w+)"/gu)].map((match) => match[1]))).toEqual(
      new Set(['open']),
    );
    expect(words(document)).toContain('0 bevisade 140 ej bevisade 0 brutna');
    expect(document).toContain('Den här utgåvan är inte prövad än.');
    expect(await page('/')).not.toContain('Just nu håller');
  });

  test('lends a new build nothing from the last one tried', async () => {
    standing = { kind: 'stale', ranAt: '2026-11-23T02:12:00Z', results: resultsOf(new Map()) };
    expect(words(await page(POLICY.sv))).toContain(
      'En annan utgåva prövades 23 november 2026 03:12. För den här är inget bevisat än.',
    );
  });

  test('follows the recorded run: held, broken and not proven, with its proofs and its time', async () => {
    const results = resultsOf(
      new Map([
        ['mail.4', [proof('passed')]],
        ['mail.6', [proof('passed'), proof('failed')]],
        ['mail.7', [proof('skipped')]],
      ]),
    );
    standing = { kind: 'current', ranAt: '2026-11-24T02:12:00Z', results };
    const document = await page(POLICY.sv);
    expect(stateBeside(document, 'mail.4')).toBe('held');
    expect(stateBeside(document, 'mail.6')).toBe('broken');
    expect(stateBeside(document, 'mail.7')).toBe('open');
    expect(stateBeside(document, 'mail.8')).toBe('open');
    const read = words(document);
    expect(read).toContain('1 bevisat 138 ej bevisade 1 brutet');
    expect(read).toContain('Prövade 24 november 2026 03:12.');
    expect(read).toContain('a proof that failed höll inte · test/promises/mail.test.ts');
    expect(read).toContain('a proof that skipped kunde inte köras');
    expect(await page('/')).toContain('Just nu håller 1 av 140.');
  });

  test('is also data, with every promise, its sentences and the run it rests on', async () => {
    const answer = await get('/.well-known/telink/promises.json');
    expect(answer.headers['content-type']).toContain('application/json');
    const data = answer.json<{
      run: unknown;
      promises: { id: string; sentence: { sv: string; en: string }; state: string }[];
    }>();
    expect(data.run).toEqual({ kind: 'current', ranAt: '2026-11-24T02:12:00Z' });
    expect(data.promises).toHaveLength(140);
    expect(
      data.promises.filter(
        (row) => row.sentence.sv === '' || row.sentence.en === '' || /[{[]/u.test(row.sentence.sv),
      ),
    ).toEqual([]);
    expect(data.promises.find((row) => row.id === 'mail.4')?.state).toBe('proven');
  });

  test('is not shown beside an earlier version, which no run was about', () => {
    const shared = {
      ...facts,
      lang: 'sv',
      standing,
      stylesheet: '/s.css',
      icon: '/i.svg',
      appOrigin: 'http://app.localhost',
      timeZone: 'UTC',
    } as const;
    const document = policyPage({ ...shared, policies: loadPolicies(), versions: [1, 2], inForce: 2 });
    expect(document).toContain('Det här är version 1, som gällde från 24 november 2026.');
    expect(document).not.toContain('class="proof"');
    expect(document).toContain('Vi lagrar inte dina mejl på våra servrar');
  });
});

describe('what is filled in', () => {
  test('is escaped, wherever it comes from', () => {
    const hostile = { ...facts, controller: { ...OPERATOR, name: '<img src=x onerror=alert(1)>"&' } };
    expect(filledMarkup('{{controller.name}}', hostile, 'sv').markup).toBe(
      '&lt;img src=x onerror=alert(1)&gt;&quot;&amp;',
    );
    const linked = { ...facts, controller: { ...OPERATOR, name: '[x](https://evil.example)' } };
    expect(filledMarkup('{{controller.name}}', linked, 'sv').markup).not.toContain('<a');
  });

  test('fails on a placeholder that nothing fills, and on a link to anything but https and mailto', () => {
    expect(() => fill('Fråga {{controller.phone}}.', facts, 'sv')).toThrow(
      'Nothing fills «{{controller.phone}}».',
    );
    expect(() =>
      fill('{{controller.name}}', { ...facts, controller: { ...OPERATOR, name: '' } }, 'sv'),
    ).toThrow('Nothing fills');
    expect(() => filledMarkup('[x](javascript:alert(1))', facts, 'sv')).toThrow('https or mailto');
  });

  test('is the same sentence wherever the product refuses a provider', () => {
    expect(supportedMailSentence(facts, 'en')).toBe('Mail can be connected from: Microsoft 365.');
    const both = {
      ...facts,
      providers: [MICROSOFT, { id: 'other', name: 'Annan', features: ['mail'] as const }],
    };
    expect(supportedMailSentence(both, 'sv')).toBe('E-post kan anslutas från: Microsoft 365 och Annan.');
  });
});

describe('the front page and the files', () => {
  test('offers what exists: the policy and the way in', async () => {
    const document = await page('/');
    expect(document).toContain('href="http://app.localhost:3000"');
    expect(document).toContain(`href="${POLICY.sv}"`);
    expect(await page('/en')).toContain('<html lang="en">');
  });

  test('may be kept for ever when their address holds their hash, and documents are asked for again', async () => {
    const document = await get('/');
    expect(document.headers['cache-control']).toBe('no-cache');
    expect((await get('/', { 'if-none-match': String(document.headers.etag) })).statusCode).toBe(304);
    const address = /href="(\/site\/site\.[0-9a-f]{12}\.css)"/u.exec(document.body)?.[1] ?? '';
    const sheet = await get(address);
    expect(sheet.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(sheet.body).toContain('--surface-explain');
    const fonts = [...sheet.body.matchAll(/url\("?([^")]+)"?\)/gu)].map((match) => match[1] ?? '');
    expect(fonts.length).toBeGreaterThan(0);
    for (const font of fonts) expect((await get(font)).headers['content-type']).toBe('font/woff2');
  });
});
