import { randomBytes } from 'node:crypto';
import { randomId } from '#platform/crypto';
import { insert, read, remove, transact } from '#platform/db';
import { Problem } from '#platform/problem';
import type { VaultKeyView } from '../contract.ts';
import { session, vaultSecret } from '../data-map.ts';
import { accountOf } from './account.ts';
import type { Live } from './live.ts';
import { as, whose, type Parts, type PersonActor, type Ref } from './parts.ts';

/**
 * The server's half of the key of one account's cache, made when first asked for. It lives as long as the session and is sealed at
 * rest; without the device's own salt it opens nothing (promise mail.9).
 * @throws Problem not-found (no account of the person's), second-factor-needed, session-gone
 */
export async function vaultKey(
  parts: Parts,
  live: Live,
  given: { account: string; category: string },
): Promise<VaultKeyView> {
  const { actor } = live;
  if (!(await parts.ownsAccount(actor, given.account))) throw new Problem('not-found');
  return transact(as(parts, actor), async (ctx) => {
    // Holds the session's row: a sign-out at this moment waits, and then takes the new secret with it.
    const [row] = await read(ctx, 'security', session, ['way'], {
      where: { ...whose(actor), session_id: actor.session },
      forUpdate: true,
    });
    if (!row) throw new Problem('session-gone');
    const found = await accountOf(ctx, actor);
    if (found?.totpOn !== false && row.way === 'password') throw new Problem('second-factor-needed');
    const place = {
      ...whose(actor),
      session_id: actor.session,
      account: given.account,
      category: given.category,
    };
    const [known] = await read(ctx, 'security', vaultSecret, ['kid', 'secret'], { where: place });
    if (known) return { kid: known.kid, secret: known.secret };
    const made = { kid: randomId(), secret: randomBytes(32).toString('base64url') };
    await insert(ctx, vaultSecret, { ...place, ...made });
    return made;
  });
}

/**
 * The keys of this session that were made before, by account: for an answer that nobody asked for, which makes nothing and names no
 * reason. Whether an account is the person's is the caller's to know.
 */
export async function knownVaultKeys(
  parts: Parts,
  { actor, way }: Live,
  category: string,
): Promise<ReadonlyMap<string, VaultKeyView>> {
  const ctx = as(parts, actor);
  const [found, rows] = await Promise.all([
    accountOf(ctx, actor),
    read(ctx, 'security', vaultSecret, ['account', 'kid', 'secret'], {
      where: { ...whose(actor), session_id: actor.session, category },
    }),
  ]);
  if (found?.totpOn !== false && way === 'password') return new Map();
  return new Map(rows.map(({ account, kid, secret }) => [account, { kid, secret }]));
}

/** Names of the keys that live in this session. What a browser holds under any other name is deleted at its start. */
export async function liveKids(parts: Parts, actor: PersonActor): Promise<string[]> {
  const rows = await read(as(parts, actor), 'security', vaultSecret, ['kid'], {
    where: { ...whose(actor), session_id: actor.session },
  });
  return rows.map(({ kid }) => kid);
}

/** Destroys the keys of one account in every session of the person: it was disconnected (promise mail.10). */
export async function forgetAccount(parts: Parts, ref: Ref, account: string): Promise<number> {
  return remove(parts.own, vaultSecret, { ...whose(ref), account });
}
