import { expect, test } from 'vitest';
import { held } from '../engine/port/live.ts';
import type { Compose, Draft, DraftAttachment, Mail, SendCheck } from '../engine/types.ts';
import { unusedImages } from './draft-state.ts';
import { forDraft, imagesIn, linkOf, withoutSignature } from './editor/body-html.ts';
import { leftBehind } from './left-behind.ts';
import { fieldBeside, moveRecipient } from './move-recipient.ts';
import { createComposeWindows, untouched } from './windows.ts';

const empty: Draft = {
  key: 'd',
  id: null,
  kind: 'new',
  subject: '',
  to: [],
  cc: [],
  bcc: [],
  important: false,
  html: '',
  quote: '',
  attachments: [],
  state: 'typing',
  savedAt: null,
  sendsAt: null,
  refused: null,
};
const anna = { name: 'Anna', address: 'anna@example.org' };

/** A draft whose engine is a few lines: what is tried here is which window stands where. */
function desk(checks: readonly SendCheck[] = []) {
  const said: string[] = [];
  const drafts: { draft: ReturnType<typeof held<Draft>>; log: string[] }[] = [];
  const compose = (start: Partial<Draft> = {}): Compose => {
    const draft = held<Draft>({ ...empty, key: `d${drafts.length}`, ...start });
    const log: string[] = [];
    drafts.push({ draft, log });
    return {
      draft,
      change: (fields) => draft.set({ ...draft.get(), ...fields }),
      attach: (file, inline = false): DraftAttachment => ({
        key: file.name,
        name: file.name,
        type: file.type,
        size: file.size,
        inline,
        contentId: null,
        state: 'waiting',
        progress: { sent: 0, total: 1 },
        reason: null,
      }),
      detach: () => undefined,
      retryAttachment: () => undefined,
      check: () => checks,
      send: () => draft.set({ ...draft.get(), state: 'holding' }),
      undoSend: () => draft.set({ ...draft.get(), state: 'kept-here' }),
      discard: async () => void log.push('discard'),
      close: async () => void log.push('close'),
    };
  };
  const mail = {
    compose,
    reply: async () => compose({ kind: 'reply' }),
    resume: async (id: string) =>
      id === 'gone' ? { ok: false, reason: 'gone', code: '' } : { ok: true, value: compose({ key: id }) },
    holdSeconds: async () => 8,
  } as unknown as Mail;
  const windows = createComposeWindows({
    accounts: () =>
      ['a1', 'a2'].map((id) => ({ id, address: `${id}@example.org`, name: id, mail: async () => mail })),
    told: (what) => said.push(what),
  });
  const looks = () => windows.list.get().map((one) => (one.away ? 'away' : one.look));
  const key = (at: number) => windows.list.get()[at]?.key ?? '';
  return { windows, drafts, said, looks, key };
}

test('a second message makes the first a bar, and a draft asked for twice opens once', async () => {
  const { windows, looks, key } = desk();
  await windows.ask({ open: 'new', account: 'a1' });
  await windows.ask({ open: 'draft', account: 'a1', draft: 'd7' });
  expect(looks()).toEqual(['bar', 'open']);
  windows.look(key(0), 'full');
  expect(looks()).toEqual(['full', 'bar']);
  await windows.ask({ open: 'draft', account: 'a1', draft: 'd7' });
  expect(looks()).toEqual(['bar', 'open']);
});

test('a draft that is gone says so and opens nothing', async () => {
  const { windows, looks } = desk();
  await windows.ask({ open: 'draft', account: 'a1', draft: 'gone' });
  expect(looks()).toEqual([]);
  expect(windows.failed.get()).toBe(true);
  await windows.ask({ open: 'new', account: 'a1' });
  expect(windows.failed.get()).toBe(false);
});

test('a sent message leaves the screen, comes back when undone or refused, and is gone when it went off', async () => {
  const { windows, drafts, said, looks, key } = desk();
  await windows.ask({ open: 'new', account: 'a1' });
  expect(await windows.send(key(0))).toEqual({ go: true, seconds: 8 });
  expect(looks()).toEqual(['away']);
  windows.undoSend(key(0));
  expect(looks()).toEqual(['open']);
  await windows.send(key(0));
  drafts[0]?.draft.set({ ...empty, state: 'refused', refused: 'too-large' });
  expect(looks()).toEqual(['open']);
  await windows.send(key(0));
  drafts[0]?.draft.set({ ...empty, state: 'sent' });
  expect(looks()).toEqual([]);
  expect(said).toEqual(['refused', 'sent']);
});

test('«send anyway» passes a missing subject, never a missing recipient', async () => {
  const soft = desk(['no-subject', 'uploads-running']);
  await soft.windows.ask({ open: 'new', account: 'a1' });
  expect(await soft.windows.send(soft.key(0))).toEqual({ go: false, checks: ['no-subject'] });
  expect(await soft.windows.send(soft.key(0), true)).toMatchObject({ go: true });
  const hard = desk(['no-recipient', 'no-subject']);
  await hard.windows.ask({ open: 'new', account: 'a1' });
  expect(await hard.windows.send(hard.key(0), true)).toMatchObject({ go: false });
  expect(hard.looks()).toEqual(['open']);
});

test('closing an empty message leaves no draft, closing a written one does, and discarding waits for its toast', async () => {
  const { windows, drafts, looks, key } = desk();
  await windows.ask({ open: 'new', account: 'a1' });
  await windows.close(key(0));
  expect(drafts[0]?.log).toEqual(['discard']);
  await windows.ask({ open: 'new', account: 'a1' });
  drafts[1]?.draft.set({ ...empty, subject: 'x' });
  await windows.close(key(0));
  expect(drafts[1]?.log).toEqual(['close']);
  await windows.ask({ open: 'new', account: 'a1' });
  const first = windows.discard(key(0));
  expect(looks()).toEqual(['away']);
  first.undo();
  first.go();
  expect(looks()).toEqual(['open']);
  expect(drafts[2]?.log).toEqual([]);
  windows.discard(key(0)).go();
  expect(drafts[2]?.log).toEqual(['discard']);
  expect(
    untouched({ ...empty, html: '<div data-signature="1">E</div>' }, '<div data-signature="1">E</div>'),
  ).toBe(true);
});

test('a new message can change sender with its files; an answer cannot', async () => {
  const { windows, drafts, key } = desk();
  await windows.ask({ open: 'new', account: 'a1', start: { subject: 'Hej' } });
  windows.attach(key(0), new File(['x'], 'a.txt'));
  await windows.moveTo(key(0), 'a2');
  expect(windows.list.get()[0]?.account).toBe('a2');
  expect(drafts[0]?.log).toEqual(['discard']);
  expect(drafts[1]?.draft.get().subject).toBe('Hej');
  await windows.ask({ open: 'answer', account: 'a1', kind: 'reply', id: 'm' });
  expect(windows.mayMove(key(1))).toBe(false);
});

test('a recipient moves to the field beside, once', () => {
  const draft = {
    to: [anna, { name: '', address: 'bo@example.org' }],
    cc: [{ name: '', address: 'ANNA@example.org' }],
    bcc: [],
  };
  expect(moveRecipient(draft, 'to', 0, 'cc')).toEqual({
    to: [{ name: '', address: 'bo@example.org' }],
    cc: [anna],
  });
  expect(moveRecipient(draft, 'to', 9, 'cc')).toEqual({});
  expect([fieldBeside('to', 1), fieldBeside('to', -1), fieldBeside('bcc', 1)]).toEqual(['cc', null, null]);
});

test('only drafts nobody has in front of them are offered', () => {
  const of = (key: string, state: Draft['state']): Draft => ({ ...empty, key, state });
  const left = leftBehind(
    [
      of('1', 'kept-here'),
      of('2', 'kept-here'),
      of('3', 'holding'),
      of('4', 'refused'),
      of('5', 'unsure'),
      of('6', 'typing'),
    ],
    ['1'],
  );
  expect(left.map((one) => [one.draft.key, one.why])).toEqual([
    ['2', 'kept'],
    ['4', 'refused'],
    ['5', 'unsure'],
  ]);
});

test('a draft never holds an address of this tab, and an image no longer shown is not sent', () => {
  const html = forDraft(
    '<p><img src="blob:http://x/1" data-cid="a@b" alt="">text<img alt="" src="blob:y" data-cid="c@d"></p>',
  );
  expect(html).not.toContain('blob:');
  expect(imagesIn(html)).toEqual(['a@b', 'c@d']);
  const file = {
    inline: true,
    state: 'there',
    name: '',
    type: '',
    size: 1,
    progress: { sent: 1, total: 1 },
    reason: null,
  } as const;
  const draft: Draft = {
    ...empty,
    html,
    quote: '<img src="cid:q@q">',
    attachments: ['a@b', 'gone@b', 'q@q'].map((contentId) => ({ ...file, key: contentId, contentId })),
  };
  expect(unusedImages(draft)).toEqual(['gone@b']);
  expect(withoutSignature('<p>Hej</p><div data-signature="1"><p>E</p></div>')).toBe('<p>Hej</p>');
});

test('a link is a web or mail address; what runs is none', () => {
  expect(linkOf('example.se/a?b=1')).toBe('https://example.se/a?b=1');
  expect(linkOf('http://example.se')).toBe('http://example.se/');
  expect(linkOf('anna@example.se')).toBe('mailto:anna@example.se');
  expect(linkOf('example.se:8443/x')).toBe('https://example.se:8443/x');
  for (const bad of [
    '',
    'två ord',
    'javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'ord',
  ])
    expect(linkOf(bad)).toBeNull();
});
