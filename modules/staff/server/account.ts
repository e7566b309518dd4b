import { appendAudit, type AuditEvent } from '#platform/audit';
import { isoTime } from '#platform/clock';
import { randomId } from '#platform/crypto';
import { insert, queryOf, read, remove, transact, update, type Actor, type Ctx } from '#platform/db';
import { Problem } from '#platform/problem';
import { hashToken, newToken } from '#modules/session';
import { STAFF_ROLES, type StaffRole } from '../contract.ts';
import { staffAccount, staffRecoveryCode, staffSession, staffStep } from '../data-map.ts';
import { at } from './parts.ts';

/** How long the link of a first sign-in works. */
const LINK_LIFE = 3 * 24 * 3_600_000;

export interface NewStaff {
  readonly name: string;
  readonly mail: string;
  readonly roles: readonly StaffRole[];
}

export interface StaffAccount {
  readonly id: string;
  readonly name: string;
  readonly mail: string;
  readonly password: string | null;
  readonly totp: string | null;
  readonly totpOn: boolean;
  readonly totpStep: number;
  readonly roles: readonly StaffRole[];
  readonly active: boolean;
}

/** One form of an address, so that one has one index. */
export const readMail = (text: string): string => text.trim().normalize('NFC').toLowerCase();

/**
 * Makes an account that opens nothing yet: the link sets password and second factor, and the agreement is still to be signed.
 * @returns the id and the link's token, for the only time. @throws Problem bad-request, naming the field; conflict (the address is taken)
 */
export async function addStaff(ctx: Ctx, given: NewStaff): Promise<{ id: string; token: string }> {
  const name = given.name.trim().normalize('NFC');
  const mail = readMail(given.mail);
  if (name === '' || name.length > 200) throw new Problem('bad-request', ['name']);
  if (!/^[^\s@<>]{1,64}@[^\s@<>]{1,255}\.[^\s@.<>]{2,63}$/u.test(mail))
    throw new Problem('bad-request', ['mail']);
  if (given.roles.length === 0 || given.roles.some((role) => !STAFF_ROLES.includes(role)))
    throw new Problem('bad-request', ['roles']);
  return transact(ctx, async (inner) => {
    const id = randomId();
    const token = newToken();
    const stored = await insert(
      inner,
      staffAccount,
      {
        staff_id: id,
        name,
        mail,
        password: null,
        totp: null,
        totp_confirmed_at: null,
        totp_step: 0,
        roles: [...new Set(given.roles)],
        state: 'active',
        enrol_hash: hashToken(token),
        enrol_until: at(inner.db.clock.now() + LINK_LIFE),
        created_at: isoTime(inner.db.clock),
        disabled_at: null,
      },
      { onConflict: 'ignore' },
    );
    if (!stored) throw new Problem('conflict', ['mail']);
    await note(inner, 'account-added', id, { roles: given.roles });
    return { id, token };
  });
}

/** A new link for someone who has lost everything: password, second factor and codes are gone, sessions end. @throws Problem not-found */
export async function renewLink(ctx: Ctx, id: string): Promise<string> {
  return transact(ctx, async (inner) => {
    const token = newToken();
    const changed = await update(
      inner,
      staffAccount,
      {
        password: null,
        totp: null,
        totp_confirmed_at: null,
        enrol_hash: hashToken(token),
        enrol_until: at(inner.db.clock.now() + LINK_LIFE),
      },
      { staff_id: id },
    );
    if (changed === 0) throw new Problem('not-found');
    await remove(inner, staffRecoveryCode, { staff_id: id });
    await shutOut(inner, id, 'second-factor-reset');
    await note(inner, 'factor-changed', id, { factor: 'all', change: 'reset' });
    return token;
  });
}

/** Whoever leaves is shut out at once (promise protection.2): sessions and steps are gone when this returns. @throws Problem not-found */
export async function disableStaff(ctx: Ctx, id: string): Promise<number> {
  return transact(ctx, async (inner) => {
    if (
      (await update(
        inner,
        staffAccount,
        { state: 'disabled', enrol_hash: null, disabled_at: isoTime(ctx.db.clock) },
        { staff_id: id },
      )) === 0
    )
      throw new Problem('not-found');
    await note(inner, 'account-disabled', id);
    return shutOut(inner, id, 'disabled');
  });
}

/** @throws Problem not-found */
export async function enableStaff(ctx: Ctx, id: string): Promise<void> {
  await transact(ctx, async (inner) => {
    if ((await update(inner, staffAccount, { state: 'active', disabled_at: null }, { staff_id: id })) === 0)
      throw new Problem('not-found');
    await note(inner, 'account-enabled', id);
  });
}

async function shutOut(ctx: Ctx, id: string, reason: string): Promise<number> {
  await remove(ctx, staffStep, { staff_id: id });
  const ended = await remove(ctx, staffSession, { staff_id: id });
  if (ended > 0) await note(ctx, 'session-ended', id, { reason, sessions: ended });
  return ended;
}

const COLUMNS = [
  'staff_id',
  'name',
  'mail',
  'password',
  'totp',
  'totp_confirmed_at',
  'totp_step',
  'roles',
  'state',
] as const;

/** Whose address it is. The same reads whether or not anyone's. */
export const staffByMail = (ctx: Ctx, text: string): Promise<StaffAccount | undefined> =>
  findStaff(ctx, { mail: readMail(text) });

export const staffById = (ctx: Ctx, id: string, lock?: 'lock'): Promise<StaffAccount | undefined> =>
  findStaff(ctx, { staff_id: id }, lock);

/** Whom a link that still works is for. */
export async function staffByLink(ctx: Ctx, token: string, lock?: 'lock'): Promise<StaffAccount | undefined> {
  const [row] = await read(ctx, 'security', staffAccount, ['staff_id', 'enrol_until'], {
    where: { enrol_hash: hashToken(token), state: 'active' },
  });
  if (!row || row.enrol_until === null || Date.parse(row.enrol_until) <= ctx.db.clock.now()) return undefined;
  return staffById(ctx, row.staff_id, lock);
}

async function findStaff(
  ctx: Ctx,
  where: { readonly mail: string } | { readonly staff_id: string },
  lock?: 'lock',
): Promise<StaffAccount | undefined> {
  const [row] = await read(ctx, 'security', staffAccount, COLUMNS, {
    where,
    ...(lock === undefined ? {} : { forUpdate: true }),
  });
  if (!row) return undefined;
  return {
    id: row.staff_id,
    name: row.name ?? '',
    mail: row.mail ?? '',
    password: row.password,
    totp: row.totp,
    totpOn: row.totp_confirmed_at !== null && row.totp !== null,
    totpStep: row.totp_step,
    roles: row.roles,
    active: row.state === 'active',
  };
}

/** One entry of the chain about a member of staff or one of their acts, in the caller's transaction. */
export function note(
  ctx: Ctx,
  event: AuditEvent,
  staff: string,
  detail: Readonly<Record<string, string | number | readonly string[]>> = {},
  about: { readonly actor?: Actor; readonly customer?: string } = {},
): Promise<void> {
  return appendAudit(queryOf(ctx), ctx.db.clock.now, {
    event,
    purpose: 'security',
    actor: about.actor ?? ctx.actor,
    subject: staff,
    customer: about.customer ?? '',
    detail,
  });
}
