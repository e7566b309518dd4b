import { fictitiousAbroad, fictitiousNumbers, shortCodes } from './numbers.ts';
import { seeded } from './random.ts';

/** What a switch had to do, before any format writes it down. */
export interface SwitchCall {
  readonly index: number;
  readonly kind: 'voice' | 'sms' | 'data' | 'roaming';
  readonly direction: 'out' | 'in';
  readonly served: string;
  readonly other: string;
  /** Milliseconds since the epoch, whole seconds. */
  readonly began: number;
  /** The same; undefined when nobody answered. */
  readonly answered: number | undefined;
  readonly seconds: number;
  readonly bytes: number;
  /** Rows beside the one that is billed. */
  readonly ringing: number;
  readonly local: boolean;
}

export interface DaySpec {
  readonly seed: number;
  readonly calls: number;
  /** Numbers that are served, E.164 digits; the fictitious Swedish ones when absent. */
  readonly numbers?: readonly string[];
  /** Where the day begins, milliseconds since the epoch; default 2026-11-23T23:00Z, midnight in Sweden. */
  readonly begins?: number;
  /** How long it is, milliseconds; default a day. */
  readonly lasts?: number;
  /** Shares of the calls, each from 0 to 1. Default 0.2, 0.15, 0.05. */
  readonly unanswered?: number;
  readonly ringing?: number;
  readonly local?: number;
  /** Messages and data among the calls, where the format has them. Default only calls. */
  readonly kinds?: readonly SwitchCall['kind'][];
}

/** Share of a day's traffic by hour: quiet nights, busy forenoons, an evening. */
const HOURS = [1, 1, 1, 1, 1, 2, 4, 8, 13, 15, 15, 14, 12, 13, 14, 14, 13, 12, 10, 9, 8, 6, 4, 2];
const TOTAL = HOURS.reduce((sum, share) => sum + share, 0);
const BEGINS = Date.UTC(2026, 10, 23, 23);
const DAY = 86_400_000;

/** Where in the day (0 to 1) a share of its calls has begun. */
function momentOf(share: number): number {
  let left = share * TOTAL;
  for (const [hour, weight] of HOURS.entries()) {
    if (left < weight) return (hour + left / weight) / 24;
    left -= weight;
  }
  return 1;
}

/** One call of the day. Each stands alone, so a part of a day can be made again without the rest. */
export function callAt(spec: DaySpec, index: number): SwitchCall {
  const random = seeded(Math.imul(spec.seed + 1, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b));
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const numbers = spec.numbers ?? fictitiousNumbers;
  const served = pick(numbers);
  const kind = pick<SwitchCall['kind']>(spec.kinds ?? ['voice']);
  const direction = kind === 'data' || random() < 0.7 ? 'out' : 'in';
  const where = random();
  const far =
    where < 0.82 || direction === 'in'
      ? pick(fictitiousNumbers)
      : where < 0.95
        ? pick(fictitiousAbroad)
        : pick(shortCodes);
  const other = kind === 'data' ? '' : far === served ? '12025550100' : far;
  const lasts = spec.lasts ?? DAY;
  const share = (index + random()) / spec.calls;
  const moment = lasts === DAY ? momentOf(share) : share;
  const began = Math.floor(((spec.begins ?? BEGINS) + moment * lasts) / 1000) * 1000;
  const call = kind === 'voice' || kind === 'roaming';
  const unanswered = call && random() < (spec.unanswered ?? 0.2);
  // Most calls are short, a few long: exponential with a mean of two and a half minutes, at most 25.
  const seconds =
    unanswered || kind === 'sms' ? 0 : 1 + Math.floor(Math.min(1500, -150 * Math.log(1 - random())));
  return {
    index,
    kind,
    direction,
    served,
    other,
    began,
    answered: unanswered ? undefined : began + (call ? Math.floor(random() * 20) * 1000 : 0),
    seconds,
    bytes: kind === 'data' ? Math.floor(random() * 50_000_000) : 0,
    ringing: call && random() < (spec.ringing ?? 0.15) ? 1 + Math.floor(random() * 3) : 0,
    local: call && !unanswered && random() < (spec.local ?? 0.05),
  };
}
