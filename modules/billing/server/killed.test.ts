import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBilling } from '#modules/billing';
import { testWorld, type TestWorld } from '../../../test/run/database.ts';
import { sourceOf } from '../pure/example.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.drop());

/** The run in a process of its own, which says when it is posting. */
const PROGRAM = `
import { createBilling } from '#modules/billing';
import { handClock } from '#platform/clock';
import { readConfig } from '#platform/config';
import { createSealer, openKeyStore } from '#platform/crypto';
import { openPool } from '#platform/db';
import { createLog } from '#platform/log';
const { many, sourceOf } = await import(process.env.CUSTOMERS);
const clock = handClock('2026-11-02T08:00:00Z');
const config = { ...readConfig({ TELINK_DATA: process.env.FOLDER }), clock };
const log = createLog('error');
const keys = openKeyStore({ folder: process.env.FOLDER + '/keys', masterKey: undefined, clock });
const gate = { before: async () => {}, after: async () => {}, closed: async () => new Set(), frozen: async () => [], kept: async () => [], consented: async () => undefined };
const db = { pool: openPool(process.env.URL_, log), sealer: createSealer(keys), clock, gate };
const billing = createBilling({ config, db, log, source: sourceOf(many(260)) });
const { run } = await billing.draftRun({ month: '2026-10', by: 'Anna' }).then((r) => r.ok ? r : billing.runs().then(([one]) => one));
await billing.compare(run);
await billing.approve(run, 'Bo');
await billing.post(run);
console.log('done');
process.exit(0);
`;
test('killed without warning while drafting or posting and started again, the run makes each invoice once', async () => {
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  const helper = `data:text/javascript,${encodeURIComponent(
    `import { EXAMPLE_CHARGES, EXAMPLE_COMPANY, exampleCustomer, sourceOf } from ${JSON.stringify(new URL('../pure/example.ts', import.meta.url).href)};
     export { sourceOf };
     export const many = (n) => Array.from({ length: n }, (_, i) => ({ customer: exampleCustomer(EXAMPLE_COMPANY, 'customer-' + String(i).padStart(4, '0')), charges: EXAMPLE_CHARGES }));`,
  )}`;
  const rows = async (table: 'draft' | 'invoice'): Promise<number> =>
    Number(
      (await world.pool.query<{ n: string }>(`SELECT count(*)::text AS n FROM billing.${table}`)).rows[0]!.n,
    );
  const go = (until?: () => Promise<boolean>): Promise<string> =>
    new Promise((done) => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', PROGRAM], {
        cwd: root,
        env: { ...process.env, URL_: world.url, FOLDER: world.folder, CUSTOMERS: helper },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let said = '';
      child.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()));
      child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
      let ended = false;
      child.on('exit', () => {
        ended = true;
        done(said);
      });
      const watch = async (): Promise<void> => {
        if (ended || !until) return;
        if (await until()) child.kill('SIGKILL');
        else setTimeout(() => void watch(), 5);
      };
      void watch();
    });
  await go(async () => (await rows('draft')) >= 100);
  const drafted = await rows('draft');
  expect(drafted).toBeGreaterThanOrEqual(100);
  expect(drafted).toBeLessThan(260);
  await go(async () => (await rows('invoice')) >= 100);
  const made = await rows('invoice');
  expect(made).toBeGreaterThanOrEqual(100);
  expect(made).toBeLessThan(260);
  expect(await go()).toContain('done');
  const numbers = await world.pool.query<{ number: string }>(
    'SELECT invoice_number AS number FROM billing.invoice ORDER BY invoice_number',
  );
  expect(numbers.rows.map(({ number }) => number)).toEqual(
    Array.from({ length: 260 }, (_, index) => `202611${String(index + 1).padStart(4, '0')}`),
  );
  expect(await rows('draft')).toBe(260);
  const billing = createBilling({ config: world.config, db: world.db, log: world.log, source: sourceOf([]) });
  expect((await billing.invariants()).filter(({ ok }) => !ok)).toEqual([]);
});
