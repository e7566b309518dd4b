import {
  readCountry,
  readEmail,
  readOrganisationNumber,
  readPersonalNumber,
  readPhone,
  readPostalCode,
} from '#contract/customers';
import { readNumber } from '#contract/services';
import type { Role } from '#platform/db';
import type { ServiceKind } from '#data-map/services';
import type { Limits } from '../create-service.ts';
import { asking, Bad, told, type Asking, type Values } from './asking.ts';
import type { Column, Fault } from './columns.ts';

/** A line whose every word is good. What is undefined was not told. */
export interface ImportRow {
  readonly line: number;
  readonly customer: {
    readonly ref: string;
    readonly kind?: 'person' | 'organisation';
    readonly name?: string;
    readonly number?: string;
    readonly contractStart?: string;
    readonly contractEnd?: string;
  };
  readonly person?: {
    readonly ref: string;
    readonly name?: string;
    readonly personalNumber?: string;
    readonly roles?: readonly Role[];
    readonly language?: 'sv' | 'en';
    readonly email?: string;
    readonly emailVerified?: string;
    readonly phone?: string;
    readonly phoneVerified?: string;
    readonly address?: {
      readonly kind: 'home' | 'invoice' | 'delivery';
      readonly street: string;
      readonly postalCode: string;
      readonly city: string;
      readonly country: string;
    };
    /** A user id of the person's own choice, or «yes» for a random one. */
    readonly login?: string;
  };
  readonly service?: {
    readonly ref: string;
    readonly kind?: ServiceKind;
    readonly plan?: string;
    readonly planFrom?: string;
    readonly start?: string;
    readonly activated?: string;
    readonly end?: string;
    readonly bindingUntil?: string;
    readonly user?: string;
    readonly pool?: string;
    readonly label?: string;
    readonly numbers?: readonly string[];
    readonly numberFrom?: string;
    readonly limits: Partial<Limits>;
  };
}

/** Reads and judges the words of a line. `today` is the day in the operator's zone. */
export function understand(
  line: number,
  values: Values,
  today: string,
): { readonly ok: true; readonly row: ImportRow } | { readonly ok: false; readonly fault: Fault } {
  try {
    return { ok: true, row: rowOf(line, values, today) };
  } catch (error) {
    if (error instanceof Bad) return { ok: false, fault: error.fault };
    throw error;
  }
}

function rowOf(line: number, values: Values, today: string): ImportRow {
  const ask = asking(values);
  const kind = ask.one('customer_kind', ['person', 'organisation']);
  const number = ask.read('customer_number', (text) => anyNumber(text, kind, today));
  const row = {
    line,
    customer: told({
      ref: ask.needed('customer', 64),
      kind,
      name: ask.text('customer_name', 200),
      number,
      contractStart: ask.day('contract_start'),
      contractEnd: ask.day('contract_end'),
    }),
  };
  ordered(row.customer.contractStart, row.customer.contractEnd, 'contract_end');
  const person = ask.group('person', PERSON) ? { person: personOf(ask, today) } : {};
  const service = ask.group('service', SERVICE) ? { service: serviceOf(ask) } : {};
  return { ...row, ...person, ...service };
}

const PERSON: readonly Column[] = [
  'person_name',
  'personal_number',
  'roles',
  'language',
  'email',
  'email_verified',
  'phone',
  'phone_verified',
  'address_kind',
  'street',
  'postal_code',
  'city',
  'country',
  'login',
];
const SERVICE: readonly Column[] = [
  'service_kind',
  'plan',
  'plan_from',
  'service_start',
  'service_activated',
  'service_end',
  'binding_until',
  'service_user',
  'pool',
  'label',
  'numbers',
  'number_from',
  'spend_cap_ore',
  'roaming_cap_ore',
  'bars',
  'itemised',
  'masked',
];

function personOf(ask: Asking, today: string): NonNullable<ImportRow['person']> {
  return told({
    ref: ask.needed('person', 64),
    name: ask.text('person_name', 200),
    personalNumber: ask.read('personal_number', (text) => readPersonalNumber(text, today)),
    roles: ask.several('roles', ['subscriber', 'user', 'admin'] as const),
    language: ask.one('language', ['sv', 'en'] as const),
    email: ask.parsed('email', readEmail),
    emailVerified: ask.day('email_verified'),
    phone: ask.parsed('phone', readPhone),
    phoneVerified: ask.day('phone_verified'),
    address: addressOf(ask),
    login: ask.text('login', 32),
  });
}

function addressOf(ask: Asking): NonNullable<ImportRow['person']>['address'] {
  const street = ask.text('street', 200);
  const kind = ask.one('address_kind', ['home', 'invoice', 'delivery'] as const);
  if (street === undefined) return undefined;
  const country = ask.parsed('country', readCountry) ?? 'SE';
  const postalCode = ask.parsed('postal_code', (text) => readPostalCode(text, country));
  const city = ask.text('city', 100);
  if (postalCode === undefined) throw new Bad('postal_code', 'required');
  if (city === undefined) throw new Bad('city', 'required');
  return { kind: kind ?? 'invoice', street, postalCode, city, country };
}

function serviceOf(ask: Asking): NonNullable<ImportRow['service']> {
  const bars = ask.several('bars', ['premium', 'international', 'roaming', 'none'] as const);
  const service = told({
    ref: ask.needed('service', 64),
    kind: ask.one('service_kind', ['mobile', 'fixed', 'data', 'sip-trunk'] as const),
    plan: ask.parsed('plan', (text) => (/^[a-z0-9][a-z0-9._-]{0,63}$/i.test(text) ? text : undefined)),
    planFrom: ask.day('plan_from'),
    start: ask.day('service_start'),
    activated: ask.day('service_activated'),
    end: ask.day('service_end'),
    bindingUntil: ask.day('binding_until'),
    user: ask.text('service_user', 64),
    pool: ask.text('pool', 64),
    label: ask.text('label', 100),
    numbers: ask.parsed('numbers', numbersOf),
    numberFrom: ask.day('number_from'),
    limits: told({
      spendCapOre: ask.parsed('spend_cap_ore', oreOf),
      roamingCapOre: ask.parsed('roaming_cap_ore', oreOf),
      ...(bars === undefined
        ? {}
        : {
            barPremium: bars.includes('premium'),
            barInternational: bars.includes('international'),
            barRoaming: bars.includes('roaming'),
          }),
      itemised: ask.yes('itemised'),
      masked: ask.yes('masked'),
    }),
  });
  ordered(service.start, service.activated, 'service_activated');
  ordered(service.start, service.end, 'service_end');
  ordered(service.start, service.bindingUntil, 'binding_until');
  return service;
}

function numbersOf(text: string): readonly string[] | undefined {
  const read = text.split(/[|;,]/).flatMap((each) => (each.trim() === '' ? [] : [readNumber(each)]));
  return read.every((number) => number !== undefined) ? [...new Set(read)] : undefined;
}

/** Whole öre, or «none» for no cap. */
const oreOf = (text: string): bigint | null | undefined =>
  text === 'none' ? null : /^\d{1,9}$/.test(text) ? BigInt(text) : undefined;

function anyNumber(text: string, kind: 'person' | 'organisation' | undefined, today: string) {
  if (kind !== 'person') {
    const organisation = readOrganisationNumber(text);
    if (organisation.ok || kind === 'organisation') return organisation;
  }
  return readPersonalNumber(text, today);
}

function ordered(first: string | undefined, then: string | undefined, column: Column): void {
  if (first !== undefined && then !== undefined && then < first) throw new Bad(column, 'order');
}
