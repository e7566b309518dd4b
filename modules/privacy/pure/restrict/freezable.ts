/** One thing that can be frozen by itself, as a person would name it. A whole person needs no list. */
export interface Freezable {
  readonly key: string;
  readonly scope: 'field' | 'table' | 'record';
  readonly table: string;
  /** Fields that a row is held to be right or wrong in together: a street without its town is no address. Sealed, so that readers bear their absence. */
  readonly fields?: readonly string[];
  /** Column that names the record. */
  readonly record?: string;
  /** Only whoever pays has it: it is the customer's own. */
  readonly customers?: true;
  readonly name: { readonly sv: string; readonly en: string };
}

export const FREEZABLE: readonly Freezable[] = [
  {
    key: 'name',
    scope: 'field',
    table: 'customers.person',
    fields: ['name'],
    name: { sv: 'Namn', en: 'Name' },
  },
  {
    key: 'email',
    scope: 'field',
    table: 'customers.person',
    fields: ['email'],
    name: { sv: 'E-postadress', en: 'E-mail address' },
  },
  {
    key: 'phone',
    scope: 'field',
    table: 'customers.person',
    fields: ['phone'],
    name: { sv: 'Telefonnummer', en: 'Phone number' },
  },
  {
    key: 'personal-number',
    scope: 'field',
    table: 'customers.person',
    fields: ['personal_number'],
    name: { sv: 'Personnummer', en: 'Personal number' },
  },
  {
    key: 'street',
    scope: 'field',
    table: 'customers.address',
    fields: ['street'],
    name: { sv: 'Gatuadress', en: 'Street address' },
  },
  {
    key: 'address',
    scope: 'table',
    table: 'customers.address',
    name: { sv: 'Hela adressen', en: 'The whole address' },
  },
  {
    key: 'calls',
    scope: 'table',
    table: 'traffic.usage',
    name: { sv: 'Samtal och surf', en: 'Calls and data' },
  },
  {
    key: 'call',
    scope: 'record',
    table: 'traffic.usage',
    record: 'event',
    name: { sv: 'Ett samtal', en: 'One call' },
  },
  {
    key: 'service',
    scope: 'record',
    table: 'services.service',
    record: 'service_id',
    customers: true,
    name: { sv: 'En tjänst', en: 'One service' },
  },
];

export const freezableField = (table: string, field: string): boolean =>
  FREEZABLE.some(
    (one) => one.scope === 'field' && one.table === table && one.fields?.includes(field) === true,
  );
