import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { testWorld, type TestWorld } from '../../test/run/database.ts';
import { appendAudit, verifyAudit, writeCheckpoint } from '#platform/audit';
import { queryOf, system, transact, type Query } from '#platform/db';

let world: TestWorld;
let query: Query;
const file = (): string => `${world.folder}/checkpoints.jsonl`;
const verify = (): ReturnType<typeof verifyAudit> => verifyAudit(query, world.keys, file());

async function append(count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) {
    await transact(world.ctx, (ctx) =>
      appendAudit(queryOf(ctx), world.clock.now, {
        event: 'read',
        purpose: 'support',
        actor: system('test'),
        subject: `p${i}`,
        customer: 'c',
        detail: { count: i },
      }),
    );
  }
}

/** As someone with the database tool and the owner’s rights would. */
async function tamper(sql: string): Promise<void> {
  await world.pool.query(
    `ALTER TABLE audit.entry DISABLE TRIGGER USER; ${sql}; ALTER TABLE audit.entry ENABLE TRIGGER USER`,
  );
}

beforeAll(async () => {
  world = await testWorld();
  query = queryOf(world.ctx);
});
afterAll(() => world.drop());
beforeEach(async () => {
  await tamper('TRUNCATE audit.entry');
  writeFileSync(file(), '');
  await append(6);
  await writeCheckpoint(query, world.keys, file(), world.clock.now);
});

test('an untouched chain holds', async () => {
  expect(await verify()).toEqual({ ok: true, entries: 6, checkpoints: 1 });
});

test('the database itself refuses to change or delete an entry', async () => {
  await expect(world.pool.query("UPDATE audit.entry SET subject = 'x'")).rejects.toThrow('append only');
  await expect(world.pool.query('DELETE FROM audit.entry')).rejects.toThrow('append only');
});

test('one changed character is found, and the entry is named', async () => {
  await tamper("UPDATE audit.entry SET subject = 'p0' WHERE seq = 4");
  expect(await verify()).toEqual({ ok: false, seq: '4', fault: 'changed' });
});

test('one flipped byte in a hash is found', async () => {
  await tamper('UPDATE audit.entry SET hash = set_byte(hash, 0, get_byte(hash, 0) # 1) WHERE seq = 3');
  expect(await verify()).toEqual({ ok: false, seq: '3', fault: 'changed' });
});

test('a deleted entry is found', async () => {
  await tamper('DELETE FROM audit.entry WHERE seq = 2');
  expect(await verify()).toEqual({ ok: false, seq: '2', fault: 'missing' });
});

test('a cut tail is found by the checkpoint that lies beyond it', async () => {
  await tamper('DELETE FROM audit.entry WHERE seq > 4');
  expect(await verify()).toEqual({ ok: false, seq: '5', fault: 'cut' });
});

test('a chain rewritten from some entry on, hashes and all, does not match its checkpoint', async () => {
  world.clock.advance(1000);
  await tamper('TRUNCATE audit.entry');
  await append(7);
  expect(await verify()).toEqual({ ok: false, seq: '6', fault: 'checkpoint-mismatch' });
});

test('a checkpoint somebody else wrote is not believed', async () => {
  const [line] = readFileSync(file(), 'utf8').split('\n');
  writeFileSync(file(), `${line!.replace('"seq":"6"', '"seq":"5"')}\n`);
  expect(await verify()).toEqual({ ok: false, seq: '5', fault: 'checkpoint-forged' });
});
