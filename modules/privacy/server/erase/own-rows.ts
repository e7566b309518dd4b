import type { AnyTable, DataMap } from '#platform/data-map';
import { reachOf, type Reach } from '../rows-about.ts';
import type { Subject } from './plan.ts';

/** Which rows of a table are the person's own, as SQL over `t` with $1 customer, $2 person; undefined where none can be. Never another's row that merely names them. */
export function ownRows(table: AnyTable, who: Subject, map: DataMap): string | undefined {
  const conditions = reachOf(table).flatMap((reach) => conditionOf(table, reach, who, map) ?? []);
  return conditions.length === 0 ? undefined : conditions.map((one) => `(${one})`).join(' OR ');
}

function conditionOf(table: AnyTable, reach: Reach, who: Subject, map: DataMap): string | undefined {
  const customer = table.isolate?.customer;
  // Alone at the customer: whatever is the customer's is the person's, also records of a service that names no user.
  if (who.whole && customer !== undefined) return `t.${customer} = $1`;
  if ('person' in reach) {
    if (customer !== undefined) return `t.${customer} = $1 AND t.${reach.person} = $2`;
    return who.whole ? `t.${reach.person} IN ($1, $2)` : `t.${reach.person} = $2`;
  }
  if ('customer' in reach) {
    // A row of the customer's that one person made, sealed with that person's key.
    const made = table.subject === 'person_id' && customer !== undefined;
    return made ? `t.${customer} = $1 AND t.person_id = $2` : undefined;
  }
  if ('through' in reach) {
    const through = map.tables.find(({ name }) => name === reach.through);
    const theirs = through === undefined ? undefined : ownRows(through, who, map);
    if (through === undefined || theirs === undefined) return undefined;
    const on = reach.on.map(([own, their]) => `outer_t.${own} = t.${their}`).join(' AND ');
    const keys = reach.on.map(([own]) => `t.${own}`).join(', ');
    return `(${keys}) IN (SELECT ${reach.on.map(([own]) => `outer_t.${own}`).join(', ')} FROM ${table.name} outer_t JOIN ${through.name} t ON ${on} WHERE ${theirs})`;
  }
  return undefined;
}
