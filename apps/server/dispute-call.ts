import type { Billing } from '#modules/billing';
import type { Dispute } from '#modules/traffic';

/** VAT on top of what was priced without it: 25 %. */
const gross = (ore: bigint): bigint => (ore * 125n + 50n) / 100n;

/**
 * Finds the line of the bill that a call is part of, and has billing pause that much of it. The service's own line to that destination
 * where the bill has one, else the service's nearest line that is large enough.
 */
export const disputeCall =
  (billing: Pick<Billing, 'invoicesOf' | 'invoiceOf' | 'registerDispute'>): Dispute =>
  async (_ctx, call) => {
    const month = call.billMonth.slice(0, 7);
    const found = (await billing.invoicesOf(call.customer)).find(
      (one) => one.kind === 'invoice' && one.month.slice(0, 7) === month,
    );
    const invoice = found && (await billing.invoiceOf(found.id))?.invoice;
    if (invoice === undefined) return undefined;
    const ore = call.vatIncluded ? call.ore : gross(call.ore);
    const lines = invoice.lines.filter(
      (line) => line.kind === 'usage' && line.service === call.service && line.amountOre >= call.ore,
    );
    const line = lines.find(({ key }) => key.includes(call.destination)) ?? lines[0];
    if (line === undefined) return undefined;
    const result = await billing.registerDispute({
      customer: call.customer,
      invoice: invoice.id,
      line: line.line,
      record: call.record,
      ore,
      reason: call.reason,
    });
    return result.ok ? result.dispute : undefined;
  };
