import { createCsvReader, LONGEST_RECORD, separatorOf, type CsvRecord } from './csv.ts';
import { COLUMNS, type Column, type Fault, type ReadLine } from './columns.ts';

/** A file that is nothing of what is taken: then no line of it is read. */
export class NotAnImport extends Error {
  override readonly name = 'NotAnImport';
}

const known = new Set<string>(COLUMNS);
/** A JSON array is read whole; JSON lines and CSV stream, whatever their size. */
const LARGEST_ARRAY = 64 * 1024 * 1024;

/**
 * Reads CSV with a head (comma, semicolon or tab), JSON lines or a JSON array, by what the file begins with. UTF-8; a line that is not
 * is a fault of its own. @throws NotAnImport when there is no head, or one that names an unknown column.
 */
export async function* readLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<ReadLine> {
  const texts = decoded(bytes);
  let head = '';
  while (!/\S[^\n]*\n/.test(head) && head.length < LONGEST_RECORD) {
    const { value, done } = await texts.next();
    if (done === true) break;
    head += value;
  }
  const first = head.trimStart()[0];
  if (first === undefined) return;
  const rest = joined(head, texts);
  if (first === '{') yield* jsonLines(rest);
  else if (first === '[') yield* jsonArray(rest);
  else yield* csvLines(rest, separatorOf(head.split(/[\r\n]/, 1)[0] ?? ''));
}

async function* decoded(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8');
  for await (const piece of bytes) yield decoder.decode(piece, { stream: true });
  yield decoder.decode();
}

async function* joined(head: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield head;
  yield* rest;
}

async function* csvLines(texts: AsyncIterable<string>, separator: string): AsyncGenerator<ReadLine> {
  const reader = createCsvReader(separator);
  let head: readonly Column[] | undefined;
  const take = function* (records: readonly CsvRecord[]): Generator<ReadLine> {
    for (const record of records) {
      if ('fault' in record) {
        if (head === undefined) throw new NotAnImport('The first line is no head of columns.');
        yield { line: record.line, fault: { column: '', reason: record.fault } };
      } else if (head === undefined) head = headOf(record.fields);
      else yield valuesOf(record.line, head, record.fields);
    }
  };
  for await (const text of texts) yield* take(reader.push(text));
  yield* take(reader.end());
}

function headOf(fields: readonly string[]): readonly Column[] {
  const names = fields.map((field) => field.trim().toLowerCase());
  const strange = names.find((name) => !known.has(name));
  if (strange !== undefined)
    throw new NotAnImport(`«${strange.slice(0, 40)}» is no column. See docs/customers-import.md.`);
  if (new Set(names).size !== names.length) throw new NotAnImport('The head names a column twice.');
  if (!names.includes('customer')) throw new NotAnImport('The head lacks the column «customer».');
  return names as Column[];
}

function valuesOf(line: number, head: readonly Column[], fields: readonly string[]): ReadLine {
  if (fields.length > head.length) return { line, fault: { column: '', reason: 'fields' } };
  const values: Partial<Record<Column, string>> = {};
  fields.forEach((field, index) => {
    const column = head[index];
    const text = field.trim().normalize('NFC');
    if (column !== undefined && text !== '') values[column] = text;
  });
  return checked(line, values);
}

/** A replacement character stands where bytes were no UTF-8: better no name than a broken one. */
function checked(line: number, values: Partial<Record<Column, string>>): ReadLine {
  const broken = Object.entries(values).find(([, text]) => text.includes('\uFFFD'));
  return broken === undefined
    ? { line, values }
    : { line, fault: { column: broken[0] as Column, reason: 'encoding' } };
}

async function* jsonLines(texts: AsyncIterable<string>): AsyncGenerator<ReadLine> {
  let [rest, line, skipping] = ['', 0, false];
  const take = function* (text: string): Generator<ReadLine> {
    line += 1;
    if (skipping || text.length > LONGEST_RECORD) yield { line, fault: { column: '', reason: 'too-long' } };
    else if (text.trim() !== '') yield fromJson(line, text);
    skipping = false;
  };
  for await (const text of texts) {
    const pieces = (rest + text).split('\n');
    rest = pieces.pop() ?? '';
    for (const piece of pieces) yield* take(piece);
    if (rest.length > LONGEST_RECORD) [rest, skipping] = ['', true];
  }
  if (rest !== '' || skipping) yield* take(rest);
}

function fromJson(line: number, text: string): ReadLine {
  try {
    return fromObject(line, JSON.parse(text));
  } catch {
    return { line, fault: { column: '', reason: 'json' } };
  }
}

async function* jsonArray(texts: AsyncIterable<string>): AsyncGenerator<ReadLine> {
  let text = '';
  for await (const piece of texts) {
    text += piece;
    if (text.length > LARGEST_ARRAY)
      throw new NotAnImport('A JSON array of more than 64 MB is read as JSON lines only: one object a line.');
  }
  let list: unknown;
  try {
    list = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new NotAnImport('The file begins like a JSON array and is none.');
  }
  let line = 0;
  for (const each of list as unknown[]) yield fromObject((line += 1), each);
}

function fromObject(line: number, value: unknown): ReadLine {
  const fault = (column: Fault['column'], reason: Fault['reason']): ReadLine => ({
    line,
    fault: { column, reason },
  });
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return fault('', 'json');
  const values: Partial<Record<Column, string>> = {};
  for (const [name, given] of Object.entries(value)) {
    if (!known.has(name)) return fault('', 'unknown-column');
    const column = name as Column;
    if (given === null || given === '') continue;
    const text = textOf(given);
    if (text === undefined) return fault(column, 'shape');
    if (text.trim() !== '') values[column] = text.trim().normalize('NFC');
  }
  return checked(line, values);
}

/** Lists of texts are written with spaces between; numbers and yes or no as themselves. */
function textOf(given: unknown): string | undefined {
  if (typeof given === 'string') return given;
  if (typeof given === 'boolean') return given ? 'yes' : 'no';
  if (typeof given === 'number') return Number.isSafeInteger(given) ? String(given) : undefined;
  return Array.isArray(given) && given.every((each) => typeof each === 'string')
    ? given.join(' | ')
    : undefined;
}
