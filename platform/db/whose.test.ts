import { expect, test } from 'vitest';
import { impersonal, table, type AnyTable } from '#platform/data-map';
import { whoseAre, whoseColumns } from './whose.ts';

const declared = (extra: object): AnyTable =>
  ({
    ...table<{ note: string }>()({ name: 'test.some', columns: { note: impersonal('Nothing.') } }),
    ...extra,
  }) as AnyTable;

test('a row is its person’s; the customer’s where it names none; once each', () => {
  const of = declared({ isolate: { customer: 'customer_id', person: 'person_id' } });
  expect(
    whoseAre(of, [
      { customer_id: 'c', person_id: 'p' },
      { customer_id: 'c', person_id: 'p' },
      { customer_id: 'c', person_id: null },
    ]),
  ).toEqual([
    { subject: 'p', customer: 'c' },
    { subject: 'c', customer: 'c' },
  ]);
});

test('several people in one row are all named, and the operator’s own staff where nobody else is', () => {
  const of = declared({ reach: [{ person: 'one' }, { person: 'other' }, { staff: 'by' }] });
  expect(whoseAre(of, [{ one: 'a', other: 'b', by: 's' }])).toEqual([
    { subject: 'a', customer: '' },
    { subject: 'b', customer: '' },
  ]);
  expect(whoseAre(declared({ reach: [{ staff: 'by' }] }), [{ by: 's' }])).toEqual([
    { subject: 's', customer: '' },
  ]);
});

test('a row that leads to nobody still counts, under the name it is sealed by', () => {
  const of = declared({ subject: 'note', reach: [{ nobody: 'Not known yet.' }] });
  expect(whoseColumns(of)).toEqual(['note']);
  expect(whoseAre(of, [{ note: 'payment-1' }])).toEqual([{ subject: 'payment-1', customer: '' }]);
  expect(whoseAre(declared({ reach: [{ nobody: 'Not known.' }] }), [{}])).toEqual([
    { subject: '', customer: '' },
  ]);
});

test('rows that lack what would tell are refused, not passed over', () => {
  const of = declared({ isolate: { customer: 'customer_id' } });
  expect(() => whoseAre(of, [{ note: 'x' }])).toThrow('without customer_id');
});
