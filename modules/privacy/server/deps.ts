import type { FastifyRequest } from 'fastify';
import type { Session } from '#modules/session';
import type { Staff } from '#modules/staff';
import type { Config } from '#platform/config';
import type { KeyStore } from '#platform/crypto';
import type { DataMap } from '#platform/data-map';
import type { Actor, Database } from '#platform/db';
import type { Routes } from '#platform/http';
import type { Jobs } from '#platform/jobs';
import type { Log } from '#platform/log';
import type { Post } from '#platform/post';

export type PersonActor = Extract<Actor, { kind: 'person' }>;

/** What the parts of this slice stand on. */
export interface PrivacyDeps {
  readonly config: Config;
  readonly db: Database;
  readonly keys: KeyStore;
  readonly log: Log;
  readonly jobs: Jobs;
  readonly post: Post;
  readonly session: Pick<Session, 'require' | 'provePassword' | 'endSessions'>;
  readonly staff: Staff;
  /** Everything the product keeps, this slice included: rights are derived from it and from nothing else. */
  readonly maps: readonly DataMap[];
}

/** Whose request it is. @throws Problem `not-signed-in`. */
export type Asking = (request: FastifyRequest) => Promise<PersonActor>;

/** What one part adds to the product. */
export interface Part {
  readonly app?: Routes;
  readonly office?: Routes;
  readonly shop?: Routes;
  /** Starts the part's jobs and timers. */
  readonly start?: () => Promise<void>;
}
