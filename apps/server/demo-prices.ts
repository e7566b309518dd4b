import { importPrices, inWords, operatorOf, priceVersions, startBook } from '#modules/prices';
import type { House } from './house.ts';

/** Gives an installation without prices the Swedish book to begin with; one that has any is left alone. */
export async function seedPrices(house: House): Promise<void> {
  const ctx = house.ctx('demonstration');
  if ((await priceVersions(ctx, house.config.timeZone)).length > 0) return;
  const done = await importPrices(ctx, startBook(), operatorOf(house.config), { as: 'scheduled' });
  if (!done.ok) throw new Error(inWords(done.faults));
}
