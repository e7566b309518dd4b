import { afterAll, beforeAll, expect } from 'vitest';
import { checkArchive, publicKey, unzip } from '#modules/privacy';
import type { AnyTable, DataMap } from '#platform/data-map';
import { promise } from '#policy/promise';
import { dataMaps } from '../../apps/server/data-map.ts';
import { loosen, plantEverywhere, type Canary, type Marked } from '../run/canaries.ts';
import { testWorld, type TestWorld } from '../run/database.ts';
import { archiveOfMarked, missingFrom, type ReportData } from '../run/oracle.ts';

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

async function archive(maps: readonly DataMap[] = dataMaps): Promise<Map<string, Buffer>> {
  const { config, ctx, keys } = world;
  const bytes = await archiveOfMarked(ctx, { keys, config, maps }, X);
  expect(checkArchive(bytes, await publicKey(keys))).toMatchObject({ ok: true });
  return unzip(bytes)!;
}
const missing = (files: Map<string, Buffer>): string[] => missingFrom(files, ofX);

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
    const { report } = JSON.parse(files.get('data.json')!.toString('utf8')) as ReportData;
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
