import { createHmac, randomBytes } from 'node:crypto';

const CANARY = /^CNRY-([A-Za-z0-9]+)-([A-Za-z0-9]+)-([0-9a-f]{12})$/;

/**
 * A string that occurs nowhere else: `CNRY-<category>-<field>-<12 hex>`. Letters, digits and hyphens only, so it
 * survives addresses, URLs, headers and lower-casing. With a seed the same place always gives the same canary.
 * @throws RangeError if category or field hold anything but ASCII letters and digits.
 */
export function plant(category: string, field: string, seed?: string): string {
  const core =
    seed === undefined
      ? randomBytes(6).toString('hex')
      : createHmac('sha256', seed).update(`${category}\0${field}`).digest('hex').slice(0, 12);
  const canary = `CNRY-${category}-${field}-${core}`;
  if (!CANARY.test(canary)) throw new RangeError(`not a name for a canary: ${category}, ${field}`);
  return canary;
}

/** The twelve random digits, by which a canary is known even where compression has replaced its beginning. */
export function coreOf(canary: string): string | undefined {
  return CANARY.exec(canary)?.[3];
}
