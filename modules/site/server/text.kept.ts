import type { Basis, Category, LifeEvent, Origin, Purpose } from '#platform/data-map';

/** Words for the page of what is kept. */
export interface KeptWords {
  readonly title: string;
  readonly lead: (fields: number, tables: number) => string;
  readonly never: string;
  readonly neverText: string;
  readonly head: readonly [string, string, string, string, string];
  /** By the column that names whose key it is; '' is any other. */
  readonly sealed: Readonly<Record<string, string>>;
  readonly nobody: string;
  /** Names in the map that are not names of companies. */
  readonly recipients: Readonly<Record<string, string>>;
  readonly outside: string;
  readonly nobodyOutside: string;
  readonly impersonal: (count: number) => string;
  readonly files: string;
  /** File under /.well-known/telink/, and what it is. */
  readonly downloads: readonly (readonly [file: string, name: string])[];
  readonly note: string;
  readonly categories: Readonly<Record<Category, string>>;
  readonly purposes: Readonly<Record<Purpose, string>>;
  readonly bases: Readonly<Record<Basis, string>>;
  readonly origins: Readonly<Record<Origin, string>>;
  readonly events: Readonly<Record<LifeEvent, string>>;
  readonly then: Readonly<Record<'delete' | 'anonymise' | 'shred', string>>;
  readonly units: Readonly<Record<'D' | 'M' | 'Y', readonly [string, string]>>;
  readonly at: string;
  readonly after: string;
  readonly where: Readonly<Record<string, string>>;
}

const sv: KeptWords = {
  title: 'Vad vi lagrar',
  lead: (fields, tables) =>
    `${fields} uppgifter om personer, i ${tables} tabeller och register. Listan är inte skriven för hand: den kommer ur samma karta som styr koden.`,
  never: 'Lagras aldrig hos oss',
  neverText:
    'Mejl, kalender och kontakter går direkt mellan din webbläsare och leverantören. Ingen tabell, fil eller kö hos oss har plats för dem.',
  head: ['Uppgift', 'Varför', 'Varifrån', 'Till vem', 'Tas bort'],
  sealed: {
    person_id: 'krypterad med din egen nyckel',
    customer_id: 'krypterad med kundens egen nyckel',
    staff_id: 'krypterad med den anställdas egen nyckel',
    book_id: 'krypterad med årets bokföringsnyckel, en för alla kunder',
    '': 'krypterad med en egen nyckel',
  },
  nobody: 'ingen',
  recipients: { 'mail-server': 'operatörens e-postserver', authority: 'myndighet som har beslutat om det' },
  outside: 'Utanför EES',
  nobodyOutside: 'Ingenting lämnas till någon utanför EES.',
  impersonal: (count) => `${count} kolumner utan personuppgifter`,
  files: 'Hämta',
  downloads: [
    ['register.csv', 'Registerförteckning enligt artikel 30 (CSV)'],
    ['register.json', 'Registerförteckning enligt artikel 30 (JSON)'],
    ['data-map.json', 'Hela kartan (JSON)'],
    ['tilt.json', 'Information enligt artikel 13 och 14 (TILT)'],
    ['dpv.jsonld', 'Behandlingen som länkade data (DPV)'],
  ],
  note: 'Vilka som behandlar uppgifter åt oss står i policyn.',
  categories: {
    kunddata: 'Kunddata',
    trafikdata: 'Trafikdata',
    tredjepart: 'Data från tredje part',
    epost: 'Mejl',
    kalender: 'Kalender',
    kontakter: 'Kontakter',
    anslutning: 'Anslutna konton',
    inloggning: 'Inloggning',
    logg: 'Logg',
  },
  purposes: {
    deliver_contract: 'leverera tjänsten',
    service_information: 'informera om tjänsten',
    convey: 'förmedla kommunikation',
    bill: 'fakturera',
    mail_client: 'ge dig en mejlklient',
    calendar_contacts_client: 'ge dig kalender och kontakter',
    third_party_import: 'hämta från anslutna tjänster',
    support: 'svara när du hör av dig',
    functional_cookies: 'få webbplatsen att fungera',
    statistics: 'föra statistik',
    marketing: 'marknadsföra',
    bookkeeping: 'bokföra',
    law_enforcement: 'lämna ut enligt lag',
    security: 'skydda uppgifterna',
    rights: 'uppfylla dina rättigheter',
    legal_claims: 'hantera rättsliga anspråk',
  },
  bases: {
    consent: 'samtycke',
    contract: 'avtal',
    legal_obligation: 'rättslig förpliktelse',
    vital_interest: 'grundläggande intressen',
    public_task: 'allmänt intresse',
    legitimate_interest: 'berättigat intresse',
  },
  origins: {
    provided: 'du lämnade den',
    observed: 'uppstod vid användning',
    derived: 'uträknad',
    'third-party': 'från någon annan',
  },
  events: {
    created: 'när den kom till',
    contract_ended: 'när avtalet är slut',
    session_ended: 'när sessionen är slut',
    disconnected: 'när kontot kopplas bort',
    invoice_paid: 'när fakturan är betald',
    conveyed: 'när samtalet, meddelandet eller uppkopplingen är över',
    fiscal_year_ended: 'när räkenskapsåret är slut',
    request_answered: 'när din begäran är besvarad',
    erased: 'när du raderas',
  },
  then: { delete: 'raderas', anonymise: 'avidentifieras', shred: 'nyckeln förstörs' },
  units: { D: ['dag', 'dagar'], M: ['månad', 'månader'], Y: ['år', 'år'] },
  at: 'genast',
  after: 'efter',
  where: {
    database: 'databas',
    'server-file': 'fil',
    'server-memory': 'minne',
    queue: 'kö',
    log: 'logg',
    cookie: 'kaka',
    browser: 'din webbläsare',
    processor: 'hos biträde',
    backup: 'säkerhetskopia',
  },
};

const en: KeptWords = {
  title: 'What we keep',
  lead: (fields, tables) =>
    `${fields} facts about people, in ${tables} tables and registers. Nobody wrote this list by hand: it comes from the same map that governs the code.`,
  never: 'Never kept by us',
  neverText:
    'Mail, calendar and contacts go straight between your browser and the provider. No table, file or queue of ours has a place for them.',
  head: ['Fact', 'Why', 'From where', 'To whom', 'Goes away'],
  sealed: {
    person_id: 'encrypted with your own key',
    customer_id: 'encrypted with the customer’s own key',
    staff_id: 'encrypted with the employee’s own key',
    book_id: 'encrypted with the year’s bookkeeping key, one for all customers',
    '': 'encrypted with a key of its own',
  },
  nobody: 'nobody',
  recipients: { 'mail-server': 'the operator’s mail server', authority: 'an authority that has decided so' },
  outside: 'Outside the EEA',
  nobodyOutside: 'Nothing is given to anybody outside the EEA.',
  impersonal: (count) => `${count} columns without personal data`,
  files: 'Download',
  downloads: [
    ['register.csv', 'Register of processing under Article 30 (CSV)'],
    ['register.json', 'Register of processing under Article 30 (JSON)'],
    ['data-map.json', 'The whole map (JSON)'],
    ['tilt.en.json', 'Information under Articles 13 and 14 (TILT)'],
    ['dpv.jsonld', 'The processing as linked data (DPV)'],
  ],
  note: 'Who processes data for us is told in the policy.',
  categories: {
    kunddata: 'Customer data',
    trafikdata: 'Traffic data',
    tredjepart: 'Data from third parties',
    epost: 'Mail',
    kalender: 'Calendar',
    kontakter: 'Contacts',
    anslutning: 'Connected accounts',
    inloggning: 'Signing in',
    logg: 'Log',
  },
  purposes: {
    deliver_contract: 'deliver the service',
    service_information: 'tell you about the service',
    convey: 'convey communication',
    bill: 'bill',
    mail_client: 'give you a mail client',
    calendar_contacts_client: 'give you calendar and contacts',
    third_party_import: 'fetch from connected services',
    support: 'answer when you get in touch',
    functional_cookies: 'make the site work',
    statistics: 'keep statistics',
    marketing: 'market',
    bookkeeping: 'keep books',
    law_enforcement: 'disclose under law',
    security: 'protect the data',
    rights: 'fulfil your rights',
    legal_claims: 'handle legal claims',
  },
  bases: {
    consent: 'consent',
    contract: 'contract',
    legal_obligation: 'legal obligation',
    vital_interest: 'vital interests',
    public_task: 'public task',
    legitimate_interest: 'legitimate interest',
  },
  origins: {
    provided: 'you gave it',
    observed: 'arose from use',
    derived: 'computed',
    'third-party': 'from someone else',
  },
  events: {
    created: 'it came to be',
    contract_ended: 'the contract ends',
    session_ended: 'the session ends',
    disconnected: 'the account is disconnected',
    invoice_paid: 'the invoice is paid',
    conveyed: 'the call, message or connection is over',
    fiscal_year_ended: 'the fiscal year ends',
    request_answered: 'your request is answered',
    erased: 'you are erased',
  },
  then: { delete: 'deleted', anonymise: 'anonymised', shred: 'its key is destroyed' },
  units: { D: ['day', 'days'], M: ['month', 'months'], Y: ['year', 'years'] },
  at: 'at once',
  after: 'after',
  where: {
    database: 'database',
    'server-file': 'file',
    'server-memory': 'memory',
    queue: 'queue',
    log: 'log',
    cookie: 'cookie',
    browser: 'your browser',
    processor: 'at a processor',
    backup: 'backup',
  },
};

export const KEPT: Readonly<Record<'sv' | 'en', KeptWords>> = { sv, en };
