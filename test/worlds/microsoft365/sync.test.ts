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

describe('delta', () => {
  it('gives everything once, then only what changed, partial for a change and removed for a move', async () => {
    const folder = await ask('POST', '/me/mailFolders', { body: { displayName: 'Delta' } });
    world.seedMany(elin, 'Delta', 25);
    const seen = new Set<string>();
    let at = await ask('GET', `/me/mailFolders/${idOf(folder)}/messages/delta?$select=subject,isRead`, {
      headers: { prefer: 'IdType="ImmutableId", odata.maxpagesize=10' },
    });
    for (let guard = 0; guard < 9; guard += 1) {
      for (const row of rows(at)) seen.add(idOf(row));
      if (typeof at.json['@odata.nextLink'] !== 'string') break;
      at = await ask('GET', at.json['@odata.nextLink'], {
        headers: { prefer: 'IdType="ImmutableId", odata.maxpagesize=10' },
      });
    }
    expect(seen.size).toBe(25);
    const [first, second] = [...seen];
    await ask('PATCH', `/me/messages/${first}`, { body: { isRead: false } });
    await ask('POST', `/me/messages/${second}/move`, { body: { destinationId: 'archive' } });
    const changes = rows(await ask('GET', String(at.json['@odata.deltaLink'])));
    expect(changes.find((row) => row['id'] === first)).toEqual(expect.objectContaining({ isRead: false }));
    expect(changes.find((row) => row['id'] === first)).not.toHaveProperty('subject');
    expect(changes.find((row) => row['id'] === second)).toMatchObject({ '@removed': { reason: 'changed' } });
    expect(changes).toHaveLength(2);
    expect(
      (await ask('GET', `/me/mailFolders/${idOf(folder)}/messages/delta?$filter=isRead eq false`)).status,
    ).toBe(400);
  });
});

describe('$batch', () => {
  it('answers each part by itself, follows dependsOn, and takes at most twenty', async () => {
    const answer = await ask('POST', '/$batch', {
      body: {
        requests: [
          { id: '1', method: 'GET', url: '/me/messages/none' },
          { id: '2', method: 'GET', url: '/me/mailFolders', dependsOn: ['1'] },
          { id: '3', method: 'GET', url: '/me/mailFolders/inbox?$select=displayName' },
        ],
      },
    });
    const responses = answer.json['responses'] as { id: string; status: number }[];
    expect(Object.fromEntries(responses.map(({ id, status }) => [id, status]))).toEqual({
      1: 400,
      2: 424,
      3: 200,
    });
    const many = Array.from({ length: 21 }, (_, at) => ({ id: String(at), method: 'GET', url: '/me' }));
    expect((await ask('POST', '/$batch', { body: { requests: many } })).status).toBe(400);
  });
});
