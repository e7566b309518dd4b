import { endContract, registerCustomer, registerPerson } from '#modules/customers';
import { USAGE_COLUMNS } from '#modules/traffic';
import { copyInto, copyRows, transact, type Ctx } from '#platform/db';
import { usage } from '#data-map/traffic';

export interface Someone {
  readonly customer: string;
  readonly person: string;
}

/** A customer of one person, with so many records of use as the import leaves them. */
export async function personWithRecords(ctx: Ctx, records: number): Promise<Someone> {
  const customer = await registerCustomer(ctx, {
    kind: 'person',
    name: 'Vera Lind',
    source: 'order',
    contractStart: '2026-01-01',
  });
  const person = await registerPerson(ctx, {
    customer,
    name: 'Vera Lind',
    email: 'vera@example.org',
    roles: ['subscriber', 'user'],
    source: 'order',
    address: { kind: 'home', street: 'Ekstigen 1', postalCode: '352 46', city: 'Växjö' },
  });
  await fill(ctx, customer, person, records);
  return { customer, person };
}

/** The contract is over, so that nothing keeps her from being erased. */
export const leave = (ctx: Ctx, { customer }: Someone, lastDay: string, zone: string): Promise<unknown> =>
  endContract(ctx, { customer, lastDay, zone });

/** Records as the import leaves them, each with a sealed number of the other party. */
async function fill(ctx: Ctx, customer: string, person: string, records: number): Promise<void> {
  const seal = await ctx.db.sealer.sealingFor(person);
  const rows = copyRows();
  const [start, month] = [Date.UTC(2026, 9, 1), Date.UTC(2026, 9, 1)];
  await ctx.db.pool.query(
    'CREATE TABLE IF NOT EXISTS traffic.usage_bench PARTITION OF traffic.usage DEFAULT',
  );
  for (let from = 0; from < records; from += 10_000) {
    rows.reset();
    for (let n = from; n < Math.min(records, from + 10_000); n += 1) {
      rows.row(USAGE_COLUMNS.length);
      rows.text(customer);
      rows.time(start + (n % 2_500_000) * 1000);
      rows.bytes(Buffer.from(n.toString(16).padStart(16, '0')));
      rows.text('service');
      rows.text(person);
      rows.text('pbx1');
      rows.text('voice');
      rows.text('out');
      rows.int2(120);
      rows.int4(60);
      rows.int8(0);
      rows.bool(true);
      rows.bytes(seal('traffic.usage.other', `4670174${String(600 + (n % 100)).padStart(4, '0')}`));
      rows.text('SE-mobile');
      rows.text('240-99');
      rows.text('240-98');
      rows.text('');
      rows.text('rated');
      rows.int8(69);
      rows.bool(true);
      rows.text('');
      rows.date(month);
      rows.int8(1);
      rows.int4(n);
    }
    await transact(ctx, ({ tx }) => copyInto(tx, usage, USAGE_COLUMNS, rows.finish()));
  }
}
