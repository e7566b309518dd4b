/**
 * Money that is used before it is billed: a prepaid balance, or a cap on what a month may cost (EU roaming: 50 euro, regulation (EU)
 * 2022/612 Art. 14). What may be used is what was granted, less what has been used, less what is held for calls that are going on.
 */
export interface Balance {
  readonly kind: 'prepaid' | 'cap';
  readonly grantedOre: bigint;
  readonly usedOre: bigint;
  readonly heldOre: bigint;
}

export interface Reservation {
  readonly state: 'held' | 'committed' | 'released';
  readonly heldOre: bigint;
  readonly committedOre: bigint;
}

export const available = ({ grantedOre, usedOre, heldOre }: Balance): bigint =>
  grantedOre - usedOre - heldOre;

/** A warning is due at 80 % of a cap, used and held together. */
export const warns = ({ kind, grantedOre, usedOre, heldOre }: Balance): boolean =>
  kind === 'cap' && (usedOre + heldOre) * 5n >= grantedOre * 4n;

export type Charged =
  | { readonly ok: true; readonly balance: Balance; readonly reservation: Reservation }
  | { readonly ok: false; readonly reason: 'insufficient' | 'not-held' | 'above-reserved' | 'negative' };

/** Holds an amount, whole or not at all. */
export function reserve(balance: Balance, ore: bigint): Charged {
  if (ore < 0n) return { ok: false, reason: 'negative' };
  if (ore > available(balance)) return { ok: false, reason: 'insufficient' };
  return {
    ok: true,
    balance: { ...balance, heldOre: balance.heldOre + ore },
    reservation: { state: 'held', heldOre: ore, committedOre: 0n },
  };
}

/** Uses what was held, or less of it; the rest is free again. Done twice with the same amount it is done once. */
export function commit(balance: Balance, reservation: Reservation, ore: bigint): Charged {
  if (ore < 0n) return { ok: false, reason: 'negative' };
  if (reservation.state === 'committed' && reservation.committedOre === ore)
    return { ok: true, balance, reservation };
  if (reservation.state !== 'held') return { ok: false, reason: 'not-held' };
  if (ore > reservation.heldOre) return { ok: false, reason: 'above-reserved' };
  return {
    ok: true,
    balance: { ...balance, heldOre: balance.heldOre - reservation.heldOre, usedOre: balance.usedOre + ore },
    reservation: { ...reservation, state: 'committed', committedOre: ore },
  };
}

/** Lets go of what was held. Twice is once; what has been used is not given back this way. */
export function release(balance: Balance, reservation: Reservation): Charged {
  if (reservation.state === 'released') return { ok: true, balance, reservation };
  if (reservation.state !== 'held') return { ok: false, reason: 'not-held' };
  return {
    ok: true,
    balance: { ...balance, heldOre: balance.heldOre - reservation.heldOre },
    reservation: { ...reservation, state: 'released' },
  };
}
