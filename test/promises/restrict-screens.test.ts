import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { promise } from '#policy/promise';
import { addAccount, type Login } from '../run/api.ts';
import { axeFaults } from '../run/axe.ts';
import { withoutBrowser } from '../run/browser.ts';
import { ORIGINS, startRunningProduct, type RunningProduct } from '../run/product.ts';

let product: RunningProduct;
let login: Login;
beforeAll(async () => {
  product = await startRunningProduct({ cloud: { seed: 'empty' } });
  login = await addAccount(product, 'Anna Frost', 'anna@example.org');
});
afterAll(() => product?.stop());

for (const [width, dark] of [
  [390, true],
  [1280, false],
] as const)
  promise(
    ['law.1', 'profiling.3'],
    `the page of freezing and objecting at ${width} pixels: one click gives, one takes back, and no to marketing holds at once`,
    async () => {
      const browsing = await product.browse({ width, dark });
      const page = browsing.context.pages()[0] ?? (await browsing.context.newPage());
      await page.goto(`${ORIGINS.app}/logga-in`);
      await page.locator('input[autocomplete~="username"]').fill(login.userId);
      await page.locator('input[autocomplete="current-password"]').fill(login.password);
      await page.locator('form button[type="submit"]').click();
      await page.waitForURL((url) => !url.pathname.startsWith('/logga-in'));
      await page.goto(`${ORIGINS.app}/mina-uppgifter/frysa`);
      const tips = page.getByRole('switch', { name: 'Tips och erbjudanden' });
      await tips.waitFor();
      expect(await tips.isChecked()).toBe(false);
      await tips.click();
      await page.getByText('Du sa ja').waitFor();
      await tips.click();
      await page.getByText('Du tog tillbaka det').waitFor();
      const no = page.getByRole('button', { name: 'Säg nej: marknadsföring' });
      if (await no.isVisible()) await no.click();
      await page.getByText('Du fick rätt').first().waitFor();
      await page.getByRole('button', { name: 'Frys', exact: true }).click();
      await page.getByText('Uppgiften är fel.').first().waitFor();
      expect(await axeFaults(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      const shots = process.env['TELINK_SHOTS'];
      if (shots !== undefined)
        await page.screenshot({ path: join(shots, `restrict-${width}.png`), fullPage: true });
      await browsing.close();
    },
    { skip: withoutBrowser, timeout: 120_000 },
  );
