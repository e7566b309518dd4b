import { openTab, until } from '#worlds/mail-tab';
import type { Tab, TabOptions } from '#worlds/mail-tab';
import { startMicrosoft365 } from '#worlds/microsoft365';
import type { Microsoft365 } from '#worlds/microsoft365';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createMail } from './mail.ts';
import { createMemoryIndex } from './search/index-memory.ts';
import { readSource } from './show/read-source.ts';
import type { Mail, MessageList, Row } from './types.ts';

const ANNA = 'anna.ek@bjorkviken.example';

let world: Microsoft365;
const open: Mail[] = [];

beforeEach(async () => {
  world = await startMicrosoft365({
    seed: 'empty',
    accounts: [{ address: ANNA, name: 'Anna Ek', consent: { kind: 'approve' } }],
  });
});

afterEach(async () => {
  for (const mail of open.splice(0)) mail.close();
  const { violations } = world;
  await world.stop();
  expect(violations, 'the contracts were broken').toEqual([]);
});

function mailIn(tab: Tab): Mail {
  const mail = createMail({
    ...tab.environment,
    searchIndex: createMemoryIndex(),
    readSource: async (bytes) => ({ ok: true, source: await readSource(bytes) }),
  });
  open.push(mail);
  return mail;
}

const tabOf = (options?: TabOptions): Tab => openTab(world, ANNA, options);

const eml = (subject: string, more = '', at = '2026-11-20T10:00:00Z'): Uint8Array =>
  new TextEncoder().encode(
    `From: Bo Berg <bo@example.org>\r\nTo: Anna Ek <${ANNA}>\r\nSubject: ${subject}\r\nDate: ${new Date(at).toUTCString()}\r\n` +
      `Message-ID: <${encodeURIComponent(subject)}@example.org>\r\n${more}Content-Type: text/plain; charset=utf-8\r\n\r\nBrödtext till ${subject}\r\n`,
  );

const rows = (list: MessageList): readonly Row[] =>
  Array.from({ length: list.count() }, (_, at) => list.row(at));
const subjects = (list: MessageList): readonly string[] =>
  rows(list).map((row) => (row.state === 'ready' ? row.head.subject : '…'));
const idOf = (list: MessageList, subject: string): string => {
  const row = rows(list).find((one) => one.state === 'ready' && one.head.subject === subject);
  if (row?.state !== 'ready') throw new Error(`no row ${subject}`);
  return row.head.id;
};

async function three(): Promise<void> {
  await world.fill(ANNA, 'inbox', [
    eml('Ett', '', '2026-11-20T10:00:00Z'),
    eml('Två', '', '2026-11-21T10:00:00Z'),
    eml('Tre', '', '2026-11-22T10:00:00Z'),
  ]);
}

test('the first start paints the inbox newest first, and knows the mailboxes by their roles', async () => {
  await three();
  const mail = mailIn(tabOf());
  await mail.start('inbox');
  const list = mail.list('inbox');
  expect(subjects(list)).toEqual(['Tre', 'Två', 'Ett']);
  expect(mail.mailboxes.get().map((one) => one.role)).toEqual(
    expect.arrayContaining(['inbox', 'sent', 'drafts', 'trash', 'junk', 'archive']),
  );
  expect(mail.mailbox('inbox')?.total).toBe(3);
  await until(() => mail.status.get().connection === 'online' && mail.status.get().lastSync !== null);
});

test('a reload paints the stored list without the provider', async () => {
  await three();
  const tab = tabOf();
  const first = mailIn(tab);
  await first.start('inbox');
  expect(subjects(first.list('inbox'))).toHaveLength(3);
  await first.refresh();
  await until(() => tab.vault.records.has('index/meta') && tab.vault.records.has('screen/inbox'));
  first.close();
  const again = tabOf({ vault: tab.vault });
  again.goOffline();
  const mail = mailIn(again);
  await mail.start('inbox');
  expect(subjects(mail.list('inbox'))).toEqual(['Tre', 'Två', 'Ett']);
});

test('new mail, a change and a removal elsewhere arrive at the next poll', async () => {
  await three();
  const mail = mailIn(tabOf());
  await mail.start('inbox');
  const list = mail.list('inbox');
  await mail.refresh();
  await until(() => mail.status.get().syncing === null && list.count() === 3);
  await world.deliver(ANNA, eml('Fyra', '', '2026-11-23T10:00:00Z'));
  await until(async () => {
    await mail.refresh();
    return subjects(list)[0] === 'Fyra';
  });
});

test('acts show at once, reach the provider, and undo takes them back', async () => {
  await three();
  const mail = mailIn(tabOf());
  await mail.start('inbox');
  const list = mail.list('inbox');
  const id = idOf(list, 'Två');
  const act = mail.archive([id]);
  await Promise.resolve();
  expect(subjects(list)).toEqual(['Tre', 'Ett']);
  await until(() => mail.status.get().waiting === 0);
  expect(world.calls.log.filter((call) => call.path.endsWith('/move') && call.status < 300)).toHaveLength(1);
  act.undo?.();
  await until(() => subjects(list).length === 3 && mail.status.get().waiting === 0);
  mail.setRead([id], true);
  mail.setFlag([id], true);
  await until(() => mail.status.get().waiting === 0);
  const row = list.row(
    list.indexOf(rows(list).find((one) => one.state === 'ready' && one.head.id === id)?.key ?? ''),
  );
  expect(row).toMatchObject({ state: 'ready', unread: 0, flagged: true });
});

test('offline acts wait in the vault, survive a crash of the tab, and go when the network is back', async () => {
  await three();
  const tab = tabOf();
  const mail = mailIn(tab);
  await mail.start('inbox');
  await mail.refresh();
  await until(() => tab.vault.records.has('index/meta'));
  tab.goOffline();
  mail.setFlag([idOf(mail.list('inbox'), 'Ett')], true);
  await until(() => Array.isArray(tab.vault.records.get('outbox/0')));
  expect(mail.status.get().waiting).toBe(1);
  tab.crash();
  const next = mailIn(tabOf({ vault: tab.vault }));
  await next.start('inbox');
  await until(() => next.status.get().waiting === 0);
  expect(world.calls.log.some((call) => call.method === 'PATCH' && call.status === 200)).toBe(true);
});

test('an act the provider refuses is rolled back and told', async () => {
  await three();
  const mail = mailIn(tabOf({ scopes: ['Mail.Read', 'MailboxSettings.Read'] }));
  await mail.start('inbox');
  const list = mail.list('inbox');
  mail.setFlag([idOf(list, 'Ett')], true);
  await until(() => mail.outbox.get().problems.length === 1);
  expect(mail.outbox.get().problems[0]).toMatchObject({
    what: 'set-flag',
    reason: 'forbidden',
    subject: 'Ett',
  });
  await until(() => rows(list).every((row) => row.state === 'ready' && !row.flagged));
});

const scripts = [
  ['delta-disorder', {}],
  ['delta-removed-unknown', { times: 2 }],
  ['sync-state-lost', { status: 410, pages: 1, times: 1 }],
  ['sync-state-lost', { status: 404, pages: 1, times: 1 }],
  ['sync-state-lost', { status: 400, pages: 1, times: 1 }],
  ['empty-page', { times: 2 }],
  ['throttled', { retryAfter: 1, times: 3 }],
  ['throttled', { retryAfter: null, times: 3 }],
  ['mailbox-concurrency', {}],
  ['unavailable', { status: 503, times: 3 }],
  ['unavailable', { status: 502, times: 2 }],
  ['unavailable', { status: 504, times: 2 }],
  ['token-expires-in-batch', { after: 1, times: 1 }],
  ['cut-mid-body', { times: 2 }],
  ['echoing-500', { times: 2 }],
] as const;

for (const [name, options] of scripts) {
  test(`with the fault «${name}» ${JSON.stringify(options)} every message still arrives, once`, async () => {
    const many = Array.from({ length: 430 }, (_, at) =>
      eml(`Brev ${at}`, '', new Date(Date.UTC(2026, 9, 1) + at * 3_600_000).toISOString()),
    );
    await world.fill(ANNA, 'inbox', many);
    await world.faults.set(ANNA, name, options);
    const mail = mailIn(tabOf());
    await mail.start('inbox');
    const list = mail.list('inbox');
    await until(async () => {
      await mail.refresh();
      return (
        list.count() === 430 &&
        mail.status.get().syncing === null &&
        rows(list).every((row) => row.state === 'ready')
      );
    }, 30_000);
    expect(new Set(subjects(list)).size).toBe(430);
    expect(subjects(list)[0]).toBe('Brev 429');
  });
}

test('a claims challenge and a withdrawn consent become states, not errors', async () => {
  await three();
  await world.faults.set(ANNA, 'claims-challenge', {});
  const mail = mailIn(tabOf());
  await mail.start('inbox');
  expect(mail.status.get().connection).toBe('claims');
});

test('a sent message goes once though the answer is lost, and is found in Sent', async () => {
  const tab = tabOf();
  const mail = mailIn(tab);
  await mail.start('inbox');
  await mail.saveHoldSeconds(0);
  const compose = mail.compose({
    subject: 'Hälsning',
    to: [{ name: '', address: 'bo@example.org' }],
    html: '<p>Hej</p>',
  });
  await world.faults.set(ANNA, 'unavailable', { status: 504, times: 1, method: 'POST', path: '/send' });
  compose.send();
  await until(() => compose.draft.get().state === 'sent', 20_000);
  const sent = mail.list('sent');
  await until(async () => {
    await mail.refresh();
    return sent.count() > 0;
  });
  expect(subjects(sent)).toEqual(['Hälsning']);
});

test('a draft reaches the vault, then the provider; a crash leaves it to be offered again', async () => {
  const tab = tabOf();
  const mail = mailIn(tab);
  await mail.start('inbox');
  const compose = mail.compose({});
  compose.change({ subject: 'Halvfärdigt', html: '<p>Så här långt</p>' });
  await until(() => JSON.stringify(tab.vault.records.get('draft/0') ?? '').includes('Halvfärdigt'));
  tab.goOffline();
  compose.change({ subject: 'Halvfärdigt, mer', html: '<p>Så här långt och längre</p>' });
  await until(() => JSON.stringify(tab.vault.records.get('draft/0') ?? '').includes('längre'));
  tab.crash();
  const next = mailIn(tabOf({ vault: tab.vault }));
  await next.start('inbox');
  await until(() => next.unfinished.get().length === 1);
  expect(next.unfinished.get()[0]).toMatchObject({ subject: 'Halvfärdigt, mer' });
  await until(() => next.unfinished.get()[0]?.state === 'saved');
});

test('a held message can be taken back, and one held when the tab died long ago is offered, not sent', async () => {
  const tab = tabOf();
  const mail = mailIn(tab);
  await mail.start('inbox');
  await mail.saveHoldSeconds(60);
  const compose = mail.compose({
    subject: 'Vänta',
    to: [{ name: '', address: 'bo@example.org' }],
    html: '<p>Hej</p>',
  });
  compose.send();
  expect(compose.draft.get().state).toBe('holding');
  compose.undoSend();
  expect(compose.draft.get()).toMatchObject({ state: 'kept-here', sendsAt: null });
  expect(world.calls.log.filter((call) => call.path.endsWith('/send'))).toHaveLength(0);
});

test('an attachment of 3 MB or more goes up in parts, and a small one in one', async () => {
  const mail = mailIn(tabOf());
  await mail.start('inbox');
  const compose = mail.compose({ subject: 'Ritning' });
  const file = new File([new Uint8Array(9_000_000).fill(65)], 'ritning.bin');
  compose.attach(file);
  await until(() => compose.draft.get().attachments[0]?.state === 'there', 30_000);
  expect(world.calls.count({ host: 'upload', method: 'PUT' })).toBe(3);
  compose.attach(new File(['liten'], 'liten.txt', { type: 'text/plain' }));
  await until(() => compose.draft.get().attachments.every((one) => one.state === 'there'));
});

test('search answers from the cache at once and from the provider after, each message once', async () => {
  await three();
  const mail = mailIn(tabOf());
  await mail.start('inbox');
  const found = mail.search('från:bo Två');
  await until(() => found.count() === 1 && found.provider.get() !== 'asking');
  expect(subjects(found)).toEqual(['Två']);
  await world.faults.set(ANNA, 'restriction-too-complex', { times: 1 });
  const unread = mail.search('är:oläst');
  await until(() => unread.count() === 3 && unread.provider.get() !== 'asking');
});

test('two tabs: one polls, both show an act, and the other takes over when the first is gone', async () => {
  await three();
  const { openBrowser } = await import('#worlds/mail-tab');
  const browser = openBrowser();
  const one = tabOf({ browser });
  const first = mailIn(one);
  await first.start('inbox');
  const two = tabOf({ browser, vault: one.vault });
  const second = mailIn(two);
  await second.start('inbox');
  await until(() => first.status.get().leader && !second.status.get().leader);
  await until(() => subjects(second.list('inbox')).length === 3);
  first.remove([idOf(first.list('inbox'), 'Ett')]);
  await until(() => subjects(second.list('inbox')).length === 2);
  one.crash();
  await until(() => second.status.get().leader);
});

test('mailboxes are created, renamed, moved and deleted, and trash is emptied for good', async () => {
  await world.fill(ANNA, 'deleteditems', [eml('Bort'), eml('Väck')]);
  const mail = mailIn(tabOf());
  await mail.start('inbox');
  const made = await mail.createMailbox('Projekt', null);
  expect(made).toMatchObject({ ok: true, value: { name: 'Projekt', parent: null } });
  const id = made.ok ? made.value.id : '';
  expect(await mail.renameMailbox(id, 'Byggen')).toMatchObject({ ok: true });
  const inbox = mail.mailbox('inbox')?.id ?? '';
  expect(await mail.moveMailbox(id, inbox)).toMatchObject({ ok: true });
  await until(() => mail.mailbox(id)?.parent === inbox && mail.mailbox(id)?.name === 'Byggen');
  expect(await mail.deleteMailbox(id)).toMatchObject({ ok: true });
  expect(await mail.empty('trash')).toEqual({ ok: true, value: 2 });
  expect(await mail.empty('inbox')).toMatchObject({ ok: false });
});

test('settings, categories and rules go both ways, and choices outlive the session in the mailbox', async () => {
  const mail = mailIn(tabOf());
  await mail.start('inbox');
  expect(await mail.settings.read()).toMatchObject({ ok: true, value: { timeZone: 'Europe/Berlin' } });
  const replies = {
    state: 'scheduled',
    from: Date.UTC(2026, 11, 20),
    until: Date.UTC(2027, 0, 7),
    audience: 'all',
    inside: 'Ledig',
    outside: 'Åter',
  } as const;
  expect(await mail.settings.saveAutomaticReplies(replies)).toMatchObject({
    ok: true,
    value: { automaticReplies: replies },
  });
  expect(await mail.settings.createCategory('Bygge', 4)).toMatchObject({
    ok: true,
    value: { name: 'Bygge', color: 4 },
  });
  const inbox = mail.mailbox('archive')?.id ?? '';
  const rule = await mail.settings.createRule({
    name: 'Nyhetsbrev',
    order: 1,
    on: true,
    when: { from: ['nyheter'] },
    then: { moveTo: inbox, stop: true },
  });
  expect(rule).toMatchObject({ ok: true, value: { foreign: false, when: { from: ['nyheter'] } } });
  const id = rule.ok ? rule.value.id : '';
  expect(await mail.settings.updateRule(id, { on: false })).toMatchObject({ ok: true, value: { on: false } });
  expect(await mail.settings.rules()).toMatchObject({ ok: true, value: [{ name: 'Nyhetsbrev' }] });
  expect(await mail.settings.deleteRule(id)).toMatchObject({ ok: true });
  await mail.saveSignature({ html: '<p>Anna</p>', onReplies: false });
  const elsewhere = mailIn(tabOf());
  await elsewhere.start('inbox');
  await until(async () => (await elsewhere.signature()).html === '<p>Anna</p>');
});
