import { afterAll, beforeAll, expect, test } from 'vitest';
import { ANNA, openMailIn, startEnginePages } from '#worlds/mail-page';
import type { EnginePages, EngineWindow } from '#worlds/mail-page';
import { withoutBrowser } from '../../../../test/run/browser.ts';

const hasChromium = withoutBrowser === false;
let pages: EnginePages;

beforeAll(async () => {
  if (hasChromium) pages = await startEnginePages();
});
afterAll(async () => {
  await pages?.stop();
});

const eml = (subject: string, type: string, body: string): Uint8Array =>
  new TextEncoder().encode(
    `From: Bo Berg <bo@example.org>\r\nTo: Anna Ek <${ANNA}>\r\nSubject: ${subject}\r\nDate: Fri, 20 Nov 2026 10:00:00 +0000\r\nMessage-ID: <${subject}@example.org>\r\n` +
      `MIME-Version: 1.0\r\nContent-Type: ${type}; charset=utf-8\r\n\r\n${body}\r\n`,
  );

test.skipIf(!hasChromium)(
  'under the real content policy: list, search, reading, quoting and a reload from the vault, without one violation',
  async () => {
    const { world } = pages;
    world.seedMany(ANNA, 'inbox', 3000);
    await world.fill(ANNA, 'inbox', [
      eml(
        'Färgat',
        'text/html',
        '<style>.a{color:rgb(1,2,3)} .b{background:url(https://evil.example/x)}</style><p class="a" style="font-weight:700">Hej</p><img src="https://evil.example/p.png"><p>svar</p><blockquote type="cite">förut</blockquote>',
      ),
    ]);
    const { context, page, complaints } = await pages.open();
    const cold = await openMailIn(page);
    await page.waitForFunction(() => {
      const { mail } = window as unknown as EngineWindow;
      return (
        mail.status.get().lastSync !== null &&
        mail.status.get().syncing === null &&
        mail.list('inbox').count() > 1000
      );
    });
    const found = await page.evaluate(async () => {
      const { mail } = window as unknown as EngineWindow;
      const search = mail.search('ämne:Färgat');
      while (search.fromCache.get() === null || search.count() === 0)
        await new Promise((resolve) => setTimeout(resolve, 5));
      const row = search.row(0);
      return row.state === 'ready' ? row.head.id : '';
    });
    expect(found).not.toBe('');
    const shown = await page.evaluate(async (id) => {
      const { mail, engine } = window as unknown as EngineWindow;
      const live = mail.message(id);
      while (live.get().state === 'loading') await new Promise((resolve) => setTimeout(resolve, 2));
      const opened = live.get();
      if (opened.state !== 'ready') return null;
      const frame = document.createElement('iframe');
      frame.setAttribute('sandbox', opened.shown.sandbox);
      frame.srcdoc = engine.frameHtml(opened.shown.document) as string;
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
      document.body.append(frame);
      await loaded;
      const height = engine.dressFrame(frame, {
        css: opened.shown.css,
        theme: 'dark',
        ownColors: opened.shown.ownColors,
        quoteLabel: 'Citat',
      });
      const inside = frame.contentDocument as Document;
      const p = inside.querySelector('p.a') as HTMLElement;
      const style = (
        frame.contentWindow as unknown as typeof globalThis & { getComputedStyle: typeof getComputedStyle }
      ).getComputedStyle(p);
      return {
        height,
        color: style.color,
        weight: style.fontWeight,
        folded: inside.querySelector('details.telink-fold')?.textContent ?? '',
        blocked: opened.shown.blocked,
        hosts: opened.shown.blockedHosts,
        images: inside.querySelectorAll('img[src]').length,
      };
    }, found);
    expect(shown).toMatchObject({
      color: 'rgb(1, 2, 3)',
      weight: '700',
      blocked: 2,
      hosts: ['evil.example'],
      images: 0,
    });
    expect(shown?.folded).toContain('förut');
    expect(shown?.height).toBeGreaterThan(20);
    const quote = await page.evaluate(async (id) => {
      const { mail } = window as unknown as EngineWindow;
      const compose = await mail.reply(id, 'reply');
      const { subject, to, quote: text } = compose.draft.get();
      await compose.discard();
      return { subject, to, text };
    }, found);
    expect(quote).toMatchObject({ subject: 'SV: Färgat', to: [{ address: 'bo@example.org' }] });
    expect(quote.text).toContain('font-weight: 700');
    expect(quote.text).not.toContain('evil.example');
    await page.waitForTimeout(2500);
    await page.reload();
    const warm = await openMailIn(page);
    const far = await page.evaluate(async () => {
      const { mail } = window as unknown as EngineWindow;
      const list = mail.list('inbox');
      while (list.row(Math.floor(list.count() * 0.8)).state !== 'ready')
        await new Promise((resolve) => setTimeout(resolve, 2));
      return list.count();
    });
    expect(far).toBeGreaterThan(1000);
    console.log(`first list ${cold.toFixed(0)} ms, after reload ${warm.toFixed(0)} ms`);
    await context.close();
    // The sanitiser's own inert document inherits the page's policy and reports what that would stop; nothing else may complain.
    expect(complaints.filter((line) => !/script-src-attr|Applying inline style/.test(line))).toEqual([]);
  },
);
