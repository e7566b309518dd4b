/* oxlint-disable typescript/no-unsafe-type-assertion -- answers of many shapes are looked into; a wrong cast shows as a failing expectation. */
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ask } from './graph-client.ts';
import { askAs, idOf, rows } from './graph-client.ts';
import type { Microsoft365 } from './index.ts';
import { startMicrosoft365 } from './index.ts';
import { corpusMessages, splitMbox } from './mail-files.ts';
import { sharedFolder } from './referees/load.ts';

const folder = new URL('corpora/mail/', sharedFolder());
const elin = 'elin@example.se';

describe.skipIf(!existsSync(folder))('the public mail corpus (skipped where ../shared is absent)', () => {
  let world: Microsoft365;
  let ask: Ask;
  let count = 0;
  beforeAll(async () => {
    world = await startMicrosoft365();
    ask = askAs(world, elin);
    const messages = await corpusMessages(folder);
    count = await world.fill(elin, 'inbox', messages);
  });
  afterAll(async () => {
    expect(world.violations).toEqual([]);
    await world.stop();
  });

  it('holds all 233 messages and those of its mbox files', () => expect(count).toBeGreaterThanOrEqual(233));

  it('lists, opens and hands out every one, bytes unchanged', async () => {
    let link = '/me/mailFolders/inbox/messages?$top=50&$expand=attachments($select=id,name,size)';
    const seen: Record<string, unknown>[] = [];
    for (let guard = 0; guard < 20 && link !== ''; guard += 1) {
      const page = await ask('GET', link);
      seen.push(...rows(page));
      link = typeof page.json['@odata.nextLink'] === 'string' ? page.json['@odata.nextLink'] : '';
    }
    expect(seen).toHaveLength(count);
    for (const message of seen) {
      const one = await ask(
        'GET',
        `/me/messages/${idOf(message)}?$select=subject,body,uniqueBody,internetMessageHeaders`,
      );
      expect([message['subject'], one.status]).toEqual([message['subject'], 200]);
      for (const attachment of message['attachments'] as Record<string, unknown>[])
        expect(
          (await ask('GET', `/me/messages/${idOf(message)}/attachments/${idOf(attachment)}/$value`)).status,
        ).toBe(200);
    }
    const raw = await ask('GET', `/me/messages/${idOf(seen[0])}/$value`);
    expect(String(raw.json['text']).length).toBeGreaterThan(10);
  });

  it('sorts them into threads and finds them by words', async () => {
    expect((await ask('GET', '/me/messages?$search="test"&$top=5')).status).toBe(200);
    expect((await ask('GET', '/me/mailFolders/inbox/messages/delta?$select=subject')).status).toBe(200);
  });
});

it('an mbox is split at its From lines, and the quoting is taken off', () => {
  const mbox = Buffer.from(
    'From a@b Mon Nov 23 2026\nSubject: ett\n\n>From tråden\n\nFrom a@b Mon Nov 23 2026\nSubject: två\n\ntext\n',
  );
  expect(splitMbox(mbox).map((part) => part.toString())).toEqual([
    'Subject: ett\n\nFrom tråden',
    'Subject: två\n\ntext\n',
  ]);
});
