import type { AnyTable } from '#platform/data-map';
import type { Actor } from './actor.ts';

/**
 * What was asked for, held to the person's own rows, and for staff to the customer of the case (promise protection.5). A stranger's id
 * therefore finds nothing, and can't be told from one that does not exist.
 */
export function isolated(actor: Actor, table: AnyTable, where: object | undefined): Record<string, unknown> {
  const asked: Record<string, unknown> = { ...where };
  if (actor.kind === 'staff' && actor.case && table.isolate?.customer !== undefined)
    asked[table.isolate.customer] = actor.case.customer;
  if (actor.kind !== 'person' || !table.isolate) return asked;
  if (table.isolate.customer !== undefined) asked[table.isolate.customer] = actor.customer;
  if (table.isolate.person !== undefined) asked[table.isolate.person] = actor.person;
  return asked;
}
