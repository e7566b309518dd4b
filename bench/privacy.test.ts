import { expect, test } from 'vitest';
import { measuredTable } from './measured.ts';
import { benchPrivacy } from './privacy.ts';

test('the bench of the rights erases what it says, finds every look in the chain, and says how that compares within the same run', async () => {
  const lines = await benchPrivacy([200], 20, () => undefined);
  expect(lines.map(({ metric }) => metric)).toEqual([
    'report of 200 records',
    'report of 200 records: first byte',
    'report of 200 records: archive',
    'report of 200 records: memory grew',
    'erasure with 200 records: all but what has a day to come',
    'erasure with 200 records: the records, when it has come',
    'a look of a colleague, in the chain',
    'the same without the chain',
    'the product’s own read',
    'a work list of customers, in the chain',
    'sweep of 20 customers, nothing due',
    'sweep when 20 contracts are over',
    'sweep: a person',
    expect.stringMatching(/^oracle: \d{3} canaries planted$/u),
    'oracle: the report, and each looked for',
  ]);
  for (const { metric, value } of lines) expect(value, metric).toBeGreaterThanOrEqual(0);
  expect(measuredTable(lines).trimEnd().split('\n').length).toBe(lines.length);
}, 300_000);
