import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contactFact, person as personTable } from '#data-map/customers';
import { endContract, registerCustomer, registerPerson } from '#modules/customers';
import { insert, read } from '#platform/db';
import { dataMaps } from '../../../../apps/server/data-map.ts';
import { testWorld, type TestWorld } from '../../../../test/run/database.ts';
import { dryRun, erase, resumeErasures } from './erase.ts';
import { addHold, liftHold } from './holds.ts';
import type { EraseHouse } from './house.ts';
import { appendLedger, readLedger } from './ledger-file.ts';
import { erasures } from './ledger.ts';
import { eraseHouse } from './open-house.ts';
import { recipientAnswered } from './recipients.ts';
import { isSuppressed } from './suppression.ts';

let world: TestWorld;
let house: EraseHouse;
beforeAll(async () => {
  world = await testWorld();
  house = await eraseHouse({
    ctx: world.ctx,
    keys: world.keys,
    maps: dataMaps,
    config: { timeZone: 'Europe/Stockholm', dataDir: world.folder, recipients: new Map() },
  });
});
afterAll(() => world.drop());

interface Someone {
  readonly customer: string;
  readonly person: string;
}

/** Somebody whose contract is over. */
async function someone(email = 'vera@example.org'): Promise<Someone> {
  const customer = await registerCustomer(world.ctx, {
    kind: 'person',
    name: 'Vera Lind',
    source: 'order',
    contractStart: '2026-01-01',
  });
  const person = await registerPerson(world.ctx, {
    customer,
    name: 'Vera Lind',
    email,
    roles: ['subscriber', 'user'],
    source: 'order',
    address: { kind: 'home', street: 'Ekstigen 1', postalCode: '352 46', city: 'Växjö' },
  });
  await endContract(world.ctx, { customer, lastDay: '2026-11-01', zone: 'Europe/Stockholm' });
  return { customer, person };
}

const left = async ({ customer }: Someone): Promise<number> =>
  Number(
    (
      await world.pool.query<{ n: bigint }>(
        `SELECT (SELECT count(*) FROM customers.customer WHERE customer_id = $1) + (SELECT count(*) FROM customers.person WHERE customer_id = $1) + (SELECT count(*) FROM customers.address WHERE customer_id = $1) AS n`,
        [customer],
      )
    ).rows[0]?.n,
  );

test('what the dry run says is what is done', async () => {
  const who = await someone();
  const plan = await dryRun(house, who);
  const done = await erase(house, { ...who, cause: 'request' });
  if (!done.ok) throw new Error(done.reason);
  expect(done.erasure).toMatchObject({ state: 'done', who: undefined });
  expect(
    Object.fromEntries(
      plan!.lines.filter(({ act }) => act === 'delete').map(({ table, rows }) => [table, rows]),
    ),
  ).toEqual(done.erasure.receipt.deleted);
  expect(await left(who)).toBe(0);
  expect(await world.keys.find(`subject:${who.person}`)).toBe('destroyed');
  expect(await world.keys.find(`subject:${who.customer}`)).toBe('destroyed');
});

test('stopped at any step it is taken up again, and the ledger outside was written before anything went', async () => {
  const steps: string[] = [];
  const first = await someone();
  await erase({ ...house, step: (name) => void steps.push(name) }, { ...first, cause: 'request' });
  expect(steps.length).toBeGreaterThan(20);
  for (const stop of steps) {
    const who = await someone();
    const broken = {
      ...house,
      step: (name: string) => {
        if (name === stop) throw new Error('the machine stops');
      },
    };
    await expect(erase(broken, { ...who, cause: 'request' })).rejects.toThrow('the machine stops');
    if (stop === 'ledgered') expect(await left(who), stop).toBe(3);
    else expect((await readLedger(world.keys, house.ledger)).ok, stop).toBe(true);
    const [open] = await erasures(world.ctx, { customer_id: who.customer });
    expect(open?.state, stop).not.toBe('done');
    await resumeErasures(house);
    expect((await erasures(world.ctx, { erasure_id: open!.id }))[0], stop).toMatchObject({ state: 'done' });
    expect(await left(who), stop).toBe(0);
    expect(await world.keys.find(`subject:${who.person}`), stop).toBe('destroyed');
    const ledger = await readLedger(world.keys, house.ledger);
    expect(ledger.ok && ledger.entries.filter(({ erasure }) => erasure === open!.id).length, stop).toBe(1);
  }
}, 300_000);

test('a write that races with an erasure is refused', async () => {
  const who = await someone();
  await erase(house, { ...who, cause: 'request' });
  const late = insert(world.ctx, contactFact, {
    customer_id: who.customer,
    person_id: who.person,
    fact_id: 'late',
    kind: 'email',
    value: 'late@example.org',
    valid_from: '2026-11-24',
    valid_to: null,
    source: 'import',
    verified_at: null,
    bounced_at: null,
  });
  await expect(late).rejects.toMatchObject({ code: 'erased' });
});

test('nothing is done before everybody who was told has answered', async () => {
  const who = await someone();
  const telling = { ...house, tellRecipients: async () => ['Bud AB'] };
  const done = await erase(telling, { ...who, cause: 'request' });
  if (!done.ok) throw new Error(done.reason);
  expect(done.erasure).toMatchObject({
    state: 'waiting',
    waits: [{ for: 'recipient', what: 'Bud AB', until: null }],
  });
  await resumeErasures(house);
  expect((await erasures(world.ctx, { erasure_id: done.erasure.id }))[0]?.state).toBe('waiting');
  expect(await recipientAnswered(world.ctx, done.erasure.id, 'Bud AB')).toBe(true);
  await resumeErasures(house);
  expect((await erasures(world.ctx, { erasure_id: done.erasure.id }))[0]?.state).toBe('done');
});

test('a hold keeps what it names and what that hangs on; lifting it lets what waited go', async () => {
  const who = await someone();
  const id = await addHold(world.ctx, {
    ...who,
    table: 'customers.address',
    owner: 'Jurist',
    reason: 'Tvist i tingsrätten',
    reviewOn: '2027-01-01',
  });
  const done = await erase(house, { ...who, cause: 'request' });
  if (!done.ok) throw new Error(done.reason);
  expect(done.erasure.state).toBe('waiting');
  const kept = await read(world.ctx, 'rights', personTable, ['name'], {
    where: { customer_id: who.customer },
  });
  expect(kept).toEqual([{ name: 'Vera Lind' }]);
  expect(await liftHold(world.ctx, id)).toBe(true);
  await resumeErasures(house);
  expect((await erasures(world.ctx, { erasure_id: done.erasure.id }))[0]?.state).toBe('done');
  expect(await left(who)).toBe(0);
});

test('while the contract runs it waits for that, and goes on by itself when it is over', async () => {
  const who = await someone();
  await endContract(world.ctx, { customer: who.customer, lastDay: '2026-12-31', zone: 'Europe/Stockholm' });
  await world.pool.query("UPDATE customers.customer SET state = 'active' WHERE customer_id = $1", [
    who.customer,
  ]);
  const done = await erase(house, { ...who, cause: 'request' });
  if (!done.ok) throw new Error(done.reason);
  expect(done.erasure).toMatchObject({ state: 'planned', waits: [{ for: 'contract', until: '2026-12-31' }] });
  expect(await left(who)).toBe(3);
  world.clock.set('2027-01-02T08:00:00Z');
  await resumeErasures(house);
  expect((await erasures(world.ctx, { erasure_id: done.erasure.id }))[0]?.state).toBe('done');
  expect(await left(who)).toBe(0);
  world.clock.set('2026-11-24T08:00:00Z');
});

test('while the month’s bills are drafted it is refused with the month', async () => {
  const who = await someone();
  await world.pool.query(
    "INSERT INTO billing.bill_run (run_id, month, state, issued_on, drafted_by, started_at, changed_at) VALUES ('r', '2026-10', 'drafting', '2026-11-01', 'Anna', now(), now())",
  );
  expect(await erase(house, { ...who, cause: 'request' })).toEqual({
    ok: false,
    reason: 'bill-run',
    month: '2026-10',
  });
  expect(await left(who)).toBe(3);
  await world.pool.query("UPDATE billing.bill_run SET state = 'sent'");
  expect((await erase(house, { ...who, cause: 'request' })).ok).toBe(true);
});

test('an address that was erased stays on the list of those who want no advertising, as a check value only', async () => {
  const who = await someone('Sture@Example.org');
  await erase(house, { ...who, cause: 'request' });
  expect(await isSuppressed(world.ctx, world.keys, ' sture@example.ORG')).toBe(true);
  expect(await isSuppressed(world.ctx, world.keys, 'someone.else@example.org')).toBe(false);
  const { rows } = await world.pool.query<{ address_hash: string }>(
    'SELECT address_hash FROM privacy.suppression',
  );
  expect(rows.every(({ address_hash: hash }) => /^[0-9a-f]{64}$/.test(hash))).toBe(true);
});

test('a ledger outside that was changed, cut in its middle or forged stops every erasure; a last line that a crash cut off does not', async () => {
  const good = readFileSync(house.ledger, 'utf8');
  const lines = good.trimEnd().split('\n');
  const refused = async (text: string): Promise<void> => {
    writeFileSync(house.ledger, text);
    expect(await readLedger(world.keys, house.ledger)).toEqual({ ok: false, reason: 'broken' });
    const who = await someone();
    await expect(erase(house, { ...who, cause: 'request' })).rejects.toThrow('ledger');
    expect(await left(who)).toBe(3);
    await world.pool.query('DELETE FROM privacy.erasure_ledger WHERE customer_id = $1', [who.customer]);
  };
  await refused([...lines.slice(0, 2), ...lines.slice(3)].join('\n') + '\n');
  await refused(good.replace(/"at":"2026/, '"at":"2025'));
  writeFileSync(house.ledger, `${good}{"n":`);
  await appendLedger(world.keys, house.ledger, { erasure: 'after', subjects: [], at: '2026-11-24' });
  expect((await readLedger(world.keys, house.ledger)).ok).toBe(true);
  rmSync(house.ledger);
  expect(await readLedger(world.keys, house.ledger)).toEqual({ ok: false, reason: 'missing' });
});
