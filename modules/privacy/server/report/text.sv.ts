import { KEPT_WORDS } from '#modules/site';
import type { RequestKind } from '#contract/privacy';
import type { Store } from '#platform/data-map';
import type { Ground } from './shown-rows.ts';

/** The report's own words; those of categories, purposes and ends are the public page's. */
export interface ReportWords {
  readonly lang: 'sv' | 'en';
  readonly kept: (typeof KEPT_WORDS)['sv'];
  readonly title: string;
  readonly about: (name: string, at: string) => string;
  readonly confirmation: string;
  readonly nothing: string;
  /** The answer to the request. */
  readonly ready: string;
  readonly between: (first: string, last: string) => string;
  readonly after: (period: string, event: string) => string;
  readonly heldByDispute: string;
  readonly sourceOf: (source: string) => string;
  readonly covered: Readonly<Record<Ground, string>>;
  readonly grounds: Readonly<Record<Ground, string>>;
  readonly excluded: { readonly secret: string; readonly staff: string; readonly customers: string };
  readonly nobody: (table: string, reason: string) => string;
  readonly stores: Readonly<Record<Store['where'], string>>;
  readonly safeguards: (kind: string) => string;
  readonly noDecisions: string;
  readonly decisionsMade: (count: number) => string;
  readonly rights: readonly (readonly [RequestKind, string])[];
  readonly heads: {
    readonly what: string;
    readonly never: string;
    readonly neverText: string;
    readonly recipients: string;
    readonly noRecipients: string;
    readonly rights: string;
    readonly complain: string;
    readonly decisions: string;
    readonly looks: string;
    readonly noLooks: string;
    readonly hidden: string;
    readonly excluded: string;
    readonly data: string;
    readonly fact: string;
    readonly why: string;
    readonly from: string;
    readonly until: string;
    readonly values: string;
    readonly rest: (rows: number, file: string) => string;
    readonly times: (count: number, first: string, last: string) => string;
  };
}

const SOURCES: Readonly<Record<string, string>> = {
  order: 'din beställning',
  person: 'du själv',
  register: 'ett offentligt register',
  import: 'ett tidigare system',
  staff: 'vår kundtjänst',
  demonstration: 'demonstrationen',
};
const SAFEGUARDS: Readonly<Record<string, string>> = {
  adequacy: 'beslut om adekvat skyddsnivå (artikel 45)',
  'standard-clauses': 'EU-kommissionens standardavtalsklausuler (artikel 46.2 c)',
  'binding-rules': 'bindande företagsbestämmelser (artikel 47)',
  'persons-own-choice': 'du har själv valt mottagaren (artikel 49.1 b)',
};

export const sv: ReportWords = {
  lang: 'sv',
  kept: KEPT_WORDS.sv,
  title: 'Registerutdrag',
  about: (name, at) => `${name}. Gjort ${at} av det som då fanns.`,
  confirmation: 'Ja, vi behandlar personuppgifter om dig. Här är de.',
  nothing: 'Nej, vi behandlar inga personuppgifter om dig.',
  ready: 'Allt vi har om dig finns att hämta i appen i sju dagar.',
  between: (first, last) => `${first} till ${last}`,
  after: (period, event) => (period === '' ? event : `${period} efter ${event.replace(/^när /, 'att ')}`),
  heldByDispute: 'när tvisten om fakturan är avgjord',
  sourceOf: (source) => SOURCES[source] ?? source,
  covered: {
    'other-party': '(dold)',
    joint: '(en annan person hos kunden)',
    staff: '(medarbetare hos oss)',
    hash: '(ett avtryck sparas, inte värdet)',
    key: '(en nyckel sparas krypterad och visas inte)',
  },
  grounds: {
    'other-party':
      'De tre sista siffrorna är dolda: samtalet gjordes av någon annan, vars rättigheter går före (artikel 15.4).',
    joint: 'Uppgiften är om någon annan hos samma kund (artikel 15.4).',
    staff: 'Du får veta roll, tid och skäl, inte vem (artikel 15.4, EU-domstolen C-579/21).',
    hash: 'Vi har bara ett avtryck som inte går att räkna tillbaka.',
    key: 'En nyckel i en fil skulle öppna det som den skyddar (artikel 15.4 och 32).',
  },
  excluded: {
    secret: 'En hemlighet som öppnar något hos någon annan. Den lämnas inte ut i någon fil (artikel 32).',
    staff: 'Tabellen handlar om operatörens egen personal.',
    customers: 'Det hör till avtalet och lämnas till den som står för det.',
  },
  nobody: (table, reason) => NOBODY[table] ?? reason,
  stores: {
    'server-file': 'Filen innehåller det som redan står här, tills den raderas.',
    'server-memory': 'Bara i minnet medan det används.',
    queue: 'Kön har bara slumpade id.',
    log: 'Loggen har inga personuppgifter.',
    cookie: 'Ligger i din egen webbläsare. Där kan du se den.',
    browser: 'Ligger i din egen webbläsare. Där kan du se den.',
    processor: 'Det som lämnas till ett biträde står under mottagare.',
    backup: 'En kopia av det som redan står här.',
  },
  safeguards: (kind) => SAFEGUARDS[kind] ?? kind,
  noDecisions: 'Inga. Inget beslut om dig har fattats av ett program utan en människa.',
  decisionsMade: (count) =>
    `${count} beslut har fattats av ett program. Du kan begära att en människa prövar dem.`,
  rights: [
    ['correction', 'Rätta en uppgift'],
    ['erasure', 'Radera uppgifter'],
    ['restriction', 'Begränsa behandlingen'],
    ['objection', 'Invända mot behandlingen'],
    ['portability', 'Ta med dina uppgifter'],
  ],
  heads: {
    what: 'Vad vi har om dig',
    never: 'Det här har vi inte',
    neverText: 'Går direkt mellan din webbläsare och leverantören. Vi har ingen plats för det.',
    recipients: 'Vilka som har fått uppgifter',
    noRecipients: 'Ingen utanför oss har fått uppgifter om dig.',
    rights: 'Vad du kan begära',
    complain: 'Vart du kan klaga',
    decisions: 'Automatiska beslut',
    looks: 'Vilka hos oss som har sett dina uppgifter',
    noLooks: 'Ingen medarbetare har öppnat dina uppgifter.',
    hidden: 'Dolt av hänsyn till andra, och varför',
    excluded: 'Inte med, och varför',
    data: 'Uppgifterna',
    fact: 'Uppgift',
    why: 'Varför',
    from: 'Kommer från',
    until: 'Tas bort',
    values: 'Antal',
    rest: (rows, file) => `${rows} rader till finns i ${file}.`,
    times: (count, first, last) => (count === 1 ? first : `${count} gånger, ${first} till ${last}`),
  },
};

const NOBODY: Readonly<Record<string, string>> = {
  'billing.unmatched':
    'Betalningar som vi inte vet vems de är. Säg till om en är din, så söker vi på namn och belopp.',
  'traffic.reject':
    'Rader som inte gick att läsa, så ingen vet vem de gäller. De söks igenom på nummer om du frågar, och raderas efter 90 dagar.',
  'retained.telephony':
    'Det som lagen kan ålägga oss att lagra om samtal och meddelanden åt brottsbekämpande myndigheter. Det är förseglat så att vi inte kan öppna det, och raderas sex månader efter samtalet.',
  'retained.internet':
    'Det som lagen kan ålägga oss att lagra om internetåtkomst åt brottsbekämpande myndigheter. Det är förseglat så att vi inte kan öppna det, och raderas tio månader efter uppkopplingen.',
  'session.attempt': 'Ett avtryck av det som skrevs vid inloggning. Det leder inte till någon person.',
};
