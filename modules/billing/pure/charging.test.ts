import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allocate, postingsOf } from './allocate.ts';
import { available, commit, release, reserve, warns, type Balance, type Reservation } from './charging.ts';
import { sum } from './money.ts';

test('whatever is asked in whatever order, repeated or not, a balance is what its reservations say', () => {
  const act = fc.record({
    op: fc.constantFrom('reserve', 'commit', 'release'),
    key: fc.constantFrom('a', 'b', 'c'),
    ore: fc.bigInt({ min: -5n, max: 400n }),
    times: fc.integer({ min: 1, max: 3 }),
  });
  fc.assert(
    fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
      let balance: Balance = { kind: 'prepaid', grantedOre: 500n, usedOre: 0n, heldOre: 0n };
      const held = new Map<string, Reservation>();
      for (const { op, key, ore, times } of acts)
        for (let turn = 0; turn < times; turn += 1) {
          const known = held.get(key);
          if (op === 'reserve' && known) continue;
          if (op !== 'reserve' && !known) continue;
          const done =
            op === 'reserve'
              ? reserve(balance, ore)
              : op === 'commit'
                ? commit(balance, known!, ore)
                : release(balance, known!);
          if (!done.ok) continue;
          balance = done.balance;
          held.set(key, done.reservation);
        }
      const all = [...held.values()];
      expect(balance.usedOre).toBe(sum(all.map(({ committedOre }) => committedOre)));
      expect(balance.heldOre).toBe(
        sum(all.filter(({ state }) => state === 'held').map(({ heldOre }) => heldOre)),
      );
      expect(available(balance) >= 0n).toBe(true);
    }),
  );
});

test('only a cap warns', () => {
  const so = { grantedOre: 100n, usedOre: 80n, heldOre: 0n };
  expect([
    warns({ ...so, kind: 'cap' }),
    warns({ ...so, kind: 'prepaid' }),
    warns({ ...so, kind: 'cap', usedOre: 79n }),
  ]).toEqual([true, false, false]);
});

test('every öre of a payment is set against the claim or held, and its bookkeeping balances', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -1_000n, max: 100_000n }),
      fc.bigInt({ min: 1n, max: 100_000n }),
      (open, paid) => {
        const allocation = allocate(open, paid);
        expect(allocation.claimOre + allocation.excessOre).toBe(paid);
        expect(allocation.claimOre <= (open > 0n ? open : 0n)).toBe(true);
        expect(allocation.outcome === 'part').toBe(paid < open);
        expect(sum(postingsOf(allocation).map(({ ore }) => ore))).toBe(0n);
      },
    ),
  );
  expect(
    [allocate(100n, 100n), allocate(100n, 40n), allocate(100n, 140n), allocate(0n, 5n)].map(
      ({ outcome }) => outcome,
    ),
  ).toEqual(['paid', 'part', 'over', 'double']);
});
