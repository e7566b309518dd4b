import { letter, until } from '#worlds/mail-tab';
import { expect, test } from 'vitest';
import { categoryLine } from '../search/query.ts';
import { ANNA, useEngine } from '../../../../../test/worlds/mail-tab/engine.ts';

const engine = useEngine();
const { mailIn, tabOf } = engine;

test('mailboxes are created, renamed, moved and deleted, and trash is emptied for good', async () => {
  await engine.world.fill(ANNA, 'deleteditems', [letter(ANNA, 'Bort'), letter(ANNA, 'Väck')]);
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
  expect(await mail.settings.read()).toMatchObject({ ok: true, value: { timeZone: 'Europe/Stockholm' } });
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
  const category = [...engine.world.settings(ANNA).categories.values()].find(
    (one) => one['displayName'] === 'Bygge',
  );
  const made = String(category?.['id']);
  expect(await mail.settings.recolorCategory(made, 9)).toMatchObject({
    ok: true,
    value: { id: made, name: 'Bygge', color: 9 },
  });
  expect(await mail.settings.deleteCategory(made)).toMatchObject({ ok: true });
  expect(await mail.settings.deleteCategory(made)).toMatchObject({ ok: false, reason: 'gone' });
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
  expect(await mail.saveSignature({ html: '<p>Anna</p>', onReplies: false })).toBe(true);
  expect(await mail.saveSpelling(true)).toBe(true);
  expect(mail.spelling.get()).toBe(true);
  const elsewhere = mailIn(tabOf());
  await elsewhere.start('inbox');
  expect(elsewhere.spelling.get()).toBe(false);
  await elsewhere.choicesKnown();
  expect((await elsewhere.signature()).html).toBe('<p>Anna</p>');
  expect(elsewhere.spelling.get()).toBe(true);
});

test('a category’s list comes whole from the provider, whatever the name holds', async () => {
  const name = 'Kalle\'s "Kula" & Co';
  await engine.world.fill(ANNA, 'inbox', [letter(ANNA, 'Med'), letter(ANNA, `Bara nämner ${name}`)]);
  const mail = mailIn(tabOf());
  await mail.start('inbox');
  const list = mail.list('inbox');
  await until(() => list.count() === 2 && list.row(0).state === 'ready' && list.row(1).state === 'ready');
  const rows = [list.row(0), list.row(1)].flatMap((row) => (row.state === 'ready' ? [row.head] : []));
  const marked = rows.find((one) => one.subject === 'Med')?.id ?? '';
  mail.setCategories([marked], { add: [name] });
  await until(() => mail.status.get().waiting === 0);
  // A session that has read nothing yet: only the provider can know.
  const fresh = mailIn(tabOf());
  const found = fresh.search(categoryLine(name));
  await until(() => found.provider.get() === 'done');
  expect(found.count()).toBe(1);
  expect(found.row(0)).toMatchObject({ head: { id: marked, categories: [name] } });
});

test('a choice the provider did not take is not said to be saved, and goes along with the next', async () => {
  const tab = tabOf();
  const mail = mailIn(tab);
  await mail.start('inbox');
  await mail.choicesKnown();
  tab.goOffline();
  expect(await mail.saveHoldSeconds(20)).toBe(false);
  expect(await mail.holdSeconds()).toBe(20);
  tab.goOnline();
  expect(await mail.saveSpelling(true)).toBe(true);
  const elsewhere = mailIn(tabOf());
  await elsewhere.start('inbox');
  expect(await elsewhere.choicesKnown()).toBe(true);
  expect([await elsewhere.holdSeconds(), elsewhere.spelling.get()]).toEqual([20, true]);
});

test('one choice never undoes another that was made in a different browser', async () => {
  const [here, there] = [mailIn(tabOf()), mailIn(tabOf())];
  await Promise.all([here.start('inbox'), there.start('inbox')]);
  await Promise.all([here.choicesKnown(), there.choicesKnown()]);
  await here.saveSignature({ html: '<p>Anna</p>', onReplies: false });
  await there.saveHoldSeconds(30);
  const third = mailIn(tabOf());
  await third.start('inbox');
  await third.choicesKnown();
  expect([await third.signature(), await third.holdSeconds()]).toEqual([
    { html: '<p>Anna</p>', onReplies: false },
    30,
  ]);
});
