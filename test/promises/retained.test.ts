import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, expect } from 'vitest';
import { internet, telephony } from '#data-map/retained';
import { openPiece, retainedStatus } from '#modules/retained';
import { read } from '#platform/db';
import { promise } from '#policy/promise';
import type { House } from '../../apps/server/house.ts';
import { call } from '../run/api.ts';
import { NUMBERS, startBilledProduct, type BilledProduct } from '../run/billed-product.ts';
import { scanKept } from '../run/on-disk.ts';

const NOW = '2026-11-24T12:00:00Z';
const OTHER = '46846500420';
let billed: BilledProduct;
let [identity, recipient] = ['', ''];
beforeAll(async () => {
  billed = await startBilledProduct(NOW);
  identity = await generateIdentity();
  recipient = await identityToRecipient(identity);
}, 300_000);
afterAll(() => billed?.stop());

interface Status {
  readonly obligation: object | null;
  readonly days: readonly { kind: string; day: string; records: number; goneOn: string }[];
  readonly overdue: number;
}
const status = async (at: string): Promise<Status> =>
  (await billed.at(at, 'retained', 'status')) as unknown as Status;
const inside = <R>(at: string, work: (house: House) => Promise<R>): Promise<R> => billed.house(at, work);
const rows = (at: string, sql: string): Promise<number> =>
  inside(at, async ({ pool }) => {
    const { rows: found } = await pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql}`);
    return found[0]!.n;
  });
const publicPage = async (): Promise<string> =>
  (await call(billed.product, '/vad-vi-lagrar', { app: 'shop' })).text;
const day = { served: NUMBERS.vera, other: OTHER };

promise(
  'law.7',
  'nothing is retained for law enforcement until an obligation is stated, and the public page says which it is',
  async () => {
    await billed.traffic(NOW, [{ ...day, start: '2026-11-24T09:00:00+01:00', seconds: 61 }]);
    expect(await status(NOW)).toEqual({ obligation: null, days: [], overdue: 0 });
    expect(await publicPage()).toMatch(/Lagras åt brottsbekämpande myndigheter<\/dt>\s*<dd>ingenting</);
    await billed.at(NOW, 'retained', 'order', '--recipients', recipient, '--ground', 'PTS 26-1');
    expect(await publicPage()).toMatch(/samtal och uppkopplingar sedan 24 november 2026/);
    const came = await billed.traffic(NOW, [
      { ...day, start: '2026-11-24T10:00:00+01:00', seconds: 62 },
      { ...day, start: '2026-11-24T10:05:00+01:00', answered: false },
      { served: NUMBERS.vera, start: '2026-11-24T10:10:00+01:00', kind: 'data', bytes: 7_000_000 },
    ]);
    expect(came).toMatchObject({ read: 3, rejected: 0 });
    // The one from before is not there: retaining begins with the obligation.
    expect((await status(NOW)).days).toEqual([
      { kind: 'telephony', day: '2026-11-24', records: 2, goneOn: '2027-05-25' },
      { kind: 'internet', day: '2026-11-24', records: 1, goneOn: '2027-09-25' },
    ]);
    expect(await billed.at(NOW, 'audit', 'verify')).toMatchObject({ ok: true });
  },
  { timeout: 120_000 },
);

promise(
  'law.7',
  'what is retained is read by nothing else: not by staff, not by a person, for no other purpose, in no answer; and the operator itself can’t open it',
  async () => {
    await inside(NOW, async (house) => {
      for (const table of [telephony, internet]) {
        for (const purpose of ['bill', 'rights', 'convey', 'support', 'security'] as const)
          await expect(
            read(house.ctx('proof'), purpose as 'law_enforcement', table, ['sealed_records']),
            purpose,
          ).rejects.toThrow(`may not be read for ${purpose}`);
        const { rows: people } = await house.pool.query<{ customer: string; person: string }>(
          'SELECT customer_id AS customer, person_id AS person FROM customers.person LIMIT 1',
        );
        const roles = ['subscriber', 'user', 'admin'] as const;
        const person = { kind: 'person', ...people[0]!, roles, session: 's' } as const;
        const ofStaff = ['support', 'billing', 'privacy', 'admin'] as const;
        const open = { id: 'case', reason: 'invoice-question', customer: people[0]!.customer };
        const staff = { kind: 'staff', staff: 'kim', roles: ofStaff, session: 's', case: open } as const;
        for (const actor of [person, staff])
          await expect(
            read({ db: house.db, actor }, 'law_enforcement', table, ['sealed_records']),
            actor.kind,
          ).rejects.toMatchObject({ code: 'forbidden' });
        // What the product itself can take out is a file sealed to a key that it has not.
        const [piece] = await read(house.ctx('proof'), 'law_enforcement', table, ['sealed_records']);
        const file = Buffer.from(piece!.sealed_records, 'base64');
        expect(file.toString('latin1', 0, 21)).toBe('age-encryption.org/v1');
        for (const text of [OTHER, NUMBERS.vera]) expect(file.includes(text)).toBe(false);
      }
    });
    const kept = await scanKept(billed.product.dataDir, [identity, identity.slice(15, 45)]);
    expect([kept.unread, kept.hits]).toEqual([[], []]);
    // The public key is what is there, and the scan finds it.
    expect((await scanKept(billed.product.dataDir, [recipient])).hits.length).toBeGreaterThan(0);
    // A piece leaves in one way, which is written down, and opens where the private key is.
    const into = join(billed.folder, 'handed-over');
    const demand = ['--kind', 'telephony', '--from', '2026-11-24', '--to', '2026-11-24'];
    const why = ['--authority', 'Polisen', '--decision', 'K 1-26'];
    const handed = await billed.at(NOW, 'retained', 'hand-over', into, ...demand, ...why);
    expect(handed).toMatchObject({
      records: 2,
      pieces: [expect.stringMatching(/^telephony-2026-11-24-.+\.age$/)],
    });
    const file = readFileSync(join(into, (handed['pieces'] as string[])[0]!));
    const lines = await openPiece(file, identity, OTHER);
    expect(lines.map(({ served, seconds }) => [served, seconds])).toEqual([
      [NUMBERS.vera, 62],
      [NUMBERS.vera, 0],
    ]);
    await expect(openPiece(file, await generateIdentity())).rejects.toThrow('not sealed to this key');
    expect(
      await rows(NOW, "audit.entry WHERE event = 'retained-handed-over' AND detail::text LIKE '%K 1-26%'"),
    ).toBe(1);
  },
  { timeout: 120_000 },
);

promise(
  'law.7',
  'what is retained outlives the records themselves and goes on its own day, telephony and internet each, with the key; a call that comes after that is not taken up',
  async () => {
    const count = async (at: string): Promise<number[]> => [
      await rows(at, 'traffic.usage'),
      await rows(at, 'retained.telephony'),
      await rows(at, 'retained.internet'),
    ];
    expect((await count(NOW))[0]).toBeGreaterThan(0);
    await billed.bill('2026-12-01T08:00:00Z', '2026-11');
    await billed.payAll('2026-12-20T08:00:00Z');
    const sweepAll = async (at: string): Promise<number[]> => {
      await billed.at(at, 'traffic', 'sweep');
      await billed.at(at, 'privacy', 'retention');
      return count(at);
    };
    // Paid and past objection: the records are gone, what is retained is not.
    expect(await sweepAll('2027-02-01T08:00:00Z')).toEqual([0, 1, 1]);
    expect(await sweepAll('2027-05-24T21:59:00Z')).toEqual([0, 1, 1]);
    const key = (of: string, at: string): Promise<unknown> =>
      inside(at, ({ keys }) => keys.find(`subject:${of}:2026-11-24`));
    expect(await key('telephony', '2027-05-24T21:59:00Z')).toBeInstanceOf(Buffer);
    // Midnight between the 24th and the 25th in Stockholm.
    const due = await inside('2027-05-24T22:01:00Z', ({ ctx }) => retainedStatus(ctx('proof')));
    expect(due.overdue).toBe(2);
    expect(await sweepAll('2027-05-24T22:01:00Z')).toEqual([0, 0, 1]);
    expect(await key('telephony', '2027-05-24T22:01:00Z')).toBe('destroyed');
    expect(await key('internet', '2027-05-24T22:01:00Z')).toBeInstanceOf(Buffer);
    const late = { ...day, start: '2026-11-24T11:00:00+01:00', seconds: 63 };
    expect(await billed.traffic('2027-05-26T08:00:00Z', [late])).toMatchObject({ read: 1, rejected: 0 });
    expect((await count('2027-05-26T08:00:00Z')).slice(1)).toEqual([0, 1]);
    expect((await sweepAll('2027-09-24T21:59:00Z')).slice(1)).toEqual([0, 1]);
    expect((await sweepAll('2027-09-24T22:01:00Z')).slice(1)).toEqual([0, 0]);
    expect(await key('internet', '2027-09-24T22:01:00Z')).toBe('destroyed');
    await billed.at('2027-09-25T08:00:00Z', 'retained', 'end');
    const after = '2027-09-25T08:00:00Z';
    await billed.traffic(after, [{ ...day, start: '2027-09-25T09:00:00+02:00', seconds: 64 }]);
    expect(await status(after)).toEqual({ obligation: null, days: [], overdue: 0 });
  },
  { timeout: 180_000 },
);
