import type { BgMaxPayment } from './bgmax.ts';
import type { Posting } from './ledger.ts';

/** What a payment does to the claim it names. */
export interface Allocation {
  readonly outcome: 'paid' | 'part' | 'over' | 'double';
  /** Set against the claim. */
  readonly claimOre: bigint;
  /** Left over: held for the customer until it is set off or paid back. */
  readonly excessOre: bigint;
}

/** `openOre` is what was left of the claim. Paying what is paid already is a double payment: all of it is held. */
export function allocate(openOre: bigint, paidOre: bigint): Allocation {
  const open = openOre > 0n ? openOre : 0n;
  const claimOre = paidOre < open ? paidOre : open;
  const excessOre = paidOre - claimOre;
  const outcome = open === 0n ? 'double' : excessOre > 0n ? 'over' : claimOre < open ? 'part' : 'paid';
  return { outcome, claimOre, excessOre };
}

/** The bookkeeping of it: the bank against the claim, and the rest against what we owe. */
export const postingsOf = ({ claimOre, excessOre }: Allocation): Posting[] =>
  [
    { account: 'bank' as const, ore: claimOre + excessOre },
    { account: 'receivable' as const, ore: -claimOre },
    { account: 'unallocated' as const, ore: -excessOre },
  ].filter(({ ore }) => ore !== 0n);

/** What of a payment goes to which reference: the parts where they have amounts that add up, else the one reference there is, else all of it to none. */
export function sharesOf(payment: BgMaxPayment): { readonly reference: string; readonly ore: bigint }[] {
  const split = payment.parts.filter(({ ore }) => ore !== 0n);
  let total = 0n;
  for (const { ore } of split) total += ore;
  if (split.length > 0 && total === payment.ore && split.every(({ ore }) => ore > 0n)) return split;
  const named = [payment.reference, ...payment.parts.map(({ reference }) => reference)].filter(
    (each) => each !== '',
  );
  const only = [...new Set(named)];
  return [{ reference: only.length === 1 ? only[0]! : '', ore: payment.ore }];
}
