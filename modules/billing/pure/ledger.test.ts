import fc from 'fast-check';
import { expect, test } from 'vitest';
import { balances, book, repost, reverse, standing, type Account, type Entry } from './ledger.ts';

const accounts: readonly Account[] = ['receivable', 'accrued', 'revenue-usage', 'vat', 'bank'];
const entry = (
  source: string,
  ore: bigint,
  from: Account = 'accrued',
  to: Account = 'revenue-usage',
): Entry => ({
  source,
  bookedOn: '2026-10-01',
  postings: [
    { account: from, ore },
    { account: to, ore: -ore },
  ],
});
const anyEntry = fc
  .record({
    source: fc.constantFrom('usage:a', 'usage:b', 'usage:c'),
    ore: fc.bigInt({ min: -500n, max: 500n }),
    from: fc.constantFrom(...accounts),
    to: fc.constantFrom(...accounts),
  })
  .map(({ source, ore, from, to }) => entry(source, ore, from, to));
const again = (entries: readonly Entry[], one: Entry): readonly Entry[] => {
  const done = repost(entries, one);
  if (!done.ok) throw new Error(done.reason);
  return done.entries;
};
const plain = (entries: readonly Entry[]): [Account, bigint][] =>
  [...balances(entries)].toSorted(([a], [b]) => (a < b ? -1 : 1));

test('an entry that does not balance is refused, and so is one that moves nothing', () => {
  const lopsided = { ...entry('a', 5n), postings: [{ account: 'bank' as const, ore: 5n }] };
  expect(book([], lopsided)).toEqual({ ok: false, reason: 'unbalanced' });
  expect(repost([], lopsided)).toEqual({ ok: false, reason: 'unbalanced' });
  expect(book([], entry('a', 0n))).toEqual({ ok: false, reason: 'empty' });
  expect(book([entry('a', 5n)], entry('a', 5n))).toEqual({ ok: false, reason: 'already-booked' });
});

test('rating again N times leaves the balances of rating once, whatever came between', () => {
  fc.assert(
    fc.property(
      fc.array(anyEntry, { maxLength: 20 }),
      anyEntry,
      fc.integer({ min: 1, max: 6 }),
      (history, last, n) => {
        let entries = history.reduce<readonly Entry[]>(again, []);
        for (let turn = 0; turn < n; turn += 1) entries = again(entries, last);
        // Once: only the latest rating of each source, straight into an empty ledger.
        const latest = new Map([...history, last].map((each) => [each.source, each]));
        const once = [...latest.values()].reduce<readonly Entry[]>(again, []);
        expect(plain(entries)).toEqual(plain(once));
        expect(new Set(entries.map(({ source }) => source)).size).toBe(entries.length);
      },
    ),
  );
});

test('the same rating again books nothing at all', () => {
  const once = again([], entry('usage:a', 690n));
  expect(again(once, entry('usage:a', 690n))).toBe(once);
});

test('taking back leaves nothing, and what was taken back can be booked anew', () => {
  const booked = again([], entry('usage:a', 690n));
  const back = reverse(booked, 'usage:a', '2026-11-01');
  if (!back.ok) throw new Error(back.reason);
  expect(plain(back.entries)).toEqual([]);
  expect(reverse(back.entries, 'usage:a', '2026-11-01')).toEqual({ ok: false, reason: 'nothing-to-reverse' });
  const anew = again(back.entries, entry('usage:a', 700n));
  expect(standing(anew, 'usage:a')?.source).toBe('usage:a#2');
  expect(anew.slice(0, booked.length)).toEqual(booked);
});
