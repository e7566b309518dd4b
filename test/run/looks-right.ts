import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { axeFaults } from './axe.ts';

/**
 * Axe at desk and phone, light and dark; and nothing wider than the window or than the pane that scrolls (a wide table has a frame of its
 * own). With TELINK_SHOTS each look is a picture in that folder. The page is left at the desk's width.
 */
export async function looksRight(page: Page, what: string): Promise<void> {
  for (const width of [1280, 390])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: width === 390 ? 844 : 800 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect(await axeFaults(page), `${what} ${width} ${colorScheme}`).toEqual([]);
      expect(await widerThanItsPane(page), `${what} ${width}`).toEqual([]);
      const shots = process.env['TELINK_SHOTS'];
      if (shots !== undefined)
        await page.screenshot({ path: join(shots, `${what}-${width}-${colorScheme}.png`), fullPage: true });
    }
  await page.setViewportSize({ width: 1280, height: 800 });
}

/** The document and every pane that scrolls, but for the frames of tables, whose content is wider than they are. */
const widerThanItsPane = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll<HTMLElement>('body *')]
      .filter((one) => one.scrollWidth > one.clientWidth + 1)
      .filter(
        (one) =>
          one === document.documentElement ||
          (['auto', 'scroll'].includes(getComputedStyle(one).overflowX) && one.querySelector('h1') !== null),
      )
      .map((one) => `${one.tagName} ${one.className} ${one.scrollWidth} > ${one.clientWidth}`),
  );
