import { fieldName } from '#modules/site';
import type { Personal } from '#platform/data-map';
import type { End } from './ends.ts';
import type { FieldFact } from './report.ts';
import type { ReportWords } from './text.sv.ts';

/** What is remembered of a field while its rows pass by. */
export interface FieldNotes {
  readonly place: string;
  readonly column: string;
  readonly field: Personal;
  first: string | undefined;
  last: string | undefined;
  /** Criteria met, as keys of `End`. */
  readonly criteria: Map<string, End>;
  readonly sources: Map<string, string | null>;
  values: number;
  readonly samples: string[];
}

const SAMPLES = 3;
/** Times that tell when a value came or was checked. */
const WHEN = ['verified_at', 'valid_from', 'created_at', 'stored_at', 'start_at', 'opened_at', 'at'];

export function note(
  notes: Map<string, FieldNotes>,
  place: string,
  column: string,
  field: Personal,
  given: { readonly end: End; readonly row: Readonly<Record<string, unknown>>; readonly shown: unknown },
): void {
  let known = notes.get(place);
  if (known === undefined) {
    known = {
      place,
      column,
      field,
      first: undefined,
      last: undefined,
      criteria: new Map(),
      sources: new Map(),
      values: 0,
      samples: [],
    };
    notes.set(place, known);
  }
  known.values += 1;
  const { end, row, shown } = given;
  if ('on' in end) {
    if (known.first === undefined || end.on < known.first) known.first = end.on;
    if (known.last === undefined || end.on > known.last) known.last = end.on;
  } else known.criteria.set(`${end.when}${end.held === true}`, end);
  const stated = row['source'];
  const source =
    typeof stated === 'string' && field.personal && column !== 'source' ? stated : `origin:${field.origin}`;
  const when = WHEN.map((name) => row[name]).find((value) => typeof value === 'string');
  const before = known.sources.get(source);
  if (before === undefined || (typeof when === 'string' && (before === null || when > before)))
    known.sources.set(source, typeof when === 'string' ? when : null);
  const text = typeof shown === 'string' ? shown : JSON.stringify(shown);
  if (known.samples.length < SAMPLES && !known.samples.includes(text)) known.samples.push(text.slice(0, 120));
}

export function factOf(notes: FieldNotes, words: ReportWords): FieldFact {
  const { kept } = words;
  const { field, column, place, first, last } = notes;
  const texts = [
    ...(first === undefined || last === undefined
      ? []
      : [first === last ? first : words.between(first, last)]),
    ...[...notes.criteria.values()].map((end) => criterion(end, words)),
  ];
  return {
    place,
    name: fieldName(place, words.lang) ?? column,
    purposes: [...new Set(field.purposes.map(([purpose]) => kept.purposes[purpose]))],
    bases: [...new Set(field.purposes.map(([, basis]) => kept.bases[basis]))],
    until: texts.join('; '),
    ...(first === undefined || last === undefined ? {} : { ends: { first, last } }),
    sources: [...notes.sources].map(([source, at]) => ({
      source: source.startsWith('origin:') ? kept.origins[field.origin] : words.sourceOf(source),
      at,
    })),
    values: notes.values,
    samples: notes.samples,
    recipients: field.recipients ?? [],
  };
}

function criterion(end: End, words: ReportWords): string {
  if ('on' in end) return end.on;
  if (end.held === true) return words.heldByDispute;
  const count = Number(end.plus.slice(1, -1));
  const unit = words.kept.units[end.plus.slice(-1) as 'D' | 'M' | 'Y'][count === 1 ? 0 : 1];
  return words.after(count === 0 ? '' : `${count} ${unit}`, words.kept.events[end.when]);
}
