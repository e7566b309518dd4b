import { letter, openTab, until } from '#worlds/mail-tab';
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

const rows = (list: MessageList): readonly Row[] =>
  Array.from({ length: list.count() }, (_, at) => list.row(at));
const subjects = (list: MessageList): readonly string[] =>
  rows(list).map((row) => (row.state === 'ready' ? row.head.subject : '…'));

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
      letter(ANNA, `Brev ${at}`, new Date(Date.UTC(2026, 9, 1) + at * 3_600_000).toISOString()),
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
        rows(list).every((row) => row.state === 'ready') &&
        // A script that was never played would prove nothing.
        !('times' in options && world.faults.active(ANNA).includes(name))
      );
    }, 30_000);
    expect(new Set(subjects(list)).size).toBe(430);
    expect(subjects(list)[0]).toBe('Brev 429');
  });
}

for (const status of [410, 404, 400] as const) {
  test(`when the provider forgot the sync state (${status}), the walk begun anew also finds what went away meanwhile`, async () => {
    await world.fill(
      ANNA,
      'inbox',
      Array.from({ length: 5 }, (_, at) => letter(ANNA, `Brev ${at}`, `2026-11-2${at}T10:00:00Z`)),
    );
    const mail = mailIn(tabOf());
    await mail.start('inbox');
    const list = mail.list('inbox');
    await mail.refresh();
    await until(() => list.count() === 5 && mail.status.get().syncing === null);
    const elsewhere = mailIn(tabOf());
    await elsewhere.start('inbox');
    const row = elsewhere.list('inbox').row(2);
    elsewhere.remove(row.state === 'ready' ? row.ids : []);
    await until(() => elsewhere.status.get().waiting === 0);
    world.calls.clear();
    await world.faults.set(ANNA, 'sync-state-lost', { status, pages: 0, times: 12 });
    await until(async () => {
      await mail.refresh();
      return world.calls.log.some((call) => call.path.endsWith('/messages/delta') && call.status === status);
    });
    world.faults.clear(ANNA, 'sync-state-lost');
    await until(async () => {
      await mail.refresh();
      return list.count() === 4;
    });
    expect(subjects(list)).toEqual(['Brev 4', 'Brev 3', 'Brev 1', 'Brev 0']);
  });
}
