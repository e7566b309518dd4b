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

describe('lists', () => {
  it('gives ten messages by default, newest first, and a next link that leads on', async () => {
    const first = await ask('GET', '/me/messages?$select=receivedDateTime');
    expect(rows(first)).toHaveLength(10);
    const times = rows(first).map((row) => String(row['receivedDateTime']));
    expect(times).toEqual(times.toSorted().toReversed());
    const second = await ask('GET', String(first.json['@odata.nextLink']));
    expect(rows(second)).toHaveLength(10);
    expect(rows(second)[0]).not.toEqual(rows(first)[0]);
  });

  it('counts what a filter finds', async () => {
    const unread = await ask(
      'GET',
      '/me/mailFolders/inbox/messages?$filter=isRead eq false&$count=true&$top=1',
    );
    const folder = await ask('GET', '/me/mailFolders/inbox');
    expect(unread.json['@odata.count']).toBe(folder.json['unreadItemCount']);
  });

  it('refuses an order that the filter does not begin with', async () => {
    expect(
      (await ask('GET', '/me/messages?$filter=isRead eq false&$orderby=receivedDateTime desc')).code,
    ).toBe('InefficientFilter');
    expect(
      (
        await ask(
          'GET',
          '/me/messages?$filter=receivedDateTime ge 2020-01-01T00:00:00Z and isRead eq false&$orderby=receivedDateTime desc',
        )
      ).status,
    ).toBe(200);
  });

  it('refuses search together with filter or order, and filters on recipients', async () => {
    expect((await ask('GET', '/me/messages?$search="takfot"&$filter=isRead eq true')).status).toBe(400);
    expect((await ask('GET', '/me/messages?$search="takfot"&$orderby=subject')).status).toBe(400);
    expect(
      (await ask('GET', "/me/messages?$filter=toRecipients/any(r:r/emailAddress/address eq 'x@example.com')"))
        .status,
    ).toBe(400);
  });

  it('searches words, senders, attachments and dates', async () => {
    const from = rows(await ask('GET', '/me/messages?$search="from:sandström"&$select=from&$top=50'));
    expect(from.length).toBeGreaterThan(0);
    expect(JSON.stringify(from.map((row) => row['from'])).toLowerCase()).not.toContain('haddad');
    const withFiles = rows(
      await ask('GET', '/me/messages?$search="hasattachments:true"&$select=hasAttachments&$top=50'),
    );
    expect(withFiles.length).toBeGreaterThan(0);
    expect(withFiles.every((row) => row['hasAttachments'] === true)).toBe(true);
    expect(rows(await ask('GET', '/me/messages?$search="received>=2200-01-01"'))).toEqual([]);
  });
});

describe('folders', () => {
  it('creates, renames, moves and deletes, and keeps the counts', async () => {
    const made = await ask('POST', '/me/mailFolders', { body: { displayName: 'Anbud' } });
    expect(made.status).toBe(201);
    expect((await ask('POST', '/me/mailFolders', { body: { displayName: 'anbud' } })).code).toBe(
      'ErrorFolderExists',
    );
    const inner = await ask('POST', `/me/mailFolders/${idOf(made)}/childFolders`, {
      body: { displayName: 'Skolor' },
    });
    const [message] = rows(await ask('GET', '/me/mailFolders/inbox/messages?$top=1&$select=isRead'));
    await ask('PATCH', `/me/messages/${idOf(message)}`, { body: { isRead: false } });
    await ask('POST', `/me/messages/${idOf(message)}/move`, { body: { destinationId: idOf(inner) } });
    expect((await ask('GET', `/me/mailFolders/${idOf(inner)}`)).json).toMatchObject({
      totalItemCount: 1,
      unreadItemCount: 1,
    });
    expect(
      (await ask('PATCH', `/me/mailFolders/${idOf(inner)}`, { body: { displayName: 'Grundskolor' } })).json[
        'displayName'
      ],
    ).toBe('Grundskolor');
    expect(
      (await ask('POST', `/me/mailFolders/${idOf(made)}/move`, { body: { destinationId: idOf(inner) } }))
        .status,
    ).toBe(400);
    expect((await ask('DELETE', `/me/mailFolders/${idOf(made)}`)).status).toBe(204);
    const bin = rows(await ask('GET', '/me/mailFolders/deleteditems/childFolders'));
    expect(bin.map((row) => row['displayName'])).toContain('Anbud');
    expect((await ask('DELETE', '/me/mailFolders/inbox')).status).toBe(403);
  });
});

describe('messages', () => {
  it('keeps an immutable id through a move, and only that', async () => {
    const rest = askAs(world, elin, undefined, 'return=representation');
    const [byRest] = rows(await rest('GET', '/me/mailFolders/inbox/messages?$top=1&$skip=5&$select=subject'));
    const translated = await ask('POST', '/me/translateExchangeIds', {
      body: { inputIds: [idOf(byRest)], sourceIdType: 'restId', targetIdType: 'restImmutableEntryId' },
    });
    const immutable = String(rows(translated)[0]?.['targetId']);
    const moved = await ask('POST', `/me/messages/${immutable}/move`, { body: { destinationId: 'archive' } });
    expect(idOf(moved)).toBe(immutable);
    expect((await ask('GET', `/me/messages/${immutable}`)).status).toBe(200);
    expect((await rest('GET', `/me/messages/${idOf(byRest)}`)).status).toBe(404);
    expect((await ask('GET', `/me/messages/${immutable.toLowerCase()}`)).status).toBe(400);
  });

  it('writes a draft, attaches, sends it under the same id, and the other account gets it', async () => {
    const draft = await ask('POST', '/me/messages', {
      body: {
        subject: 'Hej',
        body: { contentType: 'html', content: '<p>Hej!</p>' },
        toRecipients: [{ emailAddress: { address: 'elin.ljungqvist@example.org' } }],
        bccRecipients: [{ emailAddress: { address: 'dold@example.com' } }],
      },
    });
    expect(draft.json['isDraft']).toBe(true);
    const file = await ask('POST', `/me/messages/${idOf(draft)}/attachments`, {
      body: {
        '@odata.type': '#microsoft.graph.fileAttachment',
        name: 'a.txt',
        contentType: 'text/plain',
        contentBytes: Buffer.from('innehåll').toString('base64'),
      },
    });
    expect(file.status).toBe(201);
    expect(
      (await ask('GET', `/me/messages/${idOf(draft)}/attachments/${idOf(file)}/$value`)).json['text'],
    ).toBe('innehåll');
    expect((await ask('POST', `/me/messages/${idOf(draft)}/send`)).status).toBe(202);
    const sent = await ask('GET', `/me/mailFolders/sentitems/messages/${idOf(draft)}`);
    expect(sent.json).toMatchObject({ isDraft: false, hasAttachments: true });
    expect((await ask('POST', `/me/messages/${idOf(draft)}/send`)).status).toBe(400);
    const other = askAs(world, 'elin.ljungqvist@example.org');
    const [arrived] = rows(await other('GET', '/me/mailFolders/inbox/messages?$expand=attachments'));
    expect(arrived).toMatchObject({ subject: 'Hej', isRead: false, bccRecipients: [] });
    const mime = await other('GET', `/me/messages/${idOf(arrived)}/$value`);
    expect(String(mime.json['text'])).not.toMatch(/^bcc:/im);
  });

  it('answers in the thread, with the quotation and without the attachments', async () => {
    const raw = Buffer.from(
      'From: Tove <tove@example.com>\r\nTo: elin@example.se, Oskar <oskar@example.com>\r\nSubject: Ritning\r\nMessage-ID: <r1@mail.example>\r\nDate: Mon, 23 Nov 2026 10:00:00 +0100\r\nContent-Type: text/plain\r\n\r\nTakfoten.\r\n',
    );
    await world.deliver(elin, raw);
    const [original] = rows(await ask('GET', '/me/mailFolders/inbox/messages?$top=1'));
    const reply = await ask('POST', `/me/messages/${idOf(original)}/createReplyAll`, {
      body: { comment: 'Tack' },
    });
    expect(reply.status).toBe(201);
    expect(reply.json).toMatchObject({
      subject: 'RE: Ritning',
      conversationId: original?.['conversationId'],
    });
    expect(JSON.stringify(reply.json['toRecipients'])).toContain('oskar@example.com');
    expect(JSON.stringify(reply.json['toRecipients'])).not.toContain(elin);
    expect(JSON.stringify(reply.json['body'])).toMatch(/Tack.*Takfoten/);
    const mime = String((await ask('GET', `/me/messages/${idOf(reply)}/$value`)).json['text']);
    expect(mime).toMatch(/^In-Reply-To: <r1@mail\.example>/m);
  });

  it('takes only x- headers, and changes of a sent message only where Exchange does', async () => {
    const bad = await ask('POST', '/me/sendMail', {
      body: {
        message: {
          subject: 'x',
          toRecipients: [{ emailAddress: { address: 'a@example.com' } }],
          internetMessageHeaders: [{ name: 'In-Reply-To', value: '<a@b>' }],
        },
      },
    });
    expect(bad.code).toBe('InvalidInternetMessageHeader');
    const [message] = rows(await ask('GET', '/me/mailFolders/inbox/messages?$top=1'));
    expect((await ask('PATCH', `/me/messages/${idOf(message)}`, { body: { subject: 'annat' } })).status).toBe(
      400,
    );
    const flagged = await ask('PATCH', `/me/messages/${idOf(message)}`, {
      body: { flag: { flagStatus: 'flagged' }, categories: ['Bygglov'], importance: 'high' },
      headers: { 'if-match': String(message?.['@odata.etag']) },
    });
    expect(flagged.json).toMatchObject({
      flag: { flagStatus: 'flagged' },
      categories: ['Bygglov'],
      importance: 'high',
    });
    expect(
      (
        await ask('PATCH', `/me/messages/${idOf(message)}`, {
          body: { isRead: true },
          headers: { 'if-match': String(message?.['@odata.etag']) },
        })
      ).status,
    ).toBe(412);
  });

  it('takes a large attachment in pieces on another host, which refuses a token', async () => {
    const draft = await ask('POST', '/me/messages', { body: { subject: 'Stor' } });
    const size = 3_500_000;
    const session = await ask('POST', `/me/messages/${idOf(draft)}/attachments/createUploadSession`, {
      body: { AttachmentItem: { attachmentType: 'file', name: 'film.mp4', size } },
    });
    expect(session.status).toBe(201);
    const url = String(session.json['uploadUrl']);
    const put = async (from: number, to: number, headers: Record<string, string> = {}): Promise<Response> =>
      await fetch(url, {
        method: 'PUT',
        headers: { 'content-range': `bytes ${from}-${to - 1}/${size}`, ...headers },
        body: Buffer.alloc(to - from, 7),
      });
    expect((await put(0, 1000, { authorization: 'Bearer x' })).status).toBe(401);
    expect((await put(0, 2_000_000)).status).toBe(200);
    expect((await put(1_000_000, 2_500_000)).status).toBe(416);
    const last = await put(2_000_000, size);
    expect(last.status).toBe(201);
    expect(last.headers.get('location')).toContain('/Attachments(');
    const [attachment] = rows(await ask('GET', `/me/messages/${idOf(draft)}/attachments?$select=name,size`));
    expect(attachment).toMatchObject({ name: 'film.mp4' });
    const preflight = await fetch(url, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://app.telink.example',
        'access-control-request-method': 'PUT',
        'access-control-request-headers': 'content-range,sdkversion',
      },
    });
    expect(preflight.status).toBe(403);
  });
});

it('answers a preflight for each address and hides Retry-After from pages', async () => {
  const response = await fetch(`${world.graph}/v1.0/me/messages`, {
    method: 'OPTIONS',
    headers: {
      origin: 'https://app.telink.example',
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'authorization,prefer',
    },
  });
  expect(response.headers.get('access-control-allow-headers')).toBe('authorization,prefer');
  const seen = await ask('GET', '/me');
  expect(seen.headers.get('access-control-expose-headers')?.toLowerCase()).not.toContain('retry-after');
});

it('serves any page of 100,000 messages from an index', async () => {
  const big = await startMicrosoft365();
  big.seedMany(elin, 'inbox', 100_000);
  const seen = await askAs(big, elin)(
    'GET',
    '/me/mailFolders/inbox/messages?$skip=50000&$top=50&$select=subject&$count=true',
  );
  expect(rows(seen)).toHaveLength(50);
  expect(seen.json['@odata.count']).toBe(100_000);
  await big.stop();
});
