/** `start_at` ISO 8601 UTC; amounts in öre; `other` E.164 digits, a short code or null; `bill_month` and `month` the first day of a month. */
export interface UsageRow {
  customer_id: string;
  start_at: string;
  event: string;
  service_id: string;
  person_id: string;
  system: string;
  kind: 'voice' | 'sms' | 'mms' | 'data';
  direction: 'out' | 'in' | 'forwarded';
  offset_minutes: number;
  seconds: number;
  bytes: bigint;
  answered: boolean;
  other: string | null;
  destination: string;
  origin_network: string;
  terminating_network: string;
  visited: string;
  outcome: 'rated' | 'free' | 'unrated' | 'barred';
  amount_ore: bigint;
  vat_included: boolean;
  explanation: string;
  bill_month: string;
  file_order: bigint;
  line: number;
}

export interface FileRow {
  file_id: string;
  file_order: bigint;
  name: string;
  sha256: string;
  system: string;
  format: string;
  state: 'reading' | 'done' | 'broken';
  read: bigint;
  rated: bigint;
  free: bigint;
  duplicate: bigint;
  rejected: bigint;
  unrated: bigint;
  seconds: bigint;
  amount_ore: bigint;
  first_start: string | null;
  last_start: string | null;
  started_at: string;
  done_at: string | null;
}

export interface LateDayRow {
  bill_month: string;
  day: string;
}
export interface ClosedMonthRow {
  bill_month: string;
  closed_at: string;
}
export interface AllowanceUseRow {
  customer_id: string;
  holder: string;
  month: string;
  allowance: string;
  used: bigint;
}
export interface PostingRow {
  customer_id: string;
  posting_id: string;
  service_id: string;
  start_at: string;
  event: string;
  act: 'reverse' | 'repost';
  cause: 'corrected' | 'withdrawn' | 'rerated';
  kind: string;
  destination: string;
  seconds: number;
  bytes: bigint;
  amount_ore: bigint;
  vat_included: boolean;
  origin_month: string;
  bill_month: string;
  posted_at: string;
}
export interface RejectRow {
  file_id: string;
  nr: bigint;
  line: bigint;
  reason: string;
  field: string | null;
  raw: string | null;
  state: 'open' | 'mended' | 'dropped';
  created_at: string;
  expires_on: string;
}
export interface DeadlineRow {
  customer_id: string;
  bill_month: string;
  due_on: string;
  reason: 'expected' | 'paid' | 'unpaid' | 'disputed' | 'held';
  moved_at: string;
}
export interface ErasureRow {
  erasure_id: bigint;
  day: string;
  way: 'dropped' | 'deleted' | 'unbilled' | 'reject';
  records: bigint;
  root: string;
  previous: string;
  hash: string;
  erased_at: string;
}
