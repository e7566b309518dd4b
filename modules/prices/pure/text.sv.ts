import type { Words } from './words.ts';

const numbers: Readonly<Record<Parameters<Words['kindOfNumber']>[1], string>> = {
  'domestic-fixed': 'fast telefoni',
  'domestic-mobile': 'mobilnummer',
  'domestic-special': 'nummer utan ort',
  'own-network': 'nummer hos oss',
  voicemail: 'röstbrevlåda',
  freephone: 'frinummer',
  'shared-cost': 'nummer med delad kostnad',
  premium: 'betalnummer',
  directory: 'nummerupplysning',
  'short-code': 'kortnummer',
  helpline: 'stödlinje',
  emergency: 'nödnummer',
  'international-fixed': 'fast telefoni',
  'international-mobile': 'mobilnummer',
  'international-special': 'särskilda nummer',
  satellite: 'satellittelefon',
};

export const sv: Words = {
  locale: 'sv-SE',
  decimal: ',',
  called(kind, direction, whom) {
    if (kind === 'data') return 'Du använde data';
    if (direction === 'in') return kind === 'voice' ? 'Du tog emot ett samtal' : `Du tog emot ett ${kind}`;
    if (direction === 'forwarded') return `Ditt nummer kopplade vidare till ${whom}`;
    return kind === 'voice' ? `Du ringde ${whom}` : `Du skickade ett ${kind} till ${whom}`;
  },
  unknownNumber: 'ett nummer vi inte känner igen',
  kindOfNumber: (prefix, what) => `${prefix} är ${numbers[what]}.`,
  began: (kind, time) =>
    kind === 'voice'
      ? `Samtalet började ${time}.`
      : kind === 'data'
        ? `Det började ${time}.`
        : `Klockan ${time}.`,
  visited: (country) => `Du var i ${country}.`,
  list: (name, version) => `Prislista ${name} ${version}`,
  since: (date) => `Gäller från ${date}.`,
  setup: 'Öppningsavgift',
  minutes: (count, price) =>
    count === 1 ? `1 påbörjad minut à ${price}` : `${count} påbörjade minuter à ${price}`,
  duration: (length, price) => `${length} à ${price} per minut`,
  pieces: (kind, price) => `1 ${kind} à ${price}`,
  megabytes: (amount, price) => `${amount} à ${price} per MB`,
  countedUp: (used, charged) =>
    charged === '' ? `${used} räknas upp till hel minut.` : `${used} räknas upp till ${charged}.`,
  included: (plan) => `Ingår i ${plan}`,
  left: (what) => `${what} kvar`,
  piecesLeft: 'st',
  minimum: 'Lägsta pris',
  rounding: 'Avrundning till hela ören',
  sum: (vatIncluded) => (vatIncluded ? 'Summa med moms' : 'Summa utan moms'),
  why: {
    unanswered: 'Ingen svarade, så det kostar inget',
    'nothing-used': 'Inget användes, så det kostar inget',
    incoming: 'Det kostar inget att ta emot',
    freephone: 'Numret är gratis att ringa',
    helpline: 'Stödlinjer är alltid gratis och står aldrig på fakturan',
    emergency: 'Nödnummer är alltid gratis',
    'no-book': 'Det fanns ingen prislista den dagen; vi tar inte betalt förrän en människa har tittat',
    'no-plan': 'Abonnemanget saknar priser; vi tar inte betalt förrän en människa har tittat',
    'no-destination': 'Numret finns inte i prislistan; vi tar inte betalt förrän en människa har tittat',
    'unknown-country': 'Landet finns inte i prislistan; vi tar inte betalt förrän en människa har tittat',
    'no-price': 'Det finns inget pris för detta; vi tar inte betalt förrän en människa har tittat',
    'too-large': 'Beloppet är orimligt; vi tar inte betalt förrän en människa har tittat',
    'barred-premium': 'Betalnummer är spärrade, så det kostar inget',
    'barred-international': 'Utlandssamtal är spärrade, så det kostar inget',
    'barred-roaming': 'Användning utomlands är spärrad, så det kostar inget',
    'barred-class': 'Sådana nummer kan inte ringas med abonnemanget, så det kostar inget',
  },
};
