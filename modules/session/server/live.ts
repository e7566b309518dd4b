import type { FastifyRequest } from 'fastify';
import { rolesOf } from '#modules/customers';
import { randomId } from '#platform/crypto';
import { insert, read, transact, update } from '#platform/db';
import { Problem } from '#platform/problem';
import { session, type SessionRow } from '../data-map.ts';
import { isActive, note } from './account.ts';
import { deviceOf } from './device.ts';
import { endSessions } from './end.ts';
import { at, type Parts, type PersonActor, type Ref } from './parts.ts';
import { hashToken, newToken, readCookie, SESSION_COOKIE } from './token.ts';

export interface Live {
  readonly actor: PersonActor;
  readonly way: SessionRow['way'];
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** Begins a session. No session exists before the last step of signing in. @returns the cookie's token. */
export async function begin(
  parts: Parts,
  ref: Ref,
  way: SessionRow['way'],
  request: FastifyRequest,
): Promise<string> {
  const token = newToken();
  const now = parts.db.clock.now();
  const sessionId = randomId();
  const before = readCookie(request, SESSION_COOKIE);
  // A new token at every sign-in, and the old one dies: nothing that was fixed in a browser beforehand lives on (OWASP, session fixation).
  if (before !== undefined)
    await endSessions(parts, parts.own, { token_hash: hashToken(before) }, 'replaced');
  await transact(parts.own, async (ctx) => {
    await insert(ctx, session, {
      customer_id: ref.customer,
      session_id: sessionId,
      person_id: ref.person,
      token_hash: hashToken(token),
      way,
      device: deviceOf(request.headers['user-agent']),
      created_at: at(now),
      seen_at: at(now),
      expires_at: at(now + parts.config.absoluteMs),
    });
    await note(ctx, 'sign-in', ref, { way });
  });
  return token;
}

const COLUMNS = ['customer_id', 'session_id', 'person_id', 'way', 'seen_at', 'expires_at'] as const;
type Row = Pick<SessionRow, (typeof COLUMNS)[number]>;

/** One look for one request, however often it is asked. */
const looked = new WeakMap<FastifyRequest, Promise<Live | undefined>>();

export function current(parts: Parts, request: FastifyRequest): Promise<Live | undefined> {
  const known = looked.get(request);
  if (known) return known;
  const token = readCookie(request, SESSION_COOKIE);
  const found =
    token === undefined
      ? Promise.resolve(undefined)
      : look(
          parts,
          { token_hash: hashToken(token) },
          request.headers['x-telink-background'] === '1' || request.method === 'GET',
        );
  looked.set(request, found);
  return found;
}

/** @throws Problem not-signed-in */
export async function requireLive(parts: Parts, request: FastifyRequest): Promise<Live> {
  const live = await current(parts, request);
  if (!live) throw new Problem('not-signed-in');
  return live;
}

/** Whether a session still is: for what stays open longer than a request. Does not count as use. */
export async function stillLives(parts: Parts, actor: PersonActor): Promise<boolean> {
  return (await look(parts, { customer_id: actor.customer, session_id: actor.session }, true)) !== undefined;
}

/**
 * Checks everything at every request: both clocks, the account and the roles as they are now. What is overdue is ended here, not left
 * for the sweep. What a person does counts as use; what the page does by itself (reads, and writes that say so) does not.
 */
async function look(
  parts: Parts,
  where: Partial<Pick<SessionRow, 'token_hash' | 'customer_id' | 'session_id'>>,
  quiet: boolean,
): Promise<Live | undefined> {
  const [row] = await read(parts.own, 'security', session, COLUMNS, { where });
  if (!row) return undefined;
  const ref = { customer: row.customer_id, person: row.person_id };
  const overdue = overdueBy(parts, row);
  const [active, roles] = overdue
    ? [false, []]
    : await Promise.all([isActive(parts.own, ref), rolesOf(parts.own, ref)]);
  const reason = overdue ?? (active ? undefined : 'disabled');
  if (reason !== undefined) {
    await endSessions(parts, parts.own, { customer_id: row.customer_id, session_id: row.session_id }, reason);
    return undefined;
  }
  if (!quiet) await touch(parts, row);
  return {
    actor: { kind: 'person', ...ref, roles, session: row.session_id },
    way: row.way,
    expiresAt: Date.parse(row.expires_at),
  };
}

function overdueBy(parts: Parts, row: Row): 'expired' | 'idle' | undefined {
  const now = parts.db.clock.now();
  if (now >= Date.parse(row.expires_at)) return 'expired';
  return now - Date.parse(row.seen_at) >= parts.config.idleMs ? 'idle' : undefined;
}

/** Written at most every thirty seconds, or every tenth of a shorter idle time. */
async function touch(parts: Parts, row: Row): Promise<void> {
  const now = parts.db.clock.now();
  if (now - Date.parse(row.seen_at) < Math.min(30_000, parts.config.idleMs / 10)) return;
  await update(
    parts.own,
    session,
    { seen_at: at(now) },
    { customer_id: row.customer_id, session_id: row.session_id },
  );
}
