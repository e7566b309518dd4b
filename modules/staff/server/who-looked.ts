import { staffLooks } from '#platform/audit';
import { queryOf, type Ctx } from '#platform/db';
import { Problem } from '#platform/problem';
import type { LookedView } from '../contract.ts';

interface Look {
  at: string;
  until: string;
  role: string;
  reason: string;
  purposes: Set<string>;
  unmasked: boolean;
  what: Set<string>;
}

/**
 * Who of the staff has seen a person's data: when, in what role, for which purpose and why, newest first. Never a name: the person is
 * entitled to the looks, not to the employee (promise protection.5; CJEU C-579/21 §§ 75–83). What was read under one case is one look.
 * `ctx` is the person's own, or the product's. @throws Problem forbidden (another person's)
 */
export async function whoLooked(
  ctx: Ctx,
  person: { readonly customer: string; readonly person: string },
): Promise<readonly LookedView[]> {
  const { actor } = ctx;
  if (actor.kind === 'person' && (actor.person !== person.person || actor.customer !== person.customer))
    throw new Problem('forbidden');
  return lookedAt(ctx, person.customer, [person.person, person.customer]);
}

/** The looks at anything of these subjects at one customer. */
export async function lookedAt(
  ctx: Ctx,
  customer: string,
  subjects: readonly string[],
): Promise<readonly LookedView[]> {
  const looks = new Map<string, Look>();
  for (const row of await staffLooks(queryOf(ctx), customer, subjects)) {
    const { detail } = row;
    const unmasked = row.event === 'unmask';
    // A list that is looked at all day is one look of the day.
    const key = unmasked
      ? `unmask ${row.at}`
      : (detail.case ?? `${detail.reason} ${row.role} ${row.at.slice(0, 10)}`);
    const look = looks.get(key) ?? {
      at: row.at,
      until: row.at,
      role: row.role,
      reason: detail.reason ?? '',
      purposes: new Set<string>(),
      unmasked,
      what: new Set<string>(),
    };
    look.at = row.at < look.at ? row.at : look.at;
    look.purposes.add(row.purpose);
    for (const column of detail.columns ?? []) look.what.add(`${detail.table ?? ''}.${column}`);
    looks.set(key, look);
  }
  return [...looks.values()].map((look) => ({
    ...look,
    purposes: [...look.purposes].toSorted(),
    what: [...look.what].toSorted(),
  }));
}
