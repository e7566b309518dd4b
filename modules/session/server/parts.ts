import type { Config } from '#platform/config';
import { system, type Actor, type Ctx, type Database } from '#platform/db';
import type { Jobs } from '#platform/jobs';
import type { Log } from '#platform/log';
import type { Post } from '#platform/post';
import type { Ended } from './ended.ts';

export type PersonActor = Extract<Actor, { readonly kind: 'person' }>;

/** A person at a customer; accounts, sessions and keys hang on the pair. */
export interface Ref {
  readonly customer: string;
  readonly person: string;
}

export interface SessionDeps {
  readonly config: Config;
  readonly db: Database;
  readonly log: Log;
  readonly jobs: Jobs;
  readonly post: Post;
  /** Whether a connected account is this person's: keys of the browser's cache are handed out for no other. */
  readonly ownsAccount: (actor: PersonActor, account: string) => Promise<boolean>;
}

/** What the acts of this slice work with. */
export interface Parts extends SessionDeps {
  readonly ended: Ended;
  /** For what happens before anyone is known. */
  readonly own: Ctx;
}

export function partsOf(deps: SessionDeps, ended: Ended): Parts {
  return { ...deps, ended, own: { db: deps.db, actor: system('session') } };
}

export const as = (parts: Parts, actor: Actor): Ctx => ({ db: parts.db, actor });
export const at = (ms: number): string => new Date(ms).toISOString();
export const whose = (ref: Ref): { customer_id: string; person_id: string } => ({
  customer_id: ref.customer,
  person_id: ref.person,
});
