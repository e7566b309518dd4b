import { afterAll, beforeAll, expect } from 'vitest';
import { promise } from '#policy/promise';
import { dataMaps } from '../../../../apps/server/data-map.ts';
import { loosen, plantEverywhere, type Marked } from '../../../../test/run/canaries.ts';
import { testWorld, type TestWorld } from '../../../../test/run/database.ts';
import { reachOf } from '../rows-about.ts';
import { endOf } from './ends.ts';
import type { EraseHouse } from './house.ts';
import { checkpointsOf, eraseHouse } from './open-house.ts';
import { erasures } from './ledger.ts';
import { recipientAnswered } from './recipients.ts';
import { sweepAll } from './retention.ts';

const X: Marked = { customer: 'cust-xena', person: 'pers-xena', mark: 'XENA' };
let world: TestWorld;
let house: EraseHouse;

beforeAll(async () => {
  world = await testWorld();
  house = await eraseHouse({
    ctx: world.ctx,
    keys: world.keys,
    maps: dataMaps,
    config: { timeZone: world.config.timeZone, dataDir: world.folder, recipients: new Map() },
  });
  await loosen(world.pool);
  await plantEverywhere(world.pool, world.db.sealer, dataMaps, X);
  // What hangs together does so here too; and neither the chain nor the ledger of erasures can be planted: each entry is of the one before.
  await world.pool.query(`
    UPDATE billing.draft SET book_id = '${X.customer}:2026'; UPDATE billing.invoice SET book_id = '${X.customer}:2026';
    UPDATE privacy.objection SET kept_until = NULL; UPDATE privacy.decision SET kept_until = NULL; UPDATE privacy.consent SET kept_until = NULL;
    UPDATE billing.dunning SET invoice_id = (SELECT invoice_id FROM billing.invoice);
    UPDATE billing.dispute SET invoice_id = (SELECT invoice_id FROM billing.invoice);
    UPDATE billing.posting SET entry_id = (SELECT entry_id FROM billing.entry);
    UPDATE privacy.request_event SET request_id = (SELECT request_id FROM privacy.request);
    TRUNCATE audit.entry, privacy.erasure_ledger, privacy.erasure_recipient`);
});
afterAll(() => world?.drop());

interface Left {
  readonly table: string;
  /** Rows, and how many of them have a day of their own that has not come. */
  readonly rows: number;
  readonly dated: number;
}

/** Every table with a row of hers, found by the ids alone. */
async function left(today: string): Promise<Left[]> {
  const found: Left[] = [];
  for (const table of dataMaps.flatMap(({ tables }) => tables)) {
    // New entries, of the sweep itself.
    if (table.name === 'audit.entry' || table.name === 'privacy.erasure_ledger') continue;
    const ids = [
      ...(table.isolate?.customer === undefined ? [] : [`t.${table.isolate.customer} = '${X.customer}'`]),
      ...reachOf(table).flatMap((reach) => ('person' in reach ? [`t.${reach.person} = '${X.person}'`] : [])),
    ];
    if (ids.length === 0) continue;
    const end = endOf(table, world.config.timeZone) ?? 'NULL::date';
    const { rows } = await world.pool.query<{ rows: number; dated: number }>(
      `SELECT count(*)::int AS rows, count(*) FILTER (WHERE ${end} > '${today}')::int AS dated FROM ${table.name} t WHERE ${ids.join(' OR ')}`,
    );
    if (rows[0]!.rows > 0) found.push({ table: table.name, ...rows[0]! });
  }
  return found;
}

async function passTo(day: string): Promise<void> {
  world.clock.set(`${day}T03:00:00Z`);
  await sweepAll(house, checkpointsOf(world.folder));
}

promise(
  'law.5',
  'a row in every table, and time: after a year only what has a day of its own that has not come, after ten years nothing, and the keys are gone',
  async () => {
    expect((await left('2026-11-24')).length).toBeGreaterThan(45);
    await passTo('2027-12-01');
    const after = await left('2027-12-01');
    // A hold tells of itself until all that it held is gone.
    expect(after.filter(({ rows, dated }) => dated < rows).map(({ table }) => table)).toEqual([
      'privacy.hold',
    ]);
    const names = after.map(({ table }) => table);
    for (const kept of ['billing.invoice', 'privacy.disclosure', 'privacy.objection'])
      expect(names).toContain(kept);
    for (const gone of ['customers.person', 'customers.address', 'services.number', 'session.account'])
      expect(names).not.toContain(gone);
    // Whoever was given something of hers, and was told, answers.
    const [open] = await erasures(world.ctx, { customer_id: X.customer });
    for (const wait of open!.waits.filter((one) => one.for === 'recipient'))
      expect(await recipientAnswered(world.ctx, open!.id, wait.what)).toBe(true);
    await passTo('2036-12-01');
    expect(await left('2036-12-01')).toEqual([]);
    for (const subject of [X.person, X.customer])
      expect(await world.keys.find(`subject:${subject}`)).toBe('destroyed');
  },
);
