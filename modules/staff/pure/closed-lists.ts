/** What a member of staff may work with; one person may have several. */
export const STAFF_ROLES = ['support', 'billing', 'prices', 'privacy', 'admin'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];
/** Who opens customers, with a reason stated. What of a customer each sees is the access rules' to say. */
export const WITH_CUSTOMERS: readonly StaffRole[] = ['support', 'billing', 'privacy'];

/** Why a customer is opened: a closed list, shown to the customer in words. */
export const CASE_REASONS = [
  'customer-asks',
  'invoice-question',
  'fault-report',
  'bill-run',
  'rights-request',
] as const;
export type CaseReason = (typeof CASE_REASONS)[number];

/** Why a personal number is shown in full (Dataskyddslagen 3 kap. 10 §). */
export const UNMASK_REASONS = [
  'identify-caller',
  'credit-check',
  'authority-request',
  'correct-number',
] as const;
export type UnmaskReason = (typeof UNMASK_REASONS)[number];

/** How a customer is looked for. The whole value, never a part of it: sealed columns have only a keyed index. */
export const FIND_BY = ['customer', 'number', 'phone', 'name', 'mail'] as const;
export type FindBy = (typeof FIND_BY)[number];
