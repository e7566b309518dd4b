import { Check } from 'typebox/value';
import type { TakenOver } from '#modules/customers';
import { portMessage, takenPackage, type TakenPackage } from '#contract/privacy';

/** What this product takes over of a package; undefined when it is none. `text` is `data.json`, or the JSON of a message's package. */
export function readPackage(text: string): TakenOver | undefined {
  const found = parsed(text);
  return Check(takenPackage, found) ? taken(found) : undefined;
}

export interface Message {
  readonly id: string;
  readonly claim: string;
  readonly given: TakenOver;
}

/** The same of a message between operators; its signature has been checked before anything of it is read. */
export function readMessage(text: string): Message | undefined {
  const found = parsed(text);
  if (!Check(portMessage, found)) return undefined;
  return { id: found.subject_request_id, claim: found.claim, given: taken(found.package) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Field by field: nothing else of what was sent is kept, not even sealed (promise law.2). */
function taken({ tables }: TakenPackage): TakenOver {
  const [own] = tables['customers.person'];
  const [payer] = tables['customers.customer'];
  return {
    customer: payer && { kind: payer.kind, name: payer.name, number: payer.number },
    person: {
      name: own?.name ?? null,
      email: own?.email ?? null,
      phone: own?.phone ?? null,
      personalNumber: own?.personal_number ?? null,
      language: own?.language ?? 'sv',
    },
    addresses: tables['customers.address'].map((row) => ({
      kind: row.kind,
      street: row.street,
      postalCode: row.postal_code,
      city: row.city,
      country: row.country,
      from: row.valid_from,
      to: row.valid_to,
    })),
    contact: tables['customers.contact_fact'].map((row) => ({
      kind: row.kind,
      value: row.value,
      from: row.valid_from,
      to: row.valid_to,
    })),
  };
}
