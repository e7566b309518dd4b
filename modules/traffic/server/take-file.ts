import { loadRater, operatorOf } from '#modules/prices';
import type { Ctx, Database } from '#platform/db';
import type { Format } from '../pure/formats/index.ts';
import { alone } from './alone.ts';
import { openDesk } from './open-desk.ts';
import { readFile, type ReadFile } from './read-file.ts';
import type { Desk } from './store-batch.ts';

/** What a switch is called when nobody says. */
export const SWITCH = 'switch';
/** Country calling code that numbers without one are read with. */
export const COUNTRY = '46';

const turns = new WeakMap<Database, Promise<unknown>>();

/**
 * Does `work` with a desk opened for it, one after the other within this process and alone among all. Those who wait here hold no
 * connection, so that however many files are sent at once, the one that is read finds what it needs.
 */
export function atDesk<R>(ctx: Ctx, timeZone: string, work: (desk: Desk) => Promise<R>): Promise<R> {
  const before = turns.get(ctx.db) ?? Promise.resolve();
  const mine = before.then(async () => {
    const rater = await loadRater(ctx, operatorOf({ timeZone }));
    return alone(ctx, async () => work(await openDesk(ctx, rater, timeZone)));
  });
  turns.set(
    ctx.db,
    mine.catch(() => undefined),
  );
  return mine;
}

/** Reads a file, or what is sent of one as it comes, into the store. */
export function takeFile(
  ctx: Ctx,
  timeZone: string,
  from: string | AsyncIterable<Uint8Array>,
  given: {
    readonly name: string;
    readonly system?: string | undefined;
    readonly format?: Format | undefined;
    /** IANA zone in which the switch writes; the operator's when absent. */
    readonly zone?: string | undefined;
  },
): Promise<ReadFile> {
  return atDesk(ctx, timeZone, (desk) =>
    readFile(ctx, desk, from, {
      name: given.name,
      format: given.format,
      system: given.system ?? SWITCH,
      timeZone: given.zone ?? timeZone,
      country: COUNTRY,
    }),
  );
}
