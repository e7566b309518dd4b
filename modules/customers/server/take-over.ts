import { isoTime } from '#platform/clock';
import { randomId } from '#platform/crypto';
import { insert, transact, type Ctx } from '#platform/db';
import { address, contactFact, customer, person } from '../data-map.ts';
import { readEmail, readPhone } from '../pure/contact.ts';
import { dayAt, isDay } from '../pure/days.ts';
import { readOrganisationNumber, readPersonalNumber } from '../pure/personal-number.ts';
import { readCountry, readPostalCode } from '../pure/postal-code.ts';
import type { PersonRef } from './find.ts';

/** A person's facts as another operator's package has them, with what held before. Days ISO. */
export interface TakenOver {
  /** Absent when the person took only their own along: then they are their own customer. */
  readonly customer:
    | {
        readonly kind: 'person' | 'organisation';
        readonly name: string | null;
        readonly number: string | null;
      }
    | undefined;
  readonly person: {
    readonly name: string | null;
    readonly email: string | null;
    readonly phone: string | null;
    readonly personalNumber: string | null;
    readonly language: 'sv' | 'en';
  };
  readonly addresses: readonly {
    readonly kind: 'home' | 'invoice' | 'delivery';
    readonly street: string | null;
    readonly postalCode: string | null;
    readonly city: string | null;
    readonly country: string;
    readonly from: string;
    readonly to: string | null;
  }[];
  readonly contact: readonly {
    readonly kind: 'email' | 'phone';
    readonly value: string | null;
    readonly from: string;
    readonly to: string | null;
  }[];
}

export type TakeOver =
  | { readonly ok: true; readonly ref: PersonRef }
  | { readonly ok: false; readonly field: string };

/**
 * A new customer and person from what they took along from another operator (promise portability.3). Each fact is read by the same rules
 * as one that is typed in, or nothing is stored. Nothing counts as verified here: nobody here has.
 */
export async function takeOver(ctx: Ctx, given: TakenOver, zone: string): Promise<TakeOver> {
  const today = dayAt(ctx.db.clock.now(), zone);
  const field = faultIn(given, today);
  if (field !== undefined) return { ok: false, field };
  const ref = { customer: randomId(), person: randomId() };
  const now = isoTime(ctx.db.clock);
  const key = { customer_id: ref.customer, person_id: ref.person };
  const known = { source: 'import', verified_at: null } as const;
  const own = given.person;
  await transact(ctx, async (inner) => {
    await insert(inner, customer, {
      customer_id: ref.customer,
      kind: given.customer?.kind ?? 'person',
      name: given.customer?.name ?? own.name,
      number: given.customer === undefined ? own.personalNumber : given.customer.number,
      state: 'active',
      contract_start: today,
      contract_end: null,
      external_ref: null,
      created_at: now,
      ...known,
    });
    await insert(inner, person, {
      ...key,
      name: own.name,
      email: own.email,
      phone: own.phone,
      personal_number: own.personalNumber,
      roles: ['subscriber', 'user'],
      language: own.language,
      external_ref: null,
      created_at: now,
      ...known,
    });
    for (const { kind, street, postalCode, city, country, from, to } of given.addresses)
      await insert(inner, address, {
        ...key,
        address_id: randomId(),
        kind,
        street,
        postal_code: postalCode,
        city,
        country,
        valid_from: from,
        valid_to: to,
        ...known,
      });
    for (const { kind, value, from, to } of given.contact)
      await insert(inner, contactFact, {
        ...key,
        fact_id: randomId(),
        kind,
        value,
        valid_from: from,
        valid_to: to,
        bounced_at: null,
        ...known,
      });
  });
  return { ok: true, ref };
}

/** The first field that is not as it would be stored if it were typed in. */
function faultIn(given: TakenOver, today: string): string | undefined {
  const { person: own } = given;
  const is = (value: string | null, read: (text: string) => string | undefined): boolean =>
    value === null || read(value) === value;
  const line = (text: string): string | undefined =>
    text.length > 0 && text.length <= 200 && !/\p{Cc}/u.test(text) ? text : undefined;
  const number = (text: string, kind: 'person' | 'organisation'): string | undefined => {
    const found = kind === 'person' ? readPersonalNumber(text, today) : readOrganisationNumber(text);
    return found.ok ? found.number : undefined;
  };
  const span = ({ from, to }: { readonly from: string; readonly to: string | null }): boolean =>
    isDay(from) && (to === null || (isDay(to) && to >= from));
  if (own.name === null || line(own.name) === undefined) return 'name';
  if (!is(own.email, readEmail)) return 'email';
  if (!is(own.phone, readPhone)) return 'phone';
  if (!is(own.personalNumber, (text) => number(text, 'person'))) return 'personal_number';
  const { customer: payer } = given;
  if (payer !== undefined && (payer.name === null || line(payer.name) === undefined)) return 'customer.name';
  if (payer !== undefined && !is(payer.number, (text) => number(text, payer.kind))) return 'customer.number';
  for (const each of given.addresses) {
    if (!span(each)) return 'address.valid_from';
    if (readCountry(each.country) !== each.country) return 'address.country';
    if (!is(each.postalCode, (text) => readPostalCode(text, each.country))) return 'address.postal_code';
    if (!is(each.street, line)) return 'address.street';
    if (!is(each.city, line)) return 'address.city';
  }
  for (const each of given.contact) {
    if (!span(each)) return 'contact_fact.valid_from';
    if (!is(each.value, each.kind === 'email' ? readEmail : readPhone)) return 'contact_fact.value';
  }
  return undefined;
}
