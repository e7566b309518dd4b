/* oxlint-disable typescript/no-unsafe-type-assertion -- answers of many shapes are looked into; a wrong cast shows as a failing expectation. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as client from 'openid-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DriveChoices, Microsoft365, Microsoft365Options } from './index.ts';
import { startMicrosoft365 } from './index.ts';

const elin = 'elin@example.se';
const callback = 'http://app.localhost:3000/connections/microsoft365/callback';
const mail = 'openid profile offline_access User.Read Mail.ReadWrite Mail.Send';

let world: Microsoft365;
let configuration: client.Configuration;

async function begin(options: Microsoft365Options = {}): Promise<void> {
  world = await startMicrosoft365(options);
  configuration = await client.discovery(
    new URL(`${world.login}/organizations/v2.0`),
    world.client.id,
    world.client.secret,
    undefined,
    { execute: [client.allowInsecureRequests] },
  );
}

async function authorize(
  choices: Partial<DriveChoices> = {},
  more: Record<string, string> = {},
): Promise<{ readonly url: URL; readonly verifier: string }> {
  const verifier = client.randomPKCECodeVerifier();
  const start = client.buildAuthorizationUrl(configuration, {
    redirect_uri: callback,
    scope: mail,
    state: 'state',
    nonce: 'nonce',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...more,
  });
  return { url: new URL(await world.answerPages(start.href, { account: elin, ...choices })), verifier };
}

async function connect(
  choices: Partial<DriveChoices> = {},
  more: Record<string, string> = {},
): Promise<client.TokenEndpointResponse & client.TokenEndpointResponseHelpers> {
  const { url, verifier } = await authorize(choices, more);
  return await client.authorizationCodeGrant(configuration, url, {
    pkceCodeVerifier: verifier,
    expectedState: 'state',
    expectedNonce: 'nonce',
  });
}

const scopesOf = (answer: { readonly scope?: string | undefined }): string[] =>
  (answer.scope ?? '')
    .split(' ')
    .filter((scope) => /[A-Z]/.test(scope))
    .toSorted();
const refusal = async (promise: Promise<unknown>): Promise<unknown> =>
  await promise.then(
    () => 'granted',
    (error: unknown) => (error as { readonly error?: string }).error,
  );

beforeEach(async () => await begin());
afterEach(async () => await world.stop());

describe('the code flow', () => {
  it('gives tokens for the approved scopes and says who it is', async () => {
    const tokens = await connect();
    expect(scopesOf(tokens)).toEqual(['Mail.ReadWrite', 'Mail.Send', 'User.Read']);
    expect(tokens.claims()).toMatchObject({ preferred_username: elin, name: 'Elin Ljungqvist' });
    const me = await fetch(`${world.graph}/v1.0/me`, {
      headers: { authorization: `Bearer ${tokens.access_token}` },
    });
    expect(await me.json()).toMatchObject({ mail: elin });
  });

  it('insists on PKCE and on a known redirect address', async () => {
    const without = client.buildAuthorizationUrl(configuration, { redirect_uri: callback, scope: mail });
    expect(new URL(await world.answerPages(without.href, { account: elin })).searchParams.get('error')).toBe(
      'invalid_request',
    );
    const elsewhere = client.buildAuthorizationUrl(configuration, {
      redirect_uri: 'https://evil.test/x',
      scope: mail,
    });
    await expect(world.answerPages(elsewhere.href, { account: elin })).rejects.toThrow('redirect_uri');
  });

  it('refuses a wrong secret and has no revocation address', async () => {
    const wrong = await client.discovery(
      new URL(`${world.login}/organizations/v2.0`),
      world.client.id,
      'wrong',
      undefined,
      { execute: [client.allowInsecureRequests] },
    );
    expect(await refusal(client.refreshTokenGrant(wrong, 'x'))).toBe('invalid_client');
    expect(configuration.serverMetadata().revocation_endpoint).toBeUndefined();
  });
});

describe('refresh', () => {
  it('rotates, lets the old token live on, and narrows to the asked scope', async () => {
    const tokens = await connect();
    const narrow = await client.refreshTokenGrant(configuration, tokens.refresh_token ?? '', {
      scope: 'https://graph.microsoft.com/Mail.ReadWrite',
    });
    expect(scopesOf(narrow)).toEqual(['Mail.ReadWrite']);
    expect(narrow.refresh_token).not.toBe(tokens.refresh_token);
    expect(scopesOf(await client.refreshTokenGrant(configuration, tokens.refresh_token ?? ''))).toContain(
      'Mail.Send',
    );
    const me = await fetch(`${world.graph}/v1.0/me`, {
      headers: { authorization: `Bearer ${narrow.access_token}` },
    });
    expect(me.status).toBe(403);
  });

  it('outlives the process where a file is given, and so does that a consent was taken back', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'telink-grants-'));
    const startAnew = async (): Promise<void> => {
      await world.stop();
      await begin({ keep: join(folder, 'grants.json') });
    };
    try {
      await startAnew();
      const { refresh_token: token = '' } = await connect();
      await startAnew();
      expect(scopesOf(await client.refreshTokenGrant(configuration, token))).toContain('Mail.ReadWrite');
      world.revokeConsent(elin);
      await startAnew();
      expect(await refusal(client.refreshTokenGrant(configuration, token))).toBe('invalid_grant');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('reaches scopes approved later, and asks for consent for those that were not', async () => {
    const tokens = await connect();
    expect(
      await refusal(
        client.refreshTokenGrant(configuration, tokens.refresh_token ?? '', { scope: 'People.Read' }),
      ),
    ).toBe('invalid_grant');
    await connect({}, { scope: 'openid offline_access People.Read' });
    expect(
      scopesOf(
        await client.refreshTokenGrant(configuration, tokens.refresh_token ?? '', { scope: 'People.Read' }),
      ),
    ).toEqual(['People.Read']);
  });

  it('ends when the owner takes back the consent, while a handed out access token lives on', async () => {
    const tokens = await connect();
    world.revokeConsent(elin);
    expect(await refusal(client.refreshTokenGrant(configuration, tokens.refresh_token ?? ''))).toBe(
      'invalid_grant',
    );
    expect(
      (await fetch(`${world.graph}/v1.0/me`, { headers: { authorization: `Bearer ${tokens.access_token}` } }))
        .status,
    ).toBe(200);
    expect(scopesOf(await connect())).toContain('Mail.ReadWrite');
  });

  it('consent-revoked answers invalid_grant at the next refresh', async () => {
    const tokens = await connect();
    await world.faults.set(elin, 'consent-revoked');
    expect(await refusal(client.refreshTokenGrant(configuration, tokens.refresh_token ?? ''))).toBe(
      'invalid_grant',
    );
  });

  it('refresh-race lets one of two refreshes at once lose', async () => {
    const tokens = await connect();
    await world.faults.set(elin, 'refresh-race');
    const both = await Promise.all(
      [0, 1].map(
        async () => await refusal(client.refreshTokenGrant(configuration, tokens.refresh_token ?? '')),
      ),
    );
    expect(both.map(String).toSorted()).toEqual(['granted', 'invalid_grant']);
  });
});

describe('consent', () => {
  it('may be refused, given up, or given in part', async () => {
    expect((await authorize({ refuse: true })).url.searchParams.get('error_description')).toContain(
      'AADSTS65004',
    );
    expect((await authorize({ cancel: true })).url.searchParams.get('error')).toBe('access_denied');
    expect(scopesOf(await connect({ untick: ['Mail.Send'] }))).toEqual(['Mail.ReadWrite', 'User.Read']);
  });

  it('partial-grant gives only the named scopes', async () => {
    await world.faults.set(elin, 'partial-grant', { scopes: ['User.Read'] });
    expect(scopesOf(await connect())).toEqual(['User.Read']);
  });

  it('admin-consent refuses until the administrator has approved', async () => {
    await world.faults.set(elin, 'admin-consent');
    expect((await authorize()).url.searchParams.get('error_description')).toContain('AADSTS90094');
    const link = new URL(`${world.login}/organizations/v2.0/adminconsent`);
    link.search = new URLSearchParams({
      client_id: world.client.id,
      redirect_uri: callback,
      state: 'it',
      scope: mail,
    }).toString();
    const refused = new URL(await world.answerPages(link.href, { account: elin, refuse: true }));
    expect(refused.searchParams.get('error')).toBe('access_denied');
    const back = new URL(await world.answerPages(link.href, { account: elin }));
    expect(Object.fromEntries(back.searchParams)).toMatchObject({ admin_consent: 'True', state: 'it' });
    expect(scopesOf(await connect())).toContain('Mail.ReadWrite');
  });

  it('a claims challenge ends when authorized with its claims', async () => {
    const tokens = await connect();
    await world.faults.set(elin, 'claims-challenge');
    const error = await client.refreshTokenGrant(configuration, tokens.refresh_token ?? '').then(
      () => undefined,
      (caught: unknown) => caught as { readonly error: string; readonly cause: { readonly claims?: string } },
    );
    expect(error?.error).toBe('interaction_required');
    const refused = await fetch(`${world.graph}/v1.0/me`, {
      headers: { authorization: `Bearer ${tokens.access_token}` },
    });
    const claims = Buffer.from(
      /claims="([^"]+)"/.exec(refused.headers.get('www-authenticate') ?? '')?.[1] ?? '',
      'base64',
    ).toString();
    expect(claims).toBe(error?.cause.claims);
    const again = await connect({}, { claims });
    expect(
      (await fetch(`${world.graph}/v1.0/me`, { headers: { authorization: `Bearer ${again.access_token}` } }))
        .status,
    ).toBe(200);
  });
});

it('an expired access token gets 401', async () => {
  const tokens = await connect();
  const me = async (): Promise<number> =>
    (await fetch(`${world.graph}/v1.0/me`, { headers: { authorization: `Bearer ${tokens.access_token}` } }))
      .status;
  expect(await me()).toBe(200);
  world.expireTokens(elin);
  expect(await me()).toBe(401);
});
