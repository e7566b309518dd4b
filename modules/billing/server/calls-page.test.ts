import { expect, test } from 'vitest';
import { exampleCall, exampleInvoice } from '../pure/example.ts';
import type { BillSource, Call } from '../pure/source.ts';
import { callsPage } from './calls-page.ts';

const call = exampleCall(1, { unlisted: false });
const page = (...calls: readonly Call[]): ReturnType<typeof callsPage> => {
  const source: BillSource = {
    async *customers() {},
    chargesOf: async () => [],
    async *callsOf() {
      yield* calls;
    },
  };
  return callsPage(
    { source },
    { customer: 'c', invoice: exampleInvoice(), month: '2026-10', paidOn: null, creditsId: null },
    0,
  );
};

test('calls are said to be erased only when they are: those that may not be listed are not shown, and not called erased', async () => {
  expect((await page(call)).state).toBe('listed');
  expect(await page({ ...call, unlisted: true })).toMatchObject({ state: 'off', calls: [] });
  expect(await page()).toMatchObject({ state: 'gone', calls: [] });
});
