import { letter, until } from '#worlds/mail-tab';
import { beforeAll, expect, test } from 'vitest';
import { emptyDraft } from './drafts/record.ts';
import { fetchLater } from './later.ts';
import type { MessageList, Row } from './types.ts';
import { ANNA, useEngine } from '../../../../test/worlds/mail-tab/engine.ts';

const engine = useEngine();
const { mailIn, tabOf } = engine;
beforeAll(fetchLater);

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
  await engine.world.fill(ANNA, 'inbox', [
    letter(ANNA, 'Ett', '2026-11-20T10:00:00Z'),
    letter(ANNA, 'Två', '2026-11-21T10:00:00Z'),
    letter(ANNA, 'Tre', '2026-11-22T10:00:00Z'),
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
  await engine.world.deliver(ANNA, letter(ANNA, 'Fyra', '2026-11-23T10:00:00Z'));
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
  expect(
    engine.world.calls.log.filter((call) => call.path.endsWith('/move') && call.status < 300),
  ).toHaveLength(1);
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
  // Nothing waits before the outbox has been taken over, either: the act itself is what to wait for.
  await until(() => engine.world.calls.log.some((call) => call.method === 'PATCH' && call.status === 200));
  await until(() => next.status.get().waiting === 0);
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

test('a claims challenge and a withdrawn consent become states, not errors', async () => {
  await three();
  await engine.world.faults.set(ANNA, 'claims-challenge', {});
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
  tab.loseAnswers('/send', 1);
  compose.send();
  await until(() => compose.draft.get().state === 'sent', 20_000);
  const sent = mail.list('sent');
  await until(async () => {
    await mail.refresh();
    return sent.count() > 0;
  });
  expect(subjects(sent)).toEqual(['Hälsning']);
  expect(engine.world.calls.log.filter((call) => call.path.endsWith('/send'))).toHaveLength(1);
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

test('a message held when its tab died long ago is offered, not sent; one held just now goes off', async () => {
  for (const [ago, sent] of [
    [3_600_000, false],
    [1000, true],
  ] as const) {
    engine.world.calls.clear();
    const tab = tabOf();
    const draft = {
      ...emptyDraft(`d${ago}`),
      subject: `Hållet ${ago}`,
      to: [{ name: '', address: 'bo@example.org' }],
      html: '<p>Hej</p>',
      state: 'holding' as const,
      sendsAt: tab.environment.timer.now() - ago,
    };
    await tab.vault.put('draft', '0', [
      {
        draft,
        source: null,
        internetId: '',
        unsaved: ['subject', 'to', 'html'],
        wanted: true,
        unsure: false,
      },
    ]);
    const mail = mailIn(tab);
    await mail.start('inbox');
    if (sent)
      await until(() =>
        engine.world.calls.log.some((call) => call.path.endsWith('/send') && call.status === 202),
      );
    else {
      await until(() => mail.unfinished.get()[0]?.state === 'saved');
      expect(mail.unfinished.get()[0]).toMatchObject({ subject: `Hållet ${ago}`, sendsAt: null });
      expect(engine.world.calls.log.some((call) => call.path.endsWith('/send'))).toBe(false);
    }
  }
});

test('a held message can be taken back', async () => {
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
  expect(engine.world.calls.log.filter((call) => call.path.endsWith('/send'))).toHaveLength(0);
});

test('an attachment of 3 MB or more goes up in parts, and a small one in one', async () => {
  const mail = mailIn(tabOf());
  await mail.start('inbox');
  const compose = mail.compose({ subject: 'Ritning' });
  const file = new File([new Uint8Array(9_000_000).fill(65)], 'ritning.bin');
  compose.attach(file);
  await until(() => compose.draft.get().attachments[0]?.state === 'there', 30_000);
  expect(engine.world.calls.count({ host: 'upload', method: 'PUT' })).toBe(3);
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
  await engine.world.faults.set(ANNA, 'restriction-too-complex', { times: 1 });
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
