import type { Page } from 'playwright-core';
import { codeAt } from '#modules/session';
import { OFFICE_PASSWORD, type OfficeLogin } from './office.ts';

/** Signs a colleague in at the page that stands before whatever was asked for. `now`: the product's own time. */
export async function signInAtOffice(
  page: Page,
  { mail, secret }: OfficeLogin,
  now: () => number = Date.now,
): Promise<void> {
  await page.getByLabel('E-postadress').fill(mail);
  await page.getByLabel('Lösenord', { exact: true }).fill(OFFICE_PASSWORD);
  await page.getByRole('button', { name: 'Fortsätt' }).click();
  // The code of now may have been used already, in signing the colleague up.
  await page.getByLabel('Kod med 6 siffror').fill(await codeAt(secret, now() + 30_000));
  await page.getByRole('button', { name: 'Logga in' }).click();
}

/** From the page where customers are found to the customer's own, with a reason stated. */
export async function openCustomer(page: Page, name: string): Promise<void> {
  await page.getByLabel('Hitta en kund').fill(name);
  await page.getByRole('button', { name: 'Sök' }).click();
  await page.getByRole('radio', { name: 'Begäran om rättigheter' }).check();
  await page.getByLabel('Vad behöver du göra?').fill('Svara på en begäran.');
  await page.getByRole('button', { name: 'Öppna i 60 minuter' }).click();
  await page.getByRole('heading', { name, level: 1 }).waitFor();
}
