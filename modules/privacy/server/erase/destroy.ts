import { dayAt } from '#modules/customers';
import type { Field } from '#platform/data-map';
import { queryOf, transact, type Ctx } from '#platform/db';
import { fieldsOf } from '../rows-about.ts';
import type { EraseHouse } from './house.ts';
import { outlives } from './ends.ts';
import { countDeleted } from './ledger.ts';
import { parentsFirst } from './links.ts';
import { allParameters, tablePlans, type Subject, type TablePlan } from './plan.ts';

/** Table by table, children first, each in a transaction of its own that also counts what went: stopped anywhere, it goes on there. */
export async function destroyRows(
  house: EraseHouse,
  { id, who }: { readonly id: string; readonly who: Subject },
): Promise<void> {
  const { ctx } = house;
  const today = dayAt(ctx.db.clock.now(), house.timeZone);
  const plans = await tablePlans(ctx, house.maps, who, house.links, house.timeZone);
  await setKeptUntil(house, plans, [who.customer, who.person, today]);
  const order = parentsFirst(
    house.links,
    plans.map(({ table }) => table.name),
  ).toReversed();
  for (const name of order) {
    const plan = plans.find(({ table }) => table.name === name)!;
    await transact(ctx, async (tx) => {
      const values = [who.customer, who.person, today];
      const { count } = await queryOf(tx)(
        `DELETE FROM ${name} t WHERE ${allParameters(plan.mine)} AND NOT (${plan.stays})`,
        values,
      );
      await countDeleted(tx, id, name, count);
      await emptyKept(tx, plan, values);
    });
    house.step?.(`rows ${name}`);
  }
}

/** While the contract's end can still be read: the last day of what outlives the person. */
async function setKeptUntil(
  { ctx }: EraseHouse,
  plans: readonly TablePlan[],
  values: readonly unknown[],
): Promise<void> {
  for (const { table, mine } of plans) {
    const term = outlives(table);
    if (term === undefined) continue;
    await queryOf(ctx)(
      `UPDATE ${table.name} t SET kept_until = COALESCE((SELECT c.contract_end FROM customers.customer c WHERE c.customer_id = $1), $3::date) + interval '${term}'
       WHERE ${allParameters(mine)} AND kept_until IS NULL`,
      values,
    );
  }
}

/** In rows that stay, the columns that need not: emptied, where the table allows. */
async function emptyKept(tx: Ctx, plan: TablePlan, values: readonly unknown[]): Promise<void> {
  if (plan.stays === 'false' || plan.ground === 'legal_hold' || plan.ground === 'restriction') return;
  const { rows } = await queryOf(tx)(
    `SELECT attname::text AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attnotnull AND NOT attisdropped`,
    [plan.table.name],
  );
  const nullable = new Set(rows.map((row) => String(row['name'])));
  const empty = fieldsOf(plan.table)
    .filter(([column, field]) => goes(field) && nullable.has(column))
    .flatMap(([column]) => [column, `${column}_index`].filter((name) => nullable.has(name)));
  if (empty.length === 0) return;
  await queryOf(tx)(
    `UPDATE ${plan.table.name} t SET ${empty.map((column) => `${column} = NULL`).join(', ')}
     WHERE ${allParameters(plan.mine)} AND (${empty.map((column) => `t.${column} IS NOT NULL`).join(' OR ')})`,
    values,
  );
}

const goes = (field: Field): boolean =>
  field.personal && field.subject !== 'staff' && typeof field.onErase === 'string';

/** From here on every copy is noise: rows, write-ahead log, backups. A key under which something kept is sealed waits for its last row. */
export async function destroyKeys(
  { ctx }: EraseHouse,
  who: Subject,
  sealedUnder: ReadonlySet<string>,
): Promise<void> {
  for (const subject of who.whole ? [who.person, who.customer] : [who.person])
    if (!sealedUnder.has(subject)) await ctx.db.sealer.shred(subject);
}
