import fc from 'fast-check';
import { expect, test } from 'vitest';
import { standingOf, waiting, type Stood } from './standing.ts';

const bill: Stood = {
  kind: 'invoice',
  payableOre: 100_00n,
  openOre: 100_00n,
  disputedOre: 0n,
  creditedOre: 0n,
  dueOn: '2026-11-30',
};

test('a bill is not late on its last day, and late the day after', () => {
  expect(standingOf(bill, '2026-11-30')).toBe('to-pay');
  expect(standingOf(bill, '2026-12-01')).toBe('overdue');
  expect(standingOf({ ...bill, disputedOre: 1n }, '2026-12-01')).toBe('disputed');
});

test('a bill that was taken back whole is credited, one taken back in part and paid is paid', () => {
  expect(standingOf({ ...bill, openOre: 0n, creditedOre: 100_00n }, '2026-12-01')).toBe('credited');
  expect(standingOf({ ...bill, openOre: 0n, creditedOre: 99_99n }, '2026-12-01')).toBe('paid');
  expect(standingOf({ ...bill, payableOre: 0n, openOre: 0n }, '2026-12-01')).toBe('nothing');
  expect(standingOf({ ...bill, kind: 'credit-note' }, '2026-12-01')).toBe('credit-note');
});

test('what waits and what is to pay add up to what is open, and neither is ever below nothing', () => {
  const ore = fc.bigInt({ min: -10_000n, max: 10_000n });
  fc.assert(
    fc.property(ore, fc.bigInt({ min: 0n, max: 20_000n }), (open, disputed) => {
      const waits = waiting(open, disputed);
      expect(waits >= 0n && (open <= 0n ? waits === 0n : waits <= open && open - waits >= 0n)).toBe(true);
      if (open > 0n && disputed <= open) expect(waits).toBe(disputed);
    }),
  );
});
