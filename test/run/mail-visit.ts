import type { Page } from 'playwright-core';
import { call, signIn, type Login } from './api.ts';
import { ORIGINS, type Browsing, type RunningProduct } from './product.ts';

/** Connects a mailbox over the API, as the screens do, so that a browser that signs in afterwards finds it there. @returns the connection's id. */
export async function connectMailbox(
  product: RunningProduct,
  login: Login,
  account = 'elin@example.se',
): Promise<string> {
  const cookie = await signIn(product, login);
  const begun = await call(product, '/api/connections', {
    cookie,
    body: { provider: 'microsoft365', feature: 'mail' },
  });
  const back = new URL(await product.cloud.answerPages(String(begun.body?.['redirect']), { account }));
  const arrived = await call(product, back.pathname + back.search, { cookie });
  await call(product, '/api/session/sign-out', { cookie, body: {} });
  const id = new URL(String(arrived.headers['location']), 'https://x').searchParams.get('connection');
  if (id === null) throw new Error(`Not connected: ${String(arrived.headers['location'])}`);
  return id;
}

/** Opens the app, signs in through its screen and waits until the first list of mail is painted. */
export async function visitMail(browsing: Browsing, login: Login): Promise<Page> {
  const page = browsing.context.pages()[0] ?? (await browsing.context.newPage());
  await page.goto(`${ORIGINS.app}/mejl`);
  await page.getByLabel('Användar-ID').fill(login.userId);
  await page.getByLabel('Lösenord', { exact: true }).fill(login.password);
  await page.getByRole('button', { name: 'Logga in', exact: true }).click();
  await listPainted(page);
  return page;
}

/** The app marks the moment itself. */
export async function listPainted(page: Page): Promise<void> {
  await page.waitForFunction(
    () => performance.getEntriesByName('telink:list-painted').length > 0,
    undefined,
    { timeout: 60_000 },
  );
}

/** Opens the row whose subject holds `text` and waits for its body, not the body of the one before. @returns the body's text. */
export async function openLetter(page: Page, text: string): Promise<string> {
  await page.locator('[role=row]', { hasText: text }).first().click();
  await page
    .getByRole('heading', { name: text.replace(/^(?:sv|re|vb|fw): /i, '') })
    .first()
    .waitFor();
  const body = page.frameLocator('iframe:visible').last().locator('body');
  for (let waited = 0; ; waited += 200) {
    const shown = await body.textContent({ timeout: 30_000 });
    if (shown !== null && shown.trim() !== '') return shown;
    if (waited > 30_000) throw new Error(`The message «${text}» shows no text.`);
    await page.waitForTimeout(200);
  }
}
