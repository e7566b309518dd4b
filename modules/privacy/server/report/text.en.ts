import { KEPT_WORDS } from '#modules/site';
import type { ReportWords } from './text.sv.ts';

const SOURCES: Readonly<Record<string, string>> = {
  order: 'your order',
  person: 'yourself',
  register: 'a public register',
  import: 'an earlier system',
  staff: 'our customer service',
};
const SAFEGUARDS: Readonly<Record<string, string>> = {
  adequacy: 'decision on adequate protection (Article 45)',
  'standard-clauses': 'the European Commission’s standard contractual clauses (Article 46.2 c)',
  'binding-rules': 'binding corporate rules (Article 47)',
  'persons-own-choice': 'you chose the recipient yourself (Article 49.1 b)',
};

export const en: ReportWords = {
  lang: 'en',
  kept: KEPT_WORDS.en,
  title: 'Your data',
  about: (name, at) => `${name}. Made ${at} from what was held then.`,
  confirmation: 'Yes, we process personal data about you. Here it is.',
  nothing: 'No, we do not process any personal data about you.',
  ready: 'Everything we have about you can be fetched in the app for seven days.',
  between: (first, last) => `${first} to ${last}`,
  after: (period, event) => (period === '' ? `when ${event}` : `${period} after ${event}`),
  heldByDispute: 'when the dispute about the bill is settled',
  sourceOf: (source) => SOURCES[source] ?? source,
  covered: {
    'other-party': '(hidden)',
    joint: '(another person at the customer)',
    staff: '(an employee of ours)',
    hash: '(a hash is held, not the value)',
    key: '(a key is held encrypted and is not shown)',
  },
  grounds: {
    'other-party':
      'The last three digits are hidden: somebody else made the call, and their rights come first (Article 15.4).',
    joint: 'It is about somebody else at the same customer (Article 15.4).',
    staff: 'You are told role, time and reason, not who (Article 15.4, CJEU C-579/21).',
    hash: 'We only have a hash, which cannot be reckoned back.',
    key: 'A key in a file would open what it protects (Articles 15.4 and 32).',
  },
  excluded: {
    secret: 'A secret that opens something at somebody else’s. It is handed out in no file (Article 32).',
    staff: 'The table is about the operator’s own staff.',
    customers: 'It belongs to the contract and is given to whoever holds it.',
  },
  nobody: (_table, reason) => reason,
  stores: {
    'server-file': 'The file holds what already stands here, until it is deleted.',
    'server-memory': 'In memory only, while in use.',
    queue: 'The queue holds only random ids.',
    log: 'The log has no personal data.',
    cookie: 'Lies in your own browser, where you can see it.',
    browser: 'Lies in your own browser, where you can see it.',
    processor: 'What is given to a processor stands under recipients.',
    backup: 'A copy of what already stands here.',
  },
  safeguards: (kind) => SAFEGUARDS[kind] ?? kind,
  noDecisions: 'None. No decision about you has been made by a program without a human.',
  decisionsMade: (count) =>
    `${count} decisions were made by a program. You can ask for a human to review them.`,
  rights: [
    ['correction', 'Correct a fact'],
    ['erasure', 'Erase data'],
    ['restriction', 'Restrict the processing'],
    ['objection', 'Object to the processing'],
    ['portability', 'Take your data along'],
  ],
  heads: {
    what: 'What we have about you',
    never: 'What we do not have',
    neverText: 'Goes straight between your browser and the provider. We have no place for it.',
    recipients: 'Who has been given data',
    noRecipients: 'Nobody outside has been given data about you.',
    rights: 'What you can ask for',
    complain: 'Where you can complain',
    decisions: 'Automated decisions',
    looks: 'Who among our staff has seen your data',
    noLooks: 'No employee has opened your data.',
    hidden: 'Hidden for others’ sake, and why',
    excluded: 'Not included, and why',
    data: 'The data',
    fact: 'Fact',
    why: 'Why',
    from: 'Comes from',
    until: 'Goes away',
    values: 'Count',
    rest: (rows, file) => `${rows} more rows are in ${file}.`,
    times: (count, first, last) => (count === 1 ? first : `${count} times, ${first} to ${last}`),
  },
};
