import { expect, test } from 'vitest';
import type { ErasureLine } from '../contract/erase.ts';
import { ERASURE_WORDS, fieldsOfKept, groupLines, waitsInWords, whyKept } from './wording.ts';

const day = (iso: string): string => `<${iso}>`;
const { sv, en } = ERASURE_WORDS;

test('a reason is said once, with everything that waits for it, and each recipient by itself', () => {
  const said = waitsInWords(
    [
      { for: 'hold', until: null, what: 'Fakturor' },
      { for: 'hold', until: null, what: 'Adresser' },
      { for: 'hold', until: null, what: 'Fakturor' },
      { for: 'recipient', until: null, what: 'Ett' },
      { for: 'recipient', until: null, what: 'Två' },
      { for: 'records', until: '2027-01-02', what: 'Samtal' },
      { for: 'contract', until: null, what: '' },
    ],
    sv,
    day,
  );
  expect(said).toHaveLength(5);
  expect(said[0]).toBe('Vi måste hålla kvar: Fakturor, Adresser. Det raderas när det inte behövs längre.');
  expect(said[3]).toContain('till och med <2027-01-02>');
  expect(said[4]).toContain('utan slutdag');
});

test('why something stays names ground and day, or what ends it', () => {
  expect(whyKept({ ground: 'bookkeeping', until: '2033-12-31' }, sv, day)).toBe(
    'Bokföringslagen kräver det, till och med <2033-12-31>',
  );
  expect(whyKept({ ground: 'restriction', until: null }, en, day)).toBe(
    'You have frozen it, until it is unfrozen',
  );
  expect(whyKept({ ground: 'suppression', until: null }, en, day)).toContain('until further notice');
});

test('lines are what goes, what goes with the contract, and what stays; fields of kept rows are told apart', () => {
  const line = (act: ErasureLine['act'], ground: string | null): ErasureLine => ({
    table: 'a.b',
    what: 'B',
    rows: 1,
    act,
    ground,
    until: null,
    fields: [
      { what: 'Namn', act: 'shred' },
      { what: 'Belopp', act: 'keep' },
      { what: 'Namn', act: 'delete' },
    ],
  });
  const lines = [line('delete', null), line('keep', 'contract'), line('keep', 'bookkeeping')];
  const { goes, later, stays } = groupLines(lines);
  expect([goes, later, stays]).toEqual([[lines[0]], [lines[1]], [lines[2]]]);
  expect(fieldsOfKept(line('keep', 'bookkeeping'))).toEqual({ goes: ['Namn'], stays: ['Belopp'] });
});

test('each ground of the data map has words in both languages', () => {
  const grounds = Object.keys(sv.grounds);
  expect(Object.keys(en.grounds)).toEqual(grounds);
  expect(Object.keys(en.open)).toEqual(Object.keys(sv.open));
  expect(grounds).toHaveLength(8);
});
