import { dayAt } from '#modules/customers';
import { expectedEnd } from '#modules/traffic';
import type { AnyTable, Personal } from '#platform/data-map';
import { momentOf } from '../moments.ts';

/** What a row's end depends on beside the row itself. */
export interface EndFacts {
  readonly timeZone: string;
  /** The day the contract ended; null while it runs. */
  readonly contractEnd: string | null;
  /** By month of the bill (first day): when its records go, and whether a dispute keeps them whatever the day. */
  readonly bills: ReadonlyMap<string, { readonly on: string; readonly held: boolean }>;
}

/** ISO day on which it is gone, or what decides that day. */
export type End =
  | { readonly on: string }
  | { readonly when: Personal['retention']['event']; readonly plus: string; readonly held?: true };

type Row = Readonly<Record<string, unknown>>;

/** Where an accounting record says its day. */
const BOOKED = ['issued_on', 'booked_on', 'paid_on', 'refunded_on', 'month'];
/** What nobody is billed for is gone on the eighth day (traffic's own rule; promise traffic.2). */
const UNBILLED_DAYS = 8;

const DAY = 86_400_000;
const iso = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** GDPR Art. 15.1 (d): a date where one can be said, else the criterion. The same rules as those that erase (promise access.7). */
export function endOf(table: AnyTable, field: Personal, row: Row, facts: EndFacts): End {
  const { event, plus } = field.retention;
  const criterion: End = { when: event, plus };
  const dayOf = (columns: readonly string[]): string | undefined => {
    for (const column of columns) {
      const value = row[column];
      if (typeof value === 'string' && /^\d{4}-\d\d/.test(value))
        return value.length > 10 ? dayAt(Date.parse(value), facts.timeZone) : `${value}-01`.slice(0, 10);
    }
    return undefined;
  };
  if (event === 'invoice_paid' && typeof row['bill_month'] === 'string' && table.name.startsWith('traffic.'))
    return endOfRecord(row, facts, criterion);
  // Set when the person is erased: what outlives them does so until then.
  const kept = event === 'contract_ended' ? dayOf(['kept_until']) : undefined;
  if (kept !== undefined) return { on: later(kept, 'P1D') };
  const from =
    event === 'contract_ended'
      ? (facts.contractEnd ?? undefined)
      : dayOf(event === 'fiscal_year_ended' ? BOOKED : [momentOf(event, table.columns) ?? '']);
  if (from === undefined) return criterion;
  // Through the whole of the seventh year: gone when the eighth begins (bokföringslagen 7 kap. 2 §).
  if (event === 'fiscal_year_ended')
    return { on: `${Number(from.slice(0, 4)) + Number(plus.slice(1, -1)) + 1}-01-01` };
  // Kept through the whole of its last day, and gone on the next.
  return { on: later(later(from, plus), 'P1D') };
}

function endOfRecord(row: Row, { bills }: EndFacts, criterion: End): End {
  const month = String(row['bill_month']).slice(0, 10);
  const bill = bills.get(month);
  const due = bill?.on ?? expectedEnd(month);
  if (row['outcome'] === 'free') {
    const own = iso(Date.parse(String(row['start_at']).slice(0, 10)) + UNBILLED_DAYS * DAY);
    return { on: own < due ? own : due };
  }
  return bill?.held === true && 'when' in criterion ? { ...criterion, held: true } : { on: due };
}

/** @param plus ISO 8601 duration of whole days, months or years. */
function later(day: string, plus: string): string {
  const count = Number(plus.slice(1, -1));
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  if (plus.endsWith('D')) return iso(Date.UTC(year, month - 1, date + count));
  const months = plus.endsWith('M') ? count : count * 12;
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return iso(Date.UTC(year, month - 1 + months, Math.min(date, last)));
}
