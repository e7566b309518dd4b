import { nextBankDay, plusDays } from './bank-days.ts';
import { interestOn, LAW } from './law.ts';

/** What happens to a claim that is not paid, in order. Nothing is cut off and nobody is sued by a program: the last step is a person's work. */
export const STEPS = ['none', 'reminder', 'collection', 'handed-over'] as const;
export type Step = (typeof STEPS)[number];

/** Days after the due date. A payment takes a bank day or two to arrive, so no reminder crosses one. */
const DAYS: Readonly<Record<Exclude<Step, 'none'>, number>> = {
  reminder: 8,
  collection: 23,
  'handed-over': 38,
};

/** Nobody is reminded of less: it would cost more than it is. */
export const LEAST_ORE = 5_000n;

export interface Claim {
  readonly dueOn: string;
  /** What is left of it, fees and interest included. */
  readonly openOre: bigint;
  /** What of it bears interest. */
  readonly principalOre: bigint;
  readonly reminderFeeAgreed: boolean;
  readonly step: Step;
  /** Through which day interest has been taken. */
  readonly interestTo: string;
  /** What is disputed is not pressed for (inkassolagen 1974:182 4 §). */
  readonly disputedOre: bigint;
}

export interface Dun {
  readonly step: Exclude<Step, 'none'>;
  readonly feeOre: bigint;
  readonly interestOre: bigint;
}

/** The next step that is due on a day, one at a time and never two on one day; undefined when there is none. */
export function nextStep(claim: Claim, today: string): Dun | undefined {
  const pressed = claim.openOre - claim.disputedOre;
  const step = STEPS[STEPS.indexOf(claim.step) + 1];
  if (step === undefined || step === 'none' || pressed < LEAST_ORE) return undefined;
  if (today < dueOfStep(claim.dueOn, step)) return undefined;
  const principal = claim.principalOre - claim.disputedOre;
  return {
    step,
    feeOre:
      step === 'reminder' && claim.reminderFeeAgreed
        ? LAW.reminderFeeOre.value
        : step === 'collection'
          ? LAW.collectionFeeOre.value
          : 0n,
    interestOre: interestOn(principal, claim.interestTo, today),
  };
}

export const dueOfStep = (dueOn: string, step: Exclude<Step, 'none'>): string =>
  nextBankDay(plusDays(dueOn, DAYS[step]));
