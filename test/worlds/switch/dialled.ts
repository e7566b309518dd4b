import type { SwitchCall } from './day.ts';

/** A number as a subscriber in Sweden dials it. */
export const dial = (number: string): string =>
  number.startsWith('46') && number.length > 6
    ? `0${number.slice(2)}`
    : number.length > 6
      ? `00${number}`
      : number;

/** Who called and what was called, as a switch writes it: what was dialled outwards, E.164 without a plus for callers from other networks. */
export const dialled = ({
  direction,
  served,
  other,
}: SwitchCall): { readonly from: string; readonly to: string } =>
  direction === 'out' ? { from: dial(served), to: dial(other) } : { from: other, to: dial(served) };
