import type { FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import type { Config } from '#platform/config';
import type { Actor, Ctx, Database } from '#platform/db';
import type { Jobs } from '#platform/jobs';
import type { Log } from '#platform/log';
import type { Connector } from './connectors.ts';
import type { Provider } from './provider.ts';

export type PersonActor = Extract<Actor, { kind: 'person' }>;

/** What the slice is given. */
export interface ConnectionsDeps {
  readonly config: Config;
  readonly db: Database;
  readonly log: Log;
  readonly jobs: Pick<Jobs, 'every'>;
  /** Whose request it is. @throws Problem `not-signed-in` when no session is live. */
  readonly person: (request: FastifyRequest) => Promise<PersonActor>;
  /** Destroys the cache keys of a connection in every session of its person: what browsers kept of it is unreadable from then on. */
  readonly forgetKeys?: (actor: PersonActor, connectionId: string) => Promise<unknown>;
  /** Told, in the act's own transaction, that a provider now knows of the person (GDPR Art. 15.1 (c); promise access.6). */
  readonly disclosed?: (ctx: Ctx, actor: PersonActor, recipient: Connector['recipient']) => Promise<unknown>;
}

/** What its acts share. */
export interface House {
  readonly config: Config;
  readonly db: Database;
  readonly log: Log;
  readonly now: () => number;
  readonly forgetKeys: (actor: PersonActor, connectionId: string) => Promise<unknown>;
  readonly disclosed: NonNullable<ConnectionsDeps['disclosed']>;
  readonly connectors: readonly Connector[];
  /** Undefined when the operator has configured none. */
  readonly provider: Provider | undefined;
}

export const ctxOf = (house: House, actor: Actor): Ctx => ({ db: house.db, actor });
export const iso = (ms: number): string => new Date(ms).toISOString();
/** Of random values only: a hash of something guessable hides nothing. */
export const hashed = (text: string): string => createHash('sha256').update(text).digest('base64url');
