import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  expireCookie,
  forgiveAttempt,
  giveCookie,
  hashToken,
  newToken,
  readCookie,
  readRecoveryCode,
  takeAttempt,
  timeStepOf,
  verifyPassword,
  type Key,
} from '#modules/session';
import { insert, read, remove, transact, update, type Ctx } from '#platform/db';
import { Problem } from '#platform/problem';
import { staffAccount, staffRecoveryCode, staffStep } from '../data-map.ts';
import { note, readMail, staffById, staffByMail, type StaffAccount } from './account.ts';
import { begin, OFFICE_COOKIE, OFFICE_STEP_COOKIE } from './live.ts';
import { at, type Parts } from './parts.ts';

const STEP_LIFE = 10 * 60_000;
const STEP_TRIES = 5;

/**
 * First step. Someone who does not exist, one who is shut out, one who has not set up the second factor and one whose password is
 * wrong get the same answer after the same work, and are counted alike (promise protection.1). There is no way in without the second step.
 * @throws Problem wrong-credentials, too-many
 */
export async function signIn(
  parts: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
  given: { readonly mail: string; readonly password: string },
): Promise<void> {
  const keys: Key[] = [
    ['user', `office ${readMail(given.mail)}`],
    ['address', request.ip],
  ];
  await takeAttempt(parts, keys);
  const found = await staffByMail(parts.own, given.mail);
  const right = await verifyPassword(found?.password, given.password);
  if (!right || !found?.active || !found.totpOn) {
    await refuse(parts, found?.id, 'password');
    throw new Problem('wrong-credentials');
  }
  await forgiveAttempt(parts, keys);
  const token = newToken();
  await insert(parts.own, staffStep, {
    token_hash: hashToken(token),
    staff_id: found.id,
    tries: 0,
    expires_at: at(parts.db.clock.now() + STEP_LIFE),
  });
  giveCookie(reply, OFFICE_STEP_COOKIE, token);
}

/** Second step: the app's code, or one of the ten kept for when it is lost. @throws Problem wrong-code, session-gone (begin again), too-many */
export async function secondFactor(
  parts: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
  given: { readonly code?: string; readonly recoveryCode?: string },
): Promise<void> {
  const token = readCookie(request, OFFICE_STEP_COOKIE);
  // The try is counted in a transaction of its own: a refusal must not roll it back.
  const staff = token === undefined ? undefined : await transact(parts.own, (ctx) => tryStep(ctx, token));
  if (token === undefined || staff === undefined) throw new Problem('session-gone');
  const key: Key = ['code', `office ${staff}`];
  await takeAttempt(parts, [key]);
  const found = await transact(parts.own, (ctx) => checkSecond(parts, ctx, staff, given));
  if (!found) {
    await refuse(parts, staff, 'second-factor');
    throw new Problem('wrong-code', [given.code === undefined ? 'recoveryCode' : 'code']);
  }
  await forgiveAttempt(parts, [key]);
  await remove(parts.own, staffStep, { token_hash: hashToken(token) });
  expireCookie(reply, OFFICE_STEP_COOKIE);
  giveCookie(reply, OFFICE_COOKIE, await begin(parts, found, request));
}

/** The step under way in this browser. Every look is a try; after five it is gone. */
async function tryStep(ctx: Ctx, token: string): Promise<string | undefined> {
  const key = { token_hash: hashToken(token) };
  const [row] = await read(ctx, 'security', staffStep, ['staff_id', 'tries', 'expires_at'], {
    where: key,
    forUpdate: true,
  });
  if (!row) return undefined;
  if (Date.parse(row.expires_at) <= ctx.db.clock.now() || row.tries >= STEP_TRIES) {
    await remove(ctx, staffStep, key);
    return undefined;
  }
  await update(ctx, staffStep, { tries: row.tries + 1 }, key);
  return row.staff_id;
}

async function checkSecond(
  parts: Parts,
  ctx: Ctx,
  staff: string,
  given: { readonly code?: string; readonly recoveryCode?: string },
): Promise<StaffAccount | undefined> {
  const found = await staffById(ctx, staff, 'lock');
  if (!found?.active || !found.totpOn) return undefined;
  const right =
    given.code === undefined
      ? given.recoveryCode !== undefined && (await useRecoveryCode(parts, ctx, staff, given.recoveryCode))
      : await useCode(ctx, found, given.code);
  return right ? found : undefined;
}

/** Checks a code and uses it up: a step works once. */
export async function useCode(ctx: Ctx, found: StaffAccount, code: string): Promise<boolean> {
  if (found.totp === null) return false;
  const step = await timeStepOf(found.totp, code, found.totpStep, ctx.db.clock.now());
  if (step === undefined) return false;
  await update(ctx, staffAccount, { totp_step: step }, { staff_id: found.id });
  return true;
}

async function useRecoveryCode(parts: Parts, ctx: Ctx, staff: string, code: string): Promise<boolean> {
  const where = { staff_id: staff, code_hash: await recoveryHash(parts, staff, code) };
  return (await remove(ctx, staffRecoveryCode, where)) === 1;
}

/** Fifty bits could be searched through; the key of this hash lies outside the database. */
export function recoveryHash(parts: Pick<Parts, 'db'>, staff: string, code: string): Promise<Buffer> {
  return parts.db.sealer.blindIndex('staff.recovery_code', `${staff}\0${readRecoveryCode(code)}`);
}

function refuse(parts: Parts, staff: string | undefined, step: string): Promise<void> {
  return transact(parts.own, (ctx) =>
    note(ctx, 'refused', staff ?? '', { step, app: 'office' }, { actor: { kind: 'visitor' } }),
  );
}

export async function sweepSteps(parts: Parts): Promise<void> {
  await remove(parts.own, staffStep, { expires_at: { below: at(parts.db.clock.now()) } });
}
