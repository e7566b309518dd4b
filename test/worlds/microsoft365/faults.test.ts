/* oxlint-disable typescript/no-unsafe-type-assertion -- answers of many shapes are looked into; a wrong cast shows as a failing expectation. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ask } from './graph-client.ts';
import { askAs, idOf, rows } from './graph-client.ts';
import type { FaultName, Microsoft365 } from './index.ts';
import { faultNames, startMicrosoft365 } from './index.ts';

const elin = 'elin@example.se';
let world: Microsoft365;
let ask: Ask;

beforeEach(async () => {
  world = await startMicrosoft365();
  world.seedMany(elin, 'inbox', 40);
  ask = askAs(world, elin);
});
afterEach(async () => {
  expect(world.violations).toEqual([]);
  await world.stop();
});

const firstId = async (): Promise<string> =>
  idOf(rows(await ask('GET', '/me/mailFolders/inbox/messages?$top=1&$select=subject'))[0]);

/** Every script that shows at Graph, proven; those that show at sign-in are proven in authorization.test.ts. */
const proofs: Partial<Record<FaultName, () => Promise<void>>> = {
  'ids-change-on-move': async () => {
    await world.faults.set(elin, 'ids-change-on-move');
    const id = await firstId();
    const moved = await ask('POST', `/me/messages/${id}/move`, { body: { destinationId: 'archive' } });
    expect(idOf(moved)).not.toBe(id);
    expect((await ask('GET', `/me/messages/${id}`)).status).toBe(404);
  },
  'delta-disorder': async () => {
    await world.faults.set(elin, 'delta-disorder');
    const page = rows(await ask('GET', '/me/mailFolders/inbox/messages/delta?$select=subject,isRead'));
    const ids = page.map(idOf);
    expect(new Set(ids).size).toBeLessThan(ids.length);
    expect(page.some((row) => !('subject' in row))).toBe(true);
    expect(page.some((row) => typeof row['isRead'] === 'string')).toBe(true);
  },
  'delta-removed-unknown': async () => {
    await world.faults.set(elin, 'delta-removed-unknown', { times: 1 });
    const first = await ask('GET', '/me/mailFolders/inbox/messages/delta?$select=subject&$top=100');
    const next = rows(await ask('GET', String(first.json['@odata.deltaLink'])));
    expect(next).toHaveLength(1);
    expect(next[0]).toHaveProperty('@removed');
    expect(rows(first).map(idOf)).not.toContain(idOf(next[0]));
  },
  'sync-state-lost': async () => {
    for (const [status, code] of [
      [410, 'resyncRequired'],
      [404, 'syncStateNotFound'],
      [400, 'syncStateNotFound'],
    ] as const) {
      await world.faults.set(elin, 'sync-state-lost', { status, pages: 2, times: 1 });
      let at = await ask('GET', '/me/mailFolders/inbox/messages/delta?$select=subject');
      at = await ask('GET', String(at.json['@odata.nextLink']));
      const lost = await ask('GET', String(at.json['@odata.nextLink']));
      expect([lost.status, lost.code]).toEqual([status, code]);
      if (status === 410) expect(lost.headers.get('location')).toMatch(/\$deltatoken=$/);
    }
  },
  'empty-page': async () => {
    await world.faults.set(elin, 'empty-page', { times: 1 });
    const empty = await ask('GET', '/me/mailFolders/inbox/messages/delta?$select=subject');
    expect(rows(empty)).toEqual([]);
    expect(rows(await ask('GET', String(empty.json['@odata.nextLink'])))).toHaveLength(10);
  },
  throttled: async () => {
    await world.faults.set(elin, 'throttled', { retryAfter: 2, times: 1 });
    const told = await ask('GET', '/me');
    expect([told.status, told.headers.get('retry-after')]).toEqual([429, '2']);
    await world.faults.set(elin, 'throttled', { retryAfter: null, times: 1 });
    const untold = await ask('GET', '/me');
    expect([untold.status, untold.headers.get('retry-after')]).toEqual([429, null]);
    await world.faults.set(elin, 'throttled', { retryAfter: 3, times: 1, path: '/archive' });
    const batch = await ask('POST', '/$batch', {
      body: {
        requests: [
          { id: 'a', method: 'GET', url: '/me/mailFolders/inbox' },
          { id: 'b', method: 'GET', url: '/me/mailFolders/archive' },
        ],
      },
    });
    const parts = batch.json['responses'] as {
      id: string;
      status: number;
      headers: Record<string, string>;
    }[];
    expect(parts.map(({ status }) => status)).toEqual([200, 429]);
    expect(parts[1]?.headers['Retry-After']).toBe('3');
    expect((await ask('GET', '/me')).status).toBe(200);
  },
  'mailbox-concurrency': async () => {
    await world.faults.set(elin, 'mailbox-concurrency');
    world.setLatency(60);
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask('GET', '/me/mailFolders')));
    expect(answers.some(({ code }) => code === 'ApplicationThrottled')).toBe(true);
    expect((await ask('GET', '/me/mailFolders')).status).toBe(200);
  },
  unavailable: async () => {
    for (const status of [502, 503, 504] as const) {
      await world.faults.set(elin, 'unavailable', { status, times: 1 });
      expect((await ask('GET', '/me')).status).toBe(status);
    }
    await world.faults.set(elin, 'unavailable', { status: 507, times: 1 });
    expect((await ask('GET', '/me')).status).toBe(200);
    expect((await ask('POST', '/me/messages', { body: {} })).status).toBe(507);
  },
  'etag-conflict': async () => {
    const id = await firstId();
    await world.faults.set(elin, 'etag-conflict', { times: 1 });
    expect((await ask('PATCH', `/me/messages/${id}`, { body: { isRead: true } })).status).toBe(412);
    expect((await ask('PATCH', `/me/messages/${id}`, { body: { isRead: true } })).status).toBe(200);
  },
  'read-after-write-lag': async () => {
    await world.faults.set(elin, 'read-after-write-lag', { requests: 2 });
    const draft = await ask('POST', '/me/messages', {
      body: { subject: 'Sen', toRecipients: [{ emailAddress: { address: 'a@example.com' } }] },
    });
    await ask('POST', `/me/messages/${idOf(draft)}/send`);
    const sent = async (): Promise<number> =>
      rows(await ask('GET', '/me/mailFolders/sentitems/messages')).length;
    expect([await sent(), await sent(), await sent()]).toEqual([0, 0, 1]);
  },
  'inefficient-filter': async () => {
    await world.faults.set(elin, 'inefficient-filter', { times: 1 });
    const path =
      '/me/messages?$filter=receivedDateTime ge 2020-01-01T00:00:00Z&$orderby=receivedDateTime desc';
    expect((await ask('GET', path)).code).toBe('InefficientFilter');
    expect((await ask('GET', path)).status).toBe(200);
  },
  'restriction-too-complex': async () => {
    await world.faults.set(elin, 'restriction-too-complex', { times: 1 });
    expect((await ask('GET', '/me/messages?$filter=isRead eq false')).code).toBe(
      'ErrorRestrictionTooComplex',
    );
  },
  'token-expires-in-batch': async () => {
    await world.faults.set(elin, 'token-expires-in-batch', { after: 1, times: 1 });
    const batch = await ask('POST', '/$batch', {
      body: {
        requests: [
          { id: '1', method: 'GET', url: '/me' },
          { id: '2', method: 'GET', url: '/me' },
        ],
      },
    });
    expect((batch.json['responses'] as { status: number }[]).map(({ status }) => status)).toEqual([200, 401]);
  },
  'claims-challenge': async () => {
    await world.faults.set(elin, 'claims-challenge');
    const refused = await ask('GET', '/me');
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toMatch(
      /error="insufficient_claims", claims="[A-Za-z0-9+/=]+"/,
    );
  },
  'custom-time-zone': async () => {
    await world.faults.set(elin, 'custom-time-zone');
    expect((await ask('GET', '/me/mailboxSettings')).json).toMatchObject({
      timeZone: 'Customized Time Zone',
      workingHours: { timeZone: { '@odata.type': '#microsoft.graph.customTimeZone' } },
    });
  },
  'odd-attachments': async () => {
    await world.faults.set(elin, 'odd-attachments');
    const kinds = rows(await ask('GET', `/me/messages/${await firstId()}/attachments`)).map(
      (row) => row['@odata.type'],
    );
    expect(kinds).toEqual(['#microsoft.graph.itemAttachment', '#microsoft.graph.referenceAttachment']);
  },
  'huge-body': async () => {
    await world.faults.set(elin, 'huge-body');
    const { body } = (await ask('GET', `/me/messages/${await firstId()}?$select=body`)).json as {
      body: { content: string };
    };
    expect(body.content.length).toBeGreaterThan(4 * 1024 * 1024);
  },
  bcc: async () => {
    await world.faults.set(elin, 'bcc');
    const [sent] = rows(await ask('GET', '/me/mailFolders/sentitems/messages'));
    expect(sent?.['bccRecipients']).toHaveLength(1);
  },
  'inline-cid': async () => {
    await world.faults.set(elin, 'inline-cid');
    const id = await firstId();
    const [image] = rows(await ask('GET', `/me/messages/${id}/attachments`));
    expect(image).toMatchObject({ isInline: true });
    const { body, hasAttachments } = (await ask('GET', `/me/messages/${id}`)).json as {
      body: { content: string };
      hasAttachments: boolean;
    };
    expect(body.content).toContain(`cid:${String(image?.['contentId'])}`);
    expect(hasAttachments).toBe(false);
  },
  'hostile-html': async () => {
    await world.faults.set(elin, 'hostile-html');
    expect(JSON.stringify((await ask('GET', `/me/messages/${await firstId()}?$select=body`)).json)).toContain(
      '<script>',
    );
  },
  'echoing-500': async () => {
    await world.faults.set(elin, 'echoing-500', { times: 1 });
    const answer = await ask('POST', '/me/messages', { body: { subject: 'hemligheten' } });
    expect(answer.status).toBe(500);
    expect(JSON.stringify(answer.json)).toContain('hemligheten');
  },
  'big-attachment': async () => {
    await world.faults.set(elin, 'big-attachment');
    const id = await firstId();
    const [file] = rows(await ask('GET', `/me/messages/${id}/attachments?$select=name,size`));
    const response = await ask('GET', `/me/messages/${id}/attachments/${idOf(file)}/$value`);
    expect(String(response.json['text'])).toHaveLength(25 * 1024 * 1024);
  },
  'cut-mid-body': async () => {
    await world.faults.set(elin, 'cut-mid-body', { times: 1 });
    await expect(ask('GET', '/me/mailFolders')).rejects.toThrow();
    expect((await ask('GET', '/me/mailFolders')).status).toBe(200);
  },
};

describe('each fault script does what it says', () => {
  for (const [name, proof] of Object.entries(proofs)) it(`${name} shows at Graph`, proof);
});

it('no script is left without a proof', () => {
  const atSignIn = ['consent-revoked', 'partial-grant', 'admin-consent', 'refresh-race'];
  expect([...Object.keys(proofs), ...atSignIn].toSorted()).toEqual([...faultNames].toSorted());
});

it('a script touches only the account it is set for', async () => {
  await world.faults.set(elin, 'unavailable');
  expect((await askAs(world, 'elin.ljungqvist@example.org')('GET', '/me')).status).toBe(200);
  await expect(world.faults.set('nobody@example.se', 'throttled')).rejects.toThrow('no account');
});
