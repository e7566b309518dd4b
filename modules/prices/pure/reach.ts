import type { Destination } from './book.ts';

/** What of the book a selector can name, in one period. */
export interface Reach {
  readonly destinations: readonly Destination[];
  /** Roaming zone of a country. */
  readonly zoneOf: ReadonlyMap<string, string>;
  readonly zones: ReadonlySet<string>;
}

/** A place that a price can be for; none for data and for calls that come in. */
export type Place = Destination | undefined;

/** The selectors that a place answers to, the most telling first. */
export function selectorsOf(place: Place, zoneOf: ReadonlyMap<string, string>): readonly string[] {
  if (place === undefined) return ['*'];
  const zone = zoneOf.get(place.country);
  return [
    place.id,
    ...(place.group === '' ? [] : [`@${place.group}#${place.class}`]),
    ...(zone === undefined ? [] : [`^${zone}#${place.class}`]),
    ...(place.group === '' ? [] : [`@${place.group}`]),
    ...(zone === undefined ? [] : [`^${zone}`]),
    `#${place.class}`,
    '*',
  ];
}

/** In words why a selector names nothing, or undefined. */
export function strangeSelector(selector: string, reach: Reach): string | undefined {
  if (selector === '*' || selector.startsWith('#')) return undefined;
  const [place = ''] = selector.split('#');
  if (place.startsWith('@'))
    return reach.destinations.some(({ group }) => `@${group}` === place)
      ? undefined
      : `No destination is in the group ${place}.`;
  if (place.startsWith('^'))
    return reach.zones.has(place.slice(1)) ? undefined : `There is no roaming zone «${place.slice(1)}».`;
  return reach.destinations.some(({ id }) => id === place)
    ? undefined
    : `There is no destination «${place}».`;
}
