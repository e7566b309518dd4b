import type { Ctx } from '#platform/db';

/** Seals other parties' numbers, each under the key of the person who was served (promise traffic.5). */
export interface Seals {
  /** Fetches the keys of everyone in a batch. */
  fetch(
    ctx: Ctx,
    batch: readonly { readonly holder: { readonly person: string | null; readonly customer: string } }[],
  ): Promise<void>;
  seal(person: string, number: string): Buffer;
}

/** Keys held in memory while a file is read; fewer than this at a time. */
const MOST = 50_000;
const PLACE = 'traffic.usage.other';

export function seals(): Seals {
  const known = new Map<string, (place: string, text: string) => Buffer>();
  return {
    async fetch(ctx, batch) {
      if (known.size > MOST) known.clear();
      for (const { holder } of batch) {
        const person = holder.person ?? holder.customer;
        if (!known.has(person)) known.set(person, await ctx.db.sealer.sealingFor(person));
      }
    },
    seal: (person, number) => known.get(person)!(PLACE, number),
  };
}
