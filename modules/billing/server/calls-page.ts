import type { CallsPage } from '../contract.ts';
import { counted, specified, type Call } from '../pure/source.ts';
import type { House } from './house.ts';
import type { InvoiceRef } from './invoices.ts';
import { numberName } from './pdf-words.ts';

const ROWS = 100;

/**
 * A page of the calls behind a bill, as they may be shown to the one who pays: none that must not be identified, the other party's last
 * three digits hidden on lines that somebody else speaks on (ruling R9). Read while the records live, never kept with the bill.
 */
export async function callsPage(
  { source }: Pick<House, 'source'>,
  { customer, invoice }: InvoiceRef,
  after: number,
): Promise<CallsPage> {
  const used = invoice.lines.some(({ kind }) => kind === 'usage');
  if (!invoice.specification || !used || invoice.kind === 'credit-note')
    return { state: 'off', calls: [], next: null };
  const calls: CallsPage['calls'][number][] = [];
  let seen = 0;
  let next: number | null = null;
  const living = counted(source.callsOf(customer, invoice.period));
  for await (const call of specified(living.calls)) {
    if (calls.length === ROWS) {
      next = seen;
      break;
    }
    seen += 1;
    if (seen > after) calls.push(shown(call));
  }
  return { state: seen > 0 ? 'listed' : living.any() ? 'off' : 'gone', calls, next };
}

const shown = (call: Call): CallsPage['calls'][number] => ({
  at: withOffset(call.start, call.offset),
  serviceName: call.serviceName,
  kind: call.kind,
  other: call.kind === 'data' || call.other === '' ? '' : numberName(call.other),
  destination: call.destination,
  seconds: call.seconds,
  bytes: call.bytes,
  ore: Number(call.ore),
});

/** `2026-10-12T14:32:05+02:00`: the clock of where it was made, not the reader's. */
function withOffset(start: number, offset: number): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  const local = new Date(start + offset * 60_000).toISOString().slice(0, 19);
  return `${local}${offset < 0 ? '-' : '+'}${two(hours)}:${two(minutes)}`;
}
