import { createBilling } from '#modules/billing';
import { loadRater, operatorOf } from '#modules/prices';
import { alone, billedRecords, openDesk, readFile, sweep, type Desk } from '#modules/traffic';
import { join } from 'node:path';
import { writeTraffic } from '#worlds/switch';
import { billSource } from '../apps/server/bill-source.ts';
import { bareCopy, batchedInsert } from './bare.ts';
import { measuring, timed, type Measured } from './measured.ts';
import { openOperator, type Operator } from './operator.ts';

const BEGINS = Date.UTC(2026, 9, 1);
const WEEK = 7 * 86_400_000;
const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ??
  Number.NaN;

/** The way of a record from a switch's file to a bill and to its erasure, on a whole operator; ratios are within this one run. */
export async function benchRecords(
  { records, subscribers }: { readonly records: number; readonly subscribers: number },
  say: (line: string) => void,
): Promise<readonly Measured[]> {
  say(`an operator with ${subscribers} customers`);
  const operator = await openOperator(subscribers);
  try {
    return await measure(operator, records, say);
  } finally {
    await operator.stop();
  }
}

async function measure(
  operator: Operator,
  records: number,
  say: (line: string) => void,
): Promise<readonly Measured[]> {
  const { house, config, folder, numbers } = operator;
  const ctx = house.ctx('bench');
  const zone = config.timeZone;
  const { lines, add } = measuring('traffic');
  say(`a file of ${records} records`);
  const path = join(folder, 'Master.csv');
  const truth = writeTraffic(path, {
    format: 'asterisk',
    seed: 7,
    calls: records,
    numbers,
    begins: BEGINS,
    lasts: WEEK,
    ringing: 0,
    local: 0,
  });
  const rater = await loadRater(ctx, operatorOf(config));
  const read = async (change: (desk: Desk) => Desk = (desk) => desk): Promise<number> => {
    const desk = change(await openDesk(ctx, rater, zone));
    const done = await readFile(ctx, desk, path, {
      name: 'Master.csv',
      system: 'pbx',
      timeZone: zone,
      country: '46',
    });
    if (!done.ok) throw new Error(done.what);
    return done.result.rated + done.result.free + done.result.unrated;
  };
  const wal = async (): Promise<number> =>
    Number(
      (
        await house.pool.query<{ n: string }>(
          "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::text AS n",
        )
      ).rows[0]?.n,
    );

  say('from the file to rated and durable');
  const walBefore = await wal();
  const first = await timed(() => alone(ctx, () => read()));
  if (first.value !== truth.rows) throw new Error(`${first.value} of ${truth.rows} records were stored.`);
  const rate = (ms: number): number => (records / ms) * 1000;
  const walBytes = (await wal()) - walBefore;

  say('the same rows by a bare binary COPY, and by batched INSERT');
  const bare = await bareCopy(house.pool);
  if (bare.rows !== records) throw new Error(`${bare.rows} of ${records} rows were copied.`);
  const some = Math.min(records, 100_000);
  const inserted = await timed(() => batchedInsert(house.pool, some));
  const perInsert = (some / inserted.ms) * 1000;
  add('file to rated and durable', rate(first.ms), 'records/s', {
    against: 'bare binary COPY',
    ratio: rate(first.ms) / rate(bare.ms),
    aim: 50_000,
  });
  add('the same', rate(first.ms), 'records/s', {
    against: 'batched INSERT',
    ratio: rate(first.ms) / perInsert,
  });
  add('our own processor time', (first.cpu * 1000) / records, 'µs/record');
  add('bare binary COPY', rate(bare.ms), 'rows/s');
  add('batched INSERT', perInsert, 'rows/s');
  add('WAL', walBytes / records, 'bytes/record');
  const size = await house.pool.query<{ bytes: string }>(
    "SELECT coalesce(sum(pg_total_relation_size(inhrelid)), 0)::text AS bytes FROM pg_inherits WHERE inhparent = 'traffic.usage'::regclass",
  );
  add('on disk', Number(size.rows[0]?.bytes) / records, 'bytes/record');
  add('memory, most', process.resourceUsage().maxRSS / 1000, 'MB');

  say('all of it again');
  const again = await timed(() => alone(ctx, () => read()));
  if (again.value !== 0) throw new Error('A second import stored something.');
  add('the whole file again', rate(again.ms), 'records/s', {
    against: 'file to rated and durable',
    ratio: first.ms / again.ms,
  });

  say('histories');
  const customers = (
    await house.pool.query<{ id: string }>(
      'SELECT customer_id AS id FROM customers.customer ORDER BY md5(customer_id) LIMIT 300',
    )
  ).rows.map(({ id }) => id);
  const times: number[] = [];
  for (const customer of customers) {
    const one = await timed(async () =>
      house.pool.query(
        'SELECT start_at, seconds, destination, amount_ore FROM traffic.usage WHERE customer_id = $1 AND start_at >= $2 AND start_at < $3 ORDER BY start_at DESC LIMIT 100',
        [customer, new Date(BEGINS).toISOString(), new Date(BEGINS + WEEK).toISOString()],
      ),
    );
    times.push(one.ms);
  }
  add('calls of a week, p50', quantile(times, 0.5), 'ms');
  add('calls of a week, p99', quantile(times, 0.99), 'ms');
  const opened = await timed(async () => {
    let count = 0;
    for await (const _ of billedRecords(ctx, { month: '2026-10-01', zone, customer: customers[0] ?? '' }))
      count += 1;
    return count;
  });
  add('a specification, other numbers opened', opened.ms / Math.max(1, opened.value), 'ms/record');

  say('a month’s bills');
  const billing = createBilling({ config, db: house.db, log: operator.log, source: billSource(house) });
  const drafted = await timed(() => billing.draftRun({ month: '2026-10', by: 'bench' }));
  if (!drafted.value.ok) throw new Error(drafted.value.reason);
  add('bill run: drafts', drafted.value.drafts / (drafted.ms / 1000), 'customers/s');
  add('bill run: all drafts', drafted.ms / 1000, 's', { aim: 60 });

  say('erasure');
  const due = await timed(() =>
    sweep({ ...ctx, db: { ...house.db, clock: { now: () => Date.UTC(2027, 5, 1) } } }, zone),
  );
  add('erasing what is due', due.value.records / (due.ms / 1000), 'records/s');
  add('erasing all of it', due.ms / 1000, 's', { aim: 30 });
  say('without sealing the other number');
  const plain = await timed(() =>
    alone(ctx, () =>
      read((desk) => ({
        ...desk,
        seals: { fetch: async () => undefined, seal: (_, number) => Buffer.from(number) },
      })),
    ),
  );
  add('without sealing the other number', rate(plain.ms), 'records/s', {
    against: 'file to rated and durable',
    ratio: first.ms / plain.ms,
  });
  return lines;
}
