import { afterAll, beforeAll, expect, test } from 'vitest';
import { trafficWorld, ZONE, type TrafficWorld } from '../../../test/run/traffic-world.ts';
import { openDesk } from './open-desk.ts';
import { readFile, type ReadFile } from './read-file.ts';

const OWN = '46701740605';
let world: TrafficWorld;
beforeAll(async () => {
  world = await trafficWorld();
  await world.customer([OWN], 'mobil-fri');
});
afterAll(() => world?.drop());

const HEAD = 'method,from_tag,to_tag,callid,sip_code,time,src_user,dst_user\n';
const start = (call: string, time: string): string => `INVITE,f,t,${call},200,${time},+${OWN},+46846500420\n`;
const end = (call: string, time: string, tags = 'f,t'): string =>
  `BYE,${tags},${call},200,${time},+${OWN},+46846500420\n`;

async function bring(text: string, system = 'sbc'): Promise<Extract<ReadFile, { ok: true }>> {
  const desk = await openDesk(world.ctx, world.rater, ZONE);
  const bytes = (async function* () {
    yield Buffer.from(text);
  })();
  const numbers = { system, timeZone: ZONE, country: '46' };
  const read = await readFile(world.ctx, desk, bytes, { name: 'acc.csv', format: 'kamailio', ...numbers });
  if (!read.ok) throw new Error(read.what);
  return read;
}
const kept = async (): Promise<{ seconds: number }[]> =>
  (
    await world.pool.query<{ seconds: number }>(
      'SELECT seconds FROM traffic.usage ORDER BY start_at, seconds',
    )
  ).rows;
const waiting = async (): Promise<number> =>
  (
    await world.pool.query<{ n: number }>(
      "SELECT count(*)::int AS n FROM traffic.reject WHERE state = 'open' AND raw IS NOT NULL",
    )
  ).rows[0]!.n;

test('a call over the hour is one call, whichever file comes first and whoever hung up; a half without another waits', async () => {
  const first = await bring(
    HEAD +
      start('c1', '2026-11-24 09:59:30') +
      start('c2', '2026-11-24 09:59:50') +
      start('c9', '2026-11-24 09:00:00'),
  );
  expect([first.result.rejected, first.joined]).toEqual([3, undefined]);
  const second = await bring(
    HEAD +
      end('c1', '2026-11-24 10:00:30') +
      end('c2', '2026-11-24 10:01:50', 't,f') +
      end('c3', '2026-11-24 11:01:00'),
  );
  expect(second.joined).toMatchObject({ read: 4, rated: 2, free: 2, rejected: 0, seconds: 180 });
  expect(await kept()).toEqual([{ seconds: 60 }, { seconds: 120 }]);
  expect(await waiting()).toBe(2);
  // The end came first here.
  const third = await bring(HEAD + start('c3', '2026-11-24 11:00:00'));
  expect(third.joined).toMatchObject({ rated: 1, seconds: 60 });
  expect(await waiting()).toBe(1);
});

test('either file again adds nothing, and nothing of it waits that has met', async () => {
  const before = await kept();
  const again = await bring(
    HEAD +
      start('c1', '2026-11-24 09:59:30') +
      start('c2', '2026-11-24 09:59:50') +
      start('c9', '2026-11-24 09:00:00'),
  );
  expect(again.joined).toBeUndefined();
  expect(await kept()).toEqual(before);
  expect(await waiting()).toBe(1);
});

test('halves of two switches never meet, nor halves that are written in JSON and CSV', async () => {
  const before = (await kept()).length;
  await bring(HEAD + start('d1', '2026-11-24 12:59:30'), 'north');
  expect((await bring(HEAD + end('d1', '2026-11-24 13:00:30'), 'south')).joined).toBeUndefined();
  const json = JSON.stringify({
    method: 'BYE',
    from_tag: 'f',
    to_tag: 't',
    callid: 'd2',
    sip_code: '200',
    time: '2026-11-24 13:00:30',
  });
  await bring(HEAD + start('d2', '2026-11-24 12:59:30'), 'north');
  expect((await bring(`${json}\n`, 'north')).joined).toBeUndefined();
  expect(await kept()).toHaveLength(before);
});

test('halves in JSON lines meet too', async () => {
  const row = (method: string, time: string): string =>
    `${JSON.stringify({ method, from_tag: 'f', to_tag: 't', callid: 'e1', sip_code: '200', time, src_user: `+${OWN}`, dst_user: '+46846500420' })}\n`;
  await bring(row('INVITE', '2026-11-24 14:59:30'), 'east');
  expect((await bring(row('BYE', '2026-11-24 15:00:00'), 'east')).joined).toMatchObject({
    rated: 1,
    seconds: 30,
  });
});
