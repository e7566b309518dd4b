import { afterAll, beforeAll, expect } from 'vitest';
import { archiveOf, checkArchive, publicKey, unzip } from '#modules/privacy';
import type { AnyTable, DataMap } from '#platform/data-map';
import { promise } from '#policy/promise';
import { dataMaps } from '../../apps/server/data-map.ts';
import { loosen, plantEverywhere, type Canary, type Marked } from '../run/canaries.ts';
import { testWorld, type TestWorld } from '../run/database.ts';

const X: Marked = { customer: 'cust-xena', person: 'pers-xena', mark: 'XENA' };
const Y: Marked = { customer: 'cust-yrsa', person: 'pers-yrsa', mark: 'YRSB' };
let world: TestWorld;
let ofX: Canary[];
let ofY: Canary[];

beforeAll(async () => {
  world = await testWorld();
  await loosen(world.pool);
  ofX = await plantEverywhere(world.pool, world.db.sealer, dataMaps, X);
  ofY = await plantEverywhere(world.pool, world.db.sealer, dataMaps, Y);
});
afterAll(() => world?.drop());

interface Data {
  readonly report: {
    readonly excluded: readonly { place: string; why: string }[];
    readonly hidden: readonly { place: string; why: string; ground: string }[];
    readonly [key: string]: unknown;
  };
  readonly data: Readonly<Record<string, readonly Record<string, unknown>[]>>;
}

async function archive(maps: readonly DataMap[] = dataMaps): Promise<Map<string, Buffer>> {
  const { config, ctx, keys } = world;
  const deps = {
    maps,
    keys,
    timeZone: config.timeZone,
    appOrigin: config.origins.app,
    controller: config.controller,
  };
  const pieces: Buffer[] = [];
  const who = { customer: X.customer, person: X.person, roles: ['subscriber', 'user'] as const };
  for await (const piece of archiveOf(ctx, deps, who, 'sv')) pieces.push(piece);
  const bytes = Buffer.concat(pieces);
  expect(checkArchive(bytes, await publicKey(keys))).toMatchObject({ ok: true });
  return unzip(bytes)!;
}

/** Canaries that are neither shown nor in a listed, reasoned exclusion. */
function missing(files: Map<string, Buffer>): string[] {
  const text = files.get('data.json')!.toString('utf8');
  const { report, data } = JSON.parse(text) as Data;
  const reasoned = new Map([...report.excluded, ...report.hidden].map(({ place, why }) => [place, why]));
  return ofX
    .filter(({ place, value }) => {
      const [schema, table, column = ''] = place.split('.');
      const shown = (data[`${schema}.${table}`] ?? []).some((row) =>
        JSON.stringify(row[column] ?? '').includes(value),
      );
      if (shown) return false;
      return (reasoned.get(place) ?? reasoned.get(`${schema}.${table}`) ?? '') === '';
    })
    .map(({ place }) => place);
}

promise(
  'access.2',
  'a canary in every personal column of every table is in the report or in a listed exclusion with its reason, and nobody else’s is',
  async () => {
    expect(ofX.length).toBeGreaterThan(200);
    const files = await archive();
    expect(missing(files)).toEqual([]);
    const whole = [...files]
      .filter(([name]) => name !== 'report.pdf')
      .map(([, bytes]) => bytes.toString('utf8'));
    for (const text of whole) {
      expect(text).not.toContain(Y.mark);
      expect(text).not.toContain(Y.person);
      expect(text).not.toContain(Y.customer);
    }
    const { report } = JSON.parse(files.get('data.json')!.toString('utf8')) as Data;
    for (const store of dataMaps.flatMap(({ stores }) => stores))
      for (const [field, { personal }] of Object.entries(store.fields))
        if (personal)
          expect(report.excluded.find(({ place }) => place === `${store.name}#${field}`)?.why).toMatch(
            /\w{3}/,
          );
    expect(ofY.length).toBe(ofX.length);
  },
);

promise('access.2', 'a table whose rows no longer reach their person is found missing', async () => {
  for (const name of ['services.number', 'traffic.usage', 'audit.entry']) {
    const maps = dataMaps.map((map) => ({
      ...map,
      tables: map.tables.map((table): AnyTable => {
        if (table.name !== name) return table;
        const { isolate: _isolate, reach: _reach, ...rest } = table;
        return { ...rest, reach: [{ through: 'nowhere', on: [] }, { nobody: '' }] };
      }),
    }));
    expect(missing(await archive(maps)).some((place) => place.startsWith(name))).toBe(true);
  }
});
