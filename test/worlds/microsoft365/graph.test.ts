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

  it('adds categories once and finds people by the beginning of a name', async () => {
    expect(
      (await ask('POST', '/me/outlook/masterCategories', { body: { displayName: 'Ljud', color: 'preset9' } }))
        .status,
    ).toBe(201);
    expect(
      (await ask('POST', '/me/outlook/masterCategories', { body: { displayName: 'ljud', color: 'preset9' } }))
        .status,
    ).toBe(409);
    const found = rows(await ask('GET', '/me/people?$search="tov"&$top=3'));
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((row) => String(row['displayName']).startsWith('Tove'))).toBe(true);
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
