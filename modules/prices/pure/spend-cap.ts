import type { DestinationClass, SpendCap } from './book.ts';

/** EU roaming: 50 € without VAT a month unless the customer chose otherwise (regulation (EU) 2022/612 Art. 14); in kronor by the book. */
export type CapState = 'below' | 'warned' | 'reached';

/** Where a month's spending (öre) stands against a limit (öre): told at `warnAt` per cent, stopped at the limit. */
export function capState(spent: bigint, limit: bigint, warnAt: number): CapState {
  if (spent >= limit) return 'reached';
  return spent * 100n >= limit * BigInt(warnAt) ? 'warned' : 'below';
}

const RANK: Readonly<Record<CapState, number>> = { below: 0, warned: 1, reached: 2 };

/** What a charge makes happen: one notice when a threshold is passed, never again for the same one. A charge that passes both says «reached». */
export function crossed(
  before: bigint,
  after: bigint,
  limit: bigint,
  warnAt: number,
): Exclude<CapState, 'below'> | undefined {
  const now = capState(after, limit, warnAt);
  return now !== 'below' && RANK[now] > RANK[capState(before, limit, warnAt)] ? now : undefined;
}

/** Whether a record's amount counts towards a cap. */
export function countsTowards(
  cap: SpendCap,
  what: { readonly kind: string; readonly roaming: boolean; readonly class: DestinationClass | '' },
): boolean {
  switch (cap.on) {
    case 'all':
      return true;
    case 'roaming':
      return what.roaming;
    case 'roaming-data':
      return what.roaming && what.kind === 'data';
    case 'premium':
      return what.class === 'premium';
    case 'international':
      return what.class.startsWith('international-') || what.class === 'satellite';
  }
}

/** The limit in whole öre, rounded down: nobody pays more than was said. */
export const limitOre = (cap: SpendCap): bigint => BigInt(cap.limit) / 1000n;
