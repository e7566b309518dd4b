/* oxlint-disable typescript/no-unsafe-type-assertion -- answers of many shapes are looked into; a wrong cast shows as a failing expectation. */
import { Client } from '@microsoft/microsoft-graph-client';
import type { MailFolder, Message } from '@microsoft/microsoft-graph-types';
import { Agent, request as httpsRequest } from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCertificate } from '../certificate.ts';
import { allMail } from './graph-client.ts';
import type { Microsoft365 } from './index.ts';
import { startMicrosoft365 } from './index.ts';

const elin = 'elin@example.se';
let world: Microsoft365;
let graph: Client;

/** `fetch` over TLS to the stand-in's port, trusting only its own authority; the official client takes it as its transport. */
function fetchThrough(agent: Agent, port: number): typeof fetch {
  return async (input, init) => {
    const asked = new Request(input, init);
    const url = new URL(asked.url);
    const body = asked.body === null ? undefined : Buffer.from(await asked.arrayBuffer());
    return await new Promise<Response>((resolve, reject) => {
      const made = httpsRequest(
        {
          agent,
          host: '127.0.0.1',
          port,
          servername: url.hostname,
          method: asked.method,
          path: url.pathname + url.search,
          headers: {
            ...Object.fromEntries(asked.headers),
            host: url.host,
            ...(body === undefined ? {} : { 'content-length': String(body.length) }),
          },
        },
        (answer) => {
          const parts: Buffer[] = [];
          answer.on('data', (part: Buffer) => parts.push(part)).on('error', reject);
          answer.on('end', () =>
            resolve(
              new Response([204, 304].includes(answer.statusCode ?? 0) ? null : Buffer.concat(parts), {
                status: answer.statusCode ?? 500,
                headers: Object.entries(answer.headers).map(([name, value]): [string, string] => [
                  name,
                  String(value),
                ]),
              }),
            ),
          );
        },
      );
      made.on('error', reject);
      made.end(body);
    });
  };
}

const ownFetch = globalThis.fetch;

beforeAll(async () => {
  const certificate = await makeCertificate(['graph.stand-in.example']);
  world = await startMicrosoft365({
    tls: certificate,
    addresses: { graph: 'https://graph.stand-in.example' },
  });
  world.seedMany(elin, 'inbox', 60);
  globalThis.fetch = fetchThrough(new Agent({ ca: certificate.ca }), world.ports.graph);
  graph = Client.init({
    baseUrl: `${world.graph}/`,
    customHosts: new Set(['graph.stand-in.example']),
    defaultVersion: 'v1.0',
    authProvider: (done) => done(null, world.issueToken(elin, allMail)),
    fetchOptions: { headers: { Prefer: 'IdType="ImmutableId"' } },
  });
});
afterAll(async () => {
  globalThis.fetch = ownFetch;
  expect(world.violations).toEqual([]);
  await world.stop();
});

describe('the official Graph client, over TLS', () => {
  it('lists folders and pages through messages', async () => {
    const folders = (await graph.api('/me/mailFolders').get()) as { value: MailFolder[] };
    expect(folders.value.map(({ displayName }) => displayName)).toContain('Inkorg');
    const first = (await graph
      .api('/me/mailFolders/inbox/messages')
      .select(['subject', 'from'])
      .top(25)
      .count(true)
      .get()) as { value: Message[]; '@odata.nextLink': string; '@odata.count': number };
    expect(first['@odata.count']).toBe(60);
    const second = (await graph.api(first['@odata.nextLink']).get()) as { value: Message[] };
    expect(second.value).toHaveLength(25);
    const body = (await graph.api(`/me/messages/${first.value[0]?.id}`).select('body').get()) as Message;
    expect(body.body?.content).toContain('<p>');
  });

  it('writes, attaches, sends and finds it under the same id', async () => {
    const draft = (await graph.api('/me/messages').post({
      subject: 'Prov',
      body: { contentType: 'text', content: 'Hej' },
      toRecipients: [{ emailAddress: { address: 'tove.sandstrom@example.com' } }],
    })) as Message;
    await graph
      .api(`/me/messages/${draft.id}/attachments`)
      .post({ '@odata.type': '#microsoft.graph.fileAttachment', name: 'a.txt', contentBytes: 'SGVq' });
    await graph.api(`/me/messages/${draft.id}/send`).post({});
    const sent = (await graph.api(`/me/messages/${draft.id}`).get()) as Message;
    expect(sent).toMatchObject({ isDraft: false, hasAttachments: true });
  });

  it('follows a delta and sends a batch', async () => {
    const first = (await graph
      .api('/me/mailFolders/inbox/messages/delta')
      .select('subject')
      .top(100)
      .get()) as { '@odata.deltaLink': string; value: Message[] };
    expect(first.value).toHaveLength(60);
    await graph.api(`/me/messages/${first.value[0]?.id}`).patch({ isRead: true, categories: ['Bygglov'] });
    const next = (await graph.api(first['@odata.deltaLink']).get()) as { value: Message[] };
    expect(next.value.map(({ id }) => id)).toEqual([first.value[0]?.id]);
    const batch = (await graph.api('/$batch').post({
      requests: [
        { id: '1', method: 'GET', url: '/me' },
        { id: '2', method: 'GET', url: '/me/mailFolders/inbox' },
      ],
    })) as { responses: { status: number }[] };
    expect(batch.responses.map(({ status }) => status)).toEqual([200, 200]);
  });

  it('waits as Retry-After says and tries again by itself', async () => {
    await world.faults.set(elin, 'throttled', { retryAfter: 1, times: 1 });
    expect(((await graph.api('/me').get()) as { mail: string }).mail).toBe(elin);
    expect(world.calls.log.some(({ status }) => status === 429)).toBe(true);
  });
});
