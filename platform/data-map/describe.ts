import type { Field, Personal } from './field.ts';
import type { Basis, Purpose } from './purposes.ts';
import type { DataMap } from './table.ts';

/** One stored thing, as the transparency page, the command line and the public data map show it. */
export interface Described {
  /** schema.table.column, or store.field. */
  readonly place: string;
  readonly slice: string;
  readonly where: string;
  readonly personal: boolean;
  readonly why: string;
  readonly category: string;
  readonly origin: string;
  readonly subject: string;
  readonly purposes: readonly Purpose[];
  readonly bases: readonly Basis[];
  /** Which of the bases each purpose rests on (GDPR Art. 13.1 (c)). */
  readonly basesFor: Readonly<Partial<Record<Purpose, readonly Basis[]>>>;
  readonly recipients: readonly string[];
  /** In words for machines: event + period → what happens. */
  readonly ends: string;
  readonly onErase: string;
  readonly sealed: boolean;
  /** Of a sealed column: the column that names whose key seals it; empty elsewhere. */
  readonly key: string;
}

/** Everything that is kept, in the order of the slices. Promise scope.1. */
export function describeMaps(maps: readonly DataMap[]): Described[] {
  return maps.flatMap((map) => [
    ...map.tables.flatMap((table) =>
      Object.entries(table.columns as Record<string, Field>).map(([column, field]) =>
        describe(map.slice, `${table.name}.${column}`, 'database', field, table.subject),
      ),
    ),
    ...map.stores.flatMap((store) =>
      Object.entries(store.fields).map(([name, field]) =>
        describe(map.slice, `${store.name}#${name}`, store.where, field),
      ),
    ),
  ]);
}

function describe(slice: string, place: string, where: string, field: Field, subject = ''): Described {
  const base = { slice, place, where };
  if (!field.personal)
    return {
      ...base,
      personal: false,
      why: field.why,
      category: '',
      origin: '',
      subject: '',
      purposes: [],
      bases: [],
      basesFor: {},
      recipients: [],
      ends: '',
      onErase: '',
      sealed: false,
      key: '',
    };
  return {
    ...base,
    personal: true,
    why: '',
    category: field.category,
    origin: field.origin,
    subject: field.subject,
    purposes: field.purposes.map(([purpose]) => purpose),
    bases: [...new Set(field.purposes.map(([, basis]) => basis))],
    basesFor: Object.fromEntries(
      field.purposes.map(([purpose]) => [
        purpose,
        [...new Set(field.purposes.filter(([one]) => one === purpose).map(([, basis]) => basis))],
      ]),
    ),
    recipients: field.recipients ?? [],
    ends: endsOf(field),
    onErase: typeof field.onErase === 'string' ? field.onErase : `retain:${field.onErase.retain}`,
    sealed: field.sealed !== undefined,
    key: field.sealed === undefined ? '' : subject,
  };
}

const endsOf = ({ retention }: Personal): string => `${retention.event}+${retention.plus}:${retention.then}`;

export interface Activity {
  readonly purpose: Purpose;
  readonly bases: readonly Basis[];
  readonly categories: readonly string[];
  readonly subjects: readonly string[];
  readonly recipients: readonly string[];
  readonly ends: readonly string[];
  readonly places: readonly string[];
}

/** GDPR Art. 45 (a decision on adequate protection), 46 (standard clauses, binding rules) and 49 (the person has chosen it). */
export type Safeguard = 'adequacy' | 'standard-clauses' | 'binding-rules' | 'persons-own-choice';

/** A recipient that keeps what it is given outside the EEA, and what allows it (GDPR Art. 44). `country`: ISO 3166-1 alpha-2. */
export interface Transfer {
  readonly recipient: string;
  readonly country: string;
  readonly safeguard: Safeguard;
}

export interface Register {
  readonly article: 'GDPR Art. 30.1';
  readonly controller: {
    readonly name: string;
    readonly number: string;
    readonly address: string;
    readonly email: string;
  };
  readonly activities: readonly Activity[];
  /** Art. 30.1 (e). */
  readonly transfers: readonly Transfer[];
  readonly security: string;
}

/** The register of processing activities, one per purpose that is in use (GDPR Art. 30.1 a–g; promise law.3). */
export function registerOf(
  maps: readonly DataMap[],
  controller: Register['controller'],
  transfers: readonly Transfer[],
): Register {
  const rows = describeMaps(maps).filter((row) => row.personal);
  const purposes = [...new Set(rows.flatMap((row) => row.purposes))].toSorted();
  return {
    article: 'GDPR Art. 30.1',
    controller,
    activities: purposes.map((purpose) => {
      const used = rows.filter((row) => row.purposes.includes(purpose));
      const all = (of: (row: Described) => readonly string[]): string[] =>
        [...new Set(used.flatMap(of))].toSorted();
      return {
        purpose,
        bases: all((row) => row.basesFor[purpose] ?? []) as Basis[],
        categories: all((row) => [row.category]),
        subjects: all((row) => [row.subject]),
        recipients: all((row) => row.recipients),
        ends: all((row) => [row.ends]),
        places: all((row) => [row.place]),
      };
    }),
    transfers,
    security:
      'Sealed columns under a key per person, keys outside the database, access by purpose and rule, a hash-chained log, encrypted transport.',
  };
}
