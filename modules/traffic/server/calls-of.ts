import {
  destinationName,
  explain,
  isListed,
  unpackExplanation,
  type Rater,
  type Step,
} from '#modules/prices';
import type { Service } from '#modules/services';
import { read, type Ctx } from '#platform/db';
import type { CallList, CallsQuery, UsageCall } from '../contract.ts';
import { hiddenCall, objection } from '../data-map.ts';
import { readRecordKey, recordKey, withOffset } from '../pure/record-key.ts';
import { masked, meant } from '../pure/shown.ts';
import { monthBounds } from './month-bounds.ts';
import { rowOf, rowsOf, type FoundRow, type Reader } from './usage-rows.ts';

/** As many are read at a time while a page is filled: what is hidden, never listed or not meant leaves gaps. */
const AT_ONCE = 200;
const PAGE = 50;

/** One page of a month's records. What is never listed is left out here, before anything is counted (promise traffic.5). */
export async function callsOf(
  ctx: Ctx,
  rater: Rater,
  reader: Reader,
  services: readonly Service[],
  query: CallsQuery,
): Promise<CallList> {
  const { from, until } = monthBounds(rater.tables.zone, query.month);
  const limit = query.limit ?? PAGE;
  const own = await choicesOf(ctx, reader);
  const calls: UsageCall[] = [];
  let before = query.before === undefined ? undefined : readRecordKey(query.before);
  for (;;) {
    const rows = await rowsOf(ctx, reader, {
      from,
      until,
      service: query.service,
      kinds: query.kind === undefined ? undefined : query.kind === 'message' ? ['sms', 'mms'] : [query.kind],
      before,
      limit: AT_ONCE,
    });
    for (const row of rows) {
      const call = listed(rater, reader, services, row, own);
      if (call === undefined || (call.hidden && query.hidden !== 'yes')) continue;
      const names = call.destination === null ? [] : [call.destination.sv, call.destination.en];
      if (query.q !== undefined && !meant(query.q, call.other, names)) continue;
      if (calls.length === limit) return { calls, next: calls.at(-1)?.record ?? null };
      calls.push(call);
    }
    const last = rows.at(-1);
    if (rows.length < AT_ONCE || last === undefined) return { calls, next: null };
    before = { start: last.start_at, event: last.event };
  }
}

/** One record as it stands in the list, and why it costs what it does. @returns undefined when it is not the reader's to see. */
export async function explainedCall(
  ctx: Ctx,
  rater: Rater,
  reader: Reader,
  services: readonly Service[],
  record: string,
  language: 'sv' | 'en',
): Promise<
  { readonly call: UsageCall; readonly steps: readonly Step[] | null; readonly row: FoundRow } | undefined
> {
  const key = readRecordKey(record);
  const row = key && (await rowOf(ctx, reader, key));
  if (row === undefined) return undefined;
  const call = listed(rater, reader, services, row, await choicesOf(ctx, reader));
  if (call === undefined) return undefined;
  // Told of the number as it is shown, so that no step says what the list does not.
  return { call, steps: stepsOf(rater, row, call.other, language), row };
}

/** @returns null when a price version that the record names is no longer in the book. */
export function stepsOf(
  rater: Rater,
  row: Pick<
    FoundRow,
    'kind' | 'direction' | 'seconds' | 'answered' | 'visited' | 'start_at' | 'bytes' | 'explanation'
  >,
  other: string,
  language: 'sv' | 'en',
): readonly Step[] | null {
  const told = unpackExplanation(row.explanation);
  if (told === undefined) return null;
  const { kind, direction, seconds, answered, visited } = row;
  const usage = {
    kind,
    direction,
    other,
    start: Date.parse(row.start_at),
    seconds,
    bytes: Number(row.bytes),
    answered,
    visited,
  };
  return explain(usage, told, rater, language) ?? null;
}

interface Choices {
  readonly hidden: ReadonlySet<string>;
  readonly disputed: ReadonlySet<string>;
}

async function choicesOf(ctx: Ctx, reader: Reader): Promise<Choices> {
  const where = { customer_id: reader.customer };
  const key = (row: { readonly start_at: string; readonly event: string }): string =>
    recordKey(Date.parse(row.start_at), row.event);
  const hidden = await read(ctx, 'bill', hiddenCall, ['start_at', 'event'], {
    where: { ...where, person_id: reader.person },
  });
  const disputed = await read(ctx, 'bill', objection, ['start_at', 'event'], { where });
  return { hidden: new Set(hidden.map(key)), disputed: new Set(disputed.map(key)) };
}

/** A record as this reader may see it; undefined for what no list may hold. */
function listed(
  rater: Rater,
  reader: Reader,
  services: readonly Service[],
  row: FoundRow,
  own: Choices,
): UsageCall | undefined {
  const at = Date.parse(row.start_at);
  const number = row.other ?? '';
  if (!isListed(rater, number, at)) return undefined;
  const mine = row.person_id === reader.person;
  const service = services.find((one) => one.service === row.service_id);
  // The one who pays sees the bill's view of what others speak on; what nobody in particular uses only as far as that was chosen.
  const hides = !mine && (service?.masked !== false || row.person_id !== reader.customer);
  const record = recordKey(at, row.event);
  return {
    record,
    service: row.service_id,
    start: withOffset(at, row.offset_minutes),
    kind: row.kind,
    direction: row.direction,
    answered: row.answered,
    other: hides ? masked(number) : number,
    masked: hides,
    destination:
      row.destination === ''
        ? null
        : {
            sv: destinationName(rater, row.destination, at, 'sv'),
            en: destinationName(rater, row.destination, at, 'en'),
          },
    visited: row.visited === rater.tables.homeCountry ? '' : row.visited,
    seconds: row.seconds,
    bytes: Number(row.bytes),
    outcome: row.outcome,
    ore: Number(row.amount_ore),
    basis: row.vat_included ? 'with-vat' : 'without-vat',
    erasedOn: row.held ? null : row.ends,
    hidden: own.hidden.has(record),
    disputed: own.disputed.has(record),
  };
}
