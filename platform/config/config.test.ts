import { expect, test } from 'vitest';
import { printConfig, readConfig } from '#platform/config';

test('nothing set is a working configuration for the demonstration', () => {
  const config = readConfig({});
  expect(config).toMatchObject({
    port: 3000,
    demo: true,
    tls: false,
    origins: { app: 'http://app.localhost:3000' },
  });
  expect(config.controller.number).toBe('559199-3976');
});

test('a misspelt variable is an error that names it', () => {
  expect(() => readConfig({ TELINK_DMEO: 'off' })).toThrow('Unknown variable TELINK_DMEO');
});

test('another time is refused unless it is allowed', () => {
  expect(() => readConfig({ TELINK_CLOCK: '2030-01-01T00:00:00Z' })).toThrow('TELINK_ALLOW_CLOCK=1');
  const { clock } = readConfig({ TELINK_CLOCK: '2030-01-01T00:00:00Z', TELINK_ALLOW_CLOCK: '1' });
  expect(new Date(clock.now()).getUTCFullYear()).toBe(2030);
});

test('production demands https origins and turns the demonstration off', () => {
  expect(() => readConfig({ NODE_ENV: 'production' })).toThrow('https');
  const config = readConfig({
    NODE_ENV: 'production',
    TELINK_ORIGINS: 'shop=https://www.example.se,app=https://app.example.se,office=https://office.example.se',
  });
  expect(config).toMatchObject({ demo: false, tls: true });
});

test.each([
  ['PORT', '70000', 'PORT'],
  ['TELINK_MASTER_KEY', 'short', '32 bytes'],
  ['TELINK_HOSTS', 'shop=a,app=a,office=b', 'three different'],
  ['TELINK_HOSTS', 'shop=a', 'shop, app and office'],
  ['TELINK_CHARGING_TOKEN', 'short', 'at least 32 characters'],
  ['TELINK_TRAFFIC_TOKEN', 'short', 'at least 32 characters'],
  ['TELINK_TIME_ZONE', 'Mars/Base', 'no IANA time zone'],
  ['TELINK_MICROSOFT_CLIENT_ID', 'x', 'TELINK_MICROSOFT_CLIENT_SECRET is missing'],
])('%s=%s is refused with what it should be', (name, value, says) => {
  expect(() => readConfig({ [name]: value })).toThrow(says);
});

test('an invoice of a real operator never carries the test number of the demonstration', () => {
  expect(readConfig({}).bankgiro).toBe('9912346');
  const live = {
    NODE_ENV: 'production',
    TELINK_ORIGINS: 'shop=https://www.example.se,app=https://app.example.se,office=https://office.example.se',
  };
  expect(readConfig(live).bankgiro).toBe('');
  expect(readConfig({ ...live, TELINK_OPERATOR_BANKGIRO: '5050-1055' }).bankgiro).toBe('50501055');
});

test('printing shows every variable and no secret', () => {
  const shown = printConfig({ DATABASE_URL: 'postgres://u:hemligt@h/d', PORT: '3100' });
  expect(shown).toContain('3100');
  expect(shown).toMatch(/DATABASE_URL +set/);
  expect(shown).not.toContain('hemligt');
});
