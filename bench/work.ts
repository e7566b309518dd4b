import type { Page } from 'playwright-core';

/** Milliseconds of processor time that the page's main thread has used: what a busy machine does not stretch. */
export type Work = () => Promise<number>;

export async function workOf(page: Page): Promise<Work> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    const used = metrics.find(({ name }) => name === 'TaskDuration');
    if (used === undefined) throw new Error('This browser does not say how long its tasks took.');
    return used.value * 1000;
  };
}
