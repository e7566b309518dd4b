import { openTab, until, type Tab } from '#worlds/mail-tab';
import { startMicrosoft365, type Microsoft365 } from '#worlds/microsoft365';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fetchLater } from '../engine/later.ts';
import type { Message } from '../engine/types.ts';
import { composeRequests, requestCompose } from '../compose-seam.ts';
import { createMail } from '../engine/mail.ts';
import { createMemoryIndex } from '../engine/search/index-memory.ts';
import { createMailAccounts, type MailAccount, type MailAccounts } from './accounts.ts';

const ANNA = 'anna.ek@bjorkviken.example';
const KANSLI = 'kansli@bjorkviken.example';
const account = (id: string, address: string): MailAccount => ({
  id,
  address,
  name: address,
  state: 'connected',
});
const a = account('a', ANNA);
const b = account('b', KANSLI);

let world: Microsoft365;
beforeAll(fetchLater);
beforeAll(async () => {
  world = await startMicrosoft365({
    seed: 'empty',
    accounts: [ANNA, KANSLI].map((address) => ({
      address,
      name: address,
      consent: { kind: 'approve' } as const,
    })),
  });
});
afterAll(() => world.stop());

function accountsOf(list: () => readonly MailAccount[], tabs = new Map<string, Tab>()): MailAccounts {
  return createMailAccounts({
    list: async () => list(),
    openMail: async ({ id, address }) => {
      const tab = openTab(world, address);
      tabs.set(id, tab);
      const mail = createMail({
        ...tab.environment,
        searchIndex: createMemoryIndex(),
        readSource: async () => ({ ok: false, reason: 'broken' }),
      });
      return { mail };
    },
    random: (bytes) => bytes,
    now: () => 0,
  });
}

test('when one account ends, only its store is closed: the other goes on, and keeps what was asked to be written', async () => {
  let list = [a, b];
  const accounts = accountsOf(() => list);
  await until(() => accounts.view.get().state === 'ready');
  const [first, second] = [await accounts.open(a, 'inbox'), await accounts.open(b, 'inbox')];
  requestCompose({ open: 'new', account: 'b' });
  list = [b];
  await accounts.closeOne('a');
  expect(first.mail.status.get().connection).toBe('closed');
  expect(second.mail.status.get().connection).not.toBe('closed');
  expect(accounts.view.get()).toEqual({ state: 'ready', accounts: [b] });
  expect(await accounts.open(b, 'inbox')).toBe(second);
  expect(composeRequests.get()?.request.account).toBe('b');
  await accounts.closeOne('b');
  expect(composeRequests.get()).toBeNull();
  await accounts.relist();
  expect(accounts.view.get()).toEqual({ state: 'ready', accounts: [b] });
  // What comes back after its end is opened anew.
  expect(await accounts.open(b, 'inbox')).not.toBe(second);
  accounts.close();
});

test('before signing out, drafts that can’t be saved are named, those that can are saved', async () => {
  const tabs = new Map<string, Tab>();
  const accounts = accountsOf(() => [a, b], tabs);
  await until(() => accounts.view.get().state === 'ready');
  const [first, second] = [await accounts.open(a, 'inbox'), await accounts.open(b, 'inbox')];
  // As the page does before it lets anyone write.
  await fetchLater();
  first.mail.compose({ subject: 'Sparas' }).change({ html: '<p>1</p>' });
  second.mail.compose({ subject: 'Offert' }).change({ html: '<p>2</p>' });
  tabs.get('b')?.goOffline();
  expect(await accounts.beforeSignOut()).toEqual([{ what: 'draft', name: 'Offert' }]);
  expect(world.mailbox(ANNA).known('drafts').items).toMatchObject([{ subject: 'Sparas' }]);
  accounts.close();
});

test('before signing out a letter that is held goes off; what can’t go, and acts that wait, are named', async () => {
  const raw = 'From: tove@example.com\r\nTo: kansli@example.se\r\nSubject: Stolpen\r\n\r\nHej\r\n';
  await world.deliver(KANSLI, Buffer.from(raw));
  const tabs = new Map<string, Tab>();
  const accounts = accountsOf(() => [a, b], tabs);
  await until(() => accounts.view.get().state === 'ready');
  const [first, second] = [await accounts.open(a, 'inbox'), await accounts.open(b, 'inbox')];
  await fetchLater();
  const to = [{ name: 'Tove', address: 'tove@example.com' }];
  for (const { mail } of [first, second]) await mail.saveHoldSeconds(30);
  const gone = first.mail.compose({ subject: 'Hålls', to, html: '<p>1</p>' });
  gone.send();
  expect(gone.draft.get().state).toBe('holding');
  const list = second.mail.list('inbox');
  const head = (): Message | undefined => {
    const row = list.count() > 0 ? list.row(0) : undefined;
    return row !== undefined && 'head' in row ? row.head : undefined;
  };
  await until(() => head() !== undefined);
  tabs.get('b')?.goOffline();
  second.mail.compose({ subject: 'Blir kvar', to, html: '<p>2</p>' }).send();
  const letter = head()!;
  second.mail.setFlag([letter.id], !letter.flagged);
  expect(await accounts.beforeSignOut()).toEqual([
    { what: 'letter', name: 'Blir kvar' },
    { what: 'change', name: 'Stolpen' },
  ]);
  expect(world.mailbox(ANNA).known('sentitems').items).toMatchObject([{ subject: 'Hålls' }]);
  accounts.close();
});
