import type { Category } from '#platform/data-map';
import type { IncidentText } from '../contract/incident.ts';
import type { IncidentFacts } from './texts.ts';

type Written = (
  facts: IncidentFacts,
  at: (moment: number) => string,
  categories: string,
) => readonly string[];

export type Wording = Readonly<Record<IncidentText, Written>> & {
  readonly kinds: Readonly<Record<IncidentFacts['kind'], string>>;
  readonly categories: Readonly<Record<Category, string>>;
};

const kinds = {
  disclosed: 'data became known to someone who may not know them',
  lost: 'data were lost',
  changed: 'data were changed without right',
  unavailable: 'data could not be reached',
};
const who = ({ controller }: IncidentFacts): string[] => [
  `Provider and controller: ${controller.name}, ${controller.number}, ${controller.address}`,
  `Contact for more information: ${controller.email}`,
];
const sealed = (facts: IncidentFacts): string =>
  facts.sealed
    ? 'Sealed fields among them are encrypted under keys kept apart from the database.'
    : 'The fields were readable.';

export const en: Wording = {
  kinds,
  categories: {
    kunddata: 'customer data',
    trafikdata: 'traffic data',
    tredjepart: 'data from third parties',
    epost: 'mail',
    kalender: 'calendar',
    kontakter: 'contacts',
    anslutning: 'connected accounts',
    inloggning: 'sign-in data',
    logg: 'log',
  },
  'pts-first': (facts, at, categories) => [
    `Personal data breach in an electronic communications service: first notification (${facts.id})`,
    '',
    'To the Swedish Post and Telecom Authority (PTS), under LEK chapter 8 and Regulation (EU) No 611/2013, Article 2(2).',
    ...who(facts),
    '',
    `Detected: ${at(facts.awareAt)}`,
    `Took place: ${at(facts.beganAt)} to ${at(facts.endedAt)}`,
    `What happened: ${kinds[facts.kind]}.`,
    facts.description,
    `Kinds of data: ${categories}`,
    `Number concerned, as far as known: ${facts.affected}`,
    sealed(facts),
    facts.peopleAtRisk
      ? 'Those concerned are being told.'
      : 'Those concerned are judged not to be adversely affected.',
    '',
    'A supplement follows within three days of this notification.',
  ],
  'pts-supplement': (facts, at, categories) => [
    `Personal data breach in an electronic communications service: supplement (${facts.id})`,
    '',
    'To the Swedish Post and Telecom Authority (PTS), under Regulation (EU) No 611/2013, Article 2(3) and annex I section 2.',
    ...who(facts),
    '',
    `Detected: ${at(facts.awareAt)}. Took place: ${at(facts.beganAt)} to ${at(facts.endedAt)}.`,
    `Summary: ${kinds[facts.kind]}. ${facts.description}`,
    `Kinds of data: ${categories} (${facts.fields} declared fields)`,
    `Number concerned: ${facts.affected}, computed from the audit chain and the data map`,
    sealed(facts),
    `Told so far: ${facts.peopleTold} of ${facts.affected}`,
    `Measures: ${facts.conclusion ?? 'in progress; see the log of the incident.'}`,
    `Written: ${at(facts.now)}`,
  ],
  imy: (facts, at, categories) => [
    `Notification of a personal data breach under Article 33 GDPR (${facts.id})`,
    '',
    'To the Swedish Authority for Privacy Protection (IMY).',
    ...who(facts),
    '',
    `Became aware: ${at(facts.awareAt)}. Written: ${at(facts.now)}.`,
    ...(facts.now - facts.awareAt > 72 * 3_600_000
      ? ['Later than 72 hours. The reason for the delay (Article 33.1): ____']
      : []),
    '',
    `(a) Nature of the breach: ${kinds[facts.kind]}, ${at(facts.beganAt)} to ${at(facts.endedAt)}. ${facts.description}`,
    `    Categories of data: ${categories}. People concerned: ${facts.affected}. Fields: ${facts.fields}.`,
    `(b) Contact point: ${facts.controller.name}, ${facts.controller.email}`,
    `(c) Likely consequences: ${facts.peopleAtRisk ? 'a risk that concerns people; they are told under Article 34.' : 'no high risk for people is judged likely.'} ${sealed(facts)}`,
    `(d) Measures: ${facts.conclusion ?? 'in progress; see the log of the incident.'} Told so far: ${facts.peopleTold} of ${facts.affected}.`,
  ],
  people: (facts, at, categories) => [
    'Something happened to data about you',
    '',
    ...(facts.recipient === undefined || facts.recipient === '' ? [] : [`Hello ${facts.recipient},`, '']),
    `Between ${at(facts.beganAt)} and ${at(facts.endedAt)} something happened at ${facts.controller.name} that concerns you: ${kinds[facts.kind]}. We noticed it ${at(facts.awareAt)}.`,
    '',
    facts.description,
    '',
    `The data are of these kinds: ${categories}. ${sealed(facts)}`,
    '',
    `What we have done: ${facts.conclusion ?? 'we are looking into it and will tell you more when we know more.'}`,
    'What you can do: be wary of calls and letters that seem to know things about you, and change your password if you use the same one elsewhere.',
    '',
    `Questions: ${facts.controller.email}. You may complain to the Swedish Authority for Privacy Protection, www.imy.se.`,
    `Our number for this: ${facts.id}`,
  ],
};
