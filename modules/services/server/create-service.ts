import { dayBegins, isDay, nextDay, rolesOf } from '#modules/customers';
import { isoTime } from '#platform/clock';
import { randomId } from '#platform/crypto';
import { insert, remove, transact, type Ctx } from '#platform/db';
import { planTable, serviceTable, type ServiceKind } from '../data-map.ts';
import { bindsTooLong } from '../pure/binding.ts';
import { isNumber } from '../pure/number.ts';
import { assignNumber } from './numbers.ts';

export interface ServiceRef {
  readonly customer: string;
  readonly service: string;
}

/** What the customer decides about a service. Amounts in öre; null is no cap. */
export interface Limits {
  readonly itemised: boolean;
  readonly masked: boolean;
  readonly spendCapOre: bigint | null;
  readonly roamingCapOre: bigint | null;
  readonly barPremium: boolean;
  readonly barInternational: boolean;
  readonly barRoaming: boolean;
}

export interface NewService {
  readonly customer: string;
  readonly kind: ServiceKind;
  /** Id of a plan of the price book. */
  readonly plan: string;
  /** Days in `zone`, ISO. */
  readonly startsOn: string;
  /** When it was switched on; absent while it is only ordered. */
  readonly activatedOn?: string;
  /** The first day the customer is free again. */
  readonly bindingUntil?: string;
  readonly endsOn?: string;
  /** Who uses it: a person at the customer. */
  readonly person?: string;
  /** Services with the same name of a pool share allowances. */
  readonly pool?: string;
  readonly label?: string;
  /** E.164 digits without the plus; held from `from` (ISO time), or from the start of the service. */
  readonly numbers?: readonly { readonly number: string; readonly from?: string }[];
  readonly limits?: Partial<Limits>;
  /** What the operator's earlier system calls it: a second import finds it by this. */
  readonly externalRef?: string;
  readonly source: string;
  /** The operator's zone (`config.timeZone`). */
  readonly zone: string;
}

export type CreateRefusal = 'dates' | 'binding-too-long' | 'number' | 'number-taken';
export type Created =
  | { readonly ok: true; readonly service: string }
  | { readonly ok: false; readonly reason: CreateRefusal };

/** €50 without VAT, in kronor: the cap abroad that holds until the customer chooses another (Regulation (EU) 2022/612 Art. 14). */
export const ROAMING_CAP_FROM_START_ORE = 55_000n;

/** Stores a service with its plan and numbers, or nothing. Itemised from the start; masked unless a subscriber uses it (promise traffic.5). */
export async function createService(ctx: Ctx, given: NewService): Promise<Created> {
  const refused = refusalOf(given);
  if (refused !== undefined) return { ok: false, reason: refused };
  return transact(ctx, async (inner) => {
    const ref: ServiceRef = { customer: given.customer, service: randomId() };
    const from = new Date(dayBegins(given.startsOn, given.zone)).toISOString();
    const to =
      given.endsOn === undefined
        ? undefined
        : new Date(dayBegins(nextDay(given.endsOn), given.zone)).toISOString();
    await insert(inner, serviceTable, {
      customer_id: ref.customer,
      service_id: ref.service,
      kind: given.kind,
      label: given.label ?? null,
      person_id: given.person ?? null,
      pool: given.pool ?? null,
      state: given.activatedOn === undefined ? 'ordered' : 'active',
      starts_on: given.startsOn,
      activated_on: given.activatedOn ?? null,
      ends_on: given.endsOn ?? null,
      binding_until: given.bindingUntil ?? null,
      itemised: given.limits?.itemised ?? true,
      masked: given.limits?.masked ?? !(await usedByPayer(inner, given)),
      spend_cap_ore: given.limits?.spendCapOre ?? null,
      roaming_cap_ore:
        given.limits?.roamingCapOre === undefined ? ROAMING_CAP_FROM_START_ORE : given.limits.roamingCapOre,
      bar_premium: given.limits?.barPremium ?? false,
      bar_international: given.limits?.barInternational ?? false,
      bar_roaming: given.limits?.barRoaming ?? false,
      external_ref: given.externalRef ?? null,
      source: given.source,
      created_at: isoTime(ctx.db.clock),
    });
    await insert(inner, planTable, {
      customer_id: ref.customer,
      service_id: ref.service,
      valid_from: from,
      valid_to: to ?? null,
      plan_id: given.plan,
    });
    for (const { number, from: since } of given.numbers ?? []) {
      const held = await assignNumber(inner, ref, {
        number,
        from: since ?? from,
        ...(to === undefined ? {} : { to }),
        source: given.source,
      });
      if (held.ok) continue;
      // The caller's transaction may go on: nothing of this service may stay in it.
      await remove(inner, serviceTable, { customer_id: ref.customer, service_id: ref.service });
      return { ok: false, reason: 'number-taken' };
    }
    return { ok: true, service: ref.service };
  });
}

function refusalOf(given: NewService): CreateRefusal | undefined {
  const days = [given.startsOn, given.activatedOn, given.endsOn, given.bindingUntil];
  if (days.some((day) => day !== undefined && (!isDay(day) || day < given.startsOn))) return 'dates';
  if (
    given.bindingUntil !== undefined &&
    bindsTooLong(given.bindingUntil, given.startsOn, given.activatedOn ?? null)
  )
    return 'binding-too-long';
  if ((given.numbers ?? []).some(({ number }) => !isNumber(number))) return 'number';
  return undefined;
}

async function usedByPayer(ctx: Ctx, { customer, person }: NewService): Promise<boolean> {
  return person !== undefined && (await rolesOf(ctx, { customer, person })).includes('subscriber');
}
