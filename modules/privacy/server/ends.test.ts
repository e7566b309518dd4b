import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AnyTable, Field } from '#platform/data-map';
import { promise } from '#policy/promise';
import { dataMaps } from '../../../apps/server/data-map.ts';
import { loosen, plantEverywhere, type Marked } from '../../../test/run/canaries.ts';
import { testWorld, type TestWorld } from '../../../test/run/database.ts';
import { endOf as erasedOn } from './erase/ends.ts';
import { endOf as promisedOn, type EndFacts } from './report/ends.ts';
import { fieldsOf, reachOf } from './rows-about.ts';

const X: Marked = { customer: 'cust-xena', person: 'pers-xena', mark: 'XENA' };
let world: TestWorld;
beforeAll(async () => {
  world = await testWorld();
  await loosen(world.pool);
  await plantEverywhere(world.pool, world.db.sealer, dataMaps, X);
  // The year of the books is in their name.
  await world.pool.query("UPDATE billing.draft SET book_id = 'cust-xena:2026'");
});
afterAll(() => world?.drop());

/** Traffic has rules and proofs of its own (test/promises/report-product.test.ts), with a bill behind them; staff are no customers. */
const tables = (): AnyTable[] =>
  dataMaps
    .flatMap((map) => map.tables)
    .filter((table) => !table.name.startsWith('traffic.'))
    .filter((table) => reachOf(table).some((reach) => 'person' in reach || 'customer' in reach));

interface Differ {
  readonly table: string;
  readonly promised: string;
  readonly erased: string;
}

/** Where the day a report would name, for the field that is kept longest, is not the day the sweep takes the row. */
async function differing(): Promise<{ compared: string[]; differ: Differ[] }> {
  const zone = world.config.timeZone;
  const [contract] = (
    await world.pool.query<{ contract_end: string }>('SELECT contract_end::text FROM customers.customer')
  ).rows;
  const facts: EndFacts = { timeZone: zone, contractEnd: contract!.contract_end, bills: new Map() };
  const compared: string[] = [];
  const differ: Differ[] = [];
  for (const table of tables()) {
    const sql = erasedOn(table, zone);
    if (sql === undefined) continue;
    const { rows } = await world.pool.query<Record<string, unknown>>(
      `SELECT t.*, (${sql})::text AS gone_on FROM ${table.name} t`,
    );
    for (const row of rows) {
      const gone = row['gone_on'];
      const days = fieldsOf(table).flatMap(([, field]: readonly [string, Field]) => {
        if (!field.personal) return [];
        const end = promisedOn(table, field, row, facts);
        return 'on' in end ? [end.on] : [];
      });
      const promised = days.toSorted().at(-1);
      if (typeof gone !== 'string' || promised === undefined) continue;
      compared.push(table.name);
      if (gone !== promised) differ.push({ table: table.name, promised, erased: gone });
    }
  }
  return { compared, differ };
}

promise(
  'access.7',
  'the day a report names is the day the sweep takes the row, in every table whose rows have a day of their own',
  async () => {
    const { compared, differ } = await differing();
    expect(differ).toEqual([]);
    expect(compared.length).toBeGreaterThan(20);
    for (const name of ['privacy.disclosure', 'billing.invoice', 'staff.opened_case'])
      expect(compared).toContain(name);
  },
);

test('days and months are reckoned as the database does: the last of February, a leap year, a time before midnight in the operator’s zone', async () => {
  await world.pool.query(
    "UPDATE privacy.disclosure SET disclosed_at = '2024-02-29T12:00:00Z'; UPDATE privacy.archive SET created_at = '2026-10-24T22:30:00Z'; UPDATE privacy.consent SET kept_until = NULL",
  );
  await world.pool.query("UPDATE customers.customer SET contract_end = '2024-02-29'");
  expect((await differing()).differ).toEqual([]);
});
