import { insert, read, remove, transact, update, type Ctx } from '#platform/db';
import { Problem } from '#platform/problem';
import { account, recoveryCode, session } from '../data-map.ts';
import { accountOf, note, type Account } from './account.ts';
import { removeSessions } from './end.ts';
import { sendNotice } from './notice.ts';
import {
  newRecoveryCodes,
  newTotpSecret,
  otpauthUri,
  readRecoveryCode,
  timeStepOf,
} from './one-time-code.ts';
import { as, at, whose, type Parts, type PersonActor, type Ref } from './parts.ts';

/**
 * Checks a code and uses it up: a step works once.
 * @returns whether it was right. Runs in the caller's transaction, which holds the account.
 */
export async function useCode(ctx: Ctx, found: Account, code: string): Promise<boolean> {
  if (found.totp === null) return false;
  const step = await timeStepOf(found.totp, code, found.totpStep, ctx.db.clock.now());
  if (step === undefined) return false;
  await update(ctx, account, { totp_step: step }, whose(found));
  return true;
}

/** A secret that counts for nothing until a code from it has been shown. */
export async function beginTotp(parts: Parts, actor: PersonActor): Promise<{ uri: string; secret: string }> {
  const ctx = as(parts, actor);
  const secret = newTotpSecret();
  const userId = await transact(ctx, async (inner) => {
    const found = await accountOf(inner, actor, { lock: true });
    if (!found || found.totpOn) throw new Problem('conflict');
    await update(inner, account, { totp: secret, totp_confirmed_at: null, totp_step: 0 }, whose(actor));
    return found.userId;
  });
  return { secret, uri: otpauthUri(`Telink ${parts.config.controller.name}`, userId, secret) };
}

/** Turns the second factor on. Sessions begun without one end. @returns the recovery codes, for the only time. @throws Problem wrong-code, conflict */
export async function confirmTotp(parts: Parts, actor: PersonActor, code: string): Promise<string[]> {
  const { codes, ended } = await transact(as(parts, actor), async (ctx) => {
    const found = await accountOf(ctx, actor, { lock: true });
    if (!found || found.totp === null || found.totpOn) throw new Problem('conflict');
    if (!(await useCode(ctx, found, code))) throw new Problem('wrong-code', ['code']);
    await update(ctx, account, { totp_confirmed_at: at(parts.db.clock.now()) }, whose(actor));
    await update(ctx, session, { way: 'second-factor' }, { ...whose(actor), session_id: actor.session });
    await note(ctx, 'factor-changed', actor, { factor: 'totp', change: 'on' });
    await sendNotice(parts, ctx, actor, 'totp-on');
    return {
      codes: await newCodes(parts, ctx, actor),
      ended: await removeSessions(
        ctx,
        { ...whose(actor), way: 'password' },
        'second-factor-on',
        actor.session,
      ),
    };
  });
  parts.ended.tell(ended);
  return codes;
}

export async function endTotp(parts: Parts, actor: PersonActor): Promise<void> {
  await transact(as(parts, actor), async (ctx) => {
    const found = await accountOf(ctx, actor, { lock: true });
    if (!found?.totpOn) throw new Problem('conflict');
    await update(ctx, account, { totp: null, totp_confirmed_at: null }, whose(actor));
    await remove(ctx, recoveryCode, whose(actor));
    await note(ctx, 'factor-changed', actor, { factor: 'totp', change: 'off' });
    await sendNotice(parts, ctx, actor, 'totp-off');
  });
}

/** Ten new codes; the old ones stop working. Only when the second factor is on. */
export async function renewCodes(parts: Parts, actor: PersonActor): Promise<string[]> {
  return transact(as(parts, actor), async (ctx) => {
    const found = await accountOf(ctx, actor, { lock: true });
    if (!found?.totpOn) throw new Problem('conflict');
    await note(ctx, 'factor-changed', actor, { factor: 'recovery-codes', change: 'renewed' });
    await sendNotice(parts, ctx, actor, 'codes-renewed');
    return newCodes(parts, ctx, actor);
  });
}

/** Uses a recovery code up. @returns whether it was one. */
export async function useRecoveryCode(parts: Parts, ctx: Ctx, ref: Ref, code: string): Promise<boolean> {
  return (
    (await remove(ctx, recoveryCode, { ...whose(ref), code_hash: await codeHash(parts, ref, code) })) === 1
  );
}

export async function codesLeft(ctx: Ctx, ref: Ref): Promise<number> {
  return (await read(ctx, 'security', recoveryCode, ['code_hash'], { where: whose(ref) })).length;
}

async function newCodes(parts: Parts, ctx: Ctx, ref: Ref): Promise<string[]> {
  await remove(ctx, recoveryCode, whose(ref));
  const codes = newRecoveryCodes();
  for (const code of codes)
    await insert(ctx, recoveryCode, { ...whose(ref), code_hash: await codeHash(parts, ref, code) });
  return codes;
}

/** Fifty bits could be searched through; the key of this hash lies outside the database. */
function codeHash(parts: Parts, ref: Ref, code: string): Promise<Buffer> {
  return parts.db.sealer.blindIndex(
    'session.recovery_code',
    `${ref.customer}\0${ref.person}\0${readRecoveryCode(code)}`,
  );
}
