import type { Page } from 'playwright-core';
import type { Login } from '../test/run/api.ts';
import { ORIGINS, type RunningProduct } from '../test/run/product.ts';
import { middle, type FigureName, type Run, type Sample } from './figures.ts';
import { heapsOf } from './heap.ts';
import { measured, paintedAt, watchPages } from './in-page.ts';
import { countTraffic, type Traffic } from './traffic.ts';
import { workOf, type Work } from './work.ts';

/** Without anything asked for so long, the first fill has ended. Milliseconds. */
const QUIET = 2000;
const SCROLL = { milliseconds: 3000, pixelsPerFrame: 240 } as const;
/** Words that the generated messages hold, common and rare enough to be different work. */
const WORDS = ['brygga', 'tidplan', 'Farah', 'räcke'] as const;

type Figures = Map<FigureName, Sample>;

/** One run in one fresh browser: a first visit, then the same again when everything is known, then reloads. */
export async function runMail(
  product: RunningProduct,
  login: Login,
  { messages, vault }: { readonly messages: number; readonly vault: 'on' | 'off' },
): Promise<Run> {
  const figures: Figures = new Map();
  const browsing = await product.browse();
  try {
    const page = browsing.context.pages()[0] ?? (await browsing.context.newPage());
    await watchPages(page);
    if (vault === 'off')
      await browsing.context.addCookies([
        { name: '__Host-telink-cache', value: 'off', url: ORIGINS.app, secure: true, sameSite: 'Strict' },
      ]);
    const work = await workOf(page);
    const traffic = countTraffic(browsing.context);
    await firstVisit(page, work, login, traffic, messages, figures);
    await reading(page, work, figures);
    await writing(page, work, figures);
    await searching(page, work, figures);
    await goHome(page);
    for (const [to, name] of [
      [5000, 'jump to 5,000'],
      [50_000, 'jump to 50,000'],
    ] as const)
      if (to < messages / 1.5) figures.set(name, await jump(page, work, to));
    await scrolling(page, 'longest frame, scrolling', figures);
    const heaps = await heapsOf(page);
    figures.set('heap of the page', { value: heaps.page / 1e6 });
    figures.set('heap of the search index', { value: heaps.workers / 1e6 });
    await reloads(page, work, traffic, vault, figures);
    return figures;
  } finally {
    await browsing.close();
  }
}

async function firstVisit(
  page: Page,
  work: Work,
  login: Login,
  traffic: Traffic,
  messages: number,
  figures: Figures,
): Promise<void> {
  await page.goto(`${ORIGINS.app}/mejl`);
  await page.getByLabel('Användar-ID').fill(login.userId);
  await page.getByLabel('Lösenord', { exact: true }).fill(login.password);
  const before = await work();
  const asked = page.evaluate(
    () =>
      new Promise<number>((done) =>
        addEventListener('click', ({ timeStamp }) => done(performance.timeOrigin + timeStamp), {
          capture: true,
          once: true,
        }),
      ),
  );
  await page.getByRole('button', { name: 'Logga in', exact: true }).click();
  const began = await asked;
  const painted = await paintedAt(page, 'telink:list-painted');
  figures.set('sign-in to list', { value: painted - began, work: (await work()) - before });
  figures.set('script before the list', { value: (await traffic.scriptGzip()) / 1e3 });
  figures.set('requests before the list', { value: traffic.requests() });
  figures.set('received before the list', { value: traffic.received() / 1e3 });
  if (5000 < messages / 1.5) figures.set('first jump to 5,000', await jump(page, work, 5000));
  if (50_000 < messages / 1.5) figures.set('first jump to 50,000', await jump(page, work, 50_000));
  await page.evaluate(() => window.telinkBench.jump(0));
  await scrolling(page, 'longest frame, scrolling while it fills', figures);
  await page.evaluate(() => window.telinkBench.jump(0));
  figures.set('every header known', { value: (await traffic.quiet(QUIET)) - began });
  figures.set('requests, first visit', { value: traffic.requests() });
  figures.set('sent, first visit', { value: traffic.sent() / 1e3 });
  figures.set('received, first visit', { value: traffic.received() / 1e3 });
}

/** Letters far enough apart that opening one fetches none of the others ahead. */
async function reading(page: Page, work: Work, figures: Figures): Promise<void> {
  const rows = [1, 4, 7];
  figures.set('click to body, not cached', await eachOpened(page, work, rows));
  figures.set('click to body, cached', await eachOpened(page, work, rows));
  const next: Sample[] = [];
  for (let step = 0; step < 5; step += 1) {
    // What a person reads a moment for is fetched ahead meanwhile.
    await page.waitForTimeout(400);
    const text = await page.evaluate(() => {
      const cursor = document.querySelector('#mail-rows [data-focus-visible]');
      const row = document.querySelector(
        `#mail-rows [data-index="${Number(cursor?.getAttribute('data-index')) + 1}"]`,
      );
      return /Hej! .{40}/.exec(row?.textContent ?? '')?.[0] ?? '';
    });
    next.push(await measured(page, work, () => page.keyboard.press('j'), { see: 'body', text }));
  }
  figures.set('next message', middle(next));
}

async function eachOpened(page: Page, work: Work, rows: readonly number[]): Promise<Sample> {
  const times: Sample[] = [];
  for (const index of rows) {
    const row = page.locator(`#mail-rows [data-index="${index}"]`);
    const text = /Hej! .{40}/.exec((await row.textContent()) ?? '')?.[0] ?? '';
    times.push(await measured(page, work, () => row.click(), { see: 'body', text }));
    await page.waitForTimeout(400);
  }
  return middle(times);
}

async function writing(page: Page, work: Work, figures: Figures): Promise<void> {
  const times: Sample[] = [];
  for (let time = 0; time < 4; time += 1) {
    await page.locator('#mail-rows').focus();
    times.push(await measured(page, work, () => page.keyboard.press('c'), { see: 'compose' }));
    await page.waitForTimeout(500);
    await page.keyboard.press('Escape');
    await page.waitForTimeout(500);
  }
  const [first = { value: Number.NaN }, ...more] = times;
  figures.set('first compose', first);
  figures.set('compose', middle(more));
}

async function searching(page: Page, work: Work, figures: Figures): Promise<void> {
  const times: Sample[] = [];
  for (const word of WORDS) {
    const field = page.locator('input[data-mail-search], [data-mail-search] input').first();
    await field.focus();
    await page.keyboard.press('ControlOrMeta+A');
    // At once, as from the clipboard: the time counts from the last letter.
    times.push(await measured(page, work, () => page.keyboard.insertText(word), { see: 'hits', word }));
    await page.waitForTimeout(1000);
  }
  const [first = { value: Number.NaN }, ...more] = times;
  figures.set('first search', first);
  figures.set('search', middle(more));
}

async function jump(page: Page, work: Work, to: number): Promise<Sample> {
  return await measured(page, work, () => page.evaluate((index) => window.telinkBench.jump(index), to), {
    see: 'rows',
    near: to,
  });
}

async function scrolling(
  page: Page,
  name: 'longest frame, scrolling' | 'longest frame, scrolling while it fills',
  figures: Figures,
): Promise<void> {
  const frames = await page.evaluate(
    ({ milliseconds, pixelsPerFrame }) => window.telinkBench.scroll(milliseconds, pixelsPerFrame),
    SCROLL,
  );
  figures.set(name, { value: Math.max(...frames) });
  if (name === 'longest frame, scrolling')
    figures.set('frames over 50 ms', { value: frames.filter((frame) => frame > 50).length });
}

/** Back to the inbox within the page, so that what is known stays known. */
async function goHome(page: Page): Promise<void> {
  await page.locator('#mail-rows').focus();
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await page.waitForFunction(() =>
    document.getElementById('mail-rows')?.getAttribute('aria-label')?.startsWith('Inkorg'),
  );
}

async function reloads(
  page: Page,
  work: Work,
  traffic: Traffic,
  vault: 'on' | 'off',
  figures: Figures,
): Promise<void> {
  const times: Sample[] = [];
  // Without the vault every reload fetches everything again, and there is nothing to open from it.
  for (let time = 0; time < (vault === 'on' ? 3 : 1); time += 1) {
    await traffic.quiet(QUIET);
    traffic.reset();
    const before = await work();
    await page.reload({ waitUntil: 'commit' });
    const painted = await paintedAt(page, 'telink:list-painted');
    // A document that got a process of its own counts from nothing.
    const after = await work();
    const used = after < before ? after : after - before;
    const began = await page.evaluate(() => performance.timeOrigin);
    times.push({ value: painted - began, work: used });
    figures.set('requests before the list, reload', { value: traffic.requests() });
    figures.set('received before the list, reload', { value: traffic.received() / 1e3 });
  }
  figures.set('reload to list', middle(times));
  if (vault === 'off') return;
  await traffic.quiet(QUIET);
  figures.set('click to body, from the vault', await eachOpened(page, work, [1, 4, 7]));
}
