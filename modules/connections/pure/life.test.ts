import { array, assert, constantFrom, property } from 'fast-check';
import { expect, test } from 'vitest';
import { lifeOf, mayKeepToken, next, NONE, type Life, type LifeEvent } from './life.ts';

const EVENTS: readonly LifeEvent[] = [
  'consented',
  'partly-consented',
  'admin-needed',
  'admin-granted',
  'admin-refused',
  'revoked',
  'claims-demanded',
  'claims-met',
  'disconnected',
];
const walk = (...events: LifeEvent[]): string => {
  const end = events.reduce<Life>((life, event) => next(life, event) ?? life, NONE);
  return end.reason === null ? end.state : `${end.state}/${end.reason}`;
};

test.each([
  [['consented'], 'connected'],
  [['partly-consented'], 'needs-consent/partial'],
  [['partly-consented', 'consented'], 'connected'],
  [['admin-needed'], 'pending-admin/asked'],
  [['admin-needed', 'admin-granted'], 'pending-admin/granted'],
  [['admin-needed', 'admin-refused'], 'pending-admin/refused'],
  [['admin-needed', 'admin-refused', 'admin-needed'], 'pending-admin/asked'],
  [['admin-needed', 'admin-granted', 'consented'], 'connected'],
  [['consented', 'revoked'], 'needs-consent/revoked'],
  [['consented', 'claims-demanded'], 'needs-consent/claims'],
  [['consented', 'claims-demanded', 'claims-met'], 'connected'],
  [['consented', 'claims-demanded', 'revoked'], 'needs-consent/revoked'],
  [['consented', 'revoked', 'claims-met'], 'needs-consent/revoked'],
  [['consented', 'revoked', 'claims-demanded'], 'needs-consent/revoked'],
  [['consented', 'admin-needed'], 'connected'],
  [['consented', 'admin-granted'], 'connected'],
  [['consented', 'disconnected', 'consented'], 'disconnected'],
  [['disconnected'], 'none'],
] as const)('%j leads to %s', (events, end) => {
  expect(walk(...events)).toBe(end);
});

test('whatever happens, nothing leaves disconnected, and a token is kept only while a consent stands', () => {
  assert(
    property(array(constantFrom(...EVENTS), { maxLength: 20 }), (events) => {
      let life: Life = NONE;
      for (const event of events) {
        const before = life;
        life = next(life, event) ?? life;
        if (before.state === 'disconnected') expect(life.state).toBe('disconnected');
        if (mayKeepToken(life)) expect(['connected', 'needs-consent']).toContain(life.state);
        if (event === 'revoked' || event === 'disconnected' || event === 'partly-consented')
          expect(mayKeepToken(life) && event !== 'partly-consented' && before.state !== 'none').toBe(false);
        if (life.state !== 'none') expect(lifeOf(life.state, life.reason)).toEqual(life);
      }
    }),
  );
});

test('a stored pair that can’t be is an error, not a guess', () => {
  expect(() => lifeOf('connected', 'revoked')).toThrow();
  expect(() => lifeOf('pending-admin', null)).toThrow();
});
