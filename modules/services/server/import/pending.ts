import { address, contactFact, customer, person } from '#data-map/customers';
import { insertAll, type Ctx } from '#platform/db';
import type { RowOf } from '#platform/data-map';
import { numberTable, planTable, serviceTable } from '#data-map/services';

/** What a chunk of lines will write, all at once. */
export interface Pending {
  readonly customers: RowOf<typeof customer>[];
  readonly people: RowOf<typeof person>[];
  readonly addresses: RowOf<typeof address>[];
  readonly facts: RowOf<typeof contactFact>[];
  readonly services: RowOf<typeof serviceTable>[];
  readonly plans: RowOf<typeof planTable>[];
  readonly numbers: RowOf<typeof numberTable>[];
  /** Changes of what is stored already; after the new customers and people, before the new numbers, which may need one that is released. */
  readonly changes: ((ctx: Ctx) => Promise<unknown>)[];
}

export const nothingPending = (): Pending => ({
  customers: [],
  people: [],
  addresses: [],
  facts: [],
  services: [],
  plans: [],
  numbers: [],
  changes: [],
});

export async function writePending(ctx: Ctx, pending: Pending): Promise<void> {
  await insertAll(ctx, customer, pending.customers);
  await insertAll(ctx, person, pending.people);
  await insertAll(ctx, serviceTable, pending.services);
  await insertAll(ctx, planTable, pending.plans);
  for (const change of pending.changes) await change(ctx);
  await insertAll(ctx, address, pending.addresses);
  await insertAll(ctx, contactFact, pending.facts);
  await insertAll(ctx, numberTable, pending.numbers);
}
