/**
 * How long records of use are kept. Each figure with its ground and the day it was read; a change of law is a line here.
 * LEK 9 kap. 1–3 §§ (SFS 2022:482): erased when no longer needed to carry the traffic, save for what a bill needs, until it is paid or
 * can no longer be objected to. Read 2026-11.
 */
export const TERMS = {
  /** What nobody is billed for, such as a call that was not answered: days from its start. Long enough to trace a fault (promise traffic.2). */
  unbilledDays: 7,
  /** Days from the bill's date until it is due, when nothing else is agreed. */
  dueDays: 30,
  /** Days after payment in which a bill is expected to be objected to (promise traffic.3). */
  objectionDays: 30,
  /** Months until an unpaid claim on a consumer lapses (preskriptionslagen 1981:130, 2 §); each reminder and part payment begins it anew. */
  limitationMonths: 36,
} as const;

const DAY = 86_400_000;
const iso = (at: number): string => new Date(at).toISOString().slice(0, 10);
export const daysAfter = (day: string, days: number): string => iso(Date.parse(day) + days * DAY);

/** Until when the records of a month's bill are kept if it is paid in time: the bill is drawn up on the first day of the month after. */
export function expectedEnd(billMonth: string): string {
  const [year = 0, month = 0] = billMonth.split('-').map(Number);
  return daysAfter(iso(Date.UTC(year, month, 1)), TERMS.dueDays + TERMS.objectionDays);
}

/** The same after a payment on that day. */
export const endAfterPayment = (paidOn: string): string => daysAfter(paidOn, TERMS.objectionDays);

/** The same for a bill that is not paid: when the claim lapses, counted from its due date, the last reminder or the last part payment. */
export function endOfClaim(from: string): string {
  const [year = 0, month = 0, day = 0] = from.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + TERMS.limitationMonths + 1, 0)).getUTCDate();
  return iso(Date.UTC(year, month - 1 + TERMS.limitationMonths, Math.min(day, last)));
}

/** How a bill stands, as far as it decides how long its records are kept. Days are ISO. */
export interface Standing {
  readonly dueOn: string;
  readonly paidOn: string | null;
  /** Of the last reminder or demand. */
  readonly remindedOn: string | null;
  readonly disputed: boolean;
}

/** Until when the records of a bill are kept, and why. What is disputed is kept for as long as that lasts, whatever the day. */
export function endOf(
  bill: Standing,
  today: string,
): { readonly on: string; readonly reason: 'expected' | 'paid' | 'unpaid' | 'disputed' } {
  if (bill.disputed) return { on: endOfClaim(bill.dueOn), reason: 'disputed' };
  if (bill.paidOn !== null) return { on: endAfterPayment(bill.paidOn), reason: 'paid' };
  if (today <= bill.dueOn) return { on: daysAfter(bill.dueOn, TERMS.objectionDays), reason: 'expected' };
  const from = bill.remindedOn !== null && bill.remindedOn > bill.dueOn ? bill.remindedOn : bill.dueOn;
  return { on: endOfClaim(from), reason: 'unpaid' };
}
