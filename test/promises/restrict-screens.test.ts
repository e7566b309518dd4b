import { join } from 'node:path';
import { recordDecision } from '#modules/privacy';
import { afterAll, beforeAll, expect } from 'vitest';
import { promise } from '#policy/promise';
import { addAccount, call, signIn, type Login } from '../run/api.ts';
import { axeFaults } from '../run/axe.ts';
import { withoutBrowser } from '../run/browser.ts';
import { houseOn } from '../run/house-on.ts';
import { looksRight } from '../run/looks-right.ts';
import { openCustomer, signInAtOffice } from '../run/office-page.ts';
import { enrol, publish, sign, type OfficeLogin } from '../run/office.ts';
import { ORIGINS, startRunningProduct, type RunningProduct } from '../run/product.ts';

let product: RunningProduct;
let login: Login;
let officer: OfficeLogin;
beforeAll(async () => {
  if (withoutBrowser !== false) return;
  product = await startRunningProduct({ cloud: { seed: 'empty' } });
  login = await addAccount(product, 'Anna Frost', 'anna@example.org');
  officer = await enrol(product, 'Petra Rask', 'privacy');
  await publish(product, 'Det jag får veta om kunder för jag inte vidare.');
  await sign(product, officer);
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

promise(
  ['restriction.4', 'profiling.2', 'protection.5'],
  'an officer with no other role finds the customer, states why, reads what was written and what a decision was taken by, answers, and freezes; the list alone says nothing of it',
  async () => {
    const greta = await addAccount(product, 'Greta Sund', 'greta@example.org');
    const cookie = await signIn(product, greta);
    const profiling = { against: 'profiling', words: 'Följ mig inte, tack.' };
    expect((await call(product, '/api/privacy/objections', { cookie, body: profiling })).status).toBe(200);
    const decided = await houseOn(product, (house) =>
      recordDecision(house.ctx('proof'), {
        customer: greta.customer,
        person: greta.person,
        kind: 'spend-cap',
        inputs: { grantedOre: 50_000, usedOre: 48_000, heldOre: 1_000, askedOre: 2_500 },
        consequence: 'stopped',
      }),
    );
    const contest = { words: 'Jag var utomlands i tjänsten.' };
    expect(
      (await call(product, `/api/privacy/decisions/${decided}/contest`, { cookie, body: contest })).status,
    ).toBe(200);

    const page = await (await product.browse()).context.newPage();
    await page.goto(`${ORIGINS.office}/rattigheter/begransningar`);
    await signInAtOffice(page, officer);
    await page.getByRole('heading', { name: 'Invändningar att pröva' }).waitFor();
    await page.getByRole('row', { name: /Profilering/ }).waitFor();
    await looksRight(page, 'restrictions');
    expect(await page.content()).not.toMatch(/Följ mig|Greta|utomlands/u);

    await page.getByRole('link', { name: 'Öppna en kund' }).click();
    await openCustomer(page, 'Greta Sund');
    const objected = page.getByRole('group', { name: /^Profilering/ });
    await objected.getByText('Följ mig inte, tack.').waitFor();
    const contested = page.getByRole('group', { name: /^Kostnadstaket stoppar/ });
    await contested.getByText('Jag var utomlands i tjänsten.').waitFor();
    expect((await contested.textContent())?.replaceAll(/\s/gu, '')).toContain('Taket500');
    await looksRight(page, 'rights at a customer');
    await contested.getByLabel('Svar till personen').fill('Vi höjer taket åt dig.');
    await contested.getByRole('button', { name: 'Ändra beslutet' }).click();
    await contested.waitFor({ state: 'detached' });
    await objected.getByLabel('Svar till personen').fill('Vi följer dig inte.');
    // This product has no way to send mail: nothing is decided, and nothing typed is lost.
    await objected.getByRole('button', { name: 'Ge rätt' }).click();
    await objected.locator('[aria-live=assertive]', { hasText: /\w/u }).waitFor();
    expect(await objected.getByLabel('Svar till personen').inputValue()).toBe('Vi följer dig inte.');
    await objected
      .getByLabel('Så får personen svaret')
      .selectOption({ label: 'Brev på papper som du har postat' });
    await objected.getByRole('button', { name: 'Ge rätt' }).click();
    await objected.waitFor({ state: 'detached' });

    const freeze = page.getByRole('button', { name: 'Frys uppgifter' });
    await freeze.press('Enter');
    const form = page.getByRole('form', { name: 'Frys åt någon' });
    await form.getByLabel('Vad personen sa').fill('Gatan är fel.');
    await looksRight(page, 'freezing for somebody');
    await form.getByRole('button', { name: 'Frys' }).click();
    await page.getByText('Fryst.', { exact: true }).waitFor();
    await expect.poll(() => freeze.evaluate((box) => box === document.activeElement)).toBe(true);
    await page.getByRole('row', { name: /Gatan är fel\..*Riktigheten bestrids/ }).waitFor();
    await looksRight(page, 'frozen at a customer');
    // And she sees who looked, and why.
    const looks = await call(product, '/api/privacy/looked', { cookie });
    expect(looks.text).toContain('rights-request');
  },
  { skip: withoutBrowser, timeout: 300_000 },
);
