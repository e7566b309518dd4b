import type { Lang } from '#policy/read';

interface ImpactWords {
  readonly title: string;
  readonly lead: (date: string) => string;
  readonly purposes: string;
  readonly purpose: (
    name: string,
    of: { readonly fields: number; readonly bases: string; readonly categories: string },
  ) => string;
  readonly traffic: string;
  readonly scale: (fields: number, others: number) => string;
  readonly trafficEnds: (ends: string) => string;
  readonly need: string;
  readonly never: (categories: string) => string;
  readonly recipients: (names: string) => string;
  readonly risks: string;
  readonly riskLines: readonly string[];
  readonly measures: string;
  readonly sealed: (sealed: number, of: number) => string;
  readonly measureLines: readonly string[];
  readonly views: string;
  readonly asked: { readonly need: string; readonly views: string; readonly decision: string };
}

const sv: ImpactWords = {
  title: 'Konsekvensbedömning',
  lead: (date) =>
    `Underlag enligt artikel 35 GDPR, ur datakartan som den är ${date}. Det som bara människor kan svara på står som frågor.`,
  purposes: 'Behandlingen och dess ändamål',
  purpose: (name, { fields, bases, categories }) =>
    `${name}: ${fields} uppgifter (${categories}), på grund av ${bases}`,
  traffic: 'Trafikdata i stor skala',
  scale: (fields, others) =>
    `Varje samtal, meddelande och datasession ger en post. ${fields} uppgifter är trafikdata; ${others} av dem rör också den andra parten. Behandlingen rör alla som har en tjänst och är därför i stor skala (artikel 35.3).`,
  trafficEnds: (ends) => `När de tas bort: ${ends}.`,
  need: 'Behov och proportion',
  never: (categories) => `Lagras aldrig: ${categories}.`,
  recipients: (names) => `Mottagare: ${names === '' ? 'inga' : names}.`,
  risks: 'Risker för människor',
  riskLines: [
    'Trafikdata visar vem som talar med vem och när. Hur sannolikt är det att någon utan rätt ser dem, och hur illa vore det? Att bedöma.',
    'Anställda kan läsa kunders uppgifter. Att bedöma.',
    'Någon får tag i databasen eller en kopia av den. Att bedöma.',
    'Uppgifter blir kvar längre än lovat, eller försvinner för tidigt. Att bedöma.',
  ],
  measures: 'Åtgärder som finns',
  sealed: (sealed, of) =>
    `${sealed} av ${of} uppgifter är krypterade var för sig, med nycklar utanför databasen.`,
  measureLines: [
    'Varje läsning anger ett ändamål ur den slutna listan och prövas mot reglerna; utan svar blir det nej.',
    'Anställda läser bara med ett öppnat ärende, och varje läsning står i en kedjad logg.',
    'Varje uppgift har ett slut som följs automatiskt.',
    'Bevisen för vart och ett av löftena körs mot den utgåva som används.',
  ],
  views: 'Synpunkter och beslut',
  asked: {
    need: 'Finns det ett mindre ingripande sätt att nå samma ändamål? Att besvara.',
    views: 'Vad säger dataskyddsombudet och de som berörs (artikel 35.2 och 35.9)? Att besvara.',
    decision:
      'Är den risk som återstår godtagbar, eller ska IMY rådfrågas i förväg (artikel 36)? Att besluta.',
  },
};

const en: ImpactWords = {
  title: 'Impact assessment',
  lead: (date) =>
    `What the assessment under Article 35 GDPR starts from, out of the data map as it is on ${date}. What only people can answer stands as a question.`,
  purposes: 'The processing and its purposes',
  purpose: (name, { fields, bases, categories }) =>
    `${name}: ${fields} facts (${categories}), because of ${bases}`,
  traffic: 'Traffic data at scale',
  scale: (fields, others) =>
    `Each call, message and data session leaves a record. ${fields} facts are traffic data; ${others} of them also concern the other party. The processing concerns everybody with a service and is therefore on a large scale (Article 35.3).`,
  trafficEnds: (ends) => `When they go: ${ends}.`,
  need: 'Need and proportion',
  never: (categories) => `Never kept: ${categories}.`,
  recipients: (names) => `Recipients: ${names === '' ? 'none' : names}.`,
  risks: 'Risks to people',
  riskLines: [
    'Traffic data show who talks with whom and when. How likely is it that someone without the right sees them, and how bad would it be? To be assessed.',
    'Staff can read customers’ data. To be assessed.',
    'Someone gets hold of the database or a copy of it. To be assessed.',
    'Data stay longer than promised, or vanish too early. To be assessed.',
  ],
  measures: 'Measures in place',
  sealed: (sealed, of) =>
    `${sealed} of ${of} facts are encrypted one by one, under keys outside the database.`,
  measureLines: [
    'Each reading names a purpose from the closed list and is held against the rules; no answer means no.',
    'Staff read only with an opened case, and each reading is in a chained log.',
    'Each fact has an end that is carried out by itself.',
    'The proofs of each promise are run against the build that is in use.',
  ],
  views: 'Views and decision',
  asked: {
    need: 'Is there a less intrusive way to the same purpose? To be answered.',
    views:
      'What do the data protection officer and those concerned say (Articles 35.2 and 35.9)? To be answered.',
    decision:
      'Is the risk that remains acceptable, or must IMY be consulted beforehand (Article 36)? To be decided.',
  },
};

export const IMPACT: Readonly<Record<Lang, ImpactWords>> = { sv, en };
