import type { IncidentFacts } from './texts.ts';
import type { Wording } from './wording.en.ts';

const kinds = {
  disclosed: 'uppgifter har blivit kända för någon som inte får känna till dem',
  lost: 'uppgifter har gått förlorade',
  changed: 'uppgifter har ändrats utan lov',
  unavailable: 'uppgifter har inte gått att nå',
};
const who = ({ controller }: IncidentFacts): string[] => [
  `Tillhandahållare och personuppgiftsansvarig: ${controller.name}, ${controller.number}, ${controller.address}`,
  `Kontakt för mer information: ${controller.email}`,
];
const sealed = (facts: IncidentFacts): string =>
  facts.sealed
    ? 'De förseglade fälten är krypterade med nycklar som förvaras skilda från databasen.'
    : 'Uppgifterna gick att läsa.';
const under = 'Åtgärder pågår; de står i incidentens logg.';

export const sv: Wording = {
  kinds,
  categories: {
    kunddata: 'kunddata',
    trafikdata: 'trafikdata',
    tredjepart: 'data från tredje part',
    epost: 'mejl',
    kalender: 'kalender',
    kontakter: 'kontakter',
    anslutning: 'anslutna konton',
    inloggning: 'inloggningsuppgifter',
    logg: 'logg',
  },
  'pts-first': (facts, at, categories) => [
    `Integritetsincident i en elektronisk kommunikationstjänst: första anmälan (${facts.id})`,
    '',
    'Till Post- och telestyrelsen (PTS), enligt 8 kap. LEK och förordning (EU) nr 611/2013, artikel 2.2.',
    ...who(facts),
    '',
    `Upptäckt: ${at(facts.awareAt)}`,
    `Inträffade: ${at(facts.beganAt)} till ${at(facts.endedAt)}`,
    `Vad som hände: ${kinds[facts.kind]}.`,
    facts.description,
    `Slag av uppgifter: ${categories}`,
    `Antal berörda, så vitt känt: ${facts.affected}`,
    sealed(facts),
    facts.peopleAtRisk ? 'De berörda underrättas.' : 'De berörda bedöms inte påverkas negativt.',
    '',
    'En komplettering följer inom tre dagar efter denna anmälan.',
  ],
  'pts-supplement': (facts, at, categories) => [
    `Integritetsincident i en elektronisk kommunikationstjänst: komplettering (${facts.id})`,
    '',
    'Till Post- och telestyrelsen (PTS), enligt förordning (EU) nr 611/2013, artikel 2.3 och bilaga I avsnitt 2.',
    ...who(facts),
    '',
    `Upptäckt: ${at(facts.awareAt)}. Inträffade: ${at(facts.beganAt)} till ${at(facts.endedAt)}.`,
    `Sammanfattning: ${kinds[facts.kind]}. ${facts.description}`,
    `Slag av uppgifter: ${categories} (${facts.fields} fält)`,
    `Antal berörda: ${facts.affected}, räknat ur granskningsloggen och datakartan`,
    sealed(facts),
    `Underrättade hittills: ${facts.peopleTold} av ${facts.affected}`,
    `Åtgärder: ${facts.conclusion ?? under}`,
    `Skriven: ${at(facts.now)}`,
  ],
  imy: (facts, at, categories) => [
    `Anmälan av personuppgiftsincident enligt artikel 33 GDPR (${facts.id})`,
    '',
    'Till Integritetsskyddsmyndigheten (IMY).',
    ...who(facts),
    '',
    `Fick vetskap: ${at(facts.awareAt)}. Skriven: ${at(facts.now)}.`,
    ...(facts.now - facts.awareAt > 72 * 3_600_000
      ? ['Senare än 72 timmar. Skälet till förseningen (artikel 33.1): ____']
      : []),
    '',
    `a) Incidentens art: ${kinds[facts.kind]}, ${at(facts.beganAt)} till ${at(facts.endedAt)}. ${facts.description}`,
    `   Kategorier av uppgifter: ${categories}. Berörda personer: ${facts.affected}. Fält: ${facts.fields}.`,
    `b) Kontaktpunkt: ${facts.controller.name}, ${facts.controller.email}`,
    `c) Sannolika konsekvenser: ${facts.peopleAtRisk ? 'en risk som rör människor; de underrättas enligt artikel 34.' : 'någon hög risk för människor bedöms inte trolig.'} ${sealed(facts)}`,
    `d) Åtgärder: ${facts.conclusion ?? under} Underrättade hittills: ${facts.peopleTold} av ${facts.affected}.`,
  ],
  people: (facts, at, categories) => [
    'Något har hänt med uppgifter om dig',
    '',
    ...(facts.recipient === undefined || facts.recipient === '' ? [] : [`Hej ${facts.recipient},`, '']),
    `Mellan ${at(facts.beganAt)} och ${at(facts.endedAt)} hände något hos ${facts.controller.name} som rör dig: ${kinds[facts.kind]}. Vi upptäckte det ${at(facts.awareAt)}.`,
    '',
    facts.description,
    '',
    `Uppgifterna är av dessa slag: ${categories}. ${sealed(facts)}`,
    '',
    `Vad vi har gjort: ${facts.conclusion ?? 'vi utreder det och berättar mer när vi vet mer.'}`,
    'Vad du kan göra: var vaksam på samtal och brev som verkar känna till saker om dig, och byt lösenord om du använder samma på fler ställen.',
    '',
    `Frågor: ${facts.controller.email}. Du kan klaga hos Integritetsskyddsmyndigheten, www.imy.se.`,
    `Vårt nummer för detta: ${facts.id}`,
  ],
};
