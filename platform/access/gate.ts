import { appendAudit } from '#platform/audit';
import type { AnyTable, Category, Field } from '#platform/data-map';
import type { Gate, Query } from '#platform/db';
import type { Log } from '#platform/log';
import { Problem } from '#platform/problem';
import type { Decide, StaffFacts } from './decide.ts';

export interface Facts {
  /** Looked up at each request. Whoever is unknown has signed nothing. */
  staff(id: string): Promise<StaffFacts>;
}

/** Nobody is staff until the slice that knows them says so: fail closed. */
export const noStaff: Facts = { staff: async () => ({ ndaInForce: false, secondFactor: false }) };

/** Which of these customers have a contract that has ended. Looked up in the reader's own transaction, at each read (promise scope.3). */
export type ContractsEnded = (query: Query, customers: readonly string[]) => Promise<ReadonlySet<string>>;

const NONE: ReadonlySet<string> = new Set();

/** The gate every read passes: decide by the rules first, write the chain after. Refusals of staff are written too. */
export function createGate(options: {
  decide: Decide;
  facts: Facts;
  contractsEnded: ContractsEnded;
  now: () => number;
  log: Log;
}): Gate {
  const { decide, facts, contractsEnded, now, log } = options;
  return {
    async before(actor, purpose, table, columns) {
      const categories = personalCategories(table, columns);
      if (categories.length === 0) return;
      const staff =
        actor.kind === 'staff' ? await facts.staff(actor.staff) : { ndaInForce: false, secondFactor: false };
      for (const category of categories) {
        const { allow, rules } = decide({
          actor,
          purpose,
          category,
          restricted: false,
          consent: false,
          staff,
        });
        if (allow) continue;
        log.warn('read refused', { code: rules[0] ?? 'default', slice: table.name.split('.')[0] ?? '' });
        throw new Problem('forbidden');
      }
    },
    async closed(query, actor, purpose, table, columns, customers) {
      if (customers.length === 0) return NONE;
      // Only a purpose that rests on the contract costs the look-up. Whether staff may at all was decided before.
      const staff = { ndaInForce: true, secondFactor: true };
      const rests = personalCategories(table, columns).some(
        (category) =>
          !decide({ actor, purpose, category, restricted: false, consent: false, staff, contractEnded: true })
            .allow,
      );
      return rests ? contractsEnded(query, customers) : NONE;
    },
    async after(query, actor, purpose, table, columns, subjects) {
      if (actor.kind !== 'staff' || personalCategories(table, columns).length === 0) return;
      for (const subject of subjects) {
        await appendAudit(query, now, {
          event: 'read',
          purpose,
          actor,
          subject,
          customer: actor.case?.customer ?? '',
          detail: {
            table: table.name,
            columns: [...columns],
            case: actor.case?.id ?? '',
            reason: actor.case?.reason ?? '',
          },
        });
      }
    },
  };
}

function personalCategories(table: AnyTable, columns: readonly string[]): Category[] {
  const fields = table.columns as Record<string, Field>;
  return [
    ...new Set(
      columns.flatMap((column) => {
        const field = fields[column];
        return field?.personal === true ? [field.category] : [];
      }),
    ),
  ];
}
