import { isoTime } from '#platform/clock';
import { randomId } from '#platform/crypto';
import { insert, transact, type Ctx, type Role } from '#platform/db';
import { Problem } from '#platform/problem';
import { address, contactFact, customer, person } from '../data-map.ts';
import { readEmail, readPhone } from '../pure/contact.ts';
import { readOrganisationNumber, readPersonalNumber } from '../pure/personal-number.ts';

/** Where a fact came from. */
export type Source = 'order' | 'person' | 'staff' | 'import' | 'demonstration';

export interface NewCustomer {
  readonly kind: 'person' | 'organisation';
  readonly name: string;
  /** Personal or organisation number, in any usual way of writing it. */
  readonly number?: string;
  /** ISO date; today when absent. */
  readonly contractStart?: string;
  readonly source: Source;
}

export interface NewAddress {
  readonly kind: 'home' | 'invoice' | 'delivery';
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
  /** ISO 3166-1 alpha-2; SE when absent. */
  readonly country?: string;
}

export interface NewPerson {
  readonly customer: string;
  readonly name: string;
  readonly email?: string;
  readonly phone?: string;
  readonly personalNumber?: string;
  readonly roles: readonly Role[];
  readonly language?: 'sv' | 'en';
  readonly address?: NewAddress;
  readonly source: Source;
}

/** Stores a customer. @returns its random id. @throws Problem bad-request, naming the field, when the number is none. */
export async function registerCustomer(ctx: Ctx, given: NewCustomer): Promise<string> {
  const customerId = randomId();
  const now = isoTime(ctx.db.clock);
  await insert(ctx, customer, {
    customer_id: customerId,
    kind: given.kind,
    name: named(given.name),
    number: given.number === undefined ? null : numberOf(given.kind, given.number, now.slice(0, 10)),
    state: 'active',
    contract_start: given.contractStart ?? now.slice(0, 10),
    contract_end: null,
    source: given.source,
    verified_at: null,
    external_ref: null,
    created_at: now,
  });
  return customerId;
}

/** Stores a person at a customer, and the address where one is given. Only the name and a role are required (promise customer.9). @returns the random id. @throws Problem bad-request, naming the field. */
export async function registerPerson(ctx: Ctx, given: NewPerson): Promise<string> {
  const personId = randomId();
  const now = isoTime(ctx.db.clock);
  if (given.roles.length === 0) throw new Problem('bad-request', ['roles']);
  const email = read('email', given.email, readEmail);
  const phone = read('phone', given.phone, readPhone);
  await transact(ctx, async (inner) => {
    await insert(inner, person, {
      customer_id: given.customer,
      person_id: personId,
      name: named(given.name),
      email,
      phone,
      personal_number:
        given.personalNumber === undefined
          ? null
          : numberOf('person', given.personalNumber, now.slice(0, 10)),
      roles: [...given.roles],
      language: given.language ?? 'sv',
      source: given.source,
      verified_at: null,
      external_ref: null,
      created_at: now,
    });
    for (const [kind, value] of [
      ['email', email],
      ['phone', phone],
    ] as const)
      if (value !== null)
        await insert(inner, contactFact, {
          customer_id: given.customer,
          person_id: personId,
          fact_id: randomId(),
          kind,
          value,
          valid_from: now.slice(0, 10),
          valid_to: null,
          source: given.source,
          verified_at: null,
          bounced_at: null,
        });
    if (given.address) {
      await insert(inner, address, {
        customer_id: given.customer,
        person_id: personId,
        address_id: randomId(),
        kind: given.address.kind,
        street: given.address.street,
        postal_code: given.address.postalCode,
        city: given.address.city,
        country: given.address.country ?? 'SE',
        valid_from: now.slice(0, 10),
        valid_to: null,
        source: given.source,
        verified_at: null,
      });
    }
  });
  return personId;
}

function named(text: string): string {
  const name = text.trim().normalize('NFC');
  if (name === '' || name.length > 200) throw new Problem('bad-request', ['name']);
  return name;
}

function numberOf(kind: 'person' | 'organisation', text: string, today: string): string {
  const result = kind === 'person' ? readPersonalNumber(text, today) : readOrganisationNumber(text);
  if (!result.ok) throw new Problem('bad-request', [kind === 'person' ? 'personalNumber' : 'number']);
  return result.number;
}

function read(
  field: string,
  text: string | undefined,
  parse: (text: string) => string | undefined,
): string | null {
  if (text === undefined) return null;
  const value = parse(text);
  if (value === undefined) throw new Problem('bad-request', [field]);
  return value;
}
