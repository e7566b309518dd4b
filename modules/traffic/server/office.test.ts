import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadRater, operatorOf, simulate } from '#modules/prices';
import { queryOf } from '#platform/db';
import { createHttp, type Server } from '#platform/http';
import { putNumber, putStartBook, telinkRows } from '../../../test/run/office-traffic.ts';
import { staffWorld, type Colleague, type StaffWorld } from '../../../test/run/staff-world.ts';
import type { FileRead, Mediation, Mended, RejectRow, RetentionView } from '../pure/office-contract.ts';
import { trafficFiles, trafficOffice } from './office-routes.ts';
import { simulatedRecords } from './simulated-records.ts';
import { watchFolder } from './watch-folder.ts';

const TOKEN = 'a-switch-token-of-thirty-two-chars';
const OURS = '+46701740605';
let world: StaffWorld;
let kim: Colleague;
let pia: Colleague;
let sam: Colleague;

beforeAll(async () => {
  world = await staffWorld({
    env: { TELINK_TRAFFIC_TOKEN: TOKEN },
    more: (staff, { config, db }) => trafficOffice({ config, db }, staff.require),
  });
  await putStartBook(world.ctx);
  await putNumber(world.ctx, OURS);
  kim = await world.colleague('Kim Berg', ['billing']);
  pia = await world.colleague('Pia Ros', ['prices']);
  sam = await world.colleague('Sam Ek', ['support', 'admin']);
});
afterAll(() => world?.drop());

const BYTES = { 'content-type': 'application/octet-stream' };
const upload = async (who: Colleague, name: string, bytes: Buffer | string): Promise<FileRead> =>
  (
    await who.browser.send(
      'POST',
      `/api/office/traffic/files?name=${encodeURIComponent(name)}&system=sbc2`,
      Buffer.from(bytes),
      BYTES,
    )
  ).json<FileRead>();
const seen = async (who: Colleague): Promise<Mediation> =>
  (await who.browser.get('/api/office/traffic')).json<Mediation>();

const at = (minute: number): string => new Date(Date.UTC(2026, 10, 24, 4, minute)).toISOString();

test('each route of the traffic is 403 for whoever lacks its role, and nothing happens', async () => {
  for (const [who, method, path] of [
    [sam, 'GET', '/api/office/traffic'],
    [sam, 'GET', '/api/office/traffic/retention'],
    [sam, 'GET', '/api/office/traffic/checks'],
    [pia, 'GET', '/api/office/traffic/rejects/abc/1'],
    [pia, 'POST', '/api/office/traffic/rejects/abc/1/mend'],
    [pia, 'POST', '/api/office/traffic/rejects/abc/1/drop'],
    [pia, 'POST', '/api/office/traffic/files?name=x'],
    [sam, 'POST', '/api/office/traffic/sweep'],
  ] as const)
    expect(
      (method === 'GET' ? await who.browser.get(path) : await who.browser.send(method, path)).statusCode,
      path,
    ).toBe(403);
  expect((await seen(pia)).files).toEqual([]);
});

test('a packed file that is sent is read at once: what came in is priced, refused or counted twice, and the sum holds', async () => {
  const rows = telinkRows([
    { key: 'a', served: OURS, start: at(1) },
    { key: 'b', served: OURS, start: at(2) },
    { key: 'b', served: OURS, start: at(2) },
    { key: 'c', served: '+46701740699', start: at(3) },
  ]);
  const read = await upload(kim, 'sbc2-1124.json.gz', gzipSync(`${rows}{"system":"sbc2","key":"d"\n`));
  expect(read).toMatchObject({
    ok: true,
    format: 'telink',
    read: 5,
    rated: 2,
    duplicate: 1,
    rejected: 2,
    free: 0,
    unrated: 0,
  });
  const { files, sum, rejects, systems, days } = await seen(pia);
  expect(files[0]).toMatchObject({ name: 'sbc2-1124.json.gz', state: 'done', read: 5, system: 'sbc2' });
  expect(sum).toEqual({ files: 1, broken: 0 });
  expect(systems).toEqual(['sbc2']);
  expect(days).toEqual([{ day: '2026-11-24', read: 5, rejected: 2 }]);
  expect(new Set(rejects.map(({ reason, field, count }) => `${reason} ${field ?? ''} ${count}`))).toEqual(
    new Set(['nobodys-number served 1', 'truncated  1']),
  );
  // Rows are counted and placed, never shown, before somebody opens one.
  expect(JSON.stringify(rejects)).not.toContain('46701740699');
});

test('a row that is opened is in the log of looks; mended it is imported once, and gone', async () => {
  const [group] = (await seen(kim)).rejects.filter(({ reason }) => reason === 'nobodys-number');
  const { file, nr } = group!.rows[0]!;
  const path = `/api/office/traffic/rejects/${file}/${nr}`;
  const { row, format } = (await kim.browser.get(path)).json<RejectRow>();
  expect(format).toBe('telink');
  expect(row).toContain('+46701740699');
  const { rows: looks } = await queryOf(world.ctx)(
    `SELECT actor, detail FROM audit.entry WHERE event = 'read' AND subject = $1`,
    [file],
  );
  expect(looks).toEqual([{ actor: kim.id, detail: expect.stringContaining('traffic.reject') as string }]);
  const mend = async (text: string): Promise<Mended> =>
    (await kim.browser.send('POST', `${path}/mend`, { row: text, format })).json<Mended>();
  expect(await mend(row!)).toEqual({ ok: false, reason: 'nobodys-number', field: 'served' });
  expect(await mend('{"nonsense"')).toMatchObject({ ok: false, reason: 'truncated' });
  expect((await seen(kim)).files).toHaveLength(1);
  expect(await mend(row!.replace('46701740699', '46701740605'))).toEqual({ ok: true, outcome: 'rated' });
  expect((await kim.browser.get(path)).statusCode).toBe(404);
  expect((await seen(kim)).rejects.some(({ reason }) => reason === 'nobodys-number')).toBe(false);
  const { rows } = await queryOf(world.ctx)(
    'SELECT raw, state FROM traffic.reject WHERE file_id = $1 AND nr = $2',
    [file, nr],
  );
  expect(rows).toEqual([{ raw: null, state: 'mended' }]);
});

test('a switch sends its file with its token and gets the counts; with another token nothing of it is read', async () => {
  const { config, db, log } = world;
  const server: Server = await createHttp({
    config,
    log,
    ready: () => true,
    apps: { shop: [], app: [trafficFiles({ config, db })], office: [] },
    callsPerMinute: 0,
  });
  const send = async (token: string) =>
    server.inject({
      method: 'POST',
      url: '/api/traffic/files?name=a.json&system=sbc3',
      headers: {
        host: 'app.localhost:3000',
        origin: 'http://app.localhost:3000',
        'x-telink': '1',
        authorization: `Bearer ${token}`,
        ...BYTES,
      },
      payload: Buffer.from(telinkRows([{ key: 'z', served: OURS, start: at(9) }]).replace('sbc2', 'sbc3')),
    });
  expect((await send('another-token-of-thirty-two-chars')).statusCode).toBe(401);
  expect((await send(TOKEN)).json<FileRead>()).toMatchObject({ ok: true, file: 'a.json', read: 1, rated: 1 });
  expect((await send(TOKEN)).json<FileRead>()).toMatchObject({ ok: true, duplicate: 1, rated: 0 });
  await server.close();
});

test('a file that lies still in the folder is taken and put aside, one that grows is left, and old ones go when what they hold is due', async () => {
  const folder = join(world.folder, 'from-switches');
  mkdirSync(join(folder, 'sbc4'), { recursive: true });
  const place = join(folder, 'sbc4', 'a.json');
  const still = telinkRows([{ key: 'y', served: OURS, start: at(11) }]).replace('sbc2', 'sbc4');
  writeFileSync(place, still);
  writeFileSync(join(folder, '.part'), 'x');
  const watch = watchFolder(world.ctx, { folder, timeZone: 'Europe/Stockholm', log: world.log });
  expect(await watch.round()).toBe(0);
  writeFileSync(place, `${still}${still.replace('"y"', '"x"')}`);
  utimesSync(place, 1, 1);
  expect(await watch.round()).toBe(0);
  writeFileSync(join(folder, 'b.txt'), 'what is this');
  expect(await watch.round()).toBe(1);
  expect(await watch.round()).toBe(1);
  expect(existsSync(place)).toBe(false);
  expect(readdirSync(join(folder, 'done'))).toEqual([expect.stringMatching(/sbc4 a\.json$/) as string]);
  expect(readdirSync(join(folder, 'failed'))).toHaveLength(2);
  expect(readdirSync(folder).toSorted()).toEqual(['.part', 'done', 'failed', 'sbc4']);
  const { rows } = await queryOf(world.ctx)(
    "SELECT count(*)::int AS n FROM traffic.usage WHERE system = 'sbc4'",
    [],
  );
  expect(rows).toEqual([{ n: 2 }]);
  world.clock.advance(8 * 86_400_000);
  expect(await watch.round()).toBe(0);
  expect(readdirSync(join(folder, 'done'))).toEqual([]);
  expect(readdirSync(join(folder, 'failed'))).toEqual([]);
  world.clock.advance(-8 * 86_400_000);
});

test('a month’s records come back for a simulation with the numbers they were rated by: the same book gives the same amount', async () => {
  const { rows } = await queryOf(world.ctx)(
    'SELECT sum(amount_ore)::bigint AS ore, count(*)::int AS n FROM traffic.usage',
    [],
  );
  const rater = await loadRater(world.ctx, operatorOf(world.config));
  const told = await simulate(rater, rater, simulatedRecords(world.ctx, '2026-11', 'Europe/Stockholm'));
  expect(told).toMatchObject({
    records: rows[0]?.['n'],
    beforeOre: rows[0]?.['ore'],
    afterOre: rows[0]?.['ore'],
    unratedBefore: 0,
  });
  const none = await simulate(rater, rater, simulatedRecords(world.ctx, '2026-10', 'Europe/Stockholm'));
  expect(none.records).toBe(0);
});

test('the board of what is kept tells what falls due, erases it when asked, and the erasure stands in the ledger', async () => {
  const board = async (): Promise<RetentionView> =>
    (await kim.browser.get('/api/office/traffic/retention')).json<RetentionView>();
  const before = await board();
  expect(before).toMatchObject({ overdue: 0, held: 0, erasures: [] });
  expect(before.due.reduce((sum, { records }) => sum + records, 0)).toBeGreaterThan(4);
  const { rows } = await queryOf(world.ctx)('SELECT DISTINCT customer_id FROM traffic.usage', []);
  await queryOf(world.ctx)(
    "INSERT INTO traffic.deadline (customer_id, bill_month, due_on, reason, moved_at) VALUES ($1, '2026-11-01', '2026-11-23', 'paid', now())",
    [rows[0]?.['customer_id']],
  );
  expect((await board()).overdue).toBeGreaterThan(4);
  const checks = (await kim.browser.get('/api/office/traffic/checks')).json<
    { name: string; ok: boolean }[]
  >();
  expect(checks.filter(({ ok }) => !ok).map(({ name }) => name)).toEqual(['nothing-overdue']);
});
