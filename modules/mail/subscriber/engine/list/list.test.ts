import { memoryVault } from '#worlds/mail-tab';
import { openNullVault } from '@telink/vault';
import { expect, test } from 'vitest';
import { done } from '../port/answers.ts';
import { whole } from '../port/merge.ts';
import type { Message } from '../port/provider.ts';
import { openList } from './message-list.ts';
import { createShelf } from './shelf.ts';

const message = (at: number, more: Partial<Message> = {}): Message =>
  whole({
    id: `m${at}`,
    mailboxes: ['in'],
    thread: `t${at}`,
    subject: `S${at}`,
    from: null,
    receivedAt: at,
    read: false,
    ...more,
  });

const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

test('conversations are grouped, newest first, and follow moves, flags and removals', async () => {
  const shelf = createShelf(memoryVault());
  await shelf.apply([message(1, { thread: 'a' }), message(2), message(3, { thread: 'a' })]);
  const view = shelf.view('in');
  const ids = () =>
    Array.from({ length: view.rows() }, (_, row) => view.slots(row).map((slot) => shelf.table.idAt(slot)));
  expect(ids()).toEqual([['m3', 'm1'], ['m2']]);
  await shelf.apply([message(4, { thread: 'a' })]);
  expect(ids()).toEqual([['m4', 'm3', 'm1'], ['m2']]);
  await shelf.apply([{ id: 'm4', mailboxes: ['out'] }]);
  expect(ids()).toEqual([['m3', 'm1'], ['m2']]);
  expect(shelf.header('m4')?.mailboxes).toEqual(['out']);
  shelf.drop(['m4'], 'in');
  expect(shelf.has('m4'), 'removed from where it no longer lies').toBe(true);
  shelf.drop(['m3']);
  expect(ids()).toEqual([['m2'], ['m1']]);
});

test('a partial row changes only what it says; one about an unknown message is asked for whole', async () => {
  const shelf = createShelf(memoryVault());
  await shelf.apply([message(1)]);
  expect(
    await shelf.apply([
      { id: 'm1', categories: ['Bygge'] },
      { id: 'okänd', read: true },
    ]),
  ).toEqual(['okänd']);
  expect(shelf.header('m1')).toMatchObject({ subject: 'S1', categories: ['Bygge'], read: false });
});

test('what was saved comes back, and a lost page is told instead of guessed', async () => {
  const vault = memoryVault();
  const shelf = createShelf(vault);
  await shelf.apply(Array.from({ length: 2500 }, (_, at) => message(at + 1)));
  shelf.drop(['m7']);
  await shelf.save();
  const again = createShelf(vault);
  expect(await again.restore()).toBe(true);
  expect(again.view('in').rows()).toBe(2499);
  const slot = again.table.slotOf('m42');
  expect(await again.load([slot])).toEqual([]);
  expect(again.header('m42')).toMatchObject({ subject: 'S42', receivedAt: 42 });
  await vault.remove('head', ['20']);
  expect(await again.load([again.table.slotOf('m2050')])).toEqual(['m2050']);
});

test('a row far beyond what is known is fetched by its place, and stands still while the rest comes in', async () => {
  const shelf = createShelf(memoryVault());
  await shelf.apply(Array.from({ length: 100 }, (_, at) => message(100_000 - at)));
  const asked: number[] = [];
  const list = openList({
    mailbox: () => 'in',
    shelf,
    total: () => 100_000,
    complete: () => false,
    first: () => null,
    header: () => Promise.resolve(),
    waits: () => false,
    now: () => 0,
    window: (skip, take) => {
      asked.push(skip);
      return Promise.resolve(done(Array.from({ length: take }, (_, at) => message(100_000 - skip - at))));
    },
  });
  expect(list.count()).toBe(100_000);
  expect(list.row(50_000).state).toBe('loading');
  await turn();
  const row = list.row(50_000);
  expect(row).toMatchObject({ state: 'ready', head: { id: 'm50000' } });
  expect(asked).toEqual([50_000]);
  expect(list.indexOf(row.key)).toBe(50_000);
  await shelf.apply(Array.from({ length: 200 }, (_, at) => message(99_900 - at, { thread: 'one' })));
  list.changed();
  await turn();
  expect(list.row(50_000)).toMatchObject({ state: 'ready', head: { id: 'm50000' } });
});

test('with a cache that keeps nothing, memory keeps every header, also of a large mailbox', async () => {
  const shelf = createShelf(openNullVault());
  for (let from = 0; from < 20_000; from += 2000) {
    await shelf.apply(Array.from({ length: 2000 }, (_, at) => message(from + at + 1)));
    await shelf.save();
  }
  expect(shelf.header('m1')?.subject).toBe('S1');
  expect(shelf.header('m20000')?.subject).toBe('S20000');
});

test('a header that is nowhere is asked for once, not without end', async () => {
  const vault = memoryVault();
  const before = createShelf(vault);
  await before.apply([message(1), message(2)]);
  await before.save();
  await vault.clear('head');
  const shelf = createShelf(vault);
  await shelf.restore();
  const asked: string[] = [];
  const list = openList({
    mailbox: () => 'in',
    shelf,
    total: () => 2,
    complete: () => true,
    first: () => null,
    header: (id) => {
      asked.push(id);
      return Promise.resolve();
    },
    waits: () => false,
    now: () => 0,
    window: () => Promise.resolve(done([])),
  });
  // As a screen does: every new version draws its rows, and drawing asks for what is missing.
  let drawn = 0;
  const draw = (): void => {
    drawn += 1;
    if (drawn < 500) for (const at of [0, 1]) list.row(at);
  };
  list.version.subscribe(draw);
  draw();
  await turn();
  expect(asked.toSorted()).toEqual(['m1', 'm2']);
  expect(drawn).toBeLessThan(10);
});

test('a mailbox that was left and is looked at again hears of what changes', async () => {
  const shelf = createShelf(memoryVault());
  await shelf.apply([message(1)]);
  const list = openList({
    mailbox: () => 'in',
    shelf,
    total: () => 1,
    complete: () => true,
    first: () => null,
    window: async () => done([]),
    header: async () => undefined,
    waits: () => false,
    now: () => 0,
  });
  list.close();
  const before = list.version.get();
  await shelf.apply([message(2)]);
  list.changed();
  await turn();
  expect(list.version.get()).toBeGreaterThan(before);
  expect(list.count()).toBe(2);
});
