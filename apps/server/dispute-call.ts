import type { Billing } from '#modules/billing';
import type { Dispute } from '#modules/traffic';
import { useKey } from './bill-source.ts';

/** VAT on top of what was priced without it: 25 %. */
const gross = (ore: bigint): bigint => (ore * 125n + 50n) / 100n;

/**
 * Finds the line of the bill that a call is part of, and has billing pause that much of it. The line of that kind, direction,
 * destination and country where the bill has one, else (a bill from before a re-rating) the service's first that is large enough.
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
    const same = useKey(call).join(' ');
    const lines = invoice.lines.filter(({ kind, service }) => kind === 'usage' && service === call.service);
    const line =
      lines.find(({ key }) => key.endsWith(` ${same}`)) ??
      lines.find(({ amountOre }) => amountOre >= call.ore);
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
