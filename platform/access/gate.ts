import { appendAudits } from '#platform/audit';
import {
  OPTIONAL_PURPOSES,
  type AnyTable,
  type Category,
  type Field,
  type Purpose,
} from '#platform/data-map';
import type { Actor, Frozen, Gate, Query } from '#platform/db';
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

/** What people have decided about their own data, looked up in the reader's own transaction, at each read. */
export interface OwnWill {
  /** What is frozen now, at one customer or everywhere. With a purpose: without what the person has said yes to since. */
  frozen(
    query: Query,
    given: { readonly customer?: string; readonly purpose?: Purpose },
  ): Promise<readonly Frozen[]>;
  /** Which of these people have a consent to the purpose in force, each `customer person`. */
  consented(
    query: Query,
    purpose: Purpose,
    people: readonly { readonly customer: string; readonly person: string }[],
  ): Promise<ReadonlySet<string>>;
}

const NONE: ReadonlySet<string> = new Set();

/** The gate every read passes: decide by the rules first, write the chain after. Refusals of staff are written too. */
export function createGate(options: {
  decide: Decide;
  facts: Facts;
  contractsEnded: ContractsEnded;
  ownWill: OwnWill;
  now: () => number;
  log: Log;
}): Gate {
  const { decide, facts, contractsEnded, ownWill, now, log } = options;
  // Whether staff may at all was decided before the rows are looked at.
  const staff = { ndaInForce: true, secondFactor: true };
  const mayUseFrozen = (actor: Actor, purpose: Purpose, categories: readonly Category[]): boolean =>
    categories.every(
      (category) =>
        decide({
          actor,
          purpose,
          category,
          restricted: true,
          consent: OPTIONAL_PURPOSES.includes(purpose),
          staff,
        }).allow,
    );
  return {
    async before(actor, purpose, table, columns) {
      const categories = personalCategories(table, columns);
      if (categories.length === 0) return;
      const known =
        actor.kind === 'staff' ? await facts.staff(actor.staff) : { ndaInForce: false, secondFactor: false };
      for (const category of categories) {
        const { allow, rules } = decide({
          actor,
          purpose,
          category,
          restricted: false,
          // A yes is somebody's: whose rows may be read is asked when they are found (`consented`).
          consent: OPTIONAL_PURPOSES.includes(purpose),
          staff: known,
        });
        if (allow) continue;
        log.warn('read refused', { code: rules[0] ?? 'default', slice: table.name.split('.')[0] ?? '' });
        throw new Problem('forbidden');
      }
    },
    async closed(query, actor, purpose, table, columns, customers) {
      if (customers.length === 0) return NONE;
      // Only a purpose that rests on the contract costs the look-up.
      const rests = personalCategories(table, columns).some(
        (category) =>
          !decide({ actor, purpose, category, restricted: false, consent: false, staff, contractEnded: true })
            .allow,
      );
      return rests ? contractsEnded(query, customers) : NONE;
    },
    async frozen(query, actor, purpose, table, columns, customer) {
      const categories = personalCategories(table, columns);
      if (categories.length === 0 || mayUseFrozen(actor, purpose, categories)) return [];
      return ownWill.frozen(query, { purpose, ...(customer === undefined ? {} : { customer }) });
    },
    kept: (query) => ownWill.frozen(query, {}),
    async consented(query, purpose, people) {
      if (!OPTIONAL_PURPOSES.includes(purpose)) return undefined;
      return people.length === 0 ? NONE : ownWill.consented(query, purpose, people);
    },
    async after(query, actor, purpose, table, columns, whose) {
      if (actor.kind !== 'staff' || personalCategories(table, columns).length === 0) return;
      await appendAudits(
        query,
        now,
        whose.map(({ subject, customer }) => ({
          event: 'read',
          purpose,
          actor,
          subject,
          customer: customer === '' ? (actor.case?.customer ?? '') : customer,
          detail: {
            table: table.name,
            columns: [...columns],
            case: actor.case?.id ?? '',
            reason: actor.case?.reason ?? '',
          },
        })),
      );
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
