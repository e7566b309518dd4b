import { registerCustomer, registerPerson } from '#modules/customers';
import { archiveOf } from '#modules/privacy';
import { copyInto, copyRows, transact } from '#platform/db';
import { usage } from '#data-map/traffic';
import { dataMaps } from '../apps/server/data-map.ts';
import { openOperator, type Operator } from './operator.ts';

export interface PrivacyLine {
  readonly bench: 'privacy';
  readonly records: number;
  readonly ms: number;
  /** Seconds until the first byte of the archive. */
  readonly firstMs: number;
  readonly bytes: number;
  /** Most that the process's memory grew while the archive was written, megabytes. */
  readonly grewMb: number;
  /** For 100,000 records. */
  readonly aimMs: number | null;
}

/** From the click to the whole archive, for a person with so many records of use; made in this process, on a database on disk. */
export async function benchPrivacy(
  sizes: readonly number[],
  say: (line: string) => void,
): Promise<PrivacyLine[]> {
  const operator = await openOperator(10);
  const lines: PrivacyLine[] = [];
  try {
    for (const records of sizes) {
      say(`a person with ${records} records`);
      lines.push(await measure(operator, records));
    }
  } finally {
    await operator.stop();
  }
  return lines;
}

async function measure({ house, config }: Operator, records: number): Promise<PrivacyLine> {
  const ctx = house.ctx('bench');
  const customer = await registerCustomer(ctx, { kind: 'person', name: 'Vera Lind', source: 'order' });
  const roles = ['subscriber', 'user'] as const;
  const person = await registerPerson(ctx, {
    customer,
    name: 'Vera Lind',
    roles: [...roles],
    source: 'order',
  });
  await fill(ctx, customer, person, records);
  const deps = {
    maps: dataMaps,
    keys: house.keys,
    timeZone: config.timeZone,
    appOrigin: config.origins.app,
    controller: config.controller,
  };
  const before = process.memoryUsage.rss();
  const began = performance.now();
  let [firstMs, bytes, most] = [0, 0, before];
  for await (const piece of archiveOf(ctx, deps, { customer, person, roles }, 'sv')) {
    if (bytes === 0) firstMs = performance.now() - began;
    bytes += piece.length;
    most = Math.max(most, process.memoryUsage.rss());
  }
  const ms = performance.now() - began;
  const grewMb = (most - before) / 1_000_000;
  return {
    bench: 'privacy',
    records,
    ms,
    firstMs,
    bytes,
    grewMb,
    aimMs: records === 100_000 ? 10_000 : null,
  };
}

const COLUMNS = [
  'customer_id',
  'start_at',
  'event',
  'service_id',
  'person_id',
  'system',
  'kind',
  'direction',
  'offset_minutes',
  'seconds',
  'bytes',
  'answered',
  'other',
  'destination',
  'origin_network',
  'terminating_network',
  'visited',
  'outcome',
  'amount_ore',
  'vat_included',
  'explanation',
  'bill_month',
  'file_order',
  'line',
] as const;

/** Records as the import leaves them, each with a sealed number of the other party. */
async function fill(
  ctx: Parameters<typeof transact>[0],
  customer: string,
  person: string,
  records: number,
): Promise<void> {
  const seal = await ctx.db.sealer.sealingFor(person);
  const rows = copyRows();
  const [start, month] = [Date.UTC(2026, 9, 1), Date.UTC(2026, 9, 1)];
  await ctx.db.pool.query(
    'CREATE TABLE IF NOT EXISTS traffic.usage_bench PARTITION OF traffic.usage DEFAULT',
  );
  for (let from = 0; from < records; from += 10_000) {
    rows.reset();
    for (let n = from; n < Math.min(records, from + 10_000); n += 1) {
      rows.row(COLUMNS.length);
      rows.text(customer);
      rows.time(start + (n % 2_500_000) * 1000);
      rows.uuid(n.toString(16).padStart(16, '0'));
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
    await transact(ctx, ({ tx }) => copyInto(tx, usage, COLUMNS, rows.finish()));
  }
}

export const privacyTable = (lines: readonly PrivacyLine[]): string =>
  lines
    .map(
      ({ records, ms, firstMs, bytes, grewMb, aimMs }) =>
        `${String(records).padStart(9)} records  ${(ms / 1000).toFixed(2)} s  first byte ${firstMs.toFixed(0)} ms  ${(bytes / 1e6).toFixed(1)} MB  memory +${grewMb.toFixed(0)} MB${aimMs === null ? '' : `  (aim ${aimMs / 1000} s)`}\n`,
    )
    .join('');
