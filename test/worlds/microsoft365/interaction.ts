import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import type { Account, ConsentMode } from './accounts.ts';
import { tenantId } from './accounts.ts';
import type { Authority } from './authorization.ts';
import { answersChallenge } from './authorization.ts';
import { adminPage, consentPage, languageOf, needsAdminPage, signInPage } from './pages.ts';
import { identityScopes, shortScopes } from './scopes.ts';
import { textOf } from './text.ts';
import { readBody } from './wire.ts';
import type { World } from './world.ts';

export interface Turn {
  readonly url: URL;
  readonly tenant: string;
  readonly path: string;
  readonly world: World;
  readonly authority: Authority;
}

function page(response: ServerResponse, html: string): void {
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
  });
  response.end(html);
}

/** Sign-in, consent and the administrator's page. */
export async function interact(
  request: IncomingMessage,
  response: ServerResponse,
  turn: Turn,
): Promise<void> {
  const form =
    request.method === 'POST'
      ? new URLSearchParams((await readBody(request, 64 * 1024)).toString('utf8'))
      : undefined;
  if (turn.path.endsWith('adminconsent')) return admin(response, turn, form, request);
  const provider = turn.authority.providerOf(turn.tenant);
  const details = await provider.interactionDetails(request, response);
  if (details.prompt.name === 'login') {
    const account = turn.world.accounts.find(({ address }) => address === form?.get('account'));
    const hint = textOf(details.params['login_hint']);
    if (form?.get('act') === 'cancel')
      return await provider.interactionFinished(request, response, {
        error: 'access_denied',
        error_description: 'AADSTS65004: User declined to consent to access the app.',
      });
    if (account === undefined)
      return page(
        response,
        signInPage({ language: languageOf(request), accounts: turn.world.accounts, hint }),
      );
    return await provider.interactionFinished(request, response, {
      login: { accountId: account.id, remember: false },
    });
  }
  await consent(request, response, turn, form, provider, details);
}

type Details = Awaited<ReturnType<Provider['interactionDetails']>>;

function modeOf(account: Account, world: World): ConsentMode {
  if (world.faults.on(account.address, 'admin-consent') !== undefined) return { kind: 'admin' };
  const partial = world.faults.on(account.address, 'partial-grant');
  return partial === undefined ? account.consent : { kind: 'partial', scopes: partial.scopes };
}

async function consent(
  request: IncomingMessage,
  response: ServerResponse,
  turn: Turn,
  form: URLSearchParams | undefined,
  provider: Provider,
  details: Details,
): Promise<void> {
  const { world, authority } = turn;
  const account = world.accounts.find(({ id }) => id === details.session?.accountId);
  if (account === undefined) throw new Error('consent without an account');
  if (answersChallenge(details.params['claims'])) world.faults.clear(account.address, 'claims-challenge');
  const asked = shortScopes(textOf(details.params['scope']));
  const wanted = asked.filter((scope) => !identityScopes.has(scope));
  const mode = modeOf(account, world);
  const refuse = async (code: number, text: string): Promise<void> =>
    await provider.interactionFinished(request, response, {
      error: 'access_denied',
      error_description: `AADSTS${code}: ${text}`,
    });
  const approve = async (scopes: readonly string[]): Promise<void> => {
    const before = authority.consents.get(account.id) ?? new Set();
    authority.consents.set(account.id, new Set([...before, ...scopes]));
    const grant = new provider.Grant({ accountId: account.id, clientId: authority.client.id });
    grant.addOIDCScope([...identityScopes, ...(authority.consents.get(account.id) ?? [])].join(' '));
    grant.addOIDCClaims(['sub', 'oid', 'tid', 'name', 'preferred_username', 'email']);
    const rejected = wanted.filter((scope) => authority.consents.get(account.id)?.has(scope) !== true);
    if (rejected.length > 0) grant.rejectOIDCScope(rejected.join(' '));
    await provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
  };
  const approvedByAdmin = authority.adminConsents.get(account.tenant);
  if (approvedByAdmin !== undefined && wanted.every((scope) => approvedByAdmin.has(scope)))
    return await approve(wanted);
  const forced = textOf(details.params['ui_locales']).includes('x-consent');
  const had = authority.consents.get(account.id);
  if (!forced && mode.kind === 'ask' && wanted.every((scope) => had?.has(scope) === true))
    return await approve(wanted);
  if (mode.kind === 'approve') return await approve(wanted);
  if (mode.kind === 'partial') return await approve(wanted.filter((scope) => mode.scopes.includes(scope)));
  if (mode.kind === 'refuse' || form?.get('act') === 'refuse')
    return await refuse(65_004, 'User declined to consent to access the app.');
  if (mode.kind === 'admin') {
    if (form?.get('act') === 'back')
      return await refuse(90_094, 'The grant requires administrator permission.');
    return page(response, needsAdminPage({ language: languageOf(request), account, tenant: turn.tenant }));
  }
  if (form?.get('act') === 'approve')
    return await approve(wanted.filter((scope) => form.getAll('scope').includes(scope)));
  page(response, consentPage({ language: languageOf(request), account, scopes: wanted, app: 'Telink' }));
}

/** `/{tenant}/adminconsent`: the administrator approves for everyone in the organisation. */
function admin(
  response: ServerResponse,
  turn: Turn,
  form: URLSearchParams | undefined,
  request: IncomingMessage,
): void {
  const { url, world, authority } = turn;
  const redirect = url.searchParams.get('redirect_uri') ?? '';
  const state = url.searchParams.get('state');
  const scopes = shortScopes(url.searchParams.get('scope') ?? '').filter(
    (scope) => !identityScopes.has(scope) && !scope.endsWith('/.default'),
  );
  const tenants = [
    ...new Set(world.accounts.filter(({ consent }) => consent.kind === 'admin').map(({ tenant }) => tenant)),
  ];
  const adminOf = world.accounts
    .filter(({ address }) => world.faults.on(address, 'admin-consent') !== undefined)
    .map(({ tenant }) => tenant);
  if (form === undefined)
    return page(response, adminPage({ language: languageOf(request), scopes, app: 'Telink' }));
  if (!URL.canParse(redirect)) return page(response, '<!doctype html><p>AADSTS50011: redirect_uri');
  const target = new URL(redirect);
  if (form.get('act') === 'approve') {
    for (const tenant of new Set([
      ...tenants,
      ...adminOf,
      ...(tenants.length + adminOf.length === 0 ? world.accounts.map(({ tenant }) => tenant) : []),
    ])) {
      const all = new Set([
        ...(authority.adminConsents.get(tenant) ?? []),
        ...(scopes.length > 0 ? scopes : everyScope),
      ]);
      authority.adminConsents.set(tenant, all);
    }
    target.searchParams.set('admin_consent', 'True');
    target.searchParams.set('tenant', tenantId);
    if (scopes.length > 0) target.searchParams.set('scope', scopes.join(' '));
  } else {
    target.searchParams.set('error', 'access_denied');
    target.searchParams.set('error_description', 'AADSTS65004: User declined to consent to access the app.');
  }
  if (state !== null) target.searchParams.set('state', state);
  response.writeHead(302, { location: target.href });
  response.end();
}

const everyScope = [
  'User.Read',
  'Mail.Read',
  'Mail.ReadWrite',
  'Mail.Send',
  'MailboxSettings.ReadWrite',
  'People.Read',
];
