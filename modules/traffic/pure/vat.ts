/** Per cent; mervärdesskattelagen (2023:200) 9 kap. 2 §, read 2026-11. */
const RATE = 25n;

const halfUp = (numerator: bigint, denominator: bigint): bigint =>
  numerator < 0n
    ? -((-numerator * 2n + denominator) / (denominator * 2n))
    : (numerator * 2n + denominator) / (denominator * 2n);

/** Öre without VAT of an amount that has it, and the other way; each rounded once, half up. */
export const withoutVat = (ore: bigint): bigint => halfUp(ore * 100n, 100n + RATE);
export const withVat = (ore: bigint): bigint => halfUp(ore * (100n + RATE), 100n);
