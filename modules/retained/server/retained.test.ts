import { generateIdentity, identityToRecipient } from 'age-encryption';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { transact } from '#platform/db';
import { testWorld, type TestWorld } from '../../../test/run/database.ts';
import type { Communication } from '../pure/communication.ts';
import { handOver } from './hand-over.ts';
import { keeperOf, type Conveyed } from './keep.ts';
import { endRetention, obligationOf, orderRetention, recipientFault } from './obligation.ts';
import { NotOpened, openPiece } from './open-piece.ts';
import { retainedStatus } from './status.ts';

let world: TestWorld;
let [identity, recipient] = ['', ''];
beforeAll(async () => {
  world = await testWorld();
  identity = await generateIdentity();
  recipient = await identityToRecipient(identity);
});
afterEach(async () => {
  await endRetention(world.ctx);
  await world.pool.query('TRUNCATE retained.telephony, retained.internet');
});
afterAll(() => world?.drop());

const CALL: Communication = {
  kind: 'voice',
  direction: 'out',
  served: '46701740605',
  other: '46846500420',
  start: Date.parse('2026-11-24T10:00:00Z'),
  seconds: 60,
  bytes: 0,
  answered: true,
  originNetwork: '240-99',
  terminatingNetwork: '240-98',
  visited: '',
};
const holder = { customer: 'cust', service: 'serv', person: 'pers' };
const conveyed = (...records: Partial<Communication>[]): Conveyed[] =>
  records.map((one) => ({ record: { ...CALL, ...one }, holder }));
async function keep(batch: readonly Conveyed[]): Promise<void> {
  const keeper = await keeperOf(world.ctx);
  await transact(world.ctx, async (inner) => keeper!.keep(inner, batch));
}
const asked = { from: '2026-01-01', to: '2027-12-31', authority: 'Polisen', decision: 'K 1-26' };

test('nothing is kept before an obligation is stated, nor after it has ended', async () => {
  expect(await keeperOf(world.ctx)).toBeUndefined();
  expect(await orderRetention(world.ctx, 'PTS 26-1', [recipient])).toBe('ordered');
  expect(await obligationOf(world.ctx)).toMatchObject({ ground: 'PTS 26-1', recipients: [recipient] });
  expect(await keeperOf(world.ctx)).toBeDefined();
  expect(await orderRetention(world.ctx, 'PTS 26-2', [recipient])).toBe('in-force-already');
  expect(await endRetention(world.ctx)).toBe(true);
  expect(await endRetention(world.ctx)).toBe(false);
  expect(await keeperOf(world.ctx)).toBeUndefined();
});

test('an order without a ground or with a key that no one can be sealed to is refused, a private key by name', async () => {
  expect(await orderRetention(world.ctx, ' ', [recipient])).toBe('no-ground');
  for (const recipients of [[], ['age1nonsense'], [recipient, 'x'], [identity]])
    expect(await orderRetention(world.ctx, 'PTS 26-1', recipients)).toBe('no-recipient');
  expect(recipientFault(identity)).toContain('private');
  expect(recipientFault(recipient)).toBeUndefined();
  expect(await obligationOf(world.ctx)).toBeUndefined();
});

test('a piece for each kind and day on which it ended, in the operator’s zone; opened only by the key it was sealed to', async () => {
  await orderRetention(world.ctx, 'PTS 26-1', [recipient]);
  await keep(
    conveyed(
      {},
      // Begun on the 24th and ended on the 25th in Stockholm, where the day is an hour ahead.
      { start: Date.parse('2026-11-24T22:30:00Z'), seconds: 3600, other: '46846500421' },
      { kind: 'data', other: '', seconds: 0, bytes: 5000 },
    ),
  );
  expect((await retainedStatus(world.ctx)).days).toEqual([
    { kind: 'telephony', day: '2026-11-24', records: 1, goneOn: '2027-05-25' },
    { kind: 'telephony', day: '2026-11-25', records: 1, goneOn: '2027-05-26' },
    { kind: 'internet', day: '2026-11-24', records: 1, goneOn: '2027-09-25' },
  ]);
  const pieces = await handOver(world.ctx, { ...asked, kind: 'telephony' });
  expect(pieces.map(({ name }) => name.slice(0, 20))).toEqual([
    'telephony-2026-11-24',
    'telephony-2026-11-25',
  ]);
  const [first] = pieces;
  expect(await openPiece(first!.bytes, identity)).toEqual([
    { ...CALL, ...holder, start: '2026-11-24T10:00:00.000Z' },
  ]);
  expect(await openPiece(first!.bytes, identity, '46846500420')).toHaveLength(1);
  expect(await openPiece(first!.bytes, identity, '46846500421')).toEqual([]);
  await expect(openPiece(first!.bytes, await generateIdentity())).rejects.toThrow(NotOpened);
  const changed = Buffer.from(first!.bytes);
  changed[changed.length - 1] = changed.at(-1)! ^ 1;
  await expect(openPiece(changed, identity)).rejects.toThrow(NotOpened);
});

test('what arrives after its own end is not taken up', async () => {
  await orderRetention(world.ctx, 'PTS 26-1', [recipient]);
  world.clock.set('2026-11-24T12:00:00Z');
  const at = (iso: string): number => Date.parse(iso);
  await keep(conveyed({ start: at('2026-05-23T10:00:00Z') }, { start: at('2026-05-24T10:00:00Z') }));
  expect((await retainedStatus(world.ctx)).days.map(({ day }) => day)).toEqual(['2026-05-24']);
});

test('a transaction that fails leaves no piece', async () => {
  await orderRetention(world.ctx, 'PTS 26-1', [recipient]);
  const keeper = await keeperOf(world.ctx);
  const failing = transact(world.ctx, async (inner) => {
    await keeper!.keep(inner, conveyed({}));
    throw new Error('the machine stops');
  });
  await expect(failing).rejects.toThrow('stops');
  expect((await retainedStatus(world.ctx)).days).toEqual([]);
});
