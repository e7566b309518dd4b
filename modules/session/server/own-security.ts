import { personById } from '#modules/customers';
import { read, transact, update } from '#platform/db';
import { Problem } from '#platform/problem';
import type { SecurityView, SessionView } from '../contract.ts';
import { account, passkey, session } from '../data-map.ts';
import { accountOf, note } from './account.ts';
import { forgiveAttempt, takeAttempt, type Key } from './attempts.ts';
import { removeSessions } from './end.ts';
import type { Live } from './live.ts';
import { sendNotice } from './notice.ts';
import { as, at, whose, type Parts, type PersonActor } from './parts.ts';
import { assertStrong, hashPassword, verifyPassword } from './password.ts';
import { dropSteps } from './step.ts';
import { codesLeft } from './totp.ts';
import { liveKids } from './vault-key.ts';

/** Who is signed in, for how long, and which keys live. */
export async function sessionView(parts: Parts, { actor, expiresAt }: Live): Promise<SessionView> {
  const ctx = as(parts, actor);
  const [who, found, kids] = await Promise.all([
    personById(ctx, actor),
    accountOf(ctx, actor),
    liveKids(parts, actor),
  ]);
  return {
    user: { id: actor.person, userId: found?.userId ?? '', name: who?.name ?? '', roles: [...actor.roles] },
    controller: { name: parts.config.controller.name },
    idleMs: parts.config.idleMs,
    now: at(ctx.db.clock.now()),
    absoluteExpiry: at(expiresAt),
    kids,
  };
}

/** Everything a person can see and change about how they sign in. No token, hash or secret is in it. */
export async function securityView(parts: Parts, actor: PersonActor): Promise<SecurityView> {
  const ctx = as(parts, actor);
  const found = await accountOf(ctx, actor);
  if (!found) throw new Problem('not-signed-in');
  const keys = await read(ctx, 'security', passkey, ['passkey_id', 'label', 'created_at', 'used_at'], {
    where: whose(actor),
    order: [['created_at', 'asc']],
  });
  const sessions = await read(
    ctx,
    'security',
    session,
    ['session_id', 'device', 'way', 'created_at', 'seen_at'],
    { where: whose(actor), order: [['seen_at', 'desc']] },
  );
  return {
    userId: found.userId,
    passwordChangedAt: found.passwordChangedAt,
    totp: found.totpOn,
    recoveryCodesLeft: await codesLeft(ctx, actor),
    passkeys: keys.map((row) => ({
      id: row.passkey_id,
      label: row.label ?? '',
      createdAt: row.created_at,
      usedAt: row.used_at,
    })),
    sessions: sessions.map((row) => ({
      id: row.session_id,
      device: row.device,
      way: row.way,
      createdAt: row.created_at,
      seenAt: row.seen_at,
      current: row.session_id === actor.session,
    })),
  };
}

/** Asks for the password again before something that must not happen at an unlocked screen. @throws Problem wrong-credentials, too-many */
export async function provePassword(parts: Parts, actor: PersonActor, password: string): Promise<void> {
  const key: Key = ['password', `${actor.customer} ${actor.person}`];
  await takeAttempt(parts, [key]);
  const found = await accountOf(as(parts, actor), actor);
  if (!(await verifyPassword(found?.password, password))) {
    await transact(as(parts, actor), (ctx) => note(ctx, 'refused', actor, { step: 'password-again' }));
    throw new Problem('wrong-credentials', ['password']);
  }
  await forgiveAttempt(parts, [key]);
}

/** Sets a new password; every other session ends (promise mail.11). @throws Problem wrong-credentials, weak-password, too-many */
export async function changePassword(
  parts: Parts,
  actor: PersonActor,
  given: { current: string; next: string },
): Promise<void> {
  await provePassword(parts, actor, given.current);
  const hashed = await hashPassword(given.next);
  const ended = await transact(as(parts, actor), async (ctx) => {
    const found = await accountOf(ctx, actor, { lock: true });
    assertStrong(given.next, found?.userId ?? '');
    await update(
      ctx,
      account,
      { password: hashed, password_changed_at: at(parts.db.clock.now()) },
      whose(actor),
    );
    await dropSteps(ctx, actor);
    await note(ctx, 'password-changed', actor, { by: 'person' });
    await sendNotice(parts, ctx, actor, 'password-changed');
    return removeSessions(ctx, whose(actor), 'password-changed', actor.session);
  });
  parts.ended.tell(ended);
}
