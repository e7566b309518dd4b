import { afterAll, beforeAll, expect } from 'vitest';
import { promise } from '#policy/promise';
import { addAccount, type Login } from '../run/api.ts';
import { axeFaults } from '../run/axe.ts';
import { withoutBrowser } from '../run/browser.ts';
import { markedLetter } from '../run/letters.ts';
import { connectMailbox, openLetter, visitMail } from '../run/mail-visit.ts';
import { startRunningProduct, type RunningProduct } from '../run/product.ts';

const skip = withoutBrowser;
const letter = markedLetter('looks');

let product: RunningProduct;
let login: Login;

beforeAll(async () => {
  if (skip !== false) return;
  product = await startRunningProduct();
  await product.cloud.deliver('elin@example.se', letter.raw);
  login = await addAccount(product, 'Elin Test', 'elin@example.org');
  await connectMailbox(product, login);
});
afterAll(() => product?.stop());

for (const width of [390, 1280])
  for (const dark of [false, true])
    promise(
      'mail.15',
      `list, letter and writing at ${width} pixels, ${dark ? 'dark' : 'light'}: no fault that axe sees, nothing wider than the screen`,
      async () => {
        const thrown: string[] = [];
        const browsing = await product.browse({ width, dark });
        browsing.context.on('weberror', (error) => thrown.push(String(error.error())));
        const page = await visitMail(browsing, login);
        const check = async (what: string): Promise<void> => {
          expect(await axeFaults(page), what).toEqual([]);
          const widest = await page.evaluate(() => document.documentElement.scrollWidth);
          expect(widest, what).toBeLessThanOrEqual(width);
        };
        await check('the list');
        expect(await openLetter(page, letter.marks.subject)).toContain(letter.marks.body);
        await check('a letter');
        await page.keyboard.press('r');
        await page.getByRole('textbox', { name: 'Meddelande' }).waitFor();
        await page.waitForTimeout(500);
        await check('writing');
        await browsing.close();
        expect(thrown).toEqual([]);
        expect(product.cloud.violations).toEqual([]);
      },
      { skip, timeout: 180_000 },
    );
