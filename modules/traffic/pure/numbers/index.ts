export { normalise } from './normalise.ts';
export { countryCodeLength } from './country-codes.ts';
export type { NumberKind, NumberPlan, NumberRead, NumberReason } from './plan.ts';
