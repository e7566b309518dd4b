import {
  erase,
  eraseHouse,
  erasures,
  readLedger,
  resumeErasures,
  sweepAll,
  type EraseHouse,
} from '#modules/privacy';
import { dataMaps } from '../apps/server/data-map.ts';
import { timed, type Add } from './measured.ts';
import type { Operator } from './operator.ts';
import { leave, personWithRecords } from './person-with-records.ts';

const DAY = 86_400_000;
const dayOf = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);

const houseOf = ({ house, config }: Operator, now: () => number = house.db.clock.now): Promise<EraseHouse> =>
  eraseHouse({
    ctx: { ...house.ctx('bench'), db: { ...house.db, clock: { now } } },
    keys: house.keys,
    maps: dataMaps,
    config,
  });

/**
 * The erasure of somebody whose records still have days to come (the bill can be contested), and what is left of it when the last has
 * come; beside it the bare DELETE of as many records.
 */
export async function measureErasing(operator: Operator, records: number, add: Add): Promise<void> {
  const { house, config } = operator;
  const ctx = house.ctx('bench');
  const [who, other] = [await personWithRecords(ctx, records), await personWithRecords(ctx, records)];
  await leave(ctx, who, dayOf(config.clock.now() - 7 * DAY), config.timeZone);
  const place = await houseOf(operator);
  const first = await timed(() => erase(place, { ...who, cause: 'request' }));
  if (!first.value.ok) throw new Error(first.value.reason);
  const { id } = first.value.erasure;
  const later = await houseOf(operator, () => config.clock.now() + 365 * DAY);
  const last = await timed(() => resumeErasures(later));
  const [done] = await erasures(ctx, { erasure_id: id });
  const gone = done?.receipt.deleted['traffic.usage'] ?? 0;
  if (done?.state !== 'done' || gone !== records)
    throw new Error(`The erasure is ${done?.state}, ${gone} of ${records} records are gone.`);
  const bare = await timed(() =>
    house.pool.query('DELETE FROM traffic.usage WHERE customer_id = $1', [other.customer]),
  );
  const of = `erasure with ${records.toLocaleString('en')} records`;
  add(`${of}: all but what has a day to come`, first.ms / 1000, 's');
  add(`${of}: the records, when it has come`, last.ms / 1000, 's', {
    against: 'the bare DELETE',
    ratio: last.ms / bare.ms,
  });
}

const LEAVING = 100;

/** A sweep with nothing due, and one when a hundred contracts have been over for their ninety days. */
export async function measureSweep(operator: Operator, customers: number, add: Add): Promise<void> {
  const { house, config } = operator;
  const { rows } = await house.pool.query<{ customer: string; person: string }>(
    'SELECT customer_id AS customer, person_id AS person FROM customers.person JOIN services.service USING (customer_id, person_id) GROUP BY 1, 2 ORDER BY md5(customer_id) LIMIT $1',
    [LEAVING],
  );
  const place = await houseOf(operator);
  const idle = await timed(() => sweepAll(place, house.checkpoints));
  add(`sweep of ${customers.toLocaleString('en')} customers, nothing due`, idle.ms / 1000, 's');
  const today = config.clock.now();
  for (const who of rows) await leave(house.ctx('bench'), who, dayOf(today - DAY), config.timeZone);
  const later = await houseOf(operator, () => today + 100 * DAY);
  const full = await timed(() => sweepAll(later, house.checkpoints));
  if (full.value.people !== rows.length)
    throw new Error(`${full.value.people} of ${rows.length} people were swept.`);
  add(`sweep when ${rows.length} contracts are over`, full.ms / 1000, 's');
  add('sweep: a person', (full.ms - idle.ms) / rows.length, 'ms');
  const ledger = await readLedger(house.keys, later.ledger);
  if (!ledger.ok || ledger.entries.length < rows.length) throw new Error('The ledger lacks some of them.');
}
