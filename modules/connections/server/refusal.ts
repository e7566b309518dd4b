import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';

/** Why the provider did not do what it was asked, in the few kinds that make a difference to the person. */
export type Refusal =
  | { readonly kind: 'pending-admin' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'blocked' }
  | { readonly kind: 'revoked' }
  | { readonly kind: 'claims'; readonly claims: string | null }
  | { readonly kind: 'mismatch' }
  | { readonly kind: 'provider-down' };

export interface Explained {
  readonly refusal: Refusal;
  /** For the log: the provider’s code and AADSTS number, never its text, which quotes accounts and addresses. */
  readonly code: string;
  readonly reason: string;
}

/** Consent that only an administrator can give (Entra authentication error codes). 90095: the person has already asked through Microsoft’s own form. */
const ADMIN = new Set([65001, 65005, 90093, 90094, 90095, 90099, 7000112, 700016]);
/** Sign-in rules of the organisation that no consent changes: not assigned to the app, blocked by conditional access, foreign tenant. */
const BLOCKED = new Set([
  50020, 50105, 53000, 53001, 53002, 53003, 53004, 530002, 530003, 530032, 530035, 50197,
]);
/** The person pressed «Cancel». */
const DECLINED = new Set([65004]);
/** Another sign-in can meet it: second factor, its registration, an outside check. */
const CLAIMS = new Set([50072, 50074, 50076, 50078, 50079, 50158]);
/** The grant is gone whatever is tried: by age, by disuse, by revocation, by sign-in frequency, or with the account. */
const GONE = new Set([50034, 50057, 50089, 50125, 50133, 50173, 70000, 70008, 70043, 135010, 700082, 700084]);

/** Puts an OAuth error (RFC 6749 §4.1.2.1 and §5.2, with Entra’s numbers) into one of the kinds. `at`: which answer it came in. */
export function classify(
  error: string,
  description: string,
  claims: unknown,
  at: 'authorize' | 'token',
): Refusal {
  const numbers = [...description.matchAll(/AADSTS(\d{4,7})/g)].map((match) => Number(match[1]));
  const any = (set: ReadonlySet<number>): boolean => numbers.some((number) => set.has(number));
  if (error === 'temporarily_unavailable' || error === 'server_error') return { kind: 'provider-down' };
  if (any(DECLINED)) return { kind: 'refused' };
  if (any(ADMIN) || error === 'consent_required') return { kind: 'pending-admin' };
  if (any(BLOCKED) && typeof claims !== 'string') return { kind: 'blocked' };
  if (typeof claims === 'string') return { kind: 'claims', claims: readClaims(claims) };
  if (any(GONE)) return { kind: 'revoked' };
  if (error === 'interaction_required' || error === 'login_required') return { kind: 'claims', claims: null };
  if (any(CLAIMS)) return { kind: 'claims', claims: null };
  if (error === 'invalid_grant') return { kind: 'revoked' };
  if (error === 'access_denied') return { kind: at === 'authorize' ? 'refused' : 'revoked' };
  return { kind: 'provider-down' };
}

/** What openid-client threw, as a kind and two words for the log. Anything unknown is the provider’s trouble, never the person’s fault. */
export function explain(thrown: unknown): Explained {
  if (thrown instanceof ResponseBodyError || thrown instanceof AuthorizationResponseError) {
    const at = thrown instanceof ResponseBodyError ? 'token' : 'authorize';
    const claims =
      thrown instanceof ResponseBodyError
        ? (thrown.cause as Readonly<Record<string, unknown>>)['claims']
        : undefined;
    const description = thrown.error_description ?? '';
    const unavailable = thrown instanceof ResponseBodyError && thrown.status >= 500;
    return {
      refusal: unavailable ? { kind: 'provider-down' } : classify(thrown.error, description, claims, at),
      code: /^[a-z_]{1,40}$/.test(thrown.error) ? thrown.error : 'unknown',
      reason: /AADSTS\d{4,7}/.exec(description)?.[0] ?? 'none',
    };
  }
  const code = thrown instanceof Error ? String(Reflect.get(thrown, 'code') ?? thrown.name) : 'unknown';
  const forged =
    thrown instanceof ClientError &&
    [
      'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
      'OAUTH_INVALID_RESPONSE',
      'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
      'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
    ].includes(code);
  return {
    refusal: { kind: forged ? 'mismatch' : 'provider-down' },
    code: /^[A-Za-z_-]{1,60}$/.test(code) ? code : 'unknown',
    reason: 'none',
  };
}

/**
 * A claims request (OpenID Connect Core §5.5) from a token answer, or from a resource’s challenge where it stands in base64. It goes
 * back to the provider and nowhere else.
 * @returns it as JSON, or null when it is not one.
 */
export function readClaims(text: unknown): string | null {
  if (typeof text !== 'string' || text.length > 4096) return null;
  for (const candidate of [text, Buffer.from(text, 'base64').toString('utf8')]) {
    try {
      const parsed: unknown = JSON.parse(candidate);
      if (
        typeof parsed === 'object' &&
        parsed !== null &&
        !Array.isArray(parsed) &&
        Object.keys(parsed).every((key) => key === 'access_token' || key === 'id_token' || key === 'userinfo')
      )
        return JSON.stringify(parsed);
    } catch {
      continue;
    }
  }
  return null;
}
