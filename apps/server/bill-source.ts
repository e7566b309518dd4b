import type { BillSource } from '#modules/billing';

/** Where bills come from until services, prices and usage are wired: there is nobody to bill. */
export const billSource = (): BillSource => ({
  async *customers() {},
  chargesOf: async () => [],
  async *callsOf() {},
});
