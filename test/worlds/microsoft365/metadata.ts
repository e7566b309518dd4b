import type { Authority } from './authorization.ts';
import type { World } from './world.ts';

/** Names that stand for many tenants: their metadata can't name one issuer. */
export const sharedTenants: ReadonlySet<string> = new Set(['common', 'organizations', 'consumers']);

/** `/{tenant}/v2.0/.well-known/openid-configuration`, as Entra writes it: no revocation address. */
export function metadataOf(tenant: string, authority: Authority, world: World): object {
  const base = `${world.addresses.login}/${tenant}`;
  const templated = !authority.sendsIss && sharedTenants.has(tenant);
  return {
    issuer: templated ? `${world.addresses.login}/{tenantid}/v2.0` : authority.issuer(tenant),
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
    userinfo_endpoint: `${world.addresses.graph}/oidc/userinfo`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    request_uri_parameter_supported: false,
    claims_supported:
      'sub iss aud exp iat auth_time acr nonce preferred_username name tid ver at_hash c_hash email'.split(
        ' ',
      ),
    ...(authority.sendsIss
      ? { authorization_response_iss_parameter_supported: true, code_challenge_methods_supported: ['S256'] }
      : {}),
  };
}

/** Redirect addresses taken without registering them: the product's callback on a loopback or reserved test name. */
export function isTestCallback(uri: string): boolean {
  if (!URL.canParse(uri)) return false;
  const { hostname, pathname, hash } = new URL(uri);
  const local =
    hostname === '127.0.0.1' ||
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    /(^|\.)example(\.(com|org|net|se))?$/.test(hostname);
  return local && hash === '' && pathname === '/connections/microsoft365/callback';
}
