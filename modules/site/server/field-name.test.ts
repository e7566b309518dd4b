import { expect, test } from 'vitest';
import { dataMaps } from '../../../apps/server/data-map.ts';
import { fieldName } from './field-name.ts';
import { FIELD_WORDS } from './text.fields.ts';

test('the whole place has its own words before the column has', () => {
  expect(FIELD_WORDS['note']).not.toEqual(FIELD_WORDS['privacy.incident_event.note']);
  expect(fieldName('privacy.incident_event.note', 'sv')).toBe(
    FIELD_WORDS['privacy.incident_event.note']?.[0],
  );
  expect(fieldName('customers.person.email', 'sv')).toBe('E-postadress');
  expect(fieldName('customers.person.email', 'en')).toBe('E-mail address');
  expect(fieldName('email', 'en')).toBe('E-mail address');
  expect(fieldName('nowhere.nothing.shoe_size', 'en')).toBeUndefined();
});

test('words that stand under a whole place are those of a column that exists', () => {
  const places = new Set(
    dataMaps.flatMap(({ tables }) =>
      tables.flatMap(({ name, columns }) => Object.keys(columns).map((column) => `${name}.${column}`)),
    ),
  );
  const whole = Object.keys(FIELD_WORDS).filter((key) => key.includes('.'));
  expect(whole.length).toBeGreaterThan(3);
  expect(whole.filter((key) => !places.has(key))).toEqual([]);
});
