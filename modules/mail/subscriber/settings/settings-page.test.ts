import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withoutBrowser } from '../../../../test/run/browser.ts';
import { composePage, judge, open, shots, useComposePage } from '../../../../test/run/compose-page.ts';

useComposePage();
const browserTest = test.skipIf(withoutBrowser !== false);

for (const [width, scheme] of [
  [1280, 'light'],
  [390, 'dark'],
] as const)
  browserTest(
    `settings at ${width} pixels, ${scheme}: a rule is made and taken back, a reply and a signature saved`,
    async () => {
      const opened = await open(width, scheme);
      const { page } = opened;
      await page.goto(`${composePage.origin}/mejl/installningar`);
      await page.getByRole('heading', { name: 'Regler' }).waitFor();
      const dialog = page.getByRole('dialog');
      await page.getByRole('button', { name: 'Ny regel' }).click();
      await dialog.getByRole('button', { name: 'Spara', exact: true }).click();
      await page.getByText('Ge regeln ett namn.').waitFor();
      const name = `Anbud ${width}`;
      await dialog.getByLabel('Namn').fill(name);
      await dialog.getByLabel('Kommer från').fill('tove@example.org');
      await dialog.getByLabel('Markera som läst').check();
      if (shots !== undefined) await page.screenshot({ path: join(shots, `rule-${width}-${scheme}.png`) });
      await dialog.getByRole('button', { name: 'Spara', exact: true }).click();
      await page.getByRole('switch', { name }).waitFor();
      await page.getByRole('button', { name: `Ta bort ${name}` }).click();
      await expect.poll(() => page.getByRole('switch', { name }).count()).toBe(0);
      await page
        .getByRole('status')
        .getByRole('button', { name: /^Ångra/ })
        .click();
      await page.getByRole('switch', { name }).waitFor();
      await page.getByText('På', { exact: true }).click();
      await page.getByRole('textbox', { name: 'Svar till kollegor' }).fill('Borta till måndag.');
      await page.getByLabel('Andra som får svar').selectOption('none');
      const replies = page.locator('section', {
        has: page.getByRole('heading', { name: 'Automatiska svar' }),
      });
      await replies.getByRole('button', { name: 'Spara' }).click();
      await replies.getByText('Sparat.').waitFor();
      await page.getByRole('textbox', { name: 'Signatur' }).fill('Elin Ljung');
      await page.getByRole('button', { name: 'Spara' }).first().click();
      await page.getByText('Sparat.').first().waitFor();
      const saved = await page.evaluate(async () => {
        const mail = await globalThis.mailOf('a1');
        const answer = await mail.settings.read();
        return [answer.ok ? answer.value.automaticReplies.inside : '', (await mail.signature()).html];
      });
      expect(saved[0]).toContain('Borta till måndag.');
      expect(saved[1]).toContain('Elin Ljung');
      await judge(opened, `settings-${width}-${scheme}`);
      await page.evaluate(async () =>
        (await globalThis.mailOf('a1')).saveSignature({ html: '', onReplies: true }),
      );
    },
  );
