import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** WCAG 2.2 AA and axe's own good practice; the size of targets is among them. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Each fault that axe sees on the page as it stands: rule, place and what to do. `iframes: false` leaves out what lies in frames. */
export async function axeFaults(
  page: Page,
  { iframes = true }: { readonly iframes?: boolean } = {},
): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(
    async ([runOnly, inFrames]) => {
      const { axe: tester } = globalThis as unknown as { axe: typeof axe };
      const found = await tester.run(document, { runOnly, iframes: inFrames });
      return found.violations.flatMap((one) =>
        one.nodes.map((node) => `${one.id}: ${node.target.join(' ')} — ${node.failureSummary ?? ''}`),
      );
    },
    [RULES, iframes] as const,
  );
}
