import * as client from 'openid-client';
import type { MicrosoftConfig } from '#platform/config';
import type { Log } from '#platform/log';
import type { Fetch } from './egress.ts';
import { explain, type Refusal } from './refusal.ts';

/** What the provider told of the account, from its signed ID token; nothing is fetched besides. */
export interface AccountFacts {
  /** Stable and never reused: tenant and object id where given (Entra), else issuer and subject. */
  readonly subject: string;
  readonly address: string;
  readonly name: string;
}

export interface Grant {
  readonly accessToken: string;
  readonly refreshToken: string | undefined;
  /** Seconds. */
  readonly expiresIn: number;
  readonly scopes: readonly string[];
}

export type Answer<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly refusal: Refusal };

export interface Journey {
  readonly scopes: readonly string[];
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly loginHint: string | null;
  readonly claims: string | null;
}

/** The authorization server as the slice uses it. Nothing is asked of it before the first of these calls. */
export interface Provider {
  authorizeUrl(journey: Journey): Promise<Answer<{ readonly url: string }>>;
  /** The code for tokens: state, nonce, PKCE, issuer and signature are checked (RFC 6749, 7636, 9207; OpenID Connect Core §3.1.3.7). */
  redeem(
    callback: URL,
    expected: {
      readonly state: string;
      readonly nonce: string;
      readonly verifier: string;
      readonly scopes: readonly string[];
    },
  ): Promise<Answer<{ readonly grant: Grant; readonly account: AccountFacts }>>;
  /** A token for those scopes alone (RFC 6749 §6 allows fewer than were consented to). */
  refresh(
    refreshToken: string,
    scopes: readonly string[],
    claims: string | null,
  ): Promise<Answer<{ readonly grant: Grant }>>;
  /** The link an administrator follows to approve for the whole organisation. */
  adminUrl(scopes: readonly string[], redirectUri: string, state: string): string;
}

const SECONDS = 8;
const DAY_MS = 86_400_000;

/** Entra ID, or whatever stands at that address, as a confidential client. */
export function openProvider(options: {
  microsoft: MicrosoftConfig;
  redirectUri: string;
  send: Fetch;
  log: Log;
  now: () => number;
}): Provider {
  const { microsoft, redirectUri, send, log, now } = options;
  const issuer = new URL(`${microsoft.login}/${microsoft.tenant}/v2.0`);
  let known: { readonly at: number; readonly configuration: Promise<client.Configuration> } | undefined;

  /** Read at first need and once a day; a failure is not remembered. */
  const configuration = (): Promise<client.Configuration> => {
    if (known && now() - known.at < DAY_MS) return known.configuration;
    const found = client.discovery(
      issuer,
      microsoft.clientId,
      { client_secret: microsoft.clientSecret },
      client.ClientSecretPost(microsoft.clientSecret),
      {
        [client.customFetch]: send as client.CustomFetch,
        timeout: SECONDS,
        // oxlint-disable-next-line typescript/no-deprecated -- deprecated to make one look twice; loopback alone
        ...(isLoopback(issuer) ? { execute: [client.allowInsecureRequests] } : {}),
      },
    );
    known = { at: now(), configuration: found };
    found.catch(() => {
      known = undefined;
    });
    return found;
  };
  const attempt = async <T>(
    act: (configuration: client.Configuration) => Promise<T> | T,
  ): Promise<Answer<{ readonly value: T }>> => {
    try {
      return { ok: true, value: await act(await configuration()) };
    } catch (error) {
      const { refusal, code, reason } = explain(error);
      log[refusal.kind === 'provider-down' || refusal.kind === 'mismatch' ? 'warn' : 'info'](
        'provider refused',
        { slice: 'connections', code, reason },
      );
      return { ok: false, refusal };
    }
  };

  return {
    async authorizeUrl(journey) {
      const made = await attempt(async (found) =>
        client.buildAuthorizationUrl(found, {
          redirect_uri: redirectUri,
          response_type: 'code',
          response_mode: 'query',
          scope: journey.scopes.join(' '),
          state: journey.state,
          nonce: journey.nonce,
          code_challenge: await client.calculatePKCECodeChallenge(journey.verifier),
          code_challenge_method: 'S256',
          // Never prompt=consent: with it a tenant refuses users even after its administrator has approved.
          ...(journey.loginHint === null ? { prompt: 'select_account' } : { login_hint: journey.loginHint }),
          ...(journey.claims === null ? {} : { claims: journey.claims }),
        }),
      );
      return made.ok ? { ok: true, url: made.value.href } : made;
    },
    async redeem(callback, expected) {
      const made = await attempt(async (found) => {
        const answer = await client.authorizationCodeGrant(found, callback, {
          expectedState: expected.state,
          expectedNonce: expected.nonce,
          pkceCodeVerifier: expected.verifier,
          idTokenExpected: true,
        });
        return { grant: grantOf(answer, expected.scopes), account: accountOf(answer.claims()) };
      });
      return made.ok ? { ok: true, ...made.value } : made;
    },
    async refresh(refreshToken, scopes, claims) {
      const made = await attempt(async (found) =>
        grantOf(
          await client.refreshTokenGrant(found, refreshToken, {
            scope: scopes.join(' '),
            ...(claims === null ? {} : { claims }),
          }),
          scopes,
        ),
      );
      return made.ok ? { ok: true, grant: made.value } : made;
    },
    adminUrl(scopes, returnTo, state) {
      // «common» can't approve anything: private accounts have no administrator (Entra v2 admin consent reference).
      const tenant = microsoft.tenant === 'common' ? 'organizations' : microsoft.tenant;
      const url = new URL(`${microsoft.login}/${tenant}/v2.0/adminconsent`);
      url.search = new URLSearchParams({
        client_id: microsoft.clientId,
        scope: scopes.join(' '),
        redirect_uri: returnTo,
        state,
      }).toString();
      return url.href;
    },
  };
}

/** `scope` left out of an answer means: as asked (RFC 6749 §5.1). */
function grantOf(answer: client.TokenEndpointResponse, asked: readonly string[]): Grant {
  return {
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token,
    expiresIn: Math.max(0, Math.trunc(answer.expires_in ?? 3600)),
    scopes: answer.scope === undefined ? asked : answer.scope.split(' ').filter(Boolean),
  };
}

/** Address and name are for the person to recognise the account by; they decide nothing, since the provider lets them change. */
function accountOf(claims: client.IDToken | undefined): AccountFacts {
  if (!claims) throw new TypeError('An ID token was required.');
  const text = (name: string): string | undefined => {
    const value = claims[name];
    return typeof value === 'string' && value !== '' ? value.slice(0, 320) : undefined;
  };
  const [tenant, object] = [text('tid'), text('oid')];
  return {
    subject:
      tenant !== undefined && object !== undefined ? `${tenant}/${object}` : `${claims.iss}#${claims.sub}`,
    address: text('email') ?? text('preferred_username') ?? text('upn') ?? '',
    name: text('name') ?? '',
  };
}

function isLoopback(url: URL): boolean {
  return (
    url.protocol === 'http:' &&
    (/^127(\.\d+){3}$/.test(url.hostname) ||
      url.hostname === '[::1]' ||
      url.hostname === 'localhost' ||
      url.hostname.endsWith('.localhost'))
  );
}
