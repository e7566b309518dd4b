import type { IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Provider } from 'oidc-provider';
import type { Authority } from './authorization.ts';
import { challengeClaims } from './graph/mishaps.ts';
import { identityScopes, knownScopes, shortScopes } from './scopes.ts';
import { readBody } from './wire.ts';
import type { World } from './world.ts';

export interface TokenRefusal {
  readonly error: string;
  readonly error_description: string;
  readonly error_codes: readonly number[];
  readonly suberror?: string;
  readonly claims?: string;
}

function refuse(
  error: string,
  code: number,
  description: string,
  more: Partial<TokenRefusal> = {},
): TokenRefusal {
  return { error, error_description: `AADSTS${code}: ${description}`, error_codes: [code], ...more };
}

/** Makes a token request ready for the server; answers with the refusal where Entra would refuse. */
export async function takeTokenRequest(
  request: IncomingMessage,
  {
    provider,
    world,
    authority,
  }: { readonly provider: Provider; readonly world: World; readonly authority: Authority },
): Promise<TokenRefusal | undefined> {
  const form = new URLSearchParams((await readBody(request, 64 * 1024)).toString('utf8'));
  const basic = /^Basic (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (basic !== undefined) {
    const [id = '', secret = ''] = Buffer.from(basic, 'base64')
      .toString('utf8')
      .split(':')
      .map(decodeURIComponent);
    form.set('client_id', id);
    form.set('client_secret', secret);
    delete request.headers.authorization;
  }
  if (form.get('client_secret') !== authority.client.secret)
    return refuse('invalid_client', 7_000_215, 'Invalid client secret provided.');
  const asked =
    form.get('scope') === null
      ? undefined
      : shortScopes(form.get('scope') ?? '').filter((scope) => knownScopes.has(scope));
  if (asked !== undefined) form.set('scope', asked.join(' '));
  if (form.get('grant_type') === 'authorization_code') form.delete('scope');
  if (form.get('grant_type') === 'refresh_token') {
    const refusal = await refreshRefusal(form, asked, provider, world, authority);
    if (refusal !== undefined) return refusal;
  }
  giveBack(request, Buffer.from(form.toString()));
  return undefined;
}

async function refreshRefusal(
  form: URLSearchParams,
  asked: readonly string[] | undefined,
  provider: Provider,
  world: World,
  authority: Authority,
): Promise<TokenRefusal | undefined> {
  const token = await provider.RefreshToken.find(form.get('refresh_token') ?? '');
  if (token === undefined)
    return refuse(
      'invalid_grant',
      50_173,
      'The provided grant has expired due to it being revoked, a fresh auth token is needed.',
      { suberror: 'bad_token' },
    );
  const account = world.accounts.find(({ id }) => id === token.accountId);
  if (account === undefined) return refuse('invalid_grant', 50_034, 'The user account does not exist.');
  const race = world.faults.on(account.address, 'refresh-race');
  if (race !== undefined) await wait(race.delayMs ?? 50);
  if (world.faults.on(account.address, 'consent-revoked') !== undefined)
    return refuse(
      'invalid_grant',
      50_173,
      'The provided grant has expired due to it being revoked, a fresh auth token is needed.',
      { suberror: 'bad_token' },
    );
  if (world.faults.on(account.address, 'claims-challenge') !== undefined)
    return refuse(
      'interaction_required',
      50_076,
      'Due to a configuration change made by your administrator, you must use multi-factor authentication.',
      { suberror: 'basic_action', claims: challengeClaims },
    );
  const missing = (asked ?? []).filter(
    (scope) => !identityScopes.has(scope) && authority.consents.get(account.id)?.has(scope) !== true,
  );
  if (missing.length > 0)
    return refuse(
      'invalid_grant',
      65_001,
      `The user or administrator has not consented to use the application. Missing: ${missing.join(' ')}.`,
      { suberror: 'consent_required' },
    );
  return undefined;
}

/** The server reads the body itself; it gets the one made ready above in place of the one already read. */
function giveBack(request: IncomingMessage, body: Buffer): void {
  request.headers['content-length'] = String(body.length);
  Object.defineProperty(request, 'readable', { value: true });
  Object.defineProperty(request, 'iterator', {
    value: async function* iterator() {
      yield await Promise.resolve(body);
    },
  });
}
