/** Rows as the product reads them, sealed columns in clear. What each column is, why and until when stands in data-map.ts. */
export interface BillRunRow {
  run_id: string;
  month: string;
  state: 'drafting' | 'drafted' | 'compared' | 'approved' | 'posted' | 'sent';
  issued_on: string;
  drafted_to: string | null;
  drafted_by: string;
  approved_by: string | null;
  digest: string | null;
  started_at: string;
  changed_at: string;
}
export interface DraftRow {
  customer_id: string;
  run_id: string;
  book_id: string;
  document: string;
  fingerprint: string;
  kind: 'invoice' | 'credit-note';
  payable_ore: bigint;
  refused: string | null;
  posted: boolean;
}
export interface InvoiceNumberRow {
  series: string;
  last: bigint;
}
export interface InvoiceRow {
  customer_id: string;
  invoice_id: string;
  book_id: string;
  invoice_number: string;
  kind: 'invoice' | 'credit-note';
  run_id: string | null;
  credits_id: string | null;
  month: string;
  issued_on: string;
  due_on: string;
  ocr: string;
  document: string;
  net_ore: bigint;
  vat_ore: bigint;
  rounding_ore: bigint;
  payable_ore: bigint;
  paid_on: string | null;
  sent_at: string | null;
}
export interface EntryRow {
  customer_id: string;
  entry_id: string;
  source: string;
  booked_on: string;
  invoice_id: string | null;
  reverses: string | null;
}
export interface PostingRow {
  customer_id: string;
  entry_id: string;
  account: string;
  ore: bigint;
}
export interface PaymentFileRow {
  sha256: string;
  name: string;
  imported_at: string;
  payments: number;
  ore: bigint;
}
export interface PaymentRow {
  customer_id: string;
  payment_id: string;
  invoice_id: string | null;
  outcome: 'paid' | 'part' | 'over' | 'double';
  ore: bigint;
  held_ore: bigint;
  paid_on: string;
}
export interface UnmatchedRow {
  payment_id: string;
  reason: 'no-reference' | 'bad-reference' | 'unknown-reference' | 'currency' | 'deduction' | 'receiver';
  reference: string | null;
  payer: string | null;
  message: string | null;
  currency: string;
  ore: bigint;
  paid_on: string;
  state: 'open' | 'matched' | 'refunded';
  settled_by: string | null;
  settled_at: string | null;
}
export interface RefundRow {
  customer_id: string;
  refund_id: string;
  ore: bigint;
  refunded_on: string;
  refunded_by: string;
}
export interface DunningRow {
  customer_id: string;
  invoice_id: string;
  step: 'reminder' | 'collection' | 'handed-over';
  step_on: string;
  interest_to: string;
}
export interface DisputeRow {
  customer_id: string;
  dispute_id: string;
  invoice_id: string;
  line: number | null;
  record: string | null;
  reason: string | null;
  ore: bigint;
  state: 'open' | 'upheld' | 'rejected';
  opened_on: string;
  closed_on: string | null;
}
export interface BalanceRow {
  customer_id: string;
  balance_id: string;
  kind: 'prepaid' | 'cap';
  granted_ore: bigint;
  used_ore: bigint;
  held_ore: bigint;
  changed_at: string;
}
export interface ReservationRow {
  customer_id: string;
  balance_id: string;
  reservation_key: string;
  state: 'held' | 'committed' | 'released';
  held_ore: bigint;
  committed_ore: bigint;
  expires_at: string;
}
