import { afterAll, beforeAll, expect, test } from 'vitest';
import { fictitiousNumbers } from '#worlds/switch';
import { writeTelinkCsv, telinkHeader } from '../pure/formats/index.ts';
import type { UsageRecord } from '../pure/usage-record.ts';
import { fileOf, trafficWorld, type TrafficWorld } from '../../../test/run/traffic-world.ts';

let world: TrafficWorld;
const numbers = fictitiousNumbers.slice(0, 20);
beforeAll(async () => {
  world = await trafficWorld();
  for (const number of numbers) await world.customer([number], 'mobil-fri');
});
afterAll(() => world?.drop());

const totals = async (): Promise<{ records: number; seconds: number; amount: number; sealed: number }> => {
  const { rows } = await world.pool.query(
    'SELECT count(*)::int AS records, coalesce(sum(seconds), 0)::int AS seconds, coalesce(sum(amount_ore), 0)::int AS amount, count(other)::int AS sealed FROM traffic.usage',
  );
  return rows[0] as Awaited<ReturnType<typeof totals>>;
};
const adds = (one: {
  read: number;
  rated: number;
  free: number;
  duplicate: number;
  rejected: number;
  unrated: number;
}): void => expect(one.read).toBe(one.rated + one.free + one.duplicate + one.rejected + one.unrated);

test('a day of a switch goes in once, whatever is sent again, and everything that was read is accounted for', async () => {
  const spec = {
    format: 'asterisk',
    seed: 1,
    calls: 3000,
    numbers,
    again: 100,
    broken: 150,
    restarts: 500,
  } as const;
  const { bytes, truth } = fileOf(spec);
  const first = await world.read(bytes);
  adds(first);
  expect(first.read).toBe(truth.rows);
  expect(first.rejected).toBe(truth.broken);
  expect(first.seconds).toBe(truth.seconds);
  const after = await totals();
  expect(after.records).toBe(truth.calls);
  expect([after.seconds, after.amount]).toEqual([truth.seconds, first.amountOre]);
  expect(first.amountOre).toBeGreaterThan(0);

  const second = await world.read(bytes);
  adds(second);
  expect([second.rated, second.unrated, second.seconds, second.amountOre]).toEqual([0, 0, 0, 0]);
  expect(second.rejected).toBe(truth.broken);
  expect(await totals()).toEqual(after);

  const overlapping = fileOf({ ...spec, broken: 0, again: 0, calls: 3000, part: [1500, 3000] });
  await world.read(overlapping.bytes, 'asterisk', 'Master-2.csv');
  expect(await totals()).toEqual(after);
  const { rows } = await world.pool.query(
    "SELECT count(*)::int AS n FROM traffic.reject WHERE state = 'open'",
  );
  expect(rows[0]).toEqual({ n: truth.broken });
});

test('the other party’s number is nowhere in the database in clear, and opens for the one who was served', async () => {
  const { rows } = await world.pool.query(
    'SELECT person_id, other FROM traffic.usage WHERE other IS NOT NULL LIMIT 1',
  );
  const { person_id: person, other } = rows[0] as { person_id: string; other: Buffer };
  expect(await world.db.sealer.open(person, 'traffic.usage.other', other)).toMatch(/^\d{3,15}$/);
  const all = await world.pool.query('SELECT u::text AS row FROM traffic.usage u LIMIT 500');
  for (const { row } of all.rows as { row: string }[])
    for (const number of fictitiousNumbers) expect(row).not.toContain(number);
});

const record = (change: Partial<UsageRecord>): UsageRecord => ({
  system: 'pbx9',
  key: 'call-1',
  action: 'new',
  kind: 'voice',
  direction: 'out',
  served: '46701740690',
  other: '4687463000',
  start: Date.parse('2026-10-12T10:00:00Z'),
  offset: 120,
  seconds: 60,
  bytes: 0,
  answered: true,
  originNetwork: '',
  terminatingNetwork: '',
  visited: '',
  line: 1,
  ...change,
});
const telink = (...records: readonly UsageRecord[]): Uint8Array[] => [
  Buffer.from([telinkHeader, ...records.map(writeTelinkCsv)].map((line) => line.trimEnd()).join('\n') + '\n'),
];

test('a number that nobody had then is refused with a reason, and goes in when somebody has it', async () => {
  const refused = await world.read(telink(record({})), 'telink');
  expect(refused).toMatchObject({ read: 1, rejected: 1, rated: 0 });
  const { customer } = await world.customer(['46701740690']);
  const taken = await world.read(telink(record({})), 'telink');
  expect(taken).toMatchObject({ read: 1, rated: 1, rejected: 0, seconds: 60 });
  const { rows } = await world.pool.query(
    'SELECT amount_ore::int AS amount FROM traffic.usage WHERE customer_id = $1',
    [customer],
  );
  expect(rows).toEqual([{ amount: taken.amountOre }]);
  expect(taken.amountOre).toBeGreaterThan(0);
});

test('in an open month a correction changes the record; in a closed one it is reversed and posted on the next', async () => {
  const of = async (): Promise<unknown> =>
    (
      await world.pool.query(
        `SELECT seconds, amount_ore::int AS amount, bill_month::text AS bill FROM traffic.usage WHERE system = 'pbx9'`,
      )
    ).rows;
  const longer = await world.read(telink(record({ action: 'correct', seconds: 120 })), 'telink');
  expect(longer).toMatchObject({ read: 1, rated: 1, seconds: 60 });
  const [open] = (await of()) as { seconds: number; amount: number; bill: string }[];
  expect(open).toMatchObject({ seconds: 120, bill: '2026-10-01' });
  expect((await world.pool.query('SELECT 1 FROM traffic.posting')).rowCount).toBe(0);

  await world.pool.query("INSERT INTO traffic.closed_month VALUES ('2026-10-01', now())");
  const shorter = await world.read(telink(record({ action: 'correct', seconds: 30 })), 'telink');
  expect(shorter.amountOre).toBeLessThan(0);
  const again = await world.read(telink(record({ action: 'correct', seconds: 30 })), 'telink');
  expect(again).toMatchObject({ read: 1, duplicate: 1, amountOre: 0 });
  const { rows } = await world.pool.query(
    'SELECT act, amount_ore::int AS amount, origin_month::text AS origin, bill_month::text AS bill FROM traffic.posting ORDER BY act DESC',
  );
  const [now] = (await of()) as { amount: number }[];
  expect(rows).toEqual([
    { act: 'reverse', amount: -(open?.amount ?? 0), origin: '2026-10-01', bill: '2026-11-01' },
    { act: 'repost', amount: now?.amount, origin: '2026-10-01', bill: '2026-11-01' },
  ]);
  const gone = await world.read(telink(record({ action: 'withdraw' })), 'telink');
  expect(gone).toMatchObject({ read: 1, free: 1, amountOre: -(now?.amount ?? 0) });
  expect(await of()).toEqual([]);
  expect(await world.read(telink(record({ action: 'withdraw' })), 'telink')).toMatchObject({ duplicate: 1 });
  const sum = await world.pool.query('SELECT sum(amount_ore)::int AS sum FROM traffic.posting');
  // Everything that was billed for it has been taken back.
  expect(sum.rows).toEqual([{ sum: -(open?.amount ?? 0) }]);
});

test('a record that comes after its month was closed goes onto the next bill, in its own period', async () => {
  const late = await world.read(
    telink(record({ key: 'late', start: Date.parse('2026-10-30T22:59:59Z') })),
    'telink',
  );
  expect(late).toMatchObject({ rated: 1 });
  const { rows } = await world.pool.query(
    "SELECT bill_month::text AS bill FROM traffic.usage WHERE system = 'pbx9'",
  );
  expect(rows).toEqual([{ bill: '2026-11-01' }]);
  expect((await world.pool.query('SELECT day::text AS day FROM traffic.late_day')).rows).toEqual([
    { day: '2026-10-30' },
  ]);
});

test('an allowance is used once: sent again it takes nothing, withdrawn it is given back', async () => {
  const { customer, services } = await world.customer(['46701740691'], 'mobil-fri');
  const call = (key: string, bytes: number, action: UsageRecord['action'] = 'new'): Promise<unknown> =>
    world.read(
      telink(
        record({
          key,
          bytes,
          action,
          kind: 'data',
          served: '46701740691',
          other: '',
          start: Date.parse('2026-11-10T10:00:00Z'),
        }),
      ),
      'telink',
    );
  const used = async (): Promise<unknown> =>
    (
      await world.pool.query(
        'SELECT holder, month::text AS month, allowance, used::text AS used FROM traffic.allowance_use WHERE customer_id = $1 AND used > 0',
        [customer],
      )
    ).rows;
  expect(await call('a', 5_000_000_000)).toMatchObject({ rated: 1 });
  const before = await used();
  expect(before).toMatchObject([{ holder: services[0], month: '2026-11-01' }]);
  await call('a', 5_000_000_000);
  expect(await used()).toEqual(before);
  await call('a', 5_000_000_000, 'withdraw');
  expect(await used()).toEqual([]);
});
