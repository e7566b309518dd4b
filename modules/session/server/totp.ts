import { generateSecret, verify } from 'otplib';
import { randomInt } from 'node:crypto';
import { insert, read, remove, transact, update, type Ctx } from '#platform/db';
import { Problem } from '#platform/problem';
import { account, recoveryCode, session } from '../data-map.ts';
import { accountOf, note, type Account } from './account.ts';
import { removeSessions } from './end.ts';
import { sendNotice } from './notice.ts';
import { as, at, whose, type Parts, type PersonActor, type Ref } from './parts.ts';

const PERIOD = 30;
const CODES = 10;
const LETTERS = '23456789abcdefghjkmnpqrstuvwxyz';

/**
 * Checks a code (RFC 6238; one step to either side, for clocks that differ) and uses it up: a step works once.
 * @returns whether it was right. Runs in the caller's transaction, which holds the account.
 */
export async function useCode(ctx: Ctx, found: Account, code: string): Promise<boolean> {
  if (found.totp === null) return false;
  const epoch = Math.floor(ctx.db.clock.now() / 1000);
  // The library throws when the last step lies beyond what it could accept now, as when the product's clock was set back.
  const after = Math.min(found.totpStep, Math.floor(epoch / PERIOD) + 1);
  const result = await verify({
    secret: found.totp,
    token: code.replaceAll(' ', ''),
    epoch,
    epochTolerance: PERIOD,
    ...(after > 0 ? { afterTimeStep: after } : {}),
  });
  if (!result.valid || !('timeStep' in result)) return false;
  await update(ctx, account, { totp_step: result.timeStep }, whose(found));
  return true;
}

/** A secret that counts for nothing until a code from it has been shown. */
export async function beginTotp(parts: Parts, actor: PersonActor): Promise<{ uri: string; secret: string }> {
  const ctx = as(parts, actor);
  const secret = generateSecret();
  const userId = await transact(ctx, async (inner) => {
    const found = await accountOf(inner, actor, { lock: true });
    if (!found || found.totpOn) throw new Problem('conflict');
    await update(inner, account, { totp: secret, totp_confirmed_at: null, totp_step: 0 }, whose(actor));
    return found.userId;
  });
  // Built here: a library's label would show an internal address.
  const issuer = encodeURIComponent(`Telink ${parts.config.controller.name}`);
  return {
    secret,
    uri: `otpauth://totp/${issuer}:${encodeURIComponent(userId)}?secret=${secret}&issuer=${issuer}&algorithm=SHA1&digits=6&period=${PERIOD}`,
  };
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
  const codes = Array.from({ length: CODES }, newCode);
  for (const code of codes)
    await insert(ctx, recoveryCode, { ...whose(ref), code_hash: await codeHash(parts, ref, code) });
  return codes;
}

/** Ten of 31 letters, about 50 bits, written as two groups. */
function newCode(): string {
  const letters = Array.from({ length: 10 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return `${letters.slice(0, 5)}-${letters.slice(5)}`;
}

/** Fifty bits could be searched through; the key of this hash lies outside the database. */
function codeHash(parts: Parts, ref: Ref, code: string): Promise<Buffer> {
  return parts.db.sealer.blindIndex(
    'session.recovery_code',
    `${ref.customer}\0${ref.person}\0${code.toLowerCase().replace(/[^a-z0-9]/g, '')}`,
  );
}
