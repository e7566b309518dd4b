import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, withoutBrowser } from './browser.ts';
import { looksRight } from './looks-right.ts';

let browser: Browser;
beforeAll(async () => {
  if (withoutBrowser === false) browser = await launchBrowser();
});
afterAll(() => browser?.close());

const page = (pane: string): string =>
  `<!doctype html><html lang="sv"><head><title>Prov</title><meta name="viewport" content="width=device-width"></head><body style="margin:0"><main style="overflow:auto"><h1>Prov</h1>${pane}</main></body></html>`;

test.skipIf(withoutBrowser !== false)(
  'a pane that scrolls sideways is seen, also where the window does not; a frame of its own is let be; so is what axe finds',
  async () => {
    const tab = await browser.newPage();
    await tab.setContent(page('<p>Text.</p>'));
    await looksRight(tab, 'plain');
    await tab.setContent(
      page(
        '<div style="overflow:auto" tabindex="0" role="region" aria-label="Tabell"><p style="width:2000px">Bred.</p></div>',
      ),
    );
    await looksRight(tab, 'framed');
    await tab.setContent(page('<p style="width:2000px">Bred.</p>'));
    await expect(looksRight(tab, 'wide')).rejects.toThrow('MAIN');
    await tab.setContent(page('<button></button>'));
    await expect(looksRight(tab, 'nameless')).rejects.toThrow('nameless 1280 light');
  },
);
