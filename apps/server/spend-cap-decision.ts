import type { BillingDeps } from '#modules/billing';
import { payersOf } from '#modules/customers';
import { mayDecide, recordDecision } from '#modules/privacy';

/**
 * A cap that stops a call is a decision about whoever pays, and stands in the register (GDPR Art. 15.1 (h)). Who has objected to it gets
 * it to a human at once: the cap itself is the contract's and holds until it is raised (promises profiling.1, profiling.2).
 */
export const noteStop: NonNullable<BillingDeps['stopped']> = async (ctx, { customer, ...inputs }) => {
  for (const person of await payersOf(ctx, customer)) {
    const whose = { customer, person };
    const may = await mayDecide(ctx, 'spend-cap', whose);
    await recordDecision(ctx, {
      ...whose,
      kind: 'spend-cap',
      inputs: {
        grantedOre: Number(inputs.grantedOre),
        usedOre: Number(inputs.usedOre),
        heldOre: Number(inputs.heldOre),
        askedOre: Number(inputs.askedOre),
      },
      consequence: 'stopped',
      ...(may.ok ? {} : { toHuman: true }),
    });
  }
};
