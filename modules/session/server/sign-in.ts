import type { FastifyReply, FastifyRequest } from 'fastify';
import { transact } from '#platform/db';
import { Problem } from '#platform/problem';
import type { Next } from '../contract.ts';
import { accountOf, findByUserId, note, readUserId } from './account.ts';
import { forgiveAttempt, takeAttempt, type Key } from './attempts.ts';
import { begin } from './live.ts';
import { sendNotice } from './notice.ts';
import type { Parts, Ref } from './parts.ts';
import { verifyPassword } from './password.ts';
import { beginStep, endStep, tryStep } from './step.ts';
import { giveCookie, SESSION_COOKIE } from './token.ts';
import { useCode, useRecoveryCode } from './totp.ts';

/**
 * First step: user id and password. A user who does not exist, one who is closed and one whose password is wrong get the same answer,
 * after the same work (promises customer.6, protection.1). @throws Problem wrong-credentials, too-many
 */
export async function signIn(
  parts: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
  given: { userId: string; password: string },
): Promise<Next> {
  const keys: Key[] = [
    ['user', readUserId(given.userId)],
    ['address', request.ip],
  ];
  await takeAttempt(parts, keys);
  const found = await findByUserId(parts, given.userId);
  const right = await verifyPassword(found?.password, given.password);
  if (!right || !found?.active) {
    await transact(parts.own, (ctx) =>
      note(ctx, 'refused', found, { step: 'password' }, { kind: 'visitor' }),
    );
    throw new Problem('wrong-credentials');
  }
  await forgiveAttempt(parts, keys);
  if (found.totpOn) {
    await beginStep(parts, reply, 'second-factor', { ref: found });
    return { next: 'second-factor' };
  }
  giveCookie(reply, SESSION_COOKIE, await begin(parts, found, 'password', request));
  return { next: 'done' };
}

/** Second step: a code from the authenticator, or one of the ten kept for when it is lost. @throws Problem wrong-code, session-gone (begin again), too-many */
export async function secondFactor(
  parts: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
  given: { code?: string; recoveryCode?: string },
): Promise<Next> {
  // The try is counted in a transaction of its own: a refusal must not roll it back.
  const step = await transact(parts.own, (ctx) => tryStep(parts, ctx, request, 'second-factor'));
  if (!step?.ref) throw new Problem('session-gone');
  const { ref } = step;
  const key: Key = ['code', `${ref.customer} ${ref.person}`];
  await takeAttempt(parts, [key]);
  const right = await checkSecond(parts, ref, given);
  if (!right) {
    await transact(parts.own, (ctx) =>
      note(ctx, 'refused', ref, { step: 'second-factor' }, { kind: 'visitor' }),
    );
    throw new Problem('wrong-code', [given.code === undefined ? 'recoveryCode' : 'code']);
  }
  await forgiveAttempt(parts, [key]);
  await endStep(parts.own, request, reply);
  giveCookie(reply, SESSION_COOKIE, await begin(parts, ref, 'second-factor', request));
  return { next: 'done' };
}

function checkSecond(
  parts: Parts,
  ref: Ref,
  given: { code?: string; recoveryCode?: string },
): Promise<boolean> {
  return transact(parts.own, async (ctx) => {
    const found = await accountOf(ctx, ref, { lock: true });
    if (!found?.active || !found.totpOn) return false;
    if (given.code !== undefined) return useCode(ctx, found, given.code);
    if (given.recoveryCode === undefined || !(await useRecoveryCode(parts, ctx, ref, given.recoveryCode)))
      return false;
    await sendNotice(parts, ctx, ref, 'code-used');
    return true;
  });
}
