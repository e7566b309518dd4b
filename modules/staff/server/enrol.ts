import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  assertStrong,
  forgiveAttempt,
  giveCookie,
  hashPassword,
  newRecoveryCodes,
  newTotpSecret,
  otpauthUri,
  takeAttempt,
  type Key,
} from '#modules/session';
import { insert, remove, transact, update, type Ctx } from '#platform/db';
import { Problem } from '#platform/problem';
import type { EnrolBegun } from '../contract.ts';
import { staffAccount, staffRecoveryCode } from '../data-map.ts';
import { note, staffById, staffByLink, type StaffAccount } from './account.ts';
import { begin, OFFICE_COOKIE } from './live.ts';
import { at, type Parts } from './parts.ts';
import { recoveryHash, useCode } from './sign-in.ts';

/**
 * What a link leads to: a password of one's own, and a secret for the authenticator app that counts for nothing until a code from it
 * has been shown. May be begun again until then. @throws Problem link-dead, weak-password, too-many
 */
export async function beginEnrolment(
  parts: Parts,
  request: FastifyRequest,
  given: { readonly token: string; readonly password: string },
): Promise<EnrolBegun> {
  const key: Key = ['address', request.ip];
  await takeAttempt(parts, [key]);
  const password = await hashPassword(given.password);
  const secret = newTotpSecret();
  const account = await transact(parts.own, async (ctx) => {
    const found = await staffByLink(ctx, given.token, 'lock');
    if (!found) throw new Problem('link-dead');
    assertStrong(given.password, found.mail.split('@')[0] ?? '');
    await update(
      ctx,
      staffAccount,
      { password, totp: secret, totp_confirmed_at: null, totp_step: 0 },
      { staff_id: found.id },
    );
    return found;
  });
  await forgiveAttempt(parts, [key]);
  return { secret, uri: otpauthUri(`Telink ${parts.config.controller.name}`, account.mail, secret) };
}

/** The first code: from now on the link is dead and the way in is password and code. Begins a session. @returns the recovery codes, for the only time. @throws Problem link-dead, wrong-code, too-many */
export async function confirmEnrolment(
  parts: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
  given: { readonly token: string; readonly code: string },
): Promise<string[]> {
  const keys: Key[] = [
    ['address', request.ip],
    ['code', `office link ${given.token}`],
  ];
  await takeAttempt(parts, keys);
  const { account, codes } = await transact(parts.own, async (ctx) => {
    const found = await staffByLink(ctx, given.token, 'lock');
    if (!found?.totp || found.password === null) throw new Problem('link-dead');
    if (!(await useCode(ctx, found, given.code))) throw new Problem('wrong-code', ['code']);
    return finish(parts, ctx, found);
  });
  await forgiveAttempt(parts, keys);
  giveCookie(reply, OFFICE_COOKIE, await begin(parts, account, request));
  return codes;
}

async function finish(
  parts: Parts,
  ctx: Ctx,
  found: StaffAccount,
): Promise<{ account: StaffAccount; codes: string[] }> {
  await update(
    ctx,
    staffAccount,
    { totp_confirmed_at: at(parts.db.clock.now()), enrol_hash: null, enrol_until: null },
    { staff_id: found.id },
  );
  await note(ctx, 'factor-changed', found.id, { factor: 'totp', change: 'on' });
  return {
    account: (await staffById(ctx, found.id)) ?? found,
    codes: await renewRecoveryCodes(parts, ctx, found.id),
  };
}

/** Ten new codes; the old ones stop working. @returns them, for the only time. */
export async function renewRecoveryCodes(
  parts: Pick<Parts, 'db'>,
  ctx: Ctx,
  staff: string,
): Promise<string[]> {
  await remove(ctx, staffRecoveryCode, { staff_id: staff });
  const codes = newRecoveryCodes();
  for (const code of codes)
    await insert(ctx, staffRecoveryCode, {
      staff_id: staff,
      code_hash: await recoveryHash(parts, staff, code),
    });
  return codes;
}
