/** Amounts are whole öre in bigint. Every division below rounds half away from zero, so that a credit mirrors what it credits to the öre. */

/** `numerator / denominator` to the nearest whole, half away from zero. `denominator` is above zero. */
export function divided(numerator: bigint, denominator: bigint): bigint {
  const size = numerator < 0n ? -numerator : numerator;
  const whole = (size * 2n + denominator) / (denominator * 2n);
  return numerator < 0n ? -whole : whole;
}

export type VatRate = 25 | 12 | 6 | 0;

/** VAT in öre on a net amount. */
export const vatOn = (netOre: bigint, rate: VatRate): bigint => divided(netOre * BigInt(rate), 100n);

/** The net part of an amount with VAT in it. */
export const netIn = (grossOre: bigint, rate: VatRate): bigint =>
  divided(grossOre * 100n, 100n + BigInt(rate));

/** What is added to reach whole kronor: −49 to 50 öre, half up (lag 1970:1029 om avrundning, which concerns sums to pay, never lines). */
export const roundingOf = (ore: bigint): bigint => divided(ore, 100n) * 100n - ore;

export const sum = (amounts: Iterable<bigint>): bigint => {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return total;
};

/** `1284.00`: two decimals and a point, for machines. */
export function decimal(ore: bigint): string {
  const size = ore < 0n ? -ore : ore;
  return `${ore < 0n ? '-' : ''}${size / 100n}.${String(size % 100n).padStart(2, '0')}`;
}

/** `1 284,00` with a thin enough space that never breaks, and a true minus; English has `1,284.00`. */
export function kronor(ore: bigint, language: 'sv' | 'en' = 'sv'): string {
  const size = ore < 0n ? -ore : ore;
  const whole = String(size / 100n).replaceAll(/\B(?=(\d{3})+$)/g, language === 'sv' ? '\u00a0' : ',');
  return `${ore < 0n ? '−' : ''}${whole}${language === 'sv' ? ',' : '.'}${String(size % 100n).padStart(2, '0')}`;
}
