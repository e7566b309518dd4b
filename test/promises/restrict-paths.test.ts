import { afterAll, beforeAll, expect } from 'vitest';
import { promise } from '#policy/promise';
import { createBilling } from '#modules/billing';
import { billSource } from '../../apps/server/bill-source.ts';
import { call } from '../run/api.ts';
import { NUMBERS } from '../run/billed-product.ts';
import { office } from '../run/office.ts';
import { stands, startFrozenWorld, type FrozenWorld } from '../run/frozen-world.ts';

let world: FrozenWorld;
let billed: FrozenWorld['billed'];
let officer: FrozenWorld['officer'];
let own: FrozenWorld['own'];
let freeze: FrozenWorld['freeze'];
let ids: FrozenWorld['ids'];
let lift: FrozenWorld['lift'];
beforeAll(async () => {
  world = await startFrozenWorld();
  ({ billed, officer, own, freeze, ids, lift } = world);
}, 180_000);
afterAll(() => world?.billed.stop());

/** Routes that change who is signed in or shut somebody out: asked last or not at all. Each is no way to read anybody. */
const NOT_ASKED =
  /api\/session\/|sign-out|sign-in|disable|enable|enrolment|second-factor|access\/|own\/|case\/close|connections|privacy\/(restrict|objections|decisions|consents)/;
/** Where a person’s own data is shown to themself, under the right to it; and the office’s list of what is frozen, which has only ids. */
const ALLOWED = [/^app GET \/api\/session/, /^app (GET|POST) \/api\/privacy\//];

promise(
  'restriction.5',
  'every route of the app, the office and the shop, and the bill run, with a person who has frozen everything: nothing of them comes out but what is theirs by right',
  async () => {
    const vera = await ids(NUMBERS.vera);
    const marks = ['Vera Lind', 'Ekstigen 1', 'vera@example.org', '46701740650', '0701740650', '46846500401'];
    const cased = `/api/office/customers/${vera.customer}/case`;
    const reason = { reason: 'customer-asks', note: 'Ringde om sina uppgifter.' };
    const opened = await office(billed.product, officer.cookie, cased, reason);
    expect(opened.status, opened.text).toBe(200);
    const invoice = ((await own('vera', '/api/invoices')).body as unknown as { id: string }[])[0]!.id;
    const service = ((await own('vera', '/api/services')).body as unknown as { services: { id: string }[] })
      .services[0]!.id;
    const calls = (await own('vera', '/api/usage/calls?month=2026-10')).body!['calls'] as {
      record: string;
    }[];
    const runs = (await office(billed.product, officer.cookie, '/api/office/billing/runs'))
      .body as unknown as {
      runs: { run: string }[];
    };
    const { body } = await call(billed.product, '/api/openapi.json', { app: 'app' });
    const paths = body!['paths'] as Record<string, Record<string, { tags?: string[] }>>;
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([method]) => method === 'get' || method === 'post')
        .flatMap(([method, { tags }]) =>
          (tags ?? []).map((app) => ({
            app: app as 'app' | 'office' | 'shop',
            path,
            method: method.toUpperCase(),
          })),
        ),
    );
    const asked = routes.filter(
      ({ app, path, method }) =>
        // A stream that never ends by itself and names sessions only; and the page that signs out.
        !['/api/session/events', '/utloggad'].includes(path) &&
        (method === 'GET' || !NOT_ASKED.test(`${app} ${path}`)),
    );
    expect(new Set(asked.map(({ app }) => app))).toEqual(new Set(['app', 'office', 'shop']));
    expect(asked.length).toBeGreaterThan(45);
    const queries = `?month=2026-10&record=${encodeURIComponent(calls[0]!.record)}&a=x&b=y`;
    const at = (path: string): string =>
      path
        .replace('{customer}', vera.customer)
        .replace('{person}', vera.person)
        .replace('{run}', runs.runs[0]!.run)
        .replace(
          /\{\w+\}/g,
          path.includes('invoices') ? invoice : path.includes('services') ? service : vera.person,
        );
    let asks = 0;
    const telling = async (): Promise<string[]> => {
      const found: string[] = [];
      for (const { app, path, method } of asked) {
        const wants = /usage|simulate|diff/.test(path)
          ? path.includes('explain')
            ? `?record=${encodeURIComponent(calls[0]!.record)}`
            : path.includes('usage/months')
              ? ''
              : path.includes('usage')
                ? '?month=2026-10'
                : queries
          : '';
        const finds = path.endsWith('/find') ? { by: 'phone', text: '070-174 06 50' } : {};
        const people: readonly [string, string | undefined][] =
          app === 'app'
            ? [
                ['vera', await billed.cookieOf('vera')],
                ['tor', await billed.cookieOf('torlilja')],
                ['greta', await billed.cookieOf('greta')],
              ]
            : [['officer', app === 'office' ? officer.cookie : undefined]];
        for (const [who, cookie] of people) {
          // So many questions are more than one address may ask in a minute; a refusal for that reason would hide what is told.
          asks += 1;
          const answer = await call(billed.product, `${at(path)}${wants}`, {
            app,
            method,
            headers: { 'x-forwarded-for': `203.0.113.${asks % 250}` },
            ...(cookie === undefined ? {} : { cookie }),
            ...(method === 'POST' ? { body: finds } : {}),
          });
          expect(answer.status).not.toBe(429);
          const shown = marks.filter((mark) => answer.text.includes(mark));
          if (shown.length > 0 && !ALLOWED.some((allowed) => allowed.test(`${app} ${method} ${path}`)))
            found.push(`${who} ${app} ${method} ${path}: ${shown.join(', ')}`);
        }
      }
      return found;
    };
    const before = await telling();
    // The proof can see: before anything is frozen her data is in several answers, to herself and to staff with a case.
    expect(before.filter((line) => line.startsWith('vera')).length).toBeGreaterThan(3);
    expect(before.filter((line) => line.startsWith('officer')).join()).toContain(
      'GET /api/office/customers/{customer}',
    );
    const drafts = (): Promise<{ frozen: string[]; customers: string[] }> =>
      billed.house('2026-12-02T08:00:00Z', async (house) => {
        const billing = createBilling({
          config: house.config,
          db: house.db,
          log: house.log,
          source: billSource(house),
        });
        const drafted = await billing.draftRun({ month: '2026-11', by: 'Anna' });
        if (!drafted.ok) throw new Error(drafted.reason);
        const { rows } = await house.pool.query<{ id: string }>(
          'SELECT customer_id AS id FROM billing.draft WHERE run_id = $1',
          [drafted.run],
        );
        return { frozen: [...drafted.frozen], customers: rows.map(({ id }) => id) };
      });
    expect((await drafts()).customers).toContain(vera.customer);
    const id = await freeze('vera', { scope: 'person', ground: 'unlawful-not-erased', note: '' });
    expect(await telling()).toEqual([]);
    const ordinary = await own('vera', '/api/services');
    expect([ordinary.status, ordinary.body?.['code']]).toEqual([403, 'restricted']);
    const run = await drafts();
    expect(run.frozen).toEqual([vera.customer]);
    expect(run.customers).not.toContain(vera.customer);
    expect(run.customers.length).toBeGreaterThan(1);
    // What she does meanwhile is stored, and no more.
    const stored = await billed.traffic('2026-11-03T08:00:00Z', [
      { served: NUMBERS.vera, other: '46846500401', start: '2026-11-03T08:30:00+01:00', seconds: 61 },
    ]);
    expect(stored).toMatchObject({ rejected: 0, read: 1 });
    // She still signs in and reaches her rights, and the office can lift it.
    stands(await own('vera', '/api/privacy/restrict'));
    await lift(vera, id);
    expect((await drafts()).customers).toContain(vera.customer);
    expect(await telling()).toEqual(before);
  },
  { timeout: 240_000 },
);
