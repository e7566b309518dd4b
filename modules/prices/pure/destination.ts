import { NEVER_LISTED, type DestinationClass } from './book.ts';
import type { Rater } from './compile.ts';
import { epochIndex, placeOf } from './look-up.ts';

/** What sort of number it was at a moment: E.164 digits or a short code; '' when the book does not know it. */
export function classOf(rater: Rater, other: string, at: number): DestinationClass | '' {
  const epoch = rater.tables.epochs[epochIndex(rater.tables.epochs, at)];
  return epoch?.places[placeOf(epoch, other) >> 4]?.class ?? '';
}

/** What sort of destination that is, as the book had it at a moment, else as the newest has it; '' when none knows it. */
export function destinationClass(rater: Rater, id: string, at: number): DestinationClass | '' {
  const { epochs } = rater.tables;
  for (const epoch of [epochs[epochIndex(epochs, at)], epochs.at(-1)]) {
    const place = epoch?.places.find((one) => one?.id === id);
    if (place !== undefined) return place.class;
  }
  return '';
}

/** A destination's name as the book had it at a moment, else as the newest has it; its id when none knows it. */
export function destinationName(rater: Rater, id: string, at: number, language: 'sv' | 'en'): string {
  const { epochs } = rater.tables;
  for (const epoch of [epochs[epochIndex(epochs, at)], epochs.at(-1)]) {
    const place = epoch?.places.find((one) => one?.id === id);
    if (place !== undefined) return place[language];
  }
  return id;
}

/** Whether a number may stand on a bill or in a list of calls: free calls and helplines never do (promise traffic.5). */
export const isListed = (rater: Rater, other: string, at: number): boolean =>
  !NEVER_LISTED.some((one) => one === classOf(rater, other, at));
