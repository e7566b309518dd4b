import type { Described, LifeEvent } from '#platform/data-map';
import type { KeptWords } from './text.kept.ts';

/** An end as its parts, from `disconnected+P30D:delete`. @throws when it is not one: the pages are made before the server listens. */
export function endOf(row: Described): {
  readonly event: LifeEvent;
  readonly count: number;
  readonly unit: 'D' | 'M' | 'Y';
  readonly then: 'delete' | 'anonymise' | 'shred';
} {
  const found = /^(\w+)\+P(\d+)([DMY]):(delete|anonymise|shred)$/.exec(row.ends);
  if (found === null) throw new Error(`${row.place} has an end that can't be told: ${row.ends}`);
  const [, event, count, unit, then] = found as unknown as [
    string,
    LifeEvent,
    string,
    'D' | 'M' | 'Y',
    'delete' | 'anonymise' | 'shred',
  ];
  return { event, count: Number(count), unit, then };
}

/** «raderas 30 dagar efter att kontot kopplas bort». */
export function endsOf(row: Described, words: KeptWords): string {
  const { event, count, unit, then } = endOf(row);
  const when =
    count === 0
      ? words.events[event]
      : `${count} ${words.units[unit][count === 1 ? 0 : 1]} ${words.after} ${words.events[event].replace(/^när /, 'att ')}`;
  return `${words.then[then]} ${when}`;
}
