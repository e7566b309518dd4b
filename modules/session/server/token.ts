import { createHash, randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** `__Host-`: only this very host, only https (or localhost), whole site (RFC 6265bis §4.1.3.2). The names differ from the other apps'. */
export const SESSION_COOKIE = '__Host-telink';
export const STEP_COOKIE = '__Host-telink-step';
const ATTRIBUTES = 'Path=/; Secure; HttpOnly; SameSite=Lax';

/** 256 random bits: the cookie's value. Only its hash is stored, so that the table opens nothing. */
export const newToken = (): string => randomBytes(32).toString('base64url');
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();

export function readCookie(request: FastifyRequest, name: string): string | undefined {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const equals = part.indexOf('=');
    if (equals > 0 && part.slice(0, equals).trim() === name) {
      const value = part.slice(equals + 1).trim();
      return /^[A-Za-z0-9_-]{43}$/.test(value) ? value : undefined;
    }
  }
  return undefined;
}

/** No Max-Age: the browser forgets it when it closes; the server ends the session on its own clock whatever the browser does. */
export function giveCookie(reply: FastifyReply, name: string, token: string): void {
  reply.header('set-cookie', `${name}=${token}; ${ATTRIBUTES}`);
}

export function expireCookie(reply: FastifyReply, name: string): void {
  reply.header('set-cookie', `${name}=; ${ATTRIBUTES}; Max-Age=0`);
}

/**
 * What every way out answers with. Never "cookies": that clears the whole registrable domain, the shop's cart and a colleague's office
 * sign-in with it (measured); our own cookies are expired by name.
 */
export function leave(reply: FastifyReply): FastifyReply {
  expireCookie(reply, SESSION_COOKIE);
  expireCookie(reply, STEP_COOKIE);
  return reply.header('clear-site-data', '"cache", "storage"').header('cache-control', 'no-store');
}
