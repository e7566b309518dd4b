import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishAgreement, staffFacts } from '#modules/staff';
import {
  AGREEMENT_ONE,
  AGREEMENT_TWO,
  staffWorld,
  type Colleague,
  type StaffWorld,
} from '../../../test/run/staff-world.ts';

let world: StaffWorld;
let kim: Colleague;
beforeAll(async () => {
  world = await staffWorld();
  kim = await world.colleague('Kim Berg', ['support', 'admin'], { signed: false });
});
afterAll(() => world.drop());

const open = async () => {
  const answer = await kim.browser.get('/api/office/own');
  return answer.statusCode === 200 ? 'open' : `${answer.statusCode} ${answer.json<{ code: string }>().code}`;
};
const LOCKED = '403 agreement-unsigned';

test('before any agreement is published nobody sees anything: there is nothing to have signed', async () => {
  expect(await open()).toBe(LOCKED);
  expect((await kim.browser.get('/api/office/agreement')).statusCode).toBe(404);
});

test('signing opens, a new version locks at the next request, and signing that opens again', async () => {
  await publishAgreement(world.ctx, AGREEMENT_ONE);
  expect(await open()).toBe(LOCKED);
  expect((await world.sign(kim)).json()).toMatchObject({ agreement: { version: 1, signed: true } });
  expect(await open()).toBe('open');
  await publishAgreement(world.ctx, AGREEMENT_TWO);
  expect(await open()).toBe(LOCKED);
  expect(await staffFacts(world.db, kim.id)).toEqual({ ndaInForce: false, secondFactor: true });
  await world.sign(kim);
  expect(await open()).toBe('open');
  const { rows } = await world.pool.query<{ event: string; subject: string; detail: string }>(
    "SELECT event, subject, detail FROM audit.entry WHERE event LIKE 'agreement-%' ORDER BY seq",
  );
  expect(rows.map(({ event }) => event)).toEqual([
    'agreement-published',
    'agreement-signed',
    'agreement-published',
    'agreement-signed',
  ]);
  expect(rows[3]).toMatchObject({ subject: kim.id });
  expect(JSON.parse(rows[3]!.detail)).toMatchObject({ version: 2 });
});

test('what is signed is the text that was shown, in one’s own name', async () => {
  const { version, hash } = (await kim.browser.get('/api/office/agreement')).json<{
    version: number;
    hash: string;
  }>();
  const sign = (body: object) => kim.browser.send('POST', '/api/office/agreement/sign', body);
  expect((await sign({ version, hash, name: 'Mo Lind' })).json()).toMatchObject({
    code: 'bad-request',
    fields: ['name'],
  });
  expect((await sign({ version: 1, hash, name: 'Kim Berg' })).statusCode).toBe(409);
  expect((await sign({ version, hash: 'a'.repeat(64), name: 'Kim Berg' })).statusCode).toBe(409);
  expect((await sign({ version, hash, name: '  kim   berg ' })).statusCode).toBe(200);
});

test('the same text is no new version, and an empty one is none at all', async () => {
  await expect(publishAgreement(world.ctx, `${AGREEMENT_TWO}\r\n`)).rejects.toThrow('bad-request');
  await expect(publishAgreement(world.ctx, ' ')).rejects.toThrow('bad-request');
});

test('a signature holds for a year and not a millisecond longer', async () => {
  const { agreement } = (await kim.browser.get('/api/office/session')).json<{
    agreement: { inForceUntil: string };
  }>();
  const until = Date.parse(agreement.inForceUntil);
  world.clock.advance(until - world.clock.now() - 1);
  expect((await staffFacts(world.db, kim.id)).ndaInForce).toBe(true);
  world.clock.advance(1);
  expect((await staffFacts(world.db, kim.id)).ndaInForce).toBe(false);
});

test('whoever holds the database’s password can’t put an agreement in force: rows don’t change, and a forged one does not open', async () => {
  const forged = await world.colleague('Eve Ek', ['support'], { signed: false });
  const { rows } = await world.pool.query<{ version: number; hash: string }>(
    'SELECT version, hash FROM staff.nda ORDER BY version DESC LIMIT 1',
  );
  const { version, hash } = rows[0]!;
  const insert = (statement: string) =>
    world.pool.query(
      `INSERT INTO staff.signature (signature_id, staff_id, version, hash, signed_at, in_force_until, statement)
       VALUES (gen_random_uuid()::text, $1, $2, $3, now(), now() + interval '9 years', ${statement})`,
      [forged.id, version, hash],
    );
  await insert('NULL');
  await insert(`'\\x0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f'::bytea`);
  // The sealed words of a colleague's own signature, moved to another row.
  await insert('(SELECT statement FROM staff.signature WHERE statement IS NOT NULL LIMIT 1)');
  expect((await staffFacts(world.db, forged.id)).ndaInForce).toBe(false);
  for (const sql of [
    "UPDATE staff.signature SET in_force_until = now() + interval '9 years'",
    'DELETE FROM staff.nda WHERE version = 2',
    "UPDATE staff.nda SET text = 'x'",
    'TRUNCATE staff.signature',
  ])
    await expect(world.pool.query(sql)).rejects.toThrow('append only');
  await expect(
    world.pool.query(
      "INSERT INTO staff.nda (version, text, hash, published_at) VALUES (99, 'nothing is promised', 'ab', now())",
    ),
  ).rejects.toThrow('check constraint');
  // Their own earlier signature, copied with a longer time, says another time inside than outside.
  await world.sign(forged);
  await world.pool.query(
    `INSERT INTO staff.signature SELECT gen_random_uuid()::text, staff_id, version, hash, signed_at, in_force_until + interval '9 years', statement
     FROM staff.signature WHERE staff_id = $1 AND statement IS NOT NULL AND signed_at > in_force_until - interval '1 year 1 day'`,
    [forged.id],
  );
  expect((await staffFacts(world.db, forged.id)).ndaInForce).toBe(true);
  world.clock.advance(366 * 24 * 3_600_000);
  expect((await staffFacts(world.db, forged.id)).ndaInForce).toBe(false);
});
