import type { FastifyRequest } from 'fastify';
import { deviceOf, hashToken, newToken, readCookie } from '#modules/session';
import { randomId } from '#platform/crypto';
import { insert, read, remove, transact, update } from '#platform/db';
import { Problem } from '#platform/problem';
import { staffSession, type StaffSessionRow } from '../data-map.ts';
import { note, staffById, type StaffAccount } from './account.ts';
import { at, type Parts, type StaffActor } from './parts.ts';

/** The office's own names: a person's session and a colleague's never meet, also where the apps share a domain. */
export const OFFICE_COOKIE = '__Host-telink-office';
export const OFFICE_STEP_COOKIE = '__Host-telink-office-step';

export interface Live {
  readonly actor: StaffActor;
  readonly account: StaffAccount;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** Begins a session, after the last step of signing in. @returns the cookie's token. */
export async function begin(parts: Parts, account: StaffAccount, request: FastifyRequest): Promise<string> {
  const token = newToken();
  const now = parts.db.clock.now();
  const before = readCookie(request, OFFICE_COOKIE);
  await transact(parts.own, async (ctx) => {
    // A new token at every sign-in, and the old one dies (OWASP, session fixation).
    if (before !== undefined) await remove(ctx, staffSession, { token_hash: hashToken(before) });
    await insert(ctx, staffSession, {
      session_id: randomId(),
      staff_id: account.id,
      token_hash: hashToken(token),
      device: deviceOf(request.headers['user-agent']),
      created_at: at(now),
      seen_at: at(now),
      expires_at: at(now + parts.config.absoluteMs),
    });
    await note(ctx, 'sign-in', account.id, { way: 'second-factor', app: 'office' });
  });
  return token;
}

/** One look for one request, however often it is asked. */
const looked = new WeakMap<FastifyRequest, Promise<Live | undefined>>();

/** Who is behind a request, with the roles they have now; both clocks and the account are checked. */
export function current(parts: Parts, request: FastifyRequest): Promise<Live | undefined> {
  const known = looked.get(request);
  if (known) return known;
  const token = readCookie(request, OFFICE_COOKIE);
  const found =
    token === undefined
      ? Promise.resolve(undefined)
      : look(parts, token, request.headers['x-telink-background'] === '1');
  looked.set(request, found);
  return found;
}

/** @throws Problem not-signed-in */
export async function requireLive(parts: Parts, request: FastifyRequest): Promise<Live> {
  const live = await current(parts, request);
  if (!live) throw new Problem('not-signed-in');
  return live;
}

async function look(parts: Parts, token: string, quiet: boolean): Promise<Live | undefined> {
  const [row] = await read(
    parts.own,
    'security',
    staffSession,
    ['session_id', 'staff_id', 'seen_at', 'expires_at'],
    { where: { token_hash: hashToken(token) } },
  );
  if (!row) return undefined;
  const account = await staffById(parts.own, row.staff_id);
  const now = parts.db.clock.now();
  const reason =
    now >= Date.parse(row.expires_at)
      ? 'expired'
      : now - Date.parse(row.seen_at) >= parts.config.idleMs
        ? 'idle'
        : account?.active === true
          ? undefined
          : 'disabled';
  if (reason !== undefined || !account) {
    await endSession(parts, row, reason ?? 'disabled');
    return undefined;
  }
  // Written at most every thirty seconds, or every tenth of a shorter idle time.
  if (!quiet && now - Date.parse(row.seen_at) >= Math.min(30_000, parts.config.idleMs / 10))
    await update(parts.own, staffSession, { seen_at: at(now) }, { session_id: row.session_id });
  return {
    actor: { kind: 'staff', staff: account.id, roles: account.roles, session: row.session_id },
    account,
    expiresAt: Date.parse(row.expires_at),
  };
}

/** Ends one session. */
export async function endSession(
  parts: Parts,
  row: Pick<StaffSessionRow, 'session_id' | 'staff_id'>,
  reason: string,
): Promise<void> {
  await transact(parts.own, async (ctx) => {
    if ((await remove(ctx, staffSession, { session_id: row.session_id, staff_id: row.staff_id })) === 0)
      return;
    await note(ctx, reason === 'sign-out' ? 'sign-out' : 'session-ended', row.staff_id, {
      reason,
      app: 'office',
    });
  });
}

/** Ends what is overdue by either clock. */
export async function endOverdue(parts: Parts): Promise<void> {
  const now = parts.db.clock.now();
  const overdue = async (
    where: { expires_at: { below: string } } | { seen_at: { below: string } },
    reason: string,
  ) => {
    const rows = await read(parts.own, 'security', staffSession, ['session_id', 'staff_id'], { where });
    for (const row of rows) await endSession(parts, row, reason);
  };
  await overdue({ expires_at: { below: at(now + 1) } }, 'expired');
  await overdue({ seen_at: { below: at(now - parts.config.idleMs + 1) } }, 'idle');
}
