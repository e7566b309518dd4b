import { expect, test } from 'vitest';
import { classify, readClaims } from './refusal.ts';

const asked = (
  error: string,
  number: number,
  at: 'authorize' | 'token' = 'authorize',
  claims?: string,
): string => classify(error, `AADSTS${number}: some words`, claims, at).kind;

test.each([
  ['access_denied', 65004, 'authorize', 'refused'],
  ['access_denied', 90094, 'authorize', 'pending-admin'],
  ['access_denied', 90095, 'authorize', 'pending-admin'],
  ['invalid_grant', 65001, 'token', 'pending-admin'],
  ['invalid_client', 65001, 'authorize', 'pending-admin'],
  ['access_denied', 53003, 'authorize', 'blocked'],
  ['unauthorized_client', 50105, 'authorize', 'blocked'],
  ['invalid_grant', 700082, 'token', 'revoked'],
  ['invalid_grant', 50173, 'token', 'revoked'],
  ['interaction_required', 50133, 'token', 'revoked'],
  ['invalid_grant', 50076, 'token', 'claims'],
  ['interaction_required', 50079, 'token', 'claims'],
  ['temporarily_unavailable', 90033, 'token', 'provider-down'],
  ['invalid_client', 7000215, 'token', 'provider-down'],
] as const)('%s with AADSTS%d at %s means %s', (error, number, at, kind) => {
  expect(asked(error, number, at)).toBe(kind);
});

test('a conditional-access refusal that can be met by signing in again is a demand, not a wall', () => {
  expect(
    asked(
      'interaction_required',
      53003,
      'token',
      '{"access_token":{"capolids":{"essential":true,"values":["x"]}}}',
    ),
  ).toBe('claims');
});

test('a bare refusal is the person’s at the pages, and a dead grant at the token endpoint', () => {
  expect(classify('access_denied', '', undefined, 'authorize').kind).toBe('refused');
  expect(classify('invalid_grant', '', undefined, 'token').kind).toBe('revoked');
  expect(classify('something_new', '', undefined, 'token').kind).toBe('provider-down');
});

test('claims are taken as JSON or base64 of it, and nothing else is passed on', () => {
  const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';
  expect(readClaims(claims)).toBe(claims);
  expect(readClaims(Buffer.from(claims).toString('base64'))).toBe(claims);
  for (const bad of [
    '',
    'x',
    '[]',
    'null',
    '"text"',
    '{"other":1}',
    7,
    undefined,
    `{"access_token":"${'x'.repeat(5000)}"}`,
  ])
    expect(readClaims(bad)).toBeNull();
});
