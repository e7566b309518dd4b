import { sum } from './money.ts';

/** The chart: our words, and the BAS number an accountant expects. */
export const ACCOUNTS = {
  receivable: '1510',
  accrued: '1790',
  bank: '1930',
  vat: '2611',
  unallocated: '2420',
  'revenue-fee': '3041',
  'revenue-usage': '3042',
  discount: '3731',
  rounding: '3740',
  'reminder-fee': '3591',
  interest: '8313',
  loss: '6352',
} as const;
export type Account = keyof typeof ACCOUNTS;

/** Debit above zero, credit below. */
export interface Posting {
  readonly account: Account;
  readonly ore: bigint;
}

export interface Entry {
  /** What happened, so that the same thing is never booked twice: `invoice:…`, `payment:…`, `usage:…#2`. */
  readonly source: string;
  readonly bookedOn: string;
  /** Source of the entry this one takes back. */
  readonly reverses?: string;
  /** The claim it moves, where it moves one. */
  readonly invoice?: string;
  readonly postings: readonly Posting[];
}

export type LedgerFault = 'unbalanced' | 'empty' | 'already-booked' | 'nothing-to-reverse';
export type Booked =
  | { readonly ok: true; readonly entries: readonly Entry[] }
  | { readonly ok: false; readonly reason: LedgerFault };

/** What keeps an entry out of any ledger; undefined when it may go in. */
export function entryFault(entry: Entry): 'unbalanced' | 'empty' | undefined {
  const moved = entry.postings.filter(({ ore }) => ore !== 0n);
  if (moved.length === 0) return 'empty';
  return sum(moved.map(({ ore }) => ore)) === 0n ? undefined : 'unbalanced';
}

/** @returns the ledger with the entry after it, or why not. Nothing in a ledger ever changes. */
export function book(entries: readonly Entry[], entry: Entry): Booked {
  const fault = entryFault(entry);
  if (fault !== undefined) return { ok: false, reason: fault };
  if (entries.some(({ source }) => source === entry.source)) return { ok: false, reason: 'already-booked' };
  return { ok: true, entries: [...entries, entry] };
}

/** The mirror of an entry. */
export const mirror = (entry: Entry, bookedOn: string): Entry => ({
  source: `${entry.source}!`,
  bookedOn,
  reverses: entry.source,
  ...(entry.invoice === undefined ? {} : { invoice: entry.invoice }),
  postings: entry.postings.map(({ account, ore }) => ({ account, ore: -ore })),
});

/** The entry of a source that has not been taken back. Generations of one source are `s`, `s#2`, `s#3`. */
export function standing(entries: readonly Entry[], source: string): Entry | undefined {
  const taken = new Set(entries.flatMap(({ reverses }) => (reverses === undefined ? [] : [reverses])));
  return entries.findLast(
    (entry) =>
      generationOf(entry.source)?.of === source && entry.reverses === undefined && !taken.has(entry.source),
  );
}

/** Takes back what stands for a source. @returns unchanged with a reason when nothing does. */
export function reverse(entries: readonly Entry[], source: string, bookedOn: string): Booked {
  const found = standing(entries, source);
  return found
    ? { ok: true, entries: [...entries, mirror(found, bookedOn)] }
    : { ok: false, reason: 'nothing-to-reverse' };
}

/**
 * Books what a source amounts to now: the first time as it is, later by taking back and booking again, and not at all when nothing has
 * changed. Rating again N times therefore leaves the balances of rating once.
 */
export function repost(entries: readonly Entry[], entry: Entry): Booked {
  const fault = entryFault(entry);
  // Nothing left to book: what stood is taken back and that is all.
  if (fault === 'unbalanced') return { ok: false, reason: fault };
  const found = standing(entries, entry.source);
  if (found && fault === undefined && samePostings(found.postings, entry.postings))
    return { ok: true, entries };
  const cleared = found ? [...entries, mirror(found, entry.bookedOn)] : entries;
  if (fault === 'empty') return { ok: true, entries: cleared };
  const last = Math.max(
    0,
    ...entries.flatMap(({ source, reverses }) => {
      const generation = reverses === undefined ? generationOf(source) : undefined;
      return generation?.of === entry.source ? [generation.number] : [];
    }),
  );
  return { ok: true, entries: [...cleared, { ...entry, source: generationName(entry.source, last + 1) }] };
}

export const generationName = (source: string, number: number): string =>
  number === 1 ? source : `${source}#${number}`;

export function generationOf(name: string): { readonly of: string; readonly number: number } | undefined {
  const found = /^(.*?)(?:#(\d+))?$/.exec(name);
  return found ? { of: found[1]!, number: found[2] === undefined ? 1 : Number(found[2]) } : undefined;
}

export function samePostings(one: readonly Posting[], other: readonly Posting[]): boolean {
  const [a, b] = [totals(one), totals(other)];
  return [...new Set([...a.keys(), ...b.keys()])].every(
    (account) => (a.get(account) ?? 0n) === (b.get(account) ?? 0n),
  );
}

function totals(postings: readonly Posting[]): Map<Account, bigint> {
  const found = new Map<Account, bigint>();
  for (const { account, ore } of postings) found.set(account, (found.get(account) ?? 0n) + ore);
  return found;
}

/** Balances are sums, nothing else. Accounts at nought are left out. */
export function balances(entries: Iterable<Entry>): ReadonlyMap<Account, bigint> {
  const all: Posting[] = [];
  for (const entry of entries) all.push(...entry.postings);
  return new Map([...totals(all)].filter(([, ore]) => ore !== 0n));
}
