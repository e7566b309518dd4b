import type { Translated } from '@telink/ui';
import type { sv } from './text.sv.ts';

export const en: Translated<typeof sv> = {
  title: 'Corrections',
  lead: 'Names and personal numbers that somebody wants changed. The customer is opened first, with a reason.',
  loading: 'Loading',
  failed: 'The list could not be loaded.',
  none: 'Nothing is waiting.',
  what: {
    name: 'Name',
    personal_number: 'Personal number',
    email: 'E-mail',
    phone: 'Telephone',
    address: 'Address',
    language: 'Language',
    statement: 'Addition',
  },
  columns: { what: 'What', asked: 'Came in', act: 'Review' },
  open: 'Open the customer',
  review: 'Review',
  note: 'Correction',
  held: 'Now',
  wanted: 'Should be',
  words: 'The person’s reason',
  ground: 'Reason for the decision',
  groundHint: 'Shown to the person.',
  accept: 'Change',
  refuse: 'Say no',
  close: 'Close',
  done: {
    accept: 'Changed. The person and the recipients are told.',
    refuse: 'The person gets your reason.',
  },
  needed: 'Write a reason.',
};
