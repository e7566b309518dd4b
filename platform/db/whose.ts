import type { AnyTable } from '#platform/data-map';

/** Whom a row is about, as the audit chain names them: ids, never values. */
export interface Whose {
  /** A person; where the row names none, the customer; then the member of staff; empty where nobody is named. */
  readonly subject: string;
  readonly customer: string;
}

const reaching = (table: AnyTable, way: 'person' | 'customer' | 'staff' | 'user'): readonly string[] =>
  (table.reach ?? []).flatMap((reach) =>
    way in reach ? [(reach as Readonly<Record<string, string>>)[way] as string] : [],
  );

const people = (table: AnyTable): readonly string[] => [
  ...new Set<string>([
    ...(table.isolate?.person === undefined ? [] : [table.isolate.person]),
    ...reaching(table, 'person'),
  ]),
];
const customers = (table: AnyTable): readonly string[] => [
  ...new Set<string>([
    ...(table.isolate?.customer === undefined ? [] : [table.isolate.customer]),
    ...reaching(table, 'customer'),
  ]),
];

/** Columns that say whose a row of the table is. The key it is sealed under says so only where nothing else does. */
export const whoseColumns = (table: AnyTable): readonly string[] => {
  const named = [
    ...people(table),
    ...customers(table),
    ...reaching(table, 'user'),
    ...reaching(table, 'staff'),
  ];
  return named.length === 0 && table.subject !== undefined ? [table.subject] : named;
};

/**
 * Everybody the rows are about, once each. A row that nobody can be told from still leaves one entry, so that no read goes unnoticed
 * (promises scope.5, protection.5).
 * @throws Error for rows without a column that would tell: a statement of one's own has to fetch it.
 */
export function whoseAre(table: AnyTable, rows: readonly Readonly<Record<string, unknown>>[]): Whose[] {
  const found = new Map<string, Whose>();
  const columns = whoseColumns(table);
  const [owner] = customers(table);
  const persons = people(table);
  const users = reaching(table, 'user');
  const add = (subject: string, customer: string): void =>
    void found.set(`${subject} ${customer}`, { subject, customer });
  for (const row of rows) {
    const lacking = columns.find((column) => row[column] === undefined);
    if (lacking !== undefined)
      throw new Error(`${table.name}: rows without ${lacking} can't be noted as read.`);
    const customer = owner === undefined ? '' : idOf(row[owner]);
    // What somebody uses is about them, and about the customer whose it is.
    for (const id of users.map((column) => idOf(row[column]))) if (id !== '') add(id, customer);
    const named = persons.map((column) => idOf(row[column])).filter((id) => id !== '');
    if (named.length > 0) for (const id of named) add(id, customer);
    else if (customer !== '') add(customer, customer);
    else {
      const others = columns.map((column) => idOf(row[column])).filter((id) => id !== '');
      for (const id of others.length > 0 ? others : ['']) add(id, '');
    }
  }
  return [...found.values()];
}

const idOf = (value: unknown): string => (typeof value === 'string' ? value : '');
