import type { AnyTable, DataMap, Field } from '#platform/data-map';

/** What of one table a person takes along, in the map's order. */
export interface Portable {
  readonly table: AnyTable;
  readonly columns: readonly string[];
  /** Columns without a person in them that say what a row is. */
  readonly context: readonly string[];
}

/** Falls under the rule and stays: to hand over a key is to open the door it is for (GDPR Art. 20.4, 32). */
export const SECRETS: Readonly<Record<string, string>> = {
  'session.account.password': 'a hash of the password',
  'session.account.totp': 'the secret of the second factor',
  'session.session.session_id': 'names a session that is alive',
  'session.vault_secret.session_id': 'names a session that is alive',
  'session.vault_secret.secret': 'a key of the browser’s cache',
  'session.passkey.credential': 'a key to sign in with',
  'session.passkey.public_key': 'a key to sign in with',
};

/** Rows of these can't be understood without them. */
const CONTEXT: Readonly<Record<string, readonly string[]>> = {
  'customers.customer': ['kind'],
  'customers.address': ['kind'],
  'customers.contact_fact': ['kind'],
};

/**
 * GDPR Art. 20 as the policy widens it (ruling R5; promises portability.1, portability.4): whatever a person provided or was observed to
 * do, resting on consent or contract *or* processed by automated means. Everything here is processed by automated means, so the basis
 * decides nothing; what the operator derived or a colleague did is not carried. What reaches nobody can't be anybody's to take.
 */
export function portable(maps: readonly DataMap[]): readonly Portable[] {
  return maps
    .flatMap(({ tables }) => tables)
    .map((table) => ({
      table,
      columns: Object.entries(table.columns as Record<string, Field>)
        .filter(([column, field]) => isCarried(table, column, field))
        .map(([column]) => column),
      context: CONTEXT[table.name] ?? [],
    }))
    .filter(({ columns }) => columns.length > 0);
}

function isCarried(table: AnyTable, column: string, field: Field): boolean {
  if (!field.personal || field.subject === 'staff') return false;
  if (field.origin !== 'provided' && field.origin !== 'observed') return false;
  if (table.reach?.every((way) => 'nobody' in way || 'staff' in way) === true) return false;
  return !(`${table.name}.${column}` in SECRETS);
}

/** Rows of these say which service they are of; in the file by a name of the file's own, since the operator's id is the operator's. */
export const saysService = ({ table }: Portable): boolean => 'service_id' in table.columns;
