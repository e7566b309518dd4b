import { expect, test } from 'vitest';
import { withoutBrowser } from '../test/run/browser.ts';
import { FIGURES } from './figures.ts';
import { benchMail } from './mail.ts';

test.skipIf(withoutBrowser !== false)(
  'a run with a small mailbox gives every figure but the jumps it has no rows for, with and without the vault',
  async () => {
    const report = await benchMail(200, 1, () => undefined);
    const wanted = Object.keys(FIGURES).filter((name) => !name.includes('jump'));
    expect(report.lines.map(({ metric }) => metric)).toEqual(wanted);
    for (const { metric, value, work, vault } of report.lines) {
      expect(Number.isFinite(value) && value >= 0, metric).toBe(true);
      expect(work === null || work > 0, metric).toBe(true);
      // A ratio is missing only where there was nothing to divide by.
      if (metric !== 'frames over 50 ms' && metric !== 'click to body, from the vault')
        expect(vault, metric).toBeGreaterThan(0);
    }
  },
  300_000,
);
