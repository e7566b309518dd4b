import { isoTime } from '#platform/clock';
import { randomId } from '#platform/crypto';
import { insert, read, transact, update, type Ctx } from '#platform/db';
import { Problem } from '#platform/problem';
import { address, contactFact, customer, person } from '../data-map.ts';
import { readEmail, readPhone } from '../pure/contact.ts';
import { dayAt } from '../pure/days.ts';
import { readPersonalNumber } from '../pure/personal-number.ts';
import { readCountry, readPostalCode } from '../pure/postal-code.ts';
import type { PersonRef } from './find.ts';
import type { NewAddress, Source } from './register.ts';

export interface Change {
  readonly source: Source;
  /** The operator's zone (`config.timeZone`): a fact holds from a day there. */
  readonly zone: string;
}

/**
 * A new address of mail or number of telephone: the earlier one ends today and is kept as history, the new one stands at the person at
 * once, with its blind index (promises rectification.2, rectification.4).
 * @throws Problem bad-request, naming the kind.
 */
export async function changeContact(
  ctx: Ctx,
  ref: PersonRef,
  given: Change & { readonly kind: 'email' | 'phone'; readonly value: string; readonly verified: boolean },
): Promise<void> {
  const value = contactValue(given.kind, given.value);
  const now = isoTime(ctx.db.clock);
  const today = dayAt(ctx.db.clock.now(), given.zone);
  const key = { customer_id: ref.customer, person_id: ref.person };
  await transact(ctx, async (inner) => {
    await update(inner, contactFact, { valid_to: today }, { ...key, kind: given.kind, valid_to: null });
    await insert(inner, contactFact, {
      ...key,
      fact_id: randomId(),
      kind: given.kind,
      value,
      valid_from: today,
      valid_to: null,
      source: given.source,
      verified_at: given.verified ? now : null,
      bounced_at: null,
    });
    await update(
      inner,
      person,
      { ...(given.kind === 'email' ? { email: value } : { phone: value }), verified_at: now },
      key,
    );
  });
}

/** How a mail address or number is stored. @throws Problem bad-request, naming the kind. */
export function contactValue(kind: 'email' | 'phone', text: string): string {
  const value = kind === 'email' ? readEmail(text) : readPhone(text);
  if (value === undefined) throw new Problem('bad-request', [kind]);
  return value;
}

/** A move: the earlier address of the same kind ends today, the new one begins. @throws Problem bad-request, naming the field. */
export async function changeAddress(
  ctx: Ctx,
  ref: PersonRef,
  given: Change & { readonly address: NewAddress },
): Promise<void> {
  const { kind, street, city } = given.address;
  const country = readCountry(given.address.country ?? 'SE');
  if (country === undefined) throw new Problem('bad-request', ['country']);
  const postalCode = readPostalCode(given.address.postalCode, country);
  if (postalCode === undefined) throw new Problem('bad-request', ['postalCode']);
  const today = dayAt(ctx.db.clock.now(), given.zone);
  const key = { customer_id: ref.customer, person_id: ref.person };
  await transact(ctx, async (inner) => {
    await update(inner, address, { valid_to: today }, { ...key, kind, valid_to: null });
    await insert(inner, address, {
      ...key,
      address_id: randomId(),
      kind,
      street: lineOf('street', street),
      postal_code: postalCode,
      city: lineOf('city', city),
      country,
      valid_from: today,
      valid_to: null,
      source: given.source,
      verified_at: null,
    });
  });
}

export async function changeLanguage(ctx: Ctx, ref: PersonRef, language: 'sv' | 'en'): Promise<void> {
  await update(ctx, person, { language }, { customer_id: ref.customer, person_id: ref.person });
}

/**
 * A new name or personal number. A private customer is that person, so the customer's own follows: both blind indexes with it, and a
 * search by the old one finds nobody (promise rectification.4). An organisation's name is not its contact's.
 * @throws Problem bad-request, naming the field.
 */
export async function changeIdentity(
  ctx: Ctx,
  ref: PersonRef,
  given: { readonly name: string } | { readonly personalNumber: string },
): Promise<void> {
  const now = isoTime(ctx.db.clock);
  const key = { customer_id: ref.customer, person_id: ref.person };
  const value = identityValue(given, now.slice(0, 10));
  const named = 'name' in given;
  await transact(ctx, async (inner) => {
    await update(
      inner,
      person,
      { ...(named ? { name: value } : { personal_number: value }), verified_at: now },
      key,
    );
    const [held] = await read(inner, 'rights', person, ['roles'], { where: key });
    const [owner] = await read(inner, 'rights', customer, ['kind'], {
      where: { customer_id: ref.customer },
    });
    if (owner?.kind === 'person' && held?.roles.includes('subscriber') === true)
      await update(
        inner,
        customer,
        { ...(named ? { name: value } : { number: value }), verified_at: now },
        { customer_id: ref.customer },
      );
  });
}

/** How a name or personal number is stored. @throws Problem bad-request, naming the field. */
export function identityValue(
  given: { readonly name: string } | { readonly personalNumber: string },
  today: string,
): string {
  if ('name' in given) return lineOf('name', given.name);
  const found = readPersonalNumber(given.personalNumber, today);
  if (!found.ok) throw new Problem('bad-request', ['personalNumber']);
  return found.number;
}

function lineOf(field: string, text: string): string {
  const line = text.trim().normalize('NFC');
  if (line === '' || line.length > 200 || /\p{Cc}/u.test(line)) throw new Problem('bad-request', [field]);
  return line;
}
