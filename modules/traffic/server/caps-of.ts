import {
  capsAt,
  capState,
  countsTowards,
  limitOre,
  planAt,
  type DestinationClass,
  type Rater,
  type SpendCap,
} from '#modules/prices';
import type { Service } from '#modules/services';
import type { UsageSum } from '../contract.ts';
import { withoutVat } from '../pure/vat.ts';
import type { SumRow } from './usage-rows.ts';

/** A sum with what sort of number it was to. */
export interface Counted extends SumRow {
  readonly class: DestinationClass | '';
}

/** Per cent of a cap at which the subscriber is told, where the book says nothing else. */
const WARN_AT = 80;

/**
 * How near a service is to each of its caps: those the subscriber has chosen, else those the plan begins with. Fees don't count: a cap
 * stops what costs extra. The subscriber's own cap on data abroad is counted without VAT, as the roaming regulation has it.
 */
export function capsOf(
  rater: Rater,
  service: Service,
  plan: string | undefined,
  at: number,
  rows: readonly Counted[],
): UsageSum['caps'] {
  const book = plan === undefined ? [] : capsAt(rater, plan, at);
  const included = (plan === undefined ? undefined : planAt(rater, plan, at))?.plan.vat !== 'excluded';
  const spent = (cap: SpendCap['on']): bigint =>
    rows
      .filter((row) =>
        countsTowards({ on: cap } as SpendCap, {
          kind: row.kind,
          roaming: row.visited !== '' && row.visited !== rater.tables.homeCountry,
          class: row.class,
        }),
      )
      .reduce((sum, { ore }) => sum + BigInt(ore), 0n);
  const stand = (
    on: SpendCap['on'],
    spentOre: bigint,
    limit: bigint,
    warnAt: number,
  ): UsageSum['caps'][number] => ({
    service: service.service,
    on,
    spentOre: Number(spentOre),
    limitOre: Number(limit),
    percent: limit === 0n ? 100 : Number((spentOre * 100n) / limit),
    state: capState(spentOre, limit, warnAt),
  });
  const chosen = [
    ...(service.spendCapOre === null ? [] : [stand('all', spent('all'), service.spendCapOre, WARN_AT)]),
    ...(service.roamingCapOre === null
      ? []
      : [
          stand(
            'roaming-data',
            included ? withoutVat(spent('roaming-data')) : spent('roaming-data'),
            service.roamingCapOre,
            WARN_AT,
          ),
        ]),
  ];
  return [
    ...chosen,
    ...book
      .filter((cap) => !chosen.some(({ on }) => on === cap.on))
      .map((cap) => stand(cap.on, spent(cap.on), limitOre(cap), cap.warnAt)),
  ];
}
