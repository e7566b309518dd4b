import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { createCsvReader, LONGEST_RECORD, separatorOf, type CsvRecord } from './csv.ts';

const read = (text: string, cuts: readonly number[] = []): CsvRecord[] => {
  const reader = createCsvReader(',');
  const out: CsvRecord[] = [];
  let from = 0;
  for (const cut of [...cuts, text.length].toSorted((a, b) => a - b)) {
    out.push(...reader.push(text.slice(from, Math.max(cut, from))));
    from = Math.max(cut, from);
  }
  return [...out, ...reader.end()];
};
const quoted = (value: string): string => `"${value.replaceAll('"', '""')}"`;

test('whatever is written is read again, however the text is cut, as csv-parse reads it', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'å', '"', ',', '\n', '\r\n', ' ', ';'), maxLength: 6 });
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 5 }),
      fc.array(fc.nat(60), { maxLength: 4 }),
      fc.constantFrom('\n', '\r\n'),
      (rows, cuts, end) => {
        const text = rows.map((row) => row.map(quoted).join(',')).join(end);
        const found = read(text, cuts).map((record) => ('fields' in record ? record.fields : record.fault));
        expect(found).toEqual(rows);
        expect(found).toEqual(parse(text, { relaxColumnCount: true, recordDelimiter: end }));
      },
    ),
  );
});

test('a record bears the line it begins on, also after line breaks within quotes', () => {
  expect(read('a,b\n"c\n\nd",e\r\n\r\nf,g').map(({ line }) => line)).toEqual([1, 2, 6]);
});

test('a line without end is not held in memory, and the lines after it are read', () => {
  const found = read(`a,${'x'.repeat(LONGEST_RECORD * 3)}\nb,c\n"${'y'.repeat(LONGEST_RECORD + 1)}\nd,e\n`);
  expect(found).toEqual([
    { line: 1, fault: 'too-long' },
    { line: 2, fields: ['b', 'c'] },
    { line: 3, fault: 'too-long' },
    { line: 4, fields: ['d', 'e'] },
  ]);
});

test('a quote that does not end, or ends too early, is a fault of its line alone', () => {
  expect(read('"a"b,c\nd,e\n"f')).toEqual([
    { line: 1, fault: 'quote' },
    { line: 2, fields: ['d', 'e'] },
    { line: 3, fault: 'quote' },
  ]);
});

test('the separator is the one the head uses', () => {
  expect([separatorOf('a;b;c,d'), separatorOf('a,b'), separatorOf('a\tb'), separatorOf('a')]).toEqual([
    ';',
    ',',
    '\t',
    ',',
  ]);
});
