import { dayAt } from '#modules/customers';
import { appendAudit, cutAudit } from '#platform/audit';
import type { AnyTable } from '#platform/data-map';
import { frozenSql, queryOf, transact } from '#platform/db';
import { reachOf } from '../rows-about.ts';
import { sweepBooks } from './books.ts';
import { endOf } from './ends.ts';
import { erase, resumeErasures } from './erase.ts';
import type { EraseHouse } from './house.ts';
import { parentsFirst } from './links.ts';

export interface Kept {
  readonly today: string;
  /** People whose contract has been over for its ninety days. */
  readonly people: number;
  /** Rows whose own time was over, by table. */
  readonly rows: Readonly<Record<string, number>>;
  readonly books: number;
  readonly audit: number;
}

/** Traffic has its own sweep, with a chain of its own; books go in whole years; the chain of looks is cut; what nobody is known by goes with its part. */
const OWN_SWEEP = /^(traffic|billing|audit)\.|^privacy\.(unknown_request|port_inbox)$/;
const NINETY_DAYS = 90;
const FIVE_YEARS = 5;

/**
 * Erases everything whose time is over, as the data map says it: contracts, rows with a clock of their own, books, the chain of looks
 * (promises law.5, law.6). May be run again at any time. @param checkpoints the chain's file of signed positions
 */
export async function sweepAll(house: EraseHouse, checkpoints: string): Promise<Kept> {
  const { ctx } = house;
  const today = dayAt(ctx.db.clock.now(), house.timeZone);
  await noteSweep(house, today);
  await resumeErasures(house);
  const people = await sweepContracts(house, today);
  const rows = await sweepClocks(house, today);
  const books = await sweepBooks(ctx, today);
  const audit = await sweepAudit(house, today, checkpoints);
  return { today, people, rows, books, audit };
}

/** Ninety days after the last day of a contract the customer goes as if everybody there had asked for it. What is frozen stays until it is lifted (promise restriction.2). */
async function sweepContracts(house: EraseHouse, today: string): Promise<number> {
  const { rows } = await queryOf(house.ctx)(
    `SELECT c.customer_id, p.person_id FROM customers.customer c JOIN customers.person p USING (customer_id)
     WHERE COALESCE(c.contract_end, CASE WHEN c.state = 'ended' THEN c.contract_start END) + ${NINETY_DAYS} < $1::date
       AND NOT EXISTS (SELECT FROM privacy.restriction r WHERE r.customer_id = c.customer_id AND r.lifted_at IS NULL AND (r.person_id = p.person_id OR r.covers_customer)) ORDER BY 1, 2`,
    [today],
  );
  let erased = 0;
  for (const row of rows) {
    const done = await erase(house, {
      customer: String(row['customer_id']),
      person: String(row['person_id']),
      cause: 'retention',
    });
    if (done.ok) erased += 1;
  }
  return erased;
}

/** Rows whose end their own columns tell. */
async function sweepClocks(house: EraseHouse, today: string): Promise<Record<string, number>> {
  const tables = house.maps
    .flatMap((map) => map.tables)
    .filter((table) => !OWN_SWEEP.test(table.name) && reachOf(table).length > 0);
  const swept: Record<string, number> = {};
  const order = parentsFirst(
    house.links,
    tables.map(({ name }) => name),
  ).toReversed();
  for (const name of order) {
    const table = tables.find((one) => one.name === name)!;
    const end = endOf(table, house.timeZone);
    if (end === undefined) continue;
    const held =
      table.isolate?.customer === undefined
        ? ''
        : ` AND NOT EXISTS (SELECT FROM privacy.hold h WHERE h.lifted_at IS NULL AND h.customer_id = t.${table.isolate.customer} AND (h.table_name IS NULL OR h.table_name = '${name}'))`;
    const frozen = await frozenSql(house.ctx, table, 't');
    const { rows, count } = await queryOf(house.ctx)(
      `DELETE FROM ${name} t WHERE ${end} <= $1::date${held} AND NOT ${frozen} RETURNING ${table.subject === undefined ? 'NULL' : `t.${table.subject}`} AS subject`,
      [today],
    );
    if (count > 0) swept[name] = count;
    await shredLast(house, table, new Set(rows.map((row) => String(row['subject']))));
  }
  return swept;
}

/** A person's or a customer's key goes with the person; that of a thing (an incident, a member of staff who left) with the last row under it. */
async function shredLast(house: EraseHouse, table: AnyTable, subjects: ReadonlySet<string>): Promise<void> {
  const column = table.subject;
  if (column === undefined || column === 'person_id' || column === 'customer_id') return;
  const others = house.maps.flatMap((map) => map.tables).filter(({ subject }) => subject === column);
  for (const subject of subjects) {
    const left = others.map(({ name }) => `EXISTS (SELECT FROM ${name} WHERE ${column} = $1)`).join(' OR ');
    const { rows } = await queryOf(house.ctx)(`SELECT ${left} AS left`, [subject]);
    if (rows[0]?.['left'] !== true) await house.ctx.db.sealer.shred(subject);
  }
}

async function sweepAudit(house: EraseHouse, today: string, checkpoints: string): Promise<number> {
  return transact(house.ctx, (tx) =>
    cutAudit(queryOf(tx), house.keys, checkpoints, fiveYearsBefore(today), tx.db.clock.now),
  );
}

const fiveYearsBefore = (today: string): string =>
  `${new Date(Date.UTC(Number(today.slice(0, 4)) - FIVE_YEARS, Number(today.slice(5, 7)) - 1, Number(today.slice(8, 10)))).toISOString().slice(0, 10)}T00:00:00Z`;

/** That it was done, in the chain; the database lets the old go by the time of the chain's last entry, which this is. */
const noteSweep = (house: EraseHouse, today: string): Promise<void> =>
  transact(house.ctx, (tx) =>
    appendAudit(queryOf(tx), tx.db.clock.now, {
      event: 'retention-swept',
      purpose: 'security',
      actor: tx.actor,
      subject: '',
      customer: '',
      detail: { today },
    }),
  );
