import { existsSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { corpusMessages } from '../../../../test/worlds/microsoft365/mail-files.ts';
import { ANNA, openMailIn, startEnginePages } from '#worlds/mail-page';
import type { EnginePages, EngineWindow } from '#worlds/mail-page';
import { withoutBrowser } from '../../../../test/run/browser.ts';

const CORPUS = new URL('../../../../../shared/corpora/mail/', import.meta.url);
const hasChromium = withoutBrowser === false;
let pages: EnginePages;

beforeAll(async () => {
  if (hasChromium) pages = await startEnginePages();
});
afterAll(async () => {
  await pages?.stop();
});

interface Seen {
  readonly id: string;
  readonly subject: string;
  /** 'ready', or why not. */
  readonly state: string;
  /** Something to see stands in the document, and its height in CSS pixels. */
  readonly something: boolean;
  readonly height: number;
  /** The provider's first words of it. */
  readonly words: string;
  readonly source: number;
  readonly previews: readonly string[];
}

/** Every message id of the inbox, as the engine knows them. */
async function idsIn(mailbox: string): Promise<readonly string[]> {
  const { world } = pages;
  const token = world.issueToken(ANNA, ['Mail.ReadWrite']);
  const ids: string[] = [];
  let link = `${world.graph}/v1.0/me/mailFolders/${mailbox}/messages?$top=100&$select=id`;
  while (link !== '') {
    const answer = await fetch(link, {
      headers: { authorization: `Bearer ${token}`, prefer: 'IdType="ImmutableId"' },
    });
    const body = (await answer.json()) as { value: { id: string }[]; '@odata.nextLink'?: string };
    ids.push(...body.value.map((one) => one.id));
    link = body['@odata.nextLink'] ?? '';
  }
  return ids;
}

/** Opens messages as the reading pane does: shown in their frame, source read, every attachment previewed and given back. */
function openAll(page: Page, ids: readonly string[]): Promise<readonly Seen[]> {
  return page.evaluate(async (wanted) => {
    const { mail, engine } = window as unknown as EngineWindow;
    const pause = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 5));
    const openOne = async (id: string): Promise<Seen> => {
      const live = mail.message(id);
      while (live.get().state === 'loading') await pause();
      const opened = live.get();
      const source = await mail.raw(id);
      const seen = {
        id,
        subject: opened.message?.subject ?? '',
        source: source.ok ? source.value.length : 0,
        words: opened.message?.preview ?? '',
      };
      if (opened.state !== 'ready')
        return {
          ...seen,
          state: opened.state === 'failed' ? opened.reason : opened.state,
          something: false,
          height: 0,
          previews: [],
        };
      const frame = document.createElement('iframe');
      frame.setAttribute('sandbox', opened.shown.sandbox);
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
      frame.srcdoc = engine.frameHtml(opened.shown.document) as string;
      document.body.append(frame);
      await loaded;
      const height = engine.dressFrame(frame, {
        css: opened.shown.css,
        theme: 'light',
        ownColors: opened.shown.ownColors,
        quoteLabel: 'Citat',
      });
      const body = frame.contentDocument?.body;
      const something = body?.querySelector('img, hr') != null || (body?.textContent ?? '').trim() !== '';
      frame.remove();
      const previews: string[] = [];
      for (const attachment of opened.attachments) {
        const preview = await mail.preview(id, attachment);
        previews.push(preview.ok ? preview.value.kind : preview.reason);
        if (preview.ok) preview.value.release();
        const file = await mail.download(id, attachment);
        if (!file.ok && attachment.kind !== 'link') previews.push(`download: ${file.reason}`);
      }
      return { ...seen, state: 'ready', something, height, previews };
    };
    const found: Seen[] = [];
    for (let at = 0; at < wanted.length; at += 8)
      found.push(...(await Promise.all(wanted.slice(at, at + 8).map(openOne))));
    return found;
  }, ids);
}

/** What the policy says about a sanitiser's inert document, which inherits it, is no fault. */
const faults = (complaints: readonly string[]): readonly string[] =>
  complaints.filter((line) => !/script-src-attr|Applying inline style/.test(line));

test.skipIf(!hasChromium || !existsSync(CORPUS))(
  'every message of the public corpora opens in the client, with its source and attachments, and nothing throws',
  { timeout: 240_000 },
  async () => {
    const count = await pages.world.fill(ANNA, 'inbox', await corpusMessages(CORPUS));
    expect(count).toBeGreaterThanOrEqual(233);
    const { context, page, complaints } = await pages.open();
    await openMailIn(page);
    const ids = await idsIn('inbox');
    expect(ids).toHaveLength(count);
    const seen: Seen[] = [];
    for (let at = 0; at < ids.length; at += 40) seen.push(...(await openAll(page, ids.slice(at, at + 40))));
    expect(seen).toHaveLength(count);
    expect(seen.filter((one) => one.state !== 'ready')).toEqual([]);
    expect(seen.filter((one) => one.source === 0)).toEqual([]);
    // A message may be nothing but its attachments; what has words shows them.
    expect(seen.filter((one) => one.words.trim() !== '' && !one.something)).toEqual([]);
    expect(seen.filter((one) => one.something && one.height <= 0)).toEqual([]);
    expect(seen.filter((one) => one.something).length).toBeGreaterThan(180);
    const previews = seen.flatMap((one) => one.previews);
    expect(previews.filter((kind) => kind.startsWith('download'))).toEqual([]);
    expect(new Set(previews)).toEqual(
      new Set(previews.filter((kind) => /^(?:image|pdf|text|invitation|message|none)$/.test(kind))),
    );
    const rows = await page.evaluate(async () => {
      const list = (window as unknown as EngineWindow).mail.list('inbox');
      const pause = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 5));
      const states: string[] = [];
      for (let at = 0; at < list.count(); at += 1) {
        while (list.row(at).state !== 'ready') await pause();
        states.push(list.row(at).state);
      }
      return states.length;
    });
    expect(rows).toBeGreaterThan(100);
    expect(faults(complaints)).toEqual([]);
    await context.close();
  },
);

const DEEP = 10_000;

/** `levels` multiparts, each the only part of the one around it. */
function nestedMultiparts(levels: number): string {
  const open = Array.from(
    { length: levels },
    (_, at) => `Content-Type: multipart/mixed; boundary="b${at}"\r\n\r\n--b${at}\r\n`,
  );
  return `From: Bo <bo@example.org>\r\nSubject: Bomb\r\nMIME-Version: 1.0\r\n${open.join('')}Content-Type: text/plain\r\n\r\nlängst in\r\n`;
}

const nestedMessages = (levels: number): string =>
  `${'From: Bo <bo@example.org>\r\nSubject: Bomb\r\nMIME-Version: 1.0\r\nContent-Type: message/rfc822\r\n\r\n'.repeat(levels)}Subject: Längst in\r\n\r\nlängst in\r\n`;

function carrying(subject: string, name: string, bytes: string): Uint8Array {
  const base64 =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,76}/g) ?? [];
  return Buffer.from(
    [
      'From: Bo Berg <bo@example.org>',
      `To: Anna Ek <${ANNA}>`,
      `Subject: ${subject}`,
      `Message-ID: <${subject}@example.org>`,
      'Date: Fri, 20 Nov 2026 10:00:00 +0000',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary="outer"',
      '',
      '--outer',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'Se bilagan.',
      '--outer',
      `Content-Type: application/octet-stream; name="${name}"`,
      `Content-Disposition: attachment; filename="${name}"`,
      'Content-Transfer-Encoding: base64',
      '',
      ...base64,
      '--outer--',
      '',
    ].join('\r\n'),
  );
}

test.skipIf(!hasChromium)(
  'a nesting bomb is called too complex while the page lives on, and HTML of any depth is shown',
  { timeout: 120_000 },
  async () => {
    const html = (subject: string, body: string): Uint8Array =>
      Buffer.from(
        `From: Bo Berg <bo@example.org>\r\nTo: Anna Ek <${ANNA}>\r\nSubject: ${subject}\r\nMessage-ID: <${subject}@example.org>\r\n` +
          `MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${(
            Buffer.from(body)
              .toString('base64')
              .match(/.{1,76}/g) ?? []
          ).join('\r\n')}\r\n`,
      );
    await pages.world.fill(ANNA, 'inbox', [html('hej', '<p>Hej</p>')]);
    await pages.world.fill(ANNA, 'archive', [
      carrying('multiparts', 'a.eml', nestedMultiparts(DEEP)),
      carrying('messages', 'b.eml', nestedMessages(DEEP)),
      html('divs', `${'<div>'.repeat(100_000)}längst in`),
      html('tables', `${'<table><tr><td>'.repeat(10_000)}längst in`),
      html('quotes', `${'<blockquote type="cite">'.repeat(20_000)}längst in`),
    ]);
    const { context, page, complaints } = await pages.open();
    await page.evaluate(() => {
      // The longest the page could not answer, in ms.
      const held = window as unknown as { longest: number };
      held.longest = 0;
      let last = performance.now();
      setInterval(() => {
        held.longest = Math.max(held.longest, performance.now() - last);
        last = performance.now();
      }, 20);
    });
    await openMailIn(page);
    const seen = await openAll(page, await idsIn('archive'));
    const of = (subject: string): Seen | undefined => seen.find((one) => one.subject === subject);
    expect(of('multiparts')).toMatchObject({ state: 'ready', previews: ['too-complex'] });
    expect(['too-complex', 'message']).toContain(of('messages')?.previews[0]);
    for (const subject of ['divs', 'tables', 'quotes']) {
      expect(of(subject)?.state, subject).toBe('ready');
      expect(of(subject)?.height, subject).toBeGreaterThan(0);
    }
    // It still does what it is asked to.
    expect(
      await page.evaluate(() => (window as unknown as EngineWindow).mail.list('inbox').count()),
    ).toBeGreaterThanOrEqual(0);
    expect(faults(complaints)).toEqual([]);
    await context.close();
  },
);
