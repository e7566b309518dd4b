import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect } from 'vitest';
import { promise } from '#policy/promise';
import { serviceTable } from '#data-map/services';
import { reject, usage } from '#data-map/traffic';
import { numbersInUse, type NumberInUse } from '#modules/services';
import { enrolForDemonstration, publishAgreement, whoLooked } from '#modules/staff';
import { loadPolicyFiles } from '#platform/access';
import { describeMaps, type Described } from '#platform/data-map';
import { read, system, type Actor } from '#platform/db';
import { dataMaps } from '../../apps/server/data-map.ts';
import type { House } from '../../apps/server/house.ts';
import { plant, scan, scanText } from '../canary/index.ts';
import { call } from '../run/api.ts';
import { NUMBERS, startBilledProduct, type BilledProduct } from '../run/billed-product.ts';
import { holds, scanKept } from '../run/on-disk.ts';

const NOW = '2026-11-10T12:00:00Z';
let billed: BilledProduct;
beforeAll(async () => {
  billed = await startBilledProduct(NOW);
}, 300_000);
afterAll(() => billed?.stop());

const inside = <R>(work: (house: House) => Promise<R>): Promise<R> => billed.house(NOW, work);
const vera = async (house: House): Promise<NumberInUse> =>
  (await numbersInUse(house.ctx('proof'), 0, Date.parse('2040-01-01'), [NUMBERS.vera]))[0]!;
const publishedMap = async (): Promise<readonly Described[]> =>
  (await call(billed.product, '/.well-known/telink/data-map.json', { app: 'shop' }))
    .body as unknown as Described[];

/** Whoever could ask: the product’s own work, the person, and a colleague with every role, agreement, second factor and case. */
async function everybody(house: House): Promise<Record<'system' | 'person' | 'staff', Actor>> {
  const ctx = house.ctx('proof');
  const { customer, person } = await vera(house);
  const roles = ['support', 'billing', 'prices', 'privacy', 'admin'] as const;
  const accounts = (): Promise<{ rows: { staff: string }[] }> =>
    house.pool.query<{ staff: string }>('SELECT staff_id AS staff FROM staff.account');
  if ((await accounts()).rows.length === 0) {
    await publishAgreement(ctx, 'Det du får veta för du inte vidare.');
    const kim = { name: 'Kim Berg', mail: 'kim@office.example', roles, signed: true };
    await enrolForDemonstration(ctx, { ...kim, password: 'snow-granite-birch', totp: 'JBSWY3DPEHPK3PXP' });
  }
  const [kim] = (await accounts()).rows;
  const open = { id: 'case-1', reason: 'invoice-question', customer };
  return {
    system: system('proof'),
    person: {
      kind: 'person',
      customer,
      person: person!,
      roles: ['subscriber', 'user', 'admin'],
      session: 's',
    },
    staff: { kind: 'staff', staff: kim!.staff, roles, session: 's', case: open },
  };
}

promise(
  'traffic.2',
  'what nobody is billed for is gone from the database and its files after seven days: a call that was not answered, an incoming one, a helpline; a call that is billed stays',
  async () => {
    const other = '46846500420';
    const came = await billed.traffic(NOW, [
      { served: NUMBERS.vera, other, start: '2026-11-09T09:00:00+01:00', answered: false },
      { served: NUMBERS.vera, other, start: '2026-11-09T10:00:00+01:00', seconds: 60, direction: 'in' },
      { served: NUMBERS.vera, other: '116111', start: '2026-11-09T11:00:00+01:00', seconds: 600 },
      { served: NUMBERS.vera, other, start: '2026-11-10T09:00:00+01:00', answered: false },
      { served: NUMBERS.vera, other, start: '2026-11-10T10:00:00+01:00', seconds: 60 },
    ]);
    expect(came).toMatchObject({ read: 5, rated: 1, free: 4 });
    const kept = (): Promise<string[]> =>
      inside(async ({ pool }) => {
        const { rows } = await pool.query<{ kept: string }>(
          "SELECT outcome || ' ' || (start_at::date)::text AS kept FROM traffic.usage ORDER BY start_at",
        );
        return rows.map((row) => row.kept);
      });
    const sealed = await inside(async ({ pool }) => {
      const { rows } = await pool.query<{ other: Buffer }>(
        "SELECT other FROM traffic.usage WHERE start_at < '2026-11-10' AND other IS NOT NULL",
      );
      return rows.map((row) => row.other);
    });
    expect(sealed).toHaveLength(3);
    const onDisk = (): Promise<number> =>
      inside(async ({ pool }) => {
        await pool.query('CHECKPOINT');
        return holds(join(billed.product.dataDir, 'postgres', 'data', 'base'), sealed);
      });
    expect(await onDisk()).toBe(3);
    await billed.at('2026-11-16T12:00:00Z', 'traffic', 'sweep');
    expect(await kept()).toHaveLength(5);
    await billed.at('2026-11-17T12:00:00Z', 'traffic', 'sweep');
    expect(await kept()).toEqual(['free 2026-11-10', 'rated 2026-11-10']);
    expect(await onDisk()).toBe(0);
    await billed.at('2026-11-18T12:00:00Z', 'traffic', 'sweep');
    expect(await kept()).toEqual(['rated 2026-11-10']);
    expect(await billed.at('2026-11-18T12:00:00Z', 'traffic', 'retention')).toMatchObject({ overdue: 0 });
  },
  { timeout: 120_000 },
);

promise(
  'traffic.4',
  'traffic data is read for marketing or statistics by nobody: not by the product, not by the person, not by staff with every role, and no yes would open it',
  () =>
    inside(async (house) => {
      const actors = await everybody(house);
      for (const [who, actor] of Object.entries(actors))
        for (const purpose of ['marketing', 'statistics', 'service_information', 'support'] as const)
          await expect(
            // The compiler refuses it; what runs refuses it too.
            read({ db: house.db, actor }, purpose as 'bill', usage, ['seconds']),
            `${who} ${purpose}`,
          ).rejects.toThrow(`may not be read for ${purpose}`);
      const decide = loadPolicyFiles(new URL('../../policy/', import.meta.url));
      const asked = { category: 'trafikdata', restricted: false, contractEnded: false } as const;
      const staff = { ndaInForce: true, secondFactor: true };
      for (const actor of Object.values(actors)) {
        expect(decide({ ...asked, actor, staff, purpose: 'marketing', consent: false }).allow).toBe(false);
        expect(decide({ ...asked, actor, staff, purpose: 'bill', consent: false }).allow).toBe(true);
      }
      const columns = (await publishedMap()).filter(({ category }) => category === 'trafikdata');
      expect(columns.length).toBeGreaterThan(30);
      expect([...new Set(columns.flatMap(({ purposes }) => purposes))].toSorted()).toEqual([
        'bill',
        'convey',
        // In the sealed store alone (promise law.7).
        'law_enforcement',
        'legal_claims',
        'rights',
      ]);
    }),
  { timeout: 60_000 },
);

promise(
  'traffic.8',
  'what was written, a cell’s name and a caller’s name in a switch’s file reach no disk, neither from rows that are read nor from those that are refused',
  async () => {
    const marks = {
      body: plant('traffic', 'body'),
      cell: plant('traffic', 'cell'),
      name: plant('traffic', 'name'),
      broken: plant('traffic', 'broken'),
    };
    const { vera: served } = NUMBERS;
    const common = { kind: 'sms', direction: 'out', served: `+${served}`, other: '+46701740620' };
    const asterisk = (dst: string, end: string): string =>
      `"","${served}","${dst}","from-internal","""${marks.name}"" <${served}>","PJSIP/a-1","PJSIP/t-1","SendText","${marks.body}","2026-11-10 11:00:00","2026-11-10 11:00:01","${end}","61","60","ANSWERED","DOCUMENTATION","1762768800.1","${marks.cell}","","1762768800.1","1"`;
    const files = {
      'own.csv': [
        'key,kind,direction,served,other,start,text,cellId',
        `a1,sms,out,+${served},+46701740620,2026-11-10T10:00:00+01:00,${marks.body},${marks.cell}`,
        `a2,sms,out,+${served},+46701740620,yesterday,${marks.broken},${marks.cell}`,
        `a3,sms,out,+${served},+46701740620,2026-11-10T10:00:00+01:00,${marks.broken},${marks.cell},${marks.body}`,
      ].join('\n'),
      'own.jsonl': [
        JSON.stringify({
          key: 'b1',
          ...common,
          start: '2026-11-10T10:01:00+01:00',
          body: marks.body,
          cell: marks.cell,
        }),
        JSON.stringify({ key: 'b2', ...common, start: 'never', message: { text: marks.broken } }),
        `{"key":"b3","body":"${marks.broken}"`,
      ].join('\n'),
      'Master.csv': [
        asterisk('46701740620', '2026-11-10 11:01:01'),
        asterisk('46701740620', 'yesterday'),
      ].join('\n'),
    };
    let [read_, refused] = [0, 0];
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(billed.folder, name), text);
      // The second time packed, as switches send them.
      const packed = join(billed.folder, `${name}.gz`);
      writeFileSync(packed, gzipSync(text));
      for (const path of [join(billed.folder, name), packed]) {
        const result = await billed.at(NOW, 'traffic', 'import', path);
        read_ += Number(result['rated']);
        refused += Number(result['rejected']);
      }
    }
    expect([read_, refused]).toEqual([3, 10]);
    const all = Object.values(marks);
    const given = await scan([billed.folder], all);
    expect(new Set(given.hits.map(({ canary }) => canary))).toEqual(new Set(all));
    const kept = await scanKept(billed.product.dataDir, all);
    expect([kept.unread, kept.hits]).toEqual([[], []]);
    expect(scanText(billed.product.said(), all)).toEqual([]);
    // Refused rows lie sealed, where a scan sees nothing: opened they hold none of it either.
    await inside(async (house) => {
      const rows = await read(house.ctx('proof'), 'convey', reject, ['raw']);
      const opened = rows.map(({ raw }) => raw ?? '').join('\n');
      expect(rows.length).toBeGreaterThanOrEqual(5);
      expect(opened).toContain(served);
      expect(scanText(opened, all)).toEqual([]);
    });
  },
  { timeout: 120_000 },
);

promise(
  'law.7',
  'no field but the sealed store’s own is kept for law enforcement, and neither staff nor a person reads anything for it',
  () =>
    inside(async (house) => {
      const fields = describeMaps(dataMaps);
      expect(fields.length).toBeGreaterThan(200);
      const kept = fields.filter(({ purposes }) => purposes.includes('law_enforcement'));
      expect(kept.map(({ place, purposes }) => [place, purposes])).toEqual([
        ['retained.telephony.sealed_records', ['law_enforcement']],
        ['retained.internet.sealed_records', ['law_enforcement']],
      ]);
      const { system: own, ...others } = await everybody(house);
      await expect(
        read({ db: house.db, actor: own }, 'law_enforcement' as 'bill', usage, ['seconds']),
      ).rejects.toThrow('may not be read for law_enforcement');
      const decide = loadPolicyFiles(new URL('../../policy/', import.meta.url));
      const asked = {
        purpose: 'law_enforcement',
        restricted: false,
        consent: true,
        contractEnded: false,
      } as const;
      for (const actor of Object.values(others))
        for (const category of ['kunddata', 'trafikdata', 'anslutning'] as const)
          expect(
            decide({ ...asked, actor, category, staff: { ndaInForce: true, secondFactor: true } }).rules,
            `${actor.kind} ${category}`,
          ).toContain('law.7');
    }),
  { timeout: 60_000 },
);

promise(
  'purpose.1',
  'every kept fact about a person has its purposes, and each purpose its legal basis, on the public page and in the register',
  async () => {
    const bases = [
      'consent',
      'contract',
      'legal_obligation',
      'vital_interest',
      'public_task',
      'legitimate_interest',
    ];
    const personal = (await publishedMap()).filter((row) => row.personal);
    expect(personal.length).toBeGreaterThan(150);
    const lacking = personal.filter(
      ({ purposes, bases: given }) =>
        purposes.length === 0 || given.length === 0 || given.some((basis) => !bases.includes(basis)),
    );
    expect(lacking.map(({ place }) => place)).toEqual([]);
    const { activities } = (await billed.at(NOW, 'register')) as unknown as {
      activities: { purpose: string; bases: string[] }[];
    };
    const used = new Set(personal.flatMap(({ purposes }) => purposes));
    for (const purpose of used)
      expect(activities.find((one) => one.purpose === purpose)?.bases.length, purpose).toBeGreaterThan(0);
    const page = (await call(billed.product, '/vad-vi-lagrar', { app: 'shop' })).text;
    for (const { place } of personal) expect(page).toContain(place);
    for (const words of ['avtal', 'rättslig förpliktelse']) expect(page.toLowerCase()).toContain(words);
  },
  { timeout: 60_000 },
);

promise(
  'purpose.3',
  'what is read to deliver the contract says so: a colleague’s look is in the person’s own log with that purpose, and what is not declared for it is not read',
  () =>
    inside(async (house) => {
      const { staff, person } = await everybody(house);
      const look = { db: house.db, actor: staff };
      expect((await read(look, 'deliver_contract', serviceTable, ['kind', 'state'])).length).toBeGreaterThan(
        0,
      );
      await expect(read(look, 'deliver_contract' as 'bill', usage, ['seconds'])).rejects.toThrow(
        'may not be read for deliver_contract',
      );
      const { customer, person: id } = await vera(house);
      const looks = await whoLooked({ db: house.db, actor: person }, { customer, person: id! });
      const seen = looks.find(({ purposes }) => purposes.includes('deliver_contract'));
      expect(seen).toMatchObject({ reason: 'invoice-question' });
      expect(seen?.what).toContain('services.service.kind');
    }),
  { timeout: 60_000 },
);
