import type { AnyTable, Store } from '#platform/data-map';

export const tables: readonly AnyTable[] = [];
export const stores: readonly Store[] = [];
