/** Every broken expectation the product answers with (RFC 9457), in both languages. The text says what happened and what to do. */
export const PROBLEMS = {
  'bad-request': {
    status: 400,
    sv: 'Det gick inte att förstå det som skickades.',
    en: 'What was sent could not be understood.',
  },
  'unknown-field': {
    status: 400,
    sv: 'Det som skickades innehåller ett fält som inte finns.',
    en: 'What was sent has a field that does not exist.',
  },
  'not-signed-in': { status: 401, sv: 'Du är inte inloggad.', en: 'You are not signed in.' },
  'session-gone': {
    status: 410,
    sv: 'Sessionen är avslutad. Logga in igen.',
    en: 'The session has ended. Sign in again.',
  },
  'wrong-credentials': {
    status: 401,
    sv: 'Fel användar-ID eller lösenord.',
    en: 'Wrong user id or password.',
  },
  'wrong-code': { status: 401, sv: 'Koden stämmer inte.', en: 'That code is not right.' },
  'second-factor-needed': {
    status: 401,
    sv: 'Ange koden från din autentiseringsapp.',
    en: 'Enter the code from your authenticator app.',
  },
  forbidden: { status: 403, sv: 'Det har du inte rätt till.', en: 'You may not do that.' },
  'agreement-unsigned': {
    status: 403,
    sv: 'Skriv under sekretessavtalet först. Utan det visas ingenting.',
    en: 'Sign the confidentiality agreement first. Without it nothing is shown.',
  },
  'case-needed': {
    status: 403,
    sv: 'Ange varför du öppnar kunden.',
    en: 'State why you open this customer.',
  },
  'foreign-origin': {
    status: 403,
    sv: 'Anropet kom från en annan webbplats.',
    en: 'The call came from another site.',
  },
  restricted: {
    status: 403,
    sv: 'Uppgifterna är frysta. De sparas, men används inte. Personen ser dem själv under Mina uppgifter.',
    en: 'The data is frozen. It is kept and not used. The person sees it under My data.',
  },
  'notice-first': {
    status: 409,
    sv: 'Personen måste få veta det först. Skicka beskedet innan du häver frysningen.',
    en: 'The person has to be told first. Send the notice before you lift the restriction.',
  },
  'not-found': { status: 404, sv: 'Det finns inte.', en: 'There is no such thing.' },
  conflict: {
    status: 409,
    sv: 'Det har ändrats under tiden. Läs in igen.',
    en: 'It changed meanwhile. Load it again.',
  },
  'needs-consent': {
    status: 409,
    sv: 'Kontot behöver kopplas igen.',
    en: 'The account has to be connected again.',
  },
  'pending-admin': {
    status: 409,
    sv: 'Din administratör behöver godkänna Telink.',
    en: 'Your administrator has to approve Telink.',
  },
  claims: {
    status: 409,
    sv: 'Din organisation begär en ny inloggning hos Microsoft.',
    en: 'Your organisation asks you to sign in to Microsoft again.',
  },
  'provider-refused': {
    status: 502,
    sv: 'Leverantören svarar inte som den ska just nu. Försök igen om en stund.',
    en: 'The provider is not answering as it should. Try again in a while.',
  },
  'not-supported': {
    status: 422,
    sv: 'Den leverantören stöds inte. E-post kan anslutas från Microsoft 365.',
    en: 'That provider is not supported. Mail can be connected from Microsoft 365.',
  },
  'weak-password': {
    status: 422,
    sv: 'Lösenordet behöver minst 12 tecken.',
    en: 'The password needs at least 12 characters.',
  },
  'link-dead': {
    status: 410,
    sv: 'Länken har gått ut eller är redan använd.',
    en: 'The link has expired or has been used.',
  },
  erased: {
    status: 410,
    sv: 'Uppgifterna är raderade. Inget nytt sparas om personen.',
    en: 'The data have been erased. Nothing new is stored about the person.',
  },
  'bill-run': {
    status: 409,
    sv: 'Månadens fakturor görs just nu. Försök igen om en stund; inget har raderats.',
    en: 'This month’s invoices are being made. Try again in a while; nothing has been erased.',
  },
  'too-large': { status: 413, sv: 'Det som skickades är för stort.', en: 'What was sent is too large.' },
  'too-many': {
    status: 429,
    sv: 'Många försök på kort tid. Vänta en stund och försök igen.',
    en: 'Many attempts in a short time. Wait a while and try again.',
  },
  broken: {
    status: 500,
    sv: 'Något gick fel hos oss. Inget av det du skrev har sparats på vägen.',
    en: 'Something went wrong on our side. Nothing you wrote was kept on the way.',
  },
  unavailable: {
    status: 503,
    sv: 'Tjänsten startar om. Försök igen om en stund.',
    en: 'The service is restarting. Try again in a while.',
  },
} as const;

export type ProblemCode = keyof typeof PROBLEMS;
