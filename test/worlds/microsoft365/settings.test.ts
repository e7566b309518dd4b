/* oxlint-disable typescript/no-unsafe-type-assertion -- answers of many shapes are looked into; a wrong cast shows as a failing expectation. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Ask } from './graph-client.ts';
import { askAs, idOf, rows } from './graph-client.ts';
import type { Microsoft365 } from './index.ts';
import { startMicrosoft365 } from './index.ts';

const elin = 'elin@example.se';
let world: Microsoft365;
let ask: Ask;

beforeAll(async () => {
  world = await startMicrosoft365();
  world.seedMany(elin, 'inbox', 300);
  ask = askAs(world, elin);
});
afterAll(async () => {
  // Nothing the product or the stand-in did in these tests broke the contracts.
  expect(world.violations).toEqual([]);
  await world.stop();
});
beforeEach(() => world.faults.clear(elin));

describe('settings, rules, categories and people', () => {
  it('keeps automatic replies and working hours', async () => {
    const changed = await ask('PATCH', '/me/mailboxSettings', {
      body: {
        automaticRepliesSetting: { status: 'alwaysEnabled', internalReplyMessage: 'Jag är på bryggan.' },
      },
    });
    expect(changed.json['automaticRepliesSetting']).toMatchObject({
      status: 'alwaysEnabled',
      externalAudience: 'all',
    });
    expect((await ask('GET', '/me/mailboxSettings/timeZone')).json['value']).toBe('W. Europe Standard Time');
  });

  it('lets a rule act on new mail', async () => {
    const archive = await ask('GET', '/me/mailFolders/archive');
    const rule = await ask('POST', '/me/mailFolders/inbox/messageRules', {
      body: {
        displayName: 'Brev',
        sequence: 1,
        isEnabled: true,
        conditions: { subjectContains: ['veckobrev'] },
        actions: { moveToFolder: idOf(archive), markAsRead: true },
      },
    });
    expect(rule.status).toBe(201);
    await world.deliver(
      elin,
      Buffer.from('From: a@example.com\r\nTo: elin@example.se\r\nSubject: Veckobrev 48\r\n\r\nHej\r\n'),
    );
    expect(
      rows(await ask('GET', '/me/mailFolders/archive/messages?$top=1&$select=subject,isRead'))[0],
    ).toMatchObject({ subject: 'Veckobrev 48', isRead: true });
    expect((await ask('DELETE', `/me/mailFolders/inbox/messageRules/${idOf(rule)}`)).status).toBe(204);
  });

  it('adds categories once, recolours and deletes but never renames them, and finds people by the beginning of a name', async () => {
    expect(
      (await ask('POST', '/me/outlook/masterCategories', { body: { displayName: 'Ljud', color: 'preset9' } }))
        .status,
    ).toBe(201);
    expect(
      (await ask('POST', '/me/outlook/masterCategories', { body: { displayName: 'ljud', color: 'preset9' } }))
        .status,
    ).toBe(409);
    const made = rows(await ask('GET', '/me/outlook/masterCategories')).find(
      (row) => row['displayName'] === 'Ljud',
    );
    const at = `/me/outlook/masterCategories/${String(made?.['id'])}`;
    expect((await ask('PATCH', at, { body: { color: 'preset7' } })).json).toMatchObject({
      displayName: 'Ljud',
      color: 'preset7',
    });
    expect((await ask('PATCH', at, { body: { displayName: 'Buller' } })).status).toBe(400);
    expect(world.settings(elin).categories.size).toBe(3);
    expect((await ask('DELETE', at)).status).toBe(204);
    expect((await ask('DELETE', at)).status).toBe(404);
    expect(world.settings(elin).categories.size).toBe(2);
    const found = rows(await ask('GET', '/me/people?$search="tov"&$top=3'));
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((row) => String(row['displayName']).startsWith('Tove'))).toBe(true);
  });
});
