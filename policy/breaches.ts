import type { PromiseId } from './promises.ts';

/** One place in the code and what stands there once the enforcement is gone. */
export interface Edit {
  /** Relative to the repository. */
  readonly file: string;
  /** Must occur exactly once, or the breach is refused: an entry that no longer fits shows nothing. */
  readonly find: string;
  readonly replace: string;
}

/** One enforcement taken out, and the promises whose proofs must then go red. */
export interface Breach extends Edit {
  /** What is taken away, as a sentence. */
  readonly name: string;
  /** Where an enforcement is kept twice, the second place: either alone holds the promise. */
  readonly also?: Edit;
  readonly promiseIds: readonly PromiseId[];
}

export const BREACHES: readonly Breach[] = [
  {
    name: 'A purpose is added that the policy does not tell of.',
    file: 'platform/data-map/purposes.ts',
    find: "  'legal_claims',\n]",
    replace: "  'legal_claims',\n  'resale',\n]",
    promiseIds: ['purpose.2'],
  },
  {
    name: 'A published sentence is softened without a new version.',
    file: 'policy/sv.md',
    find: 'Vi lagrar inte dina mejl på våra servrar;',
    replace: 'Vi lagrar sällan dina mejl på våra servrar;',
    promiseIds: ['purpose.2'],
  },
  {
    name: 'The policy page hands its text over to a script.',
    file: 'modules/site/server/frame.ts',
    find: '<a class="skip" href="#main">',
    replace: '<script src="/site/policy.js"></script><a class="skip" href="#main">',
    promiseIds: ['contact.2'],
  },
  {
    name: 'A sentence the operator finds awkward is left out of the page.',
    file: 'modules/site/server/policy-page.ts',
    find: 'for (const sentence of sentences) {',
    replace: "for (const sentence of sentences.filter(({ key }) => key !== 'mail.21')) {",
    promiseIds: ['contact.2'],
  },
  {
    name: 'The server logs the address that was asked for, with whatever stands in it.',
    file: 'platform/http/server.ts',
    find: "route: request.routeOptions.url ?? 'none',\n      status:",
    replace: 'route: request.url,\n      status:',
    promiseIds: ['mail.4'],
  },
  {
    name: 'A message’s picture is let through the sanitiser before anyone has asked for it.',
    file: 'modules/mail/subscriber/engine/show/clean.ts',
    find: 'return options.remoteImages && /^https:\\/\\//i.test(trimmed) ? trimmed : null;',
    replace: 'return /^https?:\\/\\//i.test(trimmed) ? trimmed : null;',
    promiseIds: ['mail.6'],
  },
  {
    name: 'The vault writes what it seals beside the ciphertext.',
    file: 'packages/vault/src/seal.ts',
    find: 'return { k: place.kid, n: version, i: iv, c: ciphertext };',
    replace: 'return { k: place.kid, n: version, i: iv, c: ciphertext, ...{ p: plain } };',
    promiseIds: ['mail.8'],
  },
  {
    name: 'Signing out leaves what the browser has stored: neither the server tells it to clear it nor the page does.',
    file: 'modules/session/server/token.ts',
    find: `.header('clear-site-data', '"cache", "storage"')`,
    replace: '',
    also: {
      file: 'modules/session/subscriber/leave.ts',
      find: '  await wipeOrigin();\n',
      replace: '',
    },
    promiseIds: ['mail.10'],
  },
  {
    name: 'The contract is not asked about when it is read for.',
    file: 'platform/access/gate.ts',
    find: 'return rests ? contractsEnded(query, customers) : NONE;',
    replace: 'return rests ? NONE : NONE;',
    promiseIds: ['scope.3'],
  },
  {
    name: 'Whoever uses a number sees every service the customer has.',
    file: 'modules/services/server/routes.ts',
    find: '...(pays(actor) ? {} : { person: actor.person }),',
    replace: '',
    promiseIds: ['customer.3'],
  },
  {
    name: 'A personal number goes in without its check digit being looked at.',
    file: 'modules/customers/pure/personal-number.ts',
    find: "if (!luhn(yy + mm + dd + last)) return { ok: false, reason: 'check-digit' };",
    replace: '',
    promiseIds: ['customer.1'],
  },
  {
    name: 'The office’s gate asks for a session and no longer for the agreement.',
    file: 'modules/staff/server/gate.ts',
    find: "  if (!facts.ndaInForce) throw new Problem('agreement-unsigned');\n",
    replace: '',
    promiseIds: ['protection.6'],
  },
  {
    name: 'A signature counts though the words sealed with it say something else.',
    file: 'modules/staff/server/agreement.ts',
    find: '    return fits ? said : undefined;',
    replace: '    return fits || said.version > 0 ? said : undefined;',
    promiseIds: ['protection.6'],
  },
  {
    name: 'Traffic data opens to every role that works with customers.',
    file: 'policy/access.cedar',
    find: 'when { resource.category == "trafikdata" && !(["bill", "legal_claims"].contains(context.purpose) && principal.roles.contains("billing")) };',
    replace:
      'when { resource.category == "trafikdata" && !(["bill", "support"].contains(context.purpose)) };',
    promiseIds: ['traffic.1'],
  },
  {
    name: 'What nobody is billed for stays as long as what is.',
    file: 'modules/traffic/server/deadlines.ts',
    find: "`CASE WHEN u.outcome = 'free' THEN LEAST(",
    replace: "`CASE WHEN u.outcome = 'never' THEN LEAST(",
    promiseIds: ['traffic.2'],
  },
  {
    name: 'A payment no longer brings the end of the bill’s records nearer.',
    file: 'modules/traffic/pure/terms.ts',
    find: "  if (bill.paidOn !== null) return { on: endAfterPayment(bill.paidOn), reason: 'paid' };\n",
    replace: '',
    promiseIds: ['traffic.3'],
  },
  {
    name: 'Whoever pays for a number sees whom its user has called.',
    file: 'modules/billing/pure/source.ts',
    find: 'yield call.shared ? { ...call, other: masked(call.other) } : call;',
    replace: 'yield call;',
    promiseIds: ['traffic.5'],
  },
  {
    name: 'A refused row is kept with columns that nothing reads, such as a message’s text.',
    file: 'modules/traffic/pure/formats/telink.ts',
    find: '!TELINK_FIELDS.some((field) => rows.column(field) === column);',
    replace: "TELINK_FIELDS.every((field) => field === 'key' && column < 0);",
    promiseIds: ['traffic.8'],
  },
  {
    name: 'Staff with a case may ask for law enforcement.',
    file: 'policy/access.cedar',
    find: 'when { context.purpose == "law_enforcement" }\nunless { principal is System };',
    replace: 'when { context.purpose == "law_enforcement" && principal is Person };',
    promiseIds: ['law.7'],
  },
  {
    name: 'The clock of the first report to PTS waits an hour.',
    file: 'modules/privacy/pure/incident/clocks.ts',
    find: "'pts-first': 24,",
    replace: "'pts-first': 25,",
    promiseIds: ['law.4'],
  },
  {
    name: 'Whom an incident concerned is looked for without the window.',
    file: 'modules/privacy/server/incident/staff-read.ts',
    find: 'AND at >= $2 AND at < $3',
    replace: "AND at >= $2::timestamptz - interval '9 years' AND at < $3::timestamptz + interval '9 years'",
    promiseIds: ['law.4'],
  },
  {
    name: 'An incident is closed although nobody has been told.',
    file: 'modules/privacy/server/incident/incidents.ts',
    find: 'if (unanswered.length > 0) return',
    replace: 'if (unanswered.length > 99) return',
    promiseIds: ['law.4'],
  },
  {
    name: 'The public page keeps quiet about the log.',
    file: 'modules/site/server/kept-page.ts',
    find: 'const personal = rows.filter((row) => row.personal);',
    replace: "const personal = rows.filter((row) => row.personal && row.category !== 'logg');",
    promiseIds: ['scope.1'],
  },
  {
    name: 'The books are said to be under the reader’s own key.',
    file: 'modules/site/server/text.kept.ts',
    find: "book_id: 'krypterad med årets bokföringsnyckel, en för alla kunder',",
    replace: "book_id: 'krypterad med din egen nyckel',",
    promiseIds: ['scope.1'],
  },
  {
    name: 'The register leaves out what is done for security.',
    file: 'platform/data-map/describe.ts',
    find: 'const purposes = [...new Set(rows.flatMap((row) => row.purposes))].toSorted();',
    replace:
      "const purposes = [...new Set(rows.flatMap((row) => row.purposes))].filter((one) => one !== 'security');",
    promiseIds: ['law.3'],
  },
  {
    name: 'The impact assessment is silent about traffic data.',
    file: 'modules/site/server/impact.ts',
    find: "row.category === 'trafikdata'",
    replace: "row.category === 'epost'",
    promiseIds: ['law.9'],
  },
  {
    name: 'The page names the authority by the name it gave up in 2021.',
    file: 'modules/site/server/authorities.ts',
    find: "sv: 'Integritetsskyddsmyndigheten (IMY, tidigare Datainspektionen)',",
    replace: "sv: 'Datainspektionen',",
    promiseIds: ['complaint.2'],
  },
];
