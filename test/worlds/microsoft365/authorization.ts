import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Provider } from 'oidc-provider';
import type { Account } from './accounts.ts';
import { tenantId } from './accounts.ts';
import { challengeValue } from './graph/mishaps.ts';
import { grantStorage } from './grant-storage.ts';
import { keptGrants } from './kept-grants.ts';
import { interact } from './interaction.ts';
import { isTestCallback, metadataOf, sharedTenants } from './metadata.ts';
import { knownScopes, shortScopes } from './scopes.ts';
import { takeTokenRequest } from './token-requests.ts';
import type { World } from './world.ts';

export interface Client {
  readonly id: string;
  readonly secret: string;
  /** Exact redirect addresses besides `…/connections/microsoft365/callback` on a test or loopback host. */
  readonly redirects: string[];
}

/** Consent and grants, kept for all tenants' issuers together. */
export interface Authority {
  readonly client: Client;
  /** Account id to the scopes it has approved. */
  readonly consents: Map<string, Set<string>>;
  /** Tenants whose administrator has approved, with what. */
  readonly adminConsents: Map<string, Set<string>>;
  readonly issuer: (tenant: string) => string;
  providerOf(tenant: string): Provider;
  /** `iss` in the callback: sent only where the issuer is one address. */
  readonly sendsIss: boolean;
  readonly serve: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  revoke(account: Account): void;
}

export interface AuthorityOptions {
  readonly client: Client;
  /** As in production: metadata of `common` and its like names the issuer `…/{tenantid}/v2.0`, and no `iss` is sent. */
  readonly templated: boolean;
  /** File in which grants outlive the process. */
  readonly keep?: string;
  readonly lifetimes: { readonly accessTokenSeconds: number; readonly refreshTokenSeconds: number };
}

/** The authorization server, as Entra is where it differs from the textbook. */
export function authority(world: World, options: AuthorityOptions): Authority {
  const { client } = options;
  const providers = new Map<string, Provider>();
  const kept = keptGrants(options.keep);
  const storage = grantStorage(kept);
  const key = {
    ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }),
    kid: 'stand-in',
    use: 'sig',
    alg: 'RS256',
  };
  const cookieKey = randomBytes(24).toString('hex');

  const self: Authority = {
    client,
    consents: kept.consents,
    adminConsents: new Map(),
    sendsIss: !options.templated,
    issuer: (tenant) =>
      `${world.addresses.login}/${options.templated && sharedTenants.has(tenant) ? tenantId : tenant}/v2.0`,
    providerOf: (tenant) => {
      const found = providers.get(tenant);
      if (found !== undefined) return found;
      const provider = makeProvider(tenant);
      providers.set(tenant, provider);
      return provider;
    },
    revoke: (account) => {
      storage.forget(account.id);
    },
    serve: (request, response) => serve(request, response),
  };

  world.tokens.source = async (token) => {
    for (const provider of providers.values()) {
      const found = await provider.AccessToken.find(token);
      const account = world.accounts.find(({ id }) => id === found?.accountId);
      if (found !== undefined && account !== undefined)
        return {
          account: account.address,
          scopes: new Set(found.scope?.split(' ')),
          expires: (found.iat + options.lifetimes.accessTokenSeconds) * 1000 - (Date.now() - world.now()),
        };
    }
    return undefined;
  };

  function makeProvider(tenant: string): Provider {
    const provider = new Provider(self.issuer(tenant), {
      adapter: storage.adapterFor(() =>
        world.accounts.some(({ address }) => world.faults.on(address, 'refresh-race') !== undefined),
      ),
      clients: [
        {
          client_id: client.id,
          client_secret: client.secret,
          redirect_uris: ['https://client.invalid/'],
          grant_types: ['authorization_code', 'refresh_token'],
          response_types: ['code'],
          token_endpoint_auth_method: 'client_secret_post',
          id_token_signed_response_alg: 'RS256',
        },
      ],
      jwks: { keys: [key] },
      cookies: { keys: [cookieKey], long: { signed: true }, short: { signed: true } },
      scopes: [...knownScopes],
      claims: { openid: ['sub', 'oid', 'tid'], profile: ['name', 'preferred_username'], email: ['email'] },
      conformIdTokenClaims: false,
      features: {
        devInteractions: { enabled: false },
        revocation: { enabled: false },
        introspection: { enabled: false },
        claimsParameter: { enabled: true },
        pushedAuthorizationRequests: { enabled: false },
        rpInitiatedLogout: { enabled: false },
        userinfo: { enabled: true },
      },
      pkce: { required: () => true },
      rotateRefreshToken: true,
      issueRefreshToken: (_ctx, asked, code) =>
        asked.grantTypeAllowed('refresh_token') && code.scopes.has('offline_access'),
      expiresWithSession: () => false,
      ttl: {
        AccessToken: options.lifetimes.accessTokenSeconds,
        AuthorizationCode: 600,
        IdToken: 3600,
        RefreshToken: options.lifetimes.refreshTokenSeconds,
        Grant: options.lifetimes.refreshTokenSeconds,
        Interaction: 3600,
        Session: 86_400,
      },
      routes: {
        authorization: '/oauth2/v2.0/authorize',
        token: '/oauth2/v2.0/token',
        jwks: '/discovery/v2.0/keys',
        userinfo: '/openid/userinfo',
      },
      interactions: { url: (_ctx, interaction) => `/${tenant}/interaction/${interaction.uid}` },
      findAccount: (_ctx, id) => {
        const account = world.accounts.find((entry) => entry.id === id);
        if (account === undefined) return undefined;
        return {
          accountId: id,
          claims: () => ({
            sub: id,
            oid: id,
            tid: tenantId,
            name: account.name,
            preferred_username: account.address,
            email: account.address,
          }),
        };
      },
      renderError: (ctx, out) => {
        ctx.type = 'html';
        ctx.body = `<!doctype html><meta charset="utf-8"><title>AADSTS90014</title><p>${out.error}: ${(out.error_description ?? '').replace(/[<&]/g, '')}</p>`;
      },
    });
    provider.Client.prototype.redirectUriAllowed = function allowed(uri: string): boolean {
      return client.redirects.includes(uri) || isTestCallback(uri);
    };
    return provider;
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', world.addresses.login);
    const call = world.calls.add({
      at: world.now(),
      host: 'login',
      method: request.method ?? 'GET',
      path: url.pathname,
      query: url.search,
      user: '',
      scopes: [],
      origin: request.headers.origin ?? '',
      userAgent: request.headers['user-agent'] ?? '',
      status: 0,
    });
    response.on('finish', () => {
      call.status = response.statusCode;
    });
    response.setHeader('cache-control', 'no-store');
    const [, tenant = '', ...rest] = url.pathname.split('/');
    const path = `/${rest.join('/')}`;
    if (path === '/v2.0/.well-known/openid-configuration')
      return sendJson(response, metadataOf(tenant, self, world));
    if (path === '/adminconsent' || path === '/v2.0/adminconsent' || path.startsWith('/interaction/'))
      return await interact(request, response, { url, tenant, path, world, authority: self });
    const provider = self.providerOf(tenant === '' ? 'common' : tenant);
    if (path === '/oauth2/v2.0/token' && request.method === 'POST') {
      const refusal = await takeTokenRequest(request, { provider, world, authority: self });
      if (refusal !== undefined) return sendJson(response, refusal, 400);
    }
    if (!path.startsWith('/oauth2/v2.0/') && path !== '/discovery/v2.0/keys' && path !== '/openid/userinfo')
      return sendJson(
        response,
        { error: 'not_found', error_description: 'AADSTS900144: no such endpoint.' },
        404,
      );
    hand(request, response, provider, tenant, path, url);
  }

  function hand(
    request: IncomingMessage,
    response: ServerResponse,
    provider: Provider,
    tenant: string,
    path: string,
    url: URL,
  ): void {
    if (path === '/oauth2/v2.0/authorize') {
      const scope = shortScopes(url.searchParams.get('scope') ?? '');
      url.searchParams.set('scope', scope.filter((entry) => knownScopes.has(entry)).join(' '));
      const prompt = url.searchParams.get('prompt');
      // Entra gives a refresh token without prompt=consent; the pages decide what needs asking.
      if (prompt !== 'none') url.searchParams.set('prompt', 'login consent');
      // oidc-provider refuses claims that speak of the access token alone; Entra's challenges do just that.
      const claims = url.searchParams.get('claims');
      if (claims !== null && claims.startsWith('{') && !claims.includes('"id_token"'))
        url.searchParams.set('claims', claims.replace(/\}$/, ',"id_token":{}}'));
      if (prompt === 'consent')
        url.searchParams.set('ui_locales', `${url.searchParams.get('ui_locales') ?? ''} x-consent`.trim());
    }
    if (!self.sendsIss) withoutIss(response, path);
    const routed = request as IncomingMessage & { originalUrl?: string; baseUrl?: string };
    routed.originalUrl = `/${tenant}${path}${url.search}`;
    routed.baseUrl = `/${tenant}`;
    request.url = `${path}${url.search}`;
    void provider.callback()(request, response);
  }

  return self;
}

/** Claims that clear a challenge when an authorize call brings them. */
export function answersChallenge(claims: unknown): boolean {
  return typeof claims === 'string' && claims.includes(`"${challengeValue}"`);
}

function sendJson(response: ServerResponse, body: object, status = 200): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'access-control-allow-origin': '*',
  });
  response.end(JSON.stringify(body));
}

/** Entra sends no `iss` in its redirect. */
function withoutIss(response: ServerResponse, path: string): void {
  if (!path.startsWith('/oauth2/v2.0/authorize')) return;
  const set = response.setHeader.bind(response);
  response.setHeader = (name, value) => {
    if (name.toLowerCase() !== 'location' || typeof value !== 'string' || !URL.canParse(value))
      return set(name, value);
    const target = new URL(value);
    target.searchParams.delete('iss');
    return set(name, target.href);
  };
}
