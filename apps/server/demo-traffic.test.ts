import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, readFile } from '#modules/traffic';
import { trafficWorld, ZONE, type TrafficWorld } from '../../test/run/traffic-world.ts';
import { demoFiles, LINES } from './demo-traffic.ts';

let world: TrafficWorld;
beforeAll(async () => {
  world = await trafficWorld();
  await world.customer(Object.values(LINES), 'mobil-bas', '2025-06-01');
});
afterAll(() => world?.drop());

for (const now of ['2026-11-28T13:00:00Z', '2026-01-01T00:30:00Z', '2026-03-31T21:59:00Z'])
  test(`the demonstration’s traffic at ${now} is of three months, is rated to the last record and the same when it is made again`, async () => {
    const moment = Date.parse(now);
    const files = demoFiles(moment, ZONE);
    expect(demoFiles(moment, ZONE)).toEqual(files);
    expect(files.every(({ at }) => at <= moment)).toBe(true);
    const total = { read: 0, rated: 0, free: 0, duplicate: 0, rejected: 0, unrated: 0 };
    const desk = await openDesk(world.ctx, world.rater, ZONE);
    for (const { name, text } of files) {
      const read = await readFile(world.ctx, desk, bytesOf(text), {
        name,
        system: now,
        timeZone: ZONE,
        country: '46',
      });
      if (!read.ok) throw new Error(read.what);
      for (const key of Object.keys(total) as (keyof typeof total)[]) total[key] += read.result[key];
    }
    expect(total).toMatchObject({ unrated: 0, rejected: 2 });
    expect(total.rated).toBeGreaterThan(200);
    expect(total.free).toBeGreaterThan(5);
    expect(total.duplicate).toBeGreaterThan(0);
    const { rows } = await world.pool.query<{ months: number; past: boolean }>(
      `SELECT count(DISTINCT bill_month)::int AS months, max(start_at + make_interval(secs => seconds)) < $2 AS "past" FROM traffic.usage WHERE system = $1`,
      [now, now],
    );
    // Early on the first of a month nothing has happened in it yet.
    expect(rows).toEqual([{ months: now.includes('-01-01') ? 2 : 3, past: true }]);
  });

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
