import type { FastifyRequest } from 'fastify';
import type { Ctx, Where } from '#platform/db';
import type { Routes } from '#platform/http';
import type { SessionView, VaultKeyView } from '#contract/session';
import type { session as sessionTable } from '#data-map/session';
import { closeAccount, createAccount, disable, enable, ownerOf, type NewAccount } from './server/account.ts';
import { sweepAttempts } from './server/attempts.ts';
import { endOverdue, endSessions } from './server/end.ts';
import { createEnded, type EndedSession, type EndReason } from './server/ended.ts';
import { current, requireLive } from './server/live.ts';
import { workNotices } from './server/notice.ts';
import { provePassword, sessionView } from './server/own-security.ts';
import { partsOf, type PersonActor, type Ref, type SessionDeps } from './server/parts.ts';
import { decoy } from './server/password.ts';
import { sweepResets, workResets } from './server/reset.ts';
import { sessionRoutes } from './server/routes.ts';
import { sweepSteps } from './server/step.ts';
import { forgetAccount, knownVaultKeys } from './server/vault-key.ts';

export { closeAccount, createAccount, enable as openAccount, ownerOf };
/** What the office signs its staff in with: the same passwords, counting of attempts, codes and tokens, under cookies of its own. */
export { forgiveAttempt, takeAttempt, type Counting, type Key } from './server/attempts.ts';
export { deviceOf } from './server/device.ts';
export {
  codeAt,
  newRecoveryCodes,
  newTotpSecret,
  otpauthUri,
  readRecoveryCode,
  timeStepOf,
} from './server/one-time-code.ts';
export { assertStrong, hashPassword, verifyPassword } from './server/password.ts';
export { expireCookie, giveCookie, hashToken, newToken, readCookie } from './server/token.ts';
export type { EndedSession, EndReason, NewAccount, PersonActor, Ref, SessionDeps };

export interface Session {
  /** For the app's host. */
  readonly routes: Routes;
  /** Who is behind a request, with the roles they have now; both clocks and the account are checked. */
  current(request: FastifyRequest): Promise<PersonActor | undefined>;
  /** Asks for the password again before what can't be undone. @throws Problem wrong-credentials, too-many */
  provePassword(actor: PersonActor, password: string): Promise<void>;
  /** @throws Problem not-signed-in */
  require(request: FastifyRequest): Promise<PersonActor>;
  /** What GET /api/session answers that request's sender; undefined when nobody is signed in. */
  view(request: FastifyRequest): Promise<SessionView | undefined>;
  /** What POST /api/session/vault-key answers for each account whose key was made before. Whose the account is, is not asked here. */
  knownKeys(request: FastifyRequest, category: string): Promise<ReadonlyMap<string, VaultKeyView>>;
  /** Hears of every session that ends, after its keys are destroyed. @returns a way to stop. */
  onEnded(listener: (ended: EndedSession) => void): () => void;
  /** @returns the user id. @throws Problem weak-password, bad-request, conflict */
  createAccount(ctx: Ctx, given: NewAccount): Promise<string>;
  disable(ctx: Ctx, ref: Ref): Promise<void>;
  enable(ctx: Ctx, ref: Ref): Promise<void>;
  /** @returns how many ended. */
  endSessions(ctx: Ctx, where: Where<typeof sessionTable>, reason: EndReason): Promise<number>;
  /** Destroys the cache keys of one connected account, in every session of the person. @returns how many. */
  forgetAccount(ref: Ref, account: string): Promise<number>;
  /** Ends what is overdue and removes what has had its time. Runs by itself every thirty seconds. */
  sweep(): Promise<void>;
}

export async function createSession(deps: SessionDeps): Promise<Session> {
  const ended = createEnded();
  const parts = partsOf(deps, ended);
  await decoy();
  await workResets(parts);
  await workNotices(parts);
  const sweep = async (): Promise<void> => {
    await endOverdue(parts);
    await sweepSteps(parts.own);
    await sweepResets(parts);
    await sweepAttempts(parts.own);
  };
  deps.jobs.every(30_000, 'session-sweep', sweep);
  return {
    routes: sessionRoutes(parts),
    current: async (request) => (await current(parts, request))?.actor,
    view: async (request) => {
      const live = await current(parts, request);
      return live && sessionView(parts, live);
    },
    knownKeys: async (request, category) => {
      const live = await current(parts, request);
      return live === undefined ? new Map() : knownVaultKeys(parts, live, category);
    },
    provePassword: (actor, password) => provePassword(parts, actor, password),
    require: async (request) => (await requireLive(parts, request)).actor,
    onEnded: ended.on,
    createAccount,
    disable: (ctx, ref) => disable(parts, ctx, ref),
    enable,
    endSessions: (ctx, where, reason) => endSessions(parts, ctx, where, reason),
    forgetAccount: (ref, account) => forgetAccount(parts, ref, account),
    sweep,
  };
}
