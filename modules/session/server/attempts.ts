import { insert, read, remove, transact, update, type Ctx } from '#platform/db';
import { Problem } from '#platform/problem';
import { attempt } from '../data-map.ts';
import { at, type Parts } from './parts.ts';

/** What is counted. An address may be a whole office's, so it is given more. */
const FREE = { user: 5, code: 5, password: 5, reset: 3, address: 40 } as const;
export type Counted = keyof typeof FREE;
export type Key = readonly [kind: Counted, text: string];
/** What counting needs: the office counts in the same table, under names of its own. */
export type Counting = Pick<Parts, 'db' | 'own'>;

const FIRST_WAIT = 2_000;
const LONGEST_WAIT = 15 * 60_000;
const FORGOTTEN_AFTER = 24 * 3_600_000;

/** Milliseconds until the next attempt is looked at, after so many failures: 2, 4, 8 … seconds, at most 15 minutes. Nobody is locked out for good. */
export const waitAfter = (kind: Counted, failed: number): number =>
  failed < FREE[kind] ? 0 : Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (failed - FREE[kind]));

/**
 * Takes one attempt before it is looked at, so that many at once can't share one. What is counted is what was typed, whether or not
 * such a user exists: a lock tells nothing (promise protection.1).
 * @throws Problem too-many
 */
export async function takeAttempt(parts: Counting, keys: readonly Key[]): Promise<void> {
  const now = parts.db.clock.now();
  await transact(parts.own, async (ctx) => {
    for (const [kind, text] of keys) {
      const key = { key_hash: await keyHash(parts, kind, text) };
      await insert(
        ctx,
        attempt,
        { ...key, failed: 0, last_at: at(now), until: at(now) },
        { onConflict: 'ignore' },
      );
      const [row] = await read(ctx, 'security', attempt, ['failed', 'last_at', 'until'], {
        where: key,
        forUpdate: true,
      });
      if (row && Date.parse(row.until) > now) throw new Problem('too-many');
      const before = row && now - Date.parse(row.last_at) < FORGOTTEN_AFTER ? row.failed : 0;
      await update(
        ctx,
        attempt,
        { failed: before + 1, last_at: at(now), until: at(now + waitAfter(kind, before + 1)) },
        key,
      );
    }
  });
}

/** It was right after all: the count of what was typed starts over, the address gets its attempt back. */
export async function forgiveAttempt(parts: Counting, keys: readonly Key[]): Promise<void> {
  for (const [kind, text] of keys) {
    const key = { key_hash: await keyHash(parts, kind, text) };
    if (kind !== 'address') await remove(parts.own, attempt, key);
    else
      await transact(parts.own, async (ctx) => {
        const [row] = await read(ctx, 'security', attempt, ['failed'], { where: key, forUpdate: true });
        if (row)
          await update(
            ctx,
            attempt,
            { failed: Math.max(0, row.failed - 1), until: at(parts.db.clock.now()) },
            key,
          );
      });
  }
}

export async function sweepAttempts(ctx: Ctx): Promise<void> {
  await remove(ctx, attempt, { last_at: { below: at(ctx.db.clock.now() - FORGOTTEN_AFTER) } });
}

/** Keyed outside the database: neither an address nor a user id can be read from the table. */
function keyHash(parts: Counting, kind: Counted, text: string): Promise<Buffer> {
  return parts.db.sealer.blindIndex(`session.attempt.${kind}`, text.trim().toLowerCase());
}
