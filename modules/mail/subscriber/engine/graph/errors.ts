import { trouble } from '../port/answers.ts';
import type { Trouble } from '../port/provider.ts';

const asRecord = (value: unknown): Record<string, unknown> | null =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;

/** All codes of an error body, outermost first: branch on these, never on the message (Graph documentation, «errors»). */
export function codesOf(body: unknown): readonly string[] {
  const codes: string[] = [];
  let at = asRecord(asRecord(body)?.['error']);
  for (let depth = 0; at && depth < 10; depth += 1) {
    const code = at['code'];
    if (typeof code === 'string') codes.push(code);
    at = asRecord(at['innerError'] ?? at['innererror']);
  }
  return codes;
}

/** The claims of a conditional-access challenge, from WWW-Authenticate (base64 JSON or plain), or null. */
export function claimsOf(headers: Readonly<Record<string, string>>): string | null {
  const challenge = header(headers, 'www-authenticate');
  if (!challenge) return null;
  const found = /claims="([^"]+)"/i.exec(challenge);
  return found?.[1] ?? null;
}

export function header(headers: Readonly<Record<string, string>>, name: string): string | null {
  for (const [key, value] of Object.entries(headers)) if (key.toLowerCase() === name) return value;
  return null;
}

/** Retry-After in ms: seconds or an HTTP date (RFC 9110 §10.2.3); undefined when absent or nonsense. */
export function waitOf(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  const raw = header(headers, 'retry-after');
  if (raw === null) return undefined;
  const seconds = Number(raw);
  if (Number.isFinite(seconds)) return Math.min(Math.max(seconds, 0), 600) * 1000;
  const at = Date.parse(raw);
  return Number.isNaN(at) ? undefined : Math.min(Math.max(at - now, 0), 600_000);
}

const RESET = new Set([
  'syncStateNotFound',
  'resyncRequired',
  'SyncStateNotFound',
  'ResyncRequired',
  'SyncStateInvalid',
]);
const COMPLEX = new Set(['InefficientFilter', 'ErrorRestrictionTooComplex']);

/** One closed reason for any answer that is not a success. */
export function classify(status: number, body: unknown, waitMs: number | undefined): Trouble {
  const codes = codesOf(body);
  const code = codes[0] ?? String(status);
  if (status === 410 || (status >= 400 && status < 500 && codes.some((c) => RESET.has(c))))
    return trouble('reset', code);
  if (codes.some((c) => COMPLEX.has(c))) return trouble('too-complex', code);
  if (codes.includes('insufficient_claims')) return trouble('claims', code);
  if (status === 401) return trouble('signed-out', code);
  if (status === 403) return trouble('forbidden', code);
  if (status === 404 || codes.includes('itemNotFound') || codes.includes('ErrorItemNotFound'))
    return trouble('gone', code);
  if (status === 409 || status === 412) return trouble('conflict', code);
  if (status === 413) return trouble('too-large', code);
  if (status === 429) return trouble('throttled', code, waitMs);
  if (status === 424) return trouble('unavailable', code);
  if (status === 507 || codes.includes('quotaLimitReached')) return trouble('refused', code);
  if (status >= 500) return trouble('unavailable', code, waitMs);
  return trouble('refused', code);
}
