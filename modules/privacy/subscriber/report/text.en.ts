import type { Translated } from '@telink/ui';
import type { sv } from './text.sv.ts';

export const en: Translated<typeof sv> = {
  title: 'What we have about you',
  lead: 'Why we have it, where it comes from and when it goes. The dates are the days on which the data is actually erased.',
  loading: 'Loading your data',
  failed: { fact: 'Your data could not be loaded.', rest: 'Nothing has changed.' },
  fetch: 'Download everything',
  fetching: 'Downloading',
  fetchFailed: 'The file could not be downloaded. Try again in a while.',
  fetchText:
    'One file with everything we have about you, to read and to take to another program. The link works for seven days.',
  head: { what: 'Fact', why: 'For', from: 'Comes from', until: 'Erased' },
  values: (count: number) => (count === 1 ? '1 value' : `${count.toLocaleString('en')} values`),
  never: 'What we do not have',
  neverText: 'It goes straight between your browser and the provider.',
  recipients: 'Who has been given data',
  noRecipients: 'Nobody outside has been given data about you.',
  decisions: 'Automated decisions',
  looks: 'Who has seen my data',
  noLooks: 'No employee has opened your data.',
  excluded: 'Not included, and why',
};
