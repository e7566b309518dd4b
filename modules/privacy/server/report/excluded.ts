import type { DataMap, Field } from '#platform/data-map';
import { fieldsOf, reachOf, type Reach, type Who } from '../rows-about.ts';
import type { ReportWords } from './text.sv.ts';

/** A place that may hold something about the person and is not in the report, with the reason. The rest of the report stands (GDPR Art. 12.4). */
export interface Excluded {
  /** schema.table.column, schema.table or store#field. */
  readonly place: string;
  readonly why: string;
}

/** Worked out from the data map, never a list kept by hand (promise access.2). */
export function excludedFrom(maps: readonly DataMap[], who: Who, words: ReportWords): Excluded[] {
  return maps.flatMap((map) => [
    ...map.tables.flatMap((table): Excluded[] => {
      const reaches = reachOf(table);
      if (reaches.length === 0) return [];
      const pays = who.roles.includes('subscriber');
      if (reaches.some((reach) => isShown(reach, pays)))
        return fieldsOf(table)
          .filter(([, field]) => field.personal && !mayBeRead(field))
          .map(([column]) => ({ place: `${table.name}.${column}`, why: words.excluded.secret }));
      const nobody = reaches.find((reach) => 'nobody' in reach);
      if (nobody !== undefined) return [{ place: table.name, why: words.nobody(table.name, nobody.nobody) }];
      const why = reaches.some((reach) => 'customer' in reach || 'through' in reach)
        ? words.excluded.customers
        : words.excluded.staff;
      return [{ place: table.name, why }];
    }),
    ...map.stores.flatMap((store) =>
      Object.entries(store.fields)
        .filter(([, field]) => field.personal)
        .map(([name]) => ({ place: `${store.name}#${name}`, why: words.stores[store.where] })),
    ),
  ]);
}

const isShown = (reach: Reach, pays: boolean): boolean =>
  'person' in reach || 'user' in reach || 'usedThrough' in reach || ('customer' in reach && pays);

const mayBeRead = (field: Field): boolean =>
  !field.personal || field.purposes.some(([purpose]) => purpose === 'rights');
