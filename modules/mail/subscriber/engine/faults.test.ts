import { letter, until } from '#worlds/mail-tab';
import { expect, test } from 'vitest';
import type { MessageList, Row } from './types.ts';
import { ANNA, useEngine } from '../../../../test/worlds/mail-tab/engine.ts';

const engine = useEngine();
const { mailIn, tabOf } = engine;

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
    await engine.world.fill(ANNA, 'inbox', many);
    await engine.world.faults.set(ANNA, name, options);
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
        !('times' in options && engine.world.faults.active(ANNA).includes(name))
      );
    }, 30_000);
    expect(new Set(subjects(list)).size).toBe(430);
    expect(subjects(list)[0]).toBe('Brev 429');
  });
}

for (const status of [410, 404, 400] as const) {
  test(`when the provider forgot the sync state (${status}), the walk begun anew also finds what went away meanwhile`, async () => {
    await engine.world.fill(
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
    engine.world.calls.clear();
    await engine.world.faults.set(ANNA, 'sync-state-lost', { status, pages: 0, times: 12 });
    await until(async () => {
      await mail.refresh();
      return engine.world.calls.log.some(
        (call) => call.path.endsWith('/messages/delta') && call.status === status,
      );
    });
    engine.world.faults.clear(ANNA, 'sync-state-lost');
    await until(async () => {
      await mail.refresh();
      return list.count() === 4;
    });
    expect(subjects(list)).toEqual(['Brev 4', 'Brev 3', 'Brev 1', 'Brev 0']);
  });
}
