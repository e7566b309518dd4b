import type { Config } from '#platform/config';
import { system, type Actor, type Ctx, type Database } from '#platform/db';
import type { Jobs } from '#platform/jobs';

export type StaffActor = Extract<Actor, { readonly kind: 'staff' }>;

export interface StaffDeps {
  readonly config: Config;
  readonly db: Database;
  readonly jobs: Jobs;
  /** Customers that hold a telephone number now, E.164; from the slice that knows services. */
  readonly holdersOf?: (number: string) => Promise<readonly string[]>;
}

/** What the acts of this slice work with. */
export interface Parts extends StaffDeps {
  /** For the operator's own tables, which no member of staff reads as such. */
  readonly own: Ctx;
}

export const partsOf = (deps: StaffDeps): Parts => ({
  ...deps,
  own: { db: deps.db, actor: system('staff') },
});
/** What a colleague who has opened a customer reads for: whoever works with the rights alone reads for them, which is all the access rules give. */
export const readsFor = ({ roles }: StaffActor): 'support' | 'rights' =>
  roles.includes('support') || roles.includes('billing') ? 'support' : 'rights';
export const as = (parts: Pick<Parts, 'db'>, actor: Actor): Ctx => ({ db: parts.db, actor });
export const at = (ms: number): string => new Date(ms).toISOString();
