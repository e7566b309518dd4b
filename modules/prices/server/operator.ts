import type { Operator } from '../pure/compile.ts';

/** The operator whose book it is. The number plan and the free numbers are Swedish; so is what counts as home. */
export const operatorOf = ({ timeZone }: { readonly timeZone: string }): Operator => ({
  timeZone,
  homeCountry: 'SE',
});
