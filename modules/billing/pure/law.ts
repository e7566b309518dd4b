import { daysBetween, plusDays } from './bank-days.ts';
import { divided } from './money.ts';

interface Rule<V> {
  readonly value: V;
  /** Law or authority the number was taken from. */
  readonly source: string;
  /** When somebody last held the number against a source. `read`: in the named source or one that quotes it; `known`: from general knowledge, to be checked before launch. */
  readonly checked: string;
  readonly status: 'read' | 'known';
}

/** Every number that the law puts on an invoice, so that a correction is one line. */
export const LAW: {
  readonly reminderFeeOre: Rule<bigint>;
  readonly collectionFeeOre: Rule<bigint>;
  readonly lateCompensationOre: Rule<bigint>;
  readonly interestMarginPoints: Rule<number>;
  readonly bookkeepingYears: Rule<number>;
  readonly referenceRates: Rule<readonly (readonly [from: string, hundredths: number])[]>;
} = {
  reminderFeeOre: {
    value: 6_000n,
    source: 'Förordning (1981:1057) om ersättning för inkassokostnader m.m.; only where the contract says so',
    checked: '2026-11-24',
    status: 'read',
  },
  collectionFeeOre: {
    value: 18_000n,
    source: 'Förordning (1981:1057) om ersättning för inkassokostnader m.m.',
    checked: '2026-11-24',
    status: 'read',
  },
  lateCompensationOre: {
    value: 45_000n,
    source: 'Lag (1981:739) om ersättning för inkassokostnader 4 a §; between businesses only',
    checked: '2026-11-24',
    status: 'read',
  },
  interestMarginPoints: {
    value: 8,
    source: 'Räntelagen (1975:635) 6 §: the reference rate and eight points, unless agreed',
    checked: '2026-11-24',
    status: 'read',
  },
  bookkeepingYears: {
    value: 7,
    source:
      'Bokföringslagen (1999:1078) 7 kap. 2 §: through the seventh year after the end of the calendar year',
    checked: '2026-11-24',
    status: 'read',
  },
  // Half-years, hundredths of a per cent. Räntelagen 9 §: the policy rate at the end of the half-year before, rounded up to a half.
  referenceRates: {
    value: [
      ['2024-01-01', 400],
      ['2024-07-01', 400],
      // The decision of December 2024 to 2.50 was applied from 8 January: at the end of the half-year it was 2.75.
      ['2025-01-01', 300],
      ['2025-07-01', 200],
      ['2026-01-01', 200],
    ],
    source:
      'Riksbanken, referensränta (2024 read there, later rows reckoned by 9 §); the latest row stands until another is added',
    checked: '2026-11-24',
    status: 'known',
  },
};

/** Reference rate in force on a day, in hundredths of a per cent. */
export function referenceRate(date: string): number {
  const rates = LAW.referenceRates.value;
  return (rates.findLast(([from]) => from <= date) ?? rates[0]!)[1];
}

/**
 * Interest in öre on an amount unpaid over the days after `from`, through `to`; the rate may change at a half-year. 365 days a year. Rounded
 * once, half up, so that the same days in one piece or two differ by rounding alone.
 */
export function interestOn(ore: bigint, from: string, to: string): bigint {
  if (ore <= 0n || to <= from) return 0n;
  // Days × hundredths of a per cent.
  let weight = 0n;
  let day = plusDays(from, 1);
  while (day <= to) {
    const halfYearEnd = day.slice(5) < '07-01' ? `${day.slice(0, 4)}-06-30` : `${day.slice(0, 4)}-12-31`;
    const end = halfYearEnd < to ? halfYearEnd : to;
    weight +=
      BigInt(daysBetween(day, end) + 1) * BigInt(referenceRate(day) + LAW.interestMarginPoints.value * 100);
    day = plusDays(end, 1);
  }
  return divided(ore * weight, 365n * 10_000n);
}

/** The last day accounting records of a date are kept. */
export const keptUntil = (date: string): string =>
  `${Number(date.slice(0, 4)) + LAW.bookkeepingYears.value}-12-31`;
