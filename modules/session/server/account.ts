import { randomInt } from 'node:crypto';
import { appendAudit, type AuditEvent } from '#platform/audit';
import { isoTime } from '#platform/clock';
import { randomId } from '#platform/crypto';
import { insert, queryOf, read, transact, update, type Actor, type Ctx } from '#platform/db';
import { Problem } from '#platform/problem';
import { account, userId as userIds } from '../data-map.ts';
import { removeSessions } from './end.ts';
import type { EndedSession } from './ended.ts';
import { whose, type Parts, type Ref } from './parts.ts';
import { assertStrong, hashPassword } from './password.ts';

export interface NewAccount extends Ref {
  /** Chosen by the person; random when absent. */
  readonly userId?: string;
  readonly password: string;
}

/** No letter or digit that is taken for another. 31^8 are 850 thousand million: no two alike soon, none to be guessed (promise customer.5). */
const LETTERS = '23456789abcdefghjkmnpqrstuvwxyz';
export const randomUserId = (): string =>
  Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]).join('');

/** One form of a user id: case and the spaces around it don't count. */
export const readUserId = (text: string): string => text.trim().toLowerCase();

/**
 * Gives a person a way to sign in. Every optional use of their data stays off: an account holds none (promise law.2).
 * @returns the user id. @throws Problem weak-password, bad-request (a user id that is none or tells who it is), conflict (taken).
 */
export async function createAccount(ctx: Ctx, given: NewAccount): Promise<string> {
  const chosen = given.userId === undefined ? undefined : checkedUserId(given.userId);
  assertStrong(given.password, chosen ?? 'no user id yet');
  const password = await hashPassword(given.password);
  return transact(ctx, async (inner) => {
    const now = isoTime(ctx.db.clock);
    const ref = whose(given);
    await insert(inner, account, {
      ...ref,
      password,
      password_changed_at: now,
      state: 'active',
      passkey_user: randomId(),
      totp: null,
      totp_confirmed_at: null,
      totp_step: 0,
      created_at: now,
    });
    for (let tries = 0; tries < 5; tries += 1) {
      const userId = chosen ?? randomUserId();
      if (await insert(inner, userIds, { ...ref, user_id: userId }, { onConflict: 'ignore' })) return userId;
      if (chosen !== undefined) break;
    }
    throw new Problem('conflict', ['userId']);
  });
}

function checkedUserId(text: string): string {
  const id = readUserId(text);
  // A number of eight digits or more is a birth date, a phone or a personal number; an id shall say nothing of whom it names.
  if (!/^[a-z0-9](?:[a-z0-9._-]{2,30})[a-z0-9]$/.test(id) || id.replace(/[._-]/g, '').match(/\d{6,}/))
    throw new Problem('bad-request', ['userId']);
  return id;
}

export interface Account extends Ref {
  readonly userId: string;
  readonly password: string | null;
  readonly passwordChangedAt: string;
  readonly active: boolean;
  readonly passkeyUser: string;
  readonly totp: string | null;
  readonly totpOn: boolean;
  readonly totpStep: number;
}

/** Whose user id it is. The same reads whether or not anyone's. */
export async function findByUserId(parts: Parts, text: string): Promise<Account | undefined> {
  const [row] = await read(parts.own, 'security', userIds, ['customer_id', 'person_id'], {
    where: { user_id: readUserId(text) },
  });
  return accountOf(parts.own, { customer: row?.customer_id ?? '-', person: row?.person_id ?? '-' });
}

export async function accountOf(
  ctx: Ctx,
  ref: Ref,
  options: { lock?: true } = {},
): Promise<Account | undefined> {
  const where = whose(ref);
  const columns = [
    'customer_id',
    'person_id',
    'password',
    'password_changed_at',
    'state',
    'passkey_user',
    'totp',
    'totp_confirmed_at',
    'totp_step',
  ] as const;
  const [row] = await read(ctx, 'security', account, columns, {
    where,
    ...(options.lock ? { forUpdate: true } : {}),
  });
  const [name] = await read(ctx, 'security', userIds, ['user_id'], { where });
  if (!row) return undefined;
  return {
    customer: row.customer_id,
    person: row.person_id,
    userId: name?.user_id ?? '',
    password: row.password,
    passwordChangedAt: row.password_changed_at,
    active: row.state === 'active',
    passkeyUser: row.passkey_user,
    totp: row.totp,
    totpOn: row.totp_confirmed_at !== null && row.totp !== null,
    totpStep: row.totp_step,
  };
}

/** Whether the account may be used, and nothing more: asked at every request. */
export async function isActive(ctx: Ctx, ref: Ref): Promise<boolean> {
  const [row] = await read(ctx, 'security', account, ['state'], { where: whose(ref) });
  return row?.state === 'active';
}

/**
 * Closes an account: its sessions and their keys are gone when this returns (promise mail.11). Whoever has a running server tells its
 * open pages with what is returned; another process's pages notice by themselves within seconds.
 * @throws Problem not-found
 */
export async function closeAccount(ctx: Ctx, ref: Ref): Promise<readonly EndedSession[]> {
  return transact(ctx, async (inner) => {
    const changed = await update(inner, account, { state: 'disabled' }, whose(ref));
    if (changed === 0) throw new Problem('not-found');
    await note(inner, 'account-disabled', ref);
    return removeSessions(inner, whose(ref), 'disabled');
  });
}

export async function disable(parts: Parts, ctx: Ctx, ref: Ref): Promise<void> {
  parts.ended.tell(await closeAccount(ctx, ref));
}

/** @throws Problem not-found */
export async function enable(ctx: Ctx, ref: Ref): Promise<void> {
  await transact(ctx, async (inner) => {
    if ((await update(inner, account, { state: 'active' }, whose(ref))) === 0) throw new Problem('not-found');
    await note(inner, 'account-enabled', ref);
  });
}

/** Whose sign-in a user id is. */
export async function ownerOf(ctx: Ctx, text: string): Promise<Ref | undefined> {
  const [row] = await read(ctx, 'security', userIds, ['customer_id', 'person_id'], {
    where: { user_id: readUserId(text) },
  });
  return row && { customer: row.customer_id, person: row.person_id };
}

/** One entry of the chain about an account, in the caller's transaction. */
export function note(
  ctx: Ctx,
  event: AuditEvent,
  ref: Ref | undefined,
  detail: Readonly<Record<string, string>> = {},
  actor: Actor = ctx.actor,
): Promise<void> {
  return appendAudit(queryOf(ctx), ctx.db.clock.now, {
    event,
    purpose: 'security',
    actor,
    subject: ref?.person ?? '',
    customer: ref?.customer ?? '',
    detail,
  });
}
